"""A Word file as its parts. A template comes in through a door of our own, and a letter goes out in fixed order and time.

The door takes ordinary files only: small, without document types, macros, objects or anything outside the file. What
a letter has no use for (comments, custom properties, pictures of the first page) is left behind.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from docgen.errors import BadTemplate
from docgen.render.word_xml import NAMESPACES, Element, NotXml, drop, element, every, parse, q, serial
from docgen.texts import Text, text

MAX_FILE = 5 * 1024**2
MAX_PARTS = 200
MAX_INFLATED = 50 * 1024**2
MAX_XML = 2 * 1024**2
MAX_RATIO = 100
DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)

_NAME = re.compile(r"[A-Za-z0-9_./\[\]-]{1,200}")
_KEPT = frozenset(
    ["officeDocument", "core-properties", "extended-properties", "styles", "settings", "numbering", "fontTable", "theme", "header", "footer", "image", "hyperlink", "footnotes", "endnotes", "webSettings"]
)
_REFUSED = frozenset(["vbaProject", "oleObject", "package", "aFChunk", "subDocument", "control", "activeXControlBinary", "frame"])
# What names the parts that are left behind.
_LEFT_BEHIND = {
    "word/settings.xml": ("w:attachedTemplate", "w:mailMerge"),
    "word/fontTable.xml": ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic"),
}
_PICTURES = {"png": "image/png", "jpg": "image/jpeg"}


class Package:
    """The parts of a Word file by name, as bytes or, once asked for, as trees."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._trees: dict[str, Element] = {}

    def names(self) -> list[str]:
        """All part names, in order."""
        return sorted(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        return serial(self._trees[name]) if name in self._trees else self._parts[name]

    def write(self, name: str, content: bytes) -> None:
        """Set a part's bytes."""
        self._trees.pop(name, None)
        self._parts[name] = content

    def remove(self, name: str) -> None:
        """Take a part out, with its relations."""
        for each in (name, relations_name(name)):
            self._parts.pop(each, None)
            self._trees.pop(each, None)

    def tree(self, name: str) -> Element:
        """The tree of a part; changes in it are kept. Raises `NotXml`."""
        if name not in self._trees:
            self._trees[name] = parse(self._parts[name])
        return self._trees[name]

    def relations(self, name: str) -> list[Element]:
        """The relations of a part ("" for the package)."""
        return list(self.tree(relations_name(name))) if relations_name(name) in self else []

    def target(self, name: str, relation: Element) -> str:
        """The name of the part that a relation of part `name` leads to."""
        return normpath(join("/", dirname(name), relation.get("Target", ""))).lstrip("/")

    def kind(self, relation: Element) -> str:
        """The last word of a relation's type: header, image, ..."""
        return str(relation.get("Type", "")).rpartition("/")[2]

    def related(self, kind: str, name: str = DOCUMENT) -> list[str]:
        """Names of the parts of a kind that belong to a part."""
        found = [self.target(name, each) for each in self.relations(name) if self.kind(each) == kind]
        return [each for each in dict.fromkeys(found) if each in self]

    def stories(self) -> list[str]:
        """The parts that hold a letter's text."""
        notes = self.related("footnotes") + self.related("endnotes")
        return [DOCUMENT, *self.related("header"), *self.related("footer"), *notes]

    def add_picture(self, story: str, stem: str, content: bytes, media_type: str) -> str:
        """Store a picture for a part and give the id of the relation to it."""
        extension = next(ending for ending, kind in _PICTURES.items() if kind == media_type)
        number, name = 1, f"word/media/{stem}1.{extension}"
        while name in self and self.read(name) != content:
            number += 1
            name = f"word/media/{stem}{number}.{extension}"
        self.write(name, content)
        types = self.tree(CONTENT_TYPES)
        if all(each.get("Extension") != extension for each in every(types, "ct:Default")):
            types.insert(0, element("ct:Default", {"Extension": extension, "ContentType": media_type}))
        return self.relate(story, name, f"{NAMESPACES['r']}/image")

    def add_part(self, owner: str, name: str, content: bytes, content_type: str, relation: str) -> str:
        """Store a part that belongs to another ("" for the package) and give the id of the relation to it."""
        self.write(name, content)
        types = self.tree(CONTENT_TYPES)
        for old in every(types, "ct:Override"):
            if old.get("PartName") == f"/{name}":
                drop(old)
        types.append(element("ct:Override", {"PartName": f"/{name}", "ContentType": content_type}))
        return self.relate(owner, name, relation)

    def relate(self, owner: str, name: str, relation: str) -> str:
        """Lead from one part to another; gives the id of the relation."""
        if relations_name(owner) not in self:
            self.write(relations_name(owner), serial(element("rel:Relationships")))
        relations, number = self.tree(relations_name(owner)), 1
        while f"docgen{number}" in {each.get("Id") for each in relations}:
            number += 1
        target = relpath("/" + name, "/" + dirname(owner))
        relations.append(element("rel:Relationship", {"Id": f"docgen{number}", "Type": relation, "Target": target}))
        return f"docgen{number}"

    def prune(self) -> None:
        """Drop relations that nothing uses any more, then parts that nothing leads to."""
        for story in self.stories():
            used = {value for each in self.tree(story).iter() for key, value in each.attrib.items() if _reference(key)}
            for relation in self.relations(story):
                if self.kind(relation) in ("image", "hyperlink") and relation.get("Id") not in used:
                    drop(relation)
        reached, to_visit = {CONTENT_TYPES}, [""]
        while to_visit:
            name = to_visit.pop()
            reached |= {name, relations_name(name)}
            inside = [each for each in self.relations(name) if each.get("TargetMode") != "External"]
            to_visit += [found for each in inside if (found := self.target(name, each)) not in reached]
        for name in set(self.names()) - reached:
            self.remove(name)
        for override in every(self.tree(CONTENT_TYPES), "ct:Override"):
            if override.get("PartName", "").lstrip("/") not in self:
                drop(override)

    def pack(self) -> bytes:
        """The file: the same parts give the same bytes."""
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as container:
            for name in sorted(self._parts, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name)):
                entry = ZipInfo(name, FIXED_TIME)
                entry.create_system = 0
                entry.compress_type = ZIP_DEFLATED
                container.writestr(entry, self.read(name))
        return out.getvalue()


