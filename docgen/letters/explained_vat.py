"""The node of the explanation that is about the VAT in open invoices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from docgen.dossier.account import Account, ClaimLine
from docgen.law.vat import vat_within
from docgen.letters.explanation import Input, Node, group, key_part
from docgen.texts import text

VAT = "vat-within"


def explained_vat(account: Account) -> Iterator[Node]:
    """The VAT in what is open of the invoices; nothing where the dossier does not say it of one of them."""
    open_claims = [(line, line.item.invoice.vat) for line in account.open_claims]
    parts = [_line(line, vat) for line, vat in open_claims if vat is not None]
    if parts and len(parts) == len(open_claims):
        whole = group(VAT, text("VAT in the open invoices"), parts)
        without = Input("without", text("Open invoices without their VAT"), account.principal - whole.amount)
        yield replace(whole, inputs=(without,))


def _line(line: ClaimLine, vat: Decimal) -> Node:
    invoice = line.item.invoice
    values = {"open": line.principal, "vat": vat, "amount": invoice.amount}
    return Node(
        f"{VAT}/{key_part(invoice.number)}",
        text("VAT in what is open of invoice {number}", number=invoice.number),
        vat_within(line.principal, invoice.amount, vat),
        (text("{open} × {vat} : {amount}, as VAT lies evenly over an invoice", **values),),
        inputs=(Input("vat", text("VAT in the invoice"), vat),),
    )
