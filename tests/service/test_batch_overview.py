"""The batches of a ledger together: whose turn it is, how fast it goes, how much waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from docgen.service.batches.ledger import Ledger
from docgen.service.batches.overview import Overview, Pace
from docgen.service.batches.tables import Batch, Failed, Line, Made, Options
from tests.service.ledgers import LEDGERS, new_ledger

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SERVED = Options(served=True)


@pytest.fixture(params=LEDGERS)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    with new_ledger(request.param, tmp_path) as made:
        yield made


def entered(ledger: Ledger, name: str, total: int, options: Options = SERVED, at: datetime = NOW) -> Batch:
    batch = Batch(name, "pdf", "running", total, NOW.date(), options, at)
    assert ledger.add(batch, [Line(number, 0, 1, f"{number:064d}") for number in range(1, total + 1)])
    return batch


def ended(ledger: Ledger, batch: Batch, *seconds_ago: int) -> None:
    """End a letter so many seconds ago, every second one because it cannot be made."""
    for number, seconds in enumerate(seconds_ago):
        held = ledger.take(batch.id, "a worker", NOW)
        assert held is not None
        outcome = Failed("not-json") if number % 2 else Made("sommatie", NOW.date())
        assert ledger.record(held, outcome, NOW - timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("seconds_ago", "pace"),
    [
        ((), Pace()),
        ((1,), Pace()),  # moments are kept to the second: too soon to tell
        ((2,), Pace(0.5, 38)),
        ((10, 8, 6, 4, 2), Pace(0.5, 30)),
        ((31, 300, 3000), Pace()),  # long ago
        ((300, 20, 10, 0), Pace(0.15, 107)),
    ],
)
def test_how_fast_it_goes(ledger: Ledger, seconds_ago: tuple[int, ...], pace: Pace) -> None:
    batch, overview = entered(ledger, "one", 20), Overview(ledger)
    ended(ledger, batch, *seconds_ago)
    assert overview.pace("one", ledger.progress("one"), NOW) == pace
    assert overview.seconds_until(20 - len(seconds_ago), NOW) == pace.seconds_left
    ledger.pause("one")
    assert overview.pace("one", ledger.progress("one"), NOW) == Pace()


def test_whose_turn_it_is_and_how_much_waits(ledger: Ledger) -> None:
    overview = Overview(ledger)
    second, third = entered(ledger, "b", 3), entered(ledger, "a", 4)  # in one second: as they were entered
    first = entered(ledger, "z", 2, at=NOW - timedelta(seconds=1))
    entered(ledger, "of the command line", 9, Options())
    assert overview.unfinished() == [first, second, third]
    assert overview.waiting() == 9

    held = ledger.take("b", "a worker", NOW)
    assert held is not None
    ledger.pause("a")
    ledger.cancel("b", NOW)
    ended(ledger, first, 1, 1)
    ledger.finish("z", NOW)
    assert [(each.id, each.state) for each in overview.unfinished()] == [("b", "cancelled")]  # a letter is in hand
    assert overview.waiting() == 0
    assert not ledger.delete("b")
    ledger.give_back(held, counts=True)
    assert overview.unfinished() == []
    assert [(batch.id, progress.counts) for batch, progress in overview.last()] == [
        ("a", {"open": 4}),
        ("b", {"cancelled": 3}),
        ("z", {"done": 1, "failed": 1}),
    ]
    assert [ledger.delete(each) for each in ("z", "b", "a", "nothing")] == [True, True, False, False]
    assert [batch.id for batch, _ in overview.last()] == ["a"]
