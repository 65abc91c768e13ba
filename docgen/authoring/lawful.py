"""What the law says about the letters that a template makes, said at the paragraph that the words come from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from docgen.authoring.check_jobs import Samples
from docgen.authoring.findings import Spot, TemplateFinding
from docgen.authoring.places import Places
from docgen.authoring.trial import Outcome, letters_of
from docgen.errors import Finding
from docgen.letters.even_words import even
from docgen.letters.letter import Letter
from docgen.render.word_mistakes import signs
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_xml import every, own_texts
from docgen.render.words import Words
from docgen.texts import Text, text

_SHORTEST = 8  # signs of a template's own words that show that a sentence comes from it


@dataclass(frozen=True)
class _Paragraph:
    spot: Spot
    own: tuple[tuple[int, int, str], ...]  # the template's own words, with where they stand
    words: str


def unlawful(content: bytes, letters: Samples, package: Package, places: Places) -> list[TemplateFinding]:
    """Every finding about the letters of the samples; the same one with several samples once."""
    paragraphs = list(_paragraphs(package))
    found: dict[tuple[object, ...], TemplateFinding] = {}
    for outcome in letters_of(content, letters):
        for each in _told(outcome, paragraphs, places):
            found.setdefault((each.code, each.spot, each.message.values.get("rule"), each.message.message), each)
    return list(found.values())


def _told(outcome: Outcome, paragraphs: list[_Paragraph], places: Places) -> Iterator[TemplateFinding]:
    if outcome.refused is not None:
        spot = Spot()
        message = text(
            "No letter can be made of the sample {sample}: {problem}", sample=outcome.sample, problem=outcome.refused
        )
        remedy = text("Change what the message names.")
        yield TemplateFinding("cannot-be-filled", "error", places.part(spot), places.place(spot), "", message, remedy)
    for each in outcome.findings:
        spot = _origin(each, outcome.letter, paragraphs)
        message = text(
            "{problem} (rule {rule}, {article}; sample {sample})",
            problem=each.message,
            rule=each.rule,
            article=each.article or "-",
            sample=outcome.sample,
        )
        yield TemplateFinding(
            "unlawful-letter",
            each.severity,
            places.part(spot),
            places.place(spot),
            each.sentence or places.excerpt(spot),
            message,
            each.remedy,
            spot,
        )


def _paragraphs(package: Package) -> Iterator[_Paragraph]:
    for part in package.stories():
        for number, paragraph in enumerate(every(package.tree(part), "w:p"), 1):
            words = "".join(piece.text or "" for piece in own_texts(paragraph))
            own, last = [], 0
            for start, end, _ in [*signs(words), (len(words), len(words), False)]:
                if len(even(words[last:start])) >= _SHORTEST:
                    own.append((last, start, even(words[last:start]).casefold()))
                last = end
            yield _Paragraph(Spot(part, number), tuple(own), words)


def _origin(found: Finding, letter: Letter, paragraphs: list[_Paragraph]) -> Spot:
    """The spot in the template that a sentence of the letter comes from; the whole text where that is not clear."""
    sentence = even(found.sentence).casefold()
    if not sentence:
        return Spot(DOCUMENT)
    best, length = Spot(DOCUMENT), 0
    for paragraph in paragraphs:
        for start, end, own in paragraph.own:
            shared = min(len(own), len(sentence)) if own in sentence or sentence in own else 0
            if shared > length:
                best, length = Spot(paragraph.spot.part, paragraph.spot.paragraph, start, end), shared
    return best if length else _fixed(sentence, letter, paragraphs)


def _fixed(sentence: str, letter: Letter, paragraphs: list[_Paragraph]) -> Spot:
    """Where the field stands whose words these are."""
    say, fixed = Words(letter.language, strict=True).say, letter.fields.fixed
    for each in fields(fixed):
        value = getattr(fixed, each.name)
        if isinstance(value, Text) and sentence in even(say(value)).casefold():
            for paragraph in paragraphs:
                if match := re.search(rf"\{{\{{\s*fixed\.{each.name}\b.*?\}}\}}", paragraph.words):
                    return Spot(paragraph.spot.part, paragraph.spot.paragraph, *match.span())
    return Spot(DOCUMENT)
