"""The door for letters to who takes a claim over: what they need, and what must fit together about an insolvency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docgen.dossier.coherence import letter_problems
from docgen.dossier.model import LetterRequest
from docgen.law.vat import vat_within
from tests.dossier.building import CONSUMER, CURATOR, INSOLVENCY, invoice
from tests.letters.asking import asked

HELD = {"type": "bankruptcy", "since": "2026-11-10"}


def pointers(**changes: Any) -> list[str]:
    """Where the door sees a problem in a request for a claim, with these changes to its dossier."""
    data = asked("curator-claim")
    data |= {name: changes.pop(name) for name in ("term_days",) if name in changes}
    data["dossier"] |= changes
    return [each.pointer for each in letter_problems(LetterRequest.model_validate(data))]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, []),
        ({"insolvency": None, "curator": None}, ["/dossier/insolvency", "/dossier/curator"]),
        ({"term_days": 14}, ["/term_days"]),
        ({"circumstances": []}, ["/dossier/insolvency"]),
        ({"circumstances": [HELD | {"type": "wsnp"}]}, ["/dossier/insolvency"]),
        ({"circumstances": [HELD | {"since": "2026-11-11"}]}, ["/dossier/circumstances/0/since"]),
        ({"circumstances": [HELD | {"since": None}]}, ["/dossier/circumstances/0/since"]),
        ({"circumstances": [HELD | {"reference": "F.16/26/215"}]}, ["/dossier/circumstances/0/reference"]),
        ({"circumstances": [HELD | {"reference": "F.16/26/214"}]}, []),
        ({"insolvency": INSOLVENCY | {"rank": "preferential"}}, ["/dossier/insolvency/rank_ground"]),
        ({"insolvency": INSOLVENCY | {"rank_ground": "art. 7"}}, ["/dossier/insolvency/rank_ground"]),
        ({"insolvency": INSOLVENCY | {"rank": "retention-of-title", "rank_ground": "art. 7"}}, []),
        ({"insolvency": INSOLVENCY | {"vat_refund": True}, "invoices": [invoice(vat="0.00")]},
         ["/dossier/insolvency/vat_refund"]),
        ({"insolvency": INSOLVENCY | {"vat_refund": True}}, []),
        ({"curator": CURATOR | {"address": {"street": "Kade", "city": "Utrecht"}}},
         ["/dossier/curator/address/postal_code", "/dossier/curator/address/house_number"]),
        ({"invoices": [invoice(vat="1000.00")]}, ["/dossier/invoices/0/vat"]),
        ({"invoices": [invoice(vat="-82.57")]}, ["/dossier/invoices/0/vat"]),
        ({"debtor": CONSUMER | {"birth_date": "1948-05-17"}}, []),
        ({"debtor": {**CONSUMER, "type": "business", "legal_form": "bv", "birth_date": "1948-05-17"}},
         ["/dossier/debtor/birth_date"]),
    ],
)  # fmt: skip
def test_what_a_claim_needs_and_what_must_fit(changes: dict[str, Any], where: list[str]) -> None:
    assert pointers(**changes) == where


def test_a_bailiff_is_needed_and_no_term() -> None:
    data = asked("bailiff-handover", term_days=8)
    data["dossier"] |= {"bailiff": None}
    found = [each.pointer for each in letter_problems(LetterRequest.model_validate(data))]
    assert found == ["/dossier/bailiff", "/term_days"]


@pytest.mark.parametrize(
    ("part", "amount", "vat", "expected"),
    [
        ("1210.00", "1210.00", "210.00", "210.00"),
        ("605.00", "1210.00", "210.00", "105.00"),
        ("100.00", "1210.00", "210.00", "17.36"),  # 17.3553…
        ("0.03", "121.00", "21.00", "0.01"),  # 0.0052…
        ("684.30", "684.30", "0.00", "0.00"),
    ],
)
def test_the_vat_within_a_part_of_an_invoice(part: str, amount: str, vat: str, expected: str) -> None:
    assert vat_within(Decimal(part), Decimal(amount), Decimal(vat)) == Decimal(expected)
