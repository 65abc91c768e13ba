"""Euros: exact decimals, rounded once and only here."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
HUNDRED = Decimal("100")


def cents(amount: Decimal) -> Decimal:
    """Round half up to the cent, the commercial rounding of every published calculator.

    >>> cents(Decimal("41.325"))
    Decimal('41.33')
    """
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def cents_down(amount: Decimal) -> Decimal:
    """Round down to the cent: for an indication that must never be too high (interest per day)."""
    return amount.quantize(CENT, rounding=ROUND_DOWN)


def percent_of(percent: Decimal, base: Decimal) -> Decimal:
    """`percent` of `base`, not rounded."""
    return percent * base / HUNDRED


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Sum of amounts, 0.00 for none."""
    return sum(amounts, ZERO)
