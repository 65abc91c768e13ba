"""A Word file as its parts, which go out in fixed order and time: the same parts give the same bytes."""

from __future__ import annotations

from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docgen.dossier.xml_door import parse
from docgen.render.word_xml import NAMESPACES, Element, drop, element, every, serial

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


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
        extension = _EXTENSIONS[media_type]
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
            used = {
                value for each in self.tree(story).iter() for key, value in each.attrib.items() if is_reference(key)
            }
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


def is_reference(attribute: object) -> bool:
    """Whether an attribute of this name leads to another part."""
    return str(attribute).startswith("{" + NAMESPACES["r"] + "}")
