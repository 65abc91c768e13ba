"""The tags of the PDF: what a screen reader gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from docgen.dossier.pictures import Picture
from docgen.letters.letter import Letter
from docgen.render import render

Maker = Callable[..., Letter]


@pytest.fixture(scope="module")
def opened(letter: Maker, picture: Callable[..., Picture], templates_folder: Path) -> Iterator[pikepdf.Pdf]:
    """A letter of several pages, as tagged PDF."""
    made = letter(count=40, picture=picture(), branding="agency", concept=True)
    with pikepdf.open(BytesIO(render(made, "pdf", templates=templates_folder).content)) as document:
        yield document


def elements(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from elements(kid)


def spoken(document: pikepdf.Pdf, element: Any) -> str:
    """The text that the element stands for."""
    numbers = [
        (each.get("/Pg"), kid) for each in elements(element) for kid in each.get("/K", []) if isinstance(kid, int)
    ]
    words = []
    for page in document.pages:
        wanted = {int(kid) for owner, kid in numbers if owner is not None and owner.objgen == page.obj.objgen}
        words += [said for number, said in marked(document, page) if number in wanted]
    return " ".join(" ".join(words).split())


def marked(document: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    """Each piece of text of a page with the number it is marked with, None for an artifact."""
    stack: list[int | str | None] = []
    unicode_of: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BMC", "BDC"):
            properties = operands[1] if operator == "BDC" else {}
            stack.append(int(properties["/MCID"]) if "/MCID" in properties else None)
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            unicode_of = to_unicode(page.resources.Font[operands[0]])
        elif operator in ("Tj", "TJ"):
            pieces = operands[0] if operator == "TJ" else [operands[0]]
            codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
            said = "".join(unicode_of.get(code, "?") for code in codes_in(codes))
            number = stack[-1] if stack else -1
            assert number != -1, f"text without a mark: {said}"
            yield (number if isinstance(number, int) else None), said


def codes_in(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[place : place + 2], "big") for place in range(0, len(codes), 2)]


def to_unicode(font: Any) -> dict[int, str]:
    table: dict[int, str] = {}
    for line in font.ToUnicode.read_bytes().decode().splitlines():
        parts = line.strip().strip("<>").split("> <")
        if len(parts) == 2 and len(parts[0]) == 4:
            table[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return table


def test_language_title_and_marks(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "nl"
    assert bool(opened.Root.MarkInfo.Marked)
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == "Herinnering: factuur F2026-101 staat nog open"
    assert str(opened.docinfo["/Author"]) == "Voorbeeld Incasso"
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20261121")
    assert b'pdfaid:part="3"' in opened.Root.Metadata.read_bytes()


def test_headings(opened: pikepdf.Pdf) -> None:
    tree = list(elements(opened.Root.StructTreeRoot.K[0]))
    (subject,) = [each for each in tree if each.S == "/H1"]
    assert spoken(opened, subject) == "Herinnering: factuur F2026-101 staat nog open"
    headings = [spoken(opened, each) for each in tree if each.S == "/H2"]
    assert headings[:2] == ["Hoe betaalt u?", "Waaruit bestaat het bedrag?"]


def test_tables_have_headers_with_a_scope(opened: pikepdf.Pdf) -> None:
    tree = list(elements(opened.Root.StructTreeRoot.K[0]))
    scopes: dict[str, set[str]] = {}
    for head in (each for each in tree if each.S == "/TH"):
        scopes.setdefault(str(head.A.Scope), set()).add(spoken(opened, head))
    assert {"Factuur", "Bedrag", "Open"} <= scopes["/Column"]
    assert {"Totaal open", "Rekening", "Op naam van", "Totaal"} <= scopes["/Row"]
    assert len([each for each in tree if each.S == "/TR"]) > 40


def test_pictures_are_described(opened: pikepdf.Pdf) -> None:
    figures = [each for each in elements(opened.Root.StructTreeRoot.K[0]) if each.S == "/Figure"]
    said = {" ".join(str(each.Alt).split()) for each in figures}
    assert said == {"Voorbeeld Incasso", "QR-code om € 46.000,00 te betalen aan Bakkerij De Korenbloem B.V."}


def test_reading_order_ends_with_one_footer(opened: pikepdf.Pdf) -> None:
    words = spoken_in_order(opened)
    order = ["J. de Vries", "Ons kenmerk", "Herinnering:", "Geachte heer", "Met vriendelijke groet,", "Wie zijn wij?"]
    places = [words.index(part) for part in order]
    assert places == sorted(places)
    assert words.endswith("registratiekenmerk 0123456789")
    assert words.count("registratiekenmerk 0123456789") == 1


def test_what_repeats_on_every_page_is_an_artifact(opened: pikepdf.Pdf) -> None:
    silent = [
        " ".join("".join(said for number, said in marked(opened, page) if number is None).split())
        for page in opened.pages
    ]
    assert all("CONCEPT" in said for said in silent)
    assert all("Pagina" in said for said in silent[:-1])
    assert "CONCEPT" not in spoken_in_order(opened)
    assert spoken_in_order(opened).count("Pagina") == 1


def test_every_number_leads_to_its_element(opened: pikepdf.Pdf) -> None:
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    known = {each.objgen for each in elements(opened.Root.StructTreeRoot.K[0])}
    for index, page in enumerate(opened.pages):
        parents = numbers[2 * index + 1]
        for number, _ in marked(opened, page):
            if number is not None:
                assert parents[number].objgen in known


def spoken_in_order(document: pikepdf.Pdf) -> str:
    """All words in the order of the tree."""
    said: dict[tuple[tuple[int, int], int], str] = {}
    for page in document.pages:
        for number, piece in marked(document, page):
            if number is not None:
                key = (page.obj.objgen, number)
                said[key] = said.get(key, "") + piece
    words = []
    for element in elements(document.Root.StructTreeRoot.K[0]):
        numbers = [int(kid) for kid in element.get("/K", []) if isinstance(kid, int)]
        words += [said.get((element.Pg.objgen, number), "") for number in numbers]
    return " ".join(" ".join(words).split())
