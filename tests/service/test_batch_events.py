"""Streams of events: who has a place hears every change, the others how it is; nobody holds a thread for ever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, repeat

import pytest
from flask import Flask, Response

from docgen.errors import Unavailable
from docgen.service import batch_events
from docgen.service.batch_desk import Status
from docgen.service.batch_events import WATCHERS, Watching
from docgen.service.batches.tables import Batch, BatchState, Options, Progress
from docgen.texts import text

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def status(done: int, state: BatchState = "running", taken: int = 0) -> Status:
    batch = Batch("b" * 32, "pdf", state, 3, AT.date(), Options(served=True), AT)
    return Status(batch, Progress(state, 3, {"done": done, "taken": taken, "open": 3 - done - taken}))


def opened(watching: Watching, looks: Iterator[Status], **headers: str) -> Response:
    with Flask(__name__).test_request_context(headers={name.replace("_", "-"): each for name, each in headers.items()}):
        return watching.events(lambda: next(looks))


def told(answer: Response) -> list[str | int]:
    """The events of an answer: how many were made, and what else was said."""
    said = "".join(each if isinstance(each, str) else each.decode() for each in answer.response).split("\n\n")[:-1]
    answer.close()
    return [json.loads(each.partition("data: ")[2])["done"] if "data: " in each else each for each in said]


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_events, "_LOOK", 0)


def test_every_change_is_told_until_the_end() -> None:
    looks = iter([*map(status, (0, 0, 1, 1, 2)), status(3, "finished")])
    assert told(opened(Watching(lambda: False), looks)) == ["retry: 1000", 0, 1, 2, 3]
    assert next(looks, None) is None


def test_who_heard_the_end_is_told_not_to_come_back() -> None:
    assert opened(Watching(lambda: False), iter(()), Last_Event_ID="over").status_code == 204


@pytest.mark.parametrize("state", ["paused", "finished", "cancelled"])
def test_where_nothing_happens_nobody_holds_a_thread(state: BatchState) -> None:
    assert told(opened(Watching(lambda: False), iter([status(2, state)]))) == ["retry: 3000", 2]
    going = iter([status(2, state, taken=1), status(3, state)])  # a letter in hand is waited for
    assert told(opened(Watching(lambda: False), going)) == ["retry: 1000", 2, 3]


def test_few_hold_a_thread_and_give_it_back() -> None:
    watching = Watching(lambda: False)
    held = [opened(watching, repeat(status(1))) for _ in range(WATCHERS)]
    assert told(opened(watching, iter([status(1)]))) == ["retry: 3000", 1]
    held[0].close()  # also when its reader went away before anything was sent
    assert told(opened(watching, iter([status(1), status(3, "finished")]))) == ["retry: 1000", 1, 3]


def test_a_stream_ends_with_the_service_with_its_time_and_with_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(opened(Watching(lambda: True), repeat(status(1)))) == ["retry: 1000", 1]

    def failing() -> Iterator[Status]:
        yield status(1)
        raise Unavailable(text("not now"))

    assert told(opened(Watching(lambda: False), chain(failing()))) == ["retry: 1000", 1]
    monkeypatch.setattr(batch_events, "LONGEST", 0)
    assert told(opened(Watching(lambda: False), repeat(status(1)))) == ["retry: 1000", 1]


def test_a_proxy_hears_that_it_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_events, "_HEARTBEAT", 0)
    looks = iter([status(1), status(1), status(3, "finished")])
    assert told(opened(Watching(lambda: False), looks)) == ["retry: 1000", 1, ": still here", 3]
