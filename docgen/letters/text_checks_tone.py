"""Rules about the text: threats, steps that are not decided, what a reminder may not name, tone, what was left over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.letters.phrases import phrase, words_of
from docgen.letters.text_reading import Reading
from docgen.letters.text_rules import Said, rule
from docgen.texts import text

_PRESSURE = "art. 13 lid 3 Wki"
_FRIENDLY = text("Take it out: a reminder is friendly and asks the open invoices only.")
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{\w+\}|\blorem ipsum\b", re.IGNORECASE)
_CONCEPT = re.compile(r"(?<!\w)CONCEPT(?!\w)")
_CAPITALS = re.compile(r"(?<![\w.@/-])[A-Z\u00c0-\u00de]{4,}(?![\w@/-])")
_LONGEST_SENTENCE = 40  # words


# ---- Pressure ----


@rule("text-threat", _PRESSURE, text("Take it out: only a bailiff may do this, after a judgment, or nobody."))
def threat(letter: Reading) -> Iterator[Said]:
    """No letter threatens with what its sender may not do."""
    for start, _ in letter.hits("threats", negated=True):
        yield Said(text("The letter threatens with something that its sender may not do."), letter.sentence(start))


@rule("text-step-not-decided", _PRESSURE, text("Print fixed.next_step: it names what was decided, and nothing else."))
def step_not_decided(letter: Reading) -> Iterator[Said]:
    """Court and bailiff are named only by the composed sentence, which knows what was decided."""
    for start, _ in letter.hits("steps", negated=True):
        first, last = letter.sentence_bounds(start)
        if not phrase("may_do").search(letter.text, first, last):
            yield Said(text("The letter names a next step that was not decided."), letter.sentence(start))


@rule("text-hard-words", "art. 4.1 Bki", text("Say it in plain, friendly words."), severity="warning")
def hard_words(letter: Reading) -> Iterator[Said]:
    """Words that blame or press, and old legal words, do not get a bill paid."""
    for start, _ in letter.hits("pressure", negated=True):
        yield Said(text("These words blame or press the debtor, or are hard to read."), letter.sentence(start))


# ---- The reminder ----


@rule("text-reminder-costs", "art. 6:96 lid 5 and 6 BW", _FRIENDLY)
def reminder_costs(letter: Reading) -> Iterator[Said]:
    """A reminder names no interest, no costs and no fee under any name."""
    for start, _ in letter.hits("reminder_costs") if letter.kind == "payment-reminder" else ():
        yield Said(text("The reminder speaks of interest or costs."), letter.sentence(start))


@rule("text-reminder-steps", "art. 4.1 Bki", _FRIENDLY)
def reminder_steps(letter: Reading) -> Iterator[Said]:
    """A reminder names no default and no legal steps; on the creditor's own paper it names no agency either."""
    if letter.kind != "payment-reminder":
        return
    groups = ["reminder_steps", "steps"]
    if letter.fields.letter.branding == "creditor":
        groups.append("reminder_parties")
    for group in groups:
        for start, _ in letter.hits(group, negated=True):
            yield Said(text("The reminder speaks of default, legal steps or an agency."), letter.sentence(start))


# ---- Left over ----


@rule("text-template-leftover", "", text("Mend the field in the template."))
def template_leftover(letter: Reading) -> Iterator[Said]:
    """Nothing of a template's own language is left in a letter."""
    for match in _LEFT_OVER.finditer(letter.text):
        if letter.own(*match.span()):
            yield Said(
                text("A tag or sample text of the template is left in the letter."), letter.sentence(match.start())
            )


@rule("text-concept-mark", "", text("Print the mark only when letter.concept is true."))
def concept_mark(letter: Reading) -> Iterator[Said]:
    """A letter that may be sent does not bear the mark CONCEPT."""
    if letter.fields.letter.concept:
        return
    for match in _CONCEPT.finditer(letter.text):
        if letter.own(*match.span()):
            yield Said(text("The letter bears the mark CONCEPT, but it is none."), letter.sentence(match.start()))


# ---- Plain language: warnings ----


@rule("text-informal", "", text("Write u and uw."), severity="warning")
def informal(letter: Reading) -> Iterator[Said]:
    """A Dutch letter addresses the debtor in one way: the composed sentences say "u"."""
    for start, _ in letter.hits("informal", negated=True) if letter.language == "nl" else ():
        yield Said(text("The letter mixes je with u."), letter.sentence(start))


@rule("text-long-sentence", "", text("Cut the sentence in two or three."), severity="warning")
def long_sentence(letter: Reading) -> Iterator[Said]:
    """A sentence of more than forty words of the template's own is not plain language (B1)."""
    for start, end in letter.sentences():
        words = re.finditer(r"\S+", letter.text[start:end])
        places = [(start + word.start(), start + word.end()) for word in words]
        if len(places) <= _LONGEST_SENTENCE or "\t" in letter.text[start:end] or not letter.own(start, end):
            continue
        if len(places) - _given_words(letter, start, end) > _LONGEST_SENTENCE:
            yield Said(
                text("This sentence has more than {limit} words.", limit=_LONGEST_SENTENCE), letter.sentence(start)
            )


def _given_words(letter: Reading, start: int, end: int) -> int:
    """How many words of a sentence are the dossier's, or of a composed sentence."""
    rest = letter.folded[start:end]
    before = len(rest.split())
    for given in sorted(letter.given, key=len, reverse=True):
        if len(given) > 1:
            rest = re.sub(rf"(?<!\w){re.escape(given)}(?!\w)", " ", rest)
    return before - len(rest.split())


@rule("text-emphasis", "", text("Write it in ordinary letters."), severity="warning")
def emphasis(letter: Reading) -> Iterator[Said]:
    """Words in capitals shout."""
    for match in _CAPITALS.finditer(letter.text):
        if match[0].lower() not in words_of("capitals") and letter.own(*match.span()):
            yield Said(text("A word stands in capitals."), letter.sentence(match.start()))


TONE = (
    threat, step_not_decided, hard_words, reminder_costs, reminder_steps, template_leftover, concept_mark, informal,
    long_sentence, emphasis,
)  # fmt: skip
EVERY_TONE = (
    template_leftover,
    concept_mark,
    informal,
    long_sentence,
    emphasis,
)  # also in letters to others than the debtor
