"""What was done in a case and what is planned, as the creditor is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.dossier.course import Channel
from docgen.dossier.debtor_messages import MessageChannel
from docgen.law.amounts import ZERO
from docgen.letters.case import Case
from docgen.letters.creditor_fields import AheadFields, DoneFields
from docgen.letters.kinds import KINDS
from docgen.letters.message_fields import CHANNELS
from docgen.letters.situations import insolvency
from docgen.texts import Text, text

_PLANNED: Mapping[str, Text] = {
    "payment-reminder": text("we send your customer a reminder"),
    "wik-notice": text("we send your customer the last notice without collection costs"),
    "sommatie": text("we send your customer a demand"),
    "call": text("we call your customer"),
    "visit": text("we visit your customer"),
    "debtor-answer": text("we expect the answer of your customer"),
    "creditor-answer": text("we expect your answer"),
    "payment": text("we expect a payment of your customer"),
    "court-advice": text("we advise you about going to court"),
    "bailiff-handover": text("we hand the file to a bailiff"),
    "settlement-statement": text("we send you our settlement"),
    "closing-creditor": text("we close the file"),
}

_BEGINS: Mapping[str, Text] = {
    "dispute": text("Your customer disputes the claim"),
    "bankruptcy": text("Your customer is declared bankrupt"),
    "wsnp": text("Your customer enters the statutory debt scheme"),
    "suspension": text("Your customer gets a suspension of payments"),
    "debt-help": text("Your customer gets help with debts"),
    "guardian": text("The money of your customer comes under administration"),
    "deceased": text("Your customer has died"),
}


def ahead(case: Case) -> tuple[AheadFields, ...]:
    """The planned steps from the letter's day on, in their order."""
    steps = sorted((each for each in case.dossier.planned if each.on >= case.date), key=lambda each: each.on)
    return tuple(AheadFields(each.on, _PLANNED[each.kind]) for each in steps)


def done(case: Case) -> tuple[DoneFields, ...]:
    """All that happened up to and including the letter's day, oldest first. Letters to the creditor itself are left
    out: it knows those.
    """
    return tuple(sorted(_events(case), key=lambda each: each.on))


def waiting(case: Case) -> Text | None:
    """What everybody waits for now: the end of a term that a letter gave, or the next instalment."""
    if insolvency(case) is not None:
        return None
    plan = [each for each in case.plan if each.due_on >= case.date]
    if plan:
        return text("Your customer pays in instalments. The next one is due on {date}.", date=plan[0].due_on)
    ends = [each.last_day for each in case.account.letters if each.last_day >= case.date]
    if ends and case.account.total_due > ZERO:
        return text("Your customer still has until {date} to pay.", date=max(ends))
    return None


def _events(case: Case) -> Iterator[DoneFields]:
    dossier, day = case.dossier, case.date
    if dossier.handed_over_on is not None and dossier.handed_over_on <= day:
        yield DoneFields(dossier.handed_over_on, text("You handed the claim to us"), None)
    for entry in dossier.history:
        if entry.sent_on <= day and KINDS[entry.kind].to != "creditor":
            yield DoneFields(entry.sent_on, KINDS[entry.kind].title, _way(entry.channel))
    plan = dossier.payment_plan
    if plan is not None and plan.agreed_on <= day:
        yield DoneFields(plan.agreed_on, text("Payment plan agreed with your customer"), None)
    for payment in dossier.payments:
        if payment.received_on <= day:
            what = text("Payment of {amount} received", amount=payment.amount)
            if payment.received_by == "creditor":
                what = text("Payment of {amount} received by you", amount=payment.amount)
            yield DoneFields(payment.received_on, what, None)
    for contact in dossier.contacts:
        if contact.on <= day:
            yield DoneFields(contact.on, text("{summary}", summary=contact.summary), _way(contact.channel))
    for each in dossier.circumstances:
        if each.since is not None and each.since <= day:
            yield DoneFields(each.since, _BEGINS[each.type], None)


def _way(channel: Channel | MessageChannel) -> Text:
    return text("by registered post") if channel == "registered" else CHANNELS[channel]
