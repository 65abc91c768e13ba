"""The catalogue of letters: what the public contract says of each kind."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from docgen.dossier.model import AGENCY_KINDS, KindId
from docgen.dossier.request import TO_CREDITOR
from docgen.law.rates import days_on
from docgen.letters.kinds import KINDS
from tests.letters.asking import said

TODAY = date(2026, 11, 21)

# id, Dutch name, whose letterhead, costs, interest, days for a consumer and for a business, does it demand payment
CATALOGUE = (
    ("payment-reminder", "Betalingsherinnering", "creditor", "none", False, 7, 7, True),
    ("wik-notice", "Laatste aanmaning", "creditor", "announced", False, 14, 3, True),
    ("sommatie", "Sommatie", "agency", "claimed", True, 8, 8, True),
    ("cost-specification", "Specificatie van vordering, rente en kosten", "agency", "claimed", True, None, None, False),
    ("payment-plan-confirmation", "Bevestiging betalingsregeling", "agency", "claimed", True, None, None, False),
)


def test_the_first_five_kinds() -> None:
    assert list(KINDS)[:5] == [each[0] for each in CATALOGUE]


def test_the_dossier_knows_every_kind() -> None:
    assert set(get_args(KindId)) == set(KINDS)


@pytest.mark.parametrize(
    ("name", "title", "branding", "costs", "interest", "consumer_days", "business_days", "demands"), CATALOGUE
)
def test_a_kind(
    name: str, title: str, branding: str, costs: str, interest: bool, consumer_days: int | None,
    business_days: int | None, demands: bool,
) -> None:  # fmt: skip
    kind = KINDS[name]
    assert (kind.id, said(kind.title)) == (name, title)
    assert (kind.branding, kind.costs, kind.interest, kind.demands) == (branding, costs, interest, demands)
    found = {debtor: days_on(table, TODAY) for debtor, table in (kind.term or {}).items()}
    expected = {"consumer": consumer_days, "business": business_days}
    assert found == {debtor: number for debtor, number in expected.items() if number is not None}


def test_the_door_knows_which_kinds_are_the_agencys() -> None:
    assert {kind.id for kind in KINDS.values() if kind.branding == "agency"} == AGENCY_KINDS


def test_the_door_knows_whose_address_a_letter_bears() -> None:
    assert {kind.id for kind in KINDS.values() if kind.to == "creditor"} == TO_CREDITOR


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_comes_as_pdf_page_word_and_data(name: str) -> None:
    assert {"pdf", "html", "docx", "json"} <= set(KINDS[name].forms)
