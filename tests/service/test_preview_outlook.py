"""The days around a letter: what is owed on each, when the letter becomes lawful, and where the tables end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

Read = Callable[[str], dict[str, Any]]


def ask(client: FlaskClient, request: dict[str, Any], language: str = "en") -> dict[str, Any]:
    response = client.post("/preview/outlook", json=request, headers={"Accept-Language": language})
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    return answer


def by_date(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {day["date"]: day for day in answer["days"]}


def marks(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(mark["date"], mark["what"]) for mark in answer["marks"]]


def test_a_sommatie_with_costs_is_lawful_after_the_term_of_the_notice(client: FlaskClient, sample: Read) -> None:
    """Sent on Monday 21 September, received on Wednesday the 23rd, fourteen days: 7 October is the last free day."""
    answer = ask(client, sample("sommatie-consumer") | {"costs": "claimed"})
    days = by_date(answer)
    assert (answer["from"], answer["to"], len(days), answer["every_day"]) == ("2026-09-21", "2027-01-19", 121, True)
    assert answer["lawful_from"] == "2026-10-08"
    assert [each for each in days if days[each]["lawful"]] == [each for each in days if "2026-10-08" <= each < "2027"]
    refused = [answer["reasons"][place] for place in days["2026-10-07"]["refused"]]
    assert [each["article"] for each in refused] == ["art. 6:96 lid 6 BW"]
    assert marks(answer) == [
        ("2026-09-21", "sent"),
        ("2026-10-08", "lawful"),
        ("2026-10-08", "costs"),
        ("2026-10-26", "handed-over"),
        ("2027-01-01", "unknown"),
    ]


@pytest.mark.parametrize("day", ["2026-11-03", "2026-11-04", "2026-11-05", "2026-12-31"])
def test_the_amounts_of_a_day_are_those_of_the_calculation(client: FlaskClient, sample: Read, day: str) -> None:
    request = sample("sommatie-consumer")
    shown = by_date(ask(client, request))[day]["amounts"]
    counted = client.post("/v1/calculations", json={"dossier": request["dossier"], "date": day}).get_json()
    assert shown == {
        "principal": counted["principal"]["outstanding"],
        "interest": counted["interest"]["outstanding"],
        "costs": counted["collection_costs"]["outstanding"],
        "total": counted["total_due"],
        "interest_per_day": counted["interest"]["per_day"],
    }


def test_past_the_tables_no_amount_is_made_up(client: FlaskClient, sample: Read) -> None:
    days = by_date(ask(client, sample("sommatie-consumer"), "nl"))
    late = [days[each] for each in days if each >= "2027"]
    assert late
    assert all((each["amounts"], each["lawful"], each["refused"]) == (None, False, []) for each in late)
    assert all("31 december 2026" in each["unknown"] for each in late)


def test_a_change_of_the_rate_is_marked(client: FlaskClient, sample: Read) -> None:
    request = sample("sommatie-consumer") | {"date": "2025-12-10"}
    dossier = request["dossier"]
    dossier["history"], dossier["handed_over_on"], dossier["payments_processed_until"] = [], None, None
    invoice = dossier["invoices"][0]
    dossier["invoices"] = [
        invoice | {"issued_on": "2025-09-01", "due_on": "2025-09-30", "number": "<b>1</b>"},
        invoice | {"issued_on": "2025-09-01", "due_on": "2025-12-15"},
    ]
    answer = ask(client, request)
    assert {("2025-12-15", "due"), ("2026-01-01", "rate-change")} <= set(marks(answer))
    said = [mark["text"] for mark in answer["marks"] if mark["what"] == "rate-change"]
    assert said == ["The interest rate changes to 4% per year"]


def test_without_a_date_it_is_today_and_the_answer_depends_on_nothing_else(client: FlaskClient, sample: Read) -> None:
    request = sample("sommatie-consumer")
    del request["date"]
    assert ask(client, request)["date"] == "2026-11-21"
    assert ask(client, request | {"date": "2026-11-21"}) == ask(client, request)


def many(request: dict[str, Any], invoices: int, payments: int) -> dict[str, Any]:
    dossier = request["dossier"]
    dossier["invoices"] = [dossier["invoices"][0] | {"number": f"F{place}"} for place in range(invoices)]
    dossier["payments"] = [{"received_on": "2026-10-20", "amount": "1.00"}] * payments
    for letter in dossier["history"]:
        letter["invoice_numbers"] = []
    return request


@pytest.mark.parametrize(
    ("invoices", "payments", "least", "most"),
    [(8, 4, 121, 121), (20, 20, 9, 30), (60, 0, 9, 30), (500, 500, 0, 0)],
)
def test_a_large_dossier_gets_fewer_days(
    client: FlaskClient, sample: Read, invoices: int, payments: int, least: int, most: int
) -> None:
    answer = ask(client, many(sample("sommatie-consumer"), invoices, payments))
    assert least <= len(answer["days"]) <= most
    assert answer["every_day"] is (least == 121)
    if answer["days"]:  # the days on which the answer turns are found all the same
        assert ("2027-01-01", "unknown") in marks(answer)
    assert ("2026-10-26", "handed-over") in marks(answer)


def test_a_mistake_in_the_request_is_told(client: FlaskClient, sample: Read) -> None:
    request = sample("sommatie-consumer")
    request["dossier"]["invoices"][0]["amount"] = "veel"
    response = client.post("/preview/outlook", json=request)
    assert response.status_code == 422
    assert [each["pointer"] for each in response.get_json()["errors"]] == ["/dossier/invoices/0/amount"]


@pytest.mark.parametrize(
    ("path", "body", "media_type", "status"),
    [
        ("/preview/outlook", b"{}", "text/plain", 415),
        ("/preview/outlook", b'{"kind": 1, "kind": 2}', "application/json", 400),
        ("/preview/outlook", b"[]", "application/json", 422),
        ("/preview/outlook?days=9999", b"{}", "application/json", 400),
    ],
)
def test_refuses_what_it_does_not_take(
    client: FlaskClient, path: str, body: bytes, media_type: str, status: int
) -> None:
    assert client.post(path, data=body, content_type=media_type).status_code == status
