"""Interest on one claim: dated rates, yearly capitalisation, rows that add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from dateutil.relativedelta import relativedelta

from docgen.law.amounts import ZERO, cents, cents_down, percent_of, total
from docgen.law.rates import days_on, number_on, tables
from docgen.law.terms import ONE_DAY

InterestType = Literal["statutory", "commercial", "contractual", "none"]
_TABLES = {"statutory": "statutory_interest", "commercial": "commercial_interest"}
_ARTICLES = {
    "statutory": "art. 6:119 BW",
    "commercial": "art. 6:119a BW",
    "contractual": "art. 6:119 lid 3 BW",
    "none": "",
}


@dataclass(frozen=True)
class InterestTerms:
    """Which interest runs. `annual_rate` is percent per year, for contractual interest only."""

    type: InterestType
    annual_rate: Decimal | None = None

    @property
    def article(self) -> str:
        """The article that the interest rests on."""
        return _ARTICLES[self.type]

    def percent_on(self, day: date) -> Decimal:
        """Percent per year on a day. Raises `RatesNotKnown` outside the table."""
        if self.type in _TABLES:
            return number_on(_TABLES[self.type], day)
        return self.annual_rate or ZERO

    def change_after(self, day: date) -> date | None:
        """The next day on which the rate changes, or None."""
        return tables()[_TABLES[self.type]].change_after(day) if self.type in _TABLES else None

    @property
    def capitalises(self) -> bool:
        """Is a year's interest added to the base (6:119 lid 2, 6:119a lid 3)? Agreed interest is not, unless
        agreed so.
        """
        return self.type in _TABLES


@dataclass(frozen=True)
class InterestPeriod:
    """Interest of one claim over a row of days, both ends counted, at one rate over one base, in whole cents.

    `added` is the part of the base that is interest of full years.
    """

    claim: str
    start: date
    end: date
    days: int
    annual_rate: Decimal
    base: Decimal
    amount: Decimal
    rule: str
    added: Decimal = ZERO


FreeDays = tuple[date, date]


@dataclass
class RunningClaim:
    """A claim while interest runs on it. `first_day` is the first day of interest; None: no interest runs.

    `added` is interest of full years, now part of the base; `accrued` is the interest since. Both are unpaid. `free`
    are stretches of days, both ends counted, over which no interest is owed.
    """

    id: str
    principal: Decimal
    first_day: date | None
    terms: InterestTerms
    free: tuple[FreeDays, ...] = ()
    added: Decimal = ZERO
    accrued: Decimal = ZERO
    periods: list[InterestPeriod] = field(default_factory=list)
    _next_day: date | None = None
    _years: int = 0

    def __post_init__(self) -> None:
        self._next_day = self.first_day if self.terms.type != "none" else None

    @property
    def interest_open(self) -> Decimal:
        """All unpaid interest up to the last day counted."""
        return self.added + self.accrued

    def run_until(self, last_day: date) -> None:
        """Count interest up to and including `last_day` (art. 6:119, 6:120 BW).

        A row ends where the rate changes and where a year of default is full: then the year's unpaid interest joins
        the base (6:119 lid 2). Raises `RatesNotKnown` when the table does not reach.
        """
        while self._next_day is not None and self._next_day <= last_day:
            start = self._next_day
            year_end = self._year_end()
            counts = self.principal > ZERO and not self._is_free(start)
            change = self.terms.change_after(start) if counts else None
            ends = (last_day, year_end, change - ONE_DAY if change else None, self._free_edge(start))
            end = min(day for day in ends if day is not None)
            if not self._is_free(start):
                self._count(start, end)
            if end == year_end:
                self._years += 1
                if self.terms.capitalises:
                    self.added += self.accrued
                    self.accrued = ZERO
            self._next_day = end + ONE_DAY

    def _is_free(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.free)

    def _free_edge(self, day: date) -> date | None:
        """The last day before free days start or end, seen from a day."""
        edges = [each for first, last in self.free for each in (first - ONE_DAY, last)]
        return min((edge for edge in edges if edge >= day), default=None)

    def _year_end(self) -> date:
        if self.first_day is None:
            raise ValueError("no interest runs on this claim")
        return self.first_day + relativedelta(years=self._years + 1) - ONE_DAY

    def _count(self, start: date, end: date) -> None:
        if self.principal <= ZERO:
            return
        base = self.principal + self.added
        percent = self.terms.percent_on(start)
        self.terms.percent_on(end)  # a row may not run past the table's last known day
        days = (end - start).days + 1
        amount = cents(percent_of(percent, base) * days / days_on("days_in_year", start))
        self.accrued += amount
        period = InterestPeriod(self.id, start, end, days, percent, base, amount, self.terms.article, self.added)
        self.periods.append(period)

    def pay(self, received_on: date, amount: Decimal) -> tuple[Decimal, Decimal]:
        """Use a payment for interest first, then principal (art. 6:44 lid 1 BW); it counts from its own day on.

        Returns what went to interest and to principal; the sum may be less than `amount`.
        """
        self.run_until(received_on - ONE_DAY)
        to_interest = min(amount, self.interest_open)
        from_added = min(to_interest, self.added)
        self.added -= from_added
        self.accrued -= to_interest - from_added
        return to_interest, self.pay_principal(received_on, amount - to_interest)

    def pay_principal(self, received_on: date, amount: Decimal) -> Decimal:
        """Use a payment for the principal only; returns what was used of it."""
        if amount <= ZERO:
            return ZERO
        self.run_until(received_on - ONE_DAY)
        to_principal = min(amount, self.principal)
        self.principal -= to_principal
        return to_principal

    def day_interest(self, on: date) -> Decimal:
        """Interest of one day at the rate of `on`, not rounded; 0.00 before the first day of interest and on a
        free day.
        """
        if self.first_day is None or self.first_day > on or self._is_free(on):
            return ZERO
        if self.terms.type == "none" or self.principal <= ZERO:
            return ZERO
        return percent_of(self.terms.percent_on(on), self.principal + self.added) / days_on("days_in_year", on)


def per_day(claims: list[RunningClaim], on: date) -> Decimal:
    """Interest per day over all claims at the rate of `on`, rounded down."""
    return cents_down(total(claim.day_interest(on) for claim in claims))
