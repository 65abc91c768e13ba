"""The form of a request, as the service tells the page what it is made of."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.render.words import catalogue
from docgen.service.openapi import letter_request_schema
from docgen.service.preview import form_names as names
from docgen.service.preview.form_schema import form_schema

KINDS = {
    "LetterRequest.kind": "choice",
    "LetterRequest.dossier": "group",
    "LetterRequest.send_at": "time",
    "LetterRequest.term_days": "whole",
    "LetterRequest.annex": "choice",
    "LetterRequest.template_version": "text",
    "Dossier.creditor": "group",
    "Dossier.agency": "group",
    "Dossier.invoices": "list",
    "Dossier.attachments": "list",
    "Address.country": "choice",
    "Creditor.logo": "picture",
    "Invoice.amount": "amount",
    "Invoice.due_on": "date",
    "InterestTerms.annual_rate": "percent",
    "HistoryEntry.invoice_numbers": "texts",
    "HistoryEntry.amount_asked": "amount",
    "PaymentPlan.instalment_count": "whole",
    "Attachment.content": "file",
}


def asked(client: FlaskClient, language: str) -> dict[str, Any]:
    answer = client.get("/preview/schema", headers={"Accept-Language": language})
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert "Accept-Language" in answer.vary
    schema: dict[str, Any] = answer.get_json()
    return schema


def fields(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{group}.{field['name']}": field for group, told in schema["groups"].items() for field in told["fields"]}


def test_the_form_has_every_field_of_the_schema(client: FlaskClient) -> None:
    schema = letter_request_schema()
    groups = {"LetterRequest": schema, **schema["$defs"]}
    expected = {f"{group}.{name}" for group, told in groups.items() for name in told["properties"]}
    found = fields(asked(client, "nl"))
    assert set(found) == expected
    assert {name: found[name]["kind"] for name in KINDS} == KINDS
    for name, field in found.items():
        assert field["kind"] != "group" or field["of"] in groups, name
        assert field["kind"] != "choice" or field["choices"], name


def test_a_field_is_required_as_in_the_schema(client: FlaskClient) -> None:
    found = fields(asked(client, "nl"))
    required = {name: field["required"] for name, field in found.items() if field["required"] != "no"}
    assert {name for name, how in required.items() if how == "brand"} == {
        "Creditor.name",
        "Creditor.address",
        "Creditor.iban",
    }
    assert {"Invoice.due_on", "Debtor.type", "LetterRequest.kind", "Address.city"} <= set(required)
    assert "Address.postal_code" not in required


def test_no_name_description_or_choice_lacks_its_dutch(caplog: pytest.LogCaptureFixture) -> None:
    form_schema.cache_clear()
    with caplog.at_level(logging.ERROR, "docgen.words"):
        dutch, english = fields(form_schema("nl")), fields(form_schema("en"))
    assert not caplog.records
    known = catalogue("nl")
    for name, field in english.items():
        assert field["title"], name
        assert field["help"], name
        assert dutch[name]["title"] == known[field["title"]], name
        assert dutch[name]["help"] == known[field["help"]], name


def test_staff_read_words(client: FlaskClient) -> None:
    dutch, english = fields(asked(client, "nl")), fields(asked(client, "en"))
    assert (dutch["Invoice.due_on"]["title"], english["Invoice.due_on"]["title"]) == ("Vervaldatum", "Due date")
    assert {"value": True, "title": "ja"} in dutch["LetterRequest.annex"]["choices"]
    assert {"value": "sommatie", "title": "Sommatie"} in dutch["LetterRequest.kind"]["choices"]
    assert {"value": "BE", "title": "België"} in dutch["Address.country"]["choices"]
    assert {"value": "BE", "title": "Belgium"} in english["Address.country"]["choices"]
    assert (dutch["Address.country"]["usual"], dutch["LetterRequest.engine"]["usual"]) == ("NL", "html")
    invoice = asked(client, "nl")["groups"]["Invoice"]
    assert (invoice["item"], invoice["line"][2]) == ("Factuur", "te betalen tot en met {due_on}")


def test_no_word_is_kept_for_a_field_that_is_gone() -> None:
    schema = letter_request_schema()
    groups = {"LetterRequest": schema, **schema["$defs"]}
    whole = {f"{group}.{name}" for group, told in groups.items() for name in told["properties"]}
    alone = {name.partition(".")[2] for name in whole}
    assert set(names.FIELDS) <= whole | alone
    assert whole >= names.OFTEN
    assert set(names.ITEMS) == set(names.LINES) <= set(groups)
    said = {
        str(each["value"]).lower() for field in fields(form_schema("en")).values() for each in field.get("choices", ())
    }
    assert {name.rpartition(".")[2] for name in names.CHOICES} <= said
    assert {name.partition(".")[0] for name in names.CHOICES if "." in name} - {"application/pdf"} <= set(groups)
