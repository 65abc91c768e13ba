"""Invoices less credit notes less payments, as a bookkeeper keeps them: no interest, no costs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from docgen.dossier.demands import taken_first
from docgen.dossier.model import Dossier
from docgen.dossier.open_items import OpenItems, items, known_payments, open_items
from tests.dossier.building import credit_note, dossier, invoice, payment
from tests.dossier.random_dossiers import dossiers, on_dates

TODAY = date(2026, 11, 21)
THREE = [
    invoice("300.00", "2026-09-30", "F3", issued_on="2026-09-01"), invoice("100.00", "2026-07-31", "F1"),
    invoice("200.00", "2026-08-31", "F2"),
]  # fmt: skip


def spread(given_: Dossier, on: date = TODAY) -> OpenItems:
    payments = known_payments(given_, on)
    return open_items(items(given_.invoices), payments, taken_first(payments, ()), on)


# credit notes on 100.00 + 200.00 + 300.00, and what is left of F1, F2, F3
CREDITED: tuple[tuple[list[dict[str, Any]], str], ...] = (
    ([], "100.00 200.00 300.00"),
    ([credit_note("50.00", "2026-10-01", "F2")], "100.00 150.00 300.00"),
    ([credit_note("50.00", "2026-10-01")], "50.00 200.00 300.00"),  # the oldest
    ([credit_note("250.00", "2026-10-01")], "0.00 50.00 300.00"),  # and what that cannot take, the next
    ([credit_note("600.00", "2026-10-01")], "0.00 0.00 0.00"),
    # the named one takes its place first, whatever the order in the dossier
    ([credit_note("150.00", "2026-10-01"), credit_note("60.00", "2026-10-02", "F1", "C2")], "0.00 90.00 300.00"),
    ([credit_note("10.00", "2026-10-01", "F1"), credit_note("5.00", "2026-10-02", "F1", "C2")], "85.00 200.00 300.00"),
)


@pytest.mark.parametrize(("notes", "expected"), CREDITED)
def test_credit_notes(notes: list[dict[str, Any]], expected: str) -> None:
    found = items(dossier(*THREE, *notes).invoices)
    assert [item.number for item in found] == ["F1", "F2", "F3"]  # oldest due date first
    assert " ".join(str(item.net) for item in found) == expected
    assert sum(item.credited for item in found) == -sum(Decimal(note["amount"]) for note in notes)


def test_credit_notes_known_until_a_day() -> None:
    given_ = dossier(*THREE, credit_note("50.00", "2026-10-01", "F2"))
    assert items(given_.invoices, credited_until=date(2026, 9, 30))[1].net == 200
    assert items(given_.invoices, credited_until=date(2026, 10, 1))[1].net == 150


# payments, and what is open of F1, F2, F3; the last number found nothing open
PAID: tuple[tuple[list[dict[str, Any]], str], ...] = (
    ([payment("2026-10-01", "50.00")], "50.00 200.00 300.00 0.00"),
    ([payment("2026-10-01", "150.00")], "0.00 150.00 300.00 0.00"),
    ([payment("2026-10-01", "250.00", "F2")], "50.00 0.00 300.00 0.00"),  # named first, then the oldest
    ([payment("2026-10-02", "60.00"), payment("2026-10-01", "60.00", "F1")], "0.00 180.00 300.00 0.00"),
    ([payment("2026-10-01", "700.00")], "0.00 0.00 0.00 100.00"),
    ([payment("2026-11-22", "50.00")], "100.00 200.00 300.00 0.00"),  # not known yet
)


@pytest.mark.parametrize(("payments", "expected"), PAID)
def test_payments(payments: list[dict[str, Any]], expected: str) -> None:
    found = spread(dossier(*THREE, payments=payments))
    left = [found.open_of(number, TODAY) for number in ("F1", "F2", "F3")]
    rest = sum((each.rest for each in found.allocations), Decimal("0.00"))
    assert " ".join(str(amount) for amount in (*left, rest)) == expected
    assert found.open_on(TODAY) == sum(left)


def test_of_several_that_go_first_the_oldest_is_first_whatever_their_order() -> None:
    """A letter may list its invoices in any order; a payment on it takes the oldest first (art. 6:43 BW)."""
    given_ = dossier(*THREE, payments=[payment("2026-10-01", "250.00")])
    found = open_items(items(given_.invoices), known_payments(given_, TODAY), {0: ("F3", "F2")}, TODAY)
    assert [str(found.open_of(number, TODAY)) for number in ("F1", "F2", "F3")] == ["100.00", "0.00", "250.00"]


def test_open_on_an_earlier_day() -> None:
    found = spread(dossier(*THREE, payments=[payment("2026-10-01", "50.00"), payment("2026-10-05", "80.00")]))
    assert [str(found.open_on(date(2026, 10, number))) for number in (1, 4, 5)] == ["550.00", "550.00", "470.00"]
    assert found.open_on(date(2026, 9, 30)) == 600
    assert found.open_on(TODAY, ["F1"]) == 0
    assert found.open_on(TODAY, []) == 0


def test_an_invoice_that_is_not_overdue_is_paid_only_when_it_is_named() -> None:
    later = invoice("400.00", "2026-11-30", "F4", issued_on="2026-11-01")
    unnamed = spread(dossier(*THREE, later, payments=[payment("2026-11-05", "900.00")]))
    assert (unnamed.open_of("F4", TODAY), unnamed.allocations[0].rest) == (400, 300)
    named = spread(dossier(*THREE, later, payments=[payment("2026-11-05", "900.00", "F4")]))
    assert (named.open_of("F4", TODAY), named.open_of("F3", TODAY), named.allocations[0].rest) == (0, 100, 0)


@given(dossiers(), on_dates)
def test_money_is_neither_made_nor_lost(case: Dossier, on: date) -> None:
    found = spread(case, on)
    received = sum(each.amount for each in case.payments if each.received_on <= on)
    assert sum(sum(each.parts.values()) + each.rest for each in found.allocations) == received
    net = sum(item.net for item in found.items)
    assert net == sum(each.amount for each in case.invoices)
    assert net - found.open_on(on) == sum(sum(each.parts.values()) for each in found.allocations)
    for item in found.items:
        assert 0 <= found.open_of(item.number, on) <= item.net
