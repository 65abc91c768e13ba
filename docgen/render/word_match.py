"""Does the PDF that another program made of a Word letter say what the letter says, and show its pictures?

Every page is taken apart: its head and its foot, with the right page numbers, then what is left of all pages together
against the paragraphs of the body. White space, hyphens at line ends and capitals by style say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from docgen.render.job import PrintedPage
from docgen.render.word_package import DOCUMENT, Package, open_own
from docgen.render.word_text import PAGE, PAGES, Line, is_on, lines_of
from docgen.render.word_xml import every, get, q
from docgen.texts import Text, text

_NOTHING = re.compile(r"[\s\u00ad\u200b\u2060\ufeff\ufffe\x00-\x1f\u2010\u2011-]+")
_MARK = 5  # signs that the number or dot of a paragraph in a list may have
_GAP = "\n"  # stands where a paragraph was found, so that what is left of both sides does not become a word


@dataclass(frozen=True)
class _Story:
    """A head, a foot or the body."""

    lines: tuple[Line, ...]
    pictures: int


def difference(word: bytes, pages: Sequence[PrintedPage]) -> Text | None:
    """What differs between a Word file and the pages of its PDF; None when nothing does. It quotes no words."""
    package = open_own(word)
    margins = [_Margins.of(package, kind) for kind in ("header", "footer")]
    body = _story(package, DOCUMENT)
    pictures, rest = body.pictures, ""
    for number, page in enumerate(pages, 1):
        words = bare(page.words)
        for margin in margins:
            found = _taken(words, margin.first if number == 1 else margin.others, number, len(pages))
            if found is None:
                return text("the head or the foot of page {number} has other words", number=number)
            words, story = found
            pictures += story.pictures
        rest += words
    if pictures != sum(page.pictures for page in pages):
        return text("it shows more or fewer pictures")
    return _body_difference(body.lines, rest, len(pages))


@dataclass(frozen=True)
class _Margins:
    """What may stand at the head or at the foot of the first page, and of the others."""

    first: tuple[_Story, ...]
    others: tuple[_Story, ...]

    @classmethod
    def of(cls, package: Package, kind: str) -> _Margins:
        sections = list(every(package.tree(DOCUMENT), "w:sectPr"))
        settings = [package.tree(part) for part in package.related("settings")]
        if len(sections) != 1 or any(is_on(each.find(q("w:evenAndOddHeaders"))) for each in settings):
            anything = tuple(_story(package, part) for part in package.related(kind))
            return cls(anything, anything)
        targets = {each.get("Id"): package.target(DOCUMENT, each) for each in package.relations(DOCUMENT)}
        by_kind = {
            get(each, "w:type"): (_story(package, targets[get(each, "r:id")]),)
            for each in sections[0].findall(q(f"w:{kind}Reference"))
        }
        others = by_kind.get("default", ())
        return cls(by_kind.get("first", ()) if is_on(sections[0].find(q("w:titlePg"))) else others, others)


def _story(package: Package, part: str) -> _Story:
    return _Story(tuple(lines_of(package)(part)), len(list(every(package.tree(part), "pic:pic"))))


def _taken(words: str, stories: Sequence[_Story], number: int, pages: int) -> tuple[str, _Story] | None:
    """The words of a page without the longest head or foot that stands there, and which one that is."""
    fitting = []
    for story in stories:
        lines = [line.words.replace(PAGE, str(number)).replace(PAGES, str(pages)) for line in story.lines]
        left = _without(words, lines)
        if left is not None:
            fitting.append((left, story))
    if fitting:
        return min(fitting, key=lambda each: len(each[0]))
    return None if stories else (words, _Story((), 0))


def _body_difference(lines: Sequence[Line], rest: str, pages: int) -> Text | None:
    left = _without(rest, [line.words for line in lines])
    if left is None:
        return text("words are missing")
    heads = [line.words for line in lines if line.repeated]
    for _ in range(pages - 1):
        for head in heads:
            left = _without(left, [head]) or left
    marks = sum(line.listed for line in lines)
    return text("there are words too many") if len(left.replace(_GAP, "")) > marks * _MARK else None


def _without(words: str, lines: Sequence[str]) -> str | None:
    """The words without these lines, taken out in runs as long as they come; None when one is not there."""
    patterns = [re.compile(_pattern(wanted)) for line in lines if (wanted := bare(line))]
    place = 0
    while place < len(patterns):
        begins = [found.start() for found in patterns[place].finditer(words)]
        if not begins:
            return None
        runs = [(*_run(words, begin, patterns, place), begin) for begin in begins]
        place, end, begin = max(runs, key=lambda run: run[0])
        words = words[:begin] + _GAP + words[end:]
    return words


def _run(words: str, begin: int, patterns: Sequence[re.Pattern[str]], place: int) -> tuple[int, int]:
    """The first of the lines that does not follow here any more, and where the one before it ends."""
    end = begin
    while place < len(patterns) and (found := patterns[place].match(words, end)):
        place, end = place + 1, found.end()
    return place, end


def _pattern(wanted: str) -> str:
    """A regular expression for the words, in which page numbers are any number."""
    return re.escape(wanted).replace(PAGE, r"\d+").replace(PAGES, r"\d+")


def bare(words: str) -> str:
    """The signs of the words: what is left when white space, hyphens and capitals say nothing."""
    return _NOTHING.sub("", normalize("NFKC", words)).casefold()
