"""Each amount on a page of the preview names the amount of the explanation that it is, and where that comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.service.desk import Desk
from docgen.settings import ROOT

SAMPLES = sorted(file.stem for file in (ROOT / "samples").glob("*.json"))
# Amounts that no part of the account explains: edges of a scale, and the estimate of what a court would cost.
UNEXPLAINED = {
    "sommatie-business-final": 2, "specification-business-long": 3, "specification-partial-payments": 6,
    "bailiff-handover": 1,  # what an earlier letter asked: the dossier's own figure
}  # fmt: skip
Sample = Callable[[str], dict[str, Any]]


def shown(client: FlaskClient, request: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/preview/letter", json=request)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = json.loads(answer.text)
    return content


def value_at(data: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        data = data[int(step)] if isinstance(data, list) else data[step]  # type: ignore[index]
    return data


@pytest.mark.parametrize("name", SAMPLES)
def test_every_amount_of_a_page_is_one_of_the_explanation_and_has_its_places(
    client: FlaskClient, desk: Desk, sample: Sample, name: str
) -> None:
    request = sample(name)
    request["dossier"] |= {each: request["dossier"].get(each, {}) for each in ("interest", "collection_costs")}
    request["dossier"].setdefault("payments", [])
    letter = desk.finish(request, "pdf")
    tree = letter.explanation
    answer = shown(client, request)
    amounts = [each for page in answer["amounts"] for each in page]
    assert len(answer["amounts"]) == len(answer["pages"])
    assert len(amounts) >= (2 if letter.amount is not None else 0)
    unexplained = [each["text"] for each in amounts if not each["keys"]]
    assert len(unexplained) <= UNEXPLAINED.get(name, 0), unexplained
    for each in amounts:
        figures = re.sub("[^0-9]", "", each["text"])
        for key in each["keys"]:
            assert tree.amount(key) == Decimal(f"{figures[:-2]}.{figures[-2:]}"), (each, key)
        left, top, width, height = each["box"]
        assert min(left, top, width, height) > 0
        assert left + width < 100
        assert top + height < 100
    pointers = [pointer for each in answer["places"].values() for pointer in each]
    assert all(value_at(request, pointer) is not None for pointer in pointers)
    for invoice in range(len(request["dossier"]["invoices"])):
        assert any(f"/dossier/invoices/{invoice}" in pointer for pointer in pointers)


def test_the_same_amount_at_two_places_is_told_apart(client: FlaskClient, sample: Sample) -> None:
    """The invoice of 286.50 in the table is not the total of 286.50 in the pay box."""
    first, _, third, pay_box, _ = shown(client, sample("wik-consumer"))["amounts"][0]
    assert [each["text"] for each in (first, third, pay_box)] == ["€286,50"] * 3
    assert (first["keys"], third["keys"], pay_box["keys"]) == (["total"], ["principal/F2026-1187/amount"], ["total"])


def test_a_payment_leads_to_its_own_line_whatever_the_order(client: FlaskClient, sample: Sample) -> None:
    """The explanation counts payments by their day; the request has them as they were typed."""
    request = sample("specification-partial-payments")
    payments = request["dossier"]["payments"] = list(reversed(request["dossier"]["payments"]))
    answer = shown(client, request)
    nodes = next(each for each in answer["calculation"]["explanation"] if each["key"] == "payments")["parts"]
    for node in nodes:
        (pointer,) = answer["places"][node["key"]]
        assert Decimal(payments[int(pointer.split("/")[-1])]["amount"]) == Decimal(node["amount"])


def test_a_credit_note_stands_behind_what_is_credited(client: FlaskClient, sample: Sample) -> None:
    request = sample("reminder-consumer")
    (invoice,) = request["dossier"]["invoices"]
    note = {**invoice, "number": "C1", "amount": "-10.00", "credits": invoice["number"]}
    request["dossier"]["invoices"] = [note, invoice]
    places = shown(client, request)["places"]
    assert places[f"principal/{invoice['number']}/credited"] == ["/dossier/invoices/0/amount"]
    assert places[f"principal/{invoice['number']}/amount"] == ["/dossier/invoices/1/amount"]


def test_amounts_of_a_word_page_have_their_lines_too(client: FlaskClient, sample: Sample) -> None:
    answer = shown(client, sample("wik-consumer") | {"engine": "word"})
    costs = [each for page in answer["amounts"] for each in page if each["text"] == "€42,98"]
    assert [each["keys"][0] for each in costs] == ["costs"]
