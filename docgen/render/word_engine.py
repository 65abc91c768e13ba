"""Fills the tags of a Word template: docxtpl with our one Jinja environment, strict from end to end.

The braces of the data travel as two code points that no text may hold, and are put back by `plain` when nothing is
going to read the text as a template any more. So no name can become a tag, and double braces that are left before
that moment came from the template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Any, NoReturn

from docx.opc.pkgwriter import PackageWriter
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from docgen.dossier.xml_door import NotXml, parse
from docgen.errors import BadTemplate
from docgen.render.allowed import NotAllowed
from docgen.render.filling import within_measure
from docgen.render.templates import LetterEnvironment, Misuse
from docgen.render.word_package import Package
from docgen.render.word_tags import KEPT_BRACES, part_name
from docgen.render.word_xml import Element
from docgen.texts import Text, text

_BRACES = KEPT_BRACES | str.maketrans({"\t": " ", "\n": " ", "\a": " ", "\f": " "})
_BRACES_BACK = str.maketrans({"\ufdd0": "{", "\ufdd1": "}"})
_PARAGRAPH = re.compile(r"<w:p(?=[ />])")
_NEW_PARAGRAPH = re.compile(r"\n<w:p(?=[ />])")
_MARKUP = re.compile(r"<[^>]*>")
_TAG = re.compile(r"\{[{%].*?[%}]\}")


class Parts(dict[str, bytes]):
    """What `docx` writes a file to: its parts by name."""

    def write(self, place: Any, content: bytes) -> None:
        """One part."""
        self[place.membername] = content


class WordTemplate(DocxTemplate):  # type: ignore[misc]
    """A template that is read as well-formed XML, names the place of a mistake, and compiles its tags once."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(BytesIO(content))
        self._name = name

    def patch_xml(self, src_xml: str) -> str:
        """The text of a part for Jinja."""
        return _patched(src_xml)

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Any = None) -> str:
        """The text of a part, filled in. Raises `BadTemplate`."""
        source = _PARAGRAPH.sub("\n<w:p", src_xml)
        try:
            filled = within_measure(_compiled(jinja_env, source), context)
        except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            self._refuse(str(part.partname).lstrip("/"), _said(error), source, _line(error))
        filled = _NEW_PARAGRAPH.sub("<w:p", filled)
        try:
            parse(filled)
        except NotXml:
            problem = text("An if or for begins in one paragraph, cell or row and ends in another. Put both alone.")
            self._refuse(str(part.partname).lstrip("/"), problem, source, None)
        return filled

    def fix_tables(self, xml: str) -> Element:
        """The tree of the body; the tables are seen to later."""
        return parse(xml)

    def fix_docpr_ids(self, tree: Element) -> None:
        """Nothing: ids are given in the whole file at once."""

    def render_properties(self, context: Mapping[str, object], jinja_env: Any = None) -> None:
        """Nothing: the properties of a letter are ours, not the template's."""

    def parts(self) -> dict[str, bytes]:
        """The parts of the file that it would be saved as, which is not packed only to be unpacked again."""
        package = self.docx.part.package
        for part in package.parts:
            part.before_marshal()
        parts = Parts()
        writer: Any = PackageWriter
        writer._write_content_types_stream(parts, package.parts)
        writer._write_pkg_rels(parts, package.rels)
        writer._write_parts(parts, package.parts)
        return parts

    def _refuse(self, part: str, problem: Text, source: str, line: int | None) -> NoReturn:
        lines = source.split("\n")
        if line is None or not 1 < line <= len(lines):
            place = text("{name}, {part}", name=self._name, part=part_name(part))
            raise BadTemplate(text("Template {name}: {problem}", name=place, problem=problem)) from None
        place = text("{name}, {part}, paragraph {number}", name=self._name, part=part_name(part), number=line - 1)
        shown = plain(_excerpt(lines[line - 1]))
        raise BadTemplate(
            text("Template {name}, at {excerpt}: {problem}", name=place, excerpt=shown, problem=problem)
        ) from None


def filled(content: bytes, name: str, context: Mapping[str, object], environment: LetterEnvironment) -> Package:
    """A prepared template with its tags filled in, its braces not yet `plain`. Raises `BadTemplate`."""
    template = WordTemplate(content, name)
    template.render({key: _guarded(value) for key, value in context.items()}, environment, autoescape=True)
    return Package(template.parts())


def mistake_in(
    source: str, names: Mapping[str, object], environment: LetterEnvironment
) -> tuple[int | None, Text] | None:
    """Line and sentence of the first mistake that a text makes when it is filled in; None when all is well."""
    try:
        within_measure(_compiled(environment, source), names)
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        return _line(error), _said(error)
    return None


def plain(words: str) -> str:
    """The words with the braces that the data had."""
    return words.translate(_BRACES_BACK)


def _guarded(value: Any) -> Any:
    """The same value with other braces and no breaks in its text."""
    if isinstance(value, str):
        return value.translate(_BRACES)
    if isinstance(value, tuple):
        return tuple(_guarded(item) for item in value)
    if isinstance(value, Text):
        return Text(value.message, {key: _guarded(item) for key, item in value.values.items()})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _guarded(getattr(value, each.name)) for each in fields(value)})
    return value


@lru_cache(maxsize=128)
def _patched(source: str) -> str:
    patched: str = DocxTemplate.patch_xml(None, source)
    return patched


@lru_cache(maxsize=128)
def _compiled(environment: LetterEnvironment, source: str) -> Template:
    return environment.from_string(source)


def _said(error: BaseException) -> Text:
    if isinstance(error, Misuse | NotAllowed):
        return error.said
    if isinstance(error, TemplateSyntaxError):
        return text("{problem}", problem=error.message or "")
    if isinstance(error, SecurityError):
        return text("Templates cannot call anything.")
    return text("This cannot be carried out ({kind}).", kind=type(error).__name__)


def _line(error: BaseException) -> int | None:
    """The line of the template's text where it went wrong: Jinja puts a frame of its own there."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    trace, line = error.__traceback__, None
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _excerpt(line: str) -> str:
    words = " ".join(_MARKUP.sub("", line).split())
    tags = " ".join(_TAG.findall(words)) or words
    return tags if len(tags) <= 120 else tags[:119] + "…"
