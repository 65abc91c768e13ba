"""The pages of a PDF as pictures, for browsers that show no PDF inside a page."""

from __future__ import annotations

from base64 import b64encode

from docgen.service.page_images import SCALE, page_images, png


def page_pictures(pdf: bytes, scale: float = SCALE) -> list[str]:
    """Every page as a PNG in a data URI, in order; `scale` in pixels per point."""
    return ["data:image/png;base64," + b64encode(png(image)).decode("ascii") for image in page_images(pdf, scale)]
