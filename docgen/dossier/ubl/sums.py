"""Does an invoice add up? Every sum that EN 16931 prescribes (BR-CO-10 to 17), to the cent; its own sum is named."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from docgen.dossier.ubl.nodes import ZERO, Node
from docgen.texts import text

_CENT = Decimal("0.01")
_LINE_SLACK = Decimal("0.02")  # what Peppol's rule R120 leaves for the rounding of a line


def payable(root: Node) -> Decimal | None:
    """What is left to pay, positive or negative; None where the invoice does not say, or does not add up."""
    totals = root.one("cac:LegalMonetaryTotal")
    if totals is None:
        root.notes.refuse(
            f"{root.place}/cac:LegalMonetaryTotal", text("The totals are missing. Ask the sender for a sound invoice.")
        )
        return None
    stated = totals.amount("cbc:PayableAmount")
    if totals.one("cbc:PayableAmount") is None:
        root.notes.refuse(
            f"{totals.place}/cbc:PayableAmount",
            text("The amount to pay is missing. Ask the sender for a sound invoice."),
        )
    lines = [*root.all("cac:CreditNoteLine" if root.place == "/CreditNote" else "cac:InvoiceLine")]
    if not lines:
        root.refuse(text("This invoice has no lines, so that nothing shows what is to be paid for."))
        return stated
    for line in lines:
        _check_line(line)
    _check_totals(root, totals, lines)
    return stated


def vat_within(root: Node) -> Decimal | None:
    """The VAT in the amount to pay, with the sign it has there; None when a part was paid before, or none is stated."""
    totals = root.one("cac:LegalMonetaryTotal")
    if totals is None or _or_zero(totals, "cbc:PrepaidAmount") or not [*root.all("cac:TaxTotal")]:
        return None
    return _tax(root, len([*root.all("cac:CreditNoteLine" if root.place == "/CreditNote" else "cac:InvoiceLine")]))


def _check_totals(root: Node, totals: Node, lines: list[Node]) -> None:
    of_lines = _sum(line.amount("cbc:LineExtensionAmount") for line in lines)
    less, more = _allowances(root)
    tax = _tax(root, len(lines))
    net = totals.amount("cbc:LineExtensionAmount")
    net = of_lines if net is None else net
    exclusive = totals.amount("cbc:TaxExclusiveAmount")
    exclusive = net - less + more if exclusive is None else exclusive
    inclusive = totals.amount("cbc:TaxInclusiveAmount")
    inclusive = exclusive + tax if inclusive is None else inclusive
    left = inclusive - _or_zero(totals, "cbc:PrepaidAmount") + _or_zero(totals, "cbc:PayableRoundingAmount")
    _same(totals, "cbc:LineExtensionAmount", of_lines)
    _same(totals, "cbc:AllowanceTotalAmount", less)
    _same(totals, "cbc:ChargeTotalAmount", more)
    _same(totals, "cbc:TaxExclusiveAmount", net - less + more)
    _same(totals, "cbc:TaxInclusiveAmount", exclusive + tax)
    _same(totals, "cbc:PayableAmount", left)
    subtotals = root.every("cac:TaxTotal/cac:TaxSubtotal")
    taxable = _sum(each.amount("cbc:TaxableAmount") for each in subtotals)
    if subtotals and taxable != exclusive:
        root.notes.refuse(
            f"{root.place}/cac:TaxTotal",
            text(
                "The taxable amounts come to {sum}, the amount without VAT is {stated}. Ask the sender which is right.",
                sum=taxable,
                stated=exclusive,
            ),
        )


def _same(totals: Node, name: str, counted: Decimal) -> None:
    found = totals.one(name)
    stated = None if found is None else found.euros()
    if found is not None and stated is not None and stated != counted:
        found.refuse(
            text(
                "This says {stated}, and its parts come to {sum}. Ask the sender which is right.",
                stated=stated,
                sum=counted,
            )
        )


def _tax(root: Node, lines: int) -> Decimal:
    """The VAT of the whole invoice in euros."""
    found = ZERO
    for total in root.all("cac:TaxTotal"):
        amount = total.one("cbc:TaxAmount")
        if amount is None or amount.attribute("currencyID") not in ("", "EUR"):
            continue
        stated = amount.euros()
        parts = [*total.all("cac:TaxSubtotal")]
        counted = _sum(part.amount("cbc:TaxAmount") for part in parts)
        if parts and stated is not None and stated != counted:
            _same(total, "cbc:TaxAmount", counted)
        for part in parts:
            _check_subtotal(part, lines)
        found += stated or ZERO
    return found


def _check_subtotal(part: Node, lines: int) -> None:
    """Is the VAT of one rate that rate of its amount? Each line may have been rounded by itself."""
    scheme = part.one("cac:TaxCategory/cac:TaxScheme/cbc:ID")
    if scheme is not None and scheme.words.upper() not in ("VAT", "BTW"):
        scheme.refuse(text("This is another tax than VAT. Fill the invoice in by hand."))
        return
    base, tax = part.amount("cbc:TaxableAmount"), part.amount("cbc:TaxAmount")
    rate = part.number("cac:TaxCategory/cbc:Percent")
    if base is None or tax is None or rate is None:
        return
    counted = (base * rate / 100).quantize(_CENT, ROUND_HALF_UP)
    if abs(counted - tax) > _CENT * lines:
        part.notes.refuse(
            f"{part.place}/cbc:TaxAmount",
            text(
                "This says {stated}, and its parts come to {sum}. Ask the sender which is right.",
                stated=tax,
                sum=counted,
            ),
        )


def _check_line(line: Node) -> None:
    """Quantity times price, with what goes off and comes on, is the amount of the line (Peppol R120)."""
    quantity = line.number("cbc:CreditedQuantity" if line.one("cbc:CreditedQuantity") else "cbc:InvoicedQuantity")
    price = line.number("cac:Price/cbc:PriceAmount")
    per = line.number("cac:Price/cbc:BaseQuantity") or Decimal(1)
    less, more = _allowances(line)
    stated = line.one("cbc:LineExtensionAmount")
    if stated is None:
        line.refuse(text("This line has no amount. Ask the sender for a sound invoice."))
        return
    amount = stated.euros()
    if quantity is None or price is None or amount is None:
        return
    counted = (quantity * price / per - less + more).quantize(_CENT, ROUND_HALF_UP)
    if abs(counted - amount) > _LINE_SLACK:
        _same(line, "cbc:LineExtensionAmount", counted)


def _allowances(node: Node) -> tuple[Decimal, Decimal]:
    """What goes off and what comes on, of an invoice or of a line."""
    off, on = ZERO, ZERO
    for each in node.all("cac:AllowanceCharge"):
        charge = each.said("cbc:ChargeIndicator")
        amount = each.amount("cbc:Amount") or ZERO
        if charge in ("true", "1"):
            on += amount
        elif charge in ("false", "0"):
            off += amount
        else:
            each.refuse(text("This does not say whether it goes off or comes on. Ask the sender for a sound invoice."))
    return off, on


def _or_zero(node: Node, name: str) -> Decimal:
    return node.amount(name) or ZERO


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in amounts if each is not None), ZERO)
