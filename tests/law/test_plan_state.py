"""How a plan stands: payments fill the oldest instalment first, and not a cent is lost or made."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.law.plan import Instalment, instalments
from docgen.law.plan_state import PlanReceipt, plan_state
from tests.law.tables import day

FIRST = date(2026, 12, 1)
PLAN = instalments(Decimal("293.12"), FIRST, "monthly", count=3)  # 97.71, 97.71, 97.70 on the first of each month

# payments, the day, what is open of each instalment, which are missed, what was paid beyond the plan
STANDS = (
    ([], "2026-12-01", ["97.71", "97.71", "97.70"], [], "0.00"),  # its last day is a day to pay
    ([], "2026-12-02", ["97.71", "97.71", "97.70"], [1], "0.00"),
    ([("2026-12-01", "97.71")], "2026-12-02", ["0.00", "97.71", "97.70"], [], "0.00"),
    ([("2026-12-05", "97.71")], "2026-12-05", ["0.00", "97.71", "97.70"], [], "0.00"),  # late, but paid
    ([("2026-12-05", "97.71")], "2026-12-04", ["97.71", "97.71", "97.70"], [1], "0.00"),  # not yet received
    ([("2026-12-01", "97.70")], "2026-12-02", ["0.01", "97.71", "97.70"], [1], "0.00"),  # a cent short is short
    ([("2026-12-01", "100.00")], "2027-01-02", ["0.00", "95.42", "97.70"], [2], "0.00"),  # more than one, less than two
    ([("2026-12-01", "50.00"), ("2026-11-30", "47.71")], "2026-12-02", ["0.00", "97.71", "97.70"], [], "0.00"),
    ([("2026-12-01", "293.12")], "2027-03-01", ["0.00", "0.00", "0.00"], [], "0.00"),  # all at once
    ([("2026-12-01", "300.00")], "2027-03-01", ["0.00", "0.00", "0.00"], [], "6.88"),
    ([], "2027-03-01", ["97.71", "97.71", "97.70"], [1, 2, 3], "0.00"),
)


def receipts(*given: tuple[str, str]) -> list[PlanReceipt]:
    return [(day(when), Decimal(amount)) for when, amount in given]


@pytest.mark.parametrize(("paid", "on", "open_", "missed", "rest"), STANDS)
def test_how_a_plan_stands(
    paid: list[tuple[str, str]], on: str, open_: list[str], missed: list[int], rest: str
) -> None:
    state = plan_state(PLAN, receipts(*paid), day(on))
    assert [str(each.open) for each in state.instalments] == open_
    assert [each.instalment.number for each in state.missed] == missed
    assert str(state.rest) == rest
    oldest = next((number for number, left in enumerate(open_, 1) if left != "0.00"), None)
    assert (state.current.instalment.number if state.current else None) == oldest


def test_an_instalment_is_paid_on_the_day_of_its_last_cent() -> None:
    paid = receipts(("2026-11-28", "40.00"), ("2026-12-03", "60.00"), ("2026-12-20", "95.42"))
    state = plan_state(PLAN, paid, day("2027-01-02"))
    assert [each.paid_on for each in state.instalments] == [day("2026-12-03"), day("2026-12-20"), None]


days = st.dates(FIRST - timedelta(days=30), FIRST + timedelta(days=400))
payments = st.lists(st.tuples(days, st.decimals("0.01", "500", places=2)), max_size=8)
plans = st.builds(
    lambda debt, count: instalments(debt, FIRST, "monthly", count=count), st.decimals("1", "3000", places=2),
    st.integers(1, 12),
)  # fmt: skip


@given(plans, payments, days)
def test_every_cent_stands_once(plan: tuple[Instalment, ...], paid: list[PlanReceipt], on: date) -> None:
    """Covered and open are the total, instalment by instalment; covered and what is beyond are what was received."""
    state = plan_state(plan, paid, on)
    assert state.covered + state.open == state.total == sum(each.amount for each in plan)
    assert state.covered + state.rest == sum((amount for when, amount in paid if when <= on), Decimal())
    for each in state.instalments:
        assert each.covered + each.open == each.instalment.amount
        assert Decimal(0) <= each.covered <= each.instalment.amount
        assert (each.paid_on is None) == (each.open > 0)
    assert state.rest == 0 or state.open == 0


@given(plans, payments, days)
def test_the_oldest_is_filled_first(plan: tuple[Instalment, ...], paid: list[PlanReceipt], on: date) -> None:
    """Nothing goes to an instalment before those in front of it are whole, and in that order they become so."""
    state = plan_state(plan, paid, on)
    for earlier, later in zip(state.instalments, state.instalments[1:], strict=False):
        assert later.covered == 0 or earlier.open == 0
        assert later.paid_on is None or (earlier.paid_on is not None and earlier.paid_on <= later.paid_on)
    assert list(state.missed) == [each for each in state.instalments if each.open and each.instalment.due_on < on]


@given(plans, payments, days)
def test_the_order_of_the_list_and_how_a_payment_is_split_do_not_matter(
    plan: tuple[Instalment, ...], paid: list[PlanReceipt], on: date
) -> None:
    split = [(when, part) for when, amount in reversed(paid) for part in (Decimal("0.01"), amount - Decimal("0.01"))]
    assert plan_state(plan, split, on) == plan_state(plan, paid, on)
