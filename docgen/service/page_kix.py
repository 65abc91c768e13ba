"""What the KIX code in the window of the envelope says, read from the finished page as a sorting machine would: dark or
light, dot by dot.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from docgen.render.envelope import Box
from docgen.render.kix import BAR_WIDTH, BARS, FULL_HEIGHT, PITCH, TRACKER_HEIGHT, Bar, content_of
from docgen.service.page_images import page_image

DOTS = 300.0  # an inch, as an office printer has
DARK = 128
SLACK = 0.15  # millimetres that a width or a distance may be off at this many dots
LEAST = 7 * BARS  # bars: a postal code and a house number of one figure
REACH = (FULL_HEIGHT + TRACKER_HEIGHT) / 4  # from the middle: halfway between a tracker's end and a full bar's


class ReadCode(NamedTuple):
    """What a code says, and its box on the sheet."""

    content: str
    box: Box


class _Run(NamedTuple):
    """A piece of a row of dots that is dark; where it begins and ends."""

    start: int
    end: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def read_kix(pdf: bytes, window: Box) -> ReadCode | None:
    """The code in the window on the first page; None when there is none, or it says nothing."""
    page = page_image(pdf, 1, DOTS / 72)
    if page is None:
        return None
    dots = DOTS / 25.4
    left, top, right, bottom = (round(side * dots) for side in (window.left, window.top, window.right, window.bottom))
    opening = page.convert("L").crop((left, top, right, bottom))
    width, height = opening.size
    light = opening.tobytes()
    rows = [[each < DARK for each in light[start : start + width]] for start in range(0, width * height, width)]
    runs = [_bars_in(row, dots) for row in rows]
    most = max(map(len, runs), default=0)
    if most < LEAST:
        return None
    through = [number for number, each in enumerate(runs) if len(each) == most]
    middle = through[len(through) // 2]
    spans = [_span(rows, middle, round(each.middle - 0.5)) for each in runs[middle]]
    centre, reach = (through[0] + through[-1] + 1) / 2, REACH * dots
    try:
        said = content_of([Bar(centre - top > reach, bottom - centre > reach) for top, bottom in spans])
    except ValueError:
        return None
    above, below = min(each[0] for each in spans) / dots, max(each[1] for each in spans) / dots
    start, end = runs[middle][0].start / dots, runs[middle][-1].end / dots
    return ReadCode(said, Box(window.left + start, window.top + above, end - start, below - above))


def _bars_in(row: Sequence[bool], dots: float) -> list[_Run]:
    """The longest line of dark pieces that are as wide as a bar and as far apart."""
    runs, place = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            runs.append(_Run(place, place + length))
        place += length
    longest: list[_Run] = []
    line: list[_Run] = []
    for run in runs:
        if abs((run.end - run.start) / dots - BAR_WIDTH) > SLACK:
            line = []
            continue
        near = line and abs((run.middle - line[-1].middle) / dots - PITCH) <= SLACK
        line = [*line, run] if near else [run]
        longest = max(longest, line, key=len)
    return longest


def _span(rows: Sequence[Sequence[bool]], middle: int, across: int) -> tuple[int, int]:
    """From where to where the dots above each other are dark."""
    top = bottom = middle
    while top > 0 and rows[top - 1][across]:
        top -= 1
    while bottom < len(rows) and rows[bottom][across]:
        bottom += 1
    return top, bottom
