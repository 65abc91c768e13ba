"""Cases that a lawyer can check with a calculator: what is given, the sum, what is owed, and on what it rests.

Unless a case says otherwise: a consumer, one invoice of 1000.00 due on Monday 31 August 2026, a lawful notice by post of
Monday 21 September that announces 150.00 (received on Wednesday 23; free until Wednesday 7 October; costs due from 8
October), and the account of Saturday 21 November 2026. Interest: base x percent x days / 365, half up, row by row.
`rows` shows every row as base*percent*days=amount; the test does these sums anew, without the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from docgen.dossier.account import account
from docgen.dossier.costs_rule import CostsMode
from tests.dossier.building import CREDITOR, Data, credit_note, dossier, invoice, notice, payment, sommatie
from tests.law.tables import day, half_up


@dataclass(frozen=True)
class Case:
    """One line of the table. Amounts are what is open on the day; `total` is their sum, added up by hand."""

    given: str
    rows: str
    principal: str
    interest: str
    costs: str
    total: str
    source: str
    invoices: tuple[Data, ...] = ()
    more: tuple[tuple[str, Any], ...] = ()
    notice: Data | None = None
    business: bool = False
    on: str = "2026-11-21"
    overpaid: str = "0.00"
    mode: CostsMode = "claimed"

    def __str__(self) -> str:
        return self.given


def more(**fields: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(fields.items())


def paid(*payments: str) -> tuple[tuple[str, Any], ...]:
    """Payments as "day amount" or "day amount invoice"."""
    return more(payments=[payment(*each.split()) for each in payments])


def insolvent(kind: str, since: str | None, until: str | None = None) -> tuple[tuple[str, Any], ...]:
    return more(circumstances=[{"type": kind, "since": since, "until": until}])


LAWFUL = notice()
NONE: Data = {}
TWO = (invoice(), invoice("500.00", "2026-09-30", "F2"))
EXEMPT = more(creditor=CREDITOR | {"can_reclaim_vat": False})
ASKED = more(history=[LAWFUL, sommatie("2026-10-20", amount_asked="1155.48", pay_by="2026-10-28")])
WITH_INTEREST = notice(amount_asked="1002.30")
FIRST_DEMAND = more(history=[sommatie("2026-10-01", amount_asked="1008.83", pay_by="2026-10-09")])
IMPUTED, IN_TIME, BASE = "6:44 BW: costs, interest, principal", "contract: a term that is kept", "HR 2016:2704 r.o. 3.8"
BIK, BIK_VAT, BIK_2A = "BIK art. 2", "BIK art. 2 lid 3", "BIK art. 2a, lowest of three readings"
RATE_4, TRADE, YEAR = "6:119 BW, 4% in 2026", "6:119a BW, 10.40% from 1 July 2026", "6:119 lid 2 BW"
FW = "Fw 26, 128"


def rent(amount: str, *due: str) -> tuple[Data, ...]:
    return tuple(invoice(amount, each, f"R{number}", contract="HUUR-1") for number, each in enumerate(due, 1))


PAYMENTS = (
    Case("nothing paid", "1000*4*82=8.99", "1000.00", "8.99", "150.00", "1158.99", RATE_4, notice=LAWFUL),
    Case("400 before the notice, which announces 15% of 600", "1000*4*9=0.99 600.99*4*73=4.81",
         "600.99", "4.81", "90.00", "695.80", IMPUTED, more=paid("2026-09-10 400.00"), notice=notice(costs="90.00")),
    Case("400 within the term: all principal; costs over 600", "1000*4*30=3.29 600*4*52=3.42",
         "600.00", "6.71", "90.00", "696.71", BASE, more=paid("2026-10-01 400.00"), notice=LAWFUL),
    Case("400 on the last free day", "1000*4*36=3.95 600*4*46=3.02",
         "600.00", "6.97", "90.00", "696.97", BASE, more=paid("2026-10-07 400.00"), notice=LAWFUL),
    Case("400 on the first day after the term: 150 to costs, 4.05 to interest, 245.95 to principal",
         "1000*4*37=4.05 754.05*4*45=3.72", "754.05", "3.72", "0.00", "757.77", IMPUTED,
         more=paid("2026-10-08 400.00"), notice=LAWFUL),
    Case("all on the last free day: nothing more", "", "0.00", "0.00", "0.00", "0.00", IN_TIME,
         more=paid("2026-10-07 1000.00"), notice=LAWFUL),
    Case("a cent short on the last free day: the minimum", "1000*4*36=3.95 0.01*4*46=0.00",
         "0.01", "3.95", "40.00", "43.96", "BIK art. 2 lid 2", more=paid("2026-10-07 999.99"), notice=LAWFUL),
    Case("all, one day late: 150 to costs, 4.05 to interest, 845.95 to principal", "1000*4*37=4.05 154.05*4*45=0.76",
         "154.05", "0.76", "0.00", "154.81", IMPUTED, more=paid("2026-10-08 1000.00"), notice=LAWFUL),
    Case("250 after the term: 150 + 4.49 + 95.51", "1000*4*41=4.49 904.49*4*41=4.06",
         "904.49", "4.06", "0.00", "908.55", IMPUTED, more=paid("2026-10-12 250.00"), notice=LAWFUL),
    Case("100 after the term goes to costs only", "1000*4*82=8.99", "1000.00", "8.99", "50.00", "1058.99", IMPUTED,
         more=paid("2026-10-20 100.00"), notice=LAWFUL),
    Case("1100 before any letter: 0.99 + 1000, the rest is too much", "1000*4*9=0.99", "0.00", "0.00", "0.00", "0.00",
         "6:203 BW", more=paid("2026-09-10 1100.00"), overpaid="99.01"),
    Case("all within the term and 50 more later", "", "0.00", "0.00", "0.00", "0.00", "6:203 BW",
         more=paid("2026-10-07 1000.00", "2026-10-20 50.00"), notice=LAWFUL, overpaid="50.00"),
)  # fmt: skip

CHOSEN = (
    Case("500 that names the younger invoice: 0.77 + 499.23 on F2", "1000*4*82=8.99 500*4*14=0.77 0.77*4*38=0.00",
         "1000.77", "8.99", "0.00", "1009.76", "6:43 lid 1 BW", TWO, paid("2026-10-15 500.00 F2")),
    Case("500 without a name: the oldest, 4.82 + 495.18", "1000*4*44=4.82 504.82*4*38=2.10 500*4*52=2.85",
         "1004.82", "4.95", "0.00", "1009.77", "6:43 lid 2 BW", TWO, paid("2026-10-15 500.00")),
    Case("600 that names F2: 0.77 + 500.00, then 4.82 + 94.41 on F1", "500*4*14=0.77 1000*4*44=4.82 905.59*4*38=3.77",
         "905.59", "3.77", "0.00", "909.36", "6:43 lid 1 BW", TWO, paid("2026-10-15 600.00 F2")),
)  # fmt: skip

MONTHS = ("2026-06-28", "2026-07-28", "2026-08-28")
CUMULATION = (
    Case("three of 50: sum 40, 40+20+20 = 80, highest 40", "50*4*146=0.80 50*4*116=0.64 50*4*85=0.47",
         "150.00", "1.91", "40.00", "191.91", BIK_2A, rent("50.00", *MONTHS), notice=notice(costs="40.00")),
    Case("three of 200: sum 90, 80, highest 40", "200*4*146=3.20 200*4*116=2.54 200*4*85=1.86",
         "600.00", "7.60", "40.00", "647.60", BIK_2A, rent("200.00", *MONTHS), notice=notice(costs="40.00")),
    Case("three of 300, above 266.67: 15% of 900", "300*4*146=4.80 300*4*116=3.81 300*4*85=2.79",
         "900.00", "11.40", "135.00", "1046.40", BIK, rent("300.00", *MONTHS), notice=notice(costs="135.00")),
    Case("two of 200, seven months apart: 15% of 400", "200*4*297=6.51 200*4*84=1.84",
         "400.00", "8.35", "60.00", "468.35", BIK, rent("200.00", "2026-01-28", "2026-08-29"), notice=notice(costs="60.00")),
)  # fmt: skip

VAT = (
    Case("VAT announced: 150 x 21% = 31.50", "1000*4*82=8.99", "1000.00", "8.99", "181.50", "1190.49", BIK_VAT,
         more=EXEMPT, notice=notice(announced_vat="31.50")),
    Case("no VAT announced: none", "1000*4*82=8.99", "1000.00", "8.99", "150.00", "1158.99", BIK_VAT,
         more=EXEMPT, notice=LAWFUL),
    Case("too little VAT announced: that is the most", "1000*4*82=8.99", "1000.00", "8.99", "160.00", "1168.99", BIK_VAT,
         more=EXEMPT, notice=notice(announced_vat="10.00")),
    Case("400 within the term: 90 x 21% = 18.90", "1000*4*30=3.29 600*4*52=3.42", "600.00", "6.71", "108.90", "715.61",
         BIK_VAT, more=(*EXEMPT, *paid("2026-10-01 400.00")), notice=notice(announced_vat="31.50")),
    Case("275.50: 41.325 -> 41.33, VAT 8.6793 -> 8.68", "275.5*4*82=2.48", "275.50", "2.48", "50.01", "327.99", BIK_VAT,
         (invoice("275.50"),), EXEMPT, notice(costs="41.33", announced_vat="8.68")),
)  # fmt: skip

BUSINESS = (
    Case("no letter yet: no costs", "1000*10.4*82=23.36", "1000.00", "23.36", "0.00", "1023.36", TRADE, business=True),
    Case("no letter yet, the minimum is asked", "1000*10.4*82=23.36", "1000.00", "23.36", "40.00", "1063.36",
         "6:96 lid 4 BW", business=True, mode="trade-minimum"),
    Case("the minimum over 100", "100*10.4*82=2.34", "100.00", "2.34", "40.00", "142.34", "6:96 lid 4 BW",
         (invoice("100.00"),), business=True, mode="trade-minimum"),
    Case("handed over on 1 October: 15% of 1000", "1000*10.4*82=23.36", "1000.00", "23.36", "150.00", "1173.36",
         "6:96 lid 2 c BW", more=more(handed_over_on="2026-10-01"), business=True),
    Case("400 before the hand-over: 3.99 + 396.01; 15% of 600", "1000*10.4*14=3.99 603.99*10.4*68=11.70",
         "603.99", "11.70", "90.00", "705.69", "6:96 lid 2 c BW",
         more=(*more(handed_over_on="2026-10-01"), *paid("2026-09-15 400.00")), business=True),
    Case("400 after it: 150 + 12.54 + 237.46; the base stays 1000", "1000*10.4*44=12.54 762.54*10.4*38=8.26",
         "762.54", "8.26", "0.00", "770.80", "Hof Den Bosch 2014: the principal when handed over",
         more=(*more(handed_over_on="2026-10-01"), *paid("2026-10-15 400.00")), business=True),
    Case("agreed costs: 12.5%, at least 60", "1000*10.4*82=23.36", "1000.00", "23.36", "125.00", "1148.36", "6:96 BW",
         more=more(handed_over_on="2026-10-01",
                   collection_costs={"type": "contractual", "percentage": "12.5", "minimum": "60.00"}), business=True),
    Case("over the change of 1 July", "1000*10.15*30=8.34 1000*10.4*144=41.03", "1000.00", "49.37", "0.00", "1049.37",
         TRADE, (invoice(due_on="2026-05-31"),), business=True),
)  # fmt: skip

CREDITED = (
    Case("a credit note of 200 after the term lowers the base too", "800*4*82=7.19", "800.00", "7.19", "120.00", "927.19",
         "contract: a credit note is no payment", (invoice(), credit_note("200.00", "2026-10-10", "F1")), notice=LAWFUL),
    Case("a credit note over all of it", "", "0.00", "0.00", "0.00", "0.00", "contract: base 0.00 gives 0.00",
         (invoice(), credit_note("1000.00", "2026-10-10", "F1")), notice=LAWFUL),
    Case("900 paid, then 200 credited: 1.23 + 800, the rest is too much", "800*4*14=1.23", "0.00", "0.00", "0.00", "0.00",
         "6:203 BW", (invoice(), credit_note("200.00", "2026-10-10", "F1")), paid("2026-09-15 900.00"), overpaid="98.77"),
)  # fmt: skip

YEARS = (
    Case("from 29 February: the year is full on 27 February", "1000*7*307=58.88 1000*6*58=9.53 1068.41*6*6=1.05",
         "1000.00", "69.46", "0.00", "1069.46", YEAR, (invoice(due_on="2024-02-28"),), on="2025-03-05"),
    Case("a leap year has 366 days of a 365th", "1000*7*366=70.19", "1000.00", "70.19", "0.00", "1070.19",
         "practice of published calculators", (invoice(due_on="2023-12-31"),), on="2024-12-31"),
    Case("a full year joins the base, and the rate changes", "1000*10.15*365=101.50 1101.5*10.4*144=45.19",
         "1000.00", "146.69", "0.00", "1146.69", "6:119a lid 3 BW", (invoice(due_on="2025-06-30"),), business=True),
)  # fmt: skip

INSOLVENCY = (
    Case("wsnp since 20 October: interest until the 19th", "1000*4*49=5.37", "1000.00", "5.37", "150.00", "1155.37",
         "Fw 303", more=insolvent("wsnp", "2026-10-20"), notice=LAWFUL),
    Case("bankrupt on the day that costs would be due: none", "1000*4*37=4.05", "1000.00", "4.05", "0.00", "1004.05", FW,
         more=insolvent("bankruptcy", "2026-10-08"), notice=LAWFUL),
    Case("bankrupt a day later: the costs stay", "1000*4*38=4.16", "1000.00", "4.16", "150.00", "1154.16", FW,
         more=insolvent("bankruptcy", "2026-10-09"), notice=LAWFUL),
    Case("bankrupt on the first day of default: no interest", "", "1000.00", "0.00", "0.00", "1000.00", FW,
         more=insolvent("bankruptcy", "2026-09-01"), business=True),
    Case("a business, handed over before it", "1000*10.4*49=13.96", "1000.00", "13.96", "150.00", "1163.96", FW,
         more=(*insolvent("bankruptcy", "2026-10-20"), *more(handed_over_on="2026-10-01")), business=True),
    Case("handed over after it: no costs", "1000*10.4*49=13.96", "1000.00", "13.96", "0.00", "1013.96", FW,
         more=(*insolvent("bankruptcy", "2026-10-20"), *more(handed_over_on="2026-10-27")), business=True),
    Case("the minimum of an invoice that was late before it", "1000*10.4*49=13.96", "1000.00", "13.96", "40.00", "1053.96",
         FW, more=insolvent("bankruptcy", "2026-10-20"), business=True, mode="trade-minimum"),
    Case("no minimum when it was late only after it", "", "1000.00", "0.00", "0.00", "1000.00", FW,
         more=insolvent("bankruptcy", "2026-09-01"), business=True, mode="trade-minimum"),
    Case("a bankruptcy that is over stops nothing", "1000*4*82=8.99", "1000.00", "8.99", "150.00", "1158.99", FW,
         more=insolvent("bankruptcy", "2026-10-01", "2026-11-01"), notice=LAWFUL),
    Case("a bankruptcy whose day is not known", "1000*4*82=8.99", "1000.00", "8.99", "150.00", "1158.99", FW,
         more=insolvent("bankruptcy", None), notice=LAWFUL),
    Case("200 after it: 150 + 5.37 + 44.63", "1000*4*49=5.37", "955.37", "0.00", "0.00", "955.37", IMPUTED,
         more=(*insolvent("wsnp", "2026-10-20"), *paid("2026-11-01 200.00")), notice=LAWFUL),
    Case("surseance does not stop interest", "1000*10.4*82=23.36", "1000.00", "23.36", "0.00", "1023.36", "Fw 128 does not",
         more=insolvent("suspension", "2026-10-20"), business=True),
)  # fmt: skip

# The sommatie of 20 October asks 1000.00 + 5.48 (1000*4*50) + 150.00 = 1155.48 by Wednesday 28 October.
IN_FULL = (
    Case("all that a sommatie asked, on its last day", "1000*4*50=5.48", "0.00", "0.00", "0.00", "0.00", IN_TIME,
         more=(*ASKED, *paid("2026-10-28 1155.48"))),
    Case("in two parts within its term", "1000*4*50=5.48", "0.00", "0.00", "0.00", "0.00", IN_TIME,
         more=(*ASKED, *paid("2026-10-23 600.00", "2026-10-27 555.48"))),
    Case("a cent short: 150 + 6.25 + 999.22", "1000*4*57=6.25 0.78*4*25=0.00", "0.78", "0.00", "0.00", "0.78", IMPUTED,
         more=(*ASKED, *paid("2026-10-28 1155.47"))),
    Case("a day late: 150 + 6.36 + 999.12", "1000*4*58=6.36 0.88*4*24=0.00", "0.88", "0.00", "0.00", "0.88", IMPUTED,
         more=(*ASKED, *paid("2026-10-29 1155.48"))),
    Case("a notice that asked interest too (1000*4*21 = 2.30), paid in full", "1000*4*21=2.30",
         "0.00", "0.00", "0.00", "0.00", IN_TIME, more=paid("2026-10-07 1002.30"), notice=WITH_INTEREST),
    Case("of that notice only the invoice is paid: 3.95 + 996.05", "1000*4*36=3.95 3.95*4*46=0.02",
         "3.95", "0.02", "0.00", "3.97", IMPUTED, more=paid("2026-10-07 1000.00"), notice=WITH_INTEREST),
    Case("a business pays all of a first demand, 1000 + 8.83: no costs follow", "1000*10.4*31=8.83",
         "0.00", "0.00", "0.00", "0.00", IN_TIME, more=(*FIRST_DEMAND, *paid("2026-10-09 1008.83")), business=True),
    Case("a business pays only the invoice: 10.83 + 989.17; costs over 1000", "1000*10.4*38=10.83 10.83*10.4*44=0.14",
         "10.83", "0.14", "150.00", "160.97", IMPUTED, more=(*FIRST_DEMAND, *paid("2026-10-09 1000.00")), business=True),
)  # fmt: skip

LONG_AGO = (invoice(due_on="2012-04-30"),)
BEFORE_THE_SCALE = (
    Case("a notice from before 1 July 2012 gives no costs", "1000*4*61=6.68 1000*3*93=7.64",
         "1000.00", "14.32", "0.00", "1014.32", "Stb. 2012, 141: from 1 July 2012", LONG_AGO,
         notice=notice("2012-05-14"), on="2012-10-01"),
    Case("nor does a hand-over", "1000*8*154=33.75", "1000.00", "33.75", "0.00", "1033.75",
         "Stb. 2012, 141: from 1 July 2012", LONG_AGO, more(handed_over_on="2012-05-14"), business=True, on="2012-10-01"),
    Case("200 paid before it: 3.29 + 196.71", "1000*4*30=3.29 803.29*4*31=2.73 803.29*3*93=6.14",
         "803.29", "8.87", "0.00", "812.16", IMPUTED, LONG_AGO, paid("2012-05-31 200.00"), on="2012-10-01"),
    Case("a notice from before it and a lawful one after it", "1000*4*61=6.68 1000*3*93=7.64",
         "1000.00", "14.32", "150.00", "1164.32", BIK, LONG_AGO,
         more(history=[notice("2012-05-14"), notice("2012-08-13")]), on="2012-10-01"),
)  # fmt: skip

EVERY = (
    *PAYMENTS, *CHOSEN, *CUMULATION, *VAT, *BUSINESS, *CREDITED, *YEARS, *INSOLVENCY, *IN_FULL, *BEFORE_THE_SCALE,
)  # fmt: skip


def the_rows(case: Case) -> list[tuple[Decimal, Fraction, int, Decimal]]:
    """The rows of the table: base, percent, days, amount."""
    found = []
    for row in case.rows.split():
        sum_, amount = row.split("=")
        base, percent, days = sum_.split("*")
        found.append((Decimal(base), Fraction(percent), int(days), Decimal(amount)))
    return found


@pytest.mark.parametrize("case", EVERY, ids=str)
def test_the_sums_in_the_table_are_right(case: Case) -> None:
    for base, percent, days, amount in the_rows(case):
        assert half_up(Fraction(base) * percent * days / 36500) == amount
    assert Decimal(case.principal) + Decimal(case.interest) + Decimal(case.costs) == Decimal(case.total)


@pytest.mark.parametrize("case", EVERY, ids=str)
def test_what_is_owed_by_hand(case: Case) -> None:
    fields: Data = {"history": [case.notice] if case.notice else []} | dict(case.more)
    found = account(dossier(*case.invoices, business=case.business, **fields), day(case.on), costs=case.mode)
    rows = [(each.base, Fraction(str(each.annual_rate)), each.days, each.amount) for each in found.interest.periods]
    assert sorted(rows) == sorted(the_rows(case))
    owed = (found.principal, found.interest.outstanding, found.costs.outstanding, found.total_due, found.overpaid)
    assert tuple(map(str, owed)) == (case.principal, case.interest, case.costs, case.total, case.overpaid)


def test_there_are_enough_of_them() -> None:
    assert len(EVERY) >= 60
