"""The log: a line an event, the same for requests and batches, with nothing in it that is anybody's."""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.service import log_context, logs
from docgen.service.app import create_app
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Options
from docgen.service.desk import Desk
from docgen.service.logs import Lines, as_json, as_text
from docgen.settings import Log
from tests.service.batches import request
from tests.service.conftest import logging_as_it_was

PERSONAL = "J. de Vries NL91ABNA0417164300"
NUMBER = "0123456789abcdef0123456789abcdef"

Told = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def told() -> Iterator[Told]:
    """The lines so far, as they were written."""

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(json.loads(self.format(record)))

    lines: list[dict[str, Any]] = []
    handler = Kept()
    handler.setFormatter(Lines(as_json))
    with logging_as_it_was():
        logging.getLogger("docgen").setLevel(logging.INFO)
        logging.getLogger().addHandler(handler)
        yield lambda: lines


def test_a_line_a_request_with_nothing_of_what_was_asked(client: FlaskClient, told: Told) -> None:
    client.get("/v1/kinds?debtor=Vries")
    client.get("/letters/of/Vries")
    client.get("/problems/not-json")
    client.get("/docs", headers={"Host": "vries.example.org"})
    client.open("/v1/kinds", method="VRIES")
    lines = told()
    assert [(each["method"], each["rule"], each["status"], each.get("problem")) for each in lines] == [
        ("GET", "/v1/kinds", 200, None),
        ("GET", "other", 404, "not-found"),
        ("GET", "/problems/<problem_id>", 200, None),
        ("GET", "/docs", 400, "unknown-host"),
        ("other", "other", 405, "method-not-allowed"),
    ]
    assert all(each["event"] == "request" and each["level"] == "info" and each["ms"] >= 0 for each in lines)
    assert "vries" not in json.dumps(lines).lower()


def test_of_a_letter_its_kind_form_and_rules_are_told(
    client: FlaskClient, told: Told, sample: Callable[[str], dict[str, Any]]
) -> None:
    asked = sample("wik-consumer")
    client.post("/v1/letters", json=asked, headers={"Accept": "application/json"})
    client.post("/v1/letters", json=asked | {"term_days": 7})
    client.post("/v1/letters", json={"kind": PERSONAL, PERSONAL: 1})
    made, refused, unsound = told()
    assert (made["kind"], made["form"], made["status"]) == ("wik-notice", "json", 200)
    assert (refused["kind"], refused["form"], refused["problem"]) == ("wik-notice", "pdf", "unlawful-letter")
    assert refused["rules"] == ["term-too-short"]
    assert (unsound["kind"], unsound["problem"]) == ("other", "invalid-input")
    assert not any(each in json.dumps(told()) for each in (PERSONAL, "Vries", "NL91"))


