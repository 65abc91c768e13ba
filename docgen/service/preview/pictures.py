"""The pages of a PDF as pictures, for browsers that show no PDF inside a page."""

from __future__ import annotations

from base64 import b64encode

from PIL import Image

from docgen.service.page_images import SCALE, page_image, page_images, png

SHARPER = (3, 4)  # pixels per point that a page may be asked for: each costs more time and memory


def page_pictures(pdf: bytes, scale: float = SCALE, *, known: int | None = None) -> list[str | None]:
    """Every page as a PNG in a data URI, in order; `scale` in pixels per point. None for the known page."""
    return [None if image is None else _in_address(image) for image in page_images(pdf, scale, known=known)]


def page_picture(pdf: bytes, number: int, scale: float) -> str | None:
    """One page likewise, counted from 1; None when there is none of that number."""
    image = page_image(pdf, number, scale)
    return None if image is None else _in_address(image)


def _in_address(image: Image.Image) -> str:
    return "data:image/png;base64," + b64encode(png(image)).decode("ascii")
