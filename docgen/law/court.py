"""What a case before the cantonal judge would cost: a forecast, an indication and never a claim.

Court fee (griffierecht), summons and the salary of a representative, by the dated tables. The debtor pays no court fee
of its own; whoever loses pays these costs of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from docgen.errors import NotSupported
from docgen.law.amounts import ZERO, cents
from docgen.law.costs import vat_on
from docgen.law.rates import number_on, rate_on, tables
from docgen.texts import text

_SALARY, _SUMMONS, _POINTS = "representative_salary", "summons", "salary_points"


@dataclass(frozen=True)
class Source:
    """A line of a table that the forecast rests on, and what is in doubt about it."""

    table: str
    article: str
    start: date
    source: str
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class CourtCosts:
    """A forecast in euros. `least` is a judgment by default, `most` one after a hearing."""

    claim: Decimal
    court_fee: Decimal
    summons: Decimal
    summons_vat: Decimal
    salary_per_point: Decimal
    points_least: int
    points_most: int
    sources: tuple[Source, ...]

    @property
    def least(self) -> Decimal:
        """All costs when the debtor does not defend itself."""
        return self._with(self.points_least)

    @property
    def most(self) -> Decimal:
        """All costs when there is a hearing."""
        return self._with(self.points_most)

    def _with(self, points: int) -> Decimal:
        return self.court_fee + self.summons + self.summons_vat + self.salary_per_point * points


def _band(bands: Sequence[dict[str, Any]], amount: Decimal) -> Decimal:
    return cents(Decimal(next(band["fee"] for band in bands if "up_to" not in band or amount <= band["up_to"])))


def court_costs(claim: Decimal, principal: Decimal, on: date, *, legal_entity: bool, reclaims_vat: bool) -> CourtCosts:
    """Forecast the costs of suing for `claim` (principal, interest and collection costs, in euros) on a day.

    The court fee goes by the `principal` in it: whether interest and costs count for the band is in doubt, and this is
    the lower reading.

    `legal_entity`: the creditor is one (else a natural person, who pays a lower fee). `reclaims_vat`: the creditor can,
    so no VAT on the summons is passed on. Raises `NotSupported` above the limit of the cantonal judge (art. 93 Rv) and
    `RatesNotKnown` outside the tables.
    """
    if claim > number_on("cantonal_limit", on):
        raise NotSupported(
            text("Above the limit of the cantonal judge the costs of a case cannot be forecast here (art. 93 Rv).")
        )
    fee = "court_fee_legal_entity" if legal_entity else "court_fee_natural_person"
    summons = number_on(_SUMMONS, on)
    points = rate_on(_POINTS, on).value
    return CourtCosts(
        claim=claim,
        court_fee=_band(rate_on(fee, on).value, principal),
        summons=summons,
        summons_vat=ZERO if reclaims_vat else vat_on(summons, on),
        salary_per_point=_band(rate_on(_SALARY, on).value, claim),
        points_least=int(points["least"]),
        points_most=int(points["most"]),
        sources=tuple(_source(name, on) for name in (fee, _SUMMONS, _SALARY, _POINTS)),
    )


def _source(name: str, on: date) -> Source:
    table, rate = tables()[name], rate_on(name, on)
    return Source(table.title, table.article, rate.start, rate.source, tuple(filter(None, (table.doubt, rate.doubt))))
