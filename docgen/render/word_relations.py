"""The door for what leads from one part of a Word file to another, or outside it: a list of what may, nothing else.

A relation of a kind that a letter has no use for is taken out, and what only it led to stays behind. One that could
run something, or reach outside, refuses the file.
"""

from __future__ import annotations

import re

from docgen.render.word_package import CONTENT_TYPES, DOCUMENT, Package, relations_name
from docgen.render.word_xml import Element, drop, every, q
from docgen.texts import Text, text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
_TYPES = "application/vnd.openxmlformats-officedocument."
_WORD = _TYPES + "wordprocessingml."

# Kinds of relation that a letter keeps: by the part that they start from, with the content types they may lead to.
_OF_PACKAGE = {
    f"{_OFFICE}officeDocument": (f"{_WORD}document.main+xml",),
    f"{_PACKAGE}core-properties": ("application/vnd.openxmlformats-package.core-properties+xml",),
    f"{_OFFICE}extended-properties": (f"{_TYPES}extended-properties+xml",),
}
_PICTURE = {f"{_OFFICE}image": ("image/png", "image/jpeg")}
_OF_DOCUMENT = _PICTURE | {f"{_OFFICE}theme": (f"{_TYPES}theme+xml",)}
_OF_DOCUMENT |= {
    f"{_OFFICE}{kind}": (f"{_WORD}{kind}+xml",)
    for kind in (
        *("styles", "settings", "numbering", "fontTable", "header", "footer", "footnotes", "endnotes"),
        "webSettings",
    )
}
_LINK = f"{_OFFICE}hyperlink"
# Last words of kinds that refuse the file.
_ACTIVE = frozenset(
    (
        "vbaProject", "wordVbaData", "oleObject", "package", "control", "activeXControlBinary", "extensibility",
        "attachedToolbars", "keyMapCustomizations",
    )
)  # fmt: skip
_FOREIGN = frozenset(("aFChunk", "subDocument", "frame"))
_MERGE = frozenset(("mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData"))
_ACTIVE_TYPE = re.compile(r"macro|vba|activex|oleobject", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https://|mailto:)[^\s\\]{1,2000}")
_LOCAL_FILE = re.compile(r"file:///[^/\\]|[A-Za-z]:[\\/]|[^:/\\]+$")


def fault_of_types(package: Package) -> Text | None:
    """Whether the list of content types is sound and names nothing that runs."""
    types = package.tree(CONTENT_TYPES)
    if types.tag != q("ct:Types"):
        return text("The part {part} is damaged.", part=CONTENT_TYPES)
    if any(_ACTIVE_TYPE.search(each.get("ContentType", "")) for each in types):
        return _macros(CONTENT_TYPES)
    named = [each.get("PartName", "").lower() for each in every(types, "ct:Override")]
    named += ["." + each.get("Extension", "").lower() for each in every(types, "ct:Default")]
    if len(set(named)) < len(named):
        return text("The part {part} is damaged.", part=CONTENT_TYPES)
    return None


def fault_of_relations(package: Package, part: str) -> Text | None:
    """What is wrong with a part's relations (`part` is the part that holds them); those of no use are taken out."""
    if package.tree(part).tag != q("rel:Relationships"):
        return text("The part {part} is damaged.", part=part)
    owner = _owner(part)
    kept = _OF_PACKAGE if owner == "" else _OF_DOCUMENT if owner == DOCUMENT else _PICTURE
    ids = set()
    for relation in list(package.tree(part)):
        kind, name = relation.get("Type", ""), relation.get("Id", "")
        if relation.tag != q("rel:Relationship") or not kind or not name or name in ids:
            return text("The part {part} is damaged.", part=part)
        ids.add(name)
        if (refused := _refused(relation, part)) is not None:
            return refused
        if kind == _LINK and relation.get("TargetMode") == "External":
            continue
        if kind not in kept:
            drop(relation)
        elif (fault := _fault_of_target(package, owner, relation, kept[kind])) is not None:
            return fault
    return None


def _owner(part: str) -> str:
    """The part whose relations these are."""
    folder, _, file = part.rpartition("_rels/")
    return folder + file.removesuffix(".rels")


def _refused(relation: Element, part: str) -> Text | None:
    kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
    if kind in _ACTIVE:
        return _macros(part)
    if kind in _FOREIGN:
        return text("It takes in another document ({part}). Put its text in this document.", part=part)
    if kind in _MERGE:
        return mail_merge(part)
    if relation.get("TargetMode", "Internal") not in ("Internal", "External"):
        return text("The part {part} is damaged.", part=part)
    if relation.get("TargetMode") != "External":
        return None
    if kind == "hyperlink":
        if _SAFE_LINK.fullmatch(target):
            return None
        return text(
            "A link in it does not begin with https:// or mailto: ({part}). Change or remove that link.", part=part
        )
    if kind == "attachedTemplate" and _LOCAL_FILE.match(target):
        return None  # the author's own Normal.dotm: left behind
    return text("It refers to a file outside itself ({part}); put the picture or text in the document.", part=part)


def _fault_of_target(package: Package, owner: str, relation: Element, types: tuple[str, ...]) -> Text | None:
    target = package.target(owner, relation)
    if target not in package or "\\" in relation.get("Target", ""):
        return text("The part {part} is missing.", part=target[:80])
    if content_type(package, target) in types and (types == _PICTURE[f"{_OFFICE}image"] or target.endswith(".xml")):
        return None
    if types == _PICTURE[f"{_OFFICE}image"]:
        return text("The picture {part} is no PNG or JPEG. Save it as one of these.", part=target)
    return text("The part {part} is of another kind than the file says.", part=target)


def content_type(package: Package, part: str) -> str:
    """What the file says a part is."""
    types = package.tree(CONTENT_TYPES)
    for each in every(types, "ct:Override"):
        if each.get("PartName") == f"/{part}":
            return str(each.get("ContentType", ""))
    extension = part.rpartition(".")[2].lower()
    defaults = {each.get("Extension", "").lower(): each.get("ContentType", "") for each in every(types, "ct:Default")}
    return str(defaults.get(extension, ""))


def mail_merge(part: str) -> Text:
    """That the file is for mail merge."""
    return text("It is a document for mail merge ({part}). Make it an ordinary document in Word first.", part=part)


def _macros(part: str) -> Text:
    return text("It holds macros or embedded objects ({part}); those cannot be in a letter.", part=part)


def is_needed(package: Package, part: str) -> bool:
    """Whether a part of relations belongs to a part that is there."""
    owner = _owner(part)
    return owner == "" or (owner in package and relations_name(owner) == part)
