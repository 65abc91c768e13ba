"""What is made ready at the start: only when it is wanted, after the requests that came already, and it harms nobody."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from docgen.errors import Unavailable
from docgen.service import warming
from docgen.service.desk import Desk
from docgen.service.warming import Warming
from docgen.texts import text


def warm(desk: Desk, how: str) -> Desk:
    return replace(desk, settings=replace(desk.settings, warm=how))


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The steps, quick ones, as they are done; the second fails."""
    done: list[str] = []

    def fails() -> None:
        done.append("second")
        raise Unavailable(text("Nobody can log in."))

    steps = (lambda: done.append("first"), fails, lambda: done.append("third"))
    monkeypatch.setattr(Warming, "_steps", lambda _: iter(steps))
    return done


def test_requests_go_first_and_what_fails_stops_nothing(desk: Desk, done: list[str]) -> None:
    busy, asked = threading.Event(), threading.Event()

    def is_busy() -> bool:
        asked.set()
        return busy.is_set()

    busy.set()
    part = Warming(warm(desk, "all"), is_busy)
    part.start()
    assert asked.wait(10)
    assert not done
    busy.clear()
    assert part._thread is not None
    part._thread.join(10)
    assert done == ["first", "second", "third"]


def test_it_leaves_the_rest_when_the_service_stops(desk: Desk, done: list[str]) -> None:
    part = Warming(warm(desk, "all"), lambda: True)
    part.start()
    part.stop()
    assert not done


def test_nothing_is_made_where_nothing_is_wanted(desk: Desk, done: list[str]) -> None:
    part = Warming(warm(desk, "none"), lambda: False)
    part.start()
    part.stop()
    assert not done


def test_the_example_is_a_letter_on_both_papers(desk: Desk) -> None:
    first, second = (desk.finish(each, "html") for each in (warming.LETTER_REQUEST, warming._ON_OWN_PAPER))
    assert [each.kind for each in (first, second)] == ["wik-notice", "sommatie"]
