"""Amounts, dates, percentages and accounts in running text, as Dutch and English letters write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.letters import figures
from docgen.letters.figures import Day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("€ 1.234,50", "1234.50"),
        ("€1,234.50", "1234.50"),
        ("EUR 40", "40"),
        ("€ 40,-", "40"),
        ("EUR40.00", "40.00"),
        ("€ 12.345.678,90", "12345678.90"),
        ("€ 2.500", "2500"),
        ("€2,500", "2500"),
        ("€ 12,5", "12.5"),
        ("-€ 100,00", "100.00"),
        ("€ -100,00", "100.00"),
        ("40 euro", "40"),
        ("1.250,00 euro", "1250.00"),
        ("12,50 €.", "12.50"),
        ("bedrag 172,50 staat open", "172.50"),
        ("1.172,50", "1172.50"),
        ("the sum of 1,172.50.", "1172.50"),
        ("€ 40,00, dan", "40.00"),
        ("01-08-2026\t€ 3,00", "3.00"),
        ("1 december 2026 € 222,15", "222.15"),
    ],
)
def test_amounts(text: str, found: str) -> None:
    assert [each.value for each in figures.amounts(text)] == [Decimal(found)]


@pytest.mark.parametrize(
    "text",
    [
        "10,15%",
        "10,4 %",
        "8,125%",
        "art. 6:96",
        "9.00-17.00 uur",
        "01-08-2026",
        "0800-8115",
        "F2026-101",
        "6.44",
        "1 mei",
    ],
)
def test_no_amounts(text: str) -> None:
    assert list(figures.amounts(text)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21 november 2026", Day(21, 11, 2026)),
        ("op 5 december", Day(5, 12, None)),
        ("21 Nov 2026", Day(21, 11, 2026)),
        ("1 Sept 2026", Day(1, 9, 2026)),
        ("1 sep. 2026", Day(1, 9, 2026)),
        ("December 10, 2026", Day(10, 12, 2026)),
        ("the 3rd of May 2026", Day(3, 5, 2026)),
        ("1 mei 2027", Day(1, 5, 2027)),
        ("21-11-2026", Day(21, 11, 2026)),
        ("4/12/26", Day(4, 12, 2026)),
        ("4.12.2026", Day(4, 12, 2026)),
        ("2026-11-21", Day(21, 11, 2026)),
        ("2 28 oktober 2026", Day(28, 10, 2026)),
    ],
)
def test_dates(text: str, day: Day) -> None:
    assert [each.value for each in figures.dates(text)] == [day]


@pytest.mark.parametrize(
    "text",
    ["31 februari 2026", "06-12-34-56-78", "in 15 may be", "F2026-05-12", "1.250.000", "november 2026", "14 dagen"],
)
def test_no_dates(text: str) -> None:
    assert list(figures.dates(text)) == []


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (Day(22, 11, 2026), True),
        (Day(21, 11, 2026), False),
        (Day(20, 11, 2027), True),
        (Day(5, 12, None), True),
        (Day(22, 11, None), True),
        (Day(3, 1, None), True),
        (Day(21, 11, None), False),
        (Day(16, 10, None), False),
        (Day(29, 2, None), True),
    ],
)
def test_a_day_without_a_year_is_the_nearest(day: Day, after: bool) -> None:
    assert day.after(date(2026, 11, 21)) is after


def test_a_day_without_a_year_is_any_such_day() -> None:
    known = frozenset({date(2026, 12, 5)})
    assert Day(5, 12, None).is_one_of(known)
    assert Day(5, 12, 2026).is_one_of(known)
    assert not Day(5, 12, 2027).is_one_of(known)


@pytest.mark.parametrize(
    ("text", "rate"), [("15%", "15"), ("10,4 procent", "10.4"), ("0.5 per cent", "0.5"), ("8,125 %", "8.125")]
)
def test_percentages(text: str, rate: str) -> None:
    assert [each.value for each in figures.percentages(text)] == [Decimal(rate)]


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("NL91ABNA0417164300", "NL91ABNA0417164300"),
        ("NL91 ABNA 0417 1643 00 op naam van", "NL91ABNA0417164300"),
        ("nl91abna0417164300", "NL91ABNA0417164300"),
        ("nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        ("NL91.ABNA.0417.1643.00", "NL91ABNA0417164300"),
        ("NL-91-ABNA-0417-1643-00", "NL91ABNA0417164300"),
        ("NL00 BANK 0123 4567 89", "NL00BANK0123456789"),
        ("NL91\tABNA\n0417 1643 00", "NL91ABNA0417164300"),
        ("BE71 0961 2345 6769.", "BE71096123456769"),
        ("DE89 3704 0044 0532 0130 00 bei", "DE89370400440532013000"),
        ("rekeningnummer: 41.71.64.300", "417164300"),
    ],
)
def test_accounts(text: str, account: str) -> None:
    assert [each.value for each in figures.accounts(text)] == [account]


@pytest.mark.parametrize(
    "text",
    [
        "to be paid by 14 July 2026 a reminder of 12 November",
        "RF53INC20260001",
        "dossier 123456789",
        "BE71 0961 2345 6760",
        "Uw openstaande rekening bij ons",
    ],
)
def test_no_accounts(text: str) -> None:
    assert list(figures.accounts(text)) == []
