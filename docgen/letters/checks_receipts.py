"""Findings about letters after a payment: its acknowledgement, and the end of the file."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.demands import ACKNOWLEDGEMENT
from docgen.dossier.plan_course import in_force
from docgen.errors import Finding
from docgen.law.amounts import ZERO, total
from docgen.letters.case import CLOSING, Case
from docgen.letters.findings import finding
from docgen.texts import text


def nothing_received(case: Case) -> Iterator[Finding]:
    """A payment that is acknowledged must have come in, and something must be left to pay (art. 6:48 BW)."""
    if case.kind.id != ACKNOWLEDGEMENT:
        return
    if case.received is None:
        yield finding(
            "nothing-received",
            "art. 6:48 BW",
            text("On the letter's date no payment was received, so there is none to acknowledge."),
            text("Add the payment to payments."),
            pointer="/dossier/payments",
            always=True,
        )
    elif case.account.total_due <= ZERO:
        yield finding(
            "nothing-left",
            "art. 6:48 BW",
            text("With this payment everything that is due is paid, so there is no rest to ask."),
            text("Use closing-debtor: it confirms the payment and closes the file."),
            pointer="/dossier/payments",
        )


def acknowledged_within_plan(case: Case) -> Iterator[Finding]:
    """Who keeps a payment plan is not asked for the whole rest (art. 6:38 BW)."""
    if case.kind.id == ACKNOWLEDGEMENT and in_force(case.dossier, case.date):
        yield finding(
            "acknowledged-within-plan",
            "art. 6:38 BW",
            text("A payment plan is in force; this letter would ask all that is left of it at once."),
            text("An instalment needs no acknowledgement. When one was missed, send instalment-reminder."),
            pointer="/dossier/payment_plan",
        )


def acknowledged_within_term(case: Case) -> Iterator[Finding]:
    """Within the term of a letter its acknowledgement of a payment gives no other term and asks no more than that
    letter did: who pays in time what a letter asked owes nothing more (art. 6:96 lid 6 BW; ECLI:NL:HR:2016:2704).
    """
    letter = case.term_of
    if letter is None:
        return
    if case.request.term_days is not None and not letter.flaws:
        yield finding(
            "acknowledged-within-term",
            "art. 6:96 lid 6 BW",
            text(
                "The term of the letter of {sent} runs until {date}. The acknowledgement may not give another one.",
                sent=letter.entry.sent_on,
                date=letter.last_day,
            ),
            text("Leave term_days out, or wait until that term is over."),
            pointer="/term_days",
        )
    paid = total(each.amount for each in case.account.payments if each.received_on > letter.entry.sent_on)
    asked = letter.entry.amount_asked
    if asked is not None and case.amount > asked - paid:
        yield finding(
            "asks-more-than-letter",
            "art. 6:96 lid 6 BW",
            text(
                "The letter of {sent} asked {asked} and its term still runs. After {paid} no more than the rest may be "
                "asked; this letter would ask {amount}.",
                sent=letter.entry.sent_on,
                asked=asked,
                paid=paid,
                amount=case.amount,
            ),
            text('Wait until that term is over, or leave out what it did not ask ("interest": "none").'),
            pointer=f"/dossier/history/{letter.place}/amount_asked",
        )


def closing_while_open(case: Case) -> Iterator[Finding]:
    """A file is closed as paid only when nothing is left: principal, interest, costs, and what is not due yet."""
    if case.kind.id != CLOSING:
        return
    later = total(each.open for each in case.account.not_yet_due)
    if case.account.total_due > ZERO:
        yield finding(
            "closing-while-open",
            "art. 6:48 BW",
            text(
                "{amount} is still open: principal {principal}, interest {interest}, collection costs {costs}.",
                amount=case.account.total_due,
                principal=case.account.principal,
                interest=case.account.interest.outstanding,
                costs=case.account.costs.outstanding,
            ),
            text(
                'Wait for the payment. Does the creditor waive interest or costs? Then use "interest": "none" or '
                '"costs": "none".'
            ),
            pointer="/dossier/payments",
        )
    elif later > ZERO:
        yield finding(
            "closing-while-open",
            "art. 6:48 BW",
            text("{amount} of invoices that are not due yet is still open.", amount=later),
            text("Take those invoices out, or close the file when they are paid."),
            pointer="/dossier/invoices",
        )


def closing_with_term(case: Case) -> Iterator[Finding]:
    """Where nothing is to be paid there is no term to pay in."""
    if case.kind.id == CLOSING and case.request.term_days is not None:
        yield finding(
            "closing-with-term",
            "art. 6:48 BW",
            text("This letter says that nothing is to be paid, so it gives no term."),
            text("Leave term_days out."),
            pointer="/term_days",
        )


def closing_with_link(case: Case) -> Iterator[Finding]:
    """A letter that says that nothing is to be paid comes from a file in which nothing can be paid any more."""
    if case.kind.id == CLOSING and case.dossier.payment.link is not None:
        yield finding(
            "closing-with-link",
            "art. 6:203 BW",
            text("The dossier still has a payment link, while nothing is to be paid. Who uses it pays too much."),
            text("End the link, and take it out of the dossier."),
            pointer="/dossier/payment/link",
        )
