"""Extrajudicial collection costs: the statutory scale (art. 6:96 BW, art. 2 Besluit BIK) and the VAT on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from docgen.law.amounts import ZERO, cents, percent_of, total
from docgen.law.rates import number_on, rate_on

Reason = Literal["minimum", "maximum", "announced", "reduced", "contractual", "cumulation", "trade-minimum"]


@dataclass(frozen=True)
class CostLine:
    """A line of the costs. A step of the scale has a `percent`; a correction (minimum, ceiling, ...) has a `reason`."""

    start: Decimal
    end: Decimal
    percent: Decimal | None
    amount: Decimal
    reason: Reason | None = None


@dataclass(frozen=True)
class Costs:
    """Costs over a principal. The lines add up to `excl_vat`; `excl_vat` and `vat` to `total`."""

    base: Decimal
    lines: tuple[CostLine, ...]
    excl_vat: Decimal
    vat: Decimal
    vat_percent: Decimal
    rule: str

    @property
    def total(self) -> Decimal:
        """Costs with VAT."""
        return self.excl_vat + self.vat


def _corrected(lines: tuple[CostLine, ...], base: Decimal, amount: Decimal, reason: Reason) -> tuple[CostLine, ...]:
    difference = amount - total(line.amount for line in lines)
    return (*lines, CostLine(ZERO, base, None, difference, reason)) if difference else lines


def _limited(lines: tuple[CostLine, ...], base: Decimal, limit: Decimal | None, reason: Reason) -> tuple[CostLine, ...]:
    above = limit is not None and total(line.amount for line in lines) > limit
    return _corrected(lines, base, limit, reason) if above and limit is not None else lines


def scale(base: Decimal, on: date) -> tuple[CostLine, ...]:
    """The scale of art. 2 Besluit BIK over a principal in euros.

    Lid 1: a percentage per step, with a maximum; lid 2: a minimum. No principal, no costs. Only the last step can
    hold a fraction of a cent, so rounding the steps rounds the sum.

    >>> [str(line.amount) for line in scale(Decimal("2730.75"), date(2026, 11, 21))]
    ['375.00', '23.08']
    """
    if base <= ZERO:
        return ()
    lines: tuple[CostLine, ...] = ()
    start = ZERO
    for step in rate_on("collection_costs_scale", on).value:
        end = min(base, cents(step["up_to"])) if "up_to" in step else base
        percent = Decimal(step["percent"])
        lines = (*lines, CostLine(start, end, percent, cents(percent_of(percent, end - start))))
        start = end
        if end == base:
            break
    amount = total(line.amount for line in lines)
    lowest, highest = number_on("collection_costs_minimum", on), number_on("collection_costs_maximum", on)
    if amount < lowest:
        return _corrected(lines, base, lowest, "minimum")
    return _corrected(lines, base, highest, "maximum") if amount > highest else lines


def statutory_costs(base: Decimal, on: date) -> Decimal:
    """The sum of `scale`: the most that may be asked for a principal, without VAT."""
    return total(line.amount for line in scale(base, on))


def vat_on(excl_vat: Decimal, on: date) -> Decimal:
    """VAT at the general rate over costs that are already rounded (art. 2 lid 3 Besluit BIK)."""
    return cents(percent_of(number_on("vat_general", on), excl_vat))


@dataclass(frozen=True)
class CostTerms:
    """What may be asked. `ceiling` and `vat_ceiling` are what the notice announced, `statutory_maximum` is the limit on
    instalments of one contract (`law.cumulation`); None means no such limit.
    """

    type: Literal["statutory", "contractual", "reduced", "none"] = "statutory"
    percentage: Decimal | None = None
    minimum: Decimal | None = None
    reduced_to: Decimal | None = None
    vat_claimed: bool = False
    ceiling: Decimal | None = None
    vat_ceiling: Decimal | None = None
    statutory_maximum: Decimal | None = None


def collection_costs(base: Decimal, terms: CostTerms, on: date) -> Costs:
    """The collection costs over a principal in euros, under the scale of the day `on`.

    Statutory: the scale. Reduced: never above the amount agreed, nor above the scale. Contractual (a business):
    a percentage of the principal with a minimum. Never above what was announced, with VAT only where claimed.
    """
    if terms.type == "none" or base <= ZERO:
        return Costs(max(base, ZERO), (), ZERO, ZERO, ZERO, "art. 6:96 BW")  # needs no table, so it has no end date
    rule = "art. 2 Besluit BIK"
    if terms.type == "contractual" and terms.percentage is not None:
        rule = "art. 6:96 BW"
        amount = max(cents(percent_of(terms.percentage, base)), terms.minimum or ZERO)
        lines = _corrected(
            (CostLine(ZERO, base, terms.percentage, cents(percent_of(terms.percentage, base))),),
            base,
            amount,
            "contractual",
        )
    else:
        lines = _limited(scale(base, on), base, terms.statutory_maximum, "cumulation")
    if terms.type == "reduced":
        lines = _limited(lines, base, terms.reduced_to, "reduced")
    lines = _limited(lines, base, terms.ceiling, "announced")
    excl_vat = total(line.amount for line in lines)
    vat = vat_on(excl_vat, on) if terms.vat_claimed else ZERO
    if terms.vat_ceiling is not None:
        vat = min(vat, terms.vat_ceiling)
    return Costs(base, lines, excl_vat, vat, number_on("vat_general", on), rule)


def trade_minimum(base: Decimal, on: date, most: Decimal | None = None) -> Costs:
    """What a business owes without any demand once its term is over, never more than the scale (6:96 lid 4 BW), nor
    than `most`, the amount that was agreed.
    """
    least = min(number_on("trade_minimum", on), statutory_costs(base, on))
    least = least if most is None else min(least, most)
    lines = (CostLine(ZERO, base, None, least, "trade-minimum"),) if least else ()
    return Costs(base, lines, least, ZERO, number_on("vat_general", on), "art. 6:96 lid 4 BW")
