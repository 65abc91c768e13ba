"""Fourteen days from the day after delivery, by hand and with a calendar: around holidays, weekends and 29 February.

By post a letter is presumed received on the second delivery day after sending; Sunday, Monday and holidays are none
(practice after ECLI:NL:HR:2016:2704). A last day on a Saturday, Sunday or holiday moves on (art. 1 and 3 Algemene
termijnenwet).
"""

from __future__ import annotations

import pytest

from docgen.law.terms import Channel, last_free_day, presumed_receipt
from tests.law.tables import day

# sent, channel, proven delivery | received, last free day | how
TERMS: tuple[tuple[str, Channel, str | None, str, str, str], ...] = (
    ("2026-11-23", "post", None, "2026-11-25", "2026-12-09", "Monday: Tuesday 24, Wednesday 25; 25 + 14 = 9 December"),
    ("2026-12-07", "post", None, "2026-12-09", "2026-12-23", "9 + 14 = Wednesday 23 December"),
    ("2026-12-09", "post", None, "2026-12-11", "2026-12-28", "11 + 14 = Christmas; 26 holiday, 27 Sunday: Monday 28"),
    ("2026-12-10", "post", None, "2026-12-12", "2026-12-28", "12 + 14 = 26 December, a holiday; 27 Sunday: Monday 28"),
    ("2026-12-10", "email", None, "2026-12-11", "2026-12-28", "mail: the day after; 11 + 14 = Christmas: Monday 28"),
    ("2026-12-10", "registered", "2026-12-15", "2026-12-15", "2026-12-29", "a proven delivery wins; 15 + 14 = Tuesday 29"),
    ("2026-12-15", "post", None, "2026-12-17", "2026-12-31", "17 + 14 = Thursday 31 December"),
    ("2026-12-16", "post", None, "2026-12-18", "2027-01-04", "18 + 14 = New Year's Day, a Friday: Monday 4 January"),
    ("2026-12-23", "post", None, "2026-12-29", "2027-01-12", "Thursday 24; not 25 to 28; Tuesday 29; + 14 = 12 January"),
    ("2026-03-17", "post", None, "2026-03-19", "2026-04-02", "19 March + 14 = Thursday 2 April"),
    ("2026-03-18", "post", None, "2026-03-20", "2026-04-07", "20 March + 14 = Good Friday; Easter until Monday: Tuesday 7"),
    ("2026-04-09", "post", None, "2026-04-11", "2026-04-28", "11 + 14 = Saturday 25; Monday 27 King's Day: Tuesday 28"),
    ("2025-04-09", "post", None, "2025-04-11", "2025-04-25", "11 + 14 = Friday 25, the day before King's Day of 2025"),
    ("2025-04-10", "post", None, "2025-04-12", "2025-04-28", "12 + 14 = Saturday 26, King's Day of 2025: Monday 28"),
    ("2026-04-17", "post", None, "2026-04-21", "2026-05-06", "Saturday 18, Tuesday 21; + 14 = 5 May: Wednesday 6"),
    ("2026-04-28", "post", None, "2026-04-30", "2026-05-15", "30 + 14 = Ascension Day, Thursday 14 May: Friday 15"),
    ("2026-05-07", "post", None, "2026-05-09", "2026-05-26", "9 + 14 = Saturday 23; Whit Monday 25: Tuesday 26"),
    ("2028-02-14", "post", None, "2028-02-16", "2028-03-01", "16 + 14 in a February of 29 days = Wednesday 1 March"),
    ("2026-02-13", "post", None, "2026-02-17", "2026-03-03", "Saturday 14, Tuesday 17; + 14 in 28 days = Tuesday 3 March"),
)  # fmt: skip


@pytest.mark.parametrize(("sent", "channel", "delivered", "received", "last", "how"), TERMS)
def test_fourteen_days(sent: str, channel: Channel, delivered: str | None, received: str, last: str, how: str) -> None:
    receipt = presumed_receipt(day(sent), channel, day(delivered) if delivered else None)
    assert (str(receipt), str(last_free_day(receipt, 14))) == (received, last), how
