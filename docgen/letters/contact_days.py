"""The days on which an agency may reach a natural person by e-mail, SMS or telephone (art. 4.2 Bki)."""

from __future__ import annotations

from datetime import date

from docgen.law.terms import ONE_DAY, is_holiday

_SUNDAY = 6


def is_contact_day(day: date) -> bool:
    """Neither a Sunday nor a holiday."""
    return day.weekday() != _SUNDAY and not is_holiday(day)


def contact_day_from(day: date) -> date:
    """The day itself, or the first one after it on which an agency may."""
    while not is_contact_day(day):
        day += ONE_DAY
    return day
