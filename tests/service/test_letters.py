"""POST /v1/letters: forms, headers and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.dossier.strict_json import MAX_BODY
from docgen.service.media import MEDIA_TYPES, PROBLEM_JSON

PDF, DOCX, HTML, JSON = MEDIA_TYPES["pdf"], MEDIA_TYPES["docx"], MEDIA_TYPES["html"], MEDIA_TYPES["json"]

Sample = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, PDF),
        ("", PDF),
        ("*/*", PDF),
        ("application/*", PDF),
        (PDF, PDF),
        (DOCX, DOCX),
        (HTML, HTML),
        ("text/*", HTML),
        (JSON, JSON),
        ("application/json, text/plain, */*", JSON),
        (f"{PDF};q=0.5, {JSON};q=0.8", JSON),
        (f"{PDF};q=0, */*;q=0.1", HTML),
        (f"{HTML}, {PDF}", PDF),
        (f"message/rfc822, {HTML};q=0.2", "message/rfc822"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
    ],
)
def test_accept_chooses_the_form(client: FlaskClient, sample: Sample, accept: str | None, media_type: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    answer = client.post("/v1/letters", json=sample("wik-consumer"), headers=headers)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.mimetype == media_type
    assert answer.content_length == len(answer.data) > 0


@pytest.mark.parametrize("accept", ["message/http", "text/csv", "image/png", f"{PDF};q=0", PROBLEM_JSON])
def test_forms_that_do_not_exist_are_refused_by_name(client: FlaskClient, sample: Sample, accept: str) -> None:
    answer = client.post("/v1/letters", json=sample("wik-consumer"), headers={"Accept": accept})
    assert answer.status_code == 406
    assert answer.mimetype == PROBLEM_JSON
    assert answer.json is not None
    assert answer.json["type"] == "/problems/not-acceptable"
    assert all(media_type in answer.json["detail"] for media_type in MEDIA_TYPES.values())


def test_a_letter_has_a_name_a_fingerprint_and_no_personal_name(client: FlaskClient, sample: Sample) -> None:
    request = sample("wik-consumer")
    answer = client.post("/v1/letters", json=request)
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["ETag"] == f'"{sha256(answer.data).hexdigest()}"'
    assert answer.headers["Cache-Control"] == "no-store"
    named = answer.headers["Content-Disposition"]
    assert named.startswith("inline; filename=")
    assert ".pdf" in named
    assert all(part in named for part in (request["dossier"]["reference"], request["kind"], request["date"]))
    assert request["dossier"]["debtor"]["name"].split()[-1] not in named


def test_word_is_for_saving(client: FlaskClient, sample: Sample) -> None:
    answer = client.post("/v1/letters", json=sample("wik-consumer"), headers={"Accept": DOCX})
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


def test_a_letter_as_page_may_show_its_own_style_and_run_nothing(client: FlaskClient, sample: Sample) -> None:
    policy = client.post("/v1/letters", json=sample("wik-consumer"), headers={"Accept": HTML}).headers[
        "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("form", MEDIA_TYPES.values())
def test_the_same_request_gives_the_same_bytes(client: FlaskClient, sample: Sample, form: str) -> None:
    request = sample("sommatie-consumer")
    request["dossier"]["debtor"] |= {"email": "j.devries@example.com", "phone": "+31612345678"}
    answers = [client.post("/v1/letters", json=request, headers={"Accept": form}) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].data == answers[1].data


def test_without_a_date_a_letter_is_of_today(client: FlaskClient, sample: Sample) -> None:
    request = sample("reminder-consumer")
    request.pop("date", None)
    answer = client.post("/v1/letters", json=request, headers={"Accept": JSON})
    assert answer.json is not None
    assert answer.json["date"] == "2026-11-21"


def test_findings_are_named_in_a_header(client: FlaskClient, sample: Sample) -> None:
    request = sample("wik-consumer") | {"term_days": 14, "on_finding": "warn"}
    request["dossier"]["creditor"].pop("phone", None)
    request["dossier"]["creditor"].pop("brand", None)
    answer = client.post("/v1/letters", json=request, headers={"Accept": JSON})
    assert answer.json is not None
    rules = list(dict.fromkeys(each["rule"] for each in answer.json["findings"]))
    assert answer.headers.get("Docgen-Findings", "").split(", ") == (rules or [""])


def test_an_unlawful_letter_is_refused_with_its_reasons(client: FlaskClient, sample: Sample) -> None:
    answer = client.post("/v1/letters", json=sample("wik-consumer") | {"term_days": 13, "on_finding": "warn"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["type"] == "/problems/unlawful-letter"
    found = answer.json["findings"]
    assert found
    assert all(
        list(each) == ["rule", "severity", "article", "message", "remedy", "pointer", "sentence"] for each in found
    )
    assert any(each["severity"] == "error" and each["article"] and each["remedy"] for each in found)


def test_all_mistakes_come_at_once_in_the_language_asked_for(client: FlaskClient, sample: Sample) -> None:
    request = sample("wik-consumer")
    request["dossier"]["invoices"][0]["amount"] = "12,50"
    request["dossier"]["debtor"]["adress"] = {}
    request["kind"] = "wik-notise"
    answers = {
        language: client.post("/v1/letters", json=request, headers={"Accept-Language": language})
        for language in ("nl", "en", "fr", "en-GB;q=0.9, nl;q=0.1")
    }
    assert {each.status_code for each in answers.values()} == {422}
    problems = {language: each.get_json() for language, each in answers.items()}
    pointers = {each["pointer"] for each in problems["nl"]["errors"]}
    assert {"/kind", "/dossier/invoices/0/amount", "/dossier/debtor/adress"} <= pointers
    assert problems["nl"]["title"] == "De invoer klopt niet"
    assert problems["en"]["title"] == "The input does not fit"
    assert problems["fr"] == problems["nl"]
    assert problems["en-GB;q=0.9, nl;q=0.1"] == problems["en"]
    assert [answers["nl"].headers["Content-Language"], answers["en"].headers["Content-Language"]] == ["nl", "en"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"nonsense", b'{"kind": NaN}', b'{"a": 1, "a": 2}', b'"\xff"', b"[" * 100_000]
)
def test_what_is_no_json_is_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/v1/letters", data=body, content_type=JSON)
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/not-json")


@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"', b"{}"])
def test_json_that_is_no_request_does_not_fit(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/v1/letters", data=body, content_type=JSON)
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/invalid-input")
    assert answer.get_json()["errors"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
def test_other_content_types_are_refused(client: FlaskClient, sample: Sample, headers: dict[str, str]) -> None:
    answer = client.post("/v1/letters", data=json.dumps(sample("wik-consumer")), headers=headers)
    assert (answer.status_code, answer.get_json()["type"]) == (415, "/problems/unsupported-media-type")


def test_a_body_has_a_limit(client: FlaskClient) -> None:
    padding = b" " * (MAX_BODY - 1)
    assert client.post("/v1/letters", data=b"0" + padding, content_type=JSON).status_code in (413, 422)
    answer = client.post("/v1/letters", data=b"00" + padding, content_type=JSON)
    assert (answer.status_code, answer.get_json()["detail"]) == (413, "Het verzoek is groter dan 15 MB.")
