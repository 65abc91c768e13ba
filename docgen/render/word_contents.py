"""The door for what stands in the parts of a Word file: no objects, no fields but a few, no pictures from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.dossier.pictures import picture
from docgen.errors import InvalidInput
from docgen.render.word_package import Package, is_reference
from docgen.render.word_relations import content_type, mail_merge
from docgen.render.word_xml import Element, drop, get, q
from docgen.texts import Text, text

FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK")
A4 = (2480, 3508)  # pixels: a whole page at 300 dots an inch

# Elements by their names without prefix, since one can stand in several namespaces.
_OBJECTS = frozenset(
    (
        "object", "control", "OLEObject", "altChunk", "subDoc", "frameset", "movie", "entryMacro", "exitMacro",
        "videoFile", "audioFile", "quickTimeFile", "wavAudioFile", "snd", "sndAc", "binData", "contentPart", "script",
    )
)  # fmt: skip
_LEAD_OUT = frozenset(
    ("src", "href", "althref", "relid", "action", "base", "schemaLocation", "noNamespaceSchemaLocation")
)
_BINDINGS = frozenset(("dataBinding", "storeItemChecksum"))
# Elements whose numbers this program calculates with, and the largest that Word itself takes.
MAX_CELLS = 63  # in a row, as in Word
_MEASURED = {
    "gridSpan": MAX_CELLS,
    "gridCol": 31680,
    "sz": 3276,
    "szCs": 3276,
    "extent": 10**9,
    "ext": 10**9,
    "tcMar": 31680,
}
_MEASURES = frozenset(("val", "w", "cx", "cy"))
_NUMBER = re.compile(r"\d{1,10}(?:\.\d{1,6})?")
_SHADE = re.compile(r"[0-9A-Fa-f]{2}")
_TAG = re.compile(r"\{\{|\{%|%\}|\}\}")
_ENDED: list[str] = ["ended"]  # stands for a field whose code is complete
_HYPERLINK = re.compile(
    r"HYPERLINK\s+(?:\"(?:https://|mailto:)[^\"\s\\]+\"\s*|(?=\\l\s))"
    r"(?:\\l\s+\"[^\"\\]*\"\s*|\\o\s+\"[^\"\\]*\"\s*|\\t\s+\"[^\"\\]*\"\s*|\\h\s*)*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?:PAGE|NUMPAGES|SECTIONPAGES)(?:\s+\\[*#]\s*(?:\"[^\"\\]*\"|[A-Za-z0-9]+))*\s*", re.IGNORECASE)


def fault_of_part(package: Package, part: str, *, story: bool) -> Text | None:
    """What a part holds that a letter cannot have. Bindings to data outside the text are taken out."""
    root = package.tree(part)
    known = {each.get("Id") for each in package.relations(part)}
    for found in list(root.iter()):
        name = _local(found.tag)
        if name in _BINDINGS:
            drop(found)
            continue
        if name in _OBJECTS:
            return text(
                "It holds an object or an outside document ({name} in {part}). Remove it.", name=name, part=part
            )
        if name == "mailMerge":
            return mail_merge(part)
        if name == "tr" and len(found) > 2 * MAX_CELLS:
            return text("A table in {part} has a row of more than {limit} cells.", part=part, limit=MAX_CELLS)
        if not _is_measured(found, name):
            return text("The size of {name} in {part} is no number that Word takes.", name=name, part=part)
        if (fault := _fault_of_attributes(found, known, part, story=story)) is not None:
            return fault
        if not story and (sign := _tag_in(found)):
            return text("The sign {sign} is left in {part}: no tags can stand there.", sign=sign, part=part)
    for instruction in _instructions(root):
        if not _COUNT.fullmatch(instruction) and not _HYPERLINK.fullmatch(instruction):
            word = re.sub(r"\W.*", "", instruction)[:40] or "?"
            return text(
                "The Word field {name} cannot stand in a letter ({part}); the fields are: {names}. "
                "A link begins with https:// or mailto:.",
                name=word,
                part=part,
                names=", ".join(FIELDS),
            )
    return None


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _is_measured(found: Element, name: str) -> bool:
    """Whether the numbers that we calculate with are numbers."""
    above = "" if found.getparent() is None else _local(found.getparent().tag)
    most = _MEASURED.get("tcMar" if above == "tcMar" else name)
    for key, value in found.attrib.items():
        if most and _local(key) in _MEASURES and not (_NUMBER.fullmatch(value) and float(value) <= most):
            return False
        if _local(key).endswith(("Tint", "Shade")) and not _SHADE.fullmatch(value):
            return False
    return True


def _fault_of_attributes(found: Element, known: set[str | None], part: str, *, story: bool) -> Text | None:
    for key, value in list(found.attrib.items()):
        if not value:
            continue
        if is_reference(key):
            if value not in known:
                if story:
                    return text("It holds something that a letter cannot have, such as a chart or an embedded file.")
                drop(found)
                return None
        elif _local(key) in _LEAD_OUT and not value.startswith("#"):
            return text(
                "It refers to a file outside itself ({part}); put the picture or text in the document.", part=part
            )
    return None


def _tag_in(found: Element) -> str:
    for words in (found.text, found.tail, *found.attrib.values()):
        if words and (match := _TAG.search(words)):
            return match[0]
    return ""


def _instructions(root: Element) -> Iterator[str]:
    """The codes of all fields, put together from the pieces that Word cuts them into; unsound ones too."""
    open_codes: list[list[str]] = []
    for found in root.iter(q("w:fldSimple"), q("w:fldChar"), q("w:instrText"), q("w:delInstrText")):
        if found.tag == q("w:fldSimple"):
            yield (get(found, "w:instr") or "").strip()
        elif found.tag == q("w:fldChar"):
            kind = get(found, "w:fldCharType")
            if kind == "begin":
                if open_codes and open_codes[-1] is not _ENDED:
                    open_codes[-1].append(" \\nested ")  # a field that writes the code of another is none of ours
                open_codes.append([])
            elif open_codes and open_codes[-1] is not _ENDED:
                yield "".join(open_codes[-1]).strip()
                open_codes[-1] = _ENDED
            if kind == "end" and open_codes:
                open_codes.pop()
        elif open_codes and open_codes[-1] is not _ENDED:
            open_codes[-1].append(found.text or "")
        else:
            yield (found.text or "").strip()
    yield from ("".join(code).strip() for code in open_codes if code is not _ENDED)


def fault_of_picture(package: Package, part: str) -> Text | None:
    """Whether a picture is one that we can show; it is written anew, so that nothing else travels in it."""
    try:
        anew = picture(package.read(part), pointer="", fit=A4)
    except InvalidInput as error:
        return text("The picture {part}: {problem}", part=part, problem=error.errors[0].message)
    if anew.media_type != content_type(package, part):
        return text("The part {part} is of another kind than the file says.", part=part)
    package.write(part, anew.content)
    return None
