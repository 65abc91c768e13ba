"""Fields of letters to the creditor that hold money, and the end of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.letters.documented import doc
from docgen.texts import Percent, Text


@dataclass(frozen=True)
class ReceiptFields:
    """A payment that the agency received from the debtor, and what it was used for (art. 6:44 BW)."""

    received_on: date = doc("Day it was received.", date(2026, 11, 9))
    amount: Decimal = doc("The whole of it.", Decimal("150.00"), "settlement/received/{n}", "money/received/{n}")
    principal: Decimal = doc(
        "Part for the invoices.", Decimal("74.37"), "settlement/received/{n}/principal", "money/received/{n}/principal"
    )
    interest: Decimal = doc(
        "Part for interest.", Decimal("3.63"), "settlement/received/{n}/interest", "money/received/{n}/interest"
    )
    costs: Decimal = doc(
        "Part for collection costs.", Decimal("72.00"), "settlement/received/{n}/costs", "money/received/{n}/costs"
    )
    overpaid: Decimal = doc(
        "Part that was paid too much.",
        Decimal("0.00"),
        "settlement/received/{n}/overpaid",
        "money/received/{n}/overpaid",
    )


@dataclass(frozen=True)
class TransferFields:
    """A transfer of the agency to the creditor."""

    paid_on: date = doc("Day of the transfer.", date(2026, 11, 9))
    reference: str | None = doc("Reference of the transfer.", "UB-2026-1044")
    amount: Decimal = doc("Amount.", Decimal("150.00"), "settlement/remitted/{n}", "money/remitted/{n}")


@dataclass(frozen=True)
class MoneyFields:
    """Money of the debtor that went through the agency, as far as the letter tells of it."""

    receipts: tuple[ReceiptFields, ...] = doc("What came in, oldest first.")
    transfers: tuple[TransferFields, ...] = doc("What was passed on, oldest first.")
    account: str = doc(
        "The creditor's account, of which the middle cannot be read.",
        "NL91 \N{BULLET}\N{BULLET}\N{BULLET}\N{BULLET} 00",
    )
    last_transfer: date | None = doc("Day of the last transfer.", date(2026, 11, 9))
    received: Decimal = doc("Sum of what came in.", Decimal("150.00"), "money/received")
    remitted: Decimal = doc("Sum of what was passed on.", Decimal("150.00"), "money/remitted")
    kept: Decimal = doc("What stays with the agency, when it was settled.", Decimal("0.00"), "money/kept")
    held: Decimal = doc("What the agency still holds besides.", Decimal("0.00"), "money/held")


@dataclass(frozen=True)
class ClosingFields:
    """The end of a file."""

    reason: Text = doc("Why, in whole sentences.", "Uw klant heeft alles betaald.")
    closed_on: date = doc("Day on which it was closed.", date(2026, 12, 1))
    returned: bool = doc("True when the creditor gets its papers back.", False)
    kept_until: date = doc("Until when the agency keeps its file at least.", date(2028, 12, 1))
    limitation: tuple[Text, ...] = doc(
        "When each open invoice lapses, a sentence each.", ("Factuur F2026-101 verjaart op 1 september 2031.",)
    )
    fee: Text | None = doc("What the creditor pays the agency, when known.", "U betaalt ons niets.")


@dataclass(frozen=True)
class SettlementFields:
    """The settlement of creditor and agency; as soon as there is a fee it is an invoice too."""

    start: date = doc("Day on which the agency took the claim over.", date(2026, 9, 20))
    result: Text = doc("How the case ended, a whole sentence.", "Uw klant heeft een deel betaald.")
    how: tuple[Text, ...] = doc("How the fee was reckoned, a sentence each.", ("Afgesproken is 12,5% van € 200,00.",))
    is_invoice: bool = doc("True when the statement is an invoice.", True)
    invoice_number: str | None = doc("Number of the invoice.", "AF-2026-0317")
    agency_vat: str | None = doc("VAT number of the agency.", "NL812345678B01")
    creditor_vat: str | None = doc("VAT number of the creditor, when known.", "NL001234122B01")
    vat_rate: Percent = doc("VAT percentage.", Percent(Decimal("21")))
    pay_by: date | None = doc("Last day to pay, when something is to be paid.", date(2026, 12, 31))
    account: str = doc(
        "The creditor's account, of which the middle cannot be read.",
        "NL91 \N{BULLET}\N{BULLET}\N{BULLET}\N{BULLET} 00",
    )
    receipts: tuple[ReceiptFields, ...] = doc("What came in, oldest first.")
    transfers: tuple[TransferFields, ...] = doc("What was passed on, oldest first.")
    received: Decimal = doc("Sum of what came in.", Decimal("200.00"), "settlement/received")
    direct: Decimal = doc("What the debtor paid to the creditor itself.", Decimal("0.00"), "settlement/direct")
    remitted: Decimal = doc("Sum of what was passed on.", Decimal("200.00"), "settlement/remitted")
    to_remit: Decimal = doc("What is still passed on.", Decimal("0.00"), "settlement/to-remit")
    to_refund: Decimal = doc("What goes back to the debtor.", Decimal("0.00"), "settlement/to-refund")
    costs_kept: Decimal = doc(
        "Collection costs that the debtor paid, which stay with the agency.", Decimal("0.00"), "settlement/costs-kept"
    )
    kept: Decimal = doc("What stays with the agency of what came in.", Decimal("0.00"), "settlement/kept")
    set_off: Decimal = doc("What was taken of the fee out of what came in.", Decimal("0.00"), "settlement/set-off")
    fee: Decimal = doc("Fee without VAT.", Decimal("25.00"), "settlement/fee/excl-vat")
    vat: Decimal = doc("VAT on the fee.", Decimal("5.25"), "settlement/fee/vat")
    fee_total: Decimal = doc("Fee with VAT.", Decimal("30.25"), "settlement/fee")
    asked: Decimal = doc("What the creditor still has to pay.", Decimal("30.25"), "settlement/asked")
    open_principal: Decimal = doc("Open invoices at the debtor.", Decimal("280.00"), "settlement/open/principal")
    open_interest: Decimal = doc("Open interest at the debtor.", Decimal("1.10"), "settlement/open/interest")
    open_costs: Decimal = doc("Open collection costs at the debtor.", Decimal("0.00"), "settlement/open/costs")
    open: Decimal = doc("All that is open at the debtor.", Decimal("281.10"), "settlement/open")
