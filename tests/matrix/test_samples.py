"""Every sample in every form: made without a complaint, the same twice, and its code says what is printed."""

from __future__ import annotations

import json
import logging
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from docgen.dossier.strict_json import read_json
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.render import Document, render
from docgen.service.desk import Desk
from docgen.settings import Settings
from tests.matrix.cases import ROOT, TEMPLATES, squeezed

SAMPLES = tuple(sorted((ROOT / "samples").glob("*.json")))
pytestmark = pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
DESK = Desk(Settings(), today=lambda: date(2026, 11, 21))


@cache
def letter_of(file: Path) -> Letter:
    return DESK.compose(read_json(file.read_bytes()))


@cache
def printed(file: Path) -> Document:
    return render(letter_of(file), "pdf", templates=TEMPLATES)


def test_it_is_lawful_and_dated(file: Path) -> None:
    # The one that names court costs says that they are an estimate.
    doubts = {"court-costs-estimated"} if file.stem == "sommatie-business-final" else set()
    assert {found.rule for found in letter_of(file).findings} == doubts
    assert json.loads(file.read_text(encoding="utf-8"))["date"] == letter_of(file).date.isoformat()


def test_the_page_is_made_without_a_complaint(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        document = render(letter_of(file), "pdf", templates=TEMPLATES)
    assert [record.getMessage() for record in caplog.records] == []
    assert document.pages is not None
    assert document.pages <= letter_of(file).pages_limit


@pytest.mark.parametrize("form", ["pdf", "html", "docx", "json"])
def test_the_same_request_gives_the_same_bytes(file: Path, form: str) -> None:
    first, second = (
        render(DESK.compose(read_json(file.read_bytes())), form, templates=TEMPLATES) for _ in ("once", "again")
    )
    assert first.content == second.content


def test_the_code_says_what_is_printed(file: Path) -> None:
    letter, pdf = letter_of(file), pypdfium2.PdfDocument(printed(file).content)
    try:
        pictures = [page.render(scale=150 / 72).to_pil() for page in pdf]
        words = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    finally:
        pdf.close()
    codes = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    payee, amount = letter.payee, letter.amount
    assert payee is not None
    assert amount is not None
    assert len(codes) == 1
    if letter.payment_link is not None:
        assert codes == [letter.payment_link]
        return
    lines = codes[0].split("\n")
    assert lines[:4] == ["BCD", "002", "1", "SCT"]
    assert lines[5:8] == [payee.name, payee.iban, f"EUR{amount}"]
    assert payee.reference in lines[9:]
    for printed_part in (payee.name, payee.iban, payee.reference):
        assert squeezed(printed_part) in words


def test_the_samples_show_every_kind(file: Path) -> None:
    request = json.loads(file.read_text(encoding="utf-8"))
    assert request["kind"] in KINDS
    assert file.name in (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
