"""What people see when something is refused or missing: a page in their language. Programs see what they always saw."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from docgen.service.access.access import Access
from docgen.service.access.guard import SESSION_COOKIE
from docgen.service.access.roles import Role
from docgen.service.access.sessions import IDLE
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.settings import Settings
from tests.service.conftest import NOW

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PROGRAMS = [None, "*/*", "application/json", "application/problem+json", "application/pdf", "text/html;q=0.5,*/*"]
PROBLEM = "application/problem+json"


@dataclass
class Guarded:
    """A service that asks who is calling, with somebody logged in as a role."""

    access: Access
    app: Flask
    clock: list[datetime] = field(default_factory=lambda: [NOW])

    def logged_in(self, role: Role) -> FlaskClient:
        self.access.users.add(f"a.{role}", role, "een lange zin als wachtwoord", NOW)
        client = self.app.test_client()
        client.set_cookie(SESSION_COOKIE, self.access.sessions.signed(self.access.sessions.open(f"a.{role}", NOW)))
        return client


@pytest.fixture
def guarded(tmp_path: Path) -> Guarded:
    clock = [NOW]
    desk = Desk(Settings(data=tmp_path, auth="keys"), today=lambda: clock[0].date(), now=lambda: clock[0])
    return Guarded(Access(tmp_path), create_app(desk), clock)


def looks(client: FlaskClient, path: str, language: str = "nl", method: str = "GET", **more: Any) -> TestResponse:
    """Open an address as a browser does."""
    return client.open(path, method=method, headers={"Accept": BROWSER, "Accept-Language": language}, **more)


def is_a_page(answer: TestResponse, status: int, language: str = "nl") -> None:
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "<h1>" in answer.text
    assert 'href="/?lang=' in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "said"),
    [
        ("GET", "/nothing", 404, {"nl": "Hier staat niets", "en": "There is nothing here"}),
        ("GET", "/problems/nothing", 404, {"nl": "Hier staat niets", "en": "There is nothing here"}),
        ("GET", "/templates/wik-notice/de", 404, {"nl": "Kies uit: ", "en": "Choose one of: "}),
        ("GET", "/templates/wik-notice/nl?version=000000000000", 404, {"nl": "Hier staat niets", "en": "nothing"}),
        ("GET", "/logout", 405, {"nl": "hoort bij een knop", "en": "belongs to a button"}),
        ("GET", "/preview/open/pdf", 405, {"nl": "hoort bij een knop", "en": "belongs to a button"}),
        ("PUT", "/batches", 405, {"nl": "hoort bij een knop", "en": "belongs to a button"}),
        ("POST", "/preview/open/pdf", 400, {"nl": "Ga terug", "en": "Go back"}),
    ],
)
def test_a_browser_gets_a_page_in_its_language(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, method: str, path: str, status: int, said: dict[str, str]
) -> None:
    for language, words in said.items():
        answer = looks(client, path, language, method)
        is_a_page(answer, status, language)
        assert words in answer.text
        assert not caplog.records, "a word of the page is not in the catalogue"
        there = looks(client, f"{path}{'&' if '?' in path else '?'}lang={'en' if language == 'nl' else 'nl'}", language)
        assert there.headers["Content-Language"] != language
        for accept in PROGRAMS:
            headers = {"Accept-Language": language} | ({} if accept is None else {"Accept": accept})
            problem = client.open(path, method=method, headers=headers)
            assert (problem.status_code, problem.content_type) == (status, PROBLEM)
            assert problem.get_json()["status"] == status


def test_the_methods_of_a_path_are_named_on_its_page_too(client: FlaskClient) -> None:
    assert set(looks(client, "/preview/open/pdf").allow) == {"OPTIONS", "POST"}


def test_a_form_that_cannot_be_answered_says_every_mistake(
    client: FlaskClient, sample: Callable[[str], dict[str, Any]]
) -> None:
    bad = sample("wik-consumer")
    bad["dossier"]["invoices"][0]["amount"] = "<b>veel</b>"
    bad["dossier"]["debtor"]["type"] = "neighbour"
    answer = looks(client, "/preview/open/pdf", "nl", "POST", data={"request": json.dumps(bad)})
    is_a_page(answer, 422)
    assert "<code>/dossier/invoices/0/amount</code>" in answer.text
    assert "<code>/dossier/debtor/type</code>" in answer.text
    assert "<b>" not in answer.text
    refused = sample("sommatie-consumer-no-costs") | {"costs": "claimed"}
    refused["stage"] = "1"
    answer = looks(client, "/preview/open/pdf", "nl", "POST", data={"request": json.dumps(refused)})
    is_a_page(answer, 422)
    assert "art. 6:96 lid 6 BW" in answer.text


def test_a_mistake_of_ours_has_a_page_with_its_number(desk: Desk) -> None:
    app = create_app(desk)

    def fails() -> str:
        raise ZeroDivisionError("Jan de Vries, Dorpsstraat 1")

    app.view_functions["authors.fields"] = fails
    client = app.test_client()
    answer = looks(client, "/templates/fields")
    is_a_page(answer, 500)
    assert "Vries" not in answer.text
    assert "Geef dat nummer" in answer.text
    assert client.get("/templates/fields").content_type == PROBLEM


@pytest.mark.parametrize("path", ["/v1/nothing", "/v1/templates/wik-notice/de.docx", "/v1/letters"])
def test_the_api_answers_a_browser_too_in_its_own_way(client: FlaskClient, path: str) -> None:
    assert looks(client, path).content_type == PROBLEM


def test_a_letter_as_a_web_page_that_is_refused_stays_a_problem(client: FlaskClient) -> None:
    answer = client.post("/v1/letters", json={}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content_type) == (422, PROBLEM)


def test_a_viewer_is_told_which_role_is_needed_and_leads_on(guarded: Guarded) -> None:
    client = guarded.logged_in("viewer")
    answer = looks(client, "/templates/wik-notice/nl")
    is_a_page(answer, 403)
    assert "Hiervoor is de rol author nodig; u hebt de rol viewer." in answer.text
    assert "een andere rol" in answer.text
    assert 'href="/templates?lang=nl">Alle sjablonen' in answer.text
    assert "a.viewer" in answer.text
    assert client.get("/templates/wik-notice/nl").content_type == PROBLEM
    listing = looks(client, "/templates")
    assert "/templates/wik-notice/nl" not in listing.text
    assert "met de rol author kunt u" in listing.text
    assert "/templates/wik-notice/nl" in looks(guarded.logged_in("author"), "/templates").text


def test_whose_session_has_ended_is_told_so_and_comes_back(guarded: Guarded) -> None:
    client = guarded.logged_in("author")
    assert looks(client, "/templates/wik-notice/nl").status_code == 200
    guarded.clock[0] += IDLE + timedelta(minutes=1)
    away = looks(client, "/templates/wik-notice/nl?version=1")
    assert (away.status_code, away.headers["Location"]) == (303, "/login?next=/templates/wik-notice/nl%3Fversion%3D1")
    said = "U bent niet meer ingelogd: dat eindigt na 30 minuten zonder verzoek, en na 8 uur."
    assert said in looks(client, away.headers["Location"]).text
    sent = looks(client, "/preview/open/pdf", method="POST", data={"request": "{}"})
    is_a_page(sent, 401)
    assert said in sent.text
    assert 'href="/login?next=/">Inloggen' in sent.text
    asked = client.get("/v1/kinds", headers={"Accept-Language": "nl"})
    assert (asked.status_code, asked.content_type) == (401, PROBLEM)
    assert asked.get_json()["detail"].startswith(said)
    assert said not in looks(guarded.app.test_client(), "/login").text


def test_a_stranger_is_sent_to_log_in_and_a_program_is_not(guarded: Guarded) -> None:
    client = guarded.app.test_client()
    assert looks(client, "/batches").headers["Location"] == "/login?next=/batches"
    for accept in PROGRAMS:
        answer = client.get("/batches", headers={} if accept is None else {"Accept": accept})
        assert (answer.status_code, answer.content_type) == (401, PROBLEM)
    with_key = client.get("/batches", headers={"Accept": BROWSER, "Authorization": "Bearer nothing"})
    assert (with_key.status_code, with_key.content_type) == (401, PROBLEM)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_leads_to_batches(client: FlaskClient, language: str) -> None:
    for path in ("/templates", "/templates/fields", "/docs", "/problems/not-found", "/templates/wik-notice/nl"):
        assert f'href="/batches?lang={"en" if path == "/docs" else language}"' in looks(client, path, language).text
