"""An element of an e-invoice that knows its place, and says so when something in it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.dossier.ubl.notes import Notes
from docgen.dossier.xml_door import Element
from docgen.texts import Text, text

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
NAMESPACES = {
    "cac": f"{_UBL}CommonAggregateComponents-2",
    "cbc": f"{_UBL}CommonBasicComponents-2",
    "ext": f"{_UBL}CommonExtensionComponents-2",
}
ROOTS = {"Invoice": f"{_UBL}Invoice-2", "CreditNote": f"{_UBL}CreditNote-2"}
PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
ZERO = Decimal("0.00")

_AMOUNT = re.compile(r"[+-]?[0-9]{1,9}(?:\.([0-9]{0,20}))?")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{0,12})?")
_LONGEST_STEP = 60


@dataclass(frozen=True)
class Node:
    """An element, its place such as ``/Invoice/cac:InvoiceLine[2]``, and the notes of the invoice that it is of."""

    element: Element
    place: str
    notes: Notes

    def all(self, name: str) -> Iterator[Node]:
        """The children of a name such as ``cbc:ID``, numbered where there are several."""
        found = self.element.findall(full(name))
        for number, each in enumerate(found, 1):
            yield Node(each, f"{self.place}/{name}{f'[{number}]' if len(found) > 1 else ''}", self.notes)

    def one(self, path: str) -> Node | None:
        """What stands at a path such as ``cac:Country/cbc:IdentificationCode``; a second one is refused."""
        found: Node | None = self
        for name in path.split("/"):
            if found is None:
                return None
            several = [*found.all(name)]
            if len(several) > 1:
                several[1].refuse(text("This stands here twice. An invoice that says it once is taken."))
            found = several[0] if several else None
        return found

    def every(self, path: str) -> list[Node]:
        """All that stands at a path, whichever parents it has."""
        found = [self]
        for name in path.split("/"):
            found = [child for parent in found for child in parent.all(name)]
        return found

    @property
    def words(self) -> str:
        """The text, spaces and line breaks as one space."""
        return " ".join((self.element.text or "").split())

    def attribute(self, name: str) -> str:
        """An attribute without a namespace, else nothing."""
        return str(self.element.get(name, "")).strip()

    def said(self, path: str) -> str:
        """The text at a path, empty where there is none."""
        found = self.one(path)
        return "" if found is None else found.words

    def amount(self, path: str) -> Decimal | None:
        """The euros at a path; None where nothing stands, or no amount, which is refused."""
        found = self.one(path)
        return None if found is None else found.euros()

    def euros(self) -> Decimal | None:
        """This element as an amount in euros, to the cent."""
        match = _AMOUNT.fullmatch(self.words)
        if match is None or (match[1] or "").rstrip("0")[2:]:
            self.refuse(
                text("This is no amount in euros with at most two decimals. Ask the sender for a sound invoice.")
            )
            return None
        return Decimal(self.words).quantize(ZERO) + ZERO

    def number(self, path: str) -> Decimal | None:
        """The number at a path, such as a quantity or a percentage; None where nothing stands, or no number."""
        found = self.one(path)
        if found is None:
            return None
        if not _NUMBER.fullmatch(found.words):
            found.refuse(text("This is no number. Ask the sender for a sound invoice."))
            return None
        return Decimal(found.words)

    def refuse(self, message: Text) -> None:
        """A reason, at this place, not to take the invoice."""
        self.notes.refuse(self.place, message)


def full(name: str) -> str:
    """The full name of ``cbc:ID``."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def short(tag: str) -> str:
    """A full name as people write it: ``cbc:ID``; of an unknown namespace only the local name, no matter how long."""
    uri, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    prefix = PREFIXES.get(uri)
    return f"{prefix}:{local}"[:_LONGEST_STEP] if prefix else local[:_LONGEST_STEP]


def place_of(element: Element) -> str:
    """The place of an element, for one that was found by walking through the whole invoice."""
    steps = []
    while (parent := element.getparent()) is not None:
        same = parent.findall(element.tag)
        steps.append(short(element.tag) + (f"[{same.index(element) + 1}]" if len(same) > 1 else ""))
        element = parent
    steps.append(short(element.tag))
    return "/" + "/".join(reversed(steps))
