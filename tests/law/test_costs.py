"""Collection costs: the scale of art. 2 Besluit BIK at its edges, the VAT on it, and what limits it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import RatesNotKnown
from docgen.law.amounts import cents, cents_down, total
from docgen.law.costs import CostTerms, collection_costs, scale, statutory_costs, vat_on
from tests.law.tables import exact, half_up

TODAY = date(2026, 11, 21)

COSTS = (
    # principal, costs
    ("0.00", "0.00"),
    ("0.01", "40.00"),  # the minimum
    ("150.00", "40.00"),
    ("266.66", "40.00"),  # 39.999
    ("266.67", "40.00"),  # 40.0005 is 40.00
    ("266.69", "40.00"),  # 40.0035
    ("266.70", "40.01"),  # 40.005, half up
    ("275.50", "41.33"),  # 41.325
    ("1000.00", "150.00"),
    ("2499.99", "375.00"),  # 374.9985
    ("2500.00", "375.00"),  # end of the first step
    ("2500.01", "375.00"),  # 375.001
    ("2500.05", "375.01"),  # 375.005
    ("2730.75", "398.08"),
    ("5000.00", "625.00"),  # end of the second step
    ("5000.01", "625.00"),  # 625.0005
    ("5000.10", "625.01"),  # 625.005
    ("10000.00", "875.00"),  # end of the third step
    ("10000.49", "875.00"),  # 875.0049
    ("10000.50", "875.01"),  # 875.005
    ("18250.40", "957.50"),  # 957.504
    ("200000.00", "2775.00"),  # end of the fourth step
    ("200001.00", "2775.01"),  # 2775.005
    ("999998.00", "6774.99"),
    ("1000000.00", "6775.00"),  # the maximum
    ("1000000.01", "6775.00"),
    ("2500000.00", "6775.00"),
    ("999999999.99", "6775.00"),
)


@pytest.mark.parametrize(("principal", "expected"), COSTS)
def test_the_scale(principal: str, expected: str) -> None:
    assert str(statutory_costs(Decimal(principal), TODAY)) == expected


# principal, then the lines as "from-to percent amount" or "reason amount".
LINES = (
    ("1150.00", ["0.00-1150.00 15 172.50"]),
    ("150.00", ["0.00-150.00 15 22.50", "minimum 17.50"]),
    ("2500.00", ["0.00-2500.00 15 375.00"]),
    ("2500.01", ["0.00-2500.00 15 375.00", "2500.00-2500.01 10 0.00"]),
    ("18250.40", ["0.00-2500.00 15 375.00", "2500.00-5000.00 10 250.00", "5000.00-10000.00 5 250.00",
                  "10000.00-18250.40 1 82.50"]),
    ("1500000.00", ["0.00-2500.00 15 375.00", "2500.00-5000.00 10 250.00", "5000.00-10000.00 5 250.00",
                    "10000.00-200000.00 1 1900.00", "200000.00-1500000.00 0.5 6500.00", "maximum -2500.00"]),
)  # fmt: skip


@pytest.mark.parametrize(("principal", "expected"), LINES)
def test_the_lines_of_the_scale(principal: str, expected: list[str]) -> None:
    shown = [
        f"{line.reason} {line.amount}"
        if line.percent is None
        else f"{line.start}-{line.end} {line.percent.normalize():f} {line.amount}"
        for line in scale(Decimal(principal), TODAY)
    ]
    assert shown == expected


def test_without_principal_there_are_no_costs_and_no_minimum() -> None:
    assert scale(Decimal("0.00"), TODAY) == ()
    assert scale(Decimal("-5.00"), TODAY) == ()
    for kind in ("statutory", "contractual", "reduced", "none"):
        terms = CostTerms(kind, Decimal("15"), Decimal("50.00"), Decimal("25.00"), vat_claimed=True)  # type: ignore[arg-type]
        assert collection_costs(Decimal("0.00"), terms, TODAY).total == 0


# VAT comes over the costs after minimum, maximum and rounding, and then once more a rounding: costs, VAT at 21%.
VAT = (
    ("40.00", "8.40"),
    ("41.33", "8.68"),  # 8.6793; over the unrounded 41.325 it would be 8.67825
    ("172.50", "36.23"),  # 36.225
    ("398.08", "83.60"),  # 83.5968
    ("6775.00", "1422.75"),  # on top of the maximum
)


@pytest.mark.parametrize(("excl_vat", "vat"), VAT)
def test_vat(excl_vat: str, vat: str) -> None:
    assert str(vat_on(Decimal(excl_vat), TODAY)) == vat


def test_vat_was_nineteen_percent_until_october_2012() -> None:
    assert vat_on(Decimal("40.00"), date(2012, 9, 30)) == Decimal("7.60")
    assert vat_on(Decimal("40.00"), date(2012, 10, 1)) == Decimal("8.40")


def terms(kind: str = "statutory", **more: object) -> CostTerms:
    values = {name: Decimal(value) if isinstance(value, str) else value for name, value in more.items()}
    return CostTerms(kind, **values)  # type: ignore[arg-type]


# principal, terms, costs, VAT, article.
BIK, BW = "art. 2 Besluit BIK", "art. 6:96 BW"
LIMITED = (
    ("statutory", "275.50", terms(), "41.33", "0.00", BIK),
    ("VAT on top", "275.50", terms(vat_claimed=True), "41.33", "8.68", BIK),
    ("VAT over the minimum", "100.00", terms(vat_claimed=True), "40.00", "8.40", BIK),
    ("VAT over the maximum", "2000000.00", terms(vat_claimed=True), "6775.00", "1422.75", BIK),
    ("reduced", "1150.00", terms("reduced", reduced_to="25.00"), "25.00", "0.00", BIK),
    ("reduced under the minimum", "100.00", terms("reduced", reduced_to="25.00"), "25.00", "0.00", BIK),
    ("reduced with VAT", "1150.00", terms("reduced", reduced_to="25.00", vat_claimed=True), "25.00", "5.25", BIK),
    ("reduced to more than the law", "1150.00", terms("reduced", reduced_to="500.00"), "172.50", "0.00", BIK),
    ("reduced to nothing", "1150.00", terms("reduced", reduced_to="0.00"), "0.00", "0.00", BIK),
    ("contractual", "333.33", terms("contractual", percentage="8.5"), "28.33", "0.00", BW),  # 28.33305
    ("contractual minimum", "100.00", terms("contractual", percentage="10", minimum="50.00"), "50.00", "0.00", BW),
    ("contractual above it", "1150.00", terms("contractual", percentage="15", minimum="50.00"), "172.50", "0.00", BW),
    ("contractual above the law", "1000.00", terms("contractual", percentage="20"), "200.00", "0.00", BW),
    ("announced less", "1150.00", terms(ceiling="150.00"), "150.00", "0.00", BIK),
    ("announced more", "1150.00", terms(ceiling="180.00"), "172.50", "0.00", BIK),
    ("announced without VAT", "1150.00", terms(vat_claimed=True, ceiling="172.50", vat_ceiling="0.00"), "172.50",
     "0.00", BIK),
    ("announced less VAT", "1150.00", terms(vat_claimed=True, ceiling="172.50", vat_ceiling="10.00"), "172.50",
     "10.00", BIK),
    ("announced VAT, lower base", "250.00", terms(vat_claimed=True, ceiling="172.50", vat_ceiling="36.23"), "40.00",
     "8.40", BIK),
    ("announced VAT that is not owed", "1150.00", terms(ceiling="172.50", vat_ceiling="36.23"), "172.50", "0.00", BIK),
    ("reduced, and announced less", "1150.00", terms("reduced", reduced_to="100.00", ceiling="60.00"), "60.00",
     "0.00", BIK),
    ("none", "1150.00", terms("none", vat_claimed=True), "0.00", "0.00", BW),
)  # fmt: skip


@pytest.mark.parametrize(("principal", "agreed", "excl_vat", "vat", "rule"), [each[1:] for each in LIMITED],
                         ids=[each[0] for each in LIMITED])  # fmt: skip
def test_what_limits_the_costs(principal: str, agreed: CostTerms, excl_vat: str, vat: str, rule: str) -> None:
    costs = collection_costs(Decimal(principal), agreed, TODAY)
    assert (str(costs.excl_vat), str(costs.vat), costs.rule) == (excl_vat, vat, rule)
    assert costs.total == Decimal(excl_vat) + Decimal(vat)
    assert total(line.amount for line in costs.lines) == costs.excl_vat


def test_the_last_line_says_why_the_costs_are_not_the_scale() -> None:
    reasons = [
        [line.reason for line in collection_costs(Decimal(principal), agreed, TODAY).lines if line.reason]
        for _, principal, agreed, *_ in LIMITED
    ]
    assert reasons == [
        [], [], ["minimum"], ["maximum"], ["reduced"], ["minimum", "reduced"], ["reduced"], [], ["reduced"],
        [], ["contractual"], [], [], ["announced"], [], [], [], ["minimum"], [], ["reduced", "announced"], [],
    ]  # fmt: skip


def test_the_scale_has_a_first_day_and_no_costs_need_no_table() -> None:
    before = date(2012, 6, 30)
    with pytest.raises(RatesNotKnown):
        collection_costs(Decimal("100.00"), CostTerms(), before)
    assert collection_costs(Decimal("0.00"), CostTerms(), before).total == 0
    assert collection_costs(Decimal("100.00"), CostTerms("none"), date(1995, 1, 1)).total == 0


ROUNDING = (
    ("0.004", "0.00", "0.00"), ("0.005", "0.01", "0.00"), ("0.0049999", "0.00", "0.00"), ("1.015", "1.02", "1.01"),
    ("1.025", "1.03", "1.02"), ("0.999", "1.00", "0.99"), ("41.325", "41.33", "41.32"),
)  # fmt: skip


@pytest.mark.parametrize(("amount", "half", "down"), ROUNDING)
def test_rounding(amount: str, half: str, down: str) -> None:
    assert (str(cents(Decimal(amount))), str(cents_down(Decimal(amount)))) == (half, down)


def by_hand(principal: Decimal) -> Decimal:
    """The decree as one formula, exactly."""
    base, costs, start = exact(principal), Fraction(0), Fraction(0)
    for up_to, percent in ((2500, 15), (5000, 10), (10_000, 5), (200_000, 1), (10**12, Fraction(1, 2))):
        costs += max(min(base, Fraction(up_to)) - start, Fraction(0)) * Fraction(percent) / 100
        start = Fraction(up_to)
    return half_up(min(max(costs, Fraction(40)), Fraction(6775)))


principals = st.decimals("0.01", "2000000", places=2)


@given(principals)
def test_the_scale_is_the_decree_for_every_principal(principal: Decimal) -> None:
    assert statutory_costs(principal, TODAY) == by_hand(principal)


@given(principals, st.decimals("0.01", "1000", places=2))
def test_more_principal_never_means_less_costs(principal: Decimal, more: Decimal) -> None:
    assert statutory_costs(principal, TODAY) <= statutory_costs(principal + more, TODAY)


@given(
    principals,
    st.builds(
        CostTerms,
        st.sampled_from(["statutory", "reduced", "none"]),
        reduced_to=st.decimals("0", "9000", places=2),
        vat_claimed=st.booleans(),
        ceiling=st.none() | st.decimals("0", "9000", places=2),
        vat_ceiling=st.none() | st.decimals("0", "2000", places=2),
    ),
)
def test_no_terms_lead_above_the_law_and_lines_always_add_up(principal: Decimal, agreed: CostTerms) -> None:
    costs = collection_costs(principal, agreed, TODAY)
    assert total(line.amount for line in costs.lines) == costs.excl_vat
    assert 0 <= costs.excl_vat <= by_hand(principal)
    assert 0 <= costs.vat <= half_up(exact(costs.excl_vat) * 21 / 100)
    assert agreed.ceiling is None or costs.excl_vat <= agreed.ceiling
    assert agreed.vat_ceiling is None or costs.vat <= agreed.vat_ceiling
    assert agreed.vat_claimed or not costs.vat
