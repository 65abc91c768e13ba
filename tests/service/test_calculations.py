"""POST /v1/calculations and the same on the command line: the contract's worked example, to the cent."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.service.examples import DOSSIER

NOTICE = {
    "kind": "wik-notice",
    "sent_on": "2026-09-21",
    "channel": "post",
    "performed_by": "creditor",
    "invoice_numbers": ["F2026-101"],
    "amount_asked": "1150.00",
    "term_days": 14,
    "term_wording": "from-day-after-delivery",
    "announced_costs": "172.50",
    "announced_vat": "0.00",
}
PLAN = {"agreed_on": "2026-11-21", "instalment_count": 6, "first_due_on": "2026-12-01", "interval": "monthly"}


@pytest.fixture
def dossier() -> dict[str, Any]:
    return copy.deepcopy(DOSSIER) | {"history": [NOTICE], "payment_plan": PLAN}


def check_worked_example(answer: dict[str, Any]) -> None:
    assert answer.pop("explanation")
    assert [each["amount"] for each in answer.pop("plan")] == ["222.17"] * 5 + ["222.15"]
    assert answer == {
        "as_of": "2026-11-21",
        "currency": "EUR",
        "principal": {"original": "1250.00", "outstanding": "1151.92", "open_invoices": "1150.00"},
        "not_yet_due": [],
        "payments": [
            {
                "received_on": "2026-09-15",
                "amount": "100.00",
                "to_costs": "0.00",
                "to_interest": "1.92",
                "to_principal": "98.08",
            }
        ],
        "payments_total": "100.00",
        "overpaid": "0.00",
        "interest": {
            "total": "10.50",
            "outstanding": "8.58",
            "per_day": "0.12",
            "periods": [
                {
                    "invoice_number": "F2026-101",
                    "from": "2026-09-01",
                    "to": "2026-09-14",
                    "days": 14,
                    "annual_rate": "4.00",
                    "base": "1250.00",
                    "amount": "1.92",
                    "rule": "art. 6:119 BW",
                },
                {
                    "invoice_number": "F2026-101",
                    "from": "2026-09-15",
                    "to": "2026-11-21",
                    "days": 68,
                    "annual_rate": "4.00",
                    "base": "1151.92",
                    "amount": "8.58",
                    "rule": "art. 6:119 BW",
                },
            ],
        },
        "collection_costs": {
            "base": "1150.00",
            "excl_vat": "172.50",
            "vat": "0.00",
            "total": "172.50",
            "due": True,
            "due_from": "2026-10-08",
            "outstanding": "172.50",
            "steps": [{"from": "0.00", "to": "1150.00", "rate": "15", "amount": "172.50"}],
            "rule": "art. 2 Besluit BIK",
        },
        "total_due": "1333.00",
    }


def test_the_worked_example_by_the_api(client: FlaskClient, dossier: dict[str, Any]) -> None:
    answer = client.post("/v1/calculations", json={"dossier": dossier, "date": "2026-11-21"})
    assert answer.status_code == 200, answer.text
    check_worked_example(answer.get_json())


def test_the_worked_example_by_the_command_line(
    docgen: Callable[..., subprocess.CompletedProcess[bytes]], dossier: dict[str, Any]
) -> None:
    done = docgen("calculate", "-", "--date", "2026-11-21", given=json.dumps(dossier).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    check_worked_example(json.loads(done.stdout))


def test_without_a_date_it_is_for_today(client: FlaskClient, dossier: dict[str, Any]) -> None:
    assert client.post("/v1/calculations", json={"dossier": dossier}).get_json()["as_of"] == "2026-11-21"


def test_a_day_past_the_rates_is_refused(client: FlaskClient, dossier: dict[str, Any]) -> None:
    del dossier["payment_plan"]  # while a plan stands, no interest is counted
    answer = client.post("/v1/calculations", json={"dossier": dossier, "date": "2031-01-01"})
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/rates-not-known")


def test_mistakes_are_refused_with_their_place(client: FlaskClient, dossier: dict[str, Any]) -> None:
    del dossier["creditor"]["iban"]
    answer = client.post("/v1/calculations", json={"dossier": dossier, "day": "2026-11-21"})
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.get_json()["errors"]} == {"/day", "/dossier/creditor/iban"}


# The claim of the worked example is 1333.00 on 21 November 2026. 2026 tables: fee of a natural person 233, of a legal
# entity 350; summons 125.57; a point 217. Least: 233 + 125.57 + 217; most: another 217.
@pytest.mark.parametrize(
    ("form", "legal", "fee", "least", "most"),
    [
        (None, False, "233.00", "575.57", "792.57"),  # not known: the lower one
        ("eenmanszaak", False, "233.00", "575.57", "792.57"),
        ("bv", True, "350.00", "692.57", "909.57"),
    ],
)
def test_a_forecast_of_court_costs(
    client: FlaskClient, dossier: dict[str, Any], form: str | None, legal: bool, fee: str, least: str, most: str
) -> None:
    dossier["creditor"]["legal_form"] = form
    asked = {"dossier": dossier, "date": "2026-11-21", "court_costs": True}
    answer = client.post("/v1/calculations", json=asked).get_json()
    found = answer.pop("court_costs")
    check_worked_example(answer)
    doubts, sources = found.pop("doubts"), found.pop("sources")
    assert len(sources) == 4
    assert any("legal_form" in each for each in doubts) is (form is None)
    assert found.pop("indication").startswith("Een indicatie per 21 november 2026, geen vordering")
    assert found == {
        "as_of": "2026-11-21", "claim": "1333.00", "legal_entity": legal, "reason": None, "court_fee": fee,
        "summons": "125.57", "summons_vat": "0.00", "salary_per_point": "217.00", "points": {"least": 1, "most": 2},
        "least": least, "most": most,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "reason"), [("26000.00", "Boven de grens van de kantonrechter"), ("50.00", "Op deze datum is niets")]
)
def test_no_forecast_has_a_reason(client: FlaskClient, dossier: dict[str, Any], amount: str, reason: str) -> None:
    dossier["invoices"][0]["amount"] = amount
    dossier |= {"history": [], "payment_plan": None}
    asked = {"dossier": dossier, "date": "2026-11-21", "court_costs": True}
    found = client.post("/v1/calculations", json=asked).get_json()["court_costs"]
    assert found["reason"].startswith(reason)
    assert {found[name] for name in ("court_fee", "summons", "salary_per_point", "least", "most")} == {None}


def test_a_forecast_by_the_command_line(
    docgen: Callable[..., subprocess.CompletedProcess[bytes]], dossier: dict[str, Any]
) -> None:
    done = docgen("calculate", "-", "--date", "2026-11-21", "--court-costs", given=json.dumps(dossier).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["court_costs"]["least"] == "575.57"
