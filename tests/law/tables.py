"""The published rates, copied by hand for the tests: they check `rates.toml`, and reckon without it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

LAST_KNOWN_DAY = date(2026, 12, 31)  # the half-year that starts on 1 January 2027 is not published yet

# Statutory interest, art. 6:119 BW. Sources: raadvanarbitrage.nl (until 2009), then the decrees themselves.
STATUTORY = (
    ("2002-01-01", "7"),
    ("2003-08-01", "5"),
    ("2004-02-01", "4"),
    ("2007-01-01", "6"),
    ("2009-07-01", "4"),
    ("2010-01-01", "3"),
    ("2011-07-01", "4"),
    ("2012-07-01", "3"),
    ("2015-01-01", "2"),
    ("2023-01-01", "4"),
    ("2023-07-01", "6"),
    ("2024-01-01", "7"),
    ("2025-01-01", "6"),
    ("2026-01-01", "4"),
)

# Commercial interest, art. 6:119a BW. Where publications differ the lower is taken:
# 2004-01-01 is 9.01 or 9.02, 2011-07-01 is 8.00 or 8.25.
COMMERCIAL = (
    ("2002-12-01", "10.35"),
    ("2003-01-01", "9.85"),
    ("2003-07-01", "9.10"),
    ("2004-01-01", "9.01"),
    ("2004-07-01", "9.01"),
    ("2005-01-01", "9.09"),
    ("2005-07-01", "9.05"),
    ("2006-01-01", "9.25"),
    ("2006-07-01", "9.83"),
    ("2007-01-01", "10.58"),
    ("2007-07-01", "11.07"),
    ("2008-01-01", "11.20"),
    ("2008-07-01", "11.07"),
    ("2009-01-01", "9.50"),
    ("2009-07-01", "8.00"),
    ("2011-07-01", "8.00"),
    ("2012-01-01", "8.00"),
    ("2013-01-01", "7.75"),
    ("2013-03-16", "8.75"),
    ("2013-07-01", "8.50"),
    ("2014-01-01", "8.25"),
    ("2014-07-01", "8.15"),
    ("2015-01-01", "8.05"),
    ("2016-07-01", "8.00"),
    ("2023-01-01", "10.50"),
    ("2023-07-01", "12.00"),
    ("2024-01-01", "12.50"),
    ("2024-07-01", "12.25"),
    ("2025-01-01", "11.15"),
    ("2025-07-01", "10.15"),
    ("2026-07-01", "10.40"),
)

PUBLISHED = {"statutory": STATUTORY, "commercial": COMMERCIAL}


def day(iso: str) -> date:
    """A date as it is written in the tables."""
    return date.fromisoformat(iso)


def percent_on(kind: str, when: date) -> Fraction:
    """Percent per year on a day, by the lists above."""
    return Fraction(next(rate for start, rate in reversed(PUBLISHED[kind]) if day(start) <= when))


def half_up(amount: Fraction) -> Decimal:
    """Euros rounded half up to the cent, without any Decimal rounding."""
    whole, rest = divmod(amount * 100, 1)
    return Decimal(int(whole) + (1 if rest >= Fraction(1, 2) else 0)).scaleb(-2)


def exact(amount: Decimal) -> Fraction:
    """An amount as a fraction."""
    return Fraction(str(amount))


def in_order(table: tuple[tuple[str, str], ...]) -> bool:
    """Do the lines of a table follow each other?"""
    return all(earlier < later for (earlier, _), (later, _) in pairwise(table))
