"""The door for Word templates: ordinary files only, small, without document types, macros, objects or outside parts.

What a letter has no use for (comments, custom properties, pictures of the first page) is left behind.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from docgen.errors import BadTemplate
from docgen.render.job import MAX_TEMPLATE
from docgen.render.word_package import CONTENT_TYPES, DOCUMENT, Package, is_reference, relations_name
from docgen.render.word_xml import NotXml, drop, every, q
from docgen.texts import Text, text

MAX_PARTS = 200
MAX_INFLATED = 50 * 1024**2
MAX_XML = 2 * 1024**2
MAX_RATIO = 100

_NAME = re.compile(r"[A-Za-z0-9_./\[\]-]{1,200}")
# Kinds of relation: those that a letter keeps, and those that are refused; others are left behind.
_KEPT = frozenset(
    (
        "officeDocument", "core-properties", "extended-properties", "styles", "settings", "numbering", "fontTable",
        "theme", "header", "footer", "image", "hyperlink", "footnotes", "endnotes", "webSettings",
    )
)  # fmt: skip
_REFUSED = frozenset(
    ("vbaProject", "oleObject", "package", "aFChunk", "subDocument", "control", "activeXControlBinary", "frame")
)
# What names the parts that are left behind.
_LEFT_BEHIND = {
    "word/settings.xml": ("w:attachedTemplate", "w:mailMerge"),
    "word/fontTable.xml": ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic"),
}


def open_template(content: bytes, name: str) -> Package:
    """A template through the door. Raises `BadTemplate`; `name` is what its author calls the file."""
    package = _open(content, name)
    if DOCUMENT not in package or package.tree(DOCUMENT).tag != q("w:document") or not package.related("styles"):
        _refuse(name, text("This is no Word document (.docx)."))
    for part in package.names():
        if part.endswith(".rels"):
            _only_harmless(package, part, name)
    for part in package.stories():
        known = {each.get("Id") for each in package.relations(part)}
        for found in package.tree(part).iter():
            if any(is_reference(key) and value and value not in known for key, value in found.attrib.items()):
                _refuse(
                    name, text("It holds something that a letter cannot have, such as a chart or an embedded file.")
                )
    package.prune()
    return package


def _open(content: bytes, name: str) -> Package:
    if len(content) > MAX_TEMPLATE:
        _refuse(name, text("The file is larger than {limit} MB.", limit=MAX_TEMPLATE // 1024**2))
    try:
        with ZipFile(BytesIO(content)) as container:
            parts = _inflated(container, len(content), name)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        _refuse(name, text("This is no Word document (.docx)."))
    package = Package(parts)
    if CONTENT_TYPES not in package or "_rels/.rels" not in package:
        _refuse(name, text("This is no Word document (.docx)."))
    for part in package.names():
        if part.endswith((".xml", ".rels")):
            if len(package.read(part)) > MAX_XML:
                _refuse(name, text("The part {part} is too large.", part=part))
            try:
                package.tree(part)
            except NotXml:
                _refuse(name, text("The part {part} is damaged.", part=part))
    return package


def _inflated(container: ZipFile, size: int, name: str) -> dict[str, bytes]:
    entries = [entry for entry in container.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_PARTS or len({each.lower() for each in names}) < len(names):
        _refuse(name, text("This is no Word document (.docx)."))
    parts, total = {}, 0
    for entry in entries:
        plain = entry.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not entry.flag_bits & 1
        if not plain or not _NAME.fullmatch(entry.filename) or ".." in entry.filename or entry.filename[0] == "/":
            _refuse(name, text("This is no Word document (.docx)."))
        with container.open(entry) as source:
            parts[entry.filename] = source.read(MAX_INFLATED - total + 1)
        total += len(parts[entry.filename])
        if total > min(MAX_INFLATED, MAX_RATIO * max(size, 10_000)):
            _refuse(name, text("Unpacked, the file is too large."))
    return parts


def _only_harmless(package: Package, part: str, name: str) -> None:
    """Refuse what could run or reach outside; leave behind what a letter has no use for."""
    for relation in every(package.tree(part), "rel:Relationship"):
        kind = package.kind(relation)
        if kind in _REFUSED:
            _refuse(name, text("It holds macros or embedded objects; those cannot be in a letter."))
        external = relation.get("TargetMode") == "External"
        if external and kind in _KEPT and (kind != "hyperlink" or not _harmless_link(relation.get("Target", ""))):
            _refuse(name, text("It refers to a file outside itself; put the picture or text in the document."))
        if kind not in _KEPT:
            drop(relation)
    for owner, marks in _LEFT_BEHIND.items():
        if part == relations_name(owner) and owner in package:
            for mark in every(package.tree(owner), *marks):
                drop(mark)


def _harmless_link(target: str) -> bool:
    return target.startswith(("https://", "mailto:"))


def _refuse(name: str, problem: Text) -> NoReturn:
    raise BadTemplate(text("Template {name}: {problem}", name=name, problem=problem)) from None
