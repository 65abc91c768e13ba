"""Findings about the claim: what may be asked, how much and when. One function a rule; its docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.demands import ACKNOWLEDGEMENT, SentLetter
from docgen.errors import Finding
from docgen.law.amounts import ZERO
from docgen.law.rates import days_on
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.received import is_lawful_notice
from docgen.texts import text

_OVER_INVOICES = ("payment-reminder", "wik-notice")
_AFTER_A_PLAN_OR_PAYMENT = ("instalment-reminder", "plan-lapse", "payment-acknowledgement")


def nothing_overdue(case: Case) -> Iterator[Finding]:
    """A letter that demands payment needs something that is overdue and unpaid (art. 6:81 BW).

    A reminder and a notice need an open invoice; a sommatie may be about interest and costs alone. Letters about a plan
    or a payment have rules of their own that say so.
    """
    owed = min(case.amount, case.account.open_invoices) if case.kind.id in _OVER_INVOICES else case.amount
    if case.kind.demands and owed <= ZERO and case.kind.id not in _AFTER_A_PLAN_OR_PAYMENT:
        yield finding(
            "nothing-overdue",
            "art. 6:81 BW",
            text("On the letter's date nothing is overdue, so there is nothing to ask."),
            text("Wait until the day after a due date, or check the payments."),
            pointer="/dossier/invoices",
        )


def payment_after_letter(case: Case) -> Iterator[Finding]:
    """A letter that is dated before a payment we know of would ask for money that was paid."""
    for place, payment in enumerate(case.dossier.payments):
        if payment.received_on > case.date:
            yield finding(
                "payment-after-letter",
                "art. 6:27 BW",
                text(
                    "A payment was received on {received}, after the letter's date {date}.",
                    received=payment.received_on,
                    date=case.date,
                ),
                text("Give the letter a date on or after the last payment."),
                pointer=f"/dossier/payments/{place}/received_on",
            )


_FLAWS = {
    "channel": text("it was sent by SMS"),
    "default": text("it was sent before the debtor was late with every invoice in it"),
    "term": text("its term was too short or is not known"),
    "wording": text("its term did not start on the day after delivery, or its wording is not known"),
    "date": text("it printed a date that falls within the legal term"),
    "asked": text("it asked more than was owed on that day"),
    "amount-missing": text("it named no amount of collection costs"),
    "amount": text("it announced more collection costs than the law allows"),
    "vat": text("it announced VAT that may not be charged"),
    "before-scale": text("it was sent before the rules on this notice existed"),
}


def consumer_costs_not_due(case: Case) -> Iterator[Finding]:
    """A consumer owes collection costs only after a lawful notice whose term has lapsed (art. 6:96 lid 6 BW)."""
    if case.costs != "claimed" or not case.consumer or case.account.costs.due:
        return
    notices = [letter for letter in case.account.letters if letter.entry.kind == "wik-notice"]
    pointer = "/costs"
    if case.account.costs.due_from is not None:
        why = text(
            "The term of the notice is still running: costs are due from {date}.", date=case.account.costs.due_from
        )
    elif not notices:
        why = text("No fourteen-day notice was sent before this letter.")
    else:
        pointer = f"/dossier/history/{notices[-1].place}"
        flaws = tuple(_FLAWS[flaw] for flaw in notices[-1].flaws)
        why = text("The notice of {date} does not count: {flaws}.", date=notices[-1].entry.sent_on, flaws=flaws)
    yield finding(
        "consumer-costs-not-due",
        "art. 6:96 lid 6 BW",
        text("The consumer does not owe collection costs on this date. {why}", why=why),
        text('Send a lawful notice first and wait for its term, or make this letter with "costs": "none".'),
        pointer=pointer,
    )


def business_costs_not_due(case: Case) -> Iterator[Finding]:
    """Before a first notice or hand-over a business owes the legal minimum at most (art. 6:96 lid 2 c, lid 4 BW)."""
    if case.costs != "claimed" or case.consumer:
        return
    costs = case.account.costs
    if any(line.reason == "trade-minimum" for line in costs.costs.lines):
        yield finding(
            "trade-minimum-only",
            "art. 6:96 lid 4 BW",
            text(
                "The full collection costs are not due yet. At most {amount} may be asked now, and that is what the "
                "letter asks.",
                amount=costs.costs.total,
            ),
            text("For the full costs, wait for the term of a first notice, or fill in handed_over_on."),
            pointer="/costs",
            severity="warning",
        )
    elif not costs.due:
        yield finding(
            "business-costs-not-due",
            "art. 6:96 lid 2 c BW",
            text("Nothing was done yet to collect this claim, so no collection costs are due."),
            text('Add the earlier notice to history, fill in handed_over_on, or use "costs": "none".'),
            pointer="/costs",
        )


def term_too_short(case: Case) -> Iterator[Finding]:
    """A consumer has at least fourteen days from the day after delivery (art. 6:96 lid 6 BW)."""
    if not case.consumer_notice or case.term_days is None:
        return
    shortest = days_on("consumer_notice_days", case.date)
    if case.term_days < shortest:
        yield finding(
            "term-too-short",
            "art. 6:96 lid 6 BW",
            text(
                "The notice gives {days} days; a consumer must have at least {shortest}.",
                days=case.term_days,
                shortest=shortest,
            ),
            text("Leave term_days out, or make it {shortest} or more.", shortest=shortest),
            pointer="/term_days",
            always=True,
        )


def notice_before_default(case: Case) -> Iterator[Finding]:
    """A notice to a consumer may only be sent once the debtor is late with everything in it (art.

    6:96 lid 6, 6:82 BW).
    """
    if not case.consumer_notice:
        return
    early = tuple(
        line.item.number for line in case.account.open_claims if line.late_since is None or line.late_since > case.date
    )
    if early:
        yield finding(
            "notice-before-default",
            "art. 6:82 BW",
            text(
                "For {numbers} no payment term was agreed and no letter with a term has lapsed, so the debtor "
                "is not late yet.",
                numbers=early,
            ),
            text("Send a payment reminder with a term first and wait for its end."),
            pointer="/dossier/invoices",
        )


def notice_within_earlier_term(case: Case) -> Iterator[Finding]:
    """A notice to a consumer waits until the last day that an earlier letter printed is over: two last days confuse
    about the term (art. 6:96 lid 6 BW; ECLI:NL:HR:2016:2704).
    """
    running = running_terms(case)
    if running:
        last = max(running, key=lambda letter: letter.entry.pay_by or case.date)
        yield finding(
            "notice-within-earlier-term",
            "art. 6:96 lid 6 BW",
            text(
                "The letter of {sent} lets the debtor pay until {date}. A notice before that day is over would give a "
                "second term beside it.",
                sent=last.entry.sent_on,
                date=last.entry.pay_by,
            ),
            text("Wait until the day after that date."),
            pointer=f"/dossier/history/{last.place}/pay_by",
        )


def running_terms(case: Case) -> tuple[SentLetter, ...]:
    """The earlier letters whose printed last day still lies ahead of a notice to a consumer, or is its own day."""
    if not case.consumer_notice:
        return ()
    return tuple(
        letter
        for letter in case.account.letters
        if letter.entry.pay_by is not None and letter.entry.sent_on < case.date <= letter.entry.pay_by
    )


def notice_announces_costs(case: Case) -> Iterator[Finding]:
    """A notice to a consumer names the exact costs that follow, and asks none yet (art. 6:96 lid 6 BW).

    No other letter announces: it claims costs or it names none. Only a payment within the notice's term is acknowledged
    with the costs that then follow over the rest.
    """
    again = case.kind.id == ACKNOWLEDGEMENT and is_lawful_notice(case.term_of, case.dossier)
    wrong = case.costs == "announced" and case.kind.id not in ("wik-notice", "payment-reminder") and not again
    if case.kind.id == "wik-notice":
        unnamed = case.account.costs.costs.total <= ZERO < case.account.open_invoices
        wrong = case.costs == "claimed" or (case.consumer and (case.costs == "none" or unnamed))
    if wrong:
        yield finding(
            "notice-announces-costs",
            "art. 6:96 lid 6 BW",
            text(
                "A final notice announces the collection costs that follow; it does not claim them and does not leave "
                "them out. No other letter announces them."
            ),
            text('Use "costs": "announced" in a final notice, and only there. Towards a consumer it is a must.'),
            pointer="/costs",
        )


def notice_by_sms(case: Case) -> Iterator[Finding]:
    """An SMS never replaces the notice: it cannot hold what the law asks (art. 6:96 lid 6 BW)."""
    if case.kind.id == "wik-notice" and case.channel == "sms":
        yield finding(
            "notice-by-sms",
            "art. 6:96 lid 6 BW",
            text("A final notice cannot go by SMS."),
            text("Send it by post or by e-mail."),
            pointer="/channel",
        )


def reminder_is_free(case: Case) -> Iterator[Finding]:
    """A payment reminder names no interest and no costs, under any name (art. 6:96 lid 5, 6 BW)."""
    if case.kind.id == "payment-reminder" and (case.costs != "none" or case.interest):
        yield finding(
            "reminder-is-free",
            "art. 6:96 BW",
            text("A payment reminder asks the open invoices only: no interest and no costs."),
            text('Use "costs": "none" and "interest": "none", or choose another kind of letter.'),
            pointer="/costs" if case.costs != "none" else "/interest",
        )


def white_label_reminder_by_agency(case: Case) -> Iterator[Finding]:
    """An agency may not hide towards a natural person (Wki art. 11), and a white-label reminder may not name it."""
    if case.kind.id == "payment-reminder" and case.branding == "creditor" and case.wki:
        yield finding(
            "white-label-reminder-by-agency",
            "art. 11 Wki",
            text("An agency may not send a reminder in the creditor's name to a natural person."),
            text('Let the creditor perform it ("performed_by": "creditor"), or use the agency\'s letterhead.'),
            pointer="/performed_by",
        )


def payee_must_be_creditor(case: Case) -> Iterator[Finding]:
    """A reminder and a notice ask payment to the creditor: no third-party account may stand in them yet, nor in what is
    written within their term.
    """
    within = case.term_of is not None and case.term_of.entry.kind in _OVER_INVOICES
    if (case.kind.id in _OVER_INVOICES or within) and case.dossier.payment.pay_to == "agency":
        yield finding(
            "payee-must-be-creditor",
            "art. 6:96 lid 6 BW",
            text("A reminder and a final notice are paid to the creditor's account, not to the agency's."),
            text('Use "pay_to": "creditor" for this letter.'),
            pointer="/dossier/payment/pay_to",
        )
