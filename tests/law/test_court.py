"""The forecast of court costs, by the published tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from docgen.errors import NotSupported, RatesNotKnown
from docgen.law.court import court_costs

# given: claim, day, legal entity, reclaims VAT | expected: court fee, summons with VAT, salary a point, least, most
CASES = (
    ("500.00", "2026-11-21", True, True, "139.00", "125.57", "87.00", "351.57", "438.57"),
    ("500.01", "2026-11-21", True, True, "350.00", "125.57", "144.00", "619.57", "763.57"),
    ("1333.00", "2026-11-21", True, False, "350.00", "151.94", "217.00", "718.94", "935.94"),
    ("1333.00", "2026-11-21", False, False, "233.00", "151.94", "217.00", "601.94", "818.94"),
    ("12500.00", "2026-11-21", False, True, "265.00", "125.57", "432.00", "822.57", "1254.57"),
    ("12500.01", "2026-11-21", True, True, "1504.00", "125.57", "432.00", "2061.57", "2493.57"),
    (
        "1000.00",
        "2026-01-31",
        True,
        True,
        "350.00",
        "125.57",
        "135.00",
        "610.57",
        "745.57",
    ),  # salaries change in February
    ("1000.00", "2024-06-01", True, True, "328.00", "112.37", "135.00", "575.37", "710.37"),
)


@pytest.mark.parametrize(("claim", "on", "legal", "reclaims", "fee", "summons", "point", "least", "most"), CASES)
def test_the_forecast(
    claim: str, on: str, legal: bool, reclaims: bool, fee: str, summons: str, point: str, least: str, most: str
) -> None:
    found = court_costs(Decimal(claim), date.fromisoformat(on), legal_entity=legal, reclaims_vat=reclaims)
    assert (str(found.court_fee), str(found.summons + found.summons_vat), str(found.salary_per_point)) == (
        fee,
        summons,
        point,
    )
    assert (str(found.least), str(found.most)) == (least, most)


def test_nothing_is_guessed() -> None:
    with pytest.raises(RatesNotKnown):
        court_costs(Decimal("100"), date(2027, 1, 1), legal_entity=True, reclaims_vat=True)
    with pytest.raises(NotSupported):
        court_costs(Decimal("25000.01"), date(2026, 11, 21), legal_entity=True, reclaims_vat=True)
