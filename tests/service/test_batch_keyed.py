"""Keys of single letters: simultaneous or later, one request makes one letter."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from docgen.service.batches.keyed import LONGEST, Claim, Keyed
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.tables import Made
from docgen.service.batches.workers_alive import worker_name
from tests.service.ledgers import LEDGERS, new_ledger

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
MADE = Made("sommatie", date(2026, 11, 21), output="kept/1.pdf", sha256="0" * 64, pages=1)


@pytest.fixture(params=LEDGERS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(request.param, tmp_path) as made:
        yield made


def test_a_key_has_one_letter(ledger: Ledger) -> None:
    keyed = Keyed(ledger)
    first = keyed.claim("key", "request", worker_name(), NOW)
    assert first.state == "ours"
    assert keyed.claim("key", "request", worker_name(), NOW).state == "being-made"
    assert keyed.claim("key", "other request", worker_name(), NOW).state == "another"
    assert ledger.record(first.letter, MADE, NOW)
    later = keyed.claim("key", "request", worker_name(), NOW)
    assert (later.state, later.letter.output, later.letter.sha256) == ("done", "kept/1.pdf", "0" * 64)
    assert keyed.claim("key", "other request", worker_name(), NOW).state == "another"
    assert keyed.claim("another key", "request", worker_name(), NOW).state == "ours"
    assert not keyed.free(first.letter)


def test_only_what_was_made_is_kept(ledger: Ledger) -> None:
    keyed = Keyed(ledger)
    failed = keyed.claim("key", "request", worker_name(), NOW)
    assert keyed.free(failed.letter)
    again = keyed.claim("key", "corrected request", worker_name(), NOW)
    assert again.state == "ours"
    assert not ledger.record(failed.letter, MADE, NOW)


def test_who_died_over_a_key_loses_it(ledger: Ledger) -> None:
    keyed = Keyed(ledger)
    host, boot, pid, started, mark = worker_name().split("/")
    dead = "/".join((host, boot, pid, str(int(started) - 1), mark))
    lost = keyed.claim("key", "request", dead, NOW)
    taken_over = keyed.claim("key", "request", worker_name(), NOW)
    assert (lost.state, taken_over.state) == ("ours", "ours")
    assert not ledger.record(lost.letter, MADE, NOW)
    assert ledger.record(taken_over.letter, MADE, NOW)


def test_a_key_is_forgotten_in_time(ledger: Ledger) -> None:
    keyed = Keyed(ledger)
    ledger.record(keyed.claim("old", "request", worker_name(), NOW).letter, MADE, NOW)
    ledger.record(keyed.claim("new", "request", worker_name(), NOW).letter, MADE, NOW + timedelta(days=2))
    keyed.claim("running", "request", worker_name(), NOW)
    assert keyed.forget(NOW + timedelta(days=1)) == 1
    states = {key: keyed.claim(key, "request", worker_name(), NOW).state for key in ("old", "new", "running")}
    assert states == {"old": "ours", "new": "done", "running": "being-made"}


def claim_all(path: Path, together: Any) -> list[str]:
    """Claim some keys from a process of its own, with threads that nothing connects."""
    together.wait()
    ledgers = [Ledger(URL.create("sqlite", database=str(path))) for _ in range(8)]
    with ThreadPoolExecutor(len(ledgers)) as threads:
        found = threads.map(lambda each: Keyed(each).claim("key", "request", worker_name(), NOW), ledgers)
        return [each.state for each in found]


def test_who_opens_a_fresh_ledger_at_once_waits(tmp_path: Path) -> None:
    fork, size = get_context("fork"), 3
    for turn in range(4):
        with fork.Manager() as manager, ProcessPoolExecutor(size, fork) as processes:
            together = manager.Barrier(size)
            asked = [processes.submit(claim_all, tmp_path / f"{turn}.sqlite", together) for _ in range(size)]
            states = [state for each in asked for state in each.result()]
        assert states.count("ours") >= 1
        assert set(states) == {"ours", "being-made"}


def test_who_takes_far_too_long_over_a_key_loses_it(ledger: Ledger) -> None:
    """So also who died on another machine: of that nothing is certain."""
    keyed = Keyed(ledger)
    slow = keyed.claim("key", "request", worker_name(), NOW)
    assert keyed.is_being_made(slow.letter, NOW + LONGEST)
    assert keyed.claim("key", "request", worker_name(), NOW + LONGEST).state == "being-made"
    late = NOW + LONGEST + timedelta(seconds=1)
    assert not keyed.is_being_made(slow.letter, late)
    assert keyed.claim("key", "request", worker_name(), late).state == "ours"
    assert not ledger.record(slow.letter, MADE, late)
    assert not keyed.free(slow.letter)


def test_five_at_once_make_one_letter(ledger: Ledger) -> None:
    keyed, names = Keyed(ledger), [worker_name() for _ in range(5)]

    def claim(name: str) -> Claim:
        return keyed.claim("key", "request", name, NOW)

    with ThreadPoolExecutor(len(names)) as together:
        found = [*together.map(claim, names)]
    assert sorted(each.state for each in found) == ["being-made"] * 4 + ["ours"]
