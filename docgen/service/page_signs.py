"""The signs of a page of a PDF, each with its box."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import byref, c_double

import pypdfium2
from pypdfium2 import raw

from docgen.render.envelope import Box

MM = 25.4 / 72  # millimetres in a point

Percents = tuple[float, float, float, float]  # left, top, width, height, in percents of the page


def signs(page: pypdfium2.PdfPage) -> list[tuple[str, Box]]:
    """Every sign in the order of the page's text, with its box in millimetres from the top left."""
    words, height = page.get_textpage(), page.get_height()
    left, right, bottom, top = sides = [c_double() for _ in range(4)]
    pointers = [byref(side) for side in sides]
    found = []
    for place in range(words.count_chars()):
        raw.FPDFText_GetCharBox(words, place, *pointers)
        box = box_of((left.value, bottom.value, right.value, top.value), height)
        found.append((chr(raw.FPDFText_GetUnicode(words, place)), box))
    return found


def box_of(corners: tuple[float, float, float, float], height: float) -> Box:
    """A box in millimetres from the top left, of corners as a PDF gives them: points from the bottom left."""
    left, bottom, right, top = corners
    return Box(left * MM, (height - top) * MM, (right - left) * MM, (top - bottom) * MM)


def percents(boxes: Sequence[Box], page: pypdfium2.PdfPage) -> Percents:
    """What lies around these boxes, as a part of the page."""
    width, height = (100 / MM / each for each in page.get_size())
    left, top = min(each.left for each in boxes), min(each.top for each in boxes)
    right, bottom = max(each.right for each in boxes), max(each.bottom for each in boxes)
    return (
        round(left * width, 3),
        round(top * height, 3),
        round((right - left) * width, 3),
        round((bottom - top) * height, 3),
    )
