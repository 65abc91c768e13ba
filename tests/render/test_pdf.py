"""The finished page, measured: what stands where, in which type, with which tags, and read back by other programs."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextContainer, LTTextLine

from docgen.dossier.pictures import Picture
from docgen.errors import LimitExceeded, NotSupported
from docgen.letters.letter import Letter
from docgen.render import render

Maker = Callable[..., Letter]
MM = 72 / 25.4
PAGE_HEIGHT = 297.0

LONG_NAME = "Coöperatieve Vereniging van Verwarmings- en Koeltechnici Zuid-Nederlan"  # 70 characters
FOREIGN = (
    "Wohnungsgenossenschaft für Handwerk und Gewerbe der Stadt Musterhausen",
    "Rosengartenstraße 145",
    "Hinterhaus, dritter Stock links",
    "99999  MUSTERHAUSEN",
    "DUITSLAND",
)


@pytest.fixture(autouse=True)
def no_complaints(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint has nothing to say about any letter here."""
    yield
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in millimetres from the top left corner."""

    page: int
    words: str
    left: float
    top: float
    right: float
    bottom: float


def lines_of(content: bytes) -> list[Line]:
    found = []
    for number, page in enumerate(extract_pages(BytesIO(content), laparams=LAParams(boxes_flow=None))):
        for box in page:
            if isinstance(box, LTTextContainer):
                found += [
                    _line(number, line) for line in box if isinstance(line, LTTextLine) and line.get_text().strip()
                ]
    return found


def _line(page: int, line: LTTextLine) -> Line:
    words = " ".join(line.get_text().split())
    return Line(page, words, line.x0 / MM, PAGE_HEIGHT - line.y1 / MM, line.x1 / MM, PAGE_HEIGHT - line.y0 / MM)


def words_of(content: bytes) -> list[str]:
    """The words of each page, with single spaces."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def pdf(letter: Letter, templates: Path) -> bytes:
    return render(letter, "pdf", templates=templates).content


# ---- The window of the envelope ----


@pytest.mark.parametrize(("window", "left"), [("left", 35.0), ("right", 105.0)])
@pytest.mark.parametrize("branding", ["creditor", "agency"])
@pytest.mark.parametrize("address", [("J. de Vries", "Dorpsstraat 1", "1234 AB  ONS DORP"), FOREIGN])
@pytest.mark.parametrize("registered", [False, True])
def test_the_address_lies_in_the_window_and_nothing_else_near_it(
    letter: Maker,
    templates: Path,
    window: str,
    left: float,
    branding: str,
    address: tuple[str, ...],
    registered: bool,
) -> None:
    made = letter(window=window, branding=branding, address_lines=address, registered=registered, sender_name=LONG_NAME)
    first_page = [line for line in lines_of(pdf(made, templates)) if line.page == 0]
    inside = [line for line in first_page if line.bottom > 40 and line.top < 87 and line.right > left - 5]
    inside = [line for line in inside if line.left < left + 75]
    words = " ".join(line.words for line in sorted(inside, key=lambda line: line.top))
    for part in address:
        assert " ".join(part.split()) in words
    assert ("AANGETEKEND" in words) == registered
    for line in inside:
        assert left - 0.1 <= line.left, line
        assert line.right <= left + 70.1, line
        assert line.top >= 45, line
        assert line.bottom <= 82, line
    expected = {*LONG_NAME.split(), *" ".join(address).split(), "AANGETEKEND", "·"}
    others = set(words.split()) - expected - {"Molenstraat", "12A,", "3511", "AB", "Utrecht", "Postbus", "10,"}
    assert others - {"2000", "AA", "Haarlem"} == set()


def test_the_measures_of_the_page(letter: Maker, templates: Path) -> None:
    lines = {line.words: line for line in lines_of(pdf(letter(), templates)) if line.page == 0}
    assert lines["Ons kenmerk"].bottom == pytest.approx(98, abs=1.5)
    assert lines["Herinnering: factuur F2026-101 staat nog open"].top == pytest.approx(108, abs=1.5)
    assert lines["Geachte heer of mevrouw,"].top == pytest.approx(120, abs=1.5)
    for words in ("Ons kenmerk", "Geachte heer of mevrouw,", "J. de Vries"):
        assert lines[words].left == pytest.approx(35 if words != "Ons kenmerk" else 70, abs=0.2)
    footer = [line for line in lines.values() if "KvK" in line.words]
    assert [line.top for line in footer] == [pytest.approx(275, abs=1.5)]


# ---- Nothing clipped, overlapping or torn apart ----


