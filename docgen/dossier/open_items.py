"""Invoices less credit notes less payments: the open items of a dossier, as a bookkeeper sees them
(no interest, no costs).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from docgen.dossier.model import Dossier, Invoice, Payment
from docgen.law.amounts import ZERO, total
from docgen.law.cumulation import Part


@dataclass(frozen=True)
class Item:
    """An invoice with the credit notes on it. They lower it from its due date, as if it had always been lower."""

    invoice: Invoice
    credited: Decimal

    @property
    def number(self) -> str:
        """Invoice number."""
        return self.invoice.number

    @property
    def net(self) -> Decimal:
        """Amount less credit notes."""
        return self.invoice.amount - self.credited


def items(invoices: Sequence[Invoice], credited_until: date | None = None) -> tuple[Item, ...]:
    """The invoices, oldest due date first, with credit notes taken off.

    A credit note that names no invoice lowers the oldest, and what that can't take the next. `credited_until` leaves
    out credit notes of a later date: what was known then.
    """
    debits = sorted(
        (invoice for invoice in invoices if invoice.amount > ZERO), key=lambda each: (each.due_on, each.issued_on)
    )
    credited = {invoice.number: ZERO for invoice in debits}
    for note in sorted((each for each in invoices if each.amount < ZERO), key=lambda each: each.credits is None):
        if credited_until is not None and note.issued_on > credited_until:
            continue
        left = -note.amount
        for invoice in debits:
            if note.credits in (None, invoice.number):
                part = min(left, invoice.amount - credited[invoice.number])
                credited[invoice.number] += part
                left -= part
    return tuple(Item(invoice, credited[invoice.number]) for invoice in debits)


@dataclass(frozen=True)
class Allocation:
    """A payment spread over invoices as if all of it were principal; `rest` found nothing open."""

    payment: Payment
    parts: Mapping[str, Decimal]
    rest: Decimal


@dataclass(frozen=True)
class OpenItems:
    """Items, each with a number of its own, and the payments on them in order of their day."""

    items: tuple[Item, ...]
    allocations: tuple[Allocation, ...]

    def open_on(self, day: date, numbers: Collection[str] | None = None) -> Decimal:
        """Invoices less the payments received up to and including `day`; of these invoices only, or of all."""
        return total(self.open_of(item.number, day) for item in self.items if numbers is None or item.number in numbers)

    def parts_on(self, day: date, numbers: Collection[str]) -> tuple[Part, ...]:
        """What `open_on` adds up, invoice by invoice, each with the contract that it is an instalment of."""
        return tuple(
            Part(self.open_of(item.number, day), item.invoice.contract, item.invoice.due_on)
            for item in self.items
            if item.number in numbers
        )

    def open_of(self, number: str, day: date) -> Decimal:
        """The same for one invoice."""
        days, paid = self._paid_until.get(number, ((), ()))
        before = bisect_right(days, day)
        return self._net[number] - (paid[before - 1] if before else ZERO)

    @cached_property
    def _net(self) -> Mapping[str, Decimal]:
        return {item.number: item.net for item in self.items}

    @cached_property
    def _paid_until(self) -> Mapping[str, tuple[Sequence[date], Sequence[Decimal]]]:
        """For each invoice the days of its payments, and what was paid in all up to and including each.

        Days are asked of every invoice again and again; adding up every payment each time took seconds.
        """
        sums: dict[str, tuple[list[date], list[Decimal]]] = {}
        for allocation in self.allocations:
            for number, part in allocation.parts.items():
                days, paid = sums.setdefault(number, ([], []))
                days.append(allocation.payment.received_on)
                paid.append((paid[-1] if paid else ZERO) + part)
        return sums


def known_payments(dossier: Dossier, on: date) -> list[Payment]:
    """The payments received up to and including `on`, in order of their day."""
    return sorted(
        (payment for payment in dossier.payments if payment.received_on <= on), key=lambda each: each.received_on
    )


def open_items(
    listed: tuple[Item, ...], payments: Sequence[Payment], first: Mapping[int, tuple[str, ...]], on: date
) -> OpenItems:
    """Spread payments over items: those in `first` (by the payment's place in the list), then what is
    overdue on `on`.
    """
    left_on = {item.number: item.net for item in listed}
    overdue = [item.number for item in listed if item.invoice.due_on < on]
    allocations = []
    for place, payment in enumerate(payments):
        left = payment.amount
        parts: dict[str, Decimal] = {}
        named = [item.number for item in listed if item.number in first.get(place, ())]  # oldest first among them
        for number in (*named, *overdue):
            part = min(left, left_on.get(number, ZERO))
            if part > ZERO:
                parts[number] = parts.get(number, ZERO) + part
                left_on[number] -= part
                left -= part
        allocations.append(Allocation(payment, parts, left))
    return OpenItems(listed, tuple(allocations))
