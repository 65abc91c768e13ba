"""What to mark on a line of days: the events of a dossier, and the days on which the rate of interest changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from docgen.dossier.account import Account
from docgen.dossier.model import Dossier
from docgen.errors import RatesNotKnown
from docgen.law.amounts import ZERO, total
from docgen.letters.kinds import KINDS
from docgen.texts import Percent, Text, text

What = Literal["due", "sent", "payment", "handed-over", "plan", "lawful", "unlawful", "costs", "rate-change", "unknown"]


@dataclass(frozen=True)
class Mark:
    """A day that matters: what it is, and that in a sentence."""

    on: date
    what: What
    said: Text


def events(dossier: Dossier, first: date, last: date) -> Iterator[Mark]:
    """What the dossier says of the days from `first` to `last`: of each day one mark of a sort."""
    due: defaultdict[date, list[str]] = defaultdict(list)
    for invoice in dossier.invoices:
        due[invoice.due_on].append(invoice.number)
    received = defaultdict(list)
    for payment in dossier.payments:
        received[payment.received_on].append(payment.amount)
    found = [Mark(day, "due", _due(numbers)) for day, numbers in due.items()]
    found += [Mark(day, "payment", text("Received: {sum}", sum=total(sums))) for day, sums in received.items()]
    sent = dict.fromkeys((each.sent_on, each.kind) for each in dossier.history)
    found += [Mark(day, "sent", text("Sent: {letter}", letter=KINDS[kind].title)) for day, kind in sent]
    if dossier.handed_over_on is not None:
        found.append(Mark(dossier.handed_over_on, "handed-over", text("Handed over to the agency")))
    if dossier.payment_plan is not None:
        found.append(Mark(dossier.payment_plan.agreed_on, "plan", text("Payment plan agreed")))
    yield from (mark for mark in found if first <= mark.on <= last)


def rate_changes(accounts: Sequence[tuple[date, Account]]) -> Iterator[Mark]:
    """The days on which the rate changes of interest that runs in accounts, given in order with their days."""
    if not accounts:
        return
    (day, first), (last, _) = accounts[0], accounts[-1]
    terms = first.interest.terms
    if terms.type == "none" or all(account.interest.total == ZERO for _, account in accounts):
        return
    while True:
        try:
            change = terms.change_after(day)
        except RatesNotKnown:  # interest starts within the table, the days shown before it
            return
        if change is None or change > last:
            return
        rate = Percent(terms.percent_on(change))
        yield Mark(change, "rate-change", text("The interest rate changes to {rate} per year", rate=rate))
        day = change


def _due(numbers: Sequence[str]) -> Text:
    if len(numbers) == 1:
        return text("Last day to pay invoice {number}", number=numbers[0])
    return text("Last day to pay {count} invoices", count=len(numbers))
