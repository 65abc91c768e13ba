"""Reads letters back, from Word files and from HTML, piece by piece: what stands in one paragraph, cell or line."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FIELDS = ("PAGE", "NUMPAGES")


def files_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def tree(content: bytes, part: str = "word/document.xml") -> Any:
    return etree.fromstring(files_of(content)[part])


def one_line(words: str) -> str:
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def targets(content: bytes, part: str = "word/document.xml") -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part."""
    folder, _, file = part.rpartition("/")
    relations = files_of(content).get(f"{folder}/_rels/{file}.rels")
    if relations is None:
        return {}
    return {
        each.get("Id", ""): (each.get("Type", "").rpartition("/")[2], each.get("Target", ""))
        for each in etree.fromstring(relations)
    }


def part_of(content: bytes, kind: str, which: str) -> str:
    """The name of the header or footer of the first or the other pages."""
    section = next(tree(content).iter(f"{W}sectPr"))
    mark = next(each for each in section.iter(f"{W}{kind}Reference") if each.get(f"{W}type") == which)
    return "word/" + targets(content)[mark.get(f"{R}id")][1].removeprefix("/word/")


def pieces(root: Any) -> list[str]:
    """The pieces of text of a part in order, without numbers of pages; a line break or tab ends a piece."""
    said = [""]
    for found in root.iter(f"{W}p", f"{W}t", f"{W}tab", f"{W}br"):
        if found.tag == f"{W}t":
            if next(found.iterancestors(f"{W}fldSimple"), None) is None:
                said[-1] += found.text or ""
        elif next(found.iterancestors(f"{W}pPr"), None) is None:
            said.append("")
    return [each for each in map(one_line, said) if each]


def word_pieces(content: bytes) -> list[str]:
    """The whole letter, in the order in which the HTML letter has it."""
    order = (("footer", "default"), ("header", "default"), ("header", "first"))
    said = [piece for kind, which in order for piece in pieces(tree(content, part_of(content, kind, which)))]
    return said + pieces(tree(content))


class _Pieces(HTMLParser):
    """Ends a piece at every block, cell, line break and label."""

    _ENDS = frozenset(("p", "div", "td", "th", "tr", "li", "h1", "h2", "br", "section", "table", "title", "style"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said = [""]
        self._silent = False
        self._labels: list[bool] = []
        self._continuation = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag in self._ENDS:
            self.said.append("")
        if tag == "div":
            self._continuation = kind == "continuation"
        if tag == "span":
            if self._continuation and self.said[-1]:
                self.said[-1] += " · "
            self._labels.append("label" in kind)
        if tag in ("title", "style"):
            self._silent = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "style"):
            self._silent = False
        if tag in self._ENDS or (tag == "span" and self._labels.pop()):
            self.said.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said[-1] += data


def html_pieces(html: str) -> list[str]:
    reader = _Pieces()
    reader.feed(html)
    reader.close()
    return [each for each in map(one_line, reader.said) if each]


def without_page_numbers(said: list[str]) -> list[str]:
    return [each for each in said if not re.search(r"· (Pagina van|Page of)$", each)]
