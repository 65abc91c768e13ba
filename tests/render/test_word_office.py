"""Word letters on paper: what LibreOffice prints is measured and read, and held against the HTML letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import docx
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTCurve, LTTextContainer, LTTextLine
from PIL import Image

from docgen.errors import LimitExceeded
from docgen.letters.letter import Letter
from docgen.render import render
from docgen.render.office_profile import find_office
from docgen.render.sheet import code_of
from tests.matrix.cases import (
    SAMPLES,
    TEMPLATES,
    letter_for,
    matrix,
    sample_document,
    sample_letter,
    squeezed,
)
from tests.render.word_reading import one_line, word_pieces

# LibreOffice is no part of what the program needs: where it is not installed, only this look from outside is missing.
pytestmark = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")

MM = 72 / 25.4
HEIGHT = 297.0
LONG = ("Coöperatieve Vereniging van Verwarmings- en Koeltechnici Zuid-Nederlan", "t.a.v. mevrouw Ł. Đặng & Zn <b>",
        "Rosengartenstraße 145, Hinterhaus", "99999  MUSTERHAUSEN", "DUITSLAND")  # fmt: skip


def letters() -> dict[str, Letter]:
    """One letter of each kind, and those that are hard to set."""
    wanted = (case for case in matrix() if case.debtor == "consumer" and case.performed_by == case.branding)
    chosen = {f"{case.kind}-{case.branding}-{case.language}": letter_for(case) for case in wanted}
    chosen = {name: letter for name, letter in chosen.items() if name.endswith(("creditor-nl", "agency-en"))}
    base = chosen["sommatie-agency-en"]
    fields = replace(
        base.fields,
        letter=replace(base.fields.letter, registered=True, concept=True),
        addressee=replace(base.fields.addressee, address_lines=LONG),
    )
    hard = replace(base, fields=fields)
    return {**chosen, "hard-left": hard, "hard-right": replace(hard, look=replace(hard.look, window="right"))}


class Print(NamedTuple):
    """A letter with its Word file and its PDF."""

    letter: Letter
    word: bytes
    pdf: bytes


def alone(letter: Letter) -> Letter:
    """Without the papers behind it, which no engine of ours sets."""
    return replace(letter, behind=()) if letter.behind else letter


@pytest.fixture(scope="module")
def printed() -> dict[str, Print]:
    """The hard letters and every sample, each with its Word file and the PDF of that."""
    made = letters() | {name: alone(sample_letter(name)) for name in SAMPLES}
    return {
        name: Print(
            letter,
            (sample_document(name, "docx") if name in SAMPLES else render(letter, "docx", templates=TEMPLATES)).content,
            render(replace(letter, engine="word"), "pdf", templates=TEMPLATES).content,
        )
        for name, letter in made.items()
    }


@pytest.fixture(scope="module")
def beside() -> dict[str, bytes]:
    """The PDF from the HTML template, of every sample."""
    return {
        name: (
            render(alone(sample_letter(name)), "pdf", templates=TEMPLATES)
            if sample_letter(name).behind
            else sample_document(name, "pdf")
        ).content
        for name in SAMPLES
    }


def words_on_pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pictures_of(pdf: bytes, dots: int) -> list[Image.Image]:
    """The pages at so many dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dots / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


