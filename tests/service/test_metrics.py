"""The numbers for Prometheus: what is counted, what is told of a ledger, and what is not told."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event
from sqlalchemy.engine import URL

import docgen.render.press  # noqa: F401 - its crew is there from the first PDF on
from docgen.service.app import create_app
from docgen.service.batches.counts import LedgerCounts
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.tables import Batch, Failed, Line, Made, Options
from docgen.service.desk import Desk
from docgen.service.in_time import InTime
from docgen.settings import ROOT

PERSONAL = "J. de Vries NL91ABNA0417164300"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
Numbers = dict[tuple[str, frozenset[tuple[str, str]]], float]


def numbers(client: FlaskClient) -> Numbers:
    """Every number by its name and labels; none stands there twice."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    found: Numbers = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            assert key not in found
            found[key] = sample.value
    return found


def number(found: Numbers, name: str, **labels: str) -> float | None:
    return found.get((name, frozenset(labels.items())))


@pytest.fixture
def fresh(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with a ledger of its own, that does not exist yet."""
    return replace(desk, settings=replace(desk.settings, data=tmp_path))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(URL.create("sqlite", database=str(tmp_path / "batches" / "ledger.sqlite")))


def entered(ledger: Ledger, name: str, count: int, **more: Any) -> None:
    batch = Batch(name, "pdf", "running", count, date(2026, 11, 21), Options(**more), NOW - timedelta(minutes=10))
    ledger.add(batch, [Line(position, 0, 1, "0" * 64) for position in range(1, count + 1)])


def made(ledger: Ledger, name: str, outcome: Made | Failed, seconds: int) -> None:
    letter = ledger.take(name, "a", NOW)
    assert letter is not None
    assert ledger.record(letter, outcome, NOW + timedelta(seconds=seconds))


def test_requests_and_single_letters(fresh: Desk, sample: Callable[[str], dict[str, Any]]) -> None:
    client = create_app(fresh).test_client()
    as_json = {"Accept": "application/json"}
    for _ in range(2):  # the second is no new letter
        client.post("/v1/letters", json=sample("wik-consumer"), headers=as_json | {"Idempotency-Key": "one"})
    client.post("/v1/letters", json=sample("wik-consumer") | {"term_days": 7}, headers=as_json)
    client.post("/v1/letters", json={"kind": PERSONAL})
    client.get(f"/{PERSONAL}")
    client.open("/v1/kinds", method="VRIES")
    found = numbers(client)
    requests = "docgen_request_seconds_count"
    assert number(found, requests, method="POST", rule="/v1/letters", status="200") == 2
    assert number(found, requests, method="POST", rule="/v1/letters", status="422") == 2
    assert number(found, requests, method="GET", rule="other", status="404") == 1
    assert number(found, requests, method="other", rule="other", status="405") == 1
    assert number(found, "docgen_letter_seconds_count", kind="wik-notice", form="json") == 1
    failed = "docgen_letters_failed_total"
    assert number(found, failed, kind="wik-notice", form="json", reason="unlawful-letter") == 1
    assert number(found, failed, kind="other", form="pdf", reason="invalid-input") == 1
    assert number(found, "docgen_rate_table_days_left", table="statutory_interest") == 40
    assert number(found, "docgen_workers", crew="typesetting", state="busy") == 0
    assert number(found, "docgen_ledger_up") == 1
    assert number(found, "docgen_queue_letters", batch="running", letter="open") == 0
    said = repr(found)
    assert not any(each in said for each in ("Vries", "VRIES", "NL91"))


def test_nothing_is_made_by_looking(fresh: Desk, tmp_path: Path) -> None:
    assert number(numbers(create_app(fresh).test_client()), "docgen_ledger_up") == 1
    assert not (tmp_path / "batches").exists()


def test_letters_of_batches_are_counted_from_the_ledger(fresh: Desk, ledger: Ledger) -> None:
    entered(ledger, "one", 5)
    entered(ledger, "dry", 1, check=True)
    made(ledger, "one", Made("sommatie", date(2026, 11, 21)), 3)
    made(ledger, "one", Made("sommatie", date(2026, 11, 21)), 1)
    made(ledger, "one", Made("of-a-version-to-come", date(2026, 11, 21)), 1)
    made(ledger, "one", Failed("unlawful-letter", ("term-too-short",)), 1)
    made(ledger, "dry", Made("sommatie", date(2026, 11, 21)), 1)
    found = numbers(create_app(fresh).test_client())
    assert number(found, "docgen_batches", state="running") == 2
    assert number(found, "docgen_queue_letters", batch="running", letter="open") == 1
    assert number(found, "docgen_queue_oldest_seconds") == 600
    assert number(found, "docgen_batch_letter_seconds_count", kind="sommatie", form="pdf") == 2
    assert number(found, "docgen_batch_letter_seconds_sum", kind="sommatie", form="pdf") == pytest.approx(4, abs=0.01)
    assert number(found, "docgen_batch_letter_seconds_count", kind="other", form="pdf") == 1
    assert number(found, "docgen_batch_letters_failed", form="pdf", reason="unlawful-letter") == 1


def test_a_batch_that_is_over_is_read_once(ledger: Ledger) -> None:
    counts, asked = LedgerCounts(ledger), list[str]()
    for name in ("over", "going"):
        entered(ledger, name, 2)
        made(ledger, name, Made("sommatie", date(2026, 11, 21)), 1)
    made(ledger, "over", Failed("bad-template"), 1)
    ledger.finish("over", NOW)
    first = counts.read()

    @event.listens_for(ledger.database._ready(), "before_cursor_execute")
    def heard(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked.extend(parameters if "count(" in statement and isinstance(parameters, tuple) else ())

    assert counts.read() == first
    assert "over" not in asked
    assert "going" in asked
    assert ledger.try_again("over") == 1
    again = counts.read()
    assert (again.failed, again.waiting["running", "open"]) == ({}, 2)
    ledger.cancel("going", NOW)
    ledger.forget("over")
    last = counts.read()
    assert (last.batches, last.made) == ({"cancelled": 1}, {("sommatie", "pdf"): 1})


def test_a_ledger_that_cannot_be_read_leaves_the_rest(fresh: Desk, tmp_path: Path) -> None:
    (tmp_path / "batches").mkdir()
    (tmp_path / "batches" / "ledger.sqlite").write_text("no database at all, but some text that is long enough")
    nowhere = replace(fresh, settings=replace(fresh.settings, broker="redis://127.0.0.1:1/0"))
    found = numbers(create_app(nowhere).test_client())
    assert number(found, "docgen_ledger_up") == number(found, "docgen_broker_up") == 0
    assert number(found, "docgen_broker_messages") is None
    assert number(found, "docgen_queue_letters", batch="running", letter="open") is None
    assert number(found, "docgen_rate_table_days_left", table="statutory_interest") == 40


def test_the_numbers_that_the_documentation_names_are_there(fresh: Desk) -> None:
    nowhere = replace(fresh, settings=replace(fresh.settings, broker="redis://127.0.0.1:1/0"))
    page = create_app(nowhere).test_client().get("/metrics").text
    there = set(re.findall(r"^# TYPE (docgen_\w+)", page, re.MULTILINE)) | {"docgen_broker_messages"}
    said = set(re.findall(r"\bdocgen_\w+", (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")))
    assert {re.sub(r"_(count|bucket)$", "", name) for name in said} == there


def test_who_does_not_answer_is_not_waited_for() -> None:
    may_answer, times = threading.Event(), 0

    def question() -> int:
        nonlocal times
        times += 1
        may_answer.wait(10)
        return times

    asked = InTime(question, fresh=60)
    for _ in range(3):
        with pytest.raises(TimeoutError):
            asked.ask(0.01)
    may_answer.set()
    assert (asked.ask(10), asked.ask(10), times) == (1, 1, 1)


def test_what_a_question_raises_is_raised_to_who_asks() -> None:
    asked = InTime(lambda: 1 / 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            asked.ask(10)
