"""What a measurement is: the same thing done in turns by several, round after round, and compared round by round."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from time import monotonic
from typing import Any, Literal

GAIN = "times"  # the unit of what is a ratio by itself
Better = Literal["less", "more"]


@dataclass
class Case:
    """One thing that was measured: a row for each of those that did it, the first being what is compared with."""

    part: str
    title: str
    unit: str
    better: Better = "less"
    rows: dict[str, list[float]] = field(default_factory=dict)  # title to what was measured in each round

    def add(self, title: str, value: float) -> None:
        """What a round gave."""
        self.rows.setdefault(title, []).append(value)

    def ratios(self, title: str) -> list[float]:
        """How many times better the first one did, round by round."""
        first = next(iter(self.rows.values()))
        pairs = zip(self.rows[title], first, strict=False)
        return [theirs / ours if self.better == "less" else ours / theirs for theirs, ours in pairs]

    def as_json(self) -> dict[str, Any]:
        """The case for programs."""
        first = next(iter(self.rows), None)
        return {
            "part": self.part,
            "title": self.title,
            "unit": self.unit,
            "better": self.better,
            "rows": [
                {
                    "title": title,
                    "value": spread(values, 3),
                    "ratio": None if title == first else spread(self.ratios(title), 3),
                    "rounds": [round(each, 4) for each in values],
                }
                for title, values in self.rows.items()
            ],
        }


def spread(values: Sequence[float], digits: int) -> dict[str, float]:
    """The median and the ends of the middle half; with fewer than four values, of all."""
    low, high = min(values), max(values)
    if len(values) >= 4:
        low, _, high = quantiles(values, n=4)
    return {"median": round(median(values), digits), "low": round(low, digits), "high": round(high, digits)}


class Bar:
    """Tells how far the run is, on a terminal by a bar that stays on its line."""

    def __init__(self, steps: int) -> None:
        self._steps, self._done, self._start, self._label = max(1, steps), 0, monotonic(), ""
        self._live = sys.stderr.isatty()

    def step(self, label: str) -> None:
        """Something begins."""
        if self._live:
            filled = 30 * self._done // self._steps
            minutes, seconds = divmod(int(monotonic() - self._start), 60)
            said = f"[{'#' * filled}{'.' * (30 - filled)}] {minutes}:{seconds:02d} {label}"
            sys.stderr.write(f"\r\x1b[K{said[:100]}")
            sys.stderr.flush()
        elif label != self._label:
            print(f"{label} …", file=sys.stderr, flush=True)
        self._label = label
        self._done += 1

    def end(self) -> None:
        """Leave the line free."""
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
