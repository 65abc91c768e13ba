"""The fees between creditor and agency, reckoned by hand from the wording of each rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.law.fees import Band, FeeTerms, base_fee, fee

ON = date(2026, 11, 21)
D = Decimal
BANDS = (Band(D("500.00"), D("35.00")), Band(D("2500.00"), D("60.00")), Band(None, D("95.00")))

NOTHING = FeeTerms("none")
FIXED = FeeTerms("fixed", amount=D("75.00"))
COMMISSION = FeeTerms("commission", percent=D("12.5"))
BASE = FeeTerms("base-fee", bands=BANDS)
ABOVE_BASE = FeeTerms("statutory-costs", bands=BANDS, only_above_base_fee=True)
RECALCULATED = FeeTerms("statutory-costs", over="collected", at_most=D("11.25"))

# terms, claim, collected, fee without VAT, VAT, where the rule stands and how it was reckoned
FEES = [
    (NOTHING, "1000.00", "0.00", "0.00", "0.00", "DB-14, ME-10, ME-13: no costs"),
    (FIXED, "1000.00", "0.00", "75.00", "15.75", "FL-14: EUR 75; 21 % of 75"),
    (COMMISSION, "1000.00", "400.00", "50.00", "10.50", "FL-13: 12.5 % of 400"),
    (COMMISSION, "1000.00", "333.33", "41.67", "8.75", "FL-13: 41.66625, half up; 21 % is 8.7507"),
    (COMMISSION, "1000.00", "0.00", "0.00", "0.00", "FL-13: nothing came in"),
    (BASE, "500.00", "0.00", "35.00", "7.35", "DB-13: up to and including 500"),
    (BASE, "500.01", "0.00", "60.00", "12.60", "DB-13: the next band begins a cent higher"),
    (BASE, "2500.01", "0.00", "95.00", "19.95", "DB-13: every larger claim"),
    (ABOVE_BASE, "1000.00", "10.00", "150.00", "31.50", "DB-15: 15 % of the claim, more than 60"),
    (ABOVE_BASE, "400.00", "10.00", "60.00", "12.60", "DB-15: 15 % of the claim, more than 35"),
    (ABOVE_BASE, "100.00", "10.00", "40.00", "8.40", "DB-15: the minimum of 40, more than 35"),
    (RECALCULATED, "1000.00", "400.00", "45.00", "9.45", "ME-11: 15 % is 60, at most 11.25 % is 45"),
    (RECALCULATED, "1000.00", "100.00", "11.25", "2.36", "ME-11: the minimum of 40 is above 11.25; VAT 2.3625"),
    (RECALCULATED, "1000.00", "333.33", "37.49", "7.87", "ME-11: 37.499625 rounded down; VAT 7.8729"),
    (RECALCULATED, "10000.00", "6000.00", "675.00", "141.75", "ME-11: 375 + 250 + 50 = 675 = 11.25 % of 6000"),
    (RECALCULATED, "10000.00", "8000.00", "775.00", "162.75", "ME-11: 375 + 250 + 150, below 11.25 % (900)"),
    (RECALCULATED, "1000.00", "0.00", "0.00", "0.00", "ME-11: nothing was collected"),
]


@pytest.mark.parametrize(("terms", "claim", "collected", "excl_vat", "vat", "source"), FEES)
def test_a_fee_by_hand(terms: FeeTerms, claim: str, collected: str, excl_vat: str, vat: str, source: str) -> None:
    found = fee(terms, claim=D(claim), collected=D(collected), on=ON)
    assert (found.excl_vat, found.vat, found.total) == (D(excl_vat), D(vat), D(excl_vat) + D(vat)), source


# base fee, costs over a claim of 1000 are 150.00: DB-15 "only if they exceed the base fee"
@pytest.mark.parametrize(("base", "expected"), [("149.99", "150.00"), ("150.00", "0.00"), ("150.01", "0.00")])
def test_statutory_costs_only_above_the_base_fee(base: str, expected: str) -> None:
    terms = FeeTerms("statutory-costs", bands=(Band(None, D(base)),), only_above_base_fee=True)
    found = fee(terms, claim=D("1000.00"), collected=D("1.00"), on=ON)
    assert (found.excl_vat, found.costs, found.base_fee) == (D(expected), D("150.00"), D(base))


def test_vat_is_that_of_the_day() -> None:
    """19 percent until 1 October 2012 (Wet OB 1968, art. 9 lid 1)."""
    assert fee(FIXED, claim=D("100.00"), collected=D("0.00"), on=date(2012, 9, 30)).vat == D("14.25")
    assert fee(FIXED, claim=D("100.00"), collected=D("0.00"), on=date(2012, 10, 1)).vat == D("15.75")


@pytest.mark.parametrize("terms", [FeeTerms("commission"), FeeTerms("base-fee")])
def test_open_terms_give_no_fee(terms: FeeTerms) -> None:
    with pytest.raises(ValueError, match="not complete"):
        fee(terms, claim=D("100.00"), collected=D("50.00"), on=ON)


money = st.decimals(D("0.00"), D("500000.00"), places=2)


@given(money, money)
def test_a_recalculated_fee_is_never_more_than_its_share_of_what_was_collected(
    claim: Decimal, collected: Decimal
) -> None:
    found = fee(RECALCULATED, claim=claim, collected=collected, on=ON)
    assert D(0) <= found.excl_vat <= collected * D("0.1125")
    assert found.total == round(found.total, 2)


@given(money, money)
def test_a_larger_claim_never_has_a_lower_band(one: Decimal, other: Decimal) -> None:
    assert (base_fee(BANDS, one) <= base_fee(BANDS, other)) or one > other
