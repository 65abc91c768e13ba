"""Where sentences stand on the pages of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import pypdfium2

from docgen.render.envelope import Box
from docgen.service.page_images import PDFIUM
from docgen.service.page_signs import Percents, percents, signs

SLACK = 0.5  # millimetres that a sign may start before the one to the left of it
HYPHENS = "-\u00ad\u2010\ufffe"  # at the end of a line a word may have one that its sentence has not


class PlacedSentence(TypedDict):
    """A sentence on a page: the page's number, from 0, and a box for each line."""

    page: int
    boxes: list[Percents]


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


def _on_page(page: pypdfium2.PdfPage, wanted: dict[int, str]) -> dict[int, list[Percents]]:
    kept = [(sign, box) for sign, box in signs(page) if _bare(sign)]
    said = "".join(sign for sign, _ in kept)
    starts = {number: said.find(sentence) for number, sentence in wanted.items()}
    return {
        number: [percents(line, page) for line in _lines([box for _, box in kept[start : start + len(wanted[number])]])]
        for number, start in starts.items()
        if start >= 0
    }


def _lines(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes line by line: a sign that starts left of the one before it begins the next."""
    lines: list[list[Box]] = []
    for box in boxes:
        if not lines or box.left < lines[-1][-1].left - SLACK:
            lines.append([])
        lines[-1].append(box)
    return lines
