"""The letter as an editable Word file, from ``templates/docx/<language>/<kind>.docx``.

A template is made ready once for as long as its bytes stay the same (`word_tags`), filled for each letter
(`word_engine`), and finished: tables, pictures, look. The same letter gives the same bytes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from docgen.errors import BadTemplate
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name, fingerprint
from docgen.render.sheet import Sheet, make_sheet
from docgen.render.templates import context, environment
from docgen.render.word_annex import append_annex
from docgen.render.word_door import MAX_FILE, open_template
from docgen.render.word_engine import filled, plain
from docgen.render.word_look import dress
from docgen.render.word_package import Package, open_own
from docgen.render.word_pictures import place_pictures
from docgen.render.word_tables import finish_tables
from docgen.render.word_tags import prepare
from docgen.render.word_xml import drop, every, q
from docgen.texts import text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEFT_OVER = re.compile(r"\{\{|\{%|%\}|\}\}")


def template_name(kind: str, language: str) -> str:
    """What authors call a template, and where it stands in the folder docx."""
    return f"{language}/{kind}.docx"


def render_docx(letter: Letter, templates: Path) -> Document:
    """A Word file. Raises `BadTemplate`, `LimitExceeded` and `NotSupported`."""
    root = templates / "docx"
    name = template_name(letter.kind, letter.language)
    template = (
        read_template(templates, letter.kind, letter.language) if letter.word_template is None else letter.word_template
    )
    version = fingerprint(template)
    sheet, names = names_of(letter, version)
    content = filled(_prepared(template, name), name, names, environment(letter.language, root))
    package = open_own(content)
    _settle(package, name)
    append_annex(package, letter)
    styles = package.tree(package.related("styles")[0])
    for story in package.stories():
        finish_tables(package.tree(story), styles)
    place_pictures(package, letter)
    dress(package, letter, sheet)
    package.prune()
    _number_pictures(package)
    return Document(package.pack(), MEDIA_TYPE, file_name(letter, "docx"), version, None)


def names_of(letter: Letter, version: str) -> tuple[Sheet, dict[str, object]]:
    """What the page of a letter needs, and everything that a template of this version may name.

    Raises `LimitExceeded`.
    """
    sheet, _ = make_sheet(letter, "asset", Markup(), version)
    return sheet, {**context(letter), "sheet": sheet}


def read_template(templates: Path, kind: str, language: str) -> bytes:
    """The Word template that stands in the folder; of a file that is far too large no more than shows it.

    Raises `BadTemplate` when there is none.
    """
    name = template_name(kind, language)
    path = templates / "docx" / name
    if not path.is_file():
        raise BadTemplate(text("There is no template {name}.", name=name))
    with path.open("rb") as source:
        return source.read(MAX_FILE + 1)


@lru_cache(maxsize=32)
def _prepared(template: bytes, name: str) -> bytes:
    package = open_template(template, name)
    prepare(package, name)
    return package.pack()


def _settle(package: Package, name: str) -> None:
    """Nothing of a template is left in any part; then the data gets its braces back."""
    for part in package.names():
        if not part.endswith((".xml", ".rels")):
            continue
        for found in package.tree(part).iter():
            values = [found.text or "", found.tail or "", *found.attrib.values()]
            if left := next((match for value in values if (match := _LEFT_OVER.search(value))), None):
                problem = text("The sign {sign} is left in {part}: no tags can stand there.", sign=left[0], part=part)
                raise BadTemplate(text("Template {name}: {problem}", name=name, problem=problem))
            found.text, found.tail = found.text and plain(found.text), found.tail and plain(found.tail)
    for story in package.stories():
        for run in every(package.tree(story), "w:r"):
            if all(each.tag == q("w:rPr") or (each.tag == q("w:t") and not each.text) for each in run):
                drop(run)


def _number_pictures(package: Package) -> None:
    number = 0
    for part in package.stories():
        for mark in every(package.tree(part), "wp:docPr"):
            number += 1
            mark.set("id", str(number))
