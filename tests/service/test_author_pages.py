"""The pages of template authors as a browser asks for them: their words, their policy, and what they refuse."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen.letters.kinds import KINDS
from docgen.render import office

PATHS = ["/templates", "/templates/fields", *(f"/templates/{kind}/nl" for kind in KINDS)]
PICTURES = "/preview/templates/wik-notice/nl/pages"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_speaks_dutch_and_english(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str, language: str
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.get(path, headers={"Accept-Language": language})
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.text
    assert not caplog.records, "a word of the page is not in the catalogue"
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", response.text)


def test_every_word_is_translated(client: FlaskClient) -> None:
    kept = {"docgen", "Nederlands", "English", "Sommatie", "Batches"}
    dutch, english = (
        re.findall(r">\s*([^<>]*[A-Za-z]{4}[^<>]*)<", client.get(f"/templates?lang={each}").text)
        for each in ("nl", "en")
    )
    same = {each.strip() for each in dutch} & {each.strip() for each in english}
    assert {each for each in same if not re.fullmatch("[0-9a-f]{12}", each)} <= kept


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/templates/nothing/nl", 404),
        ("/templates/wik-notice/de", 404),
        ("/templates/wik-notice/nl?version=000000000000", 404),
        (f"{PICTURES}?sample=nothing", 404),
        (f"{PICTURES}?sample=wik-consumer&version=000000000000", 404),
    ],
)
def test_what_does_not_exist_is_said(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)
    assert (response.status_code, response.content_type) == (status, "application/problem+json")


def test_another_site_gets_no_pictures(client: FlaskClient) -> None:
    answer = client.get(f"{PICTURES}?sample=wik-consumer", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400


def test_pages_come_with_their_words(client: FlaskClient) -> None:
    pages: list[dict[str, Any]] = client.get(f"{PICTURES}?sample=wik-consumer").get_json()
    assert all(each["picture"].startswith("data:image/png;base64,") for each in pages)
    assert "Wat moet u doen?" in pages[0]["words"]


def test_without_libreoffice_the_reason_is_said(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    answer = client.get(f"{PICTURES}?sample=wik-consumer", headers={"Accept-Language": "nl"})
    assert answer.status_code == 503
    assert "LibreOffice" in answer.get_json()["detail"]
