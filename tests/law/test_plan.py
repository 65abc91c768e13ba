"""Payment plans: instalments that add up to the debt, on days that exist."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docgen.law.plan import Interval, due_dates, instalments
from tests.law.tables import day, exact, half_up

FIRST = date(2026, 12, 1)

# debt, count or amount, the instalments
SPREAD = (
    ("1333.00", {"count": 6}, ["222.17"] * 5 + ["222.15"]),
    ("100.00", {"count": 1}, ["100.00"]),
    ("100.00", {"count": 3}, ["33.33", "33.33", "33.34"]),
    ("200.00", {"count": 3}, ["66.67", "66.67", "66.66"]),
    ("0.01", {"count": 1}, ["0.01"]),
    ("0.03", {"count": 3}, ["0.01", "0.01", "0.01"]),
    ("293.12", {"count": 3}, ["97.71", "97.71", "97.70"]),
    ("1000.00", {"amount": "250.00"}, ["250.00"] * 4),
    ("1000.01", {"amount": "250.00"}, ["250.00"] * 4 + ["0.01"]),
    ("999.99", {"amount": "250.00"}, ["250.00"] * 3 + ["249.99"]),
    ("100.00", {"amount": "250.00"}, ["100.00"]),
)


@pytest.mark.parametrize(("debt", "how", "expected"), SPREAD)
def test_instalments(debt: str, how: dict[str, object], expected: list[str]) -> None:
    amount = Decimal(str(how["amount"])) if "amount" in how else None
    plan = instalments(Decimal(debt), FIRST, "monthly", count=how.get("count"), amount=amount)  # type: ignore[arg-type]
    assert [str(each.amount) for each in plan] == expected
    assert [each.number for each in plan] == list(range(1, len(expected) + 1))
    assert plan[-1].balance == 0


def test_the_balance_is_what_is_open_after_an_instalment() -> None:
    plan = instalments(Decimal("1333.00"), FIRST, "monthly", count=6)
    assert [str(each.balance) for each in plan] == ["1110.83", "888.66", "666.49", "444.32", "222.15", "0.00"]


DUE = (
    ("2026-12-01", "monthly", ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"]),
    ("2027-01-31", "monthly", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),  # not the 28th from then on
    ("2027-12-31", "monthly", ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),  # a leap year
    ("2027-01-30", "monthly", ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"]),
    ("2028-02-29", "monthly", ["2028-02-29", "2028-03-29", "2028-04-29", "2028-05-29"]),
    ("2026-12-24", "weekly", ["2026-12-24", "2026-12-31", "2027-01-07", "2027-01-14"]),
    ("2026-12-24", "four-weekly", ["2026-12-24", "2027-01-21", "2027-02-18", "2027-03-18"]),
)


@pytest.mark.parametrize(("first", "interval", "expected"), DUE)
def test_due_dates(first: str, interval: Interval, expected: list[str]) -> None:
    assert [str(when) for when in due_dates(day(first), interval, 4)] == expected


IMPOSSIBLE = (
    ("0.00", {"count": 3}, "needs a debt"),
    ("-1.00", {"count": 3}, "needs a debt"),
    ("100.00", {}, "a count or an amount"),
    ("0.05", {"count": 6}, "too many"),  # five times a cent, and nothing for the sixth
    ("1.00", {"count": 120}, "too many"),
)


@pytest.mark.parametrize(("debt", "how", "why"), IMPOSSIBLE)
def test_impossible_plans(debt: str, how: dict[str, int], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        instalments(Decimal(debt), FIRST, "monthly", **how)


debts = st.decimals("0.01", "100000", places=2)
intervals = st.sampled_from(["weekly", "four-weekly", "monthly"])


@given(debts, st.integers(1, 120), st.dates(date(2024, 1, 1), date(2030, 12, 31)), intervals)
def test_equal_instalments_sum_to_the_debt(debt: Decimal, count: int, first: date, interval: Interval) -> None:
    part = half_up(exact(debt) / count)
    assume(debt - part * (count - 1) > 0)
    plan = instalments(debt, first, interval, count=count)
    assert sum(each.amount for each in plan) == debt
    assert len(plan) == count
    assert {each.amount for each in plan[:-1]} <= {part}
    assert abs(plan[-1].amount - part) <= Decimal("0.005") * count  # each of the others was off by half a cent at most
    assert plan[-1].amount > 0
    assert plan[0].due_on == first
    assert [each.due_on for each in plan] == sorted({each.due_on for each in plan})


@given(debts, st.decimals("100", "1000", places=2), intervals)
def test_fixed_instalments_sum_to_the_debt(debt: Decimal, amount: Decimal, interval: Interval) -> None:
    plan = instalments(debt, FIRST, interval, amount=amount)
    assert sum(each.amount for each in plan) == debt
    assert {each.amount for each in plan[:-1]} <= {amount}
    assert 0 < plan[-1].amount <= amount
    balances = [each.balance for each in plan]
    assert balances == sorted(balances, reverse=True)
    assert balances[-1] == 0


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 60))
def test_monthly_stays_on_the_first_instalments_day(first: date, count: int) -> None:
    for number, when in enumerate(due_dates(first, "monthly", count)):
        assert (when.year * 12 + when.month) - (first.year * 12 + first.month) == number
        last_of_month = (when + timedelta(days=1)).month != when.month
        assert when.day == first.day or (when.day < first.day and last_of_month)
