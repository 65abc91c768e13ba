"""Measures docgen beside what else makes such letters, all in one run and in turns: read the ratios.

make bench                  the whole of it, under ten minutes on two cores
make bench ROUNDS=5         a shorter one
make bench PARTS="one-letter batch"
make bench-readme           puts the table of the last run into the README
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import first_letter, latency, machine, month_end, one_letter, peak, report, throughput
from benchmarks.engines import ENGINES
from benchmarks.measuring import Bar, Case
from benchmarks.process import Stopped

ROUNDS = 15


def _few(rounds: int, parts: int) -> int:
    """Rounds for a part in which each takes long."""
    return max(1, rounds // parts)


# Of each part: how many rounds for so many asked, and what is done.
PARTS: dict[str, tuple[int, Any]] = {
    "one-letter": (1, one_letter),
    "batch": (5, throughput),
    "memory": (5, peak),
    "first-letter": (5, first_letter),
    "http": (3, latency),
    "month-end": (ROUNDS, month_end),
}
USUAL = [name for name in PARTS if name != "month-end"]  # that one takes many minutes
SMALLEST: dict[str, dict[str, float]] = {  # with one round only: does it run at all
    "batch": {"letters": 6, "seconds": 0.2},
    "memory": {"letters": 2},
    "http": {"letters": 2},
    "month-end": {"letters": 6},
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and keep."""
    options = _options(arguments)
    if options.readme:
        return _readme()
    absent = {known.title: what for known in ENGINES.values() if (what := known.missing())}
    there = [name for name, known in ENGINES.items() if known.missing() is None]
    found = machine.facts()
    for title, what in absent.items():
        print(f"Not measured: {title}. Missing: {what}.", file=sys.stderr)
    if found["load_before"] > report.BUSY:
        print(f"The machine is busy (load {found['load_before']}): only the ratios say something.", file=sys.stderr)
    turns = {name: _few(options.rounds, PARTS[name][0]) for name in options.parts}
    bar = Bar(sum(PARTS[name][1].steps(turns[name], there) for name in options.parts))
    cases: list[Case] = []
    try:
        for name in options.parts:
            small = SMALLEST.get(name, {}) if options.rounds == 1 else {}
            measure: Callable[..., list[Case]] = PARTS[name][1].measure
            cases += measure(turns[name], there, bar, **small)
    except (Stopped, KeyboardInterrupt) as error:
        bar.end()
        print(str(error) or "Stopped.", file=sys.stderr)
        return 1
    bar.end()
    file = report.write(options.results, found, absent, options.rounds, cases)
    print(report.table([each.as_json() for each in cases]))
    print(f"\nKept in {file}")
    return 0


def _readme() -> int:
    found = report.latest()
    if found is None:
        print("There is no whole run yet: make bench", file=sys.stderr)
        return 1
    report.to_readme(found)
    print(f"The table of {found['machine']['date']} is in {report.README.name}.")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of one letter; other parts have fewer")
    parser.add_argument("--parts", nargs="+", choices=list(PARTS), default=USUAL, help="only these")
    parser.add_argument("--results", type=Path, default=report.RESULTS, help="folder of the file for programs")
    parser.add_argument("--readme", action="store_true", help="measure nothing; put the last table into the README")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds is at least 1")
    return options


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and leave nothing behind
    sys.exit(main())
