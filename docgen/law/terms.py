"""Days that count: working days, presumed receipt and the end of a term."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from docgen.law.rates import days_on

Channel = Literal["post", "registered", "email", "sms"]

ONE_DAY = timedelta(days=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")  # where days begin and hours count
_MONDAY, _SATURDAY, _SUNDAY = 0, 5, 6


@cache
def _holidays_of(year: int) -> frozenset[date]:
    # "optional" holds Good Friday and the 5 May of years that are no lustrum, which the Algemene termijnenwet
    # names too.
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


def is_holiday(day: date) -> bool:
    """Is it a holiday of art. 3 Algemene termijnenwet (Good Friday and 5 May of every year included)?"""
    return day in _holidays_of(day.year)


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday nor holiday (art. 1 Algemene termijnenwet)."""
    return day.weekday() not in (_SATURDAY, _SUNDAY) and not is_holiday(day)


def working_day_from(day: date) -> date:
    """The day itself, or the first working day after it: a term moves forward, never back (art. 1 Termijnenwet)."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_day_after(day: date, count: int) -> date:
    """The last of `count` working days that follow a day; the day itself does not count."""
    for _ in range(count):
        day = working_day_from(day + ONE_DAY)
    return day


def presumed_receipt(sent_on: date, channel: Channel, delivered_on: date | None = None) -> date:
    """The day on which a letter counts as received (art. 3:37 lid 3 BW).

    A proven day of delivery wins. By post it is the second delivery day after sending; Sunday, Monday and holidays
    are no delivery days. An e-mail without proof counts as received on the day after.
    """
    if delivered_on is not None:
        return delivered_on
    if channel in ("email", "sms"):
        return sent_on + timedelta(days=days_on("email_delivery_days", sent_on))
    day, left = sent_on, days_on("post_delivery_days", sent_on)
    while left:
        day += ONE_DAY
        if day.weekday() not in (_SUNDAY, _MONDAY) and not is_holiday(day):
            left -= 1
    return day


def last_free_day(receipt: date, days: int) -> date:
    """Last day of a term of `days` that starts on the day after receipt, moved forward to a working day."""
    return working_day_from(receipt + timedelta(days=days))
