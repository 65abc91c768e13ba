"""Where the amounts stand on the pages of a PDF."""

from __future__ import annotations

import re
from typing import TypedDict

import pypdfium2

from docgen.render.envelope import Box
from docgen.service.page_images import PDFIUM
from docgen.service.page_signs import Percents, percents, signs

# "€ 1.234,56" and "€1,234.56": the last two figures are cents, whatever the signs between them.
AMOUNT = re.compile(r"€\s?[0-9]{1,3}(?:[.,]?[0-9]{3})*[.,][0-9]{2}(?![0-9])")


class PlacedAmount(TypedDict):
    """An amount as it stands on the page without spaces, as a decimal string in euros, and its box."""

    text: str
    amount: str
    box: Percents


def page_amounts(pdf: bytes) -> list[list[PlacedAmount]]:
    """The amounts of every page, in the order of its text."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_of_page(page) for page in document]
        finally:
            document.close()


def _of_page(page: pypdfium2.PdfPage) -> list[PlacedAmount]:
    printed = signs(page)
    # Sign by sign, so that a place in the text is the place of its box.
    said = "".join(sign for sign, _ in printed)
    return [
        _placed(match, [box for sign, box in printed[slice(*match.span())] if not sign.isspace()], page)
        for match in AMOUNT.finditer(said)
    ]


def _placed(match: re.Match[str], boxes: list[Box], page: pypdfium2.PdfPage) -> PlacedAmount:
    figures = re.sub(r"[^0-9]", "", match[0])
    return {
        "text": "".join(match[0].split()),
        "amount": f"{int(figures[:-2])}.{figures[-2:]}",
        "box": percents(boxes, page),
    }
