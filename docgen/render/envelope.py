"""The envelope around a letter: where its window is and where the sheet is folded, in millimetres from the top left
corner of A4.

The measures of the Dutch letter standard NEN 1026 as the LaTeX class isodoc carries it out. The style sheet letter.css
has the same ones, and tests hold the two together.
"""

from __future__ import annotations

from typing import NamedTuple

SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0

WINDOW_LEFT = {"left": 35.0, "right": 105.0}  # by the brand's window
WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT = 45.0, 70.0, 37.0
WINDOW_CLEAR = 5.0  # kept free around the window: the sheet slides a little in its envelope

FOLDS = {"three": 107.0, "two": 158.0}  # from the top: in three for DL and EA5/6, in two for C5
FOLD_LEFT = {"left": 9.0, "right": 201.0}  # where the mark of a fold begins, at the side of the window
FOLD_LENGTH = 3.0

PRINTER_MARGIN = 5.0  # at the edge of the sheet, where most office printers print nothing

SYMBOL_LEAST = 25.0  # the side of a payment code, without the white around it
DOT_LEAST = 0.5  # one module of it


class Box(NamedTuple):
    """A rectangle on the sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another box lies inside, but for so many millimetres."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def gap(self, other: Box) -> float:
        """How far another box is away, across or down; negative as far as they overlap."""
        across = max(self.left - other.right, other.left - self.right)
        down = max(self.top - other.bottom, other.top - self.bottom)
        return max(across, down)


def window(preset: str) -> Box:
    """The window of the envelope, `left` or `right`: the part in which everything surely shows."""
    return Box(WINDOW_LEFT[preset], WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT)
