"""Ten thousand letters from the file of requests to the report, over all cores: only when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measuring import Bar, Case
from benchmarks.service import CORES
from benchmarks.throughput import batch

LETTERS = 10_000


def steps(rounds: int, _there: Sequence[str]) -> int:
    """How many steps of the bar."""
    return rounds


def measure(rounds: int, _there: Sequence[str], bar: Bar, *, letters: int = LETTERS) -> list[Case]:
    """Reminders of one page, all of them different."""
    title, who = f"{letters:,} reminders with start and report", f"docgen, {CORES} processes"
    whole, rate, effort = (
        Case("month end", title, "s"),
        Case("month end", "letters a second", "letters/s", "more"),
        Case("month end", "processor time of a letter", "ms"),
    )
    for _ in range(rounds):
        bar.step(title)
        ran = batch(letters, CORES)
        whole.add(who, ran.seconds)
        rate.add(who, ran.rate)
        effort.add(who, ran.processor * 1000 / letters)
    return [whole, rate, effort]
