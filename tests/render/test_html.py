"""The letter as a page for the browser, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.dossier.pictures import Picture
from docgen.errors import BadTemplate, LimitExceeded, NoSuchForm
from docgen.letters.letter import Letter
from docgen.render import FORMS, render
from docgen.render.html import letter_html
from docgen.render.sheet import address_size, logo_size, tint
from docgen.render.text import letter_text

Maker = Callable[..., Letter]
NAMES = ("Jansen & Zn <b>", "{{ 7*7 }}", 'O\'Brien "x"', "Łukasz Đặng")


def test_the_page_needs_nothing_from_outside(letter: Maker, picture: Callable[..., Picture], templates: Path) -> None:
    html = letter_html(letter(picture=picture()), templates)
    assert re.findall(r"(?:src|href)=\"(?!data:)([^\"]*)\"", html) == []
    assert "url(" not in html
    assert "@import" not in html
    assert "<script" not in html
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in html
    assert html.count("data:image/png;base64,") == 1
    assert html.count("data:image/svg+xml;base64,") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_its_language_and_title(letter: Maker, templates: Path, language: str) -> None:
    html = letter_html(letter(language=language), templates)
    assert f'<html lang="{language}"' in html
    assert "<title>Herinnering: factuur F2026-101 staat nog open</title>" in html
    assert html.count("<h1>") == 1
    assert ("Bedrag" in html) == (language == "nl")
    assert ("In the name of" in html) == (language == "en")


def test_the_document(letter: Maker, templates: Path) -> None:
    document = render(letter(), "html", templates=templates)
    assert document.file_name == "D2026-004711_sample_2026-11-21.html"
    assert document.media_type.startswith("text/html")
    assert document.pages is None
    assert re.fullmatch("[0-9a-f]{12}", document.template_version)


@pytest.mark.parametrize(
    ("reference", "start"),
    [
        ("2026/47 11", "2026-47-11_"),
        ("Dossier ë–ß", "Dossier-e_"),
        ("../../x", "x_"),
        ("ðð", "letter_"),
        ('a"b', "a-b_"),
    ],
)
def test_the_file_name_is_plain(letter: Maker, templates: Path, reference: str, start: str) -> None:
    name = render(letter(reference=reference), "html", templates=templates).file_name
    assert name.startswith(start)
    assert re.fullmatch(r"[A-Za-z0-9._-]+", name)


def test_the_version_follows_the_sources(letter: Maker, templates: Path) -> None:
    versions = [render(letter(), "html", templates=templates).template_version]
    for file in ("html/letter.css", "html/_letter.html", "html/nl/sample.html"):
        with (templates / file).open("a", encoding="utf-8") as source:
            source.write("\n")
        versions.append(render(letter(), "html", templates=templates).template_version)
    assert len(set(versions)) == 4
    (templates / "html" / "en" / "sample.html").write_text("{% extends '_letter.html' %}", "utf-8")
    assert render(letter(), "html", templates=templates).template_version == versions[-1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("branding", ["creditor", "agency"])
def test_odd_names_appear_literally(letter: Maker, templates: Path, name: str, branding: str) -> None:
    html = letter_html(letter(debtor=name, sender_name=name, subject=name, branding=branding), templates)
    words = letter_text(html)
    assert words.count(name) >= 4
    assert "49" not in words
    assert "Misschien bent u het vergeten, dat kan gebeuren." in words


def test_text_reads_like_the_letter(letter: Maker, templates: Path) -> None:
    lines = letter_text(letter_html(letter(registered=True), templates)).split("\n")
    assert "Herinnering: factuur F2026-101 staat nog open" in lines
    assert "AANGETEKEND" in lines
    assert "Bedrag\t€ 1.150,00" in lines
    assert "Rekening\tNL91 ABNA 0417 1643 00" in lines
    assert "1234 AB ONS DORP" in "\n".join(lines)
    assert not any("--accent" in line or "Content-Security" in line for line in lines)
    order = [lines.index(part) for part in ("J. de Vries", "Geachte heer of mevrouw,", "Met vriendelijke groet,")]
    assert order == sorted(order)


def test_nothing_to_pay_has_no_code(letter: Maker, templates: Path) -> None:
    html = letter_html(letter(asks=False), templates)
    assert "svg" not in html
    assert "Rekening" not in html


def test_a_payment_link_shows_its_host(letter: Maker, templates: Path) -> None:
    html = letter_html(letter(link="https://betalen.example/b/123?a=1&b=2"), templates)
    assert '<a href="https://betalen.example/b/123?a=1&amp;b=2">betalen.example</a>' in html
    assert "U komt dan op betalen.example." in html


def test_the_concept_mark(letter: Maker, templates: Path) -> None:
    assert "CONCEPT" in letter_text(letter_html(letter(concept=True), templates))
    assert "CONCEPT" not in letter_text(letter_html(letter(), templates))


@pytest.mark.parametrize("bad", ["</style><script>", "@import 'x';", "a{background:url(x)}"])
def test_a_style_sheet_cannot_reach_out(letter: Maker, templates: Path, bad: str) -> None:
    (templates / "html" / "letter.css").write_text(bad, "utf-8")
    with pytest.raises(BadTemplate):
        letter_html(letter(), templates)


def test_a_kind_without_template(letter: Maker, templates: Path) -> None:
    with pytest.raises(BadTemplate):
        render(letter(kind="none"), "html", templates=templates)


def test_a_form_that_does_not_exist(letter: Maker, templates: Path) -> None:
    with pytest.raises(NoSuchForm):
        render(letter(), "odt", templates=templates)
    assert {"pdf", "html", "docx", "json"} <= set(FORMS)


@pytest.mark.parametrize(("width", "height"), [(900, 300), (300, 900), (600, 600), (2000, 100), (20, 20), (1, 1000)])
def test_a_logo_keeps_its_proportions_and_its_place(width: int, height: int) -> None:
    wide, high = logo_size(width, height)
    assert wide / high == pytest.approx(width / height)
    assert wide <= 60.001
    assert high <= 22.001


def test_the_tint_is_pale() -> None:
    assert tint("#000000") == "#ededed"
    assert tint("#ffffff") == "#ffffff"


def test_the_address_shrinks_before_it_leaves_the_window(letter: Maker) -> None:
    assert address_size(letter()) == 10.5
    foreign = (
        "Wohnungsgenossenschaft für Handwerk und Gewerbe der Stadt Musterhausen",
        "z. Hd. Frau Dr. Müller-Lüdenscheidt",
    )
    smaller = letter(address_lines=(*foreign, "Rosengartenstraße 145", "Hinterhaus", "99999 MUSTERHAUSEN", "DUITSLAND"))
    assert 8 <= address_size(smaller) < 10.5
    with pytest.raises(LimitExceeded):
        address_size(letter(address_lines=("W" * 70,) * 6))
