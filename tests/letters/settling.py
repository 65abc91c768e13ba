"""Dossiers to settle: one invoice of 1000.00 of a company, taken over on 1 October 2026, without interest.

The collection costs, 150.00, are due from the hand-over on, so a payment goes to those first (art. 6:44 BW).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.dossier.model import Dossier
from docgen.letters.settlement import Settlement, settlement_of
from tests.dossier.building import AGENCY, Data, dossier, payment
from tests.letters.processes import shipped

ON = date(2026, 11, 21)
BANDS = [{"up_to": "500.00", "amount": "35.00"}, {"up_to": "2500.00", "amount": "60.00"}, {"amount": "95.00"}]
WEB = "ecommerce-60-days"
PRE = "precollection-in-creditors-name"
FRIENDLY = "friendly-same-day"
AGREED: dict[str, Data] = {WEB: {"commission": "12.5"}, PRE: {"base_fee": BANDS}, FRIENDLY: {}}


def paid(amount: str, day: str = "2026-10-15", by: str = "agency") -> Data:
    """A payment that the agency received, or the creditor."""
    return payment(day, amount) | {"received_by": by}


def passed_on(amount: str, day: str = "2026-10-15") -> Data:
    """A transfer to the creditor."""
    return {"paid_on": day, "amount": amount}


def case(profile: str, *payments: Data, agreed: Data | None = None, **more: Any) -> Dossier:
    """A dossier with these payments, settled by a shipped profile."""
    invoices = more.pop("invoices", ())
    return dossier(
        *invoices,
        business=True,
        **{
            "agency": AGENCY | {"vat_number": "NL004495445B01"},
            "interest": {"type": "none"},
            "handed_over_on": "2026-10-01",
            "payments": list(payments),
            "settlement": {"profile": profile, **AGREED.get(profile, {}), **(agreed or {})},
            **more,
        },
    )


def settled(profile: str, *payments: Data, on: date = ON, **more: Any) -> Settlement:
    """The settlement of such a dossier."""
    return settlement_of(case(profile, *payments, **more), shipped(profile), on)
