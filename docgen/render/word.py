"""The letter as an editable Word file, from ``templates/docx/<language>/<kind>.docx``.

Whatever reads a template does so in a worker process (`word_making`), which is killed when it takes too long.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docgen.errors import BadTemplate
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name, fingerprint
from docgen.render.job import MAX_TEMPLATE, WordJob
from docgen.render.workers import Crew
from docgen.texts import text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECONDS = 20.0  # for one letter; an ordinary one takes a fraction of one
CREW = Crew("docgen.render.word_making", memory=1024**3)


def template_name(kind: str, language: str) -> str:
    """What authors call a template, and where it stands in the folder docx."""
    return f"{language}/{kind}.docx"


def render_docx(letter: Letter, templates: Path) -> Document:
    """A Word file, made once of one letter. Raises `BadTemplate`, `LimitExceeded`, `NotSupported` and `Unavailable`."""
    made = letter.made.get((render_docx, templates))
    if not isinstance(made, Document):
        made = letter.made[(render_docx, templates)] = _letter(letter, templates)
    return made


def _letter(letter: Letter, templates: Path) -> Document:
    name, template = template_name(letter.kind, letter.language), letter.word_template
    if template is None:
        template = read_template(templates, letter.kind, letter.language)
    job = WordJob(template, name, replace(letter, word_template=None, behind=()))
    content: bytes = CREW.run(job, seconds=SECONDS)
    return Document(content, MEDIA_TYPE, file_name(letter, "docx"), fingerprint(template), None)


def read_template(templates: Path, kind: str, language: str) -> bytes:
    """The Word template that stands in the folder; of a file that is far too large no more than shows it.

    Raises `BadTemplate` when there is none.
    """
    name = template_name(kind, language)
    path = templates / "docx" / name
    if not path.is_file():
        raise BadTemplate(text("There is no template {name}.", name=name))
    with path.open("rb") as source:
        return source.read(MAX_TEMPLATE + 1)
