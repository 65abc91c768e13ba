"""The Word file as a form of its own, with the limit of pages that holds for every letter.

Only a program that sets the pages can count them. A letter that may be near the limit is set by LibreOffice where it is
there; a shorter one fits by the number of its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from docgen.errors import BadTemplate, LimitExceeded, Unavailable
from docgen.letters.letter import Letter
from docgen.render.document import Document
from docgen.render.job import OfficeJob, PrintedPage
from docgen.render.office import office_pdf
from docgen.render.page_limits import annex_too_long, too_many_pages
from docgen.render.word import render_docx
from docgen.render.word_annex import annex_heading
from docgen.render.word_match import bare
from docgen.render.word_package import DOCUMENT, open_own
from docgen.render.word_text import lines_of
from docgen.render.words import Words

FEWEST = 40  # lines on a page that is full, at least
SHORTEST = 60  # signs in a full line, at least


def render_word_file(letter: Letter, templates: Path) -> Document:
    """A Word file of no more pages than a letter may have. Raises `LimitExceeded` and what `render_docx` raises."""
    word = render_docx(letter, templates)
    if _lines(word.content) > min(letter.pages_limit, letter.annex_limit or letter.pages_limit) * FEWEST:
        with suppress(Unavailable, BadTemplate):  # then it is not known; the file itself is sound
            refuse_too_many_pages(letter, office_pdf(OfficeJob(word.content, letter.date)).pages)
    return word


def refuse_too_many_pages(letter: Letter, pages: Sequence[PrintedPage]) -> None:
    """Raise `LimitExceeded` when a printed letter, or its annex, is longer than it may be."""
    annex = 0
    if letter.annex is not None:
        heading = bare(annex_heading(letter.annex, Words(letter.language, strict=True)))
        annex = next((count for count, page in enumerate(reversed(pages), 1) if heading in bare(page.words)), 0)
    if len(pages) - annex > letter.pages_limit:
        raise LimitExceeded(too_many_pages(letter.pages_limit))
    if annex > letter.annex_limit:
        raise LimitExceeded(annex_too_long(letter.annex_limit))


def _lines(content: bytes) -> int:
    """Lines that it takes at most."""
    package = open_own(content)
    return sum(1 + len(line.words) // SHORTEST for line in lines_of(package)(DOCUMENT))
