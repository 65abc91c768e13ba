"""HTML to PDF by WeasyPrint. Runs in a worker process only: see `press`.

One font configuration and one parsed style sheet serve every letter of the process. Nothing can be fetched but the
letter's own pictures and our fonts, by the names ``asset:…``; all else stops the letter.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import count
from typing import Any

from weasyprint import CSS
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from docgen.errors import BadTemplate, LimitExceeded
from docgen.render.fonts import FACES, font_bytes
from docgen.render.job import Job, Printed
from docgen.render.kept_styles import parsed
from docgen.render.page_limits import annex_too_long, too_many_pages
from docgen.render.page_tree import read_page
from docgen.render.quicker import quicker
from docgen.render.ready_pictures import ready_pictures
from docgen.render.structure import finish
from docgen.texts import text

VARIANT = "pdf/a-3a"  # tagged, with colour profile and metadata; may carry attachments
SRGB = "srgb"  # the colours that this variant names

MANY_OBJECTS = 100_000  # some times what a letter of ten pages makes
BETWEEN = 50  # letters between two collections of all that was left behind, each of which takes about as long as two
_LETTERS = count(1)
ANNEX = "annex"  # the id of the element that starts on a page of its own
CONCEPT = """
@page letter {
  @left-middle {
    content: "CONCEPT"; z-index: -1; width: 0; height: 0; margin: 0; white-space: nowrap; font: 700 118pt Letter;
    color: #ececec; transform: translate(-5mm, 48mm) rotate(-52deg); transform-origin: left center;
  }
}
"""
# With the font once, not with each piece of text: Pango keeps a little memory for every piece that has its own.
FEATURES = '"kern" 1, "liga" 0, "clig" 0, "lnum" 1, "tnum" 1'
FAMILIES = {"Carlito": "Letter", "Liberation Sans": "Letter Extra"}


class TooLong(Exception):
    """The letter has more pages than it may have."""


class AnnexTooLong(Exception):
    """The annex has more pages than it may have."""


class Refused(Exception):
    """The template asked for something that it cannot have; the message says what."""


class Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves our fonts and the letter's pictures from memory and makes everything else fatal."""

    def __init__(self, assets: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)
        self._assets = assets

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """The asset of that name, or `FatalURLFetchingError`."""
        scheme, _, name = url.partition(":")
        if scheme != "asset" or name not in self._assets:
            raise FatalURLFetchingError(f"{scheme}:…")
        media_type, content = self._assets[name]
        return URLFetcherResponse(url, content, {"Content-Type": media_type})


class Complaints(logging.Handler):
    """Collects what WeasyPrint logs while a letter is set."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record; errors are pictures or style sheets that did not come."""
        (self.errors if record.levelno >= logging.ERROR else self.warnings).append(record.getMessage())


def typeset(job: Job) -> Printed:
    """Set a letter. Raises `TooLong` and `Refused`."""
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        with _collected_after(), quicker():
            content, pages = _set(job)
    except FatalURLFetchingError as error:
        raise Refused(str(error)) from error
    finally:
        logger.removeHandler(complaints)
    if complaints.errors:
        raise Refused(complaints.errors[0])
    return Printed(content, pages, tuple(complaints.warnings))


@contextmanager
def _collected_after() -> Iterator[None]:
    """What a letter leaves behind is collected when it is done; meanwhile only when there is very much of it.

    What was kept for letters before and is dropped by now has grown old: that is looked for now and then.
    """
    first, *others = gc.get_threshold()
    gc.set_threshold(max(first, MANY_OBJECTS), *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
        gc.collect(2 if next(_LETTERS) % BETWEEN == 0 else 1)


def _set(job: Job) -> tuple[bytes, int]:
    page = read_page(job.html, Fetcher(job.assets))
    styles = [_style(job.css)]
    if job.concept:
        styles.append(_style(CONCEPT))
    document = page.render(
        stylesheets=styles, pdf_variant=VARIANT, font_config=shared_fonts(), cache=ready_pictures(job.assets)
    )
    letter, annex = _counted(document.pages)
    if letter > job.pages_limit:
        raise TooLong
    if annex > job.annex_limit:
        raise AnnexTooLong
    document.color_profiles[SRGB] = _colours()
    # Named already when the pages were made; named here too, it would be read anew.
    return document.write_pdf(finisher=finish, pdf_variant=VARIANT, output_intent=""), len(document.pages)


def _counted(pages: list[Any]) -> tuple[int, int]:
    """How many pages the letter has, and its annex."""
    letter = next((number for number, page in enumerate(pages) if ANNEX in page.anchors), len(pages))
    return letter, len(pages) - letter


@lru_cache(maxsize=1)
def shared_fonts() -> FontConfiguration:
    """Our typeface, kept for every letter of the process."""
    fonts = FontConfiguration()
    rules = "".join(
        f'@font-face {{ font-family: "{FAMILIES[family]}"; src: url(asset:{file}); '
        f"font-weight: {weight}; font-style: {style}; font-feature-settings: {FEATURES} }}\n"
        for family, file, weight, style in FACES
    )
    assets = {file: ("font/ttf", font_bytes(file)) for _, file, _, _ in FACES}
    CSS(string=rules, font_config=fonts, url_fetcher=Fetcher(assets))
    return fonts


class Colours(ColorProfile):  # type: ignore[misc]
    """The colour profile of every letter."""

    @cached_property
    def content(self) -> bytes:
        """The profile as it stands in a PDF."""
        whole: bytes = super().content
        return whole


@lru_cache(maxsize=1)
def _colours() -> Colours:
    with (files("weasyprint.pdf") / "sRGB2014.icc").open("rb") as file:
        return Colours(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@lru_cache(maxsize=16)
def _style(css: str) -> CSS:
    return parsed(css, shared_fonts(), Fetcher({}))


def answer(job: Job) -> Printed:
    """Set a letter for the other side. Raises `LimitExceeded` and `BadTemplate`."""
    try:
        return typeset(job)
    except TooLong:
        raise LimitExceeded(too_many_pages(job.pages_limit)) from None
    except AnnexTooLong:
        raise LimitExceeded(annex_too_long(job.annex_limit)) from None
    except RecursionError:
        raise LimitExceeded(
            text("The letter takes too much memory to make. Use fewer invoices, or shorter texts.")
        ) from None
    except Refused as error:
        raise BadTemplate(
            text("The template asks for something it cannot have: {problem}", problem=str(error))
        ) from None
