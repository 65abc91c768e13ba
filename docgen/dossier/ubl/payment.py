"""How an e-invoice wants to be paid: until when, to which account, under which reference."""

from __future__ import annotations

from typing import Any

from docgen.dossier.model import Creditor, Invoice, PaymentDetails
from docgen.dossier.ubl.leaf import fault_of, fill, fill_value
from docgen.dossier.ubl.nodes import Node
from docgen.texts import text

_DIRECT_DEBIT = ("49", "59")  # UNCL4461
_DUE = ("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate", "cac:PaymentTerms/cbc:PaymentDueDate")


def fill_due_day(invoice: dict[str, Any], root: Node) -> None:
    """The due day, which is never worked out from words: it is asked for where the invoice does not say it."""
    found = [each for path in _DUE for each in root.every(path) if each.words]
    if root.place == "/CreditNote" and "issued_on" in invoice:
        # Nothing runs from the day of a credit note: it lowers an invoice from that invoice's own due day.
        invoice["due_on"] = invoice["issued_on"]
        return
    days = {each.words for each in found}
    if len(days) > 1:
        said = text("The invoice names several due dates. Fill in by hand from which day the debtor is late.")
        root.notes.refuse(found[-1].place, said)
        return
    if not found:
        words = [*root.every("cac:PaymentTerms/cbc:Note")]
        root.notes.remark(
            "/invoices/0/due_on",
            text("The invoice has no due date, only words about its term. Read them, and fill in the last day to pay.")
            if words
            else text("The invoice has no due date. Fill in the last day of the term that was agreed."),
            words[0].place if words else root.place,
        )
        return
    fault = fault_of(Invoice, "due_on", found[0].words)
    if fault is not None:
        found[0].refuse(fault)
    elif found[0].words < invoice.get("issued_on", ""):
        found[0].refuse(text("The due date lies before the date of the invoice. Ask the sender which is right."))
    else:
        invoice["due_on"] = found[0].words


def fill_account(creditor: dict[str, Any], root: Node) -> None:
    """The one account that the invoice names; several, or none that is an IBAN, are left to the reader."""
    for code in root.every("cac:PaymentMeans/cbc:PaymentMeansCode"):
        if code.words in _DIRECT_DEBIT:
            said = text("The invoice was to be collected by direct debit. Make sure that this failed.")
            root.notes.remark("/invoices/0", said, code.place)
    accounts = [each for each in root.every("cac:PaymentMeans/cac:PayeeFinancialAccount") if each.said("cbc:ID")]
    numbers = {each.said("cbc:ID").replace(" ", "").upper() for each in accounts}
    if len(numbers) > 1:
        said = text("The invoice names several accounts. Fill in the one that is to be paid.")
        root.notes.remark("/creditor/iban", said, accounts[0].place)
        return
    if not accounts:
        return
    account = accounts[0]
    fill(creditor, "/creditor", Creditor, "iban", account.one("cbc:ID"))
    if "iban" not in creditor:
        return
    fill(creditor, "/creditor", Creditor, "bic", account.one("cac:FinancialInstitutionBranch/cbc:ID"))
    holder = account.one("cbc:Name")
    if holder is not None and holder.words.casefold() != creditor.get("name", "").casefold():
        fill(creditor, "/creditor", Creditor, "account_holder", holder)


def reference_of(root: Node) -> dict[str, Any]:
    """The payment reference, when there is one and no more."""
    found = [each for each in root.every("cac:PaymentMeans/cbc:PaymentID") if each.words]
    payment: dict[str, Any] = {}
    if len({each.words for each in found}) > 1:
        said = text("The invoice names several payment references. Fill in the right one, or leave it out.")
        root.notes.remark("/payment/reference", said, found[0].place)
    elif found:
        fill_value(payment, "/payment", PaymentDetails, "reference", found[0], found[0].words)
    return payment
