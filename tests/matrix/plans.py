"""What the dossiers of letters about a plan, a payment and the end of a file have instead of what all have in the matrix."""

from __future__ import annotations

from typing import Any

PLAN: dict[str, Any] = {
    "agreed_on": "2026-10-15", "agreed_with": "S. Bakker", "channel": "telefoon", "instalment_count": 4,
    "first_due_on": "2026-11-01",
}  # fmt: skip
PAID_BEFORE = {"received_on": "2026-09-03", "amount": "100.00", "invoice_number": "F-301"}
CONFIRMED = {"kind": "payment-plan-confirmation", "sent_on": "2026-10-15", "performed_by": "agency"}
# By post: received on Thursday 5 November, so that its seven days are over on the 12th.
REMINDED = {"kind": "instalment-reminder", "sent_on": "2026-11-03", "performed_by": "agency", "instalment_number": 1}

# The dossier of a kind, and what its history has besides.
DOSSIERS: dict[str, tuple[dict[str, Any], tuple[dict[str, Any], ...]]] = {
    "instalment-reminder": ({"payment_plan": PLAN}, (CONFIRMED,)),
    "plan-lapse": (
        {"payment_plan": PLAN, "payments": [PAID_BEFORE, {"received_on": "2026-11-10", "amount": "50.00"}]},
        (CONFIRMED, REMINDED),
    ),
    "payment-acknowledgement": (
        {"payment_plan": None, "payments": [PAID_BEFORE, {"received_on": "2026-11-17", "amount": "300.00"}]},
        (),
    ),
    "closing-debtor": (
        {"payment_plan": None, "payments": [PAID_BEFORE, {"received_on": "2026-11-17", "amount": "2000.00"}]},
        (),
    ),
}
