"""Mistakes in a Word template that can be seen before any of its tags is read: signs without a counterpart, tags where
no author sees them, statements that there are not. A letter is refused at the first; the check tells them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docgen.dossier.suggestions import nearest
from docgen.render.allowed import MAX_TAG, MAX_TAGS
from docgen.render.allowed_tree import STATEMENTS
from docgen.render.word_package import Package
from docgen.render.word_xml import Element, enclosing, every, own_texts, q
from docgen.texts import Text, text

# Marks of the writing itself, which mean nothing in a letter and must not be repeated in it.
MARKS = (
    "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak", "w:commentRangeStart",
    "w:commentRangeEnd", "w:commentReference", "w:annotationRef",
)  # fmt: skip

_SIGN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STATEMENT = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc)\s+)?(\w*)")
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange")
_STRAIGHT = str.maketrans("“”„‟«»‘’‚‛\u00a0\u2007\u202f\n\t", '""""""' + "''''" + "     ")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


@dataclass(frozen=True)
class Spot:
    """Where in the file: the part's name, the number of the paragraph in it (from 1), and the signs of its text from
    `start` up to `end`. A finding about a whole part or file has no paragraph.
    """

    part: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Mistake:
    """What is wrong at a spot, under a stable code, and what to write instead."""

    code: str
    spot: Spot
    message: Text
    remedy: Text


class Sign(NamedTuple):
    """A piece of a paragraph's text between braces; `stray` when it lacks one of its ends."""

    start: int
    end: int
    stray: bool = False


def mistakes(package: Package) -> Iterator[Mistake]:
    """Every mistake of this sort in the parts that hold text, in order."""
    for part in package.stories():
        root = package.tree(part)
        yield from _changes(root, part)
        yield from _outside_the_text(root, part)
        yield from _in_paragraphs(root, part)
    for part in sorted(set(package.names()) - set(package.stories())):
        if part.endswith(".xml"):
            yield from _outside_the_text(package.tree(part), part)


def signs(words: str) -> Iterator[Sign]:
    """The tags in a text, and the double braces that belong to none."""
    opened: re.Match[str] | None = None
    for found in _SIGN.finditer(words):
        if opened is not None and opened[0] == "{#" and found[0] != "#}":
            continue
        if found[0] in _CLOSING:
            if opened is not None:
                yield Sign(*opened.span(), stray=True)
            opened = found
        elif opened is None:
            yield Sign(*found.span(), stray=True)
        else:
            yield Sign(opened.start(), found.end(), stray=_CLOSING[opened[0]] != found[0])
            opened = None
    if opened is not None:
        yield Sign(*opened.span(), stray=True)


def in_text(found: Element) -> bool:
    """Is this a piece of text of a paragraph, where tags can be?"""
    return found.tag == q("w:t") and enclosing(found, "w:p") is not None


def even_tag(tag: str) -> str:
    """A tag with straight quotes and common spaces, without signs that cannot be seen."""
    return tag.translate(_STRAIGHT).translate(_UNSEEN)


def _changes(root: Element, part: str) -> Iterator[Mistake]:
    found = next(every(root, *_CHANGES), None)
    if found is not None:
        yield Mistake(
            "tracked-changes",
            Spot(part, _number(found, {each: number for number, each in enumerate(every(root, "w:p"), 1)})),
            text("It holds tracked changes."),
            text("Accept or reject them all in Word first."),
        )


def _outside_the_text(root: Element, part: str) -> Iterator[Mistake]:
    """Tags where no author sees them: in alternative texts, fields and the like."""
    skipped = {q(mark) for mark in MARKS}
    numbers = {each: number for number, each in enumerate(every(root, "w:p"), 1)}
    for found in root.iter():
        if found.tag in skipped:
            continue
        hidden = [*found.attrib.values(), found.tail or "", "" if in_text(found) else found.text or ""]
        if stray := next((match for words in hidden if (match := _SIGN.search(words))), None):
            yield Mistake(
                "tag-outside-text",
                Spot(part, _number(found, numbers)),
                text("The sign {sign} stands outside the text, where no tags can be.", sign=stray[0]),
                text("Take it out of the alternative text, field or property, and put the tag in the text itself."),
            )


