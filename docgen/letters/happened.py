"""All that happened in a case, as a bailiff is told of it: what, on which day, by which channel, and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.dossier.model import HistoryEntry
from docgen.letters.case import Case
from docgen.letters.handover_fields import HappenedFields
from docgen.letters.kinds import KINDS
from docgen.texts import Text, text

_WAYS: Mapping[str, Text] = {
    "post": text("post"),
    "registered": text("registered post"),
    "email": text("e-mail"),
    "sms": text("SMS"),
    "phone": text("telephone"),
    "visit": text("visit"),
    "portal": text("portal"),
}
_SENDERS: Mapping[str, Text] = {
    "creditor": text("Sent by the creditor."),
    "agency": text("Sent by the collection agency."),
}
_SEEKERS: Mapping[str, Text] = {
    "debtor": text("Contact sought by the debtor"),
    "creditor": text("Contact sought by the creditor"),
    "agency": text("Contact sought by the collection agency"),
}
_MESSAGES: Mapping[str, Text] = {
    "dispute": text("Objection of the debtor"),
    "complaint": text("Complaint of the debtor"),
    "question": text("Question of the debtor"),
}
_RECEIVERS: Mapping[str, Text] = {
    "creditor": text("Payment of {amount} to the creditor"),
    "agency": text("Payment of {amount} to the collection agency"),
}


def happened(case: Case) -> tuple[HappenedFields, ...]:
    """Everything up to and including the letter's day, oldest first."""
    found = (*_letters(case), *_contacts(case), *_messages(case), *_payments(case), *_agreements(case))
    return tuple(sorted((each for each in found if each.on <= case.date), key=lambda each: each.on))


def _letters(case: Case) -> Iterator[HappenedFields]:
    for entry in case.dossier.history:
        if KINDS[entry.kind].to in ("debtor", "creditor"):
            details = tuple(_details(entry))
            yield HappenedFields(entry.sent_on, _WAYS[entry.channel], KINDS[entry.kind].title, details)


def _details(entry: HistoryEntry) -> Iterator[Text]:
    """What a letter asked, until when, with which costs, and what is known of its way."""
    if KINDS[entry.kind].to == "debtor":
        if entry.amount_asked:
            yield text("Asked: {amount}.", amount=entry.amount_asked)
        if entry.pay_by is not None:
            yield text("To be paid by {date}.", date=entry.pay_by)
        elif entry.term_days is not None:
            yield text("Term: {days} days.", days=entry.term_days)
        if entry.announced_costs:
            yield text("Collection costs that it announced: {amount}.", amount=entry.announced_costs)
        if entry.announced_vat:
            yield text("VAT on them: {amount}.", amount=entry.announced_vat)
        if entry.delivered_on is not None:
            yield text("Delivered on {date}.", date=entry.delivered_on)
    yield _SENDERS[entry.performed_by]


def _contacts(case: Case) -> Iterator[HappenedFields]:
    for each in case.dossier.contacts:
        said = text("{words}", words=each.summary)
        yield HappenedFields(each.on, _WAYS[each.channel], _SEEKERS[each.by], (said,))


def _messages(case: Case) -> Iterator[HappenedFields]:
    """What the debtor said, and the answer: the defence is to be told to a court."""
    for each in case.dossier.messages:
        how = _WAYS[each.channel] if each.channel is not None else None
        words = (each.summary, *each.answer)
        said = tuple(text("{words}", words=paragraph) for paragraph in words)
        yield HappenedFields(each.received_on, how, _MESSAGES[each.kind], said)


def _payments(case: Case) -> Iterator[HappenedFields]:
    for each in case.dossier.payments:
        what = text(_RECEIVERS[each.received_by].message, amount=each.amount)
        named = each.invoice_number
        details = (text("Named for invoice {number}.", number=named),) if named is not None else ()
        yield HappenedFields(each.received_on, None, what, details)


def _agreements(case: Case) -> Iterator[HappenedFields]:
    dossier, plan = case.dossier, case.dossier.payment_plan
    if dossier.handed_over_on is not None:
        yield HappenedFields(dossier.handed_over_on, None, text("Claim handed over to the collection agency"), ())
    if plan is not None:
        details = (text("{count} instalments, the first by {date}.", count=len(case.plan), date=plan.first_due_on),)
        yield HappenedFields(plan.agreed_on, None, text("Payment plan agreed"), details)
