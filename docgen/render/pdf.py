"""The letter as PDF: the HTML letter on paper."""

from __future__ import annotations

import logging
from pathlib import Path

from docgen.errors import NotSupported
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name
from docgen.render.fonts import missing_characters
from docgen.render.html import letter_page
from docgen.render.job import Job
from docgen.render.press import print_letter
from docgen.texts import text

MEDIA_TYPE = "application/pdf"
_log = logging.getLogger("docgen.pdf")


def render_pdf(letter: Letter, templates: Path) -> Document:
    """The letter on A4. Raises `BadTemplate`, `LimitExceeded`, `NotSupported` and `Unavailable`."""
    page = letter_page(letter, templates, pictures="asset")
    if unprintable := missing_characters(page.html):
        raise NotSupported(
            text(
                "Our typeface lacks these characters: {characters}. Write them in Latin letters.",
                characters=" ".join(unprintable[:10]),
            )
        )
    printed = print_letter(
        Job(
            html=page.html,
            css=page.css,
            assets={name: (asset.media_type, asset.content) for name, asset in page.assets.items()},
            concept=letter.fields.letter.concept,
            pages_limit=letter.pages_limit,
            annex_limit=letter.annex_limit,
        )
    )
    for complaint in printed.complaints:
        _log.error("template of %s (%s): %s", letter.kind, letter.language, complaint)
    return Document(printed.content, MEDIA_TYPE, file_name(letter, "pdf"), page.version, printed.pages)
