"""What the history says of the payment plan: since when it stands as it was confirmed, and when it lapsed."""

from __future__ import annotations

from datetime import date

from docgen.dossier.model import Dossier, HistoryEntry
from docgen.law.interest import FreeDays
from docgen.law.terms import ONE_DAY

CONFIRMATION, REMINDER, LAPSE = "payment-plan-confirmation", "instalment-reminder", "plan-lapse"


def confirmation_of(dossier: Dossier, on: date) -> tuple[int, HistoryEntry] | None:
    """The last confirmation of the plan that was sent up to and including `on`, with its place in the history."""
    plan = dossier.payment_plan
    sent = [
        (place, entry)
        for place, entry in enumerate(dossier.history)
        if plan is not None and entry.kind == CONFIRMATION and plan.agreed_on <= entry.sent_on <= on
    ]
    return max(sent, key=lambda each: each[1].sent_on, default=None)


def drawn_up_on(dossier: Dossier, on: date) -> date | None:
    """The day whose debt the plan spreads; None without a plan that was agreed by `on`.

    The day of its confirmation when that went out before the first instalment was due. Until then it is still to be
    confirmed, so `on` itself; after that the day of the agreement.
    """
    plan = dossier.payment_plan
    if plan is None or plan.agreed_on > on:
        return None
    confirmed = confirmation_of(dossier, min(on, plan.first_due_on - ONE_DAY))
    if confirmed is not None:
        return confirmed[1].sent_on
    return on if on < plan.first_due_on else plan.agreed_on


def lapsed_on(dossier: Dossier, on: date) -> date | None:
    """The day on which the debtor was told that the plan has lapsed, up to and including `on`; None while it stands."""
    plan = dossier.payment_plan
    told = [
        entry.sent_on
        for entry in dossier.history
        if plan is not None and entry.kind == LAPSE and plan.first_due_on < entry.sent_on <= on
    ]
    return min(told, default=None)


def in_force(dossier: Dossier, on: date) -> bool:
    """Is there a plan on a day, agreed by then and not lapsed?"""
    return drawn_up_on(dossier, on) is not None and lapsed_on(dossier, on) is None


def plan_free_days(dossier: Dossier, on: date) -> tuple[FreeDays, ...]:
    """The days without interest because of a plan in which it stops: from the day after it was drawn up until the day
    on which the debtor was told that it lapsed, that day counted.
    """
    plan, start = dossier.payment_plan, drawn_up_on(dossier, on)
    if plan is None or start is None or plan.interest == "runs":
        return ()
    return ((start + ONE_DAY, lapsed_on(dossier, on) or date.max),)
