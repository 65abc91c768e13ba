"""Working days, presumed receipt and last free days, against a calendar made by hand for 2024 up to and including 2027."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.law.terms import (
    Channel,
    is_holiday,
    is_working_day,
    last_free_day,
    presumed_receipt,
    working_day_after,
    working_day_from,
)
from tests.law.by_day import days
from tests.law.tables import day

# Art. 3 Algemene termijnenwet, and Good Friday, which is equated. Sundays are left out: they are free anyway.
HOLIDAYS = {
    2024: {
        "01-01",  # New Year's Day, Monday
        "03-29",  # Good Friday
        "04-01",  # Easter Monday
        "04-27",  # King's Day, Saturday
        "05-09",  # Ascension Day
        "05-20",  # Whit Monday; 5 May is a Sunday
        "12-25", "12-26",
    },
    2025: {
        "01-01",
        "04-18",  # Good Friday
        "04-21",  # Easter Monday
        "04-26",  # King's Day on Saturday, because 27 April is a Sunday
        "05-05",  # Liberation Day, a lustrum
        "05-29",  # Ascension Day
        "06-09",  # Whit Monday
        "12-25", "12-26",
    },
    2026: {
        "01-01",
        "04-03",  # Good Friday
        "04-06",  # Easter Monday
        "04-27",  # King's Day, Monday
        "05-05",  # Liberation Day: in the law every year, also when nobody is off
        "05-14",  # Ascension Day
        "05-25",  # Whit Monday
        "12-25", "12-26",
    },
    2027: {
        "01-01",
        "03-26",  # Good Friday
        "03-29",  # Easter Monday
        "04-27",  # King's Day, Tuesday
        "05-05",  # Liberation Day
        "05-06",  # Ascension Day
        "05-17",  # Whit Monday
        "12-25",  # Saturday; 26 December is a Sunday
    },
}  # fmt: skip
SATURDAY, SUNDAY = 5, 6


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_holidays_of_a_year(year: int) -> None:
    every = days(date(year, 1, 1), date(year, 12, 31))
    found = {when.strftime("%m-%d") for when in every if is_holiday(when) and when.weekday() != SUNDAY}
    assert found == HOLIDAYS[year]


@pytest.mark.parametrize("year", HOLIDAYS)
def test_the_working_days_of_a_year(year: int) -> None:
    for when in days(date(year, 1, 1), date(year, 12, 31)):
        free = when.weekday() in (SATURDAY, SUNDAY) or when.strftime("%m-%d") in HOLIDAYS[year]
        assert is_working_day(when) is not free, when


# Post: the second delivery day after sending. Sunday, Monday and holidays are no delivery days, Saturday is one.
RECEIVED_BY_POST = (
    # an ordinary week
    ("2026-11-16", "2026-11-18", "Monday: Tuesday, Wednesday"),
    ("2026-11-17", "2026-11-19", "Tuesday: Wednesday, Thursday"),
    ("2026-11-18", "2026-11-20", "Wednesday: Thursday, Friday"),
    ("2026-11-19", "2026-11-21", "Thursday: Friday, Saturday"),
    ("2026-11-20", "2026-11-24", "Friday: Saturday, not Sunday and Monday, Tuesday"),
    ("2026-11-21", "2026-11-25", "Saturday: not Sunday and Monday, Tuesday, Wednesday"),
    ("2026-11-22", "2026-11-25", "Sunday: not Monday, Tuesday, Wednesday"),
    ("2026-11-23", "2026-11-25", "Monday: Tuesday, Wednesday"),
    # holidays
    ("2026-12-23", "2026-12-29", "Thursday 24; Christmas, Sunday, Monday; Tuesday 29"),
    ("2025-12-31", "2026-01-03", "not New Year's Day; Friday 2, Saturday 3"),
    ("2026-04-02", "2026-04-07", "not Good Friday; Saturday 4; Easter; Tuesday 7"),
    ("2026-04-24", "2026-04-28", "Saturday 25; Sunday; King's Day; Tuesday 28"),
    ("2025-04-25", "2025-04-30", "not King's Day on Saturday 26; Sunday, Monday; Tuesday 29, Wednesday 30"),
    ("2026-05-04", "2026-05-07", "not 5 May; Wednesday 6, Thursday 7"),
    ("2026-05-13", "2026-05-16", "not Ascension Day; Friday 15, Saturday 16"),
)


@pytest.mark.parametrize(("sent", "received", "_why"), RECEIVED_BY_POST)
@pytest.mark.parametrize("channel", ["post", "registered"])
def test_received_by_post(sent: str, received: str, _why: str, channel: Channel) -> None:
    assert presumed_receipt(day(sent), channel) == day(received)


@pytest.mark.parametrize("channel", ["email", "sms"])
@pytest.mark.parametrize(("sent", "received"), [("2026-11-20", "2026-11-21"), ("2026-11-21", "2026-11-22")])
def test_electronic_mail_is_received_the_day_after(sent: str, received: str, channel: Channel) -> None:
    assert presumed_receipt(day(sent), channel) == day(received)


@pytest.mark.parametrize("channel", ["post", "registered", "email", "sms"])
def test_a_proven_day_of_delivery_wins(channel: Channel) -> None:
    assert presumed_receipt(date(2026, 11, 20), channel, date(2026, 11, 21)) == date(2026, 11, 21)
    assert presumed_receipt(date(2026, 11, 20), channel, date(2026, 12, 7)) == date(2026, 12, 7)


# Received, days, last free day.
LAST_FREE_DAYS = (
    ("2026-11-25", 14, "2026-12-09", "Wednesday"),
    ("2026-11-21", 14, "2026-12-07", "Saturday 5 becomes Monday 7"),
    ("2026-11-22", 14, "2026-12-07", "Sunday 6 becomes Monday 7"),
    ("2026-12-11", 14, "2026-12-28", "Christmas on Friday and Saturday, Sunday: Monday 28"),
    ("2026-12-18", 14, "2027-01-04", "New Year's Day on Friday: Monday 4"),
    ("2026-03-20", 14, "2026-04-07", "Good Friday, weekend, Easter Monday: Tuesday"),
    ("2026-04-13", 14, "2026-04-28", "King's Day on Monday"),
    ("2025-04-12", 14, "2025-04-28", "King's Day on Saturday 26: Monday 28"),
    ("2026-04-21", 14, "2026-05-06", "5 May on Tuesday"),
    ("2026-04-30", 14, "2026-05-15", "Ascension Day on Thursday"),
    ("2026-11-25", 15, "2026-12-10", "a longer term"),
    ("2026-11-25", 30, "2026-12-28", "Friday 25 December"),
    ("2026-11-19", 3, "2026-11-23", "three days of a business: Sunday 22 becomes Monday 23"),
    ("2026-11-18", 3, "2026-11-23", "Saturday 21 becomes Monday 23"),
    ("2026-11-24", 3, "2026-11-27", "Friday"),
)


@pytest.mark.parametrize(("received", "term", "last", "_why"), LAST_FREE_DAYS)
def test_last_free_day(received: str, term: int, last: str, _why: str) -> None:
    assert last_free_day(day(received), term) == day(last)


some_day = st.dates(date(2012, 1, 1), date(2099, 12, 1))


@given(some_day)
def test_a_term_moves_forward_to_a_working_day_and_no_further(when: date) -> None:
    moved = working_day_from(when)
    assert is_working_day(moved)
    assert not any(is_working_day(each) for each in days(when, moved - timedelta(days=1)))


@given(some_day, st.integers(1, 365))
def test_a_term_is_never_shorter_than_it_says(received: date, term: int) -> None:
    assert last_free_day(received, term) >= received + timedelta(days=term)


@given(some_day)
def test_post_takes_two_delivery_days(sent: date) -> None:
    received = presumed_receipt(sent, "post")
    between = [
        each
        for each in days(sent + timedelta(days=1), received)
        if each.weekday() not in (0, 6) and not is_holiday(each)
    ]
    assert len(between) == 2
    assert between[-1] == received


@given(some_day)
def test_who_sends_later_is_received_no_earlier(sent: date) -> None:
    assert presumed_receipt(sent, "post") <= presumed_receipt(sent + timedelta(days=1), "post")


@pytest.mark.parametrize(
    ("received", "count", "last"),
    [
        ("2026-11-16", 2, "2026-11-18"),  # Monday
        ("2026-11-19", 2, "2026-11-23"),  # Thursday: Friday, then Monday
        ("2026-11-20", 2, "2026-11-24"),  # Friday
        ("2026-11-21", 2, "2026-11-24"),  # Saturday: the first working day is Monday
        ("2026-12-24", 2, "2026-12-29"),  # Christmas on Friday and Saturday: Monday and Tuesday
        ("2026-04-02", 1, "2026-04-07"),  # Good Friday, the weekend and Easter Monday do not count
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_working_days_after_a_day(received: str, count: int, last: str) -> None:
    assert working_day_after(day(received), count) == day(last)
