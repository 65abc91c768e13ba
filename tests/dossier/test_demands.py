"""Letters that went out before: whom they bind until when, what they asked, and what they make due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from docgen.dossier.account import account
from docgen.dossier.demands import Ground, first_day_of_default, grounds, sent_letters, taken_first
from docgen.dossier.model import Dossier
from docgen.dossier.open_items import items, known_payments, open_items
from docgen.law.terms import is_working_day
from tests.dossier.building import dossier, invoice, notice, payment, reminder, sommatie
from tests.dossier.random_dossiers import dossiers, on_dates
from tests.law.tables import day

TODAY = date(2026, 11, 21)

# Letter, is the debtor a business, last day on which payment is in time.
LAST_DAYS = (
    # a consumer's notice counts from receipt and prints no date
    (notice("2026-09-21"), False, "2026-10-07"),
    (notice("2026-09-21", term_days=None), False, "2026-10-07"),
    (notice("2026-09-21", term_days=7), False, "2026-09-30"),  # too short, and still what it said
    (notice("2026-09-21", pay_by="2026-10-01"), False, "2026-10-07"),  # a printed day never shortens it
    (notice("2026-09-21", pay_by="2026-10-20"), False, "2026-10-20"),
    (notice("2026-09-21", delivered_on="2026-10-01"), False, "2026-10-15"),
    (notice("2026-11-23"), False, "2026-12-09"),
    (notice("2026-09-21", channel="email"), False, "2026-10-06"),
    # a business: three days after receipt, or what was printed
    (notice("2026-11-16"), True, "2026-12-02"),  # said fourteen
    (notice("2026-11-16", term_days=None), True, "2026-11-23"),  # Saturday 21 November moves to Monday
    (notice("2026-11-16", term_days=None, pay_by="2026-11-20"), True, "2026-11-20"),
    # reminders and demands: what was printed, else seven and eight days after receipt
    (reminder("2026-09-02", pay_by="2026-09-09"), False, "2026-09-09"),
    (reminder("2026-09-02", pay_by="2026-09-13"), False, "2026-09-14"),  # Sunday
    (reminder("2026-09-02"), False, "2026-09-11"),
    (reminder("2026-09-02", term_days=14), False, "2026-09-18"),
    (sommatie("2026-10-15", pay_by="2026-10-23"), False, "2026-10-23"),
    (sommatie("2026-10-15"), True, "2026-10-26"),  # received on Saturday 17; Sunday 25 moves to Monday
)


@pytest.mark.parametrize(("letter", "business", "expected"), LAST_DAYS)
def test_the_last_free_day(letter: dict[str, Any], business: bool, expected: str) -> None:
    (found,) = sent_letters(dossier(business=business, history=[letter]), date(2026, 12, 31))
    assert found.last_day == day(expected)
    assert found.in_term(day(expected))
    assert found.in_term(found.entry.sent_on)
    assert not found.in_term(date.fromordinal(day(expected).toordinal() + 1))
    assert not found.in_term(date.fromordinal(found.entry.sent_on.toordinal() - 1))


def test_letters_come_in_order_of_their_day_with_their_place_in_the_dossier() -> None:
    history = [sommatie("2026-10-15"), reminder("2026-09-02"), notice(), notice("2026-12-01")]
    history.append({"kind": "payment-plan-confirmation", "sent_on": "2026-10-20"})
    found = sent_letters(dossier(history=history), TODAY)
    assert [(letter.entry.kind, letter.place) for letter in found] == [
        ("payment-reminder", 1),
        ("wik-notice", 2),
        ("sommatie", 0),
    ]


def test_a_letter_without_numbers_covers_what_was_overdue_then() -> None:
    given_ = dossier(
        invoice(due_on="2026-08-31", number="F1"), invoice(due_on="2026-09-21", number="F2"),
        invoice("-10.00", "2026-08-01", "C1"), history=[notice(), notice("2026-10-12", invoice_numbers=["F2"])],
    )  # fmt: skip
    assert [letter.covered for letter in sent_letters(given_, TODAY)] == [("F1",), ("F2",)]


# What a letter asked, and whether that was the principal only. 1000.00 was open, less 200.00 paid before.
ASKED = (
    (notice(costs="120.00"), True),
    (notice(costs="120.00", amount_asked="800.00"), True),
    (notice(costs="120.00", amount_asked="799.99"), True),
    (notice(costs="120.00", amount_asked="800.01"), False),
    (reminder("2026-09-21"), True),
    (reminder("2026-09-21", amount_asked="840.00"), False),  # a reminder with costs in it
    (sommatie("2026-09-21"), False),
    (sommatie("2026-09-21", amount_asked="800.00"), True),
    (sommatie("2026-09-21", amount_asked="928.00"), False),
)


@pytest.mark.parametrize(("letter", "expected"), ASKED)
def test_did_it_ask_the_principal_only(letter: dict[str, Any], expected: bool) -> None:
    given_ = dossier(history=[letter], payments=[payment("2026-09-10", "200.00"), payment("2026-09-21", "50.00")])
    (found,) = sent_letters(given_, TODAY)
    assert found.principal_only is expected


class TestDefault:
    def find(self, *history: dict[str, Any], agreed: bool = False, on: date = TODAY) -> date | None:
        given_ = dossier(invoice(term_agreed=agreed), history=list(history))
        return first_day_of_default(items(given_.invoices)[0], given_, on)

    def test_an_agreed_term_makes_late_by_itself(self) -> None:
        assert self.find(agreed=True) == date(2026, 9, 1)

    def test_without_one_nothing_happens_by_itself(self) -> None:
        assert self.find() is None

    def test_a_letter_with_a_term(self) -> None:
        assert self.find(reminder("2026-09-02", pay_by="2026-09-09")) == date(2026, 9, 10)

    def test_the_first_letter_that_lapses_counts(self) -> None:
        assert self.find(
            reminder("2026-09-02", pay_by="2026-10-30"), reminder("2026-09-07", pay_by="2026-09-18")
        ) == date(2026, 9, 19)

    def test_a_letter_of_a_later_day_is_not_known_yet(self) -> None:
        assert self.find(reminder("2026-09-02"), on=date(2026, 9, 1)) is None

    def test_a_letter_on_the_due_date_or_before_does_not_count(self) -> None:
        assert self.find(reminder("2026-08-31", invoice_numbers=["F1"], pay_by="2026-09-30")) is None

    def test_a_specification_makes_nobody_late(self) -> None:
        assert self.find({"kind": "cost-specification", "sent_on": "2026-09-02", "pay_by": "2026-09-09"}) is None


def found_grounds(given_: Dossier, on: date = TODAY) -> tuple[Ground, ...]:
    letters = sent_letters(given_, on)
    payments = known_payments(given_, on)
    listed = open_items(items(given_.invoices), payments, taken_first(payments, letters), on)
    return grounds(given_, letters, listed, on)


TWO = (invoice(), invoice("500.00", number="F2"))


def test_the_ground_that_works_first_takes_an_invoice() -> None:
    early, late = notice("2026-10-12", "225.00"), notice(costs="150.00", invoice_numbers=["F1"])
    found = found_grounds(dossier(*TWO, history=[early, late]))
    assert [(each.covered, str(each.due_from), str(each.announced)) for each in found] == [
        (("F1",), "2026-10-08", "150.00"),
        (("F2",), "2026-10-29", "225.00"),
    ]


def test_a_consumer_owes_by_a_lawful_notice_only() -> None:
    history = [reminder("2026-09-02"), notice(term_days=13), sommatie("2026-10-15")]
    assert found_grounds(dossier(history=history, handed_over_on="2026-10-01")) == ()


def test_a_business_owes_by_notice_demand_or_hand_over() -> None:
    given_ = dossier(*TWO, business=True, handed_over_on="2026-11-02", history=[
        reminder("2026-09-02"), sommatie("2026-09-14", invoice_numbers=["F1"], announced_costs="1.00"),
    ])  # fmt: skip
    found = found_grounds(given_)
    assert [(each.covered, str(each.base_on), str(each.due_from), each.announced) for each in found] == [
        (("F1",), "2026-09-14", "2026-09-25", None),  # what a demand says of costs is no ceiling
        (("F2",), "2026-11-02", "2026-11-02", None),
    ]
    assert len(found_grounds(given_, date(2026, 11, 1))) == 1


@given(dossiers(), on_dates)
def test_no_invoice_has_two_grounds_and_no_ground_is_of_tomorrow(case: Dossier, on: date) -> None:
    found = found_grounds(case, on)
    covered = [number for ground in found for number in ground.covered]
    assert len(covered) == len(set(covered))
    assert all(ground.sent_on <= on for ground in found)
    assert [ground.due_from for ground in found] == sorted(ground.due_from for ground in found)


@given(dossiers(), on_dates)
def test_terms_end_on_working_days(case: Dossier, on: date) -> None:
    for letter in account(case, on).letters:
        assert letter.entry.sent_on <= letter.last_day
        assert is_working_day(letter.last_day)
