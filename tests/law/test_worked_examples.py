"""The worked examples of our study of the law: what is given, what must come out, and on what that rests.

Sources: BIK = Besluit vergoeding voor buitengerechtelijke incassokosten (Stb. 2012, 141); HR15 = ECLI:NL:HR:2015:1868;
HR16 = ECLI:NL:HR:2016:2704; SICUM = schuldinfo.nl on claims that belong in one notice; VIA = art. 6:119 lid 2 BW;
STB14 = Stb. 2014, 491 and SMK = smkaccountants.nl (rates); LUX230 = the commercial rate of 1 July 2026;
SYN = Syncasso on the presumption of delivery; STDN = ISO 11649 as python-stdnum has it; BV = Betaalvereniging on the
betalingskenmerk; BWIPP = the EPC069-12 code.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from stdnum import iso11649

from docgen.dossier.identifiers import betalingskenmerk_check, payment_reference, reference_kind
from docgen.law.costs import CostTerms, collection_costs
from docgen.law.imputation import Receipt, impute
from docgen.law.interest import InterestTerms, RunningClaim
from docgen.law.terms import last_free_day, presumed_receipt
from docgen.letters.letter import Payee
from docgen.render.qr import transfer
from tests.law.tables import day

TODAY = date(2026, 11, 21)

# no., given: principals, does the creditor add VAT; expected: costs, VAT, total; source
COSTS = (
    (1, ["150.00"], False, "40.00", "0.00", "40.00", "BIK art. 2 lid 2: the minimum"),
    (2, ["275.50"], True, "41.33", "8.68", "50.01", "BIK art. 2 lid 3: VAT over the rounded costs"),
    (3, ["1250.00", "1480.75"], False, "398.08", "0.00", "398.08", "BIK art. 2; SICUM: principals are added up"),
    (4, ["18250.40"], False, "957.50", "0.00", "957.50", "BIK art. 2 lid 1: four steps"),
    (5, ["900.00"], False, "135.00", "0.00", "135.00", "BIK: what the notice announces"),
    (5, ["900.00", "-650.00"], False, "40.00", "0.00", "40.00", "HR16 r.o. 3.8: over what is unpaid after the term"),
)


@pytest.mark.parametrize(("_no", "principals", "vat", "excl_vat", "vat_amount", "total", "_source"), COSTS)
def test_costs(
    _no: int, principals: list[str], vat: bool, excl_vat: str, vat_amount: str, total: str, _source: str
) -> None:
    base = sum((Decimal(each) for each in principals), Decimal(0))
    costs = collection_costs(base, CostTerms(vat_claimed=vat), TODAY)
    assert (str(costs.excl_vat), str(costs.vat), str(costs.total)) == (excl_vat, vat_amount, total)


# no., given: kind, principal, first day, until (not counted); expected: days, percent and interest of each row, total.
INTEREST = (
    (6, "statutory", "1250.00", "2025-08-16", "2026-03-01", ["138 6 28.36", "59 4 8.08"], "36.44", "STB14, SMK"),
    (7, "statutory", "2000.00", "2024-10-01", "2026-11-21",
     ["92 7 35.29", "273 6 89.75", "92 6 32.14", "273 4 63.58", "51 4 12.41"], "233.17", "VIA: the year joins the base"),
    (8, "commercial", "7432.10", "2026-04-15", "2026-11-21", ["77 10.15 159.14", "143 10.4 302.82"], "461.96", "LUX230"),
)  # fmt: skip


@pytest.mark.parametrize(("_no", "kind", "principal", "first", "until", "rows", "total", "_source"), INTEREST)
def test_interest(
    _no: int, kind: str, principal: str, first: str, until: str, rows: list[str], total: str, _source: str
) -> None:
    claim = RunningClaim("F1", Decimal(principal), day(first), InterestTerms(kind))  # type: ignore[arg-type]
    claim.run_until(day(until) - timedelta(days=1))
    assert [f"{row.days} {row.annual_rate.normalize():f} {row.amount}" for row in claim.periods] == rows
    assert str(claim.interest_open) == total


def test_interest_of_example_7_joins_the_base_every_year() -> None:
    claim = RunningClaim("F1", Decimal("2000.00"), date(2024, 10, 1), InterestTerms("statutory"))
    claim.run_until(date(2026, 11, 20))
    assert {(row.start, str(row.base)) for row in claim.periods} == {
        (date(2024, 10, 1), "2000.00"),
        (date(2025, 1, 1), "2000.00"),
        (date(2025, 10, 1), "2125.04"),
        (date(2026, 1, 1), "2125.04"),
        (date(2026, 10, 1), "2220.76"),
    }


def test_imputation_of_example_9() -> None:
    """500.00 on costs 150.00, interest 36.44 and principal 1,000.00. Source: art. 6:44 BW, HR15 (costs are costs)."""
    claim = RunningClaim("F1", Decimal("1000.00"), None, InterestTerms("none"), accrued=Decimal("36.44"))
    (used,), _ = impute([claim], [Receipt(TODAY, Decimal("500.00"))], lambda _: Decimal("150.00"))
    assert (used.to_costs, used.to_interest, used.to_principal) == (
        Decimal("150.00"),
        Decimal("36.44"),
        Decimal("313.56"),
    )
    assert claim.principal == Decimal("686.44")


def test_term_of_example_10() -> None:
    """By post on Monday 23 November 2026: received Wednesday 25, free until Wednesday 9 December. Source: SYN, HR16."""
    receipt = presumed_receipt(date(2026, 11, 23), "post")
    assert receipt == date(2026, 11, 25)
    assert last_free_day(receipt, 14) == date(2026, 12, 9)  # costs are due from Thursday 10 December


def test_references_of_example_11() -> None:
    """INC20260001 and 202600010000123 with their check digits. Source: STDN, BV."""
    assert reference_kind("RF53INC20260001") == "rf"
    assert payment_reference("RF53 INC2 0260 001") == "RF53INC20260001"
    assert iso11649.is_valid("RF53INC20260001")
    assert [number for number in range(100) if iso11649.is_valid(f"RF{number:02d}INC20260001")] == [53]
    assert betalingskenmerk_check("202600010000123") == "3"  # the weighted sum is 85: 11 - 85 mod 11 = 3
    assert payment_reference("3202600010000123") == "3202600010000123"


def test_payload_of_example_12() -> None:
    """Version 002, character set 1, no BIC, no purpose. Source: BWIPP."""
    payee = Payee("Voorbeeld B.V.", "NL91ABNA0417164300", None, "RF53INC20260001")
    payload = transfer(payee, Decimal("475.00"))
    assert payload.split("\n") == [
        "BCD", "002", "1", "SCT", "", "Voorbeeld B.V.", "NL91ABNA0417164300", "EUR475.00", "", "RF53INC20260001",
    ]  # fmt: skip
    assert len(payload.encode()) == 75