@cache
def lines(pdf: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """Per page the lines with left, top, right and bottom in millimetres."""
    pages = []
    for page in extract_pages(BytesIO(pdf), laparams=LAParams(boxes_flow=None)):
        boxes: list[Any] = [box for box in page if isinstance(box, LTTextContainer)]
        found = [line for box in boxes for line in box if isinstance(line, LTTextLine) and line.get_text().strip()]
        pages.append(
            [
                (one_line(line.get_text()), line.x0 / MM, HEIGHT - line.y1 / MM, line.x1 / MM, HEIGHT - line.y0 / MM)
                for line in found
            ]
        )
    return pages


def test_no_word_of_a_letter_is_lost(printed: dict[str, Print]) -> None:
    hard = {name: each for name, each in printed.items() if name not in SAMPLES}
    assert len(hard) >= 13
    for name, (_, word, pdf) in hard.items():
        said, pages = Counter(" ".join(word_pieces(word)).split()), words_on_pages(pdf)
        if len(pages) == 1:  # the line above the second page stands in the file, and nowhere on paper
            said -= Counter(one_line(docx.Document(BytesIO(word)).sections[0].header.paragraphs[0].text).split())
        assert not said - Counter(one_line(" ".join(pages).replace("\ufffe", "-")).split()), name


@pytest.mark.parametrize("name", SAMPLES)
def test_page_by_page_it_says_what_the_html_letter_says(
    name: str, printed: dict[str, Print], beside: dict[str, bytes]
) -> None:
    of_word, of_html = (
        [squeezed(page.replace("\ufffe", "").replace("-", "")) for page in words_on_pages(pdf)]
        for pdf in (printed[name].pdf, beside[name])
    )
    assert len(of_word) == len(of_html)
    assert Counter("".join(of_word)) == Counter("".join(of_html))


def test_the_address_lies_in_the_window(printed: dict[str, Print]) -> None:
    for name, (letter, _, pdf) in printed.items():
        left = 105.0 if letter.look.window == "right" else 35.0
        first = lines(pdf)[0]
        near = [each for each in first if each[4] > 40 and each[2] < 87 and each[3] > left - 5 and each[1] < left + 75]
        words = " ".join(each[0] for each in sorted(near, key=lambda each: each[2]))
        for line in letter.fields.addressee.address_lines:
            assert one_line(line) in words, name
        assert ("AANGETEKEND" in words) == letter.fields.letter.registered
        for line, x0, top, x1, bottom in near:
            assert left - 0.2 <= x0, (name, line)
            assert x1 <= left + 70.2, (name, line)
            assert top >= 45, (name, line)
            assert bottom <= 82, (name, line)


def test_the_page_is_that_of_the_html_letter(printed: dict[str, Print]) -> None:
    for name, (letter, _, pdf) in printed.items():
        pages = lines(pdf)
        of = {"nl": "Pagina {} van {}", "en": "Page {} of {}"}[letter.language]
        for number, page in enumerate(pages, 1):
            words = " ".join(each[0] for each in page)
            assert f"{letter.fields.letter.reference} · {of.format(number, len(pages))}" in words, name
            body = [each for each in page if 30 < each[2] < 270]
            assert min(each[1] for each in body) >= 34.8, name
            assert max(each[3] for each in body) <= 176, name
            assert max(each[4] for each in page) < 292, name
        labels = [each for each in pages[0] if each[0] in ("Datum", "Date")]
        assert any(95 < each[2] < 97 for each in labels), name


def test_the_code_on_the_page_is_that_of_the_letter(printed: dict[str, Print]) -> None:
    for name, (letter, _, pdf) in printed.items():
        found = [code for picture in pictures_of(pdf, 150) for code in zxingcpp.read_barcodes(picture)]
        code = code_of(letter)
        assert (code is None) == (letter.amount is None), name
        assert [each.text for each in found] == ([code.payload] if code else []), name
        if code is None:
            continue
        corners = found[0].position
        assert (corners.top_right.x - corners.top_left.x) / 150 * 25.4 >= 25, name


def test_the_logo_stands_whole_where_it_does_in_the_html_letter(
    printed: dict[str, Print], beside: dict[str, bytes]
) -> None:
    for name in ("wik-consumer", "sommatie-consumer"):
        of_word, of_html = (coloured(pictures_of(pdf, 150)[0]) for pdf in (printed[name].pdf, beside[name]))
        assert all(abs(one - other) <= 6 for one, other in zip(of_word, of_html, strict=True)), (name, of_word, of_html)
        assert abs((of_word[3] - of_word[1]) - (of_html[3] - of_html[1])) <= 1, name


def coloured(page: Image.Image) -> tuple[int, int, int, int]:
    """The edges of what has a colour in the upper forty millimetres of a page of 150 dots an inch."""
    head = page.crop((0, 0, page.width, round(40 / 25.4 * 150)))
    box = head.convert("HSV").getchannel("S").point(lambda value: 255 * (value > 100)).getbbox()
    assert box is not None
    return box


def test_every_letter_is_set_in_the_twin_of_its_typeface(printed: dict[str, Print]) -> None:
    for name, (_, _, pdf) in printed.items():
        with pikepdf.open(BytesIO(pdf)) as document:
            fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
            used = [
                each
                for each in document.objects
                if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
            ]
            names = {str(each.FontName).partition("+")[2] for each in fonts}
        assert {"Carlito", "Carlito-Bold"} <= names <= {"Carlito", "Carlito-Bold", "Carlito-Italic"}, name
        assert len(fonts) == len(used), f"{name}: a font is not embedded"


def test_it_can_be_read_aloud_and_says_whose_it_is(printed: dict[str, Print]) -> None:
    for name, (letter, _, pdf) in printed.items():
        with pikepdf.open(BytesIO(pdf)) as document:
            kinds = Counter(kinds_in(document.Root.StructTreeRoot))
            metadata = document.open_metadata()
            assert kinds["/H1"] == 1 + (letter.annex is not None), name
            assert kinds["/H2"] >= (1 if letter.kind != "payment-reminder" else 0), name
            assert kinds["/TD"] > 0, name
            assert kinds["/Figure"] == (letter.amount is not None) + letter.fields.letter.concept, (
                name
            )  # the code; the head of the page with the logo is read by nobody
            assert str(document.Root.Lang) == {"nl": "nl-NL", "en": "en-GB"}[letter.language]
            assert document.Root.ViewerPreferences.DisplayDocTitle
            assert metadata["pdfaid:part"] == "3"
            assert metadata["dc:creator"] == [letter.fields.sender.name]
            assert metadata["dc:title"] == str(document.docinfo["/Title"])
            assert str(document.docinfo["/CreationDate"]) == f"D:{letter.date:%Y%m%d}000000Z"
            assert set(document.docinfo.keys()) <= {
                "/Title",
                "/Author",
                "/Creator",
                "/Producer",
                "/CreationDate",
                "/Keywords",
            }


def kinds_in(element: Any) -> Iterator[str]:
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from kinds_in(each)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S)
        if "/K" in element:
            yield from kinds_in(element.K)


