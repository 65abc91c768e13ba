"""The payment that a letter is about: what came in last, what it was used for, and in the term of which letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from docgen.dossier.account import Account, account
from docgen.dossier.demands import SentLetter, sent_letters
from docgen.dossier.model import Dossier
from docgen.law.amounts import ZERO, total
from docgen.law.imputation import Imputed
from docgen.law.terms import ONE_DAY
from docgen.texts import Text, text


@dataclass(frozen=True)
class Received:
    """All that came in on the last day on which something did. `not_due`: what of it went to invoices that were not due
    yet; `named`: the invoices that the debtor named with it.
    """

    on: date
    payments: tuple[Imputed, ...]
    not_due: Decimal
    named: tuple[str, ...]


def last_received(dossier: Dossier, current: Account) -> Received | None:
    """What came in last, up to and including the day of the account; None when nothing did."""
    known = [payment for payment in dossier.payments if payment.received_on <= current.as_of]
    if not known:
        return None
    day = max(payment.received_on for payment in known)
    of_day = [payment for payment in known if payment.received_on == day]
    imputed = tuple(each for each in current.payments if each.received_on == day)
    not_due = total(each.amount for each in of_day) - total(each.amount for each in imputed)
    named = tuple(dict.fromkeys(each.invoice_number for each in of_day if each.invoice_number))
    return Received(day, imputed, not_due, named)


def how_used(received: Received) -> Text:
    """Why the payment was used so: it came in time, the debtor named an invoice, or the law's order (6:43, 6:44 BW)."""
    other = any(each.to_costs or each.to_interest for each in received.payments)
    order = text(
        "The law sets the order: first the collection costs that are due, then the interest and then the invoices "
        "(art. 6:44 BW)."
    )
    if received.payments and not other and all(each.in_time for each in received.payments):
        return text(
            "Your payment came within the term of a letter that asked only the invoices. That is why all of it goes "
            "to the invoices."
        )
    if received.named:
        first = text(
            "You named {numbers} with your payment. That is why it goes there first (art. 6:43 BW).",
            numbers=received.named,
        )
        return text("{first} {order}", first=first, order=order) if other else first
    return order if other else text("All of it goes to the invoices.")


def running_letter(dossier: Dossier, on: date) -> SentLetter | None:
    """The last letter whose term still runs on a day, a notice that does not count too: who pays in time what it asked
    owes nothing more all the same.
    """
    letters = [each for each in sent_letters(dossier, on) if each.in_term(on)]
    return max(letters, key=lambda each: each.entry.sent_on, default=None)


def is_lawful_notice(letter: SentLetter | None, dossier: Dossier) -> bool:
    """Is it a notice to a consumer that makes costs due after its term?"""
    if letter is None or dossier.debtor.type != "consumer":
        return False
    return letter.entry.kind == "wik-notice" and not letter.flaws


def last_day_given(letters: Sequence[SentLetter], on: date) -> date:
    """The last day that any letter still gives, one that does not count too; `on` itself when none does."""
    return max((each.last_day for each in letters if each.in_term(on)), default=on)


def with_costs_to_come(dossier: Dossier, current: Account, letter: SentLetter) -> Account:
    """The account with the costs that follow after the term of a notice when nothing more is paid: over what is then
    left (ECLI:NL:HR:2016:2704), never above what it announced. They are not due, so no amount that is has them in it.
    """
    then = account(dossier, letter.last_day + ONE_DAY, interest=False, costs="claimed").costs
    return replace(current, costs=replace(then, due=False, outstanding=ZERO))
