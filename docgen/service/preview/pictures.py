"""The pages of a PDF as pictures, for browsers that show no PDF inside a page."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from threading import Lock

import pypdfium2
from PIL.Image import Image

SCALE = 2.0  # pixels per point: 144 dpi, sharp on most screens
_PDFIUM = Lock()  # pdfium is not safe for threads


def page_pictures(pdf: bytes) -> list[str]:
    """Every page as a PNG in a data URI, in order."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            images = [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]
        finally:
            document.close()
    return [_data_uri(image) for image in images]


def _data_uri(image: Image) -> str:
    buffer = BytesIO()
    image.save(buffer, "png", compress_level=3)
    return "data:image/png;base64," + b64encode(buffer.getvalue()).decode("ascii")
