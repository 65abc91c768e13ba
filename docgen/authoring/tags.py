"""The tags of a template with where they stand, and how its ifs and fors lie within each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.render.allowed import MAX_TAG
from docgen.render.allowed_tree import STATEMENTS
from docgen.render.word_mistakes import Spot, even_tag, signs
from docgen.render.word_tags import mended, statements
from docgen.render.word_xml import Element, enclosing, every, own_texts
from docgen.texts import Text

_STATEMENT = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc)\s+)?(\w+)\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_FORM = re.compile(r"\{%([-+]?)\s*(?:p|tr|tc) ")


@dataclass(frozen=True, eq=False)
class Tag:
    """A tag as Jinja gets it. `kind` is print or the statement; `container` is what it stands in: it and the tags that
    belong to it must share one.
    """

    words: str
    kind: str
    expression: str
    spot: Spot
    container: tuple[str, Element]


@dataclass(eq=False)
class Branch:
    """An if, elif, else or for with what follows it, up to the next of these or the end."""

    tag: Tag
    body: list[Tag | Block] = field(default_factory=list)


@dataclass(eq=False)
class Block:
    """An if or for with its branches."""

    branches: list[Branch]

    @property
    def tag(self) -> Tag:
        """The tag that opens it."""
        return self.branches[0].tag


@dataclass(frozen=True)
class Problem:
    """Something wrong with a tag; `instead` is the tag as it should be, where that is sure enough to go on with."""

    code: str
    tag: Tag
    message: Text
    remedy: Text
    instead: str | None = None


def tags_of(root: Element, part: str) -> Iterator[Tag]:
    """The sound tags of a part, in order, without remarks and statements that there are not."""
    alone = {row for row in every(root, "w:tr") if statements(row, "w:tr")}
    for number, paragraph in enumerate(every(root, "w:p"), 1):
        pieces = own_texts(paragraph)
        words = "".join(piece.text or "" for piece in pieces)
        owners = [piece for piece in pieces for _ in piece.text or ""]
        outside = _outside(paragraph, alone)
        for start, end, stray in signs(words):
            raw = words[start:end]
            if stray or raw.startswith("{#") or len(raw) > MAX_TAG:
                continue
            tag = _FORM.sub(r"{%\1 ", mended(raw))
            kind, expression = "print", tag[2:-2].strip("-+ ")
            if tag.startswith("{%"):
                statement = _STATEMENT.match(even_tag(tag))
                if statement is None or statement[1] not in STATEMENTS:
                    continue
                kind, expression = statement[1], statement[2]
            spot = Spot(part, number, start, end)
            yield Tag(tag, kind, expression, spot, outside or _inside(paragraph, owners[start]))


def _outside(paragraph: Element, alone: set[Element]) -> tuple[str, Element] | None:
    """What a paragraph or row that holds nothing but statements stands in; None for any other paragraph."""
    row = enclosing(paragraph, "w:tr")
    if row is not None and row in alone:
        return "row", row.getparent()
    return ("block", paragraph.getparent()) if statements(paragraph, "w:p") else None


def _inside(paragraph: Element, piece: Element) -> tuple[str, Element]:
    run = enclosing(piece, "w:r")
    return "inline", paragraph if run is None else run.getparent()
