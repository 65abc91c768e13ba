"""Where the payment code stands on the pages of a PDF, and how large it came out."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from docgen.render.envelope import Box
from docgen.render.qr import QUIET
from docgen.service.page_images import PDFIUM
from docgen.service.page_signs import MM

SQUARE = 0.3  # millimetres that the two sides of a square may differ
SEGMENTS = 200  # no other square of a letter is drawn with so many
SMALLEST = 8.0  # millimetres: what is smaller is no code of ours


def find_code(pdf: bytes, modules: int) -> tuple[int, Box] | None:
    """The number of the page (from 0) and the place of a code of so many modules, without the white around it."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return next(_codes(document, modules), None)
        finally:
            document.close()


def _codes(document: pypdfium2.PdfDocument, modules: int) -> Iterator[tuple[int, Box]]:
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for number, page in enumerate(document):
        height = page.get_height() * MM
        for each in page.get_objects(filter=kinds, max_depth=1):
            left, bottom, right, top = (side * MM for side in each.get_bounds())
            if right - left < SMALLEST or abs((right - left) - (top - bottom)) > SQUARE:
                continue
            box = Box(left, height - top, right - left, top - bottom)
            if each.type == raw.FPDF_PAGEOBJ_IMAGE:
                yield number, _without_white(box, modules)
            elif raw.FPDFPath_CountSegments(each) > SEGMENTS:
                yield number, box


def _without_white(box: Box, modules: int) -> Box:
    white = box.width * QUIET / (modules + 2 * QUIET)
    return Box(box.left + white, box.top + white, box.width - 2 * white, box.height - 2 * white)
