"""Where sentences stand on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import pypdfium2
from pypdfium2 import raw

from docgen.service.page_images import PDFIUM

Box = tuple[float, float, float, float]
HYPHENS = "-\u00ad\u2010\ufffe"  # at the end of a line a word may have one that its sentence has not


class PlacedSentence(TypedDict):
    """A sentence on a page: its number, from 0, and a box for each line: left, top, width, height in percents of it."""

    page: int
    boxes: list[Box]


def page_sentences(pdf: bytes, sentences: Sequence[str]) -> list[PlacedSentence | None]:
    """For each sentence where it stands first; None for one that stands nowhere, and for an empty one."""
    found: list[PlacedSentence | None] = [None] * len(sentences)
    wanted = {number: _bare(sentence) for number, sentence in enumerate(sentences) if _bare(sentence)}
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            for place, page in enumerate(document) if wanted else ():
                for number, boxes in _on_page(page, wanted).items():
                    found[number] = found[number] or {"page": place, "boxes": boxes}
        finally:
            document.close()
    return found


def _bare(said: str) -> str:
    return "".join(sign for sign in said if not sign.isspace() and sign not in HYPHENS)


def _on_page(page: pypdfium2.PdfPage, wanted: dict[int, str]) -> dict[int, list[Box]]:
    words = page.get_textpage()
    signs = [(chr(raw.FPDFText_GetUnicode(words, place)), place) for place in range(words.count_chars())]
    kept = [(sign, place) for sign, place in signs if _bare(sign)]
    said = "".join(sign for sign, _ in kept)
    starts = {number: said.find(sentence) for number, sentence in wanted.items()}
    return {
        number: _lines(
            [words.get_charbox(place) for _, place in kept[start : start + len(wanted[number])]], page.get_size()
        )
        for number, start in starts.items()
        if start >= 0
    }


def _lines(signs: list[tuple[float, float, float, float]], size: tuple[float, float]) -> list[Box]:
    """One box for each line: a sign that starts left of the one before it begins the next."""
    lines: list[list[tuple[float, float, float, float]]] = []
    for sign in signs:
        if not lines or sign[0] < lines[-1][-1][0] - 1:
            lines.append([])
        lines[-1].append(sign)
    return [_around(line, size) for line in lines]


def _around(signs: list[tuple[float, float, float, float]], size: tuple[float, float]) -> Box:
    left, bottom = (min(each[side] for each in signs) for side in (0, 1))
    right, top = (max(each[side] for each in signs) for side in (2, 3))
    width, height = size
    parts = (left / width, 1 - top / height, (right - left) / width, (top - bottom) / height)
    first, second, third, fourth = (round(100 * part, 3) for part in parts)
    return (first, second, third, fourth)
