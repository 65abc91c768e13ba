"""A plain docxtpl template that is equal to our Word letter: whatever differs between two letters is a tag in it.

So docxtpl has as little to do as it can have: no loops, no conditions, no text that is the same in every letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from posixpath import basename
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree  # type: ignore[import-untyped]

from benchmarks.office import CODE
from benchmarks.page import desk, paper
from docgen.letters.letter import Letter

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class WordTemplate:
    """The template, and which texts of a finished letter its tags stand for."""

    content: bytes
    tags: dict[str, tuple[str, int]]  # part and number of the text in it

    def values(self, letter: bytes) -> dict[str, str]:
        """What its tags are in a finished letter."""
        found = _texts(letter)
        return {tag: found[part][number] for tag, (part, number) in self.tags.items()}


@lru_cache(maxsize=8)
def made_template(name: str) -> WordTemplate:
    """The template of the letters of that name."""
    return word_template(word_file(name, 0)[0], word_file(name, 1)[0])


def word_file(name: str, number: int) -> tuple[bytes, Letter]:
    """One of our Word letters, and what it was made of."""
    letter = paper(name, number).letter
    return desk().render(letter, "docx").content, letter


def word_template(one: bytes, another: bytes) -> WordTemplate:
    """The template of two finished letters of one kind."""
    first, second = _texts(one), _texts(another)
    places = [
        (part, number)
        for part, texts in first.items()
        for number, (ours, theirs) in enumerate(zip(texts, second[part], strict=True))
        if ours != theirs
    ]
    tags = {f"tag{number}": place for number, place in enumerate(places)}
    return WordTemplate(_tagged(one, another, {place: tag for tag, place in tags.items()}), tags)


def _texts(letter: bytes) -> dict[str, list[str]]:
    with ZipFile(BytesIO(letter)) as package:
        return {name: [each.text or "" for each in _tree(package, name).iter(f"{_W}t")] for name in _stories(package)}


def _stories(package: ZipFile) -> list[str]:
    told = ("document", "header", "footer")
    return [each for each in package.namelist() if each.startswith("word/") and basename(each).startswith(told)]


def _tree(package: ZipFile, name: str) -> Any:
    return etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _tagged(one: bytes, another: bytes, tags: dict[tuple[str, int], str]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(one)) as package, ZipFile(BytesIO(another)) as other, ZipFile(out, "w", ZIP_DEFLATED) as made:
        pictures = {name for name in package.namelist() if "/media/" in name}
        changing = {basename(name) for name in pictures if package.read(name) != other.read(name)}
        stories = _stories(package)
        for name in package.namelist():
            content = package.read(name)
            if name in stories:
                tree = _tree(package, name)
                for number, each in enumerate(tree.iter(f"{_W}t")):
                    if (name, number) in tags:
                        each.text = f"{{{{ {tags[name, number]} }}}}"
                _tag_pictures(tree, _relations(package, name), changing)
                content = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            made.writestr(name, content)
    return out.getvalue()


def _relations(package: ZipFile, part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return {}
    return {each.get("Id"): basename(each.get("Target", "")) for each in _tree(package, relations)}


def _tag_pictures(tree: Any, relations: dict[str, str], changing: set[str]) -> None:
    """A picture that is another in each letter becomes a tag."""
    for blip in list(tree.iter(f"{_A}blip")):
        if relations.get(blip.get(f"{_R}embed")) in changing:
            drawing = next(each for each in blip.iterancestors() if each.tag == f"{_W}drawing")
            run = next(each for each in drawing.iterancestors() if each.tag == f"{_W}r")
            for each in list(run):
                if each.tag != f"{_W}rPr":
                    run.remove(each)
            etree.SubElement(run, f"{_W}t").text = f"{{{{ {CODE} }}}}"