@pytest.mark.parametrize(
    "given",
    [
        {"count": 60, "branding": "agency"},
        {"count": 60, "window": "right", "sender_name": LONG_NAME, "debtor": LONG_NAME},
        {"sender_name": LONG_NAME, "debtor": LONG_NAME, "subject": LONG_NAME + " " + LONG_NAME},
        {"reference": "D" * 35, "enclosures": tuple(f"factuur F2026-{n}.pdf" for n in range(30))},
        {"large": True},
        {"sender_name": "W" * 40, "debtor": "W" * 55},
        {"sender_name": "W" * 40, "branding": "agency", "window": "right"},
        {"description": "Onderhoudsabonnementsverlenging " * 2},
        {"description": "x" * 150},
    ],
)
def test_all_text_stands_in_the_column_and_on_its_own(letter: Maker, templates: Path, given: dict[str, Any]) -> None:
    if "large" in given:
        amounts = {name: Decimal("9999999.99") for name in ("amount", "credited", "paid", "open")}
        given = {"rows": tuple(replace(row, number="V" * 40, **amounts) for row in letter(count=3).fields.invoices)}
    if "description" in given:
        given = {"rows": tuple(replace(row, **given) for row in letter(count=3).fields.invoices)}
    lines = lines_of(pdf(letter(**given), templates))
    for line in lines:
        assert line.left >= 34.9, line
        assert line.right <= 175.2, line
        assert line.top >= 11, line
        assert line.bottom <= 290, line
    for index, line in enumerate(lines):
        for other in lines[index + 1 :]:
            across = min(line.right, other.right) - max(line.left, other.left)
            down = min(line.bottom, other.bottom) - max(line.top, other.top)
            assert line.page != other.page or across < 0.3 or down < 0.8, (line, other)


@pytest.mark.parametrize("count", [1, 4, 7, 9, 12, 15, 18, 20, 24, 28])
def test_wherever_the_page_ends_what_belongs_together_stays_together(
    letter: Maker, templates: Path, count: int
) -> None:
    pages = words_of(pdf(letter(count=count), templates))
    box = [page for page in pages if "Rekening NL91 ABNA 0417 1643 00" in page]
    assert len(box) == 1
    assert all(part in box[0] for part in ("Bedrag €", "Op naam van", "Kenmerk D2026-004711", "Scan met de app"))
    for heading, paragraph in (
        ("Hoe betaalt u?", "Maak het bedrag over."),
        ("Lukt betalen niet, of klopt er iets niet?", "Bel of mail ons."),
        ("Hebt u geldzorgen?", "U staat er niet alleen voor."),
        ("bel gratis 0800-8115.", "Met vriendelijke groet,"),
        ("Met vriendelijke groet,", "S. Bakker"),
        ("Waaruit bestaat het bedrag?", "Incassokosten"),
    ):
        assert [heading in page for page in pages] == [paragraph in page for page in pages], heading
    if count > 1:
        assert re.search(r"F2026-\d+ .*F2026-\d+ .*Totaal open", next(page for page in pages if "Totaal open" in page))


def test_the_head_of_a_table_is_repeated(letter: Maker, templates: Path) -> None:
    pages = words_of(pdf(letter(count=60), templates))
    with_rows = [page for page in pages if re.search(r"F2026-1\d\d L", page)]
    assert len(with_rows) >= 2
    assert all("Factuur Omschrijving Datum Vervaldatum Bedrag Betaald Open" in page for page in with_rows)
    assert sum(len(re.findall(r"F2026-1\d\d L", page)) for page in pages) == 60


# ---- Pages ----


def test_one_page_says_that_it_is_all(letter: Maker, templates: Path) -> None:
    (templates / "html" / "nl" / "sample.html").write_text(
        '{% extends "_letter.html" %}{% block body %}<p>Kort.</p>{% endblock %}', "utf-8"
    )
    document = render(letter(), "pdf", templates=templates)
    (page,) = words_of(document.content)
    assert document.pages == 1
    assert "D2026-004711 · Pagina 1 van 1" in page


def test_every_page_of_several_says_where_it_belongs(letter: Maker, templates: Path) -> None:
    document = render(letter(count=60, branding="agency"), "pdf", templates=templates)
    pages = words_of(document.content)
    assert document.pages == len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"D2026-004711 · Pagina {number} van 3" in page
        assert "Voorbeeld Incasso B.V. · KvK 12345678" in page
        assert "registratiekenmerk 0123456789" in page
        assert ("Voorbeeld Incasso · Ons kenmerk D2026-004711 · 21 november 2026" in page) == (number > 1)


def test_a_creditors_letter_does_not_know_the_agency(letter: Maker, templates: Path) -> None:
    content = pdf(letter(), templates)
    assert b"Incasso" not in content
    assert not any("Voorbeeld Incasso" in page for page in words_of(content))
    with pikepdf.open(BytesIO(content)) as opened:
        assert "Incasso" not in str(opened.docinfo) + str(opened.Root.Metadata.read_bytes())


@pytest.mark.parametrize("branding", ["creditor", "agency"])
def test_a_concept_says_so_on_every_page(letter: Maker, templates: Path, branding: str) -> None:
    given: dict[str, Any] = {"count": 30, "branding": branding}
    marked = words_of(pdf(letter(concept=True, **given), templates))
    plain = words_of(pdf(letter(**given), templates))
    assert len(marked) > 1
    assert all("CONCEPT" in page for page in marked)
    assert not any("CONCEPT" in page for page in plain)
    assert [page.replace("CONCEPT", "").split() for page in marked] == [page.split() for page in plain]


