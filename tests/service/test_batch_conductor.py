"""The batches of a service are kept going: in the order in which they came, each by one maker, and no others."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from docgen.errors import Unavailable
from docgen.render.words import Words
from docgen.service.batches.conductor import Conductor
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Batch, Line, Options
from docgen.service.desk import Desk
from tests.service.batches import request

Begin = Callable[[], Conductor]


@pytest.fixture
def stored(desk: Desk, tmp_path: Path) -> StoredBatches:
    return StoredBatches(replace(desk, settings=replace(desk.settings, data=tmp_path, workers=2)))


@pytest.fixture
def begin(stored: StoredBatches, desk: Desk, tmp_path: Path) -> Iterator[Begin]:
    """Start a conductor; all are stopped in the end."""
    conductors = list[Conductor]()

    def begun() -> Conductor:
        conductors.append(Conductor(replace(desk.settings, data=tmp_path, workers=2), stored, lambda: False))
        conductors[-1].start()
        return conductors[-1]

    yield begun
    for each in conductors:
        each.stop()


def accepted(stored: StoredBatches, count: int) -> Batch:
    lines = [json.dumps(request(f"D{number:05d}")).encode() for number in range(1, count + 1)]
    return stored.accept(BytesIO(b"\n".join(lines)), "json", Options())


def until(condition: Callable[[], bool], seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_one_after_the_other(stored: StoredBatches, begin: Begin) -> None:
    batches = accepted(stored, 30), accepted(stored, 3)
    begin()
    until(lambda: stored.ledger.progress(batches[1].id).state == "finished")
    ended = [each.finished_at for batch in batches if (each := stored.ledger.batch(batch.id))]
    assert ended[0] is not None and ended[1] is not None  # noqa: PT018 - both have one
    assert ended[0] <= ended[1]


def test_stopped_and_gone_on_with(stored: StoredBatches, begin: Begin) -> None:
    """Two conductors, as of two services with one ledger, make no letter twice."""
    first, second = accepted(stored, 300), accepted(stored, 3)
    foreign = Batch("f" * 32, "json", "running", 1, first.date, Options(), first.created_at)
    assert stored.ledger.add(foreign, [Line(1, 0, 2, "0" * 64)])  # as the command line has it
    assert stored.overview.unfinished() == [first, second]

    one, other = begin(), begin()
    until(lambda: stored.ledger.progress(first.id).done > 3)
    one.stop()
    other.stop()
    stopped = stored.ledger.progress(first.id)
    assert (stopped.state, stopped.taken, stopped.failed) == ("running", 0, 0)

    begin()
    until(lambda: {stored.ledger.progress(each.id).state for each in (first, second)} == {"finished"})
    done = [*stored.ledger.letters(first.id), *stored.ledger.letters(second.id)]
    assert [(each.state, each.attempts) for each in done] == [("done", 1)] * 303
    assert stored.ledger.progress(foreign.id).open == 1


def test_a_new_batch_wakes_it_and_one_whose_files_are_gone_stands_in_no_way(
    stored: StoredBatches, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.service.batches.conductor.LOOK", 3600)
    lost = accepted(stored, 1)
    stored.files(lost.id).work.forget()
    conductor = begin()
    time.sleep(0.5)  # it has looked, and waits
    batch = accepted(stored, 1)
    conductor.wake()
    until(lambda: stored.ledger.progress(batch.id).done == 1)
    assert stored.ledger.progress(lost.id).open == 1


def test_it_says_why_batches_stand_still(
    stored: StoredBatches, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "batches" / "ledger.sqlite"
    ledger.parent.mkdir()
    ledger.write_text("no database at all, but some text that is long enough")
    conductor = begin()

    def stands_still(said: str) -> bool:
        try:
            conductor.check()
        except Unavailable as error:
            return said in Words("en").say(error.detail)
        return False

    until(lambda: stands_still("The ledger of letters cannot be used"))
    ledger.unlink()
    conductor.wake()
    until(lambda: not stands_still(""))
    monkeypatch.setattr(conductor, "_is_over", lambda: True)
    conductor.wake()
    until(lambda: stands_still("has stopped"))
