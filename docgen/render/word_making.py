"""Makes Word letters from their templates. Runs in a worker process only: see `word`.

A template is let in and made ready once for as long as its bytes stay the same (`word_door`, `word_tags`), filled for
each letter (`word_engine`), and finished: tables, pictures, look. The same letter gives the same bytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from markupsafe import Markup

from docgen.errors import BadTemplate, DocgenError, LimitExceeded
from docgen.letters.letter import Letter
from docgen.render.bench import where
from docgen.render.document import fingerprint
from docgen.render.job import WordJob
from docgen.render.sheet import Sheet, make_sheet
from docgen.render.templates import context, word_environment
from docgen.render.word_annex import append_annex
from docgen.render.word_door import open_template
from docgen.render.word_engine import filled, plain
from docgen.render.word_look import dress
from docgen.render.word_package import Package
from docgen.render.word_pictures import place_pictures
from docgen.render.word_tables import finish_tables
from docgen.render.word_tags import prepare
from docgen.render.word_xml import drop, every, q
from docgen.render.words import MissingWords
from docgen.texts import text

MAX_LINE = 6_000  # characters of a paragraph or row of the finished letter
MAX_WORDS = 300_000  # characters of a finished letter
_log = logging.getLogger("docgen.word")
_LEFT_OVER = re.compile(r"\{\{|\{%|%\}|\}\}")


def answer(job: WordJob) -> bytes:
    """The letter of a job. Raises `BadTemplate`, `LimitExceeded` and `NotSupported`."""
    with carrying_out(job.name):
        return _made(job)


@contextmanager
def carrying_out(name: str) -> Iterator[None]:
    """Whatever a template makes go wrong is a mistake in it. Raises `BadTemplate`, and what is an answer by itself."""
    try:
        yield
    except (DocgenError, MissingWords, MemoryError):
        raise
    except Exception as error:
        kind = f"{type(error).__name__}, {where(error)}"
        _log.error("a template cannot be carried out: %s", kind)
        problem = text("This cannot be carried out ({kind}).", kind=kind)
        raise BadTemplate(text("Template {name}: {problem}", name=name, problem=problem)) from None


def _made(job: WordJob) -> bytes:
    name, letter = job.name, job.letter
    sheet, names = names_of(letter, fingerprint(job.template))
    package = filled(prepared(job.template, name), name, names, word_environment(letter.language))
    _settle(package, name)
    _measure(package, name)
    append_annex(package, letter)
    styles = package.tree(package.related("styles")[0])
    for story in package.stories():
        finish_tables(package.tree(story), styles)
    place_pictures(package, letter)
    dress(package, letter, sheet)
    package.prune()
    _number_pictures(package)
    return package.pack()


def names_of(letter: Letter, version: str) -> tuple[Sheet, dict[str, object]]:
    """What the page of a letter needs, and everything that a template of this version may name.

    Raises `LimitExceeded`.
    """
    sheet, _ = make_sheet(letter, "asset", Markup(), version)
    return sheet, {**context(letter), "sheet": sheet}


@lru_cache(maxsize=32)
def prepared(template: bytes, name: str) -> bytes:
    """A template that went through the door, its tags ready to be filled. Raises `BadTemplate`."""
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


def _measure(package: Package, name: str) -> None:
    """No more words, and no longer lines, than what reads the letter after us can bear."""
    whole = 0
    for story in package.stories():
        whole += sum(len(each.text or "") for each in package.tree(story).iter(q("w:t")))
        for line in package.tree(story).iter(q("w:p"), q("w:tr")):
            if sum(len(each.text or "") for each in line.iter(q("w:t"))) > MAX_LINE:
                problem = text("A paragraph or row gets more than {limit} characters. Divide it.", limit=MAX_LINE)
                raise BadTemplate(text("Template {name}: {problem}", name=name, problem=problem))
    if whole > MAX_WORDS:
        raise LimitExceeded(text("The letter would become far too long. Look at the loops of the template."))


def _number_pictures(package: Package) -> None:
    number = 0
    for part in package.stories():
        for mark in every(package.tree(part), "wp:docPr"):
            number += 1
            mark.set("id", str(number))
