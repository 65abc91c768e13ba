"""The typeface that ships with us, and what it can do: which characters it has and how wide a line becomes.

Carlito has the widths of Calibri, so the Word letter breaks its lines where the HTML letter does. Liberation Sans
supplies the characters that Carlito lacks. Licences: see the OFL texts in this folder.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from fontTools.ttLib import TTFont
from PIL import ImageFont

from docgen.errors import NotSupported
from docgen.texts import text

FACES = (
    # family, file, weight, style
    ("Carlito", "Carlito-Regular.ttf", "400", "normal"),
    ("Carlito", "Carlito-Bold.ttf", "700", "normal"),
    ("Carlito", "Carlito-Italic.ttf", "400", "italic"),
    ("Carlito", "Carlito-BoldItalic.ttf", "700", "italic"),
    ("Liberation Sans", "LiberationSans-Regular.ttf", "400", "normal"),
    ("Liberation Sans", "LiberationSans-Bold.ttf", "700", "normal"),
)
MM_PER_POINT = 25.4 / 72
_INVISIBLE = frozenset("\t\n\r\N{NO-BREAK SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}")


@lru_cache
def font_bytes(file_name: str) -> bytes:
    """The content of one of the font files."""
    return (files(__package__) / file_name).read_bytes()


@lru_cache
def _characters() -> frozenset[str]:
    known: set[str] = set()
    for file_name in ("Carlito-Regular.ttf", "LiberationSans-Regular.ttf"):
        with TTFont(BytesIO(font_bytes(file_name)), lazy=True) as font:
            known.update(map(chr, font.getBestCmap()))
    return frozenset(known) | _INVISIBLE


def refuse_missing_characters(words: str) -> None:
    """Raise `NotSupported` when one of the characters would print as an empty box."""
    if unprintable := missing_characters(words):
        raise NotSupported(
            text(
                "Our typeface lacks these characters: {characters}. Write them in Latin letters.",
                characters=" ".join(unprintable[:10]),
            )
        )


def missing_characters(words: str) -> list[str]:
    """The characters that would print as an empty box, in order of their code."""
    return sorted(set(words) - _characters())


@lru_cache
def _measure() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(font_bytes("Carlito-Regular.ttf")), 1000)


def width(words: str, points: float) -> float:
    """Width in millimetres of a line of regular type of that size."""
    return _measure().getlength(words) / 1000 * points * MM_PER_POINT


def line_count(words: str, points: float, column: float) -> int:
    """How many lines the words take in a column of that many millimetres; a word too long for it breaks anywhere."""
    lines, used = 1, 0.0
    space = width(" ", points)
    for word in words.split():
        needed = width(word, points)
        if used and used + space + needed > column:
            lines, used = lines + 1, 0.0
        else:
            used += space if used else 0.0
        while used + needed > column:
            lines, needed = lines + 1, needed - (column - used)
            used = 0.0
        used += needed
    return lines
