"""The nodes of the explanation that are about a payment plan as it stands, and about a payment that came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from docgen.dossier.plan_course import REMINDER
from docgen.law.amounts import ZERO
from docgen.law.imputation import Imputed
from docgen.law.plan_state import InstalmentState, PlanState
from docgen.letters.case import Case
from docgen.letters.explained_vat import explained_vat
from docgen.letters.explanation import Input, Node, group
from docgen.texts import text

ASKED, MISSED, LEFT, RECEIVED = "instalment", "missed-instalment", "plan-left", "received"
_ORDER = "art. 6:44 BW"


def explained_of(case: Case) -> Iterator[Node]:
    """The trees that a letter has besides its account: an instalment and the plan, VAT, or a payment."""
    state = case.standing.state if case.standing is not None else None
    if state is not None and state.current is not None:
        yield explained_instalment(state.current, ASKED if case.kind.id == REMINDER else MISSED)
        yield explained_plan_left(state)
    if case.kind.to == "curator":
        yield from explained_vat(case.account)
    if case.received is not None:
        yield explained_receipt(case.received.payments, case.received.not_due)


def explained_instalment(state: InstalmentState, key: str) -> Node:
    """One instalment: what was agreed, less what was paid of it. `key`: `ASKED`, or `MISSED` where more is asked."""
    each = state.instalment
    said = text("Instalment {number}, by {date}", number=each.number, date=each.due_on)
    return group(
        key,
        said,
        (
            Node(f"{key}/amount", text("Agreed amount"), each.amount),
            Node(f"{key}/paid", text("Less what was paid of it"), -state.covered),
        ),
        inputs=(Input("due-on", text("Last day to pay it"), each.due_on),),
    )


def explained_plan_left(state: PlanState) -> Node:
    """What is left of a plan: the sum of its instalments, less what was paid of them."""
    return group(
        LEFT,
        text("Left of the payment plan"),
        (
            Node(f"{LEFT}/total", text("Sum of the instalments"), state.total),
            Node(f"{LEFT}/received", text("Less what was paid of it"), -state.covered),
        ),
    )


def explained_receipt(payments: Iterable[Imputed], not_due: Decimal) -> Node:
    """What came in on a day and what it was used for; `not_due` went to invoices that were not due yet."""
    costs, interest, principal, rest = ZERO, ZERO, ZERO, ZERO
    for each in payments:
        costs, interest = costs + each.to_costs, interest + each.to_interest
        principal, rest = principal + each.to_principal, rest + each.rest
    return group(
        RECEIVED,
        text("What came in"),
        (
            Node(f"{RECEIVED}/costs", text("For collection costs"), costs),
            Node(f"{RECEIVED}/interest", text("For interest"), interest),
            Node(f"{RECEIVED}/principal", text("For the invoices"), principal),
            Node(f"{RECEIVED}/not-due", text("For invoices that are not due yet"), not_due),
            Node(f"{RECEIVED}/rest", text("Paid too much"), rest),
        ),
        rule=_ORDER,
    )
