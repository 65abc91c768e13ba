"""Finds amounts, dates, percentages and account numbers in running text, as Dutch and English letters write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Generic, TypeVar

from stdnum import iban

from docgen.letters.phrases import months

Value = TypeVar("Value")

_GROUPED = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_MARKED = rf"(?:€|\bEUR)[ \t]?-?[ ]?(?P<after>{_GROUPED})"
_NAMED = rf"(?<![\w.,:/-])(?P<before>{_GROUPED})(?:,-)?[ ](?:euro|EUR|€(?![ ]?\d))(?!\w)"
_BARE_DUTCH = (
    r"(?<![\w.,:/€-])(?P<dutch>\d{1,3}(?:\.\d{3})*,\d{2}|\d{4,},\d{2})(?![\w%,]|\.\d|[ ]?(?:%|procent|percent))"
)
_BARE_ENGLISH = r"(?<![\w.,:/€-])(?P<english>\d{1,3}(?:,\d{3})+\.\d{2}|\d{3,}\.\d{2})(?![\w%]|[.,]\d|[ ]?(?:%|per))"
_AMOUNT = re.compile("|".join((_MARKED, _NAMED, _BARE_DUTCH, _BARE_ENGLISH)), re.IGNORECASE)

_PERCENT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(?:%|procent\b|percent\b|per cent\b)", re.IGNORECASE)

_FIGURE_DATE = re.compile(r"(?<![\w.,/-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-]|[.,]\d)")
_ISO_DATE = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")

_ACCOUNT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .\-]?\d[ .\-]?\d")
_DUTCH_ACCOUNT = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_OLD_ACCOUNT = re.compile(
    r"(?:rekeningnummer|bankrekening|girorekening|account number|giro)[ \t:]{1,3}(?:is )?(\d(?:[ .]?\d){6,9})(?![\d])",
    re.IGNORECASE,
)
_BETWEEN = " .-\t\n"
_SHORTEST, _LONGEST, _DUTCH = 15, 34, 18


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value with its place in the text."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True)
class Day:
    """A date as a letter says it; the year may be left out."""

    day: int
    month: int
    year: int | None

    def is_one_of(self, known: frozenset[date]) -> bool:
        """Does it mean one of these?"""
        if self.year is not None:
            return date(self.year, self.month, self.day) in known
        return any((each.day, each.month) == (self.day, self.month) for each in known)

    def after(self, day: date) -> bool:
        """Does it lie after a day? Without a year: the nearest such day."""
        if self.year is not None:
            return date(self.year, self.month, self.day) > day
        months_ahead = (self.month - day.month) % 12
        return 0 < months_ahead <= 6 or (months_ahead == 0 and self.day > day.day)


def amounts(text: str) -> Iterator[Found[Decimal]]:
    """Every amount of money: "€ 1.234,50", "€1,234.50", "EUR 40", "40 euro", "1.234,50"."""
    for match in _AMOUNT.finditer(text):
        figures = next(filter(None, match.group("after", "before", "dutch", "english")))
        yield Found(_decimal(figures), match.start(), match.end())


def percentages(text: str) -> Iterator[Found[Decimal]]:
    """Every percentage: "15%", "10,4 procent"."""
    for match in _PERCENT.finditer(text):
        yield Found(Decimal(match[1].replace(",", ".")), match.start(), match.end())


def dates(text: str) -> Iterator[Found[Day]]:
    """Every date: "21 november 2026", "21 Nov 2026", "November 21, 2026", "21-11-2026", "2026-11-21", "5 december"."""
    for match in _FIGURE_DATE.finditer(text):
        year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
        yield from _day(match, match[1], int(match[3]), year)
    for match in _ISO_DATE.finditer(text):
        yield from _day(match, match[3], int(match[2]), int(match[1]))
    for pattern in _named_dates():
        for match in pattern.finditer(text):
            year_said = match["year"]
            yield from _day(match, match["day"], months()[match["month"]], int(year_said) if year_said else None)


def accounts(text: str) -> Iterator[Found[str]]:
    """Every account number, compact: an IBAN however it is spaced, or an old number behind its name."""
    for match in _ACCOUNT.finditer(text):
        signs = _signs(text, match.start())
        compact = "".join(sign for sign, _ in signs).upper()
        length = _length(compact)
        as_written = text[match.start() : signs[length - 1][1] + 1] if length else ""
        if not _DUTCH_ACCOUNT.match(compact) and not (as_written.isalnum() or as_written.isupper()):
            continue  # words that happen to fit, such as "by 14 July 2026"
        if length:
            yield Found(compact[:length], match.start(), signs[length - 1][1] + 1)
    for match in _OLD_ACCOUNT.finditer(text):
        yield Found(re.sub(r"\D", "", match[1]), match.start(), match.end())


def _decimal(figures: str) -> Decimal:
    """The last sign before one or two digits is the decimal one, all others group thousands."""
    parts = re.split(r"[.,]", figures)
    if len(parts) > 1 and len(parts[-1]) < 3:
        return Decimal(f"{''.join(parts[:-1])}.{parts[-1]}")
    return Decimal("".join(parts))


def _day(match: re.Match[str], day: str, month: int, year: int | None) -> Iterator[Found[Day]]:
    try:
        date(2000 if year is None else year, month, int(day))
    except ValueError:
        return
    yield Found(Day(int(day), month, year), match.start(), match.end())


@cache
def _named_dates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(months(), key=len, reverse=True))
    return (
        re.compile(
            rf"(?<![\w.,/-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|e|ste|de)?\s(?:of\s)?(?P<month>{names})(?!\w)\.?"
            r"(?:,?\s(?P<year>\d{4})(?!\d))?"
        ),
        re.compile(
            rf"(?<!\w)(?<!\d\s)(?P<month>{names})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w.,/-]*\d)"
            r"(?:,?\s(?P<year>\d{4})(?!\d))?"
        ),
    )


def _signs(text: str, start: int) -> list[tuple[str, int]]:
    """The letters and digits from a place on, as far as an account number can reach."""
    signs: list[tuple[str, int]] = []
    for place in range(start, len(text)):
        sign = text[place]
        if sign.isascii() and sign.isalnum():
            signs.append((sign, place))
            if len(signs) == _LONGEST:
                break
        elif sign not in _BETWEEN:
            break
    return signs


def _length(compact: str) -> int:
    """How many signs of it are an account number; 0 when none are. A Dutch one need not be valid to mislead."""
    if _DUTCH_ACCOUNT.match(compact):
        return _DUTCH
    for length in range(min(len(compact), _LONGEST), _SHORTEST - 1, -1):
        if iban.is_valid(compact[:length]):
            return length
    return 0
