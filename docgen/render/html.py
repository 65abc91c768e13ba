"""The letter as HTML: a page of its own for a browser, or the page that is laid out on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from docgen.errors import BadTemplate
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name
from docgen.render.sheet import Asset, Pictures, make_sheet
from docgen.render.templates import context, environment, render_template, version_of
from docgen.texts import text

MEDIA_TYPE = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Page:
    """A letter's HTML, the pictures it names, its style sheet (for paper; a browser's page has it inside), and which
    version of the templates it is made from.
    """

    html: str
    assets: dict[str, Asset]
    css: str
    version: str


def letter_html(letter: Letter, templates: Path, *, pictures: Pictures = "inline") -> str:
    """The letter's HTML; pictures stand in it ("inline") or are named ``asset:logo`` and ``asset:qr``."""
    return letter_page(letter, templates, pictures=pictures).html


def letter_page(letter: Letter, templates: Path, *, pictures: Pictures) -> Page:
    """The letter's HTML with what belongs to it, made once of one letter.

    Raises `BadTemplate`, `LimitExceeded` and `NotSupported`.
    """
    made = letter.made.get((Page, templates, pictures))
    if not isinstance(made, Page):
        made = letter.made[(Page, templates, pictures)] = _made(letter, templates, pictures)
    return made


def _made(letter: Letter, templates: Path, pictures: Pictures) -> Page:
    root = templates / "html"
    css = style_sheet(root / "letter.css")
    for_browser = css + style_sheet(root / "screen.css") if pictures == "inline" else ""
    made_from = version(letter, templates)
    sheet, assets = make_sheet(letter, pictures, Markup(for_browser), made_from)  # noqa: S704 - our own style sheets, proven to hold no markup
    html = render_template(
        environment(letter.language, root),
        f"{letter.language}/{letter.kind}.html",
        {**context(letter), "sheet": sheet},
    )
    return Page(html, assets, css, made_from)


def render_html(letter: Letter, templates: Path) -> Document:
    """One self-contained page."""
    page = letter_page(letter, templates, pictures="inline")
    return Document(page.html.encode(), MEDIA_TYPE, file_name(letter, "html"), page.version, None)


def version(letter: Letter, templates: Path) -> str:
    """Fingerprint of the HTML templates and the style sheet that this letter is made from."""
    root = templates / "html"
    kind = root / letter.language / f"{letter.kind}.html"
    if not kind.is_file():
        raise BadTemplate(text("There is no template {name}.", name=f"{letter.language}/{letter.kind}.html"))
    return version_of([*root.glob("*.html"), *root.glob("*.css"), *kind.parent.glob("_*.html"), kind])


def style_sheet(file: Path) -> str:
    """One of our style sheets. Raises `BadTemplate` for one that names other files."""
    css = file.read_text("utf-8")
    if "</" in css or "@import" in css.lower() or "url(" in css.lower():
        raise BadTemplate(text("{name} may name no other file and hold no HTML.", name=file.name))
    return css