def _in_paragraphs(root: Element, part: str) -> Iterator[Mistake]:
    texts = ["".join(piece.text or "" for piece in own_texts(paragraph)) for paragraph in every(root, "w:p")]
    if sum(len(_SIGN.findall(words)) for words in texts) > 2 * MAX_TAGS:
        yield Mistake(
            "too-many-tags",
            Spot(part),
            text("It has more than {limit} tags.", limit=MAX_TAGS),
            text("Make the template shorter."),
        )
        return
    broken = False
    for number, words in enumerate(texts, 1):
        found = list(signs(words))
        if broken and found and found[0].stray and words[found[0].start] != "{":
            found = found[1:]  # the other half of the tag that broke off in the paragraph before
        broken = bool(found) and found[-1].stray and words[found[-1].start] == "{"
        for each in found:
            spot = Spot(part, number, each.start, each.end)
            if each.stray:
                yield _stray(words[each.start : each.end], spot)
            else:
                yield from _in_tag(words[each.start : each.end], spot)


def _stray(words: str, spot: Spot) -> Mistake:
    if len(words) > len("{{"):
        return Mistake(
            "sign-without-counterpart",
            spot,
            text("The sign {sign} has no counterpart in this paragraph.", sign=words[:2]),
            text("A tag that starts with {sign} ends with {other}.", sign=words[:2], other=_CLOSING[words[:2]]),
        )
    other = _CLOSING.get(words) or next(start for start, end in _CLOSING.items() if end == words)
    return Mistake(
        "sign-without-counterpart",
        spot,
        text("The sign {sign} has no counterpart in this paragraph.", sign=words),
        text("Write the whole tag in one paragraph, with {other} too.", other=other),
    )


def _in_tag(tag: str, spot: Spot) -> Iterator[Mistake]:
    if len(tag) > MAX_TAG and not tag.startswith("{#"):
        yield Mistake(
            "tag-too-long",
            spot,
            text("A tag is longer than {limit} characters.", limit=MAX_TAG),
            text("Make it shorter."),
        )
    elif tag.startswith("{%"):
        statement = _STATEMENT.match(even_tag(tag))
        if statement is None or statement[1] not in STATEMENTS:
            message = text("{tag} cannot be used; the statements are: {names}.", tag=tag, names=", ".join(STATEMENTS))
            yield Mistake("unknown-statement", spot, message, _meant(even_tag(tag), statement and statement[1]))


_DUTCH = {"als": "if", "anders": "else", "eindeals": "endif", "voor": "for", "eindevoor": "endfor", "end": "endif"}


def _meant(tag: str, statement: str | None) -> Text:
    """What the author of a statement that there is not probably wants."""
    words = tag.strip("{}%-+ ")
    if re.fullmatch(r"[a-z_]+(\.\w+)+(\s*\|\s*\w+)?", words):
        return text("To print a field, write {tag}.", tag=f"{{{{ {words} }}}}")
    if match := re.fullmatch(r"end\s+(if|for)", words):
        return text("Write {tag}.", tag=f"{{% end{match[1]} %}}")
    meant = _DUTCH.get(statement or "") or nearest(statement or "", STATEMENTS)
    if meant:
        return text("Write {tag}.", tag=re.sub(rf"\b{statement}\b", meant, tag, count=1))
    return text("Take it out.")


def _number(found: Element, numbers: dict[Element, int]) -> int | None:
    """The number of the paragraph that something stands in, or else holds."""
    paragraph = found if found.tag == q("w:p") else enclosing(found, "w:p")
    return numbers.get(next(every(found, "w:p"), None) if paragraph is None else paragraph)
