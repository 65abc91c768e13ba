"""From a case to the fields about a payment plan as it stands and about a payment that came in."""

from __future__ import annotations

from docgen.law.rates import days_on
from docgen.letters.amount_fields import explained
from docgen.letters.case import Case
from docgen.letters.explanation import Explanation
from docgen.letters.plan_fields import ReceivedFields, StandingFields
from docgen.letters.received import how_used


def standing_fields_of(case: Case, tree: Explanation) -> StandingFields | None:
    """How the plan stands, in the letters that are about an instalment."""
    plan, standing = case.dossier.payment_plan, case.standing
    if plan is None or standing is None or standing.state.current is None:
        return None
    current = standing.state.current.instalment
    return explained(
        StandingFields,
        tree,
        agreed_on=plan.agreed_on,
        count=len(standing.state.instalments),
        number=current.number,
        due_on=current.due_on,
        missed=standing.missed is not None,
        reminded_on=standing.reminder[1].sent_on if standing.reminder is not None else None,
        lapse_days=days_on("plan_lapse_days", case.date),
        interest_stopped=plan.interest == "stops",
    )


def received_fields_of(case: Case, tree: Explanation) -> ReceivedFields | None:
    """The payment that the letter is about."""
    if case.received is None:
        return None
    return explained(ReceivedFields, tree, received_on=case.received.on, how=how_used(case.received))
