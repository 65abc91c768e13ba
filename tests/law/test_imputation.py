"""What a payment is used for: which claim first (art. 6:43 BW); within it costs, interest, principal (art. 6:44 BW)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.law.imputation import Receipt, impute
from docgen.law.interest import InterestTerms, RunningClaim

NO_INTEREST = InterestTerms("none")
DAY = date(2026, 10, 1)


def euro(amount: str) -> Decimal:
    return Decimal(amount)


def claims(*principals: str, interest: str = "0.00") -> list[RunningClaim]:
    """Claims F1, F2, ..., oldest first, each with this much interest on it already and no more to come."""
    return [
        RunningClaim(f"F{number}", euro(amount), None, NO_INTEREST, accrued=euro(interest))
        for number, amount in enumerate(principals, start=1)
    ]


def costs(amount: str, due_from: date = date(2026, 1, 1)) -> Callable[[date], Decimal]:
    return lambda day: euro(amount) if day >= due_from else euro("0.00")


def receipt(amount: str, *first: str, on: date = DAY, principal_only: bool = False, **fixed: str) -> Receipt:
    parts = {number: euro(part) for number, part in fixed.items()} or None
    return Receipt(on, euro(amount), first, principal_only, parts)


# given: principals, interest on each, costs, the receipt;
# expected: to costs, interest, principal, rest; the principals left.
TABLE = (
    ("costs, interest, principal", ["1000.00"], "36.44", "150.00", receipt("500.00"),
     "150.00 36.44 313.56 0.00", ["686.44"]),
    ("less than the costs", ["1000.00"], "36.44", "150.00", receipt("100.00"), "100.00 0.00 0.00 0.00", ["1000.00"]),
    ("costs and part of the interest", ["1000.00"], "36.44", "150.00", receipt("160.00"),
     "150.00 10.00 0.00 0.00", ["1000.00"]),
    ("all of it", ["1000.00"], "36.44", "150.00", receipt("1186.44"), "150.00 36.44 1000.00 0.00", ["0.00"]),
    ("a cent too much", ["1000.00"], "36.44", "150.00", receipt("1186.45"), "150.00 36.44 1000.00 0.01", ["0.00"]),
    ("no costs that are due", ["1000.00"], "36.44", "0.00", receipt("500.00"), "0.00 36.44 463.56 0.00", ["536.44"]),
    ("the oldest claim first, whole", ["100.00", "200.00"], "1.00", "0.00", receipt("150.00"),
     "0.00 2.00 148.00 0.00", ["0.00", "152.00"]),
    ("the claim that was named first", ["100.00", "200.00"], "1.00", "0.00", receipt("150.00", "F2"),
     "0.00 1.00 149.00 0.00", ["100.00", "51.00"]),
    ("named, and more than it needs", ["100.00", "200.00"], "1.00", "0.00", receipt("250.00", "F2"),
     "0.00 2.00 248.00 0.00", ["52.00", "0.00"]),
    ("named, but costs come before any claim", ["100.00", "200.00"], "1.00", "40.00", receipt("150.00", "F2"),
     "40.00 1.00 109.00 0.00", ["100.00", "91.00"]),
    ("named what is not there", ["100.00"], "1.00", "0.00", receipt("50.00", "F9"), "0.00 1.00 49.00 0.00", ["51.00"]),
    ("principal only", ["1000.00"], "36.44", "150.00", receipt("500.00", principal_only=True),
     "0.00 0.00 500.00 0.00", ["500.00"]),
    ("principal only, more than that", ["1000.00"], "36.44", "150.00", receipt("1200.00", principal_only=True),
     "150.00 36.44 1000.00 13.56", ["0.00"]),  # nothing is overpaid while costs and interest are owed
    ("principal only, the letter's claims first", ["100.00", "200.00"], "1.00", "0.00",
     receipt("150.00", "F2", principal_only=True), "0.00 0.00 150.00 0.00", ["100.00", "50.00"]),
    ("part of it decided before", ["100.00", "200.00"], "1.00", "40.00", receipt("150.00", F2="60.00"),
     "40.00 1.00 109.00 0.00", ["51.00", "140.00"]),
)  # fmt: skip


@pytest.mark.parametrize(("principals", "interest", "due", "paid", "expected", "left"), [each[1:] for each in TABLE],
                         ids=[each[0] for each in TABLE])  # fmt: skip
def test_one_payment(
    principals: list[str], interest: str, due: str, paid: Receipt, expected: str, left: list[str]
) -> None:
    running = claims(*principals, interest=interest)
    (used,), to_costs = impute(running, [paid], costs(due))
    assert f"{used.to_costs} {used.to_interest} {used.to_principal} {used.rest}" == expected
    assert [str(claim.principal) for claim in running] == left
    assert to_costs == used.to_costs


def test_costs_are_paid_once_and_only_once_they_are_due() -> None:
    running = claims("1000.00")
    due = costs("150.00", date(2026, 10, 8))
    paid = [receipt("100.00", on=date(2026, 10, number)) for number in (7, 8, 9)]
    used, to_costs = impute(running, paid, due)
    assert [str(each.to_costs) for each in used] == ["0.00", "100.00", "50.00"]
    assert [str(each.to_principal) for each in used] == ["100.00", "0.00", "50.00"]
    assert to_costs == euro("150.00")


def test_a_settled_claim_takes_what_is_fixed_and_nothing_else() -> None:
    running = claims("100.00", "200.00")
    used, _ = impute(running, [receipt("250.00", F1="100.00")], costs("40.00"), settled={"F1"})
    assert [(each.to_costs, each.to_principal) for each in used] == [(euro("40.00"), euro("210.00"))]
    assert [str(claim.principal) for claim in running] == ["0.00", "90.00"]


amounts = st.decimals("0.01", "3000", places=2)


@given(
    st.lists(amounts, min_size=1, max_size=4),
    st.lists(
        st.tuples(st.integers(0, 300), amounts, st.sampled_from(["", "F1", "F2", "F4"]), st.booleans()), max_size=6
    ),
    st.decimals("0", "500", places=2),
)
def test_every_cent_is_used_once(
    principals: list[Decimal], payments: list[tuple[int, Decimal, str, bool]], due: Decimal
) -> None:
    running = [
        RunningClaim(f"F{number}", amount, date(2026, 1, 1) + timedelta(days=number), InterestTerms("statutory"))
        for number, amount in enumerate(principals, start=1)
    ]
    paid = [
        Receipt(date(2026, 1, 20) + timedelta(days=number), amount, (named,) if named else (), only)
        for number, amount, named, only in sorted(payments)
    ]
    used, to_costs = impute(running, paid, lambda _: due)
    for each, given_ in zip(used, paid, strict=True):
        parts = (each.to_costs, each.to_interest, each.to_principal, each.rest)
        assert sum(parts) == given_.amount
        assert min(parts) >= 0
    assert to_costs == sum(each.to_costs for each in used) <= due
    for claim in running:
        claim.run_until(date(2026, 12, 31))
    interest = sum((row.amount for claim in running for row in claim.periods), Decimal(0))
    assert sum(each.to_interest for each in used) == interest - sum(claim.interest_open for claim in running)
    assert sum(each.to_principal for each in used) == sum(principals) - sum(claim.principal for claim in running)
    assert all(claim.principal >= 0 and claim.added >= 0 and claim.accrued >= 0 for claim in running)
