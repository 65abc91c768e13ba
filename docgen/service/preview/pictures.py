"""The pages of a PDF as pictures, for browsers that show no PDF inside a page."""

from __future__ import annotations

from base64 import b64encode

from docgen.service.page_images import page_images, png


def page_pictures(pdf: bytes) -> list[str]:
    """Every page as a PNG in a data URI, in order."""
    return ["data:image/png;base64," + b64encode(png(image)).decode("ascii") for image in page_images(pdf)]
