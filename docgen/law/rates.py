"""The dated tables of `rates.toml`: the only place where a legal number comes from.

>>> rate_on("statutory_interest", date(2026, 11, 21)).value
Decimal('4.00')
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from docgen.errors import RatesNotKnown


@dataclass(frozen=True)
class Rate:
    """One line of a table: the value from `start` on, in the table's unit.

    `doubt` says what its sources disagree on.
    """

    start: date
    value: Any
    source: str
    doubt: str = ""


@dataclass(frozen=True)
class Table:
    """A legal number through time. `known_until` None: it holds until the law changes."""

    name: str
    title: str
    unit: str
    article: str
    checked: date
    known_until: date | None
    doubt: str
    values: tuple[Rate, ...]

    def on(self, day: date) -> Rate:
        """The line that holds on a day. Raises `RatesNotKnown` before the first line and after `known_until`."""
        if day < self.values[0].start or (self.known_until is not None and day > self.known_until):
            raise RatesNotKnown(self.title, day, self.values[0].start, self.known_until)
        return next(rate for rate in reversed(self.values) if rate.start <= day)

    def change_after(self, day: date) -> date | None:
        """The first day after `day` on which another value starts, or None."""
        current = self.on(day).value
        return next((rate.start for rate in self.values if rate.start > day and rate.value != current), None)


def _table(name: str, entry: Mapping[str, Any]) -> Table:
    values = tuple(Rate(line["from"], line["value"], line["source"], line.get("doubt", "")) for line in entry["values"])
    if any(later.start <= earlier.start for earlier, later in pairwise(values)):
        raise ValueError(f"rates.toml: the lines of {name} are not in order of date")
    return Table(
        name,
        entry["title"],
        entry["unit"],
        entry["article"],
        entry["checked"],
        entry.get("known_until"),
        entry.get("doubt", ""),
        values,
    )


@cache
def tables() -> Mapping[str, Table]:
    """All tables by name."""
    source = resources.files("docgen.law").joinpath("rates.toml").read_text(encoding="utf-8")
    parsed = tomllib.loads(source, parse_float=Decimal)
    return {name: _table(name, entry) for name, entry in parsed.items()}


def rate_on(name: str, day: date) -> Rate:
    """The line of table `name` that holds on `day`; raises `RatesNotKnown`."""
    return tables()[name].on(day)


def number_on(name: str, day: date) -> Decimal:
    """The value of table `name` on `day` as a Decimal (euros, percent or a count; the table's unit says)."""
    return Decimal(rate_on(name, day).value)


def days_on(name: str, day: date) -> int:
    """The value of table `name` on `day` as a number of days."""
    return int(rate_on(name, day).value)
