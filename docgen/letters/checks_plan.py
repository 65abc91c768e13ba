"""Findings about a payment plan as it stands: what may be reminded of, and when a plan may lapse."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.plan_course import LAPSE, REMINDER, lapsed_on
from docgen.dossier.plan_standing import PlanStanding
from docgen.errors import Finding
from docgen.law.rates import days_on
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.texts import text

_PLAN = "/dossier/payment_plan"
_KEPT = "art. 6:38 BW"
_PROMISED = "art. 6:248 BW"


def _standing(case: Case) -> PlanStanding | None:
    """The plan as it stands, for the letters that are about an instalment, as long as it did not lapse."""
    about = case.kind.id in (REMINDER, LAPSE) and lapsed_on(case.dossier, case.date) is None
    return case.standing if about else None


def plan_ended(case: Case) -> Iterator[Finding]:
    """An instalment can only be asked or missed while there is a plan, and some of it is not paid (art. 6:38 BW)."""
    if case.kind.id not in (REMINDER, LAPSE):
        return
    lapsed = lapsed_on(case.dossier, case.date)
    if lapsed is not None:
        message = text("The plan lapsed already: the letter of {date} told the debtor so.", date=lapsed)
        remedy = text("Ask the whole amount with a sommatie, or agree on a new plan.")
    elif case.standing is None:
        message = text("On the letter's date no plan was agreed yet, or nothing was due to spread.")
        remedy = text("Check agreed_on and total of the plan, the invoices and the payments.")
    elif case.standing.state.current is None:
        message = text("All instalments of the plan are paid.")
        remedy = text("Close the file with closing-debtor when nothing else is open.")
    else:
        return
    yield finding("plan-ended", _KEPT, message, remedy, pointer=_PLAN, always=True)


def plan_lapse_too_early(case: Case) -> Iterator[Finding]:
    """A plan lapses only over an instalment that was missed, of which the debtor was reminded, and that was not paid
    within the days from the receipt of that reminder that the confirmation promised (art. 6:248 BW).
    """
    standing = _standing(case)
    if case.kind.id != LAPSE or standing is None or standing.state.current is None:
        return
    current = standing.state.current.instalment
    days = days_on("plan_lapse_days", case.date)
    if standing.missed is None:
        yield finding(
            "no-instalment-missed",
            _KEPT,
            text(
                "No instalment was missed: instalment {number} may be paid until {date}.",
                number=current.number,
                date=current.due_on,
            ),
            text("Wait for the day after it, and then send a reminder of that instalment first."),
            pointer=_PLAN,
            always=True,
        )
    elif standing.lapse_from is None:
        yield finding(
            "plan-lapse-without-reminder",
            _PROMISED,
            text(
                "The debtor was not reminded of instalment {number}, which was to be paid by {date}. The plan lapses "
                "only {days} days after the receipt of such a reminder.",
                number=current.number,
                date=current.due_on,
                days=days,
            ),
            text("Send instalment-reminder first, and add it to history."),
            pointer="/dossier/history",
            always=True,
        )
    elif case.date < standing.lapse_from:
        yield finding(
            "plan-lapse-too-early",
            _PROMISED,
            text(
                "The debtor may still pay instalment {number} after the reminder of {sent}: the plan may lapse from "
                "{date}.",
                number=current.number,
                sent=standing.reminder[1].sent_on if standing.reminder else None,
                date=standing.lapse_from,
            ),
            text("Wait until that day. Fill in delivered_on of the reminder when its delivery can be proved."),
            pointer=f"/dossier/history/{standing.reminder[0]}" if standing.reminder else "/dossier/history",
        )


def plan_not_confirmed(case: Case) -> Iterator[Finding]:
    """That a plan lapses must have been agreed: the confirmation says so, and without it nobody can show it."""
    standing = _standing(case)
    if standing is not None and standing.missed is not None and standing.confirmed is None:
        yield finding(
            "plan-not-confirmed",
            _PROMISED,
            text("The plan was not confirmed to the debtor, so that it can lapse is not sure to be agreed."),
            text("Add the confirmation (payment-plan-confirmation) to history, or send it first."),
            pointer="/dossier/history",
        )


def plan_differs(case: Case) -> Iterator[Finding]:
    """The instalments must be those that the debtor was told: the first one is known from the confirmation."""
    standing = _standing(case)
    if standing is None or standing.confirmed is None:
        return
    place, entry = standing.confirmed
    first = standing.state.instalments[0].instalment
    if entry.amount_asked is not None and entry.amount_asked != first.amount:
        yield finding(
            "plan-differs-from-confirmation",
            _KEPT,
            text(
                "The confirmation of {date} asked {asked} as the first instalment; by the dossier it is {amount}.",
                date=entry.sent_on,
                asked=entry.amount_asked,
                amount=first.amount,
            ),
            text("Fill in the total of the plan as it was confirmed, or correct amount_asked of the confirmation."),
            pointer=f"/dossier/history/{place}/amount_asked",
        )


def plan_balance(case: Case) -> Iterator[Finding]:
    """After a plan no more is asked than what is left of it: its confirmation says "the whole rest" (art. 6:248 BW).

    Only where interest runs on during the plan, which a business may have agreed, there is more.
    """
    standing, plan = _standing(case), case.dossier.payment_plan
    if case.kind.id != LAPSE or standing is None or plan is None or plan.interest == "runs":
        return
    left, asked = standing.state.open, case.account.total_due
    if asked > left:
        yield finding(
            "plan-balance-differs",
            _PROMISED,
            text("Of the plan {left} is left, but the dossier has {asked} due on this date.", left=left, asked=asked),
            text(
                "Make the dossier one with the plan: take out invoices that the plan does not spread, or leave out "
                "what "
                'was not due when it was agreed ("costs": "none", "interest": "none").'
            ),
            pointer=f"{_PLAN}/total",
        )


def instalment_term(case: Case) -> Iterator[Finding]:
    """Who missed an instalment has the promised days from the receipt of the reminder; an instalment that is still to
    come has its own day (art. 6:248, 6:39 BW).
    """
    standing, asked = _standing(case), case.request.term_days
    if case.kind.id != REMINDER or standing is None or standing.state.current is None or asked is None:
        return
    promised = days_on("plan_lapse_days", case.date)
    if standing.missed is None:
        message = text(
            "Instalment {number} may be paid until {date}; the reminder gives no other term.",
            number=standing.state.current.instalment.number,
            date=standing.state.current.instalment.due_on,
        )
        remedy = text("Leave term_days out.")
    elif asked < promised:
        message = text(
            "The reminder gives {days} days; the plan promises {promised} from its receipt.",
            days=asked,
            promised=promised,
        )
        remedy = text("Leave term_days out, or make it {shortest} or more.", shortest=promised)
    else:
        return
    yield finding("instalment-term", _PROMISED, message, remedy, pointer="/term_days")
