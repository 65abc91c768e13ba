"""The text of a finished letter, read: even spaces and signs, its figures, and which words are the template's own.

Words that come from the dossier (names, descriptions, references) and sentences that `compose` made are not the
template's: a debtor may live in the Beslagstraat, and the next step may name a bailiff when that was decided.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cached_property

from docgen.letters import fields as f
from docgen.letters import figures
from docgen.letters.creditor_fields import SituationFields
from docgen.letters.even_words import even, folded, in_a_word, plain
from docgen.letters.figures import Day, Found
from docgen.letters.letter import Letter
from docgen.letters.message_fields import MessageFields
from docgen.letters.money_fields import CostsFields
from docgen.letters.phrases import phrase
from docgen.texts import InWords, Percent, Text, text

Say = Callable[[Text], str]

_BROKEN_WORD = re.compile(r"(?<=\w)-\n[ ]*(?=[a-z\u00df-\u00ff])")
_SENTENCE_END = re.compile(r"[.?!](?=[ ]+[A-Z\u00c0-\u00de\"'])")
_BEFORE = 48  # signs before a phrase in which "no" or "without" takes it back
_DAYS = 60  # numbers of days that are known in words
_NUMBERS: dict[str, int] = {}  # those words; they are the same for every letter

# Fields whose text is a code for templates to test, not a word of the letter.
_CODES = frozenset(
    (
        (f.LetterFields, "kind"), (f.LetterFields, "language"), (f.LetterFields, "branding"),
        (f.LetterFields, "performed_by"), (f.LetterFields, "channel"), (f.LetterFields, "stage"),
        (f.EarlierFields, "kind"), (CostsFields, "mode"), (f.AgencyFields, "registration_kind"),
        (MessageFields, "kind"), (MessageFields, "pause"), (SituationFields, "type"),
    )
)  # fmt: skip


def leaves(value: object) -> Iterator[object]:
    """Every leaf of a tree of fields, and every value within its sentences."""
    if isinstance(value, Text):
        yield value
        for inner in value.values.values():
            yield from leaves(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from leaves(inner)
    elif is_dataclass(value) and not isinstance(value, type | Percent | InWords):
        for each in fields(value):
            if (type(value), each.name) not in _CODES:
                yield from leaves(getattr(value, each.name))
    else:
        yield value


@dataclass(frozen=True)
class Reading:
    """A finished letter as the rules see it. `raw`: its text as it was read; `say` puts sentences into its language."""

    raw: str
    letter: Letter
    say: Say

    # ---- The letter ----

    @property
    def kind(self) -> str:
        """Id of the letter's kind."""
        return self.letter.kind

    @property
    def language(self) -> str:
        """Language of the letter."""
        return self.letter.language

    @property
    def fields(self) -> f.Fields:
        """What its templates were given."""
        return self.letter.fields

    @property
    def date(self) -> dt.date:
        """Date of the letter."""
        return self.letter.date

    @property
    def pay_before(self) -> dt.date | None:
        """The last day to pay that it sets, if any."""
        return self.letter.pay_before

    # ---- The text ----

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, even; the cells of a row have tabs between them; an empty line ends a paragraph."""
        joined = _BROKEN_WORD.sub("", plain(self.raw).replace("\r\n", "\n"))
        return tuple("\t".join(" ".join(cell.split()) for cell in line.split("\t")) for line in joined.split("\n"))

    @cached_property
    def text(self) -> str:
        """The text, one space for a line break and one line break for the end of a paragraph or a row."""
        parts: list[str] = []
        for line in self.lines:
            is_row = "\t" in line
            if parts and (is_row or not line.strip()):
                parts[-1] = parts[-1].rstrip(" \n") + "\n"
            if line.strip():
                parts.append(line + ("\n" if is_row else " "))
        return "".join(parts)

    @cached_property
    def folded(self) -> str:
        """The text in small letters, sign for sign."""
        return folded(self.text)

    def holds(self, words: str) -> bool:
        """Do these words stand in the letter, one after the other?"""
        return next(self.places(words), None) is not None

    def says(self, sentence: Text) -> bool:
        """Does this sentence stand in the letter, word for word?"""
        return self.holds(self.say(sentence))

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where these words stand, from the first sign to behind the last."""
        wanted = folded(even(words))
        if not wanted:
            yield 0, 0
            return
        whole = self._one_line
        at = whole.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if in_a_word(wanted[0], whole[at - 1 : at]) or in_a_word(wanted[-1], whole[end : end + 1]):
                end = at + 1
            else:
                yield at, end
            at = whole.find(wanted, end)

    @cached_property
    def _one_line(self) -> str:
        return self.folded.replace("\n", " ").replace("\t", " ")

    def sentence(self, at: int) -> str:
        """The sentence around a place, for the reader of a finding."""
        start, end = self.sentence_bounds(at)
        return " ".join(self.text[start:end].split())

    def sentence_bounds(self, at: int) -> tuple[int, int]:
        """Where the sentence around a place starts and ends."""
        start = self.text.rfind("\n", 0, at) + 1
        line_end = self.text.find("\n", at)
        line_end = len(self.text) if line_end < 0 else line_end
        for match in _SENTENCE_END.finditer(self.text, start, line_end):
            if match.end() > at:
                return start, match.end()
            start = match.end() + 1
        return start, line_end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The bounds of every sentence."""
        at = 0
        while at < len(self.text):
            start, end = self.sentence_bounds(at)
            yield start, end
            at = end + 1

    # ---- What is the letter's own ----

    @cached_property
    def leaves(self) -> tuple[object, ...]:
        """Every value that the letter was given. What must stay hidden is none of them."""
        whole = self.fields
        given = [
            getattr(whole, each.name) for each in fields(whole) if not (self.letter.hidden and each.name == "agency")
        ]
        return tuple(leaf for value in (*given, self.letter.annex) for leaf in leaves(value))

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The words of the dossier and the composed sentences."""
        words = [
            each if isinstance(each, str) else self.say(each) for each in self.leaves if isinstance(each, str | Text)
        ]
        return tuple({folded(even(each)) for each in words if each.strip()})

    def own(self, start: int, end: int) -> bool:
        """Are these the template's own words, neither the dossier's nor those of a composed sentence?"""
        text, around = self._paragraphs, self._around(self.folded[start:end])
        return not any(
            at <= start and text[start - at : start - at + length] in words for (at, length), words in around.items()
        )

    def _around(self, hit: str) -> Mapping[tuple[int, int], Set[str]]:
        """The given words that hold a hit, by where it stands in them and by their length."""
        if hit not in self._known_around:
            around: dict[tuple[int, int], set[str]] = {}
            for given in self.given:
                at = given.find(hit)
                while at >= 0:
                    around.setdefault((at, len(given)), set()).add(given)
                    at = given.find(hit, at + 1)
            self._known_around[hit] = around
        return self._known_around[hit]

    @cached_property
    def _known_around(self) -> dict[str, Mapping[tuple[int, int], Set[str]]]:
        return {}

    @cached_property
    def _paragraphs(self) -> str:
        return self.folded.replace("\n", " ")

    def hits(self, group: str, *, negated: bool = False) -> Iterator[tuple[int, int]]:
        """Where the template's own words use a phrase of the group; one that is taken back ("geen") only if asked."""
        for match in phrase(group).finditer(self.text):
            if (negated or not self.taken_back(match.start())) and self.own(*match.span()):
                yield match.span()

    def taken_back(self, at: int) -> bool:
        """Does "geen" or "without" stand right before it?"""
        before = self.text[max(self.sentence_bounds(at)[0], at - _BEFORE) : at].split()[-4:]
        return phrase("negations").search(" ".join(before)) is not None

    # ---- Figures ----

    @cached_property
    def amounts(self) -> tuple[Found[Decimal], ...]:
        """Every amount of money in the text."""
        return tuple(figures.amounts(self.text))

    @cached_property
    def dates(self) -> tuple[Found[Day], ...]:
        """Every date in the text."""
        return tuple(figures.dates(self.text))

    @cached_property
    def percentages(self) -> tuple[Found[Decimal], ...]:
        """Every percentage in the text."""
        return tuple(figures.percentages(self.text))

    @cached_property
    def accounts(self) -> tuple[Found[str], ...]:
        """Every account number in the text."""
        return tuple(figures.accounts(self.text))

    @cached_property
    def known_amounts(self) -> frozenset[Decimal]:
        """Every amount that the letter was given, without its sign."""
        return frozenset(abs(each) for each in self.leaves if isinstance(each, Decimal))

    @cached_property
    def known_dates(self) -> frozenset[dt.date]:
        """Every date that the letter was given."""
        return frozenset(each for each in self.leaves if isinstance(each, dt.date))

    @cached_property
    def known_percentages(self) -> frozenset[Decimal]:
        """Every percentage that the letter was given."""
        return frozenset(each.value for each in self.leaves if isinstance(each, Percent))

    def shows_amount(self, amount: Decimal) -> bool:
        """Does this amount stand in the letter?"""
        return abs(amount) in self._shown_amounts

    def shows_date(self, day: dt.date) -> bool:
        """Does this date stand in the letter, with its year?"""
        return Day(day.day, day.month, day.year) in self._shown_dates

    @cached_property
    def _shown_amounts(self) -> frozenset[Decimal]:
        return frozenset(found.value for found in self.amounts)

    @cached_property
    def _shown_dates(self) -> frozenset[Day]:
        return frozenset(found.value for found in self.dates)

    @property
    def numbers(self) -> Mapping[str, int]:
        """Numbers of days in words, in Dutch and in English, with what they are."""
        if not _NUMBERS:
            _NUMBERS.update(
                {
                    self.say(text("{number}", number=InWords(number, language))): number
                    for language in ("nl", "en")
                    for number in range(2, _DAYS + 1)
                }
            )
        return _NUMBERS
