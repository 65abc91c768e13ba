"""Styles that are kept from letter to letter: every page is what it is when nothing is kept."""

from __future__ import annotations

import gc

import pytest
from weasyprint import HTML
from weasyprint.css import InitialStyle

from docgen.render import kept_styles, page_tree
from docgen.render.job import Job
from docgen.render.page_tree import read_page
from docgen.render.typesetting import BETWEEN, Fetcher, _style, shared_fonts, typeset

PAGE = '<!doctype html>\n<html lang="%s"><head><title>x</title></head><body>%s</body></html>'
CSS = """
@page { size: 120mm 90mm; margin: 10mm; @bottom-center { content: counter(page) } }
@page :first { margin-top: 20mm; @bottom-center { content: "first" } }
body { overflow: hidden; font: 10pt Letter; counter-reset: part }
h2::before { counter-increment: part; content: counter(part) ". " }
p + p { text-indent: 1em } p:last-child { color: #a00 } li { padding-left: 2ch }
table { border-collapse: collapse; margin: 3mm } td { border: 1px solid var(--line) }
tr:nth-last-child(-n+2) td { font-weight: 700 }
.narrow { width: 20mm } #end { break-before: page }
"""
PARTS = (
    "<h2>One</h2><p>a</p><p>b</p>",
    '<div class="narrow" style="--line: #00a"><table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table></div>',
    '<div style="--line: #0a0"><table><tbody><tr><td>a</td></tr></tbody></table></div>',
    "<ul><li>a</li><li><b>b</b></li></ul>",
    '<h2>Two</h2><div class="narrow"><p>Some words that take more than a line</p></div><p id="end">end</p>',
)


def job(html: str, css: str = CSS) -> Job:
    return Job(html=html, css=css, assets={}, concept=False, pages_limit=9, annex_limit=0)


def pages() -> list[str]:
    whole = [PAGE % ("nl", "".join(PARTS)), PAGE % ("en", "".join(reversed(PARTS)))]
    return whole + [PAGE % ("nl", part) for part in PARTS] + [PAGE % ("nl", "<div><p>a</p></div><p>b</p>" * 2)]


def test_no_page_shows_what_pages_before_it_had() -> None:
    """Alone, in order and backwards: the same bytes."""
    alone = []
    for page in pages():
        kept_styles._styles.cache_clear()
        alone.append(typeset(job(page)).content)
    assert [typeset(job(page)).content for page in pages()] == alone
    assert [typeset(job(page)).content for page in reversed(pages())] == alone[::-1]


@pytest.mark.parametrize(
    "css",
    [
        "p:has(b) { color: red }",
        "p:empty { border: 1pt solid }",
        "p:\\65mpty { border: 1pt solid }",
        'a[href="https://b.example"] { color: red }',
        "p + ul { color: red } p ~ ul b { color: green }",
        "p:only-child { color: red } p:nth-of-type(2) { color: green } b:last-of-type { color: blue }",
        ":is(p, ul):not(.narrow) > b { color: red } [class] p { color: blue } [lang=en] p { color: green }",
    ],
)
def test_selectors_read_each_page_as_it_is(monkeypatch: pytest.MonkeyPatch, css: str) -> None:
    bodies = (
        "<p>a</p>",
        "<p><b>a</b></p><p>b</p>",
        "<p></p>",
        '<p><a href="https://a.example">a</a></p>',
        '<p><a href="https://b.example">a</a></p>',
        "<p>a</p><ul><li><b>b</b><b>c</b></li></ul>",
        '<div class="x"><p>a</p><ul><li><b>b</b></li></ul></div>',
        '<ul><li><b>b</b></li></ul><p class="narrow"><b>a</b></p><p>c</p>',
    )
    both = [job(PAGE % (language, body), css) for body in bodies for language in ("nl", "en")]
    kept = [typeset(each).content for each in (*both, *reversed(both))]
    monkeypatch.setattr(page_tree.Read, "render", HTML.render)
    usual = [typeset(each).content for each in both]
    assert kept == usual + usual[::-1]
    assert len({*usual}) > len(bodies)


def test_measures_of_the_page_are_those_of_its_own() -> None:
    css = "@page { size: %s } div { width: 50vw; background: red }"
    made = [typeset(job(PAGE % ("nl", "<div>x</div>"), css % size)).content for size in ("A5", "A4", "A5", "A5")]
    assert made[0] == made[2] == made[3] != made[1]


def test_styles_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_styles, "MOST", 20)
    narrow = [job(PAGE % ("nl", f'<p style="width: {width}mm">some words</p>')) for width in range(1, 31)]
    first = [typeset(each).content for each in narrow]
    kept_styles._styles.cache_clear()
    assert [typeset(each).content for each in reversed(narrow)] == first[::-1]
    assert [typeset(each).content for each in narrow] == first
    html = read_page(narrow[0].html, Fetcher({}))
    sheets = *((sheet, "user agent") for sheet in html._ua_stylesheets()), (_style(CSS), "user")
    assert 0 < kept_styles._styles(sheets, shared_fonts()).count < 30


def test_what_was_kept_for_a_style_sheet_goes_with_it() -> None:
    """The paper of one creditor after the other: of those of long ago next to nothing is left."""
    usual = gc.get_threshold()
    gc.set_threshold(0)  # nothing but the setting of letters collects
    try:
        for number in range(3 * BETWEEN):
            typeset(job(PAGE % ("nl", "<p>a</p>"), f"p {{ color: #{number:06x} }}"))
        left = sum(isinstance(each, InitialStyle) for each in gc.get_objects())  # one for each page's styles
    finally:
        gc.set_threshold(*usual)
    assert left < 2 * BETWEEN


def test_a_page_is_what_weasyprint_makes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = [typeset(job(page)).content for page in pages()]
    monkeypatch.setattr(page_tree.Read, "render", HTML.render)
    assert [typeset(job(page)).content for page in pages()] == kept
