"""Which columns the table of invoices has, and where the descriptions go so that no column gets too narrow."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.letters.money_fields import InvoiceFields
from docgen.render.fonts import width

MANY, VERY_MANY = 20, 200  # invoices; more get smaller rows, so that 500 fit ten pages
COLUMN = 140.0  # millimetres of the text column
GAP = 3.0  # millimetres between columns
TYPE = 9.5  # points
NUMBER_WIDTH = 25.0  # millimetres that an invoice number may take without a break
SPARE = 10.0  # millimetres that the heads over narrow amounts take from the room of the descriptions, at most
DATE_WIDTH = width("30-09-2026", TYPE)


@dataclass(frozen=True)
class ClaimTable:
    """The form of the claim table."""

    credited: bool  # is anything credited or paid on any invoice
    paid: bool
    description: str  # column, under or nowhere
    rows: str  # small, dense or denser; with "breaks" when a word may have to break to keep the table in its column
    number: str  # class of an invoice number: unbroken, or nothing when one is too long for that
    columns: str  # how many there are
    columns_but_one: str


def claim_table(invoices: tuple[InvoiceFields, ...]) -> ClaimTable:
    """The form that fits these invoices."""
    credited = any(invoice.credited for invoice in invoices)
    paid = any(invoice.paid for invoice in invoices)
    amounts = 1 + sum((credited, paid, credited or paid))
    description = _description(invoices, amounts)
    longest = max((width(invoice.number, TYPE) for invoice in invoices), default=0.0)
    columns = 3 + amounts + (description == "column")
    room = _room(invoices, amounts) - SPARE if description == "column" else COLUMN
    breaks = longest > NUMBER_WIDTH or _longest_word(invoices) > room
    return ClaimTable(
        credited=credited,
        paid=paid,
        description=description,
        rows=_rows(len(invoices)) + (" breaks" if breaks else ""),
        number="unbroken" if longest <= NUMBER_WIDTH else "",
        columns=str(columns),
        columns_but_one=str(columns - 1),
    )


def _rows(count: int) -> str:
    return "denser" if count > VERY_MANY else "dense" if count > MANY else "small"


def _longest_word(invoices: tuple[InvoiceFields, ...]) -> float:
    words = {word for invoice in invoices for word in (invoice.description or "").split()}
    return max((width(word, TYPE) for word in words), default=0.0)


def _description(invoices: tuple[InvoiceFields, ...], amounts: int) -> str:
    """A column of its own when every description takes two lines there at most, else a row under the invoice's."""
    descriptions = [invoice.description for invoice in invoices if invoice.description]
    if not descriptions:
        return "nowhere"
    room = _room(invoices, amounts)
    longest = max(width(description, TYPE) for description in descriptions)
    return "column" if room >= 15 and longest <= 1.8 * room else "under"


def _room(invoices: tuple[InvoiceFields, ...], amounts: int) -> float:
    """Millimetres that the other columns leave."""
    number = max(width(invoice.number, TYPE) for invoice in invoices)
    amount = max(width(f"€ {invoice.amount:,.2f}", TYPE) for invoice in invoices)
    return COLUMN - number - 2 * DATE_WIDTH - amounts * amount - (3 + amounts) * GAP
