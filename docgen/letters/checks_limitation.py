"""Findings about limitation (verjaring): claims that lapsed, or are about to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from docgen.errors import Finding
from docgen.law.rates import days_on
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.limitation import limitations
from docgen.texts import text


def claim_lapsed(case: Case) -> Iterator[Finding]:
    """A claim lapses after five years, a consumer purchase after two (art. 3:307, 3:308, 7:28, 3:317 BW)."""
    if not case.kind.demands and case.kind.to != "bailiff":
        return
    warn_days = timedelta(days=days_on("limitation_warning_days", case.date))
    for limitation in limitations(case):
        number, end, purchase_end = limitation.item.number, limitation.end, limitation.purchase_end
        place = case.dossier.invoices.index(limitation.item.invoice)
        if case.date >= end:
            yield finding(
                "claim-lapsed",
                "art. 3:307 BW",
                text("Invoice {number} lapsed by limitation on {date}.", number=number, date=end),
                text("Leave it out, or add to history the demand that interrupted the limitation."),
                pointer=f"/dossier/invoices/{place}",
            )
        elif case.date >= end - warn_days:
            yield finding(
                "claim-about-to-lapse",
                "art. 3:307 BW",
                text("Invoice {number} lapses by limitation on {date}.", number=number, date=end),
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
                    number=number,
                    date=purchase_end,
                ),
                text("Check what was bought. Other claims lapse after five years."),
                pointer=f"/dossier/invoices/{place}",
                severity="warning",
            )
