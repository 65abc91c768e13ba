"""The routes that tell what there is, and the documents about the API itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from pydantic import BaseModel

from docgen.law.rates import tables
from docgen.letters.kinds import KINDS
from docgen.service import answer_models as answers
from docgen.service import health_models
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.examples import CALCULATION_REQUEST, LETTER_REQUEST
from docgen.settings import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.json"))
MANY_SAMPLES = pytest.mark.parametrize("file", SAMPLES, ids=[file.stem for file in SAMPLES])


def fits(model: type[BaseModel], answer: Any) -> bool:
    """The answer is exactly of the shape that the OpenAPI document promises."""
    schema = model.model_json_schema(mode="serialization", by_alias=True)
    mistakes = [f"{list(each.path)}: {each.message}" for each in Draft202012Validator(schema).iter_errors(answer)]
    assert not mistakes
    return True


def test_kinds(client: FlaskClient) -> None:
    dutch, english = (client.get("/v1/kinds", headers={"Accept-Language": each}).json for each in ("nl", "en"))
    assert dutch is not None
    assert [each["id"] for each in dutch] == list(KINDS)
    assert dutch[0]["title"] == "Betalingsherinnering"
    assert english[0]["title"] == "Payment reminder"
    assert all(fits(answers.Kind, each) for each in dutch + english)


def test_fields(client: FlaskClient) -> None:
    found = client.get("/v1/fields").json
    assert found is not None
    assert all(fits(answers.TemplateField, each) and each["description"] for each in found)
    named = {each["name"]: each for each in found}
    assert len(named) == len(found)
    assert named["invoices[].amount"]["type"] == "amount"
    assert named["invoices[].amount"]["sample"] == "1250.00"
    assert named["term.date"] | {"description": ""} == {
        "name": "term.date",
        "type": "date",
        "optional": True,
        "description": "",
        "tag": "{% if term.date %}{{ term.date | date }}{% endif %}",
        "sample": None,
        "explained_by": [],
    }
    assert named["invoices[].amount"]["explained_by"] == ["principal/{number}/amount"]
    assert named["fixed.term"]["type"] == "sentence"
    assert named["plan.instalments[].due_on"]["sample"] == "2026-12-01"


def test_the_schema_of_a_letter_request_takes_the_samples(client: FlaskClient) -> None:
    schema = client.get("/v1/schemas/letter-request.json").json
    assert schema is not None
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for file in SAMPLES:
        mistakes = [each.message for each in validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))]
        assert not mistakes, file.name
    assert not validator.is_valid(LETTER_REQUEST | {"kindd": "wik-notice"})
    assert validator.is_valid(schema["examples"][0])


def test_the_openapi_document_is_valid_and_complete(app: Flask, client: FlaskClient) -> None:
    document = client.get("/openapi.json").json
    assert document is not None
    validate(document)
    assert document["openapi"].startswith("3.1.")
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] not in ("preview", "authors", "access", "batches")
        and not rule.endpoint.endswith(".static")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == {(path, method) for path, item in document["paths"].items() for method in item}
    for item in document["paths"].values():
        for operation in item.values():
            assert operation["summary"]
            assert operation["description"]
            for status, answer in operation["responses"].items():
                assert status.startswith("2") or list(answer["content"]) == ["application/problem+json"]


@MANY_SAMPLES
def test_answers_have_the_promised_shape(client: FlaskClient, file: Any) -> None:
    request = json.loads(file.read_text(encoding="utf-8"))
    letter = client.post("/v1/letters", json=request, headers={"Accept": "application/json"})
    assert letter.status_code == 200, letter.text
    assert fits(answers.LetterAnswer, letter.json)
    owed = client.post("/v1/calculations", json={"dossier": request["dossier"], "date": request["date"]})
    assert owed.status_code == 200, owed.text
    assert fits(answers.Calculation, owed.json)


def test_the_examples_of_the_documentation_work(client: FlaskClient) -> None:
    assert client.post("/v1/letters", json=LETTER_REQUEST).data.startswith(b"%PDF-")
    owed = client.post("/v1/calculations", json=CALCULATION_REQUEST).json
    assert owed is not None
    assert owed["principal"]["open_invoices"] == "1150.00"


def test_problems_have_the_promised_shape(client: FlaskClient, sample: Callable[[str], dict[str, Any]]) -> None:
    for request in ({}, sample("wik-consumer") | {"term_days": 3}):
        answer = client.post("/v1/letters", json=request)
        assert answer.status_code == 422
        assert fits(answers.Problem, answer.json)


def test_the_documentation_needs_no_script_and_no_internet(client: FlaskClient) -> None:
    page = client.get("/docs")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for name in ("POST /v1/letters", "GET /v1/kinds", "/problems/unlawful-letter", "payments_processed_until"):
        assert name in page.text
    assert "<script" not in page.text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert loaded
    for address in loaded:
        assert address.startswith(("/", "#"))
        if address.startswith("/"):
            with client.get(address) as answer:
                assert answer.status_code == 200, address
        else:
            assert f'id="{address[1:]}"' in page.text


def test_health_warns_when_a_table_ends_within_two_months(desk: Desk) -> None:
    ends = min(table.known_until for table in tables().values() if table.known_until)

    def warnings(today: date) -> list[str]:
        answer = create_app(replace(desk, today=lambda: today)).test_client().get("/healthz")
        assert answer.status_code == 200
        assert fits(health_models.Health, answer.json)
        assert answer.json is not None
        found: list[str] = answer.json["warnings"]
        return found

    assert warnings(date(ends.year, ends.month - 3, 1)) == []
    assert warnings(ends)
    assert len(warnings(date(ends.year + 5, 1, 1))) >= len(warnings(ends))
