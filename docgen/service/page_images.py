"""The pages of a PDF as pictures, and their words."""

from __future__ import annotations

import struct
import zlib
from itertools import zip_longest
from threading import Lock

import pypdfium2
from PIL import Image

SCALE = 2.0  # pixels per point: 144 dpi, sharp on most screens
GAP = 24  # pixels between two pages next to each other
BETWEEN = "#808080"

PDFIUM = Lock()  # pdfium is not safe for threads


def page_images(pdf: bytes, scale: float = SCALE, *, known: int | None = None) -> list[Image.Image | None]:
    """Every page, in order; `scale` in pixels per point. None for the page with the known number."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [
                None if number == known else page.render(scale=scale).to_pil().convert("RGB")
                for number, page in enumerate(document, 1)
            ]
        finally:
            document.close()


def page_image(pdf: bytes, number: int, scale: float) -> Image.Image | None:
    """One page, counted from 1; None when there is none of that number."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                return None
            image: Image.Image = document[number - 1].render(scale=scale).to_pil().convert("RGB")
            return image
        finally:
            document.close()


def page_texts(pdf: bytes) -> list[str]:
    """The words of every page, in order."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()


def page_pairs(old: bytes, new: bytes, scale: float = 1.2) -> list[bytes]:
    """Pages of two PDFs side by side as PNG, the old one left; a page that only one of them has stands alone."""
    pairs = zip_longest(page_images(old, scale), page_images(new, scale))
    return [png(_beside(left, right)) for left, right in pairs]


def png(image: Image.Image) -> bytes:
    """A picture in RGB as PNG. Its lines are packed as they are: to try for each which filter makes it smallest, as
    Pillow does, takes three times as long, and a page of text gets no smaller by it.
    """
    width, height = image.size
    pixels, line = image.tobytes(), 3 * width
    lines = b"".join(b"\0" + pixels[start : start + line] for start in range(0, height * line, line))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # eight bits, in RGB, packed, one line after the other
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*each) for each in parts)


def _part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _beside(left: Image.Image | None, right: Image.Image | None) -> Image.Image:
    width, height = next(each.size for each in (left, right) if each is not None)
    sheet = Image.new("RGB", (2 * width + GAP, height), BETWEEN)
    for place, each in ((0, left), (width + GAP, right)):
        if each is not None:
            sheet.paste(each, (place, 0))
    return sheet
