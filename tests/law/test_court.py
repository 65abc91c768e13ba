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
    # 2024: wvhl.nl (fee), invorderingsbedrijf.nl (summons), rechtspraak.nl (salary); least = fee + summons + one point
    ("250.00", "2024-03-01", True, True, "130.00", "112.37", "40.00", "282.37", "322.37"),
    ("250.01", "2024-03-01", True, True, "130.00", "112.37", "82.00", "324.37", "406.37"),
    ("1500.00", "2024-03-01", True, True, "328.00", "112.37", "204.00", "644.37", "848.37"),
    ("1500.01", "2024-03-01", True, True, "372.00", "112.37", "204.00", "688.37", "892.37"),
    ("2500.01", "2024-03-01", True, True, "496.00", "112.37", "238.00", "846.37", "1084.37"),
    ("5000.01", "2024-03-01", True, True, "524.00", "112.37", "339.00", "975.37", "1314.37"),
    ("25000.00", "2024-03-01", True, True, "1409.00", "112.37", "543.00", "2064.37", "2607.37"),
    ("1500.00", "2024-03-01", False, True, "218.00", "112.37", "204.00", "534.37", "738.37"),
    # 2025: from memory and by index, see the doubts
    ("500.00", "2025-06-01", True, True, "135.00", "119.40", "82.00", "336.40", "418.40"),
    ("500.01", "2025-06-01", True, True, "340.00", "119.40", "135.00", "594.40", "729.40"),
    ("2500.00", "2025-06-01", True, True, "385.00", "119.40", "204.00", "708.40", "912.40"),
    ("5000.00", "2025-06-01", True, True, "514.00", "119.40", "271.00", "904.40", "1175.40"),
    ("12500.00", "2025-06-01", True, True, "543.00", "119.40", "406.00", "1068.40", "1474.40"),
    ("12500.01", "2025-06-01", True, True, "1461.00", "119.40", "406.00", "1986.40", "2392.40"),
    ("2500.00", "2025-06-01", False, False, "257.00", "144.47", "204.00", "605.47", "809.47"),  # 119.40 x 21% = 25.07
    # 2026: nl.legal (fee), groot-evers.nl (summons; 125.57 x 21% = 26.37), salary of 2024 and 6.3%
    ("500.00", "2026-02-01", False, False, "93.00", "151.94", "87.00", "331.94", "418.94"),
    ("500.01", "2026-02-01", False, True, "233.00", "125.57", "144.00", "502.57", "646.57"),
    ("1500.01", "2026-02-01", False, True, "265.00", "125.57", "217.00", "607.57", "824.57"),
    ("12500.01", "2026-02-01", False, True, "753.00", "125.57", "432.00", "1310.57", "1742.57"),
    ("3750.00", "2026-02-01", True, True, "529.00", "125.57", "253.00", "907.57", "1160.57"),
    ("3750.01", "2026-02-01", True, True, "529.00", "125.57", "288.00", "942.57", "1230.57"),
    ("20000.01", "2026-02-01", True, True, "1504.00", "125.57", "577.00", "2206.57", "2783.57"),
)


@pytest.mark.parametrize(("claim", "on", "legal", "reclaims", "fee", "summons", "point", "least", "most"), CASES)
def test_the_forecast(
    claim: str, on: str, legal: bool, reclaims: bool, fee: str, summons: str, point: str, least: str, most: str
) -> None:
    found = court_costs(
        Decimal(claim), Decimal(claim), date.fromisoformat(on), legal_entity=legal, reclaims_vat=reclaims
    )
    assert (str(found.court_fee), str(found.summons + found.summons_vat), str(found.salary_per_point)) == (
        fee,
        summons,
        point,
    )
    assert (str(found.least), str(found.most)) == (least, most)


def test_the_doubts_of_the_tables_are_told() -> None:
    doubts = {
        year: {doubt for each in found.sources for doubt in each.doubts}
        for year in (2024, 2025, 2026)
        if (found := court_costs(Decimal(1000), Decimal(1000), date(year, 6, 1), legal_entity=True, reclaims_vat=True))
    }
    assert "The figures of 2025 are from memory" in doubts[2025] - doubts[2026]
    assert "The table of 2026 was computed from the index of 6.3 percent, not seen" in doubts[2026] - doubts[2025]
    always = {
        "Whether accrued interest and costs count for the band was not verified",
        "That a default judgment usually counts one point is from memory",
    }
    assert doubts[2024] == always


def test_nothing_is_guessed() -> None:
    with pytest.raises(RatesNotKnown):
        court_costs(Decimal("100"), Decimal("100"), date(2027, 1, 1), legal_entity=True, reclaims_vat=True)
    with pytest.raises(NotSupported):
        court_costs(Decimal("25000.01"), Decimal("25000.01"), date(2026, 11, 21), legal_entity=True, reclaims_vat=True)


def test_the_court_fee_goes_by_the_principal() -> None:
    """Griffierecht: 490.00 of principal stays in the band up to 500, though 553.50 is claimed; the salary of a
    representative goes by the whole (144 from 500.01 up to 1,250).
    """
    found = court_costs(Decimal("553.50"), Decimal("490.00"), date(2026, 11, 21), legal_entity=True, reclaims_vat=True)
    assert (found.court_fee, found.salary_per_point) == (Decimal("139.00"), Decimal("144.00"))
