"""What is understood of an e-invoice and what is not: kinds of documents, profiles, currencies, elements."""

from __future__ import annotations

from itertools import islice

from docgen.dossier.suggestions import nearest
from docgen.dossier.ubl.nodes import NAMESPACES, PREFIXES, Node, full, place_of, short
from docgen.texts import Text, text

MAX_DEPTH = 20
_MOST_NAMES = 20  # unknown ones that are said

INVOICES = ("380", "82", "326", "388")  # UNCL1001: invoice, of a meter, partial, for tax
CREDIT_NOTES = ("381",)
_REASONS = {
    "325": text("This is a pro forma invoice: nobody owes it. Import the invoice itself."),
    "383": text("This is a debit note, which adds to an invoice. Fill it in by hand."),
    "384": text(
        "This is a corrected invoice, which takes the place of another. Fill in by hand what is owed of the two."
    ),
    "386": text("This asks for a prepayment. Fill it in by hand if the debt was due."),
    "389": text("This is a self-billed invoice: the buyer wrote it. Import an invoice of the seller."),
    "393": text("This is a factored invoice: its claim went to another creditor. Fill it in by hand."),
    "396": text("This is a factored credit note: its claim went to another creditor. Fill it in by hand."),
}
_KNOWN_USES = (
    "urn:cen.eu:en16931:2017",  # EN 16931 itself, and Peppol BIS Billing 3 and NLCIUS, which are compliant with it
    "urn:www.cenbii.eu:transaction:biitrns010:",  # Peppol BIS 4A and SI-UBL 1
    "urn:www.cenbii.eu:transaction:biitrns014:",  # their credit note
)
_SIGNATURES = "urn:oasis:names:specification:ubl:schema:xsd:CommonSignatureComponents-2"

# What may stand in an invoice or a credit note, and in its totals.
_VALUES = (
    "UBLVersionID", "CustomizationID", "ProfileID", "ProfileExecutionID", "ID", "CopyIndicator", "UUID", "IssueDate",
    "IssueTime", "DueDate", "InvoiceTypeCode", "CreditNoteTypeCode", "Note", "TaxPointDate", "DocumentCurrencyCode",
    "TaxCurrencyCode", "PricingCurrencyCode", "PaymentCurrencyCode", "PaymentAlternativeCurrencyCode",
    "AccountingCostCode", "AccountingCost", "LineCountNumeric", "BuyerReference",
)  # fmt: skip
_GROUPS = (
    "InvoicePeriod", "DiscrepancyResponse", "OrderReference", "BillingReference", "DespatchDocumentReference",
    "ReceiptDocumentReference", "StatementDocumentReference", "OriginatorDocumentReference",
    "ContractDocumentReference", "AdditionalDocumentReference", "ProjectReference", "Signature",
    "AccountingSupplierParty", "AccountingCustomerParty", "PayeeParty", "BuyerCustomerParty", "SellerSupplierParty",
    "TaxRepresentativeParty", "Delivery", "DeliveryTerms", "PaymentMeans", "PaymentTerms", "PrepaidPayment",
    "AllowanceCharge", "TaxExchangeRate", "PricingExchangeRate", "PaymentExchangeRate",
    "PaymentAlternativeExchangeRate", "TaxTotal", "WithholdingTaxTotal", "LegalMonetaryTotal", "InvoiceLine",
    "CreditNoteLine",
)  # fmt: skip
_AMOUNTS = (
    "LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "AllowanceTotalAmount", "ChargeTotalAmount",
    "PrepaidAmount", "PayableRoundingAmount", "PayableAmount", "PayableAlternativeAmount",
)  # fmt: skip
_CHILDREN = frozenset((*(f"cbc:{name}" for name in _VALUES), *(f"cac:{name}" for name in _GROUPS), "ext:UBLExtensions"))
_TOTALS = frozenset(f"cbc:{name}" for name in _AMOUNTS)


def check_scope(root: Node) -> bool:
    """Refuse what is not understood; False where the rest of the invoice is not worth reading."""
    _check_use(root)
    _check_kind(root)
    _check_elements(root)
    _check_children(root, _CHILDREN)
    for total in root.all("cac:LegalMonetaryTotal"):
        _check_children(total, _TOTALS)
    _check_what_changes_the_claim(root)
    return _check_currency(root)


def _check_use(root: Node) -> None:
    version, use, process = (root.one(f"cbc:{name}") for name in ("UBLVersionID", "CustomizationID", "ProfileID"))
    if version is not None and not version.words.startswith("2."):
        version.refuse(text("This is not version 2 of UBL. Ask the sender for UBL 2.1, such as Peppol BIS Billing 3."))
    for each in (use, process):
        if each is not None and "selfbilling" in each.words.lower():
            each.refuse(_REASONS["389"])
    if use is None:
        return
    if not use.words.lower().startswith(_KNOWN_USES):
        use.refuse(
            text("This use of UBL is not known here. Ask the sender for Peppol BIS Billing 3, NLCIUS or plain UBL 2.1.")
        )
    elif "#conformant#" in use.words.lower():
        use.refuse(text("This use of UBL adds to the standard, and may count otherwise. Fill the invoice in by hand."))


