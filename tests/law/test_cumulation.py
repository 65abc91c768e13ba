"""Instalments of one contract (art. 2a Besluit BIK): three readings, and the lowest is taken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.law.cumulation import ChargedBefore, Part, cumulates, readings, statutory_maximum

ON = date(2026, 9, 1)


def parts(*amounts: str, contract: str | None = "HUUR-1", start: int = 1) -> list[Part]:
    """Monthly instalments from January 2026 on."""
    return [Part(Decimal(each), contract, date(2026, start + place, 1)) for place, each in enumerate(amounts)]


# given instalments | scale over the sum | 40 and 20 for each next, at most 140 | the highest single one | source
READINGS = (
    (parts("50.00", "50.00", "50.00"), "40.00", "80.00", "40.00", "150 x 15% is below 40"),
    (parts("200.00", "200.00"), "60.00", "60.00", "40.00", "400 x 15% = 60; 40 + 20 = 60; 200 x 15% is below 40"),
    (parts("250.00", "250.00", "250.00"), "112.50", "80.00", "40.00", "750 x 15% = 112.50; 40 + 2 x 20 = 80"),
    (parts(*["250.00"] * 7), "262.50", "140.00", "40.00", "1750 x 15% = 262.50; 40 + 6 x 20 = 160, at most 140"),
    (
        [*parts("100.00", "100.00"), Part(Decimal("1000.00"), None, date(2026, 3, 1))],
        "180.00", "210.00", "190.00", "1200 x 15% = 180; the loose invoice 150 + 60; 150 + 40",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("given", "scale", "each", "highest", "source"), READINGS)
def test_the_three_readings(given: list[Part], scale: str, each: str, highest: str, source: str) -> None:
    found = readings(given, (), ON)
    assert (str(found.scale_over_sum), str(found.per_instalment), str(found.highest_instalment)) == (
        scale,
        each,
        highest,
    ), source
    assert statutory_maximum(given, (), ON) == min(Decimal(scale), Decimal(each), Decimal(highest))


# What the rule touches: instalments | the day | touched | why
TOUCHED = (
    (parts("50.00", "50.00"), ON, True, "two of one contract in a month"),
    (parts("50.00"), ON, False, "one instalment"),
    (parts("50.00", "50.00", contract=None), ON, False, "no contract named"),
    (parts("266.67", "266.67"), ON, False, "at the threshold the ordinary scale holds"),
    (parts("266.66", "266.66"), ON, True, "a cent below it"),
    (parts("50.00", "50.00"), date(2024, 9, 30), False, "before 1 October 2024"),
    ([*parts("50.00"), *parts("50.00", start=7)], ON, True, "six months apart, to the day"),
    ([*parts("50.00"), *parts("50.00", start=8)], ON, False, "seven months apart"),
    ([*parts("50.00"), *parts("50.00", contract="HUUR-2")], ON, False, "two contracts"),
    (parts("50.00", "0.00"), ON, False, "the other one is paid"),
)


@pytest.mark.parametrize(("given", "on", "touched", "why"), TOUCHED)
def test_what_the_rule_touches(given: list[Part], on: date, touched: bool, why: str) -> None:
    assert cumulates(given, on) is touched, why


def test_what_was_charged_in_the_six_months_before_counts() -> None:
    seven = parts(*["250.00"] * 7)
    charged = (ChargedBefore(date(2026, 3, 1), Decimal("60.00")), ChargedBefore(date(2026, 2, 28), Decimal("40.00")))
    assert readings(seven, charged, ON).per_instalment == Decimal("80.00")  # 140 - 60; 28 February is too long ago
    much = (ChargedBefore(date(2026, 8, 1), Decimal("500.00")),)
    assert readings(seven, much, ON).per_instalment == Decimal("0.00")
