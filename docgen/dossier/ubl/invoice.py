"""The invoice or credit note itself: number, days, amount, what it was for and what it rests on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docgen.dossier.leaves import LINE_LENGTH
from docgen.dossier.model import Agreement, Invoice
from docgen.dossier.ubl.leaf import fault_of, fill, fill_value
from docgen.dossier.ubl.nodes import ZERO, Node
from docgen.dossier.ubl.payment import fill_due_day
from docgen.dossier.ubl.sums import payable, vat_within
from docgen.texts import text


def invoice_of(root: Node) -> dict[str, Any]:
    """The invoice as the dossier has it; a credit note has a negative amount, and names what it credits."""
    found: dict[str, Any] = {}
    _need(found, "number", root, "cbc:ID")
    _need(found, "issued_on", root, "cbc:IssueDate")
    fill_due_day(found, root)
    amount = payable(root)
    if amount is not None:
        _fill_amount(found, root, amount)
    _fill_description(found, root)
    _fill_ground(found, root)
    return found


def _need(found: dict[str, Any], name: str, root: Node, path: str) -> None:
    node = root.one(path)
    if node is None or not node.words:
        root.notes.refuse(f"{root.place}/{path}", text("This is missing. Ask the sender for a sound invoice."))
    elif (fault := fault_of(Invoice, name, node.words)) is not None:
        node.refuse(fault)
    else:
        found[name] = node.words


def _fill_amount(found: dict[str, Any], root: Node, amount: Decimal) -> None:
    is_note = root.place == "/CreditNote"
    place = f"{root.place}/cac:LegalMonetaryTotal/cbc:PayableAmount"
    if amount == ZERO:
        root.notes.refuse(place, text("There is nothing to pay, so there is nothing to collect."))
        return
    if is_note and amount < ZERO:
        root.notes.refuse(place, text("A credit note of less than nothing is not understood. Fill it in by hand."))
        return
    vat = vat_within(root)
    if is_note:
        amount, vat = -amount, -vat if vat else vat
    found["amount"] = str(amount)
    if vat is not None and abs(vat) < abs(amount):
        found["vat"] = str(vat)
    if amount < ZERO:
        _fill_credited(found, root)


def _fill_credited(found: dict[str, Any], root: Node) -> None:
    named = [each for each in root.every("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") if each.words]
    if not named:
        said = text("It does not say which invoice it credits. Without one the dossier's oldest invoice is lowered.")
        root.notes.remark("/invoices/0/credits", said, root.place)
    elif len({each.words for each in named}) > 1:
        named[1].refuse(text("It credits several invoices. Fill in by hand how much goes off which."))
    elif named[0].words == found.get("number"):
        named[0].refuse(text("It has the same number as the invoice that it credits. Fill it in under another number."))
    else:
        fill(found, "/invoices/0", Invoice, "credits", named[0])


def _fill_description(found: dict[str, Any], root: Node) -> None:
    """What was sold, by the names on the lines."""
    line = "cac:CreditNoteLine" if root.place == "/CreditNote" else "cac:InvoiceLine"
    names = list(dict.fromkeys(each.words for each in root.every(f"{line}/cac:Item/cbc:Name") if each.words))
    words = ", ".join(names)
    if len(words) <= LINE_LENGTH and names:
        fill_value(found, "/invoices/0", Invoice, "description", root, words)
    elif names:
        said = text("Its lines are too many for one description. Fill in shortly what it was for.")
        root.notes.remark("/invoices/0/description", said, f"{root.place}/{line}")


def _fill_ground(found: dict[str, Any], root: Node) -> None:
    """The order, or else the contract, that it rests on; and the contract whose instalment it may be."""
    order, contracts = root.one("cac:OrderReference"), [*root.all("cac:ContractDocumentReference")]
    contract = contracts[0] if len(contracts) == 1 else None
    agreement: dict[str, Any] = {}
    for ground in (order, contract):
        if ground is not None and not agreement and ground.said("cbc:ID") not in ("", "NA"):  # Peppol's "no number"
            fill(agreement, "/invoices/0/agreement", Agreement, "reference", ground.one("cbc:ID"))
            fill(agreement, "/invoices/0/agreement", Agreement, "date", ground.one("cbc:IssueDate"))
    if agreement:
        found["agreement"] = agreement
    if contract is not None:
        fill(found, "/invoices/0", Invoice, "contract", contract.one("cbc:ID"))
