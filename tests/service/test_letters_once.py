"""Letters with an `Idempotency-Key`: what a repeat gets, and who gets nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from docgen.letters.letter import Letter
from docgen.render import Document
from docgen.service.access.access import Access
from docgen.service.batches.keyed import KEPT, LONGEST
from docgen.service.desk import Desk
from docgen.service.letters_once import LettersOnce, same_request
from docgen.service.media import MEDIA_TYPES
from tests.service.batches import request
from tests.service.conftest import NOW
from tests.service.keyed import JSON, KEY, Service, problem, told

TEXT = MEDIA_TYPES["txt"]


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path)


def undated(reference: str) -> dict[str, Any]:
    return {name: value for name, value in request(reference).items() if name != "date"}


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_a_repeat_answers_the_first_result(service: Service, form: str) -> None:
    body = undated("D1")
    first = service.post(body, form=MEDIA_TYPES[form])
    assert first.status_code == 200
    service.now += timedelta(days=3)
    upside_down = json.dumps(dict(reversed(body.items())), indent=2).encode()
    again = service.post(upside_down, form=MEDIA_TYPES[form])
    assert (again.status, told(again), again.data) == (first.status, told(first), first.data)
    assert "2026-11-21" in again.headers["Content-Disposition"]
    assert len(service.files()) == service.letters() == 1
    without = service.post(body, key=None, form=MEDIA_TYPES[form])
    assert without.data != first.data
    assert [name for name, _ in without.headers] == [name for name, _ in first.headers]


@pytest.mark.parametrize(
    ("more", "form", "headers"),
    [
        ({"term_days": 21}, JSON, {}),
        ({"term_days": "14"}, JSON, {}),  # no number
        ({}, TEXT, {}),
        ({}, JSON, {"Accept_Language": "en"}),
    ],
)
def test_a_key_belongs_to_one_request(
    service: Service, more: dict[str, Any], form: str, headers: dict[str, str]
) -> None:
    body = request("D1", term_days=14)
    first = service.post(body)
    assert problem(service.post(body | more, form=form, **headers)) == (422, "/problems/key-used")
    assert service.post(body).data == first.data
    assert service.post(body | more, "another", form, **headers).status_code in (200, 406, 422)


def test_the_language_of_messages_matters_to_forms_that_have_some(service: Service) -> None:
    first = service.post(request("D1"), form=MEDIA_TYPES["html"])
    assert service.post(request("D1"), form=MEDIA_TYPES["html"], Accept_Language="en").data == first.data


def test_only_successes_are_kept(service: Service) -> None:
    wrong = request("D1", term_days=5)
    assert problem(service.post(wrong)) == (422, "/problems/unlawful-letter")
    assert service.letters() == len(service.files()) == 0
    assert service.post(request("D1")).status_code == 200


@pytest.mark.parametrize("key", ["", "two words", "clé", "x" * 256, "a\tb"])
def test_keys_are_short_and_visible(service: Service, key: str) -> None:
    answer = service.post(request("D1"), key, Accept_Language="en")
    assert problem(answer) == (400, "/problems/bad-request")
    assert "1 to 255 visible ASCII characters" in answer.get_data(as_text=True)
    assert service.post(request("D1"), "!" * 255).status_code == 200


def test_the_key_of_another_caller_is_another_key(tmp_path: Path) -> None:
    """Also when both callers have the same name."""
    keys = [Access(tmp_path).keys.add("viewer", "Incassopakket", NOW) for _ in range(2)]
    service = Service(tmp_path, auth="keys")
    callers = [{"Authorization": f"Bearer {each}"} for each in keys]
    first, second = (service.post(request(f"D{n}"), **each) for n, each in enumerate(callers, 1))
    assert (first.status_code, second.status_code) == (200, 200)
    assert (b"D1" in first.data, b"D2" in second.data) == (True, True)
    assert service.post(request("D1"), **callers[0]).data == first.data
    assert problem(service.post(request("D1"), **callers[1])) == (422, "/problems/key-used")
    assert service.post(request("D1")).status_code == 401


@pytest.mark.parametrize("harm", ["gone", "torn", "another"])
def test_a_letter_that_is_not_kept_as_it_was_made_is_not_made_again(service: Service, harm: str) -> None:
    service.post(request("D1"), Accept_Language="en")
    (kept,) = service.files()
    if harm == "gone":
        kept.unlink()
    elif harm == "torn":
        kept.write_bytes(kept.read_bytes()[:-1])
    else:
        service.post(request("D2"), "another")
        (other,) = set(service.files()) - {kept}
        kept.write_bytes(other.read_bytes())
    answer = service.post(request("D1"), Accept_Language="en")
    assert problem(answer) == (409, "/problems/letter-gone")
    assert "made on 21 November 2026" in answer.get_data(as_text=True)
    assert service.post(request("D1"), "new").status_code == 200


def test_a_store_that_cannot_be_read_is_tried_again_later(service: Service) -> None:
    first = service.post(request("D1"))
    (kept,) = service.files()
    content = kept.read_bytes()
    kept.unlink()
    kept.mkdir()
    assert problem(service.post(request("D1"))) == (503, "/problems/unavailable")
    kept.rmdir()
    kept.write_bytes(content)
    assert service.post(request("D1")).data == first.data


def test_a_store_that_cannot_be_written_frees_the_key(service: Service) -> None:
    (service.settings.data / "letters").write_bytes(b"in the way")
    assert problem(service.post(request("D1"))) == (503, "/problems/unavailable")
    assert service.letters() == 0
    (service.settings.data / "letters").unlink()
    assert service.post(request("D1")).status_code == 200


def test_a_key_is_free_again_after_thirty_days(service: Service) -> None:
    first = service.post(undated("D1"))
    service.now += KEPT
    assert service.post(undated("D1")).data == first.data
    service.now += timedelta(seconds=1)
    assert service.post(undated("D1")).data != first.data


def test_a_letter_that_went_out_before_is_told(service: Service) -> None:
    assert "Docgen-Made-Before" not in service.post(request("D1"), "first").headers
    service.now += timedelta(hours=2)
    again = service.post(request("D1"), "second")
    assert again.headers["Docgen-Made-Before"] == "2026-11-21T09:30:00+00:00"
    assert service.post(request("D1"), "second").headers["Docgen-Made-Before"] == "2026-11-21T09:30:00+00:00"
    concept = request("D1", kind="sommatie", costs="claimed", on_finding="warn")
    for key, body in {
        "other-dossier": request("D2"),
        "other-date": request("D1", date="2026-11-22"),
        "concept": concept,
        "same-concept": concept,
    }.items():
        answer = service.post(body, key)
        assert answer.status_code == 200, answer.json
        assert "Docgen-Made-Before" not in answer.headers


def test_who_was_given_up_answers_what_the_other_made(service: Service) -> None:
    once, body = LettersOnce(service.desk), undated("D1")
    asked, later = same_request(body, "json", "nl"), []

    def made_at(desk: Desk) -> tuple[Letter, Document]:
        letter = desk.finish(body, "json")
        return letter, desk.render(letter, "json")

    def slow() -> tuple[Letter, Document]:
        mine = made_at(service.desk)
        service.now += LONGEST + timedelta(days=1)
        later.append(once.answer("anyone", KEY, asked, lambda: made_at(service.desk)))
        return mine

    answer = once.answer("anyone", KEY, asked, slow)
    assert (answer.data, told(answer)) == (later[0].data, told(later[0]))
    assert "2026-11-22" in answer.headers["Content-Disposition"]
    assert service.letters() == 1


def test_who_waits_too_long_is_told_to_come_again(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.service.letters_once.PATIENCE", 0.2)
    once, refused = LettersOnce(service.desk), []
    asked = same_request(json.loads(json.dumps(request("D1"))), "json", "nl")

    def slow() -> tuple[Letter, Document]:
        refused.append(service.post(request("D1")))
        letter = service.desk.finish(request("D1"), "json")
        return letter, service.desk.render(letter, "json")

    made = once.answer("anyone", KEY, asked, slow)
    assert problem(refused[0]) == (503, "/problems/unavailable")
    assert refused[0].headers["Retry-After"]
    assert service.post(request("D1")).data == made.data