def relations_name(name: str) -> str:
    """The part that holds a part's relations."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def open_own(content: bytes) -> Package:
    """The parts of a file that this program wrote itself."""
    with ZipFile(BytesIO(content)) as container:
        return Package({entry.filename: container.read(entry) for entry in container.infolist()})


def open_template(content: bytes, name: str) -> Package:
    """A template through the door. Raises `BadTemplate`; `name` is what its author calls the file."""
    package = _open(content, name)
    if DOCUMENT not in package or package.tree(DOCUMENT).tag != q("w:document"):
        _refuse(name, text("This is no Word document (.docx)."))
    for part in package.names():
        if part.endswith(".rels"):
            _only_harmless(package, part, name)
    for part in package.stories():
        known = {each.get("Id") for each in package.relations(part)}
        for found in package.tree(part).iter():
            if any(_reference(key) and value and value not in known for key, value in found.attrib.items()):
                _refuse(name, text("It holds something that a letter cannot have, such as a chart or an embedded file."))
    package.prune()
    return package


def _open(content: bytes, name: str) -> Package:
    if len(content) > MAX_FILE:
        _refuse(name, text("The file is larger than {limit} MB.", limit=MAX_FILE // 1024**2))
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


def _reference(attribute: str) -> bool:
    return str(attribute).startswith("{" + NAMESPACES["r"] + "}")


def _refuse(name: str, problem: Text) -> NoReturn:
    raise BadTemplate(text("Template {name}: {problem}", name=name, problem=problem)) from None
