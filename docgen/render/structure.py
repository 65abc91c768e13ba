"""Finishing touches on the structure of a tagged PDF, before WeasyPrint writes it.

What repeats on every page (continuation head, footer, the mark CONCEPT) is made an artifact, which a screen reader
skips; the footer of the last page is read once, at the end. Table headers say whether they head a row or a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zlib import compress

import pydyf  # type: ignore[import-untyped]

LEVEL = 6


def finish(_document: Any, pdf: pydyf.PDF) -> None:
    """Change the tags of the PDF in place, and its objects into bytes."""
    if "StructTreeRoot" in pdf.catalog:
        _tell(pdf)
    pdf.objects[1:] = [Written(each) for each in pdf.objects[1:]]


class Written(pydyf.Object):  # type: ignore[misc]
    """An object as it stands in the file. Its bytes are wanted twice: also for the mark by which a PDF is known."""

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number = made.number
        self._data: bytes = _packed(made) if isinstance(made, pydyf.Stream) and made.compress else pydyf._to_bytes(made)
        self._compressible: bool = made.compressible

    @property
    def data(self) -> bytes:
        """The bytes."""
        return self._data

    @property
    def compressible(self) -> bool:
        """Whether it can go into an object stream."""
        return self._compressible


def _packed(made: pydyf.Stream) -> bytes:
    """As `pydyf` packs it, in half the time: what the last levels gain is less than a hundredth."""
    content = compress(
        b"\n".join(item if type(item) is bytes else pydyf._to_bytes(item) for item in made.stream), LEVEL
    )
    head = pydyf.Dictionary({**made.extra, "Filter": "/FlateDecode", "Length": len(content)})
    return b"\n".join((head.data, b"stream", content, b"endstream"))


def _tell(pdf: pydyf.PDF) -> None:
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    whole = _object(pdf, root["K"][0])
    pages: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]
    _read_last_footer(pdf, whole, pages[-1])
    spoken: dict[bytes, set[int]] = {page.reference: set() for page in pages}
    for element, in_head in _elements(pdf, whole, False):
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
        spoken[element.get("Pg", pages[0].reference)].update(kid for kid in element["K"] if isinstance(kid, int))
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for index, page in enumerate(pages):
        _silence(_object(pdf, page["Contents"]), spoken[page.reference])
        parents = numbers[2 * index + 1]
        for place in range(len(parents)):
            if place not in spoken[page.reference]:
                parents[place] = "null"


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _elements(pdf: pydyf.PDF, element: Any, in_head: bool) -> Iterator[tuple[Any, bool]]:
    in_head = in_head or element["S"] == "/THead"
    yield element, in_head
    for kid in element["K"]:
        if isinstance(kid, bytes):
            child = _object(pdf, kid)
            if child.get("Type") == "/StructElem":
                yield from _elements(pdf, child, in_head)


def _read_last_footer(pdf: pydyf.PDF, whole: Any, last_page: Any) -> None:
    """WeasyPrint tags what stands in the margins but leaves it out of the tree; only the footer is a section there."""
    sections: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and each.get("S") == "/Sect"]
    for element in sections:
        in_margin = element["P"] == whole.reference and element.reference not in whole["K"]
        if in_margin and element["Pg"] == last_page.reference:
            whole["K"].append(element.reference)


def _silence(stream: Any, spoken: set[int]) -> None:
    """Mark as artifact what the page's stream marks with a number that nothing in the tree speaks for."""
    items = stream.stream
    for place in range(2, len(items)):
        if items[place] == b"BDC" and isinstance(items[place - 1], dict):
            properties = items[place - 1]
            if "MCID" in properties and properties["MCID"] not in spoken:
                items[place - 2] = "/Artifact"
                items[place - 1] = pydyf.Dictionary({"Type": "/Pagination"})
