"""Two finished letters as one Word file with tracked changes: rejected they give the old letter, accepted the new one.

The file is the new letter, in which what went stands as deleted and what came as inserted. Paragraphs, tables row by
row and cell by cell, headers and footers are compared; the changes bear no date, and the name of this program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from docgen.authoring.diff import aligned, token_changes, tokens
from docgen.render.word_package import DOCUMENT, Package, is_reference, open_own
from docgen.render.word_xml import NAMESPACES, Element, drop, element, every, q, serial, words_of

AUTHOR = "docgen"

_PRESERVE = f"{{{NAMESPACES['xml']}}}space"
_DELETED = {"w:t": "w:delText", "w:instrText": "w:delInstrText"}
_PLAIN_RUN = frozenset((q("w:rPr"), q("w:t")))
_BLOCKS = frozenset((q("w:p"), q("w:tbl")))


def tracked_changes(old: bytes, new: bytes) -> bytes:
    """The new letter with every difference from the old one as a tracked change. Both are letters of this program."""
    before, after = open_own(old), open_own(new)
    writer = _Writer()
    for left, right in _stories(before, after):
        writer.compare(before.tree(left), after.tree(right))
    return after.pack()


def _stories(before: Package, after: Package) -> Iterator[tuple[str, str]]:
    """The parts to compare: the text, and headers and footers in their order."""
    yield DOCUMENT, DOCUMENT
    for kind in ("header", "footer"):
        yield from zip(before.related(kind), after.related(kind), strict=False)


class _Writer:
    """Numbers the changes of one file as it writes them."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def compare(self, old: Element, new: Element) -> None:
        """Make the blocks in `new` (a body, a cell, a header) tell what changed from those in `old`."""
        body = [each.find(q("w:body")) for each in (old, new)]
        old, new = (whole if inner is None else inner for whole, inner in zip((old, new), body, strict=True))
        before, after = _blocks(old), _blocks(new)
        place = 0  # behind what was seen to already, among the children of `new`
        for left, right in aligned(list(map(_key, before)), list(map(_key, after))):
            if right is not None:
                place = new.index(after[right]) + 1
            if left is None and right is not None:
                self._insert(after[right])
            elif right is None and left is not None:
                gone = self._deleted(before[left])
                new.insert(place or _start(new), gone)
                place = new.index(gone) + 1
            elif left is not None and right is not None and _key(before[left]) != _key(after[right]):
                extra = self._change(before[left], after[right])
                if extra is not None:
                    new.insert(place - 1, extra)
                    place += 1

    def _change(self, old: Element, new: Element) -> Element | None:
        """Two forms of one block; where they cannot be one, gives the old one to stand before the new one."""
        if old.tag == new.tag == q("w:p"):
            self._change_paragraph(old, new)
            return None
        shapes = [[len(row.findall(q("w:tc"))) for row in each.findall(q("w:tr"))] for each in (old, new)]
        if old.tag == new.tag == q("w:tbl") and shapes[0] == shapes[1]:
            for left, right in zip(every(old, "w:tc"), every(new, "w:tc"), strict=True):
                self.compare(left, right)
            return None
        self._insert(new)
        return self._deleted(old)

    def _change_paragraph(self, old: Element, new: Element) -> None:
        before, after = _atoms(old), _atoms(new)
        changed: list[Element] = []
        for same, left, right in token_changes(list(map(_key, before)), list(map(_key, after))):
            if same:
                changed += after[right]
                continue
            changed += [deleted for each in before[left] for deleted in self._deleted_runs(each)]
            for each in after[right]:
                changed.append(self._inserted_runs(each))
        for each in [each for each in new if each.tag != q("w:pPr")]:
            new.remove(each)
        new.extend(changed)

    def _insert(self, block: Element) -> None:
        """Mark a block as inserted where it stands."""
        for row in every(block, "w:tr"):
            _properties(row, "w:trPr").append(self._mark("w:ins"))
        for paragraph in _paragraphs(block):
            _mark_of(paragraph).insert(0, self._mark("w:ins"))
            for each in [each for each in paragraph if each.tag != q("w:pPr")]:
                at = paragraph.index(each)
                paragraph.remove(each)
                paragraph.insert(at, self._inserted_runs(each))

    def _deleted(self, block: Element) -> Element:
        """A copy of a block of the old letter, marked as deleted."""
        gone = deepcopy(block)
        gone.tail = None
        for row in every(gone, "w:tr"):
            _properties(row, "w:trPr").append(self._mark("w:del"))
        for paragraph in _paragraphs(gone):
            _mark_of(paragraph).insert(0, self._mark("w:del"))
            for section in every(paragraph, "w:sectPr"):
                drop(section)
            for each in [each for each in paragraph if each.tag != q("w:pPr")]:
                at = paragraph.index(each)
                paragraph.remove(each)
                for number, run in enumerate(self._deleted_runs(each)):
                    paragraph.insert(at + number, run)
        return gone

    def _inserted_runs(self, found: Element) -> Element:
        """Something in a paragraph as inserted; what holds runs keeps them inside itself."""
        if found.tag == q("w:r"):
            return self._mark("w:ins", found)
        for run in [each for each in every(found, "w:r") if each.getparent().tag != q("w:ins")]:
            parent, at = run.getparent(), run.getparent().index(run)
            parent.remove(run)
            parent.insert(at, self._mark("w:ins", run))
        return found

    def _deleted_runs(self, found: Element) -> Iterator[Element]:
        """The runs of something in a paragraph as deleted; pictures and links that lead elsewhere are left out."""
        for run in [found] if found.tag == q("w:r") else every(found, "w:r"):
            gone = deepcopy(run)
            gone.tail = None
            if any(is_reference(key) for each in gone.iter() for key in each.attrib):
                continue
            for name, deleted in _DELETED.items():
                for each in every(gone, name):
                    each.tag = q(deleted)
            yield self._mark("w:del", gone)

    def _mark(self, name: str, *kids: Element) -> Element:
        return element(name, {"w:id": str(next(self._numbers)), "w:author": AUTHOR}, *kids)


