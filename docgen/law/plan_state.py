"""How a payment plan stands: what was paid fills its instalments in order, to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.law.amounts import ZERO, total
from docgen.law.plan import Instalment

PlanReceipt = tuple[date, Decimal]
"""A payment on the plan: the day it was received, and its amount in euros."""


@dataclass(frozen=True)
class InstalmentState:
    """One instalment and what was paid of it. `paid_on`: the day of its last cent; None while any is open."""

    instalment: Instalment
    covered: Decimal
    paid_on: date | None

    @property
    def open(self) -> Decimal:
        """What is left of it; covered + open is its amount."""
        return self.instalment.amount - self.covered


@dataclass(frozen=True)
class PlanState:
    """A plan on a day, that day's payments counted. covered + open = total, always; `rest` was paid beyond it."""

    as_of: date
    instalments: tuple[InstalmentState, ...]
    rest: Decimal

    @property
    def total(self) -> Decimal:
        """Sum of the instalments."""
        return total(each.instalment.amount for each in self.instalments)

    @property
    def covered(self) -> Decimal:
        """What was paid of them."""
        return total(each.covered for each in self.instalments)

    @property
    def open(self) -> Decimal:
        """What is left of them."""
        return total(each.open for each in self.instalments)

    @property
    def current(self) -> InstalmentState | None:
        """The oldest instalment that is not paid in full; None when the plan is."""
        return next((each for each in self.instalments if each.open > ZERO), None)

    @property
    def missed(self) -> tuple[InstalmentState, ...]:
        """The instalments whose last day is over and that are not paid in full."""
        return tuple(each for each in self.instalments if each.open > ZERO and each.instalment.due_on < self.as_of)


def plan_state(plan: Sequence[Instalment], receipts: Iterable[PlanReceipt], on: date) -> PlanState:
    """How a plan stands on a day: the receipts up to and including it, in order of their day, fill the oldest
    instalment first, whatever the debtor meant one for. A late payment is a payment: what it fills is no longer missed.

    >>> from docgen.law.plan import instalments
    >>> plan = instalments(Decimal("100.00"), date(2026, 12, 1), "monthly", count=3)
    >>> state = plan_state(plan, [(date(2026, 12, 1), Decimal("40.00"))], date(2027, 1, 2))
    >>> [str(each.open) for each in state.instalments], len(state.missed)
    (['0.00', '26.66', '33.34'], 1)
    """
    counted = sorted((receipt for receipt in receipts if receipt[0] <= on), key=lambda receipt: receipt[0])
    left = [amount for _, amount in counted]
    at = 0
    states = []
    for instalment in plan:
        covered, paid_on = ZERO, None
        while at < len(left) and covered < instalment.amount:
            part = min(left[at], instalment.amount - covered)
            covered += part
            left[at] -= part
            if covered == instalment.amount:
                paid_on = counted[at][0]
            if left[at] <= ZERO:
                at += 1
        states.append(InstalmentState(instalment, covered, paid_on))
    return PlanState(on, tuple(states), total(left[at:]))
