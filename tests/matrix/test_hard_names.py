"""Odd names stand literally in every form, and the sentence that holds them goes on after them."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pypdfium2
import pytest

from docgen.dossier.reading import letter_request
from docgen.letters.compose import compose
from docgen.render import render
from docgen.render.text import letter_text
from tests.matrix.cases import BRANDS, TEMPLATES, Case, request_for, squeezed

NAMES = (
    "Jansen & Zn <b>", "{{ 7*7 }}", "O'Brien \"x\"", "Łukasz Đặng", "{% if x %}", "a<b", "{_{ x }_}", "</p><script>", "100% ${x}",
)  # fmt: skip
CELL = Case("sommatie", "agency", "agency", "consumer", "nl")


def with_name(name: str) -> dict[str, Any]:
    """The name as creditor, debtor and description; the creditor's brand would put its own name in the sentence."""
    request: dict[str, Any] = request_for(CELL)
    address = {"street": "Markt", "house_number": "1", "postal_code": "1234 AB", "city": "Zuiderveen"}
    request["dossier"]["creditor"] = {"name": name, "address": address, "iban": "NL91ABNA0417164300"}
    request["dossier"]["debtor"]["name"] = name
    request["dossier"]["invoices"][0]["description"] = name
    return request


def words_of(form: str, content: bytes) -> str:
    if form == "pdf":
        pdf = pypdfium2.PdfDocument(content)
        try:
            return "".join(page.get_textpage().get_text_range() for page in pdf)
        finally:
            pdf.close()
    if form == "docx":
        document = docx.Document(BytesIO(content))
        return "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    if form == "html":
        return letter_text(content.decode())
    return str(json.loads(content)["text"])


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "json"])
@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_literal_and_its_sentence_whole(name: str, form: str) -> None:
    request = letter_request(with_name(name), BRANDS, "voorbeeld-incasso")
    letter = compose(request, on=date(2026, 11, 21), brands=BRANDS)
    words = squeezed(words_of(form, render(letter, form, templates=TEMPLATES).content))
    assert words.count(squeezed(name)) >= 3
    assert squeezed(f"{name} in Zuiderveen heeft ons gevraagd een openstaand bedrag bij u te innen.") in words
    assert squeezed(f"Wij vragen {name} dan om een reactie.") in words
