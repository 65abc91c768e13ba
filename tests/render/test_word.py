"""The Word letter: the words of the HTML letter, sound XML, pictures in their places, the same bytes every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from PIL import Image

from docgen.dossier.pictures import Picture
from docgen.dossier.reading import letter_request
from docgen.dossier.strict_json import read_json
from docgen.letters.compose import compose
from docgen.letters.letter import Letter
from docgen.render import render
from docgen.render.html import letter_page
from docgen.render.word_engine import _compiled, _patched
from docgen.render.word_making import prepared
from tests.letters.processes import agreed
from tests.matrix.cases import BRANDS, ON, ROOT, TEMPLATES, Case, letter_for, matrix, request_for
from tests.render.word_reading import (
    WP,
    A,
    R,
    W,
    files_of,
    html_pieces,
    one_line,
    part_of,
    pieces,
    targets,
    tree,
    without_page_numbers,
    word_pieces,
)

SAMPLES = sorted((ROOT / "samples").glob("*.json"))
HARD = (
    "Jansen & Zn <b>",
    "{{ 7*7 }}",
    'O\'Brien "x"',
    "Łukasz Đặng",
    "{_{ 7*7 }_} {_% if %_} {%p x %}",
    "{#a#}{{r b}}",
)
EMU = 36000  # in a millimetre

# Children of the properties in the order that Word wants; it repairs a file where they stand otherwise.
ORDERS = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs caps noProof color spacing sz szCs u lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcBorders": "top left bottom right",
    "tcMar": "top left bottom right",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
}


@cache
def letter_of(sample: Path) -> Letter:
    request = letter_request(read_json(sample.read_bytes()), BRANDS, "voorbeeld-incasso")
    return compose(request, on=request.date or ON, brands=BRANDS, profile=agreed(request))


def content_of(letter: Letter) -> bytes:
    return render(letter, "docx", templates=TEMPLATES).content


def one(**wanted: str) -> Letter:
    """A letter of the matrix."""
    cases = (case for case in matrix() if all(getattr(case, key) == value for key, value in wanted.items()))
    return letter_for(next(cases))


def changed(made: Letter, /, **parts: dict[str, Any]) -> Letter:
    """The letter with other values in parts of its fields."""
    fields = made.fields
    return replace(
        made, fields=replace(fields, **{name: replace(getattr(fields, name), **new) for name, new in parts.items()})
    )


def html_words(letter: Letter) -> list[str]:
    return without_page_numbers(html_pieces(letter_page(letter, TEMPLATES, pictures="asset").html))


def same_words(letter: Letter) -> None:
    expected = html_words(letter)
    assert len(expected) > 25
    assert without_page_numbers(word_pieces(content_of(letter))) == expected


# ---- Words ----


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sample_says_in_word_what_it_says_in_html(sample: Path) -> None:
    same_words(letter_of(sample))


@pytest.mark.parametrize("case", tuple(matrix()), ids=str)
def test_every_letter_says_in_word_what_it_says_in_html(case: Case) -> None:
    same_words(letter_for(case))


@pytest.mark.parametrize("name", HARD)
@pytest.mark.parametrize("kind", ["payment-reminder", "cost-specification"])
def test_a_hard_name_stands_there_as_it_is_and_the_sentence_after_it_is_whole(name: str, kind: str) -> None:
    letter = one(kind=kind, branding="agency", debtor="consumer", language="nl")
    invoices = tuple(replace(each, number=name, description=name) for each in letter.fields.invoices)
    letter = changed(
        letter,
        debtor={"name": name},
        addressee={"name": name, "address_lines": (name, "Dorpsstraat 7", "1234 AB  ZUIDERVEEN")},
        creditor={"name": name, "address": name},
        pay={"holder": name, "reference": name},
    )
    letter = replace(letter, fields=replace(letter.fields, invoices=invoices, enclosures=(name,)))
    same_words(letter)
    said = word_pieces(content_of(letter))
    assert said.count(one_line(name)) >= 4
    properties = docx.Document(BytesIO(content_of(letter))).core_properties
    assert "49" not in properties.title + properties.author


def test_a_senders_hard_name_stands_in_letterhead_footer_and_properties() -> None:
    name = "{{ 7*7 }} & Zn <b>"
    letter = changed(one(kind="payment-reminder", branding="creditor"), sender={"name": name})
    letter = replace(letter, look=replace(letter.look, logo=None))
    same_words(letter)
    assert docx.Document(BytesIO(content_of(letter))).core_properties.author == name


def test_the_footer_is_the_same_on_the_first_page_as_on_the_others() -> None:
    for branding in ("creditor", "agency"):
        content = content_of(one(kind="sommatie", branding=branding))
        first, default = (tree(content, part_of(content, "footer", which)) for which in ("first", "default"))
        assert etree.tostring(first) == etree.tostring(default)
        assert [each.get(f"{W}instr").strip() for each in first.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


# ---- The file ----


EVERY_FORM = [
    *(letter_of(sample) for sample in SAMPLES),
    changed(one(kind="sommatie", branding="agency"), letter={"concept": True, "registered": True}),
    changed(one(kind="wik-notice", branding="creditor"), letter={"concept": True}),
]


@pytest.mark.parametrize("letter", EVERY_FORM, ids=lambda letter: f"{letter.kind}-{letter.fields.letter.reference}")
def test_the_file_is_sound(letter: Letter) -> None:
    content = content_of(letter)
    files = files_of(content)
    trees = {name: etree.fromstring(data) for name, data in files.items() if name.endswith((".xml", ".rels"))}
    parts = [name for name in trees if name.startswith("word/") and not name.endswith(".rels")]
    known = {each.get("PartName", "").lstrip("/") for each in trees["[Content_Types].xml"]}
    assert known - {""} <= set(files)
    for name in parts:
        relations = targets(content, name)
        used = {value for each in trees[name].iter() for key, value in each.attrib.items() if key.startswith(R)}
        assert used <= set(relations)
        for kind, target in relations.values():
            assert kind == "hyperlink" or f"word/{target}" in files
    numbers = [each.get("id") for name in parts for each in trees[name].iter(f"{WP}docPr")]
    assert len(numbers) == len(set(numbers))
    for name in parts:
        for cell in trees[name].iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"
            assert not set(cell.attrib)
        for table in trees[name].iter(f"{W}tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            assert {spanned(row) for row in table.findall(f"{W}tr")} == {columns}
        for kind, order in ORDERS.items():
            for found in trees[name].iter(f"{W}{kind}"):
                places = [order.split().index(etree.QName(each).localname) for each in found]
                assert places == sorted(places), f"{kind} in {name}"
    assert b"docgen:" not in b"".join(files.values())
    assert b"payment-link.invalid" not in b"".join(files.values())
    assert docx.Document(BytesIO(content)).core_properties.title


def spanned(row: Any) -> int:
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc"))
    return sum(1 if span is None else int(span.get(f"{W}val")) for span in spans)


def test_the_same_letter_gives_the_same_bytes() -> None:
    case = next(case for case in matrix() if case.kind == "sommatie" and case.branding == "agency")
    first = render(letter_for(case), "docx", templates=TEMPLATES)
    for cached in (prepared, _compiled, _patched):
        cached.cache_clear()
    asked = letter_request(request_for(case), BRANDS, "voorbeeld-incasso")
    letter = compose(asked, on=ON, brands=BRANDS, profile=agreed(asked))
    again = render(letter, "docx", templates=TEMPLATES)
    assert first == again
    assert re.fullmatch(r"[0-9a-f]{12}", first.template_version)
    assert first.pages is None


def test_its_properties_are_the_letters_and_nobody_elses() -> None:
    letter = one(kind="payment-reminder", branding="creditor", language="en")
    document = render(letter, "docx", templates=TEMPLATES)
    found = docx.Document(BytesIO(document.content)).core_properties
    assert found.title.startswith("Reminder")
    assert found.author == "Bakkerij De Korenbloem B.V."
    assert found.language == "en-GB"
    assert found.created.isoformat() == found.modified.isoformat() == "2026-11-19T00:00:00+00:00"
    assert (found.last_modified_by, found.comments) == ("", "")
    assert found.keywords == f"template-{document.template_version}"
    assert b"J. de Vries" not in files_of(content_of(letter))["docProps/core.xml"]


def test_the_language_is_that_of_the_letter() -> None:
    for language, expected in (("nl", "nl-NL"), ("en", "en-GB")):
        styles = tree(content_of(one(kind="wik-notice", language=language)), "word/styles.xml")
        assert [each.get(f"{W}val") for each in styles.iter(f"{W}lang")] == [expected]


# ---- Tables ----


def amounts(content: bytes) -> Iterator[Any]:
    for table in tree(content).iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val") == "Amounts":
            yield table


PLAIN = {"paid": Decimal("0.00"), "credited": Decimal("0.00"), "description": None}
DATES = ["Factuur", "Datum", "Vervaldatum", "Bedrag"]


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({}, DATES),
        ({"paid": Decimal("1.00")}, [*DATES, "Betaald", "Open"]),
        ({"credited": Decimal("1.00")}, [*DATES, "Gecrediteerd", "Open"]),
        ({"description": "Taart"}, [DATES[0], "Omschrijving", *DATES[1:]]),
    ],
)
def test_columns_that_nothing_stands_in_are_left_out(values: dict[str, Any], columns: list[str]) -> None:
    letter = one(kind="wik-notice", branding="creditor", debtor="consumer", language="nl")
    invoices = tuple(replace(each, **{**PLAIN, **values}) for each in letter.fields.invoices)
    letter = replace(letter, fields=replace(letter.fields, invoices=invoices))
    same_words(letter)
    claims = next(amounts(content_of(letter)))
    assert pieces(claims.find(f"{W}tr")) == columns
    widths = [int(each.get(f"{W}w")) for each in claims.iter(f"{W}gridCol")]
    assert len(widths) == len(columns)
    assert sum(widths) == pytest.approx(140 * 1440 / 25.4, abs=8)
    assert min(widths) > 500
    assert [get_right_margin(row[-1]) for row in claims.findall(f"{W}tr")] == ["0"] * len(claims.findall(f"{W}tr"))


def get_right_margin(cell: Any) -> str:
    margin: str = cell.find(f"{W}tcPr/{W}tcMar/{W}right").get(f"{W}w")
    return margin


def test_a_row_never_splits_and_the_heading_row_comes_back() -> None:
    content = content_of(letter_of(ROOT / "samples" / "specification-business-long.json"))
    for table in amounts(content):
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    claims = next(amounts(content))
    assert len(claims.findall(f"{W}tr")) > 50
    assert claims.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    kept = [row.find(f".//{W}keepNext") is not None for row in claims.findall(f"{W}tr")]
    assert kept[:2] == [True, True]
    assert kept[-3:] == [True, True, False]
    assert not any(kept[5:-5])


def test_the_closing_stays_with_what_stands_before_it() -> None:
    for sample in SAMPLES:
        body = tree(content_of(letter_of(sample))).find(f"{W}body")
        styles = [each.find(f"{W}pPr/{W}pStyle") for each in body]
        at = next(
            place for place, style in enumerate(styles) if style is not None and style.get(f"{W}val") == "Closing"
        )
        assert body[at - 1].find(f".//{W}keepNext") is not None


# ---- Look ----


def drawings(content: bytes) -> dict[str, tuple[Any, bytes]]:
    """Each picture by its name, with its bytes."""
    files, found = files_of(content), {}
    for part in ("word/document.xml", part_of(content, "header", "first")):
        for drawing in tree(content, part).iter(f"{W}drawing"):
            relation = next(drawing.iter(f"{A}blip")).get(f"{R}embed")
            name = next(drawing.iter(f"{WP}docPr")).get("name")
            found[name] = (drawing, files["word/" + targets(content, part)[relation][1]])
    return found


def picture(media_type: str, width: int, height: int) -> Picture:
    out = BytesIO()
    Image.new("RGB", (width, height), "#204a70").save(out, "PNG" if media_type == "image/png" else "JPEG")
    return Picture(out.getvalue(), media_type, width, height)


@pytest.mark.parametrize("branding", ["creditor", "agency"])
@pytest.mark.parametrize(("width", "height"), [(900, 300), (300, 900), (1417, 100), (80, 60)])
@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg"])
def test_the_logo_has_its_own_proportions(branding: str, width: int, height: int, media_type: str) -> None:
    letter = one(kind="sommatie", branding=branding)
    letter = replace(letter, look=replace(letter.look, logo=picture(media_type, width, height)))
    content = content_of(letter)
    drawing, shown = drawings(content)["Logo"]
    extent = next(drawing.iter(f"{WP}extent"))
    across, down = int(extent.get("cx")) / EMU, int(extent.get("cy")) / EMU
    assert across / down == pytest.approx(width / height, rel=0.01)
    assert across <= 60.01
    assert down <= 22.01
    assert shown == letter.look.logo.content if letter.look.logo else False
    assert next(drawing.iter(f"{WP}docPr")).get("descr") == letter.fields.sender.name
    media = [name for name in files_of(content) if "media/" in name]
    assert len(media) == 2  # the logo and the code: no placeholder is left


@pytest.mark.parametrize(("name", "size"), [("Bakkerij De Korenbloem B.V.", None), ("X" * 70, "26")])
def test_without_a_logo_the_name_is_set_in_type(name: str, size: str | None) -> None:
    letter = changed(one(kind="payment-reminder", branding="creditor"), sender={"name": name})
    content = content_of(replace(letter, look=replace(letter.look, logo=None)))
    head = tree(content, part_of(content, "header", "first"))
    assert pieces(head)[0] == name
    assert set(drawings(content)) == {"QR"}
    sizes = [each.get(f"{W}val") for each in head.iter(f"{W}sz")]
    assert sizes == ([size] if size else [])


def test_the_code_is_a_picture_of_eight_bits_that_says_what_it_is() -> None:
    letter = one(kind="payment-reminder", branding="creditor", language="nl")
    drawing, shown = drawings(content_of(letter))["QR"]
    with Image.open(BytesIO(shown)) as found:
        assert (found.format, found.mode) == ("PNG", "L")
    assert next(drawing.iter(f"{WP}docPr")).get("descr").startswith("QR-code om €")
    extent = next(drawing.iter(f"{WP}extent"))
    assert extent.get("cx") == extent.get("cy")
    assert 34 <= int(extent.get("cx")) / EMU <= 40


def test_where_nothing_is_to_be_paid_there_is_no_code_and_no_box() -> None:
    letter = one(kind="payment-plan-confirmation", branding="agency")
    letter = replace(letter, amount=None, payee=None, fields=replace(letter.fields, pay=None))
    same_words(letter)
    assert set(drawings(content_of(letter))) == {"Logo"}


def test_a_payment_link_can_be_followed() -> None:
    letter = one(kind="payment-reminder", branding="creditor")
    link = "https://betalen.example/p/1?x=1&y=2"
    letter = replace(changed(letter, pay={"link": link, "link_host": "betalen.example"}), payment_link=link)
    same_words(letter)
    content = content_of(letter)
    assert ("hyperlink", link) in targets(content).values()
    assert len(list(tree(content).iter(f"{W}hyperlink"))) == 1


@pytest.mark.parametrize("accent", ["#0b5c4a", "#7a1f3d"])
def test_the_accent_is_that_of_the_brand(accent: str) -> None:
    letter = one(kind="payment-reminder", branding="creditor")
    content = content_of(replace(letter, look=replace(letter.look, accent=accent)))
    colour = accent.lstrip("#").upper()
    theme = etree.fromstring(files_of(content)["word/theme/theme1.xml"])
    assert [each.get("val") for slot in theme.iter(f"{A}accent1") for each in slot] == [colour]
    style = next(each for each in tree(content, "word/styles.xml") if each.get(f"{W}styleId") == "Heading1")
    assert next(style.iter(f"{W}bottom")).get(f"{W}color") == colour
    box = next(each for each in tree(content).iter(f"{W}shd"))
    channels = [int(box.get(f"{W}fill")[place : place + 2], 16) for place in (0, 2, 4)]
    assert channels == [255 - round((255 - int(colour[place : place + 2], 16)) * 0x12 / 255) for place in (0, 2, 4)]


@pytest.mark.parametrize(("window", "left"), [("left", 35), ("right", 105)])
def test_the_address_stands_in_the_window(window: Any, left: int) -> None:
    letter = one(kind="sommatie", branding="agency")
    content = content_of(replace(letter, look=replace(letter.look, window=window)))
    table = next(each for each in tree(content).iter(f"{W}tbl") if each.find(f"{W}tblPr/{W}tblpPr") is not None)
    place = table.find(f"{W}tblPr/{W}tblpPr")
    assert (place.get(f"{W}horzAnchor"), place.get(f"{W}vertAnchor")) == ("page", "page")
    twips = 1440 / 25.4
    assert int(place.get(f"{W}tblpX")) == pytest.approx(left * twips, abs=1)
    assert int(place.get(f"{W}tblpY")) == pytest.approx(45 * twips, abs=1)
    height = table.find(f"{W}tr/{W}trPr/{W}trHeight")
    assert height.get(f"{W}hRule") == "exact"
    assert int(height.get(f"{W}val")) <= 37 * twips + 1
    assert pieces(table)[0].startswith(letter.fields.sender.name)
    assert pieces(table)[-len(letter.fields.addressee.address_lines) :] == [
        one_line(line) for line in letter.fields.addressee.address_lines
    ]
    beside = next(each for each in tree(content, "word/styles.xml") if each.get(f"{W}styleId") == "Contactagency")
    indent = next(beside.iter(f"{W}ind"))
    assert (indent.get(f"{W}left") == "0") == (window == "right")


def test_a_long_address_is_set_smaller() -> None:
    name = "Coöperatieve Vereniging van Verwarmings- en Koeltechnici Zuid-Nederlan"
    lines = (name, "t.a.v. de directie", "Hinterhaus", "Rosengartenstraße 145", "99999  MUSTERHAUSEN", "DUITSLAND")
    letter = changed(
        one(kind="sommatie", branding="agency"), addressee={"address_lines": lines}, letter={"registered": True}
    )
    content = content_of(letter)
    style = next(each for each in tree(content, "word/styles.xml") if each.get(f"{W}styleId") == "Address")
    assert int(next(style.iter(f"{W}sz")).get(f"{W}val")) < 21
    assert "AANGETEKEND" in word_pieces(content)


@pytest.mark.parametrize("concept", [True, False])
def test_a_concept_is_marked_on_every_page(concept: bool) -> None:
    letter = changed(one(kind="sommatie", branding="agency"), letter={"concept": concept})
    content = content_of(letter)
    for which in ("first", "default"):
        marks = [each.get("string") for each in tree(content, part_of(content, "header", which)).iter("{*}textpath")]
        assert ("CONCEPT" in marks) == concept