# ---- Type and text ----


def test_only_our_own_fonts_are_used_and_embedded(letter: Maker, templates: Path) -> None:
    with pikepdf.open(BytesIO(pdf(letter(debtor="Łukasz Đặng", concept=True, count=3), templates))) as opened:
        fonts = [
            each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        ]
        names = {str(font.BaseFont).split("+")[1] for font in fonts}
        embedded = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
    assert names <= {"Letter", "Letter-Bold", "Letter-Extra"}
    assert len(embedded) == len(names)


@pytest.mark.parametrize("name", ["Jansen & Zn <b>", "{{ 7*7 }}", 'O\'Brien "x"', "Łukasz Đặng", "Ångström Ω"])
@pytest.mark.parametrize("branding", ["creditor", "agency"])
def test_odd_names_appear_literally(letter: Maker, templates: Path, name: str, branding: str) -> None:
    words = " ".join(words_of(pdf(letter(debtor=name, sender_name=name, subject=name, branding=branding), templates)))
    assert words.count(name) >= 4
    assert "Misschien bent u het vergeten, dat kan gebeuren." in words


@pytest.mark.parametrize("name", ["漢字", "Jansen 🎉", "ไทย"])
def test_what_our_type_cannot_print_is_refused(letter: Maker, templates: Path, name: str) -> None:
    with pytest.raises(NotSupported):
        pdf(letter(debtor=name), templates)


def test_amounts_do_not_break_over_lines(letter: Maker, templates: Path) -> None:
    filler = " ".join(f"{'x' * (n % 9)} {{{{ totals.total | euro }}}}" for n in range(120))
    (templates / "html" / "nl" / "sample.html").write_text(
        f'{{% extends "_letter.html" %}}{{% block body %}}<p>{filler}</p>{{% endblock %}}', "utf-8"
    )
    lines = [line.words for line in lines_of(pdf(letter(asks=False), templates))]
    assert not any(words.endswith("€") or re.match(r"[\d.]+,\d\d", words) for words in lines)


# ---- The payment code ----


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"branding": "agency", "window": "right", "picture": True},
        {"count": 60},
        {"reference": "RF18539007547034"},
        {"sender_name": LONG_NAME, "reference": "Factuur " + "9" * 27},
        {"concept": True},
    ],
)
def test_the_code_says_what_is_printed(
    letter: Maker, picture: Callable[..., Picture], templates: Path, given: dict[str, Any]
) -> None:
    made = letter(**{**given, **({"picture": picture()} if "picture" in given else {})})
    content = pdf(made, templates)
    pages = words_of(content)
    codes = codes_of(content)
    assert len(codes) == 1
    lines = codes[0].text.split("\n")
    assert made.payee
    assert made.amount
    assert lines[:5] == ["BCD", "002", "1", "SCT", ""]
    assert lines[5:8] == [made.payee.name, made.payee.iban, f"EUR{made.amount}"]
    assert lines[-1] == made.payee.reference
    assert any(made.payee.name in page and made.payee.reference in page for page in pages)


def test_the_code_is_thirty_millimetres(letter: Maker, templates: Path) -> None:
    (code,) = codes_of(pdf(letter(), templates))
    side = (code.position.top_right.x - code.position.top_left.x) / 200 * 25.4
    assert side == pytest.approx(30, abs=0.7)


def test_the_code_of_a_link(letter: Maker, templates: Path) -> None:
    content = pdf(letter(link="https://betalen.example/b/123"), templates)
    assert [code.text for code in codes_of(content)] == ["https://betalen.example/b/123"]
    assert any("U komt dan op betalen.example." in page for page in words_of(content))


def test_no_code_where_nothing_is_paid(letter: Maker, templates: Path) -> None:
    assert codes_of(pdf(letter(asks=False), templates)) == []


def codes_of(content: bytes) -> list[Any]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [code for page in document for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())]
    finally:
        document.close()


# ---- Limits, and the same bytes every time ----


def test_too_many_pages_are_refused(letter: Maker, templates: Path) -> None:
    with pytest.raises(LimitExceeded):
        pdf(letter(count=60, pages_limit=2), templates)
    assert render(letter(count=60, pages_limit=3), "pdf", templates=templates).pages == 3


def test_the_document(letter: Maker, templates: Path) -> None:
    document = render(letter(), "pdf", templates=templates)
    assert document.media_type == "application/pdf"
    assert document.file_name == "D2026-004711_sample_2026-11-21.pdf"
    assert document.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("given", [{}, {"count": 60, "concept": True, "branding": "agency", "picture": True}])
def test_the_same_letter_has_the_same_bytes(
    letter: Maker, picture: Callable[..., Picture], templates: Path, given: dict[str, Any]
) -> None:
    def made() -> bytes:
        return pdf(letter(**{**given, **({"picture": picture()} if "picture" in given else {})}), templates)

    first = made()
    pdf(letter(subject="Een andere brief ertussen"), templates)
    assert made() == first
    from docgen.render import press

    press.CREW.close()  # another process makes them too
    assert made() == first
