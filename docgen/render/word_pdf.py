"""The letter as PDF from its Word template: the Word file, printed by LibreOffice and read back against it."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import BadTemplate
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name
from docgen.render.fonts import refuse_missing_characters
from docgen.render.job import OfficeJob
from docgen.render.office import office_pdf
from docgen.render.word import render_docx
from docgen.render.word_length import refuse_too_many_pages
from docgen.render.word_match import difference
from docgen.render.word_text import word_text
from docgen.texts import Text, text

MEDIA_TYPE = "application/pdf"


def render_word_pdf(letter: Letter, templates: Path) -> Document:
    """The Word letter on A4. Raises `BadTemplate`, `LimitExceeded`, `NotSupported` and `Unavailable`."""
    word = render_docx(letter, templates)
    refuse_missing_characters(word_text(word.content))
    try:
        printed = office_pdf(OfficeJob(word.content, letter.date))
    except BadTemplate as error:
        raise _refused(letter, error.detail) from None
    refuse_too_many_pages(letter, printed.pages)
    if problem := difference(word.content, printed.pages):
        raise _refused(letter, problem)
    return Document(printed.content, MEDIA_TYPE, file_name(letter, "pdf"), word.template_version, len(printed.pages))


def _refused(letter: Letter, problem: Text) -> BadTemplate:
    return BadTemplate(
        text(
            "Template {name}: its PDF is not the same letter as its Word file: {problem}. "
            "Make that part of the template simpler.",
            name=f"{letter.language}/{letter.kind}.docx",
            problem=problem,
        )
    )
