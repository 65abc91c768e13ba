"""Instalments of one contract: the limit on adding up their collection costs since 1 October 2024 (art. 2a Besluit
BIK).

The words of art. 2a were not available. Three readings go round; all are computed and the lowest is taken, and a
finding says so (`letters.checks_claims`). Before the tables of this rule start, the ordinary scale holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from docgen.law.amounts import ZERO, total
from docgen.law.costs import statutory_costs
from docgen.law.rates import number_on, tables


@dataclass(frozen=True)
class Part:
    """A part of the principal: what is open of one invoice, and the contract whose instalment it is, if any."""

    amount: Decimal
    contract: str | None
    due_on: date


@dataclass(frozen=True)
class ChargedBefore:
    """Collection costs that were charged before over the same contract."""

    charged_on: date
    amount: Decimal


@dataclass(frozen=True)
class Readings:
    """The costs without VAT under each reading; `lowest` is what may be asked while the law is in doubt."""

    scale_over_sum: Decimal
    per_instalment: Decimal
    highest_instalment: Decimal

    @property
    def lowest(self) -> Decimal:
        """The least of the three."""
        return min(self.scale_over_sum, self.per_instalment, self.highest_instalment)


def cumulates(parts: Sequence[Part], on: date) -> bool:
    """Does the rule touch these parts: two small instalments of one contract that fell due within six months?"""
    return any(_groups(parts, on))


def _groups(parts: Sequence[Part], on: date) -> list[list[Part]]:
    if on < tables()["cumulation_maximum"].values[0].start:
        return []
    threshold, window = (
        number_on("cumulation_threshold", on),
        relativedelta(months=int(number_on("cumulation_months", on))),
    )
    by_contract: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda each: each.due_on):
        if part.contract is not None and ZERO < part.amount < threshold:
            by_contract.setdefault(part.contract, []).append(part)
    groups = []
    for instalments in by_contract.values():
        close = [
            part
            for place, part in enumerate(instalments)
            if any(
                abs(other - place) == 1
                and max(part.due_on, instalments[other].due_on) <= min(part.due_on, instalments[other].due_on) + window
                for other in range(len(instalments))
            )
        ]
        if close:
            groups.append(close)
    return groups


def readings(parts: Sequence[Part], charged_before: Sequence[ChargedBefore], on: date) -> Readings:
    """The three readings over all parts; parts outside the rule follow the ordinary scale together.

    Per instalment: 40 for the first and 20 for each next one of a contract, at most 140 less what was charged in the
    six months before. Highest: what the one largest instalment would have given.
    """
    groups = _groups(parts, on)
    grouped = {id(part) for group in groups for part in group}
    rest = statutory_costs(total(part.amount for part in parts if id(part) not in grouped), on)
    since = on - relativedelta(months=int(number_on("cumulation_months", on))) if groups else on
    charged = total(each.amount for each in charged_before if since <= each.charged_on <= on)
    first, following, most = (
        (number_on("cumulation_first", on), number_on("cumulation_next", on), number_on("cumulation_maximum", on))
        if groups
        else (ZERO, ZERO, ZERO)
    )
    per_instalment = sum(
        (max(min(first + following * (len(group) - 1), most) - charged, ZERO) for group in groups), ZERO
    )
    highest = total(max(statutory_costs(part.amount, on) for part in group) for group in groups)
    return Readings(
        scale_over_sum=statutory_costs(total(part.amount for part in parts), on),
        per_instalment=rest + per_instalment,
        highest_instalment=rest + highest,
    )


def statutory_maximum(parts: Sequence[Part], charged_before: Sequence[ChargedBefore], on: date) -> Decimal:
    """The most that may be asked over these parts without VAT, the limit on instalments taken into account."""
    if not cumulates(parts, on):
        return statutory_costs(total(part.amount for part in parts), on)
    return readings(parts, charged_before, on).lowest
