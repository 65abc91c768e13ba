"""Why the next step is what it is, and on which day: sentences as data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from docgen.dossier.account import account
from docgen.dossier.model import Dossier
from docgen.dossier.plan_standing import PlanStanding
from docgen.errors import RatesNotKnown
from docgen.law.amounts import ZERO
from docgen.law.rates import days_on
from docgen.letters.hindrances import COSTS_NOT_DUE, NOTHING_OVERDUE, Hindrance
from docgen.letters.kinds import KINDS
from docgen.letters.process import Progress, claims_costs
from docgen.letters.profiles import Step
from docgen.letters.step_days import Days, channels_of
from docgen.texts import Text, text

_DECIDED = {
    "court": text("to go to court"),
    "bailiff": text("to engage a bailiff"),
    "agency": text("to engage the agency"),
}


def joined(sentences: Iterable[Text | None]) -> Text:
    """Sentences one after the other."""
    said = {f"sentence{number}": each for number, each in enumerate(filter(None, sentences), 1)}
    return Text(" ".join(f"{{{name}}}" for name in said), said)


def of_letter(step: Step, days: Days, found: Progress, lifted: Iterable[Hindrance]) -> Text:
    """Why this letter is next, and why not earlier. `days` is how things stand before it; `lifted` is what kept it back
    for some time.
    """
    earliest = max(days.planned(step), days.today)
    costs_from = days.costs_from if claims_costs(step, days.dossier) else None
    return joined(
        (
            text("Next in this process: {title}.", title=KINDS[step.kind].title),
            _start(days, found),
            _inserted(step, found),
            _flawed(found) if step.kind == "wik-notice" else None,
            margin(costs_from) if costs_from else None,
            *(each.reason for each in lifted if each.rule not in (COSTS_NOT_DUE, NOTHING_OVERDUE)),
            _moved(earliest) if days.allowed(step, earliest) != earliest else None,
            _by_post(step, days.dossier),
        )
    )


def _start(days: Days, found: Progress) -> Text:
    """What the letter's day is counted from."""
    if days.first_due >= days.today:
        return text("Nothing is overdue yet: the first open invoice must be paid by {due}.", due=days.first_due)
    last = found.last_letter
    if last is not None:
        return term_running(last.entry.sent_on, last.last_day)
    if days.handed_over is not None:
        return text("The agency takes over on {date}.", date=days.handed_over)
    return text("The oldest open invoice had to be paid by {due}.", due=days.first_due)


def _inserted(step: Step, found: Progress) -> Text | None:
    if step.id not in found.inserted:
        return None
    if step.kind == "wik-notice":
        return text(
            "The process goes on to claim collection costs; towards a consumer the law asks for a notice first "
            "(art. 6:96 lid 6 BW). There is none, so this one is inserted."
        )
    return text(
        "For an invoice no payment term was agreed, so only a reminder with a term makes the debtor late "
        "(art. 6:82 BW). There is none, so this one is inserted."
    )


def _flawed(found: Progress) -> Text | None:
    failed = [letter for letter in found.letters if letter.flaws]
    return (
        text("The notice of {date} does not count, so a new one is needed.", date=failed[-1].entry.sent_on)
        if failed
        else None
    )


def margin(costs_from: date) -> Text:
    """From when costs may be asked of a consumer."""
    return text(
        "A consumer is asked for collection costs from {date}: after the notice's term, and a margin of {days} days "
        "for late post.",
        date=costs_from,
        days=days_on("safety_margin_days", costs_from),
    )


def _moved(day: date) -> Text:
    return text(
        "{day} is a Sunday or holiday: an agency then sends a natural person no e-mail or SMS, and does not call "
        "(art. 4.2 Bki).",
        day=day,
    )


def _by_post(step: Step, dossier: Dossier) -> Text | None:
    if channels_of(step, dossier)[0] in step.channels or not step.channels:
        return None
    return text("The debtor's e-mail address or telephone number is not known, so it goes by post.")


def costs_wait(costs_from: date | None, why: Text | None) -> Text:
    """Why a consumer may not be asked for costs yet; `why` is what the gate says."""
    general = text(
        "A consumer owes collection costs only after a lawful notice whose term is over (art. 6:96 lid 6 BW)."
    )
    return joined((why or general, margin(costs_from) if costs_from else None))


def term_running(sent: date, until: date) -> Text:
    """Why a letter waits for the one before it."""
    return text("The letter of {sent} gives the debtor until {until}.", sent=sent, until=until)


def stuck(step: Step, kept_back: Iterable[Hindrance]) -> Text:
    """Why no letter may go out, with no end in sight."""
    return joined(
        (
            text("The next letter would be: {title}. It may not go out.", title=KINDS[step.kind].title),
            *(each.reason for each in kept_back if each.until is None),
        )
    )


def settled(dossier: Dossier, on: date) -> Text:
    """That nothing is left to ask; or interest alone, for which no process sends a letter."""
    try:
        left = account(dossier, on).total_due
    except RatesNotKnown:
        left = ZERO  # interest that nobody can count yet is no reason to go on
    if left > ZERO:
        return text(
            "All invoices are paid; only {amount} of interest is open. No letter follows by itself: decide with the "
            "creditor.",
            amount=left,
        )
    return text("All is paid: no letter follows.")


def all_paid() -> Text:
    """That nothing is left, and the debtor may know it."""
    return text("All is paid: the file is closed, and the debtor is told so.")


def after_the_letters(dossier: Dossier, step: Step | None) -> Text:
    """What is left when all letters of the process were sent; `step` is what the process does now, if anything."""
    sent = text("All letters of this process were sent.")
    if step is not None and "debtor" in step.to:
        return joined((sent, text("It goes on with a step that is not made here.")))
    return joined((sent, _decision(dossier)))


def _decision(dossier: Dossier) -> Text | None:
    step = dossier.next_step
    if step is None or step.kind == "discuss" or (step.decided_on is None and step.kind != "none"):
        return text("What follows is decided with the creditor.")
    if step.kind == "none":
        return text("The creditor wants no further step.")
    return text("The creditor decided on {date} {decision}.", date=step.decided_on, decision=_DECIDED[step.kind])


def plan_agreed(dossier: Dossier, *, confirmed: bool) -> Text:
    """That a payment plan takes the place of the process."""
    agreed = dossier.payment_plan.agreed_on if dossier.payment_plan else None
    if not confirmed:
        return text("A payment plan was agreed on {date} and is not confirmed yet.", date=agreed)
    return text(
        "A payment plan is in force since {date}: no demand goes out while it stands. When an instalment is missed, a "
        "reminder of it follows.",
        date=agreed,
    )


def instalment_missed(standing: PlanStanding) -> Text:
    """That an instalment of the plan was missed, and what that leads to."""
    missed = standing.missed.instalment if standing.missed is not None else None
    values = {"number": missed.number if missed else 0, "date": missed.due_on if missed else None}
    if standing.reminder is None:
        return text("Instalment {number} of the payment plan was to be paid by {date}: a reminder follows.", **values)
    return text(
        "Instalment {number} of the payment plan was to be paid by {date}. The reminder of {sent} gives the days that "
        "the plan promises; when they are over and it is not paid, the plan may lapse.",
        sent=standing.reminder[1].sent_on,
        **values,
    )
