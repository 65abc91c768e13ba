"""The dated tables of `rates.toml`, and newer ones that were supplied: the only place where a legal number comes from.

>>> rate_on("statutory_interest", date(2026, 11, 21)).value
Decimal('4.00')
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import pairwise
from typing import Any, TypeAlias

from docgen.errors import RatesNotKnown


@dataclass(frozen=True)
class Rate:
    """One line of a table: the value from `start` on, in the table's unit.

    `doubt` says what its sources disagree on; `file` is the name of the file that supplied it, "" for a shipped line.
    """

    start: date
    value: Any
    source: str
    doubt: str = ""
    file: str = ""


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


Tables: TypeAlias = Mapping[str, Table]

_in_use: ContextVar[Tables | None] = ContextVar("tables in use", default=None)


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
def shipped() -> Tables:
    """The tables of `rates.toml` by name."""
    source = resources.files("docgen.law").joinpath("rates.toml").read_text(encoding="utf-8")
    parsed = tomllib.loads(source, parse_float=Decimal)
    return {name: _table(name, entry) for name, entry in parsed.items()}


def tables() -> Tables:
    """The tables by which is reckoned here and now: those of `using`, else the shipped ones."""
    found = _in_use.get()
    return shipped() if found is None else found


@contextmanager
def using(these: Tables) -> Iterator[None]:
    """Reckon by these tables inside the block; other threads, and what comes after, keep to theirs."""
    before = _in_use.set(these)
    try:
        yield
    finally:
        _in_use.reset(before)


def fingerprint(these: Tables) -> str:
    """Twelve hexadecimal digits that tell whether two programs reckon by the same values over the same days."""
    lines = [
        (name, table.unit, table.known_until, [astuple(rate)[:2] for rate in table.values])
        for name, table in sorted(these.items())
    ]
    return sha256(repr(lines).encode()).hexdigest()[:12]


def rate_on(name: str, day: date) -> Rate:
    """The line of table `name` that holds on `day`; raises `RatesNotKnown`."""
    return tables()[name].on(day)


def number_on(name: str, day: date) -> Decimal:
    """The value of table `name` on `day` as a Decimal (euros, percent or a count; the table's unit says)."""
    return Decimal(rate_on(name, day).value)


def days_on(name: str, day: date) -> int:
    """The value of table `name` on `day` as a number of days."""
    return int(rate_on(name, day).value)
