"""Interest on one claim: rows that end at a payment, another rate and a full year; reckoned by hand and day by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import RatesNotKnown
from docgen.law.interest import InterestTerms, RunningClaim, per_day
from tests.law.by_day import Ledger, reckon
from tests.law.tables import LAST_KNOWN_DAY, day, percent_on

STATUTORY, COMMERCIAL, NONE = InterestTerms("statutory"), InterestTerms("commercial"), InterestTerms("none")


def claim(principal: str, first_day: str, terms: InterestTerms = STATUTORY) -> RunningClaim:
    return RunningClaim("F1", Decimal(principal), day(first_day), terms)


def rows(running: RunningClaim) -> list[str]:
    """The periods as a lawyer would list them: first day, last day, days, percent, base, interest."""
    return [f"{row.start} {row.end} {row.days} {row.annual_rate} {row.base} {row.amount}" for row in running.periods]


# given: principal, first day, last day, terms; expected: the rows. Every amount is base x percent x days / 365.
BY_HAND = (
    ("one day", "1000.00", "2026-09-01", "2026-09-01", STATUTORY, ["2026-09-01 2026-09-01 1 4.00 1000.00 0.11"]),
    ("no rate changes on 1 July 2026 for a consumer", "1000.00", "2026-06-01", "2026-07-31", STATUTORY, [
        "2026-06-01 2026-07-31 61 4.00 1000.00 6.68",  # 6.6849
    ]),
    ("another rate", "1000.00", "2025-12-01", "2026-01-31", STATUTORY, [
        "2025-12-01 2025-12-31 31 6.00 1000.00 5.10",  # 5.0959
        "2026-01-01 2026-01-31 31 4.00 1000.00 3.40",  # 3.3973
    ]),
    ("a full year joins the base", "1000.00", "2025-03-15", "2026-03-15", STATUTORY, [
        "2025-03-15 2025-12-31 292 6.00 1000.00 48.00",
        "2026-01-01 2026-03-14 73 4.00 1000.00 8.00",
        "2026-03-15 2026-03-15 1 4.00 1056.00 0.12",  # 0.1157
    ]),
    ("another rate on the very anniversary", "1000.00", "2024-01-01", "2025-01-31", STATUTORY, [
        "2024-01-01 2024-12-31 366 7.00 1000.00 70.19",  # 366 days over 365: the leap year pays a day more
        "2025-01-01 2025-01-31 31 6.00 1070.19 5.45",  # 5.4536
    ]),
    ("29 February: the year is full on 27 February", "1000.00", "2024-02-29", "2025-03-01", STATUTORY, [
        "2024-02-29 2024-12-31 307 7.00 1000.00 58.88",  # 58.8767
        "2025-01-01 2025-02-27 58 6.00 1000.00 9.53",  # 9.5342
        "2025-02-28 2025-03-01 2 6.00 1068.41 0.35",  # 0.3513
    ]),
    ("29 February, four years on", "1000.00", "2016-02-29", "2020-03-01", STATUTORY, [
        "2016-02-29 2017-02-27 365 2.00 1000.00 20.00",
        "2017-02-28 2018-02-27 365 2.00 1020.00 20.40",
        "2018-02-28 2019-02-27 365 2.00 1040.40 20.81",  # 20.808
        "2019-02-28 2020-02-28 366 2.00 1061.21 21.28",  # 21.2824; the anniversary is 29 February again
        "2020-02-29 2020-03-01 2 2.00 1082.49 0.12",  # 0.1186
    ]),
    ("commercial, a new rate on 1 July", "1000.00", "2026-06-30", "2026-07-01", COMMERCIAL, [
        "2026-06-30 2026-06-30 1 10.15 1000.00 0.28",  # 0.2781
        "2026-07-01 2026-07-01 1 10.40 1000.00 0.28",  # 0.2849
    ]),
    ("commercial, a published rate that is the same again", "1000.00", "2009-07-01", "2010-06-30", COMMERCIAL, [
        "2009-07-01 2010-06-30 365 8.00 1000.00 80.00",
    ]),
    ("commercial joins the base too", "1000.00", "2021-07-01", "2022-07-10", COMMERCIAL, [
        "2021-07-01 2022-06-30 365 8.00 1000.00 80.00",
        "2022-07-01 2022-07-10 10 8.00 1080.00 2.37",  # 2.3671
    ]),
    ("agreed interest does not join the base", "1000.00", "2024-01-01", "2025-12-31",
     InterestTerms("contractual", Decimal("8.5")), [
        "2024-01-01 2024-12-31 366 8.5 1000.00 85.23",  # 85.2329
        "2025-01-01 2025-12-31 365 8.5 1000.00 85.00",
    ]),
    ("half a cent goes up", "45.63", "2026-01-01", "2026-01-01", STATUTORY, [
        "2026-01-01 2026-01-01 1 4.00 45.63 0.01",  # 0.0050005
    ]),
    ("less than half a cent goes down", "45.62", "2026-01-01", "2026-01-01", STATUTORY, [
        "2026-01-01 2026-01-01 1 4.00 45.62 0.00",  # 0.0049995
    ]),
    ("none", "1000.00", "2024-01-01", "2026-11-21", NONE, []),
    ("not a day yet", "1000.00", "2026-11-22", "2026-11-21", STATUTORY, []),
    ("no principal", "0.00", "2024-01-01", "2026-11-21", STATUTORY, []),
)  # fmt: skip


@pytest.mark.parametrize(("principal", "first", "last", "terms", "expected"), [each[1:] for each in BY_HAND],
                         ids=[each[0] for each in BY_HAND])  # fmt: skip
def test_rows_by_hand(principal: str, first: str, last: str, terms: InterestTerms, expected: list[str]) -> None:
    running = claim(principal, first, terms)
    running.run_until(day(last))
    assert rows(running) == expected
    assert running.interest_open == sum((row.amount for row in running.periods), Decimal(0))


@pytest.mark.parametrize(
    ("terms", "article"),
    [
        (STATUTORY, "art. 6:119 BW"),
        (COMMERCIAL, "art. 6:119a BW"),
        (InterestTerms("contractual", Decimal("8.5")), "art. 6:119 lid 3 BW"),
    ],
)
def test_a_row_names_its_article(terms: InterestTerms, article: str) -> None:
    running = claim("1000.00", "2026-01-01", terms)
    running.run_until(date(2026, 1, 31))
    assert {row.rule for row in running.periods} == {article}


class TestPayments:
    """A payment counts from its own day on: interest up to and including the day before, then principal."""

    def test_on_the_first_day_there_is_no_interest_yet(self) -> None:
        running = claim("1000.00", "2026-01-01")
        assert running.pay(date(2026, 1, 1), Decimal("400.00")) == (Decimal("0.00"), Decimal("400.00"))
        running.run_until(date(2026, 1, 31))
        assert rows(running) == ["2026-01-01 2026-01-31 31 4.00 600.00 2.04"]  # 2.0384

    def test_before_the_first_day(self) -> None:
        running = claim("1000.00", "2026-01-01")
        assert running.pay(date(2025, 12, 1), Decimal("400.00")) == (Decimal("0.00"), Decimal("400.00"))
        running.run_until(date(2026, 1, 31))
        assert rows(running) == ["2026-01-01 2026-01-31 31 4.00 600.00 2.04"]

    def test_on_the_second_day_one_day_was_counted(self) -> None:
        running = claim("1000.00", "2026-01-01")
        assert running.pay(date(2026, 1, 2), Decimal("400.00")) == (Decimal("0.11"), Decimal("399.89"))
        assert rows(running) == ["2026-01-01 2026-01-01 1 4.00 1000.00 0.11"]

    def test_on_the_anniversary_the_full_year_is_counted(self) -> None:
        running = claim("1000.00", "2025-01-01")
        assert running.pay(date(2026, 1, 1), Decimal("100.00")) == (Decimal("60.00"), Decimal("40.00"))
        running.run_until(date(2026, 1, 31))
        assert rows(running) == [
            "2025-01-01 2025-12-31 365 6.00 1000.00 60.00",
            "2026-01-01 2026-01-31 31 4.00 960.00 3.26",  # 3.2614
        ]

    def test_the_day_before_the_anniversary(self) -> None:
        running = claim("1000.00", "2025-01-01")
        assert running.pay(date(2025, 12, 31), Decimal("100.00")) == (Decimal("59.84"), Decimal("40.16"))
        running.run_until(date(2026, 1, 31))
        assert rows(running) == [
            "2025-01-01 2025-12-30 364 6.00 1000.00 59.84",  # 59.8356
            "2025-12-31 2025-12-31 1 6.00 959.84 0.16",  # 0.1578
            "2026-01-01 2026-01-31 31 4.00 960.00 3.26",  # 959.84 and the 0.16 of the full year
        ]

    def test_less_than_the_interest_leaves_the_principal(self) -> None:
        running = claim("1000.00", "2025-01-01")
        assert running.pay(date(2026, 1, 1), Decimal("20.00")) == (Decimal("20.00"), Decimal("0.00"))
        running.run_until(date(2026, 1, 31))
        assert running.principal == Decimal("1000.00")
        assert (
            rows(running)[-1] == "2026-01-01 2026-01-31 31 4.00 1040.00 3.53"
        )  # 40.00 of the year is still in the base

    def test_twice_on_one_day_is_as_once(self) -> None:
        twice, once = claim("1000.00", "2026-01-01"), claim("1000.00", "2026-01-01")
        parts = [twice.pay(date(2026, 3, 1), Decimal(amount)) for amount in ("3.00", "147.00")]
        assert parts == [(Decimal("3.00"), Decimal("0.00")), (Decimal("3.47"), Decimal("143.53"))]  # 59 days: 6.47
        assert once.pay(date(2026, 3, 1), Decimal("150.00")) == (Decimal("6.47"), Decimal("143.53"))
        for running in (twice, once):
            running.run_until(date(2026, 11, 21))
        assert rows(twice) == rows(once)

    def test_too_much_is_not_taken(self) -> None:
        running = claim("1000.00", "2026-01-01")
        assert running.pay(date(2026, 1, 2), Decimal("5000.00")) == (Decimal("0.11"), Decimal("1000.00"))
        running.run_until(date(2026, 11, 21))
        assert len(running.periods) == 1
        assert running.interest_open == 0

    def test_principal_only_leaves_the_interest(self) -> None:
        running = claim("1000.00", "2026-01-01")
        assert running.pay_principal(date(2026, 2, 1), Decimal("1000.00")) == Decimal("1000.00")
        running.run_until(date(2026, 11, 21))
        assert (running.principal, running.interest_open) == (Decimal("0.00"), Decimal("3.40"))


# Interest of one day, rounded down: base, percent, per day.
PER_DAY = (
    (["1151.92"], STATUTORY, "0.12"),  # 0.12624
    (["1186.24"], STATUTORY, "0.12"),  # 0.129999: never up
    (["1186.25"], STATUTORY, "0.13"),  # 0.13
    (["55.00"], STATUTORY, "0.00"),  # 0.006
    (["55.00", "55.00"], STATUTORY, "0.01"),  # 0.012: rounded once, over all claims
    (["1000.00"], COMMERCIAL, "0.28"),  # 0.2849
    (["1000.00"], NONE, "0.00"),
    (["0.00"], STATUTORY, "0.00"),
    ([], STATUTORY, "0.00"),
)


@pytest.mark.parametrize(("bases", "terms", "expected"), PER_DAY)
def test_per_day(bases: list[str], terms: InterestTerms, expected: str) -> None:
    claims = [claim(base, "2026-11-01", terms) for base in bases]
    assert str(per_day(claims, date(2026, 11, 21))) == expected


def test_per_day_counts_the_years_that_joined_the_base_and_not_what_starts_later() -> None:
    old = claim("1000.00", "2023-01-01")
    old.run_until(date(2026, 11, 21))
    assert old.added == Decimal("191.23")  # 19.84 + 30.25 over 2023, 73.71 over 2024, 67.43 over 2025
    assert per_day([old], date(2026, 11, 21)) == Decimal("0.13")  # 1191.23 x 4% / 365 = 0.1305; over 1000.00 it is 0.10
    assert per_day([claim("1000.00", "2026-11-22")], date(2026, 11, 21)) == 0


class TestRatesThatAreNotKnown:
    def test_the_last_known_day_is_counted(self) -> None:
        running = claim("1000.00", "2026-12-01")
        running.run_until(LAST_KNOWN_DAY)
        assert rows(running) == ["2026-12-01 2026-12-31 31 4.00 1000.00 3.40"]

    @pytest.mark.parametrize("terms", [STATUTORY, COMMERCIAL])
    def test_a_day_further_is_refused(self, terms: InterestTerms) -> None:
        with pytest.raises(RatesNotKnown):
            claim("1000.00", "2026-12-01", terms).run_until(LAST_KNOWN_DAY + timedelta(days=1))
        with pytest.raises(RatesNotKnown):
            claim("1000.00", "2027-01-05", terms).run_until(date(2027, 1, 31))

    @pytest.mark.parametrize(("terms", "first"), [(STATUTORY, "2001-12-31"), (COMMERCIAL, "2002-11-30")])
    def test_a_day_before_the_table_is_refused(self, terms: InterestTerms, first: str) -> None:
        with pytest.raises(RatesNotKnown):
            claim("1000.00", first, terms).run_until(date(2003, 1, 1))

    @pytest.mark.parametrize("terms", [InterestTerms("contractual", Decimal("8.5")), NONE])
    def test_what_needs_no_table_has_no_end(self, terms: InterestTerms) -> None:
        running = claim("1000.00", "1995-01-01", terms)
        running.run_until(date(2040, 1, 1))
        assert (running.interest_open > 0) == (terms.type == "contractual")

    def test_a_paid_claim_needs_no_rate(self) -> None:
        running = claim("1000.00", "2026-12-01")
        running.pay(date(2026, 12, 15), Decimal("1001.53"))
        running.run_until(date(2030, 1, 1))
        assert running.interest_open == 0
        assert per_day([running], date(2030, 1, 1)) == 0


# Against the reckoning day by day -------------------------------------------------------------------------------------

cents = st.decimals("0.01", "50000", places=2)
first_days = st.dates(date(2003, 1, 1), date(2026, 11, 1))


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, date, list[tuple[date, Decimal]]]:
    """A first day, a last day and up to five payments from shortly before the first until the last."""
    first = draw(first_days)
    last = draw(st.dates(first, min(LAST_KNOWN_DAY, first + timedelta(days=3000))))
    when = st.dates(first - timedelta(days=20), last)
    return first, last, draw(st.lists(st.tuples(when, st.decimals("0.01", "20000", places=2)), max_size=5))


@given(cents, histories(), st.sampled_from(["statutory", "commercial"]))
def test_the_clerk_with_the_calendar_agrees(
    principal: Decimal, history: tuple[date, date, list[tuple[date, Decimal]]], kind: str
) -> None:
    first, last, payments = history
    running = RunningClaim("F1", principal, first, InterestTerms(kind))  # type: ignore[arg-type]
    for when, amount in sorted(payments):
        running.pay(when, amount)
    running.run_until(last)
    clerk = reckon(Ledger(principal, first, lambda when: percent_on(kind, when)), last, payments)
    assert [(row.start, row.end, row.base, row.amount) for row in running.periods] == [
        (start, end, base, amount) for start, end, _, base, amount in clerk.rows
    ]
    assert (running.principal, running.interest_open) == (clerk.principal, clerk.interest_open)


@given(cents, first_days, st.integers(0, 4000), st.integers(0, 4000))
def test_splitting_a_period_changes_the_interest_by_rounding_only(
    principal: Decimal, first: date, some: int, more: int
) -> None:
    """Each row is off by half a cent at most. A full year passes its error on into the base, where it grows at most
    12.5% a year (the highest rate) for every year that follows; eleven years make that a factor of 3.7.
    """
    split, last = sorted(min(LAST_KNOWN_DAY, first + timedelta(days=number)) for number in (some, more))
    whole, halves = (RunningClaim("F1", principal, first, STATUTORY) for _ in range(2))
    whole.run_until(last)
    halves.run_until(split)
    halves.run_until(last)
    rounded = len(whole.periods) + len(halves.periods)
    growth = Fraction(9, 8) ** ((last - first).days // 365)
    difference = abs(whole.interest_open - halves.interest_open)
    assert Fraction(str(difference)) <= Fraction(1, 200) * rounded * growth
    assert len(halves.periods) <= len(whole.periods) + 1


@given(cents, first_days, st.integers(0, 3000))
def test_rows_follow_each_other_without_gap_or_overlap(principal: Decimal, first: date, length: int) -> None:
    last = min(LAST_KNOWN_DAY, first + timedelta(days=length))
    running = RunningClaim("F1", principal, first, COMMERCIAL)
    running.run_until(last)
    expected = first
    for row in running.periods:
        assert row.start == expected
        assert row.days == (row.end - row.start).days + 1
        assert row.amount >= 0
        expected = row.end + timedelta(days=1)
    assert expected == last + timedelta(days=1)