def _blocks(holder: Element) -> list[Element]:
    """The paragraphs and tables of a body, a cell or a header."""
    return [each for each in holder if each.tag in _BLOCKS]


def _start(holder: Element) -> int:
    """Where the first block of a cell may stand: behind its properties."""
    return next((at for at, each in enumerate(holder) if each.tag in _BLOCKS), len(holder))


def _paragraphs(block: Element) -> list[Element]:
    return [each for each in every(block, "w:p") if next(each.iterancestors(q("w:r")), None) is None]


def _atoms(paragraph: Element) -> list[Element]:
    """What a paragraph is made of, its text cut into words: runs of one word, and all else as it is."""
    found: list[Element] = []
    for each in paragraph:
        if each.tag == q("w:pPr"):
            continue
        if each.tag != q("w:r") or not {kid.tag for kid in each} <= _PLAIN_RUN:
            found.append(deepcopy(each))
            found[-1].tail = None
            continue
        properties = each.find(q("w:rPr"))
        for word in tokens("".join(kid.text or "" for kid in each.iter(q("w:t")))):
            text = element("w:t")
            text.text = word
            text.set(_PRESERVE, "preserve")
            found.append(element("w:r", None, *([] if properties is None else [deepcopy(properties)]), text))
    return found


def _key(found: Element) -> str:
    """What has to be equal for two blocks or atoms to be the same to a reader: the words, else the thing itself."""
    words = words_of(found) if found.tag in _BLOCKS else "".join(each.text or "" for each in every(found, "w:t"))
    if words or found.tag in _BLOCKS:
        return words
    return serial(found).decode()


def _properties(found: Element, name: str) -> Element:
    made = found.find(q(name))
    if made is None:
        made = element(name)
        before: Sequence[Element] = [each for each in found if each.tag == q("w:tblPrEx")]
        found.insert(len(before), made)
    return made


def _mark_of(paragraph: Element) -> Element:
    """The properties of a paragraph's own mark."""
    properties = paragraph.find(q("w:pPr"))
    if properties is None:
        properties = element("w:pPr")
        paragraph.insert(0, properties)
    mark = properties.find(q("w:rPr"))
    if mark is None:
        mark = element("w:rPr")
        after = [at for at, each in enumerate(properties) if each.tag in (q("w:sectPr"), q("w:pPrChange"))]
        properties.insert(after[0] if after else len(properties), mark)
    return mark
