"""The claim that is filed in an insolvency: what it adds up to, its interest, its VAT, and that it asks nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.errors import InvalidInput
from docgen.letters.filing_fields import FilingFields
from docgen.letters.text_checks import check_text
from docgen.render.words import Words
from tests.dossier.building import Data, invoice, payment
from tests.letters.asking import letter


def filing(**dossier: Any) -> FilingFields:
    found = letter("curator-claim", dossier=dossier).fields.filing
    assert found is not None
    return found


# The VAT of each invoice and what was paid, and the principal without VAT, its VAT, and the principal.
VAT: list[tuple[list[Data], list[Data], str | None, str | None, str]] = [
    ([invoice("1210.00", vat="210.00")], [], "1000.00", "210.00", "1210.00"),
    ([invoice("1210.00", vat="210.00")], [payment("2026-08-20", "605.00")], "500.00", "105.00", "605.00"),
    ([invoice("109.00", vat="9.00"), invoice("121.00", vat="21.00", number="F2")], [], "200.00", "30.00", "230.00"),
    ([invoice("109.00", vat="0.00")], [], "109.00", "0.00", "109.00"),
    ([invoice("109.00", vat="9.00"), invoice("121.00", number="F2")], [], None, None, "230.00"),
    ([invoice("109.00", vat="9.00"), invoice("121.00", number="F2")], [payment("2026-08-20", "121.00", "F2")],
     "100.00", "9.00", "109.00"),
]  # fmt: skip


@pytest.mark.parametrize(("invoices", "payments", "without", "vat", "principal"), VAT)
def test_vat_within_the_principal(
    invoices: list[Data], payments: list[Data], without: str | None, vat: str | None, principal: str
) -> None:
    found = filing(invoices=invoices, payments=payments, history=[])
    assert found.principal == Decimal(principal)
    if without is None or vat is None:
        assert found.vat is None
        return
    assert found.vat is not None
    assert (found.vat.without, found.vat.amount) == (Decimal(without), Decimal(vat))


@pytest.mark.parametrize("business", [False, True])
def test_it_adds_up_and_counts_interest_until_the_day_before_the_judgment(business: bool) -> None:
    made = letter("curator-claim", business=business)
    found, interest = made.fields.filing, made.fields.interest
    assert found is not None
    assert interest is not None
    assert found.total == found.principal + found.interest + found.costs == made.account.total_due
    assert (found.interest_until, interest.periods[-1].end) == (date(2026, 11, 9), date(2026, 11, 9))
    assert found.costs == Decimal("150.00")  # a notice or a hand-over before the judgment
    assert (made.amount, made.payee, made.pay_before, made.fields.pay, made.fields.help) == (None,) * 5


def test_costs_that_were_not_due_before_the_judgment_are_no_part_of_it() -> None:
    late = {"kind": "wik-notice", "sent_on": "2026-10-27", "term_days": 14, "announced_costs": "150.00",
            "term_wording": "from-day-after-delivery"}  # fmt: skip
    assert filing(history=[late]).costs == Decimal("0.00")


def test_it_names_no_other_account() -> None:
    made = letter("curator-claim")
    text = "Rekening\tNL39 RABO 0300 0652 64"
    found = {each.rule for each in check_text(text, made, Words("nl").say)}
    assert {"text-other-account", "text-account-missing"} <= found


def test_an_amount_to_pay_cannot_be_explained() -> None:
    with pytest.raises(InvalidInput):
        letter("curator-claim", annex=True)
