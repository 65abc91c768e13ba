"""The payment plan of a dossier: its total and its instalments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from docgen.dossier.account import Account, account
from docgen.dossier.costs_rule import CostsMode
from docgen.dossier.model import Dossier
from docgen.dossier.plan_course import drawn_up_on
from docgen.dossier.plan_standing import PlanStanding, plan_standing
from docgen.errors import InputProblem, InvalidInput
from docgen.law.amounts import ZERO
from docgen.law.plan import Instalment, instalments
from docgen.texts import text


def plan_total(dossier: Dossier, current: Account, *, interest: bool = True, costs: CostsMode = "claimed") -> Decimal:
    """The sum that the plan spreads: what was agreed, else what was due when it was drawn up (see `drawn_up_on`).

    0.00 without a plan.
    """
    plan = dossier.payment_plan
    if plan is None:
        return ZERO
    if plan.total is not None:
        return plan.total
    day = drawn_up_on(dossier, current.as_of) or plan.agreed_on
    if day == current.as_of:
        return current.total_due
    return account(dossier, day, interest=interest, costs=costs).total_due


def standing_on(dossier: Dossier, on: date) -> PlanStanding | None:
    """How the dossier's plan stands on a day; None without one that was agreed by then.

    Raises what `planned` raises, and `RatesNotKnown` for the day on which the plan was drawn up.
    """
    day = drawn_up_on(dossier, on)
    if day is None:
        return None
    return plan_standing(dossier, planned(dossier, plan_total(dossier, account(dossier, day))), on)


def planned(dossier: Dossier, debt: Decimal) -> tuple[Instalment, ...]:
    """The instalments of the dossier's plan over `debt`; none without a plan or without a debt.

    Raises `InvalidInput` when there are more instalments than the debt can fill.
    """
    plan = dossier.payment_plan
    if plan is None or debt <= ZERO:
        return ()
    try:
        return instalments(
            debt, plan.first_due_on, plan.interval, count=plan.instalment_count, amount=plan.instalment_amount
        )
    except ValueError:
        problem = text(
            "So many instalments leave nothing for the last one. Choose fewer instalments or a lower amount."
        )
        raise InvalidInput((InputProblem("/dossier/payment_plan/instalment_count", problem),)) from None
