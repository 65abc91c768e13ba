"""Letters that would go on for ever, fill pages without end or eat all memory: each is refused alone, in time, and told
what to do; the letters around it are made. For single letters and in a batch.
"""

from __future__ import annotations

import base64
import json
import shutil
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pikepdf import StreamDecodeLevel

from docgen.render import enclosures, filling, press, word
from docgen.render.enclosures import SAID
from docgen.render.words import Words
from docgen.render.workers import Crew
from docgen.service.app import create_app
from docgen.service.batches.local import Wanted, opened
from docgen.service.batches.tables import Options
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings
from tests.hostile.conftest import DOCX
from tests.hostile.making import KIND, pack, paragraph, png, put
from tests.render.test_enclosures import bomb, made
from tests.service.batches import lines, request

DAY = date(2026, 11, 21)
MOST = 500  # invoices, and payments
SECONDS = 15.0  # of the processor for what is refused before a page is set; it takes two
TOO_LONG_TO_FILL = {
    "nl": "Het invullen van het sjabloon duurt te lang. Kijk naar de herhalingen erin.",
    "en": "Filling in the template takes too long. Look at its loops.",
}
FAR_TOO_LONG = "The letter would become far too long. Look at the loops of the template."
LOOPS = "".join(f"{{% for {each} in invoices %}}" for each in "abc") + "{% endfor %}" * 3
PAIRS = ("{%p for a in invoices %}", "{%p for b in invoices %}"), ("{%p endfor %}", "{%p endfor %}")


def longest(count: int = MOST, payments: int = MOST, **more: Any) -> dict[str, Any]:
    """A letter about as many invoices and payments as there can be; `more` of the request."""
    asked = request("D00001", **more)
    dossier, first = asked["dossier"], date(2023, 1, 2)
    days = [first + timedelta(days=2 * number % 1200) for number in range(max(count, payments))]
    ordinary = dossier["invoices"][0]
    dossier["invoices"] = [
        ordinary
        | {"number": f"F{number}", "issued_on": day.isoformat(), "due_on": (day + timedelta(days=30)).isoformat()}
        for number, day in enumerate(days[:count])
    ]
    dossier["payments"] = [
        {"received_on": (day + timedelta(days=40)).isoformat(), "amount": "17.05"} for day in days[:payments]
    ]
    return asked


