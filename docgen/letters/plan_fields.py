"""The fields about a payment plan as it stands, and about the payment that a letter is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.letters.documented import doc
from docgen.texts import Text


@dataclass(frozen=True)
class StandingFields:
    """How the payment plan stands: the instalment that the letter is about, and the whole."""

    agreed_on: date = doc("Day the plan was agreed.", date(2026, 11, 20))
    count: int = doc("How many instalments the plan has.", 6)
    number: int = doc("Number of the instalment: the oldest that is not paid in full.", 2)
    due_on: date = doc("Last day of the instalment.", date(2027, 1, 1))
    missed: bool = doc("True when that day is over.", True)
    amount: Decimal = doc(
        "What was agreed for the instalment.", Decimal("222.17"), "instalment/amount", "missed-instalment/amount"
    )
    paid: Decimal = doc("What was paid of it.", Decimal("0.00"), "instalment/paid", "missed-instalment/paid")
    open: Decimal = doc("What is left of it.", Decimal("222.17"), "instalment", "missed-instalment")
    total: Decimal = doc("Sum of all instalments.", Decimal("1333.00"), "plan-left/total")
    received: Decimal = doc("What was paid of the plan.", Decimal("222.17"), "plan-left/received")
    left: Decimal = doc("What is left of the plan.", Decimal("1110.83"), "plan-left")
    reminded_on: date | None = doc("Day of the last reminder of the missed instalment.", date(2027, 1, 5))
    lapse_days: int = doc("Days after the receipt of a reminder before the plan lapses.", 7)
    interest_stopped: bool = doc("True when no interest runs during the plan.", True)


@dataclass(frozen=True)
class ReceivedFields:
    """The last payment, or all payments of its day, and what it was used for (art. 6:44 BW)."""

    received_on: date = doc("Day it was received.", date(2026, 11, 20))
    amount: Decimal = doc("Amount.", Decimal("100.00"), "received")
    to_costs: Decimal = doc("Part used for collection costs.", Decimal("40.00"), "received/costs")
    to_interest: Decimal = doc("Part used for interest.", Decimal("3.12"), "received/interest")
    to_principal: Decimal = doc("Part used for the invoices.", Decimal("56.88"), "received/principal")
    to_not_due: Decimal = doc("Part used for invoices that are not due yet.", Decimal("0.00"), "received/not-due")
    how: Text = doc("Why it was used so, as one or two sentences.")