def test_a_letter_of_a_batch_is_told_by_batch_and_position(
    desk: Desk, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = StoredBatches(replace(desk, settings=replace(desk.settings, data=tmp_path)))
    lines = [request("D1"), request("D2", term_days=7), request("D3")]
    batch = stored.accept(BytesIO(b"\n".join(json.dumps(each).encode() for each in lines)), "json", Options())
    maker = stored.maker(batch)
    for number in range(3):
        if number == 2:
            monkeypatch.setattr(Desk, "finish", lambda *_: {}[PERSONAL])
        letter = stored.ledger.take(batch.id, "a", desk.now())
        assert letter is not None
        maker.make(letter)
    made, refused, mistake, failed = told()
    assert {each["batch"] for each in told()} == {batch.id}
    assert [each["position"] for each in told()] == [1, 2, 3, 3]
    assert (made["event"], made["kind"], made["form"]) == ("letter made", "wik-notice", "json")
    assert (refused["event"], refused["problem"], refused["rules"]) == (
        *("letter failed", "unlawful-letter", ["term-too-short"]),
    )
    assert mistake["event"].startswith("mistake ")
    assert (failed["event"], failed["problem"]) == ("letter failed", "internal")
    assert not any(each in json.dumps(told()) for each in ("Vries", "NL91", "D1", "1250"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (NUMBER, True),
        ("7D444840-9DC0-11D1-B245-5FFDCE74FAD2", True),
        ("jansen-1980-01-01", False),
        ("NL91ABNA0417164300", False),
        (NUMBER + "\N{ARABIC-INDIC DIGIT ONE}", False),
        (NUMBER[1:], False),
        ("", False),
    ],
)
def test_a_request_has_a_number(client: FlaskClient, told: Told, given: str, kept: bool) -> None:
    answer = client.get("/v1/kinds", headers={"X-Request-Id": given})
    number = answer.headers["X-Request-Id"]
    assert (number == given) is kept
    assert len(number) in (32, 36)
    assert [each["request_id"] for each in told()] == [number]


def test_an_answer_that_is_our_fault_names_the_number(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "list_profiles", lambda *_: 1 / 0)
    client = create_app(desk).test_client()
    answer = client.get("/v1/profiles", headers={"X-Request-Id": NUMBER, "Accept-Language": "en"})
    assert answer.get_json()["request_id"] == NUMBER
    assert answer.get_json()["detail"].endswith(f"{NUMBER}.")
    assert "request_id" not in client.get("/v1/nothing").get_json()


def test_other_packages_are_told_without_their_words(caplog: pytest.LogCaptureFixture) -> None:
    log = logging.getLogger("gunicorn.error")
    log.warning("Error handling request %s by %s", f"/letters/{PERSONAL}", 12)
    log.warning(f"Invalid request: {PERSONAL}")  # noqa: G004 - as they do
    try:
        raise ValueError(PERSONAL)
    except ValueError:
        log.exception("It failed: %s", PERSONAL)
    lines = [json.loads(Lines(as_json).format(record)) for record in caplog.records]
    assert [each["event"] for each in lines] == ["Error handling request … by 12", "…", "It failed: …"]
    assert all(each["place"].startswith("service/test_logs.py:") for each in lines)
    assert lines[2]["exception"].startswith("builtins.ValueError at ")
    assert PERSONAL not in json.dumps(lines)


def test_for_programs_and_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    log = logging.getLogger("docgen.service")
    with logging_as_it_was():
        for wanted, level in ((Log(form="json"), "info"), (Log(form="text"), "info"), (Log("error"), "info")):
            logs.start(wanted, level=level)
            log_context.begin(batch="b1")
            with log_context.about(position=7):
                log.info("letter made", extra={"kind": "sommatie", "rules": ("a", "b"), "problem": None})
            log.debug("not written")
        logs.take_over()
        logs.start(Log(), level="warning")
        warnings.showwarning(UserWarning(PERSONAL), UserWarning, __file__, 3)
        sys.excepthook(ValueError, ValueError(PERSONAL), None)
    first, second, *more = capsys.readouterr().err.splitlines()
    fields = json.loads(first)
    assert fields.pop("time").endswith("+00:00")
    assert list(fields.items()) == [
        ("level", "info"),
        ("event", "letter made"),
        ("batch", "b1"),
        ("position", 7),
        ("kind", "sommatie"),
        ("rules", ["a", "b"]),
    ]
    assert second[9:] == "info letter made batch=b1 position=7 kind=sommatie rules=a,b"
    assert [json.loads(each)["event"] for each in more] == ["a warning of the program", "stopped by a mistake"]
    assert PERSONAL not in "".join(more)


def test_a_line_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed:
        def write(self, _: str) -> None:
            raise BrokenPipeError

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stderr", Closed())
    with logging_as_it_was():
        logs.start(Log(), level="info")
        logging.getLogger("docgen.service").warning("anything")


def test_a_line_for_people_stays_one_line() -> None:
    assert as_text({"time": "2026-11-21T09:30:00.000+00:00", "level": "info", "event": "a\nb", "x": "c\nd e"}) == (
        '09:30:00 info a b x="c\\nd e"'
    )
