"""The pages about batches as a browser asks for them: their words, what they take in and refuse, and what they lead to."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from docgen.dossier.strict_json import MAX_BODY
from docgen.service.app import create_app
from docgen.service.batches.lines import MAX_BYTES
from docgen.service.batches.making import Maker
from docgen.service.batches.running import run
from docgen.service.batches.stored import StoredBatches
from docgen.service.desk import Desk
from tests.service.batches import request

LANGUAGES = ("nl", "en")


@pytest.fixture
def own(desk: Desk, tmp_path: Path) -> Desk:
    return replace(desk, settings=replace(desk.settings, data=tmp_path, queue=100, workers=1))


@pytest.fixture
def pages(own: Desk) -> FlaskClient:
    return create_app(own).test_client()


def hand_in(pages: FlaskClient, content: bytes, language: str = "nl", **more: str) -> TestResponse:
    """Hand in a file by the form; written here, because a test client would leave a large file open."""
    fields = [
        f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in ({"form": "json"} | more).items()
    ]
    file = b'--line\r\nContent-Disposition: form-data; name="requests"; filename="month-end.jsonl"\r\n\r\n'
    body = b"".join((*fields, file, content, b"\r\n--line--\r\n"))
    headers = {"Content-Type": "multipart/form-data; boundary=line", "Accept": "text/html"}
    return pages.post(f"/batches?lang={language}", data=body, headers=headers)


def lines(*given: dict[str, Any] | str) -> bytes:
    return b"\n".join((each if isinstance(each, str) else json.dumps(each)).encode() for each in given)


def in_words(answer: TestResponse, language: str, caplog: pytest.LogCaptureFixture) -> str:
    """The page as text, once it was seen to be whole, in its language, and without anything inline."""
    assert answer.headers["Content-Language"] == language
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR], "a word is not in the catalogue"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", answer.text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_life_of_a_batch(own: Desk, pages: FlaskClient, caplog: pytest.LogCaptureFixture, language: str) -> None:
    def said(dutch: str, english: str) -> bool:
        return {"nl": dutch, "en": english}[language] in in_words(
            pages.get(f"{path}?lang={language}"), language, caplog
        )

    empty = in_words(pages.get(f"/batches?lang={language}"), language, caplog)
    assert {"nl": "Nog geen batches", "en": "No batches yet"}[language] in empty

    content = lines(request("D<1>"), request("D2", term_days=7), "{no json")
    answer = hand_in(pages, content, language, append_attachments="on")  # which only a PDF can have: left out
    path = answer.headers["Location"].partition("?")[0]
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path}?lang={language}")
    assert said("wacht op zijn beurt", "waits for its turn")
    for step, dutch, english in (("pause", "gepauzeerd", "paused"), ("resume", "bezig", "running")):
        for _ in range(2):  # whoever is late sees how it is
            assert pages.post(f"{path}/{step}?lang={language}").headers["Location"] == f"{path}?lang={language}"
        assert said(dutch, english)
    assert pages.get(f"{path}/files/report.csv").status_code == 409
    assert pages.post(f"{path}/delete").status_code == 409

    stored = StoredBatches(own)
    batch = stored.find(path.rpartition("/")[2])
    assert batch is not None
    run(Maker.of(batch, stored.ledger, stored.files(batch.id), own), 1, lambda _: None)
    assert said("Niet gemaakt: 2", "Not made: 2")
    assert said("Regel 2 · D2 De wet staat deze brief niet toe", "Line 2 · D2 The law does not allow this letter")
    assert said("Regel 3 De inhoud is geen geldige JSON", "Line 3 The body is not valid JSON")
    assert said("3 van 3 brieven", "3 of 3 letters")
    report = pages.get(f"{path}/files/report.csv?lang={language}")
    with report:
        assert report.get_data().decode("utf-8-sig").startswith({"nl": "Regel;", "en": "Line;"}[language])
    assert pages.get(f"{path}/files/letters.pdf").status_code == 404
    assert pages.get(f"{path}/files/requests.jsonl").status_code == 404
    listed = in_words(pages.get(f"/batches?lang={language}"), language, caplog)
    assert {"nl": "klaar", "en": "finished"}[language] in listed

    assert pages.post(f"{path}/delete?lang={language}").headers["Location"] == f"/batches?lang={language}"
    assert pages.get(path, headers={"Accept": "text/html"}).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("send", "status", "dutch", "english"),
    [
        (lambda pages, way: hand_in(pages, b" \n", way), 422, "geen aanvraag in", "no request in it"),
        (lambda pages, way: hand_in(pages, b"{}", way, form="rtf"), 422, "Kies een van", "Choose one of"),
        (lambda pages, way: hand_in(pages, b"x" * (MAX_BYTES + 1), way), 413, "groter dan 50 MB", "larger than 50 MB"),
        (
            lambda pages, way: pages.post(
                f"/batches?lang={way}", data={"form": "pdf"}, headers={"Accept": "text/html"}
            ),
            422,
            "Kies een bestand",
            "Choose a file",
        ),
    ],
    ids=["empty", "form", "large", "no file"],
)
def test_what_is_not_taken_in_is_said_above_the_form(
    pages: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    send: Callable[[FlaskClient, str], TestResponse],
    status: int,
    dutch: str,
    english: str,
    language: str,
) -> None:
    answer = send(pages, language)
    assert answer.status_code == status
    page = in_words(answer, language, caplog)
    assert {"nl": dutch, "en": english}[language] in page
    assert 'role="alert"' in answer.text
    assert 'name="requests"' in answer.text


def test_a_file_may_be_larger_than_other_requests_and_far_too_large_is_a_page_too(pages: FlaskClient) -> None:
    blank = b" " * (MAX_BODY + 2**20) + b"\n"
    assert hand_in(pages, blank + lines(request("D1"))).status_code == 303
    answer = hand_in(pages, b"x" * (MAX_BYTES + 2**21))
    assert (answer.status_code, answer.mimetype) == (413, "text/html")
    assert "50 MB" in answer.text


def test_too_much_waits(pages: FlaskClient) -> None:
    assert hand_in(pages, lines(*(request(f"D{number}") for number in range(101)))).status_code == 303
    answer = hand_in(pages, lines(request("D1")))
    assert answer.status_code == 429
    assert "Er wachten 101 brieven" in answer.text


def test_the_example_file_makes_a_batch(pages: FlaskClient, own: Desk) -> None:
    example = pages.get("/batches/example.jsonl")
    assert example.mimetype == "application/x-ndjson"
    assert hand_in(pages, example.get_data(), check="on").status_code == 303
    stored = StoredBatches(own)
    [batch] = stored.overview.unfinished()
    progress = run(Maker.of(batch, stored.ledger, stored.files(batch.id), own), 1, lambda _: None)
    assert (progress.done, progress.failed) == (3, 0)
