"""When a claim lapses (verjaring), as far as the dossier tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from docgen.dossier.open_items import Item
from docgen.law.rates import number_on
from docgen.law.terms import ONE_DAY
from docgen.letters.case import Case

# A reminder is friendly and reserves no rights; these letters do (art. 3:317 BW).
_INTERRUPTS = ("wik-notice", "sommatie", "plan-lapse")


@dataclass(frozen=True)
class Limitation:
    """The day on which the claim of an invoice lapses, and the earlier one if it is a purchase of goods by a consumer
    (art. 3:307, 3:308 and 7:28 BW).
    """

    item: Item
    end: date
    purchase_end: date


def limitations(case: Case) -> tuple[Limitation, ...]:
    """The limitation of every overdue invoice, by the tables of the letter's date."""
    years = int(number_on("limitation_years", case.date))
    purchase = int(number_on("limitation_years_consumer_purchase", case.date))
    starts = [(line.item, _last_interruption(case, line.item)) for line in case.account.claims]
    return tuple(
        Limitation(item, start + relativedelta(years=years), start + relativedelta(years=purchase))
        for item, start in starts
    )


def _last_interruption(case: Case, item: Item) -> date:
    """The day from which the limitation of a claim runs: the day after the due date, or the last demand, payment or
    plan.

    Who agrees on a plan acknowledges the debt (art. 3:318 BW).
    """
    starts = [item.invoice.due_on + ONE_DAY]
    plan = case.dossier.payment_plan
    if plan is not None and plan.agreed_on <= case.date:
        starts.append(plan.agreed_on + ONE_DAY)
    starts += [
        letter.entry.sent_on + ONE_DAY
        for letter in case.account.letters
        if letter.entry.kind in _INTERRUPTS and item.number in letter.covered
    ]
    starts += [
        payment.received_on + ONE_DAY
        for payment in case.dossier.payments
        if payment.received_on <= case.date and payment.invoice_number in (None, item.number)
    ]
    return max(starts)
