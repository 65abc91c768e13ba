"""The enclosures of a letter: how it lists them, and which of them are printed behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.dossier.model import Attachment
from docgen.letters.annex import Annex
from docgen.texts import Text, text

PDF = ".pdf"


@dataclass(frozen=True)
class Enclosure:
    """A PDF of the dossier that is printed behind the letter."""

    number: int | None  # its place in the list; None: the list has one line
    name: str  # without extension: on paper it is no file
    pages: int
    content: bytes = field(repr=False)


def enclosures_of(
    attachments: tuple[Attachment, ...], pages: Mapping[int, int], annex: Annex | None, *, numbered: bool = False
) -> tuple[tuple[Text, ...], tuple[Enclosure, ...]]:
    """The lines of the list, and what is printed behind the letter.

    `pages` has the number of pages of each attachment that is printed, by its place in the dossier. A list with such a
    one follows the order of the sheets: the annex, what is printed, and last what goes along as a file of its own; it
    has numbers, as every list where `numbered` says so.
    """
    loose = tuple(text("{name}", name=each.name) for place, each in enumerate(attachments) if place not in pages)
    own = (annex.heading,) if annex else ()
    if not pages:
        plain = (*loose, *own)
        return tuple(_numbered(*each) for each in enumerate(plain, 1)) if numbered else plain, ()
    several = len(own) + len(attachments) > 1
    behind = tuple(
        Enclosure(number if several else None, _on_paper(attachments[place].name), count, attachments[place].content)
        for number, (place, count) in enumerate(sorted(pages.items()), len(own) + 1)
    )
    lines = (*own, *map(_line, behind), *loose)
    return tuple(_numbered(number, line) for number, line in enumerate(lines, 1)) if several else lines, behind


def _on_paper(name: str) -> str:
    return name[: -len(PDF)].rstrip() or name


def _line(each: Enclosure) -> Text:
    if each.pages == 1:
        return text("{name} (1 page)", name=each.name)
    return text("{name} ({count} pages)", name=each.name, count=each.pages)


def _numbered(number: int, line: Text) -> Text:
    return text("{number}. {line}", number=number, line=line)
