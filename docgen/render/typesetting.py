"""HTML to PDF by WeasyPrint. Runs in a worker process only: see `press`.

One font configuration and one parsed style sheet serve every letter of the process. Nothing can be fetched but the
letter's own pictures and our fonts, by the names ``asset:…``; all else stops the letter.
"""

from __future__ import annotations

import logging
import resource
import sys
from collections.abc import Mapping
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from docgen.render.fonts import FACES, font_bytes
from docgen.render.job import Job, Printed
from docgen.render.structure import finish

MEMORY = 3 * 1024**3  # bytes of address space for this process
VARIANT = "pdf/a-3a"  # tagged, with colour profile and metadata; may carry attachments

ANNEX = "annex"  # the id of the element that starts on a page of its own
ONE_PAGE = 4200  # characters of HTML: a longer letter is first set as one of several pages, which saves a second pass
SEVERAL_PAGES = ".footer .pages { display: block }"
CONCEPT = """
@page letter {
  @left-middle {
    content: "CONCEPT"; z-index: -1; width: 0; height: 0; margin: 0; white-space: nowrap; font: 700 118pt Letter;
    color: #ececec; transform: translate(-5mm, 48mm) rotate(-52deg); transform-origin: left center;
  }
}
"""
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
        content, pages = _set(job)
    except FatalURLFetchingError as error:
        raise Refused(str(error)) from error
    finally:
        logger.removeHandler(complaints)
    if complaints.errors:
        raise Refused(complaints.errors[0])
    return Printed(content, pages, tuple(complaints.warnings))


def _set(job: Job) -> tuple[bytes, int]:
    page = HTML(string=job.html, url_fetcher=Fetcher(job.assets))
    styles = [_style(job.css)]
    if job.concept:
        styles.append(_style(CONCEPT))
    options: dict[str, Any] = {"pdf_variant": VARIANT, "font_config": _fonts()}
    guess = len(job.html) > ONE_PAGE
    for several in (guess, not guess):  # the counter of pages moves no text, so the second is right if the first is not
        more = [_style(SEVERAL_PAGES)] if several else []
        document = page.render(stylesheets=[*styles, *more], **options)
        letter, annex = _counted(document.pages)
        if letter > job.pages_limit:
            raise TooLong
        if annex > job.annex_limit:
            raise AnnexTooLong
        if several == (len(document.pages) > 1):
            break
    return document.write_pdf(finisher=finish, pdf_variant=VARIANT), len(document.pages)


def _counted(pages: list[Any]) -> tuple[int, int]:
    """How many pages the letter has, and its annex."""
    letter = next((number for number, page in enumerate(pages) if ANNEX in page.anchors), len(pages))
    return letter, len(pages) - letter


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    fonts = FontConfiguration()
    rules = "".join(
        f'@font-face {{ font-family: "{FAMILIES[family]}"; src: url(asset:{file}); '
        f"font-weight: {weight}; font-style: {style} }}\n"
        for family, file, weight, style in FACES
    )
    assets = {file: ("font/ttf", font_bytes(file)) for _, file, _, _ in FACES}
    CSS(string=rules, font_config=fonts, url_fetcher=Fetcher(assets))
    return fonts


@lru_cache(maxsize=16)
def _style(css: str) -> CSS:
    return CSS(string=css, font_config=_fonts(), url_fetcher=Fetcher({}))


def work(pipe: Connection) -> None:
    """The worker's life: letters in, answers out, until the other side is gone."""
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(job))


def _answer(job: Job) -> tuple[str, object]:
    try:
        return "printed", typeset(job)
    except TooLong:
        return "too-long", None
    except AnnexTooLong:
        return "annex-too-long", None
    except Refused as error:
        return "refused", str(error)
    except (MemoryError, RecursionError):
        return "too-big", None
    except Exception as error:  # told to the parent without its message, which may hold personal data
        return "failed", f"{type(error).__name__} at {_where(error)}"


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    work(Connection(int(sys.argv[1])))
