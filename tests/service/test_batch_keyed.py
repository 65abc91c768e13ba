"""Keys of single letters: simultaneous or later, one request makes one letter."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from docgen.service.batches.keyed import Claim, Keyed
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


def test_five_at_once_make_one_letter(ledger: Ledger) -> None:
    keyed, names = Keyed(ledger), [worker_name() for _ in range(5)]

    def claim(name: str) -> Claim:
        return keyed.claim("key", "request", name, NOW)

    with ThreadPoolExecutor(len(names)) as together:
        found = [*together.map(claim, names)]
    assert sorted(each.state for each in found) == ["being-made"] * 4 + ["ours"]
