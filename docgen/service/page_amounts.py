"""Where the amounts stand on the pages of a PDF."""

from __future__ import annotations

import re
from typing import TypedDict

import pypdfium2
from pypdfium2 import raw

from docgen.service.page_images import PDFIUM

# "€ 1.234,56" and "€1,234.56": the last two figures are cents, whatever the signs between them.
AMOUNT = re.compile(r"€\s?[0-9]{1,3}(?:[.,]?[0-9]{3})*[.,][0-9]{2}(?![0-9])")


class PlacedAmount(TypedDict):
    """An amount as it stands on the page without spaces, as a decimal string in euros, and its box (left, top, width,
    height) in percents of the page.
    """

    text: str
    amount: str
    box: tuple[float, float, float, float]


def page_amounts(pdf: bytes) -> list[list[PlacedAmount]]:
    """The amounts of every page, in the order of its text."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_of_page(page) for page in document]
        finally:
            document.close()


def _of_page(page: pypdfium2.PdfPage) -> list[PlacedAmount]:
    words = page.get_textpage()
    # Sign by sign, so that a place in the text is the place of its box.
    said = "".join(chr(raw.FPDFText_GetUnicode(words, place)) for place in range(words.count_chars()))
    page_width, page_height = page.get_size()
    found: list[PlacedAmount] = []
    for match in AMOUNT.finditer(said):
        boxes = [words.get_charbox(place) for place in range(*match.span()) if not said[place].isspace()]
        left, bottom = (min(box[side] for box in boxes) for side in (0, 1))
        right, top = (max(box[side] for box in boxes) for side in (2, 3))
        figures = re.sub(r"[^0-9]", "", match[0])
        box = (left / page_width, 1 - top / page_height, (right - left) / page_width, (top - bottom) / page_height)
        left, top, width, height = (round(100 * each, 3) for each in box)
        found.append(
            {
                "text": "".join(match[0].split()),
                "amount": f"{int(figures[:-2])}.{figures[-2:]}",
                "box": (left, top, width, height),
            }
        )
    return found
