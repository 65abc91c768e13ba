"""Enclosures as a caller meets them: printed behind the letter on request, named in it, or refused with their place."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient

Sample = Callable[[str], dict[str, Any]]
PDF = "application/pdf"


def made(client: FlaskClient, request: dict[str, Any]) -> bytes:
    answer = client.post("/v1/letters", json=request, headers={"Accept": PDF})
    assert answer.status_code == 200, answer.text
    return answer.data


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.fixture
def asked(client: FlaskClient, sample: Sample) -> dict[str, Any]:
    """A sommatie with another letter enclosed: a paper with amounts and a payment code of its own."""
    paper = made(client, sample("reminder-consumer"))
    file = {"name": "Factuur F2026-1187.pdf", "media_type": PDF, "content": b64encode(paper).decode()}
    request = sample("wik-consumer")
    request["dossier"]["attachments"] = [file]
    return request | {"append_attachments": True}


@pytest.mark.parametrize("engine", ["html", "word"])
def test_a_paper_is_printed_behind_the_letter_and_named_in_it(
    client: FlaskClient, sample: Sample, asked: dict[str, Any], engine: str
) -> None:
    alone = words(made(client, sample("wik-consumer") | {"engine": engine}))
    pages = words(joined := made(client, asked | {"engine": engine}))
    assert len(pages) == len(alone) + 1
    assert "Factuur F2026-1187" in " ".join("".join(pages[:-1]).split())
    assert "Herinnering" in pages[-1]
    document = pypdfium2.PdfDocument(joined)
    try:
        first = document[0].render(scale=150 / 72).to_pil()
    finally:
        document.close()
    (code,) = zxingcpp.read_barcodes(first)
    assert "EUR286.50" in code.text


def test_a_concept_says_so_on_what_is_enclosed(client: FlaskClient, asked: dict[str, Any]) -> None:
    asked["dossier"]["history"] = []
    pages = words(made(client, asked | {"kind": "sommatie", "costs": "claimed", "on_finding": "warn"}))
    assert all("CONCEPT" in page for page in pages)


def test_a_damaged_paper_is_refused_with_its_place(client: FlaskClient, asked: dict[str, Any]) -> None:
    asked["dossier"]["attachments"].append(
        {"name": "kapot.pdf", "media_type": PDF, "content": b64encode(b"%PDF-1.7\nkapot").decode()}
    )
    answer = client.post("/v1/letters", json=asked, headers={"Accept": PDF})
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.get_json()["errors"]] == ["/dossier/attachments/1/content"]


def test_amounts_on_an_enclosed_paper_are_not_explained(client: FlaskClient, asked: dict[str, Any]) -> None:
    answer = client.post("/preview/letter", json=asked).get_json()
    assert answer["amounts"][0]
    assert answer["amounts"][-1] == []