def with_long_words(asked: dict[str, Any]) -> dict[str, Any]:
    """The same with the longest texts everywhere."""
    for number, each in enumerate(asked["dossier"]["invoices"]):
        words = "levering en toelichting volgens de bijlage " * 4
        each |= {"number": f"F{number:04d}-{'W' * 29}", "description": words[:140].strip()}
        each["agreement"] = {"kind": words[:140].strip(), "date": each["issued_on"], "reference": words[:139].strip()}
    return asked


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our templates; the HTML notice goes round in circles when there are many invoices, and prints nothing."""
    folder = tmp_path_factory.mktemp("limits") / "templates"
    shutil.copytree(ROOT / "templates", folder)
    notice = folder / "html" / "nl" / "payment-reminder.html"
    notice.write_text(notice.read_text("utf-8").replace("{% block body %}", "{% block body %}" + LOOPS), "utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    settings = Settings(data=tmp_path_factory.mktemp("data"), templates=templates, letter_seconds=60)
    return Desk(settings, today=lambda: DAY)


@pytest.fixture(scope="module")
def client(desk: Desk) -> FlaskClient:
    return create_app(desk).test_client()


def post(client: FlaskClient, asked: object, accept: str = "application/pdf", language: str = "en") -> Any:
    headers = {"Accept": accept, "Accept-Language": language}
    return client.post("/v1/letters", json=asked, headers=headers)


# ---- One letter at a time ----


@pytest.mark.parametrize(("count", "status"), [(5_000, 422), (10_000, 413)])
def test_ten_thousand_claim_lines_go_no_further_than_the_door(client: FlaskClient, count: int, status: int) -> None:
    start = time.process_time()
    asked = request("D00001")
    asked["dossier"]["invoices"] = [
        {"number": f"F{number}", "issued_on": "2026-01-01", "due_on": "2026-02-01", "amount": "1.00"}
        for number in range(count)
    ]
    answer = post(client, asked)
    assert answer.status_code == status, answer.json
    if status == 422:
        assert [each["pointer"] for each in answer.json["errors"]] == ["/dossier/invoices"]
        assert "500" in answer.json["errors"][0]["message"]
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("asked", "limit", "accept"),
    [
        (longest(kind="sommatie", annex=True), 40, "application/pdf"),
        (longest(kind="cost-specification"), 10, "text/html"),
        (with_long_words(longest()), 10, "application/pdf"),
    ],
    ids=["sommatie with annex", "specification", "long words"],
)
def test_a_letter_that_cannot_fit_is_refused_before_a_page_is_set(
    client: FlaskClient, asked: dict[str, Any], limit: int, accept: str
) -> None:
    press.CREW.close()
    start = time.process_time()
    answer = post(client, asked, accept)
    assert time.process_time() - start < SECONDS
    said = f"The letter would have more than {limit} pages. Use fewer invoices, or shorter texts."
    assert (answer.status_code, answer.json["type"], answer.json["detail"]) == (422, "/problems/limit-exceeded", said)
    assert press.CREW.idle == []


def test_as_many_invoices_as_there_can_be_are_no_reason_to_refuse(client: FlaskClient) -> None:
    """As pages they fill hardly ten."""
    assert post(client, longest(), "text/html").status_code == 200


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_whose_loops_go_on_for_ever(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(filling, "SECONDS", 0.5)
    answer = post(client, longest(kind=KIND, payments=0), language=language)
    assert (answer.status_code, answer.json["detail"]) == (422, TOO_LONG_TO_FILL[language])
    assert post(client, request("D00001", kind=KIND)).status_code == 200


@pytest.mark.parametrize(
    ("inside", "count", "said"),
    [
        ([paragraph("Nog een keer, want het is nog niet betaald. " * 4)], 400, FAR_TOO_LONG),
        (
            [paragraph("Nog een keer.")],
            50,
            "The letter would have more than 10 pages. Use fewer invoices, or shorter texts.",
        ),
        (
            [paragraph("{%p if a.amount == b.number %}"), paragraph("{%p endif %}")] * 400,
            400,
            "The letter takes too long to make. Use fewer invoices, or shorter texts.",
        ),
    ],
    ids=["explodes", "many pages", "goes on"],
)
def test_a_published_word_template_that_explodes_only_with_many_invoices(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, inside: list[str], count: int, said: str
) -> None:
    begin, end = ([paragraph(each) for each in tags] for tags in PAIRS)
    publish(client, pack(put("".join((*begin, *inside, *end)))))
    monkeypatch.setattr(word, "SECONDS", 5.0)
    answer = post(client, longest(count, 0, kind=KIND), DOCX)
    assert (answer.status_code, answer.json["type"], answer.json["detail"]) == (422, "/problems/limit-exceeded", said)
    assert post(client, request("D00001", kind=KIND), DOCX).status_code == 200


def publish(client: FlaskClient, template: bytes) -> None:
    address = f"/v1/templates/{KIND}/nl"
    drafted = client.put(f"{address}.docx", data=template, headers={"Content-Type": DOCX, "If-Match": "*"})
    assert drafted.json is not None
    assert drafted.status_code in (200, 201), drafted.json
    answer = client.post(f"{address}/publish", json={"version": drafted.json["version"], "note": "x"})
    assert answer.status_code == 200, answer.json


# ---- In a batch ----

GIGABYTE = 1024**3
EATING = {
    "at once": lambda: bytes(3 * GIGABYTE),
    "bit by bit": lambda: [bytes(4096) for _ in range(10**7)],
}


@pytest.mark.parametrize("how", EATING)
def test_a_letter_that_eats_the_memory_of_its_worker_fails_alone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    compose = Desk.finish

    def hungry(desk: Desk, data: Any, form: str) -> Any:
        kept = EATING[how]() if data["dossier"]["reference"] == "D00002" else None
        return compose(desk, data, form) if kept is None else kept

    monkeypatch.setattr(Desk, "finish", hungry)
    found = batch(desk, tmp_path, *(request(f"D{number:05d}") for number in range(1, 6)), form="json")
    assert [number for number, said in found.items() if said] == [2]
    assert "The letter takes too much memory to make. Use fewer invoices, or shorter texts." in found[2]


def with_words(words: str, asked: dict[str, Any]) -> dict[str, Any]:
    for each in asked["dossier"]["invoices"]:
        each["description"] = words
    return asked


def with_logo(content: bytes) -> dict[str, Any]:
    asked = request("D00008")
    asked["dossier"]["creditor"]["logo"] = "data:image/png;base64," + base64.b64encode(content).decode()
    return asked


def with_bomb() -> dict[str, Any]:
    content = made(
        change=lambda pdf: bomb(pdf, 512), compress_streams=False, stream_decode_level=StreamDecodeLevel.none
    )
    asked = request("D00009")
    asked["dossier"]["attachments"] = [
        {
            "name": "bomb.pdf",
            "media_type": "application/pdf",
            "content": base64.b64encode(content).decode(),
        }
    ]
    return asked


DEEP = json.dumps(request("D00004"))[:-1] + ', "message": ' + "[" * 5_000 + "]" * 5_000 + "}"
HOSTILE: dict[str, tuple[dict[str, Any] | str, str]] = {
    "loops": (longest(kind=KIND, payments=0), "Filling in the template takes too long"),
    "long words": (with_long_words(longest()), "more than 10 pages"),
    "many pages": (with_words("levering " * 15 + "x", longest(250)), "more than 10 pages"),
    "deep": (DEEP, "nested deeper than 20 levels"),
    "large": (json.dumps(request("D00005") | {"message": "x" * 1024**2}), "at most 1 MB"),
    "many": (
        request("D00006") | {"dossier": request("D")["dossier"] | {"payments": [{"amount": "1.00"}] * 20_000}},
        "more than 50000 values",
    ),
    "lines": (with_words("a\n" * 10_000, request("D00007")), "/dossier/invoices/0/description"),
    "logo": (with_logo(png(13_000, 13_000)), "megapixels"),
    "enclosure": (with_bomb(), "This PDF"),
}


def test_a_batch_of_hostile_letters(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fails alone and says what to do; what stands between them is made."""
    monkeypatch.setattr(filling, "SECONDS", 0.5)
    monkeypatch.setattr(enclosures, "CREW", Crew("docgen.render.joining", memory=400 * 1024**2, size=1, said=SAID))
    asked = [each for given, _ in HOSTILE.values() for each in (given, request("D00001"))]
    found = batch(desk, tmp_path, *asked, form="pdf", enclose=True)
    assert [number for number, said in found.items() if not said] == [*range(2, len(asked) + 1, 2)]
    for (name, (_, said)), reason in zip(HOSTILE.items(), [*found.values()][::2], strict=True):
        assert said in reason, name


def batch(desk: Desk, folder: Path, *asked: dict[str, Any] | str, form: str, enclose: bool = False) -> dict[int, str]:
    """What becomes of each line: the reason why it was not made."""
    source = lines(folder / "in.jsonl", *asked)
    own = replace(desk, settings=replace(desk.settings, data=folder / "data"))
    with opened(Wanted(source, folder / "out", form, Options(append_attachments=enclose)), own) as made:
        over = made.make(1, lambda _: None)
        assert over.left == 0
        english = Words("en")
        reasons = {each.letter.position: made.results.reasons(each.letter, english) for each in made.results.failed()}
        return {number: " ".join(reasons.get(number, ())) for number in range(1, len(asked) + 1)}
