"""Every sample in every form: made without a complaint, the same twice, and its code says what is printed."""

from __future__ import annotations

import json
import logging

import pypdfium2
import pytest
import zxingcpp

from docgen.letters.kinds import KINDS
from docgen.render import render
from tests.matrix.cases import (
    ROOT,
    SAMPLES,
    TEMPLATES,
    sample_document,
    sample_letter,
    sample_letter_again,
    squeezed,
)

pytestmark = pytest.mark.parametrize("name", SAMPLES, scope="module")


# Those that name court costs say that they are an estimate.
DOUBTS = {
    "sommatie-business-final": {"court-costs-estimated"},
    "court-advice": {"court-costs-estimated"},
}


def file_of(name: str) -> str:
    return (ROOT / "samples" / f"{name}.json").read_text(encoding="utf-8")


def test_it_is_lawful_and_dated(name: str) -> None:
    assert {found.rule for found in sample_letter(name).findings} == DOUBTS.get(name, set())
    assert json.loads(file_of(name))["date"] == sample_letter(name).date.isoformat()


@pytest.mark.parametrize("form", ["pdf", "html", "docx", "json"])
def test_it_is_made_without_a_complaint_and_again_with_the_same_bytes(
    name: str, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = sample_document(name, form)
    with caplog.at_level(logging.WARNING):
        document = render(sample_letter_again(name), form, templates=TEMPLATES)
    assert [record.getMessage() for record in caplog.records] == []
    assert document.content == before.content
    if form == "pdf":
        assert document.pages is not None
        assert document.pages <= sample_letter(name).pages_limit


def test_the_code_says_what_is_printed(name: str) -> None:
    letter, pdf = sample_letter(name), pypdfium2.PdfDocument(sample_document(name, "pdf").content)
    try:
        pictures = [page.render(scale=150 / 72).to_pil() for page in pdf]
        words = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    finally:
        pdf.close()
    codes = [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    payee, amount = letter.payee, letter.amount
    if not KINDS[letter.kind].asks:
        assert (payee, amount, codes) == (None, None, [])
        return
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


def test_the_samples_show_every_kind(name: str) -> None:
    assert json.loads(file_of(name))["kind"] in KINDS
    assert f"{name}.json" in (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
