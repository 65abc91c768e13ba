"""Where something stands in a template, in the words of someone who has it open in Word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.render.word_mistakes import Spot
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_tags import part_name
from docgen.render.word_xml import Element, enclosing, every, get, own_texts, q, style_of
from docgen.texts import Text, text

MARK = "»{}«"
_AROUND = 40  # signs on either side of what is marked
_LONGEST = 160
_HEADING = re.compile(r"heading \d|title", re.IGNORECASE)
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}")


@dataclass(frozen=True)
class Place:
    """A paragraph: the heading above it, and its number from there or its cell. `table` is 0 where it is in none."""

    words: str
    heading: str
    number: int
    table: int = 0
    row: int = 0
    cell: int = 0


class Places:
    """All paragraphs of a template, by part and number."""

    def __init__(self, package: Package) -> None:
        headings = _heading_styles(package)
        self._parts = {part: _places(package.tree(part), headings) for part in package.stories()}

    def words(self, spot: Spot) -> str:
        """The text of the paragraph."""
        return self._at(spot).words if spot.paragraph else ""

    def part(self, spot: Spot) -> Text:
        """What an author calls the part."""
        return part_name(spot.part) if spot.part in self._parts else text("the file")

    def place(self, spot: Spot) -> Text:
        """Heading above, and paragraph or table, row and cell."""
        if spot.paragraph is None or spot.part not in self._parts:
            return text("the whole part") if spot.part in self._parts else text("the whole file")
        found = self._at(spot)
        if found.table:
            inside = text("table {table}, row {row}, cell {cell}", table=found.table, row=found.row, cell=found.cell)
        else:
            inside = text("paragraph {number}", number=found.number)
        if found.heading:
            return text("under the heading “{heading}”, {inside}", heading=found.heading, inside=inside)
        return inside if spot.part != DOCUMENT else text("above the first heading, {inside}", inside=inside)

    def excerpt(self, spot: Spot) -> str:
        """The text around the spot, with the spot marked."""
        if spot.paragraph is None:
            return ""
        words = self._at(spot).words
        if spot.end <= spot.start:
            return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        marked = words[spot.start : spot.end]
        if len(marked) > _LONGEST:
            marked = marked[: _LONGEST - 1] + "…"
        before, after = words[: spot.start], words[spot.end :]
        before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
        after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
        return " ".join(f"{before}{MARK.format(marked)}{after}".split())

    def _at(self, spot: Spot) -> Place:
        return self._parts[spot.part][(spot.paragraph or 1) - 1]


def _places(root: Element, headings: frozenset[str]) -> list[Place]:
    found, heading, number = [], "", 0
    tables: dict[Element, int] = {}
    rows: dict[Element, int] = {}
    for paragraph in every(root, "w:p"):
        words = "".join(piece.text or "" for piece in own_texts(paragraph))
        cell = enclosing(paragraph, "w:tc")
        if cell is None:
            number += bool(words.strip())
            if style_of(paragraph) in headings and _bare(words):
                found.append(Place(words, heading, max(number, 1)))
                heading, number = _bare(words), 0
                continue
            found.append(Place(words, heading, max(number, 1)))
            continue
        row, table = enclosing(cell, "w:tr"), enclosing(cell, "w:tbl")
        if row is None or table is None:
            found.append(Place(words, heading, max(number, 1)))
            continue
        if table not in tables:
            tables[table] = len(tables) + 1
            rows |= {each: at for at, each in enumerate(table.findall(q("w:tr")), 1)}
        column = 1 + row.findall(q("w:tc")).index(cell) if cell.getparent() is row else 1
        found.append(Place(words, heading, 0, tables[table], rows.get(row, 1), column))
    return found


def _bare(words: str) -> str:
    return " ".join(_TAGS.sub("", words).split())[:60]


def _heading_styles(package: Package) -> frozenset[str]:
    styles = [each for part in package.related("styles") for each in every(package.tree(part), "w:style")]
    named = ((get(each, "w:styleId") or "", each.find(q("w:name"))) for each in styles)
    return frozenset(id_ for id_, name in named if name is not None and _HEADING.fullmatch(get(name, "w:val") or ""))
