"""Amounts, dates and sentences in the reader's language: the only place where a value becomes text."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from docgen.texts import InWords, Percent, Text

LANGUAGES = ("nl", "en")
NBSP = "\N{NO-BREAK SPACE}"

_LOCALES = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
_AND = {"nl": " en ", "en": " and "}
_CENT = Decimal("0.01")
_PLACE = re.compile(r"\{(\w+)\}")
_PLACE_AND_STOP = re.compile(r"\{(\w+)\}(\.?)")
_LETTER = re.compile(r"[^\W\d_]")
_log = logging.getLogger("docgen.words")

_DUTCH: tuple[str, ...] = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
_DUTCH += ("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_DUTCH_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_ENGLISH: tuple[str, ...] = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_ENGLISH += ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


_MARK = "\ue000{}\ue001"  # signs for private use, which no dossier may hold
MARKED = re.compile(r"\ue000(\d+)\ue001")  # in text that was made while `marking_amounts`

_marked: ContextVar[list[Decimal] | None] = ContextVar("marked", default=None)


@contextmanager
def marking_amounts() -> Iterator[list[Decimal]]:
    """Put before every amount that is put into words meanwhile a mark with its number in the list of amounts."""
    marked: list[Decimal] = []
    token = _marked.set(marked)
    try:
        yield marked
    finally:
        _marked.reset(token)


class MissingWords(RuntimeError):
    """A sentence has no translation, or no value for one of its places: a mistake of ours, never of the user."""


class Words:
    """Puts values and sentences into one language ("nl" or "en").

    For a letter (`strict`) a sentence without translation raises `MissingWords`, and day and month do not break
    apart; otherwise such a sentence stays English and is logged.
    """

    def __init__(self, language: str, *, strict: bool = False) -> None:
        self.language = language
        self._locale = _LOCALES[language]
        self._strict = strict
        self._catalogue = catalogue(language)

    def say(self, message: Text) -> str:
        """The sentence in this language, its values put into words."""
        sentence = self._catalogue.get(message.message)
        if sentence is None:
            sentence = message.message
            if self.language != "en" and needs_translation(sentence):
                if self._strict:
                    raise MissingWords(f"No {self.language} translation of: {sentence}")
                _log.error("no %s translation of: %s", self.language, sentence)

        def value(place: re.Match[str]) -> str:
            if place[1] not in message.values:
                raise MissingWords(f"No value for {{{place[1]}}} in: {message.message}")
            shown = self.show(message.values[place[1]])
            # A name that ends in a full stop ("B.V.") ends the sentence too.
            return shown if shown.endswith(".") else shown + place[2]

        return _PLACE_AND_STOP.sub(value, sentence)

    def show(self, value: object) -> str:
        """Any value that may stand in a sentence: text, amount (euros), date, percentage, number."""
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, Decimal):
            return self.euro(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, Percent):
            return self.percent(value)
        if isinstance(value, InWords):
            return Words(value.language or self.language).number(value.number)
        if isinstance(value, tuple):
            return self.list(value)
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return str(value)
        raise MissingWords(f"A {type(value).__name__} cannot stand in a sentence")

    def euro(self, amount: Decimal) -> str:
        """Euros, rounded half up to the cent: "€ 1.234,50" (no break inside) or "€1,234.50"."""
        cents = amount.quantize(_CENT, ROUND_HALF_UP)
        figures = format_decimal(abs(cents), "#,##0.00", self._locale, decimal_quantization=False)
        sign = "-" if cents < 0 else ""
        return f"{self._mark(amount)}{sign}€{NBSP if self.language == 'nl' else ''}{figures}"

    def _mark(self, amount: Decimal) -> str:
        marked = _marked.get()
        if marked is None:
            return ""
        marked.append(amount)
        return _MARK.format(len(marked) - 1)

    def date(self, day: dt.date) -> str:
        """A day in full: "21 november 2026"."""
        long = format_date(day, "d MMMM y", self._locale)
        return long.replace(" ", NBSP, 1) if self._strict else long

    def short_date(self, day: dt.date) -> str:
        """A day for narrow columns: "21-11-2026" or "21 Nov 2026"."""
        return format_date(day, "dd-MM-y" if self.language == "nl" else "d MMM y", self._locale)

    def percent(self, percentage: Percent | Decimal) -> str:
        """A percentage with the decimals it has, no more: "15%", "0,5%"."""
        value = percentage.value if isinstance(percentage, Percent) else percentage
        return format_decimal(value, "#,##0.###", self._locale, decimal_quantization=False) + "%"

    def number(self, count: int) -> str:
        """A whole number from 0 to 999 in words: "veertien"; beyond that in figures."""
        if not 0 <= count <= 999:
            return str(count)
        return _dutch(count) if self.language == "nl" else _english(count)

    def iban(self, account: str) -> str:
        """An account number in groups of four, which do not break apart."""
        compact = re.sub(r"\s", "", account)
        return NBSP.join(compact[start : start + 4] for start in range(0, len(compact), 4))

    def list(self, items: Iterable[object]) -> str:
        """ "a, b en c"."""
        names = [self.show(item) for item in items]
        return _AND[self.language].join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def needs_translation(message: str) -> bool:
    """Whether there is a word in the message besides its places."""
    return bool(_LETTER.search(_PLACE.sub("", message)))


def places(message: str) -> frozenset[str]:
    """The names between braces in a message."""
    return frozenset(_PLACE.findall(message))


@lru_cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every translation of all catalogues of the language; empty for English, which is the key."""
    sentences: dict[str, str] = {}
    folder = files("docgen") / "locale" / language / "LC_MESSAGES"
    if not folder.is_dir():
        return sentences
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".po"):
            with file.open("rb") as source:
                for entry in read_po(source, locale=language):
                    if isinstance(entry.id, str) and entry.id and isinstance(entry.string, str) and entry.string:
                        sentences[entry.id] = entry.string
    return sentences


def _dutch(count: int) -> str:
    if count < 20:
        return _DUTCH[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        ten = _DUTCH_TENS[tens - 2]
        if not ones:
            return ten
        return _DUTCH[ones] + ("ën" if _DUTCH[ones].endswith("e") else "en") + ten
    hundreds, rest = divmod(count, 100)
    return ("" if hundreds == 1 else _DUTCH[hundreds]) + "honderd" + (_dutch(rest) if rest else "")


def _english(count: int) -> str:
    if count < 20:
        return _ENGLISH[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")
    hundreds, rest = divmod(count, 100)
    return f"{_ENGLISH[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")
