"""What a letter about a new claim tells its creditor: the checks that passed, those that did not, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from docgen.dossier.intake import MissingItem
from docgen.law.rates import days_on
from docgen.letters.case import Case
from docgen.letters.creditor_fields import IntakeFields
from docgen.letters.limitation import limitations
from docgen.letters.process import lawful_notices
from docgen.letters.situations import situations
from docgen.texts import Text, text

ABOUT_INTAKE = ("claim-receipt", "intake-incomplete")

_CHECKED: Mapping[str, Text] = {
    "papers": text("The papers that you sent agree with the claim."),
    "address": text("The address of your customer is right."),
    "trade-register": text("Your customer stands in the trade register."),
    "insolvency-register": text("Your customer does not stand in the insolvency register."),
    "guardianship-register": text("Your customer does not stand in the register of bewind and curatele."),
    "means": text("We see no sign that your customer cannot pay."),
}
_MISSING: Mapping[str, Text] = {
    "invoice": text("a copy of the invoice"),
    "agreement": text("the agreement, the order or the offer that your customer accepted"),
    "terms": text("your general terms, and how your customer got them"),
    "delivery": text("proof that you delivered"),
    "reminder": text("the reminders that you sent, with their dates"),
    "notice": text("the fourteen-day notice that you sent, with its date"),
    "correspondence": text("the letters and e-mails between you and your customer"),
    "payments": text("an overview of what your customer paid"),
    "debtor-address": text("the right address of your customer"),
    "debtor-details": text("the full name of your customer, and of a business its KvK number"),
    "authority": text("your signed instruction to collect"),
    "vat-position": text("whether you can reclaim VAT"),
    "account": text("the account number that we may transfer to, and the name that your bank has on it"),
}


def intake_fields(case: Case) -> IntakeFields | None:
    """The intake, in the letters that are about it."""
    if case.kind.id not in ABOUT_INTAKE:
        return None
    intake = case.dossier.intake
    return IntakeFields(
        received_on=received_on(case),
        checks=(*_passed(case), *(_CHECKED[each] for each in (intake.checks if intake else ()))),
        concerns=tuple(_concerns(case)),
        missing=tuple(map(_missing, intake.missing if intake else ())),
        reply_by=intake.reply_by if intake else None,
        expected_days=intake.expected_days if intake else None,
    )


def received_on(case: Case) -> date | None:
    """The day on which the instruction to collect came in, when it is known."""
    intake = case.dossier.intake
    return intake.received_on if intake and intake.received_on else case.dossier.handed_over_on


def _passed(case: Case) -> Iterator[Text]:
    """What the dossier itself shows to be in order."""
    if case.account.claims and not case.account.not_yet_due:
        yield text("The payment term of every invoice is over.")
    if all(each.end > case.date for each in limitations(case)):
        yield text("No invoice has lapsed (verjaring).")
    notices = lawful_notices(case.account.letters)
    if case.consumer and notices:
        yield text(
            "The fourteen-day notice of {date} is right. Its term ends on {last}.",
            date=notices[-1].entry.sent_on,
            last=notices[-1].last_day,
        )


def _concerns(case: Case) -> Iterator[Text]:
    """What the dossier itself shows not to be in order, with what it means."""
    for each in case.account.not_yet_due:
        yield text(
            "Invoice {number} may still be paid until {date}. We do not ask for it yet.",
            number=each.invoice_number,
            date=each.due_on,
        )
    warned = timedelta(days=days_on("limitation_warning_days", case.date))
    for limitation in limitations(case):
        if limitation.end <= case.date:
            yield text(
                "Invoice {number} lapsed by limitation (verjaring) on {date}, as far as we can see. Your customer need "
                "not pay it then.",
                number=limitation.item.number,
                date=limitation.end,
            )
        elif limitation.end <= case.date + warned:
            yield text(
                "Invoice {number} lapses by limitation (verjaring) on {date}, as far as we can see.",
                number=limitation.item.number,
                date=limitation.end,
            )
        elif case.consumer and limitation.purchase_end <= case.date + warned:
            yield text(
                "If invoice {number} is for goods, its limitation (verjaring) is on {date}. Tell us if it is.",
                number=limitation.item.number,
                date=limitation.purchase_end,
            )
    if case.consumer and case.dossier.collection_costs.type != "none" and not lawful_notices(case.account.letters):
        yield text("There is no right fourteen-day notice yet. Without it your customer need not pay collection costs.")
    terms = case.dossier.terms
    if case.consumer and "deviates" in (terms.costs_clause, terms.interest_clause):
        yield text("Your general terms deviate from the law. A court can then refuse collection costs and interest.")
    if not case.dossier.debtor.natural_person_known:
        yield text("We do not know the legal form of your customer. Until we do, we treat it as a natural person.")
    for situation in situations(case):
        yield situation.what


def _missing(item: MissingItem) -> Text:
    """What is missing, with its invoice and what exactly is needed."""
    what = _MISSING.get(item.what)
    note = text("{note}", note=item.note) if item.note else None
    if what is None:
        what, note = note or text("other papers"), None
    if note is not None:
        what = text("{what}: {note}", what=what, note=note)
    if item.invoice_number is not None:
        what = text("{what} (invoice {number})", what=what, number=item.invoice_number)
    return what
