"""The words of a finished letter, from its Word file: what a reader sees, and nothing that Word hides.

Deleted and hidden text is left out, so a sentence that the law asks for cannot stand there unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docgen.render.word_package import DOCUMENT, Package, open_own
from docgen.render.word_xml import Element, enclosing, every, get, q, style_of

_UNSEEN = ("w:del", "w:moveFrom", "mc:Fallback")
_OFF = ("0", "false", "off")
PAGE, PAGES = "\ufdd2", "\ufdd3"  # stand in a `Line` for the page's number and the number of pages: no text has them
_NUMBERS = {"PAGE": PAGE, "NUMPAGES": PAGES, "SECTIONPAGES": PAGES}


@dataclass(frozen=True)
class Line:
    """A paragraph as it is read: its words, whether it is repeated on every page of its table, or has a list mark."""

    words: str
    repeated: bool
    listed: bool


def word_text(content: bytes) -> str:
    """Paragraphs with a blank line between them, cells of a table row with tabs; first the heads of the pages."""
    package = open_own(content)
    hidden = _hidden_styles(package)
    heads = package.related("header")
    order = [*heads, DOCUMENT, *(each for each in package.stories() if each not in (*heads, DOCUMENT))]
    blocks = [block for story in order for block in _blocks(package.tree(story), hidden)]
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def lines_of(package: Package) -> Callable[[str], list[Line]]:
    """What gives the paragraphs of a part that have words in them."""
    hidden = _hidden_styles(package)
    styles = [each for part in package.related("styles") for each in every(package.tree(part), "w:style")]
    lists = frozenset(get(each, "w:styleId") for each in styles if next(every(each, "w:numPr"), None) is not None)

    def lines(part: str) -> list[Line]:
        found = []
        for paragraph in every(package.tree(part), "w:p"):
            row = enclosing(paragraph, "w:tr")
            numbered = paragraph.find(f"{q('w:pPr')}/{q('w:numPr')}") is not None or style_of(paragraph) in lists
            repeated = row is not None and next(every(row, "w:tblHeader"), None) is not None
            found.append(Line(_line(_without_numbers(paragraph), hidden), repeated, numbered))
        return [each for each in found if each.words]

    return lines


def is_on(mark: Element | None) -> bool:
    """Is a switch there, and not turned off?"""
    return mark is not None and get(mark, "w:val") not in _OFF


def _without_numbers(paragraph: Element) -> Element:
    """The paragraph with its page numbers marked as such."""
    if next(every(paragraph, "w:fldSimple", "w:fldChar"), None) is None:
        return paragraph
    open_fields: list[str | None] = []  # their code, None once their result is shown
    shown = ""
    for piece in every(paragraph, "w:fldSimple", "w:fldChar", "w:instrText", "w:t"):
        name = piece.tag.rpartition("}")[2]
        around = enclosing(piece, "w:fldSimple")
        if name == "fldChar":
            kind = get(piece, "w:fldCharType")
            if kind == "begin":
                open_fields.append("")
            elif kind == "separate" and open_fields:
                shown = _number(open_fields[-1] or "")
                open_fields[-1] = None
            elif open_fields:
                open_fields.pop()
        elif name == "instrText" and open_fields and open_fields[-1] is not None:
            open_fields[-1] += piece.text or ""
        elif name == "fldSimple":
            shown = _number(get(piece, "w:instr") or "")
        elif name == "t" and (around is not None or open_fields):
            piece.text, shown = shown, ""
    return paragraph


def _number(code: str) -> str:
    return _NUMBERS.get(code.split()[0].upper(), "") if code.split() else ""


def _hidden_styles(package: Package) -> frozenset[str]:
    """Ids of the styles whose text is not shown."""
    styles = [each for part in package.related("styles") for each in every(package.tree(part), "w:style")]
    return frozenset(get(each, "w:styleId") or "" for each in styles if _vanishes(each.find(q("w:rPr"))))


def _vanishes(properties: Element | None) -> bool:
    return properties is not None and is_on(properties.find(q("w:vanish")))


def _blocks(root: Element, hidden: frozenset[str]) -> Iterator[str]:
    """The paragraphs, and the rows of tables whose cells hold one paragraph each."""
    simple = {row: _is_simple(row) for row in every(root, "w:tr")}
    rows: set[Element] = set()
    for paragraph in every(root, "w:p"):
        row = enclosing(paragraph, "w:tr")
        if row is None or not simple[row]:
            yield _line(paragraph, hidden)
        elif row not in rows:
            rows.add(row)
            yield "\t".join(" ".join(_line(each, hidden).split()) for each in every(row, "w:p"))


def _is_simple(row: Element) -> bool:
    cells = list(every(row, "w:tc"))
    return all(len(list(every(cell, "w:p"))) == 1 for cell in cells)


def _line(paragraph: Element, hidden: frozenset[str]) -> str:
    if style_of(paragraph) in hidden:
        return ""
    said = ""
    for piece in every(paragraph, "w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen"):
        if enclosing(piece, "w:p") is not paragraph or not _is_seen(piece, hidden):
            continue
        name = piece.tag.rpartition("}")[2]
        said += (piece.text or "") if name == "t" else {"tab": "\t", "noBreakHyphen": "-"}.get(name, "\n")
    return said.strip()


def _is_seen(piece: Element, hidden: frozenset[str]) -> bool:
    run = enclosing(piece, "w:r")
    if run is None or any(enclosing(piece, name) is not None for name in _UNSEEN):
        return False
    properties = run.find(q("w:rPr"))
    style = None if properties is None else properties.find(q("w:rStyle"))
    return not _vanishes(properties) and (style is None or get(style, "w:val") not in hidden)
