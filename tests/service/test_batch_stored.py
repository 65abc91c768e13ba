"""Batches of a service: accepted whole or not at all, made in a process of their own, and ended with who started it."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from docgen.errors import InvalidInput, TooLarge
from docgen.service.batches.apart import NICENESS, Apart
from docgen.service.batches.lines import MAX_LINES
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Options, Progress
from docgen.service.batches.workers_alive import process_of
from docgen.service.desk import Desk
from tests.service.batches import request, stream


@pytest.fixture
def own_desk(desk: Desk, tmp_path: Path) -> Desk:
    return replace(desk, settings=replace(desk.settings, data=tmp_path, workers=2))


def niceness(process: int) -> str:
    """How far a process stands back, and its session where the kernel shares by those."""
    itself, session = os.getpriority(os.PRIO_PROCESS, process), Path(f"/proc/{process}/autogroup")
    return f"{itself}, its session {session.read_text('ascii').split()[-1] if session.exists() else itself}"


def test_a_batch_is_made_apart_paused_stopped_and_gone_on_with(own_desk: Desk) -> None:
    stored, seen, standing_back = StoredBatches(own_desk), list[Progress](), set[str]()
    batch = stored.accept(stream(*(request(f"D{number:05d}", date=None) for number in range(1, 41))), "json", Options())
    engine = Apart(own_desk.settings, batch.id)
    engine.start()
    while stored.ledger.progress(batch.id).done < 5:
        standing_back |= {niceness(process_of(each.taken_by or "") or 0) for each in stored.ledger.taken(batch.id)}
        time.sleep(0.02)
    assert standing_back == {f"{NICENESS}, its session {NICENESS}"}
    assert stored.ledger.pause(batch.id)
    paused = engine.wait(seen.append)
    assert (paused.state, paused.taken) == ("paused", 0)
    assert 5 <= paused.done < 40
    assert stored.ledger.resume(batch.id)

    engine.start()
    while stored.ledger.progress(batch.id).done == paused.done:
        time.sleep(0.05)
    engine.stop()
    stopped = stored.ledger.progress(batch.id)
    assert (stopped.state, stopped.taken, stopped.failed) == ("running", 0, 0)

    engine.start()
    over = engine.wait(seen.append)
    engine.stop()
    assert (over.state, over.done) == ("finished", 40)
    results = stored.results(batch)
    contents = [json.loads(results.files.letter(each.letter)) for each in results.entries()]
    assert [f"D{number:05d}" in each["text"] for number, each in enumerate(contents, 1)] == [True] * 40
    assert {each["date"] for each in contents} == {"2026-11-21"}  # the day on which it was accepted


@pytest.mark.parametrize(
    ("content", "error"), [(b"\n \n", InvalidInput), (b"{}\n" * (MAX_LINES + 1), TooLarge)], ids=["empty", "too many"]
)
def test_nothing_is_kept_of_what_is_no_batch(own_desk: Desk, content: bytes, error: type[Exception]) -> None:
    stored = StoredBatches(own_desk)
    with pytest.raises(error):
        stored.accept(BytesIO(content), "pdf", Options())
    assert not [*own_desk.settings.data.glob("batches/*")]
