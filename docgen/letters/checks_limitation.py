"""Findings about limitation (verjaring): claims that lapsed, or are about to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from docgen.dossier.open_items import Item
from docgen.errors import Finding
from docgen.law.rates import days_on, number_on
from docgen.law.terms import ONE_DAY
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.texts import text

# A reminder is friendly and reserves no rights; these letters do (art. 3:317 BW).
_INTERRUPTS = ("wik-notice", "sommatie", "plan-lapse")


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


def claim_lapsed(case: Case) -> Iterator[Finding]:
    """A claim lapses after five years, a consumer purchase after two (art. 3:307, 3:308, 7:28, 3:317 BW)."""
    if not case.kind.demands:
        return
    warn_days = timedelta(days=days_on("limitation_warning_days", case.date))
    for line in case.account.claims:
        start = _last_interruption(case, line.item)
        end = start + relativedelta(years=int(number_on("limitation_years", case.date)))
        purchase_end = start + relativedelta(years=int(number_on("limitation_years_consumer_purchase", case.date)))
        place = case.dossier.invoices.index(line.item.invoice)
        if case.date >= end:
            yield finding(
                "claim-lapsed",
                "art. 3:307 BW",
                text("Invoice {number} lapsed by limitation on {date}.", number=line.item.number, date=end),
                text("Leave it out, or add to history the demand that interrupted the limitation."),
                pointer=f"/dossier/invoices/{place}",
            )
        elif case.date >= end - warn_days:
            yield finding(
                "claim-about-to-lapse",
                "art. 3:307 BW",
                text("Invoice {number} lapses by limitation on {date}.", number=line.item.number, date=end),
                text("Send a written demand that reserves the right to payment before that day (art. 3:317 BW)."),
                pointer=f"/dossier/invoices/{place}",
                severity="warning",
            )
        elif case.consumer and case.date >= purchase_end - warn_days:
            yield finding(
                "purchase-may-lapse",
                "art. 7:28 BW",
                text(
                    "If invoice {number} is a purchase of goods by a consumer, it lapses on {date}. Whether "
                    "it is one is not known.",
                    number=line.item.number,
                    date=purchase_end,
                ),
                text("Check what was bought. Other claims lapse after five years."),
                pointer=f"/dossier/invoices/{place}",
                severity="warning",
            )