def test_the_first_page_shows_where_to_fold(printed: dict[str, Print]) -> None:
    for name, (letter, _, pdf) in printed.items():
        first = next(iter(extract_pages(BytesIO(pdf))))
        left = 9.0 if letter.look.window == "left" else 201.0
        marks = sorted(
            round(HEIGHT - each.y1 / MM)
            for each in first
            if isinstance(each, LTCurve) and abs(each.x0 / MM - left) < 0.5 and each.width / MM < 4
        )
        assert marks == [107, 158], name


def test_the_closing_stays_with_the_letter(printed: dict[str, Print]) -> None:
    for name, (_, _, pdf) in printed.items():
        closings = ("Met vriendelijke groet,", "Kind regards,", "Yours sincerely,")
        page = next(page for page in lines(pdf) if any(each[0] in closings for each in page))
        closing = next(each for each in page if each[0] in closings)
        assert any(30 < each[2] < closing[2] - 1 for each in page), name


def test_a_concept_says_so_on_every_page(printed: dict[str, Print]) -> None:
    for name, (letter, _, pdf) in printed.items():
        for page in pictures_of(pdf, 40):
            middle = page.crop((page.width // 6, page.height // 4, page.width * 5 // 6, page.height * 3 // 4))
            marked = sum(count for count, colour in middle.getcolors(1 << 20) or () if colour == (0xDD, 0xDD, 0xDD))
            assert (marked > 500) == letter.fields.letter.concept, (name, marked)


def test_a_word_letter_has_no_more_pages_than_it_may(printed: dict[str, Print]) -> None:
    long = sample_letter("specification-business-long")
    for engine, form in (("word", "pdf"), ("html", "docx")):
        with pytest.raises(LimitExceeded):
            render(replace(long, engine=engine, pages_limit=2), form, templates=TEMPLATES)
        assert render(replace(long, engine=engine, pages_limit=5), form, templates=TEMPLATES).content