def _check_kind(root: Node) -> None:
    is_note = root.place == "/CreditNote"
    code = root.one("cbc:CreditNoteTypeCode" if is_note else "cbc:InvoiceTypeCode")
    if code is None or code.words in (CREDIT_NOTES if is_note else INVOICES):
        return
    code.refuse(_REASONS.get(code.words) or _other_kind(is_note=is_note))


def _other_kind(*, is_note: bool) -> Text:
    known = ", ".join(CREDIT_NOTES if is_note else INVOICES)
    return text("Documents of this kind are not taken. The kinds that are: {codes}.", codes=known)


def _check_elements(root: Node) -> None:
    """Other namespaces, elements within values, and what is too deep; said once for each namespace."""
    said: set[str] = set()
    holders = 0
    levels = [(child, 2) for child in root.element]
    while levels:
        element, depth = levels.pop()
        uri = element.tag[1:].rpartition("}")[0]
        if depth > MAX_DEPTH:
            root.notes.refuse(
                place_of(element.getparent()), text("This is nested deeper than {limit} levels.", limit=MAX_DEPTH)
            )
            return
        if uri not in PREFIXES:
            if uri not in said and len(said) < _MOST_NAMES:
                unknown = text("This is no element of UBL. Leave it out, or fill the invoice in by hand.")
                root.notes.refuse(place_of(element), unknown)
            said.add(uri)
        elif uri == NAMESPACES["cbc"] and len(element):
            if (holders := holders + 1) > _MOST_NAMES:
                continue
            within = text("Elements stand here within a value. Ask the sender for a sound invoice.")
            root.notes.refuse(place_of(element), within)
        elif element.tag != full("ext:UBLExtensions"):
            levels += [(child, depth + 1) for child in element]


def _check_children(node: Node, known: frozenset[str]) -> None:
    names = dict.fromkeys(short(child.tag) for child in node.element)
    unknown = [name for name in names if name not in known and name.partition(":")[0] in NAMESPACES]
    for name in unknown[:_MOST_NAMES]:
        meant = nearest(name, list(known))
        sound = text("UBL has no such element here. Ask the sender for a sound invoice.")
        close = text("UBL has no such element here. Did it mean {name}?", name=meant)
        node.notes.refuse(f"{node.place}/{name}", close if meant else sound)


def _check_what_changes_the_claim(root: Node) -> None:
    for content in root.every("ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent"):
        if any(not child.tag.startswith(f"{{{_SIGNATURES}}}") for child in content.element):
            content.refuse(
                text("This extension is not known here, and may change the amounts. Fill the invoice in by hand.")
            )
    for payee in root.all("cac:PayeeParty"):
        payee.refuse(
            text("The money goes to another than the seller, so who is the creditor? Fill the invoice in by hand.")
        )
    for total in root.all("cac:WithholdingTaxTotal"):
        total.refuse(text("Tax is withheld from this invoice. Fill in by hand what is left to pay."))
    for amount in root.every("cac:LegalMonetaryTotal/cbc:PayableAlternativeAmount"):
        amount.refuse(text("This invoice names a second amount to pay. Fill in by hand which one is owed."))


def _check_currency(root: Node) -> bool:
    """Euros only; False for an invoice in another currency, whose amounts need not be looked at one by one."""
    foreign = text("Only invoices in euros are taken. Fill in by hand what is owed in euros, and why.")
    named = [root.one("cbc:DocumentCurrencyCode"), root.one("cbc:PaymentCurrencyCode")]
    wrong = [each for each in named if each is not None and each.words != "EUR"]
    for each in wrong:
        each.refuse(foreign)
    if wrong:
        return False
    taxes = [each.element for each in _in_tax_currency(root)]
    others = (
        element
        for element in root.element.iter()
        if element.get("currencyID", "EUR").strip() != "EUR" and element.getparent() not in taxes
    )
    for element in islice(others, _MOST_NAMES):
        root.notes.refuse(place_of(element), foreign)
    return True


def _in_tax_currency(root: Node) -> list[Node]:
    """The tax once more in the currency of the tax office, which says nothing about what is owed."""
    currency = root.said("cbc:TaxCurrencyCode")
    if currency in ("", "EUR"):
        return []
    totals = [*root.all("cac:TaxTotal")]
    return [
        total
        for total in totals
        if [each.attribute("currencyID") for each in total.all("cbc:TaxAmount")] == [currency]
        and not [*total.all("cac:TaxSubtotal")]
    ]
