"""The measures of the envelope are those of the letter: of its style sheet, and of the pages that come out."""

from __future__ import annotations

import re

import pytest

from docgen.render import envelope
from docgen.render.envelope import Box
from docgen.settings import ROOT

CSS = (ROOT / "templates" / "html" / "letter.css").read_text(encoding="utf-8")
MARGIN = 35.0  # the left margin of the style sheet's page, from which it measures


def rule(selector: str) -> dict[str, float]:
    """The measures in millimetres of a rule of the style sheet."""
    found = re.search(rf"^{re.escape(selector)} {{(.*?)}}", CSS, re.DOTALL | re.MULTILINE)
    assert found, selector
    return {name: float(size) for name, size in re.findall(r"(left|top|width|height): (-?[\d.]+)(?:mm)?", found[1])}


def test_the_style_sheet_has_the_same_window() -> None:
    measures = rule(".paged .window")
    for preset, selector in (("left", ".paged .window"), ("right", ".paged.window-right .window")):
        opening = envelope.window(preset)
        assert MARGIN + rule(selector)["left"] == opening.left
        assert (measures["top"], measures["width"]) == (opening.top + opening.height / 2, opening.width)


def test_the_style_sheet_has_the_same_folds() -> None:
    assert {name: rule(f".paged .fold.{name}")["top"] for name in envelope.FOLDS} == envelope.FOLDS
    assert MARGIN + rule(".paged .fold")["left"] == envelope.FOLD_LEFT["left"]
    assert MARGIN + rule(".paged.window-right .fold")["left"] == envelope.FOLD_LEFT["right"]
    assert rule(".paged .fold")["width"] == envelope.FOLD_LENGTH


@pytest.mark.parametrize(
    ("other", "held", "gap"),
    [
        (Box(10, 10, 5, 5), True, -5),
        (Box(8, 10, 5, 5), False, -3),
        (Box(33, 10, 5, 5), False, 3),
        (Box(12, 32, 5, 5), False, 2),
        (Box(40, 34, 5, 5), False, 10),
    ],
)
def test_boxes(other: Box, held: bool, gap: float) -> None:
    box = Box(10, 10, 20, 20)
    assert box.holds(other) is held
    assert box.gap(other) == gap
