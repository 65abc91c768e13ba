"""The Word file as a form of its own, with the limit of pages that holds for every letter.

Only a program that sets the pages can count them. A letter that may be near the limit is set by LibreOffice where it is
there; a shorter one fits by the number of its lines.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from docgen.errors import LimitExceeded, Unavailable
from docgen.letters.letter import Letter
from docgen.render.document import Document
from docgen.render.job import OfficeJob
from docgen.render.office import CannotPrint, office_pdf
from docgen.render.press import too_many_pages
from docgen.render.word import render_docx
from docgen.render.word_package import DOCUMENT, open_own
from docgen.render.word_text import lines_of

FEWEST = 40  # lines on a page that is full, at least
SHORTEST = 60  # signs in a full line, at least


def render_word_file(letter: Letter, templates: Path) -> Document:
    """A Word file of no more pages than a letter may have. Raises `LimitExceeded` and what `render_docx` raises."""
    word = render_docx(letter, templates)
    if _lines(word.content) > letter.pages_limit * FEWEST:
        with suppress(Unavailable, CannotPrint):  # then it is not known; the file itself is sound
            if len(office_pdf(OfficeJob(word.content, letter.date)).pages) > letter.pages_limit:
                raise LimitExceeded(too_many_pages(letter.pages_limit))
    return word


def _lines(content: bytes) -> int:
    """Lines that it takes at most."""
    package = open_own(content)
    return sum(1 + len(line.words) // SHORTEST for line in lines_of(package)(DOCUMENT))
