"""The VAT within a part of an invoice."""

from __future__ import annotations

from decimal import Decimal

from docgen.law.amounts import ZERO, cents


def vat_within(part: Decimal, amount: Decimal, vat: Decimal) -> Decimal:
    """The VAT in a `part` of an invoice of `amount` with `vat` in it, in euros: VAT lies evenly over an invoice.

    >>> vat_within(Decimal("605.00"), Decimal("1210.00"), Decimal("210.00"))
    Decimal('105.00')
    """
    return cents(part * vat / amount) if amount else ZERO
