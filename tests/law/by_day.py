"""Interest reckoned the long way, one day after the other, as a clerk would with a calendar.

Nothing of docgen.law is used here. A row ends on the day before: a payment, another rate, a full year in default, and
days without interest.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.law.tables import exact, half_up

NOTHING = Decimal("0.00")


@dataclass
class Ledger:
    """One claim. `rows` are (first day, last day, percent, base, interest)."""

    principal: Decimal
    first_day: date
    percent_on: Callable[[date], Fraction]
    capitalises: bool = True
    free: tuple[tuple[date, date], ...] = ()
    added: Decimal = NOTHING
    accrued: Decimal = NOTHING
    rows: list[tuple[date, date, Fraction, Decimal, Decimal]] = field(default_factory=list)
    _row: list[date] = field(default_factory=list)

    @property
    def interest(self) -> Decimal:
        return sum((row[-1] for row in self.rows), NOTHING)

    @property
    def interest_open(self) -> Decimal:
        return self.added + self.accrued

    def close_row(self) -> None:
        if self._row:
            base, percent = self.principal + self.added, self.percent_on(self._row[0])
            amount = half_up(exact(base) * percent / 100 * len(self._row) / 365)
            self.accrued += amount
            self.rows.append((self._row[0], self._row[-1], percent, base, amount))
            self._row = []

    def birthday(self, when: date) -> bool:
        """Is it a year, or more years, after the first day? For 29 February that is 28 February, or 29 in leap years."""
        if when.year <= self.first_day.year:
            return False
        last = calendar.monthrange(when.year, self.first_day.month)[1]
        return (when.month, when.day) == (self.first_day.month, min(self.first_day.day, last))

    def pass_day(self, when: date) -> None:
        """Let a day pass."""
        if when < self.first_day:
            return
        if self.birthday(when):
            self.close_row()
            if self.capitalises:
                self.added, self.accrued = self.added + self.accrued, NOTHING
        if self._row and self.percent_on(self._row[0]) != self.percent_on(when):
            self.close_row()
        if any(first <= when <= last for first, last in self.free):
            self.close_row()
        elif self.principal > 0:
            self._row.append(when)

    def pay(self, amount: Decimal) -> tuple[Decimal, Decimal]:
        """A payment, before its day passes: interest first, then principal."""
        self.close_row()
        to_interest = min(amount, self.added + self.accrued)
        off_added = min(to_interest, self.added)
        self.added, self.accrued = self.added - off_added, self.accrued - (to_interest - off_added)
        return to_interest, self.pay_principal(amount - to_interest)

    def pay_principal(self, amount: Decimal) -> Decimal:
        if amount <= 0:
            return NOTHING
        self.close_row()
        to_principal = min(amount, self.principal)
        self.principal -= to_principal
        return to_principal


def days(first: date, last: date) -> Iterable[date]:
    """Every day from the first up to and including the last."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def reckon(ledger: Ledger, last_day: date, payments: Iterable[tuple[date, Decimal]] = ()) -> Ledger:
    """Let all days pass up to and including the last; a payment works before its own day is counted."""
    due = sorted(payments)
    start = min([ledger.first_day, *(when for when, _ in due)])
    for when in days(start, last_day):
        birthday = when >= ledger.first_day and ledger.birthday(when)
        if birthday:  # the year that is full joins the base before anything of today
            ledger.close_row()
        for _, amount in (each for each in due if each[0] == when):
            ledger.pay(amount)
        ledger.pass_day(when)
    ledger.close_row()
    return ledger
