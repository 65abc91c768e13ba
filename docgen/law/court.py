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
from docgen.law.rates import number_on, rate_on
from docgen.texts import text


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


def court_costs(claim: Decimal, on: date, *, legal_entity: bool, reclaims_vat: bool) -> CourtCosts:
    """Forecast the costs of suing for `claim` (principal, interest and collection costs, in euros) on a day.

    `legal_entity`: the creditor is one (else a natural person, who pays a lower fee). `reclaims_vat`: the creditor can,
    so no VAT on the summons is passed on. Raises `NotSupported` above the limit of the cantonal judge (art. 93 Rv) and
    `RatesNotKnown` outside the tables.
    """
    if claim > number_on("cantonal_limit", on):
        raise NotSupported(
            text("Above the limit of the cantonal judge the costs of a case cannot be forecast here (art. 93 Rv).")
        )
    fees = rate_on("court_fee_legal_entity" if legal_entity else "court_fee_natural_person", on).value
    summons = number_on("summons", on)
    points = rate_on("salary_points", on).value
    return CourtCosts(
        claim=claim,
        court_fee=_band(fees, claim),
        summons=summons,
        summons_vat=ZERO if reclaims_vat else vat_on(summons, on),
        salary_per_point=_band(rate_on("representative_salary", on).value, claim),
        points_least=int(points["least"]),
        points_most=int(points["most"]),
    )
