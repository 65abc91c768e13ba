"""The XML of Word files: names, and the few ways in which the other modules walk and change it.

Elements are lxml's, which ships no types: they are `Any` here and in the modules that use this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
TWIPS = 1440 / 25.4  # in a millimetre
EMU = 36000  # in a millimetre

# What stands before a child in the order that the format prescribes, for those that this program adds.
_BEFORE_BORDERS = ("w:cnfStyle", "w:tcW", "w:gridSpan", "w:hMerge", "w:vMerge")
_BEFORE = {
    "w:keepNext": ("w:pStyle",),
    "w:spacing": (
        *("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl", "w:numPr"),
        *("w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap"),
        *("w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd"),
        "w:snapToGrid",
    ),
    "w:tcBorders": _BEFORE_BORDERS,
    "w:tcMar": (*_BEFORE_BORDERS, "w:tcBorders", "w:shd", "w:noWrap"),
    "w:right": ("w:top", "w:start", "w:left", "w:bottom"),
}

Element = Any


@cache  # the names that this program writes: some hundreds, asked for tens of thousands of times a letter
def q(name: str) -> str:
    """The full name of ``w:p``."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def serial(root: Element) -> bytes:
    """The bytes of a part; the same tree gives the same bytes."""
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return content


def element(name: str, attributes: dict[str, str] | None = None, *kids: Element) -> Element:
    """A new element; names are written ``w:p``."""
    made = etree.Element(q(name), {q(key) if ":" in key else key: value for key, value in (attributes or {}).items()})
    made.extend(kids)
    return made


def get(found: Element, name: str) -> str | None:
    """An attribute, by a name such as ``w:val``."""
    value: str | None = found.get(q(name))
    return value


def every(root: Element, *names: str) -> Iterator[Element]:
    """All elements of these names, as they were when asked for: the tree may be changed meanwhile."""
    return iter(list(root.iter(*(q(name) for name in names))))


def enclosing(found: Element, name: str) -> Element | None:
    """The nearest element of that name around this one."""
    return next(found.iterancestors(q(name)), None)


def drop(found: Element) -> None:
    """Take an element out; text behind it stays."""
    replace_by_text(found, "")


def replace_by_text(found: Element, words: str) -> None:
    """Take an element out and leave bare text in its place."""
    words += found.tail or ""
    before, parent = found.getprevious(), found.getparent()
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    found.tail = None
    parent.remove(found)


def own_texts(paragraph: Element) -> list[Element]:
    """The pieces of text of a paragraph, without those of paragraphs in text boxes within it."""
    return [piece for piece in paragraph.iter(q("w:t")) if enclosing(piece, "w:p") is paragraph]


def words_of(found: Element) -> str:
    """All text in an element, tabs and breaks as a space."""
    pieces = found.iter(q("w:t"), q("w:tab"), q("w:br"), q("w:p"))
    return "".join(piece.text or "" if piece.tag == q("w:t") else " " for piece in pieces).strip()


def child(parent: Element, name: str, *, first: bool = False) -> Element:
    """The child of that name, made when there is none."""
    found = parent.find(q(name))
    if found is None:
        found = element(name)
        parent.insert(0 if first else len(parent), found)
    return found


def placed(parent: Element, name: str) -> Element:
    """The child of that name, made in its place in the order that the format prescribes when there is none."""
    found = parent.find(q(name))
    if found is None:
        found = element(name)
        before = [at for at, each in enumerate(parent) if each.tag in map(q, _BEFORE[name])]
        parent.insert(before[-1] + 1 if before else 0, found)
    return found


def style_of(found: Element) -> str:
    """Id of a paragraph's or table's style, else nothing."""
    kind = "w:tblPr/w:tblStyle" if found.tag == q("w:tbl") else "w:pPr/w:pStyle"
    mark = found.find("/".join(q(step) for step in kind.split("/")))
    return "" if mark is None else get(mark, "w:val") or ""
