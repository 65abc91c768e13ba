"""The dated tables: every value as published, no day without one, nothing guessed outside them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from docgen.errors import RatesNotKnown
from docgen.law import rates
from docgen.law.rates import Table, days_on, number_on, rate_on, tables
from tests.law.by_day import days
from tests.law.tables import COMMERCIAL, LAST_KNOWN_DAY, PUBLISHED, STATUTORY, day, exact, in_order, percent_on

ONE_DAY = timedelta(days=1)
FAR = date(2100, 12, 31)  # the last day that a request may name

# Numbers that are no interest: table, from, value.
OTHER_NUMBERS = (
    ("days_in_year", "1990-01-01", "365"),
    ("collection_costs_minimum", "2012-07-01", "40.00"),
    ("collection_costs_maximum", "2012-07-01", "6775.00"),
    ("vat_general", "2001-01-01", "19"),
    ("vat_general", "2012-10-01", "21"),
    ("consumer_notice_days", "2012-07-01", "14"),
    ("post_delivery_days", "1990-01-01", "2"),
    ("email_delivery_days", "1990-01-01", "1"),
    ("reminder_days", "1990-01-01", "7"),
    ("business_notice_days", "1990-01-01", "3"),
    ("sommatie_days", "1990-01-01", "8"),
    ("plan_reply_days", "1990-01-01", "7"),
    ("plan_lapse_days", "1990-01-01", "7"),
    ("balance_days", "1990-01-01", "8"),
    ("file_retention_years", "1990-01-01", "2"),
    ("fee_payment_days", "2002-12-01", "30"),
    ("complaint_receipt_days", "2024-04-01", "2"),
    ("cumulation_first", "2024-10-01", "40.00"),
    ("cumulation_next", "2024-10-01", "20.00"),
    ("cumulation_maximum", "2024-10-01", "140.00"),
    ("cumulation_months", "2024-10-01", "6"),
    ("cumulation_threshold", "2024-10-01", "266.67"),
    ("trade_minimum", "2013-03-16", "40.00"),
    ("summons", "2024-01-01", "112.37"),
    ("summons", "2025-01-01", "119.40"),
    ("summons", "2026-01-01", "125.57"),
    ("cantonal_limit", "2011-07-01", "25000.00"),
    ("limitation_years", "1992-01-01", "5"),
    ("limitation_years_consumer_purchase", "1992-01-01", "2"),
    ("limitation_warning_days", "1992-01-01", "90"),
)
# Griffierecht kanton and salaris gemachtigde per point: up to, euros. Published per year.
BANDS = {
    ("court_fee_legal_entity", "2024-01-01"): "500:130 1500:328 2500:372 5000:496 12500:524 -:1409",
    ("court_fee_legal_entity", "2025-01-01"): "500:135 1500:340 2500:385 5000:514 12500:543 -:1461",
    ("court_fee_legal_entity", "2026-01-01"): "500:139 1500:350 2500:397 5000:529 12500:559 -:1504",
    ("court_fee_natural_person", "2024-01-01"): "500:87 1500:218 12500:248 -:706",
    ("court_fee_natural_person", "2025-01-01"): "500:90 1500:226 12500:257 -:732",
    ("court_fee_natural_person", "2026-01-01"): "500:93 1500:233 12500:265 -:753",
    ("representative_salary", "2024-02-01"): (
        "250:40 500:82 1250:135 2500:204 3750:238 5000:271 10000:339 20000:406 40000:543 -:815"
    ),
    ("representative_salary", "2026-02-01"): (
        "250:43 500:87 1250:144 2500:217 3750:253 5000:288 10000:360 20000:432 40000:577 -:866"
    ),
}
# Art. 2 Besluit BIK: up to, percent.
SCALE = (("2500", "15"), ("5000", "10"), ("10000", "5"), ("200000", "1"), (None, "0.5"))

every_table = pytest.mark.parametrize("table", tables().values(), ids=tables())


def known_days(table: Table) -> tuple[date, date]:
    return table.values[0].start, table.known_until or FAR


@pytest.mark.parametrize(("name", "published"), [("statutory", STATUTORY), ("commercial", COMMERCIAL)])
def test_every_interest_rate_is_the_published_one(name: str, published: tuple[tuple[str, str], ...]) -> None:
    assert in_order(published)
    lines = [(rate.start, rate.value) for rate in tables()[f"{name}_interest"].values]
    assert lines == [(day(start), Decimal(value)) for start, value in published]


def test_every_other_number_is_the_published_one() -> None:
    lines = [
        (table.name, rate.start, Decimal(rate.value))
        for table in tables().values()
        if not table.name.endswith("_interest")
        for rate in table.values
        if isinstance(rate.value, int | Decimal) and table.name != "safety_margin_days"
    ]
    assert sorted(lines) == sorted((name, day(start), Decimal(value)) for name, start, value in OTHER_NUMBERS)


@pytest.mark.parametrize(("table", "start"), BANDS)
def test_the_bands_of_court_fees_and_salaries_are_the_published_ones(table: str, start: str) -> None:
    line = next(rate for rate in tables()[table].values if rate.start == day(start))
    bands = [(str(int(band["up_to"])) if "up_to" in band else "-", str(band["fee"])) for band in line.value]
    assert bands == [tuple(band.split(":")) for band in BANDS[table, start].split()]


def test_the_scale_is_that_of_the_decree() -> None:
    (line,) = tables()["collection_costs_scale"].values
    assert line.start == date(2012, 7, 1)
    steps = [(step.get("up_to"), Decimal(step["percent"])) for step in line.value]
    assert steps == [(Decimal(up_to) if up_to else None, Decimal(percent)) for up_to, percent in SCALE]


@pytest.mark.parametrize("name", ["statutory", "commercial"])
def test_every_day_has_the_published_rate(name: str) -> None:
    """Day by day over the whole table: no gap, no day on two lines, no change on a wrong day."""
    for when in days(day(PUBLISHED[name][0][0]), LAST_KNOWN_DAY):
        assert exact(number_on(f"{name}_interest", when)) == percent_on(name, when)


@every_table
def test_there_is_no_gap(table: Table) -> None:
    first, last = known_days(table)
    edges = [rate.start for rate in table.values] + [rate.start - ONE_DAY for rate in table.values[1:]]
    for when in (*edges, first, last):
        line = table.on(when)
        assert line.start <= when
        assert not [later for later in table.values if line.start < later.start <= when]


@every_table
def test_nothing_is_known_before_the_first_day(table: Table) -> None:
    with pytest.raises(RatesNotKnown) as refused:
        table.on(known_days(table)[0] - ONE_DAY)
    assert "starts on" in refused.value.detail.message
    assert (refused.value.table, refused.value.status) == (table.title, 422)


def test_only_the_tables_that_change_every_year_end() -> None:
    ends = {name: table.known_until for name, table in tables().items() if table.known_until is not None}
    yearly = (
        "statutory_interest",
        "commercial_interest",
        "court_fee_legal_entity",
        "court_fee_natural_person",
        "summons",
    )
    assert ends == {**dict.fromkeys(yearly, LAST_KNOWN_DAY), "representative_salary": date(2028, 1, 31)}


@pytest.mark.parametrize("name", ["statutory_interest", "commercial_interest"])
def test_nothing_is_guessed_after_the_last_known_day(name: str) -> None:
    assert rate_on(name, LAST_KNOWN_DAY)
    with pytest.raises(RatesNotKnown) as refused:
        rate_on(name, LAST_KNOWN_DAY + ONE_DAY)
    assert refused.value.on == date(2027, 1, 1)
    assert "holds until" in refused.value.detail.message
    assert refused.value.detail.values["until"] == LAST_KNOWN_DAY
    with pytest.raises(RatesNotKnown):
        tables()[name].change_after(LAST_KNOWN_DAY + ONE_DAY)


# (table, on, the next day with another rate). A line that repeats the rate is no change: rows are not split there.
CHANGES = (
    ("statutory_interest", "2025-06-30", "2026-01-01"),
    ("statutory_interest", "2025-12-31", "2026-01-01"),
    ("statutory_interest", "2026-01-01", None),
    ("commercial_interest", "2004-01-01", "2005-01-01"),  # 9.01 again on 2004-07-01
    ("commercial_interest", "2009-07-01", "2013-01-01"),  # 8.00 again on 2011-07-01 and 2012-01-01
    ("commercial_interest", "2026-06-30", "2026-07-01"),
    ("commercial_interest", "2026-07-01", None),
)


@pytest.mark.parametrize(("name", "on", "expected"), CHANGES)
def test_the_next_change(name: str, on: str, expected: str | None) -> None:
    assert tables()[name].change_after(day(on)) == (day(expected) if expected else None)


@every_table
def test_every_table_says_where_it_comes_from(table: Table) -> None:
    assert table.title
    assert table.unit
    assert table.article
    assert table.checked <= date(2026, 11, 21)
    assert all(len(rate.source) > 5 for rate in table.values)


def test_numbers_are_exact() -> None:
    assert number_on("statutory_interest", date(2026, 11, 21)) == Decimal("4")
    assert number_on("commercial_interest", date(2026, 11, 21)) == Decimal("10.4")
    assert days_on("consumer_notice_days", date(2026, 11, 21)) == 14
    for table in tables().values():
        for rate in table.values:
            value = rate.value
            steps = value if isinstance(value, list) else [value if isinstance(value, dict) else {"value": value}]
            numbers = [number for step in steps for number in step.values()]
            assert all(isinstance(number, int | Decimal) for number in numbers), table.name  # a float would be off


def test_lines_out_of_order_are_refused() -> None:
    entry = {
        "title": "t", "unit": "u", "article": "a", "checked": date(2026, 1, 1),
        "values": [
            {"from": date(2026, 1, 1), "value": 1, "source": "s"},
            {"from": date(2026, 1, 1), "value": 2, "source": "s"},
        ],
    }  # fmt: skip
    with pytest.raises(ValueError, match="not in order"):
        rates._table("t", entry)
