"""The second of the two calls: a composed letter becomes a document. Nothing here knows law, nothing adds content."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from docgen.errors import NoSuchForm
from docgen.letters.letter import Letter
from docgen.render.document import Document
from docgen.render.enclosures import with_enclosures
from docgen.texts import Text

__all__ = ["FORMS", "Document", "Form", "render"]


class Form(NamedTuple):
    """A form of a letter; its module is loaded when the first letter of that form is asked for."""

    media_type: str
    extension: str
    module: str
    function: str

    def load(self) -> Callable[[Letter, Path], Document]:
        """The function that makes this form."""
        maker: Callable[[Letter, Path], Document] = getattr(import_module(self.module), self.function)
        return maker


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMS: dict[str, Form] = {
    "pdf": Form("application/pdf", "pdf", "docgen.render.pdf", "render_pdf"),
    "html": Form("text/html; charset=utf-8", "html", "docgen.render.html", "render_html"),
    "docx": Form(_WORD, "docx", "docgen.render.word_length", "render_word_file"),
    "json": Form("application/json", "json", "docgen.render.answers", "render_json"),
    "eml": Form("message/rfc822", "eml", "docgen.render.mail", "render_mail"),
    "txt": Form("text/plain; charset=utf-8", "txt", "docgen.render.sms", "render_sms"),
}
WORD_PDF = FORMS["pdf"]._replace(module="docgen.render.word_pdf", function="render_word_pdf")


def render(letter: Letter, form: str, *, templates: Path) -> Document:
    """Give a letter one of its `FORMS`; the PDF comes from the template that the letter's engine names.

    `templates` holds the folders html and docx. Raises `NoSuchForm` and more.
    """
    if form not in FORMS:
        known = ", ".join(FORMS)
        raise NoSuchForm(Text("There is no form {form}; the forms are: {forms}.", {"form": form, "forms": known}))
    if form not in letter.forms:
        said = "There is no {form} of this kind of letter ({kind}): it cannot hold what must be said."
        raise NoSuchForm(Text(said, {"form": form, "kind": letter.title}))
    made_by = WORD_PDF if (form, letter.engine) == ("pdf", "word") else FORMS[form]
    document = made_by.load()(letter, templates)
    return with_enclosures(letter, document) if form == "pdf" else document
