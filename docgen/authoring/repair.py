"""Mends what is safe to mend in a template, and tells it: the inside of tags, and nothing outside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docgen.authoring.findings import Spot, TemplateFinding
from docgen.authoring.places import Places
from docgen.render.word_door import open_template
from docgen.render.word_mistakes import MARKS, even_tag, signs
from docgen.render.word_package import Package, open_own
from docgen.render.word_tags import rewrite
from docgen.render.word_xml import NAMESPACES, Element, drop, every, own_texts, q
from docgen.texts import Text, text

# A tag with white space between its braces, or between brace and percent sign.
_SPACED = re.compile(r"\{\s*\{(?P<field>[\w.|\s\[\]]+)\}\s*\}|\{\s*%(?P<statement>[^{}%]+)%\s*\}")
_CURLY = re.compile("[“”„‟«»‘’‚‛]")
_ODD = re.compile("[\u00a0\u2007\u202f\u00ad\u200b\u200c\u200d\u2060\ufeff\n\t]")
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_SAID: Mapping[str, Text] = {
    "split-tag": text("Word had cut this tag to pieces. It is in one piece again."),
    "curly-quotes": text("The quotes in this tag were curly. They are straight now."),
    "odd-spaces": text("There were spaces in this tag that do not belong there. They are gone."),
}


def repaired(content: bytes, name: str = "") -> tuple[bytes, tuple[TemplateFinding, ...]]:
    """The template with its tags mended, and what was mended; the very same bytes when nothing was.

    `name` is what its author calls it. Raises `BadTemplate` when it does not come through the door.
    """
    stories = open_template(content, name).stories()
    package = open_own(content)
    mends = [(code, spot) for part in stories for code, spot in _mended_part(package, part)]
    if not mends:
        return content, ()
    places = Places(package)
    found = tuple(
        TemplateFinding(
            code,
            "repaired",
            places.part(spot),
            places.place(spot),
            places.excerpt(spot),
            _SAID[code],
            text("You need not do anything."),
            spot,
        )
        for code, spot in mends
    )
    return package.pack(), found


def rewritten(content: bytes, edits: Mapping[Spot, str]) -> bytes:
    """A template with other words at some spots."""
    package = open_own(content)
    for part in {spot.part for spot in edits}:
        for number, paragraph in enumerate(every(package.tree(part), "w:p"), 1):
            own = sorted((spot.start, spot.end, edits[spot]) for spot in edits if _is(spot, part, number))
            rewrite(paragraph, own)
    return package.pack()


def _is(spot: Spot, part: str, number: int) -> bool:
    return (spot.part, spot.paragraph) == (part, number)


def _mended_part(package: Package, part: str) -> Iterable[tuple[str, Spot]]:
    for number, paragraph in enumerate(every(package.tree(part), "w:p"), 1):
        pieces = own_texts(paragraph)
        words = "".join(piece.text or "" for piece in pieces)
        if "{" not in words or next(every(paragraph, *_CHANGES), None) is not None:
            continue
        owners = [piece for piece in pieces for _ in piece.text or ""]
        edits, shift = [], 0
        for start, end in _tags(words):
            tag = words[start:end]
            mended = _whole(even_tag(tag))
            codes = list(_reasons(tag, mended, split=len({id(each) for each in owners[start:end]}) > 1))
            if codes:
                edits.append((start, end, mended))
                spot = Spot(part, number, start + shift, start + shift + len(mended))
                yield from ((code, spot) for code in codes)
            shift += len(mended) - (end - start) if codes else 0
        if edits:
            rewrite(paragraph, edits)
            _tidy(paragraph)


def _tags(words: str) -> list[tuple[int, int]]:
    """Tags, also those with white space between their braces."""
    sound = [(start, end) for start, end, stray in signs(words) if not stray and words[start : start + 2] != "{#"]
    taken = {at for start, end in sound for at in range(start, end)}
    spaced = [match.span() for match in _SPACED.finditer(words)]
    return sorted(sound + [each for each in spaced if taken.isdisjoint(range(*each))])


def _whole(tag: str) -> str:
    """The tag without white space between its braces."""
    match = _SPACED.fullmatch(tag)
    if match is None or re.fullmatch(r"\{[{%].*[%}]\}", tag):
        return tag
    return f"{{{{{match['field']}}}}}" if match["field"] else f"{{%{match['statement']}%}}"


def _reasons(tag: str, mended: str, *, split: bool) -> Iterable[str]:
    if split:
        yield "split-tag"
    if _CURLY.search(tag):
        yield "curly-quotes"
    if _ODD.search(tag) or _whole(tag) != tag or (mended != tag and not split and not _CURLY.search(tag)):
        yield "odd-spaces"


def _tidy(paragraph: Element) -> None:
    """Take out the runs that are empty now, and marks of the spelling checker."""
    for mark in every(paragraph, MARKS[0]):
        drop(mark)
    for piece in own_texts(paragraph):
        run = piece.getparent()
        if not piece.text and run is not None and run.tag == q("w:r"):
            run.remove(piece)
            if all(each.tag == q("w:rPr") for each in run):
                drop(run)
        else:
            piece.set(f"{{{NAMESPACES['xml']}}}space", "preserve")
