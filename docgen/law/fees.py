"""What a creditor pays its collection agency: arithmetic only. The terms are data of a process profile or a dossier.

Fees are amounts without VAT; the VAT comes on top (art. 38 Wet OB 1968), by the general rate of the day. No law sets
these fees, and no debtor owes them (art. 6:96 lid 5 BW).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from docgen.law.amounts import ZERO, cents, cents_down, percent_of
from docgen.law.costs import statutory_costs, vat_on
from docgen.law.rates import number_on

FeeRule = Literal["none", "fixed", "base-fee", "commission", "statutory-costs"]
FeeBase = Literal["claim", "collected"]


@dataclass(frozen=True)
class Band:
    """The base fee of a claim up to and including an amount in euros; None: of every larger claim."""

    up_to: Decimal | None
    amount: Decimal


@dataclass(frozen=True)
class FeeTerms:
    """How a fee is reckoned.

    none: nothing. fixed: `amount`. base-fee: by the size of the claim, in `bands`. commission: `percent` of what was
    collected. statutory-costs: the scale of art. 2 Besluit BIK over the claim, or `over` what was collected; `at_most`
    is a percentage of what was collected; `only_above_base_fee`: nothing when the costs do not exceed the base fee.
    """

    rule: FeeRule
    amount: Decimal | None = None
    percent: Decimal | None = None
    bands: tuple[Band, ...] = ()
    over: FeeBase = "claim"
    at_most: Decimal | None = None
    only_above_base_fee: bool = False

    @property
    def needs_percent(self) -> bool:
        """Is its percentage agreed elsewhere?"""
        return self.rule == "commission" and self.percent is None

    @property
    def uses_bands(self) -> bool:
        """Does it rest on a base fee?"""
        return self.rule == "base-fee" or self.only_above_base_fee

    @property
    def needs_bands(self) -> bool:
        """Is its base fee agreed elsewhere?"""
        return self.uses_bands and not self.bands


@dataclass(frozen=True)
class Fee:
    """A fee in euros. `base` is the sum it was reckoned over, 0.00 for a fixed one.

    `costs` are the statutory costs before any limit, `most` the highest amount that was agreed, `base_fee` what the
    costs had to exceed: each None where the terms do not have it.
    """

    terms: FeeTerms
    base: Decimal
    excl_vat: Decimal
    vat: Decimal
    vat_percent: Decimal
    costs: Decimal | None = None
    most: Decimal | None = None
    base_fee: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """The fee with VAT."""
        return self.excl_vat + self.vat


def base_fee(bands: Sequence[Band], claim: Decimal) -> Decimal:
    """The base fee of a claim. The bands go from small to large, the last one has no `up_to`."""
    return next(band.amount for band in bands if band.up_to is None or claim <= band.up_to)


def fee(terms: FeeTerms, *, claim: Decimal, collected: Decimal, on: date) -> Fee:
    """The fee under complete terms, over a claim and what was collected of it, in euros; VAT by the rate of `on`.

    Raises `ValueError` when the terms leave a percentage or a base fee open, and `RatesNotKnown`.
    """
    if terms.needs_percent or terms.needs_bands:
        raise ValueError("the terms of the fee are not complete")
    base, excl_vat = ZERO, ZERO
    costs = most = least = None
    if terms.rule == "fixed" and terms.amount is not None:
        excl_vat = terms.amount
    elif terms.rule == "base-fee":
        base, excl_vat = claim, base_fee(terms.bands, claim)
    elif terms.rule == "commission" and terms.percent is not None:
        base, excl_vat = collected, cents(percent_of(terms.percent, collected))
    elif terms.rule == "statutory-costs":
        base = claim if terms.over == "claim" else collected
        excl_vat = costs = statutory_costs(base, on)
        if terms.at_most is not None:
            most = cents_down(percent_of(terms.at_most, collected))
            excl_vat = min(excl_vat, most)
        if terms.only_above_base_fee:
            least = base_fee(terms.bands, claim)
            excl_vat = excl_vat if excl_vat > least else ZERO
    return Fee(terms, base, excl_vat, vat_on(excl_vat, on), number_on("vat_general", on), costs, most, least)
