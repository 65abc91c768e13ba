"""What is owed on a date, reckoned by hand: who paid what and when, and what that does to interest and costs.

Most cases start from one invoice of 1000.00 that was due on Monday 31 August 2026, so interest runs from 1 September.
Statutory interest is 4% in all of 2026, commercial interest 10.40% from July on. The notice of `building.notice` went by
post on Monday 21 September: received on Wednesday 23, free until Wednesday 7 October, costs due from 8 October.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.dossier.account import Account, account
from docgen.dossier.model import Dossier
from docgen.dossier.planning import plan_total, planned
from docgen.errors import InvalidInput, RatesNotKnown
from docgen.law.amounts import total
from tests.dossier.building import (
    CREDITOR,
    credit_note,
    dossier,
    invoice,
    notice,
    payment,
    reminder,
    sommatie,
)
from tests.law.tables import day

TODAY = "2026-11-21"


def on(when: str, given: Dossier, **more: Any) -> Account:
    return account(given, day(when), **more)


def check_sums(found: Account) -> None:
    """What holds for every account, whatever the case."""
    assert found.total_due == found.principal + found.interest.outstanding + found.costs.outstanding
    assert found.original - sum(each.to_principal for each in found.payments) == found.principal
    assert found.interest.total == total(period.amount for period in found.interest.periods)
    assert found.interest.total - total(each.to_interest for each in found.payments) == found.interest.outstanding
    for each in found.payments:
        assert each.to_costs + each.to_interest + each.to_principal + each.rest == each.amount
    costs = found.costs.costs
    assert costs.excl_vat + costs.vat == costs.total
    assert total(line.amount for line in costs.lines) == costs.excl_vat
    owed = costs.total if found.costs.due else Decimal(0)
    assert owed - total(each.to_costs for each in found.payments) == found.costs.outstanding
    assert found.overpaid == total(each.rest for each in found.payments)


def split(found: Account) -> list[str]:
    """Every payment as: to costs, to interest, to principal."""
    return [f"{each.to_costs} {each.to_interest} {each.to_principal}" for each in found.payments]


# --- The worked example of the public contract -------------------------------------------------------------------------


@pytest.fixture
def example() -> Dossier:
    """An invoice of 1250.00, 100.00 paid, a notice over the 1150.00 that was open, and a plan in six instalments."""
    return dossier(
        invoice("1250.00", number="F2026-101", issued_on="2026-08-01"),
        payments=[payment("2026-09-15", "100.00", "F2026-101")],
        history=[
            notice(costs="172.50", invoice_numbers=["F2026-101"], amount_asked="1150.00", announced_vat="0.00"),
        ],
        payment_plan={"agreed_on": "2026-11-20", "instalment_count": 6, "first_due_on": "2026-12-01"},
    )


def test_the_worked_example(example: Dossier) -> None:
    found = on(TODAY, example)
    check_sums(found)
    assert (str(found.original), str(found.principal), str(found.open_invoices)) == ("1250.00", "1151.92", "1150.00")
    assert found.not_yet_due == ()
    (paid,) = found.payments
    assert (paid.received_on, str(paid.amount)) == (date(2026, 9, 15), "100.00")
    assert split(found) == ["0.00 1.92 98.08"]
    assert (str(found.payments_total), str(found.overpaid)) == ("100.00", "0.00")
    interest = found.interest
    assert (str(interest.total), str(interest.outstanding), str(interest.per_day)) == ("10.50", "8.58", "0.12")
    assert [
        f"{each.claim} {each.start} {each.end} {each.days} {each.annual_rate} {each.base} {each.amount} {each.rule}"
        for each in interest.periods
    ] == [
        "F2026-101 2026-09-01 2026-09-14 14 4.00 1250.00 1.92 art. 6:119 BW",
        "F2026-101 2026-09-15 2026-11-21 68 4.00 1151.92 8.58 art. 6:119 BW",
    ]
    costs = found.costs
    assert (str(costs.costs.base), str(costs.costs.excl_vat), str(costs.costs.vat)) == ("1150.00", "172.50", "0.00")
    assert (str(costs.costs.total), costs.due, str(costs.due_from)) == ("172.50", True, "2026-10-08")
    assert (str(costs.outstanding), costs.costs.rule) == ("172.50", "art. 2 Besluit BIK")
    (step,) = costs.costs.lines
    assert (str(step.start), str(step.end), step.percent, str(step.amount)) == ("0.00", "1150.00", 15, "172.50")
    assert str(found.total_due) == "1333.00"


def test_the_plan_of_the_worked_example(example: Dossier) -> None:
    """1333.00 in six: 222.17 five times, and the last takes the difference."""
    debt = plan_total(example, on(TODAY, example))
    assert str(debt) == "1333.00"
    plan = planned(example, debt)
    assert [f"{each.number} {each.due_on} {each.amount} {each.balance}" for each in plan] == [
        "1 2026-12-01 222.17 1110.83",
        "2 2027-01-01 222.17 888.66",
        "3 2027-02-01 222.17 666.49",
        "4 2027-03-01 222.17 444.32",
        "5 2027-04-01 222.17 222.15",
        "6 2027-05-01 222.15 0.00",
    ]


# --- Consumers: payments before, within and after the term -------------------------------------------------------------


@dataclass(frozen=True)
class Expected:
    """The outcome of a case. `costs` are what they are or will be; `owed` of that is what stands in the total."""

    principal: str = "1000.00"
    interest: str = "8.99"
    owed: str = "0.00"
    total: str = "1008.99"
    base: str = "1000.00"
    costs: str = "150.00"
    due: bool = False
    due_from: str | None = None
    open_invoices: str = "1000.00"
    overpaid: str = "0.00"
    paid: Sequence[str] = ()


@dataclass(frozen=True)
class Given:
    """One case: what happened, and the date."""

    name: str
    expected: Expected
    payments: Sequence[Any] = ()
    history: Sequence[Any] = ()
    invoices: Sequence[Any] = ()
    on: str = TODAY
    more: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def check(given: Given) -> Account:
    data = dossier(*given.invoices, payments=list(given.payments), history=list(given.history), **given.more)
    found = on(given.on, data)
    check_sums(found)
    costs = found.costs
    assert Expected(
        principal=str(found.principal),
        interest=str(found.interest.outstanding),
        owed=str(costs.outstanding),
        total=str(found.total_due),
        base=str(costs.costs.base),
        costs=str(costs.costs.total),
        due=costs.due,
        due_from=str(costs.due_from) if costs.due_from else None,
        open_invoices=str(found.open_invoices),
        overpaid=str(found.overpaid),
        paid=tuple(split(found)),
    ) == Expected(**{**given.expected.__dict__, "paid": tuple(given.expected.paid)})
    return found


LAPSED = {"due": True, "due_from": "2026-10-08"}
PENDING = {"due": False, "due_from": "2026-10-08"}
NOTHING = {
    "principal": "0.00",
    "interest": "0.00",
    "total": "0.00",
    "base": "0.00",
    "costs": "0.00",
    "open_invoices": "0.00",
}

CONSUMER = (
    Given("nobody wrote: costs are what they would be, and not due", Expected()),
    # 1 September up to and including 21 September: 21 days, 2.3014
    Given("the day of the notice", Expected(interest="2.30", total="1002.30", **PENDING), history=[notice()],
          on="2026-09-21"),
    Given("the day before the notice", Expected(interest="2.19", total="1002.19"), history=[notice()],
          on="2026-09-20"),
    # 37 days: 4.0548
    Given("the last free day", Expected(interest="4.05", total="1004.05", **PENDING), history=[notice()],
          on="2026-10-07"),
    # 38 days: 4.1644
    Given("the day after it", Expected(interest="4.16", owed="150.00", total="1154.16", **LAPSED), history=[notice()],
          on="2026-10-08"),
    # 82 days: 8.9863
    Given("no payment", Expected(owed="150.00", total="1158.99", **LAPSED), history=[notice()]),
    Given("paid in full on the last free day: nothing more, no minimum, no interest",
          Expected(**NOTHING, **LAPSED, paid=["0.00 0.00 1000.00"]),
          history=[notice()], payments=[payment("2026-10-07", "1000.00")]),
    Given("paid in full on the day of the notice", Expected(**NOTHING, **LAPSED, paid=["0.00 0.00 1000.00"]),
          history=[notice()], payments=[payment("2026-09-21", "1000.00")]),
    Given("paid in full in two parts in time",
          Expected(**NOTHING, **LAPSED, paid=["0.00 0.00 400.00", "0.00 0.00 600.00"]),
          history=[notice()], payments=[payment("2026-09-25", "400.00"), payment("2026-10-05", "600.00")]),
    # costs 150.00, interest over 37 days 4.05, principal 845.95; then 45 days over 154.05: 0.7597
    Given("paid in full a day late",
          Expected(principal="154.05", interest="0.76", total="154.81", open_invoices="0.00", **LAPSED,
                   paid=["150.00 4.05 845.95"]),
          history=[notice()], payments=[payment("2026-10-08", "1000.00")]),
    # in time, so principal; 30 days over 1000.00: 3.2877, 52 days over 250.00: 1.4247; 15% of 250.00 is 37.50: minimum
    Given("paid in part in time: costs over the rest",
          Expected(principal="250.00", interest="4.71", owed="40.00", total="294.71", base="250.00", costs="40.00",
                   open_invoices="250.00", **LAPSED, paid=["0.00 0.00 750.00"]),
          history=[notice()], payments=[payment("2026-10-01", "750.00")]),
    # costs 40.00, interest 3.29 + 0.52 (19 days over 250.00), principal 206.19; 33 days over 43.81: 0.1584
    Given("the rest after the term: it pays the costs first, and the base stays 250.00",
          Expected(principal="43.81", interest="0.16", total="43.97", base="250.00", costs="40.00",
                   open_invoices="0.00", **LAPSED, paid=["0.00 0.00 750.00", "40.00 3.81 206.19"]),
          history=[notice()], payments=[payment("2026-10-01", "750.00"), payment("2026-10-20", "250.00")]),
    # 49 days over 1000.00: 5.3699; principal 444.63; 33 days over 555.37: 2.0085
    Given("a part after the term does not lower the base",
          Expected(principal="555.37", interest="2.01", total="557.38", open_invoices="400.00", **LAPSED,
                   paid=["150.00 5.37 444.63"]),
          history=[notice()], payments=[payment("2026-10-20", "600.00")]),
    Given("less than the costs after the term",
          Expected(owed="50.00", total="1058.99", open_invoices="900.00", **LAPSED, paid=["100.00 0.00 0.00"]),
          history=[notice()], payments=[payment("2026-10-20", "100.00")]),
    # 9 days over 1000.00: 0.9863; 73 days over 800.99: 6.4079; 15% of 800.00
    Given("a part before the notice: interest first, and costs over what was open",
          Expected(principal="800.99", interest="6.41", owed="120.00", total="927.40", base="800.00", costs="120.00",
                   open_invoices="800.00", **LAPSED, paid=["0.00 0.99 199.01"]),
          history=[notice(costs="120.00", amount_asked="800.00")], payments=[payment("2026-09-10", "200.00")]),
    Given("that part, and then what the notice asked, in time: nothing more",
          Expected(**NOTHING, **LAPSED, paid=["0.00 0.00 200.00", "0.00 0.00 800.00"]),
          history=[notice(costs="120.00", amount_asked="800.00")],
          payments=[payment("2026-09-10", "200.00"), payment("2026-10-05", "800.00")]),
    # 19 days: 2.0822; 63 days over 2.08: 0.0144. A notice after that asks what is not open any more
    Given("paid in full before the notice: it asks too much, and counts for nothing",
          Expected(principal="2.08", interest="0.01", total="2.09", base="0.00", costs="0.00", open_invoices="0.00",
                   paid=["0.00 2.08 997.92"]),
          history=[notice()], payments=[payment("2026-09-20", "1000.00")]),
    Given("more than everything",
          Expected(principal="0.00", interest="0.00", total="0.00", open_invoices="0.00", overpaid="844.63", **LAPSED,
                   paid=["150.00 5.37 1000.00"]),
          history=[notice()], payments=[payment("2026-10-20", "2000.00")]),
    Given("more than everything, nobody wrote",
          Expected(**NOTHING, overpaid="994.63", paid=["0.00 5.37 1000.00"]),
          payments=[payment("2026-10-20", "2000.00")]),
    Given("a payment of tomorrow is not known today", Expected(), payments=[payment("2026-11-22", "500.00")]),
    # 81 days: 8.8767
    Given("a payment of today counts today",
          Expected(principal="508.88", interest="0.06", total="508.94", base="500.00", costs="75.00",
                   open_invoices="500.00", paid=["0.00 8.88 491.12"]),
          payments=[payment("2026-11-21", "500.00")]),
)  # fmt: skip


@pytest.mark.parametrize("given", CONSUMER, ids=str)
def test_consumer_payments(given: Given) -> None:
    check(given)


# --- Reminders and demands: a payment in their term is for the principal ----------------------------------------------

LETTERS = (
    Given("a reminder, paid in full on its last day", Expected(**NOTHING, paid=["0.00 0.00 1000.00"]),
          history=[reminder("2026-09-02", pay_by="2026-09-09")], payments=[payment("2026-09-09", "1000.00")]),
    # 9 days: 0.9863; 73 days over 0.99: 0.0079
    Given("a reminder, paid in full a day late: interest first",
          Expected(principal="0.99", interest="0.01", total="1.00", base="0.00", costs="0.00", open_invoices="0.00",
                   paid=["0.00 0.99 999.01"]),
          history=[reminder("2026-09-02", pay_by="2026-09-09")], payments=[payment("2026-09-10", "1000.00")]),
    # Wednesday 2 September is received on Friday 4; seven days later is Friday 11
    Given("a reminder without a printed day gives seven days from receipt", Expected(**NOTHING, paid=["0.00 0.00 1000.00"]),
          history=[reminder("2026-09-02")], payments=[payment("2026-09-11", "1000.00")]),
    Given("a last day on Saturday moves to Monday", Expected(**NOTHING, paid=["0.00 0.00 1000.00"]),
          history=[reminder("2026-09-02", pay_by="2026-09-12")], payments=[payment("2026-09-14", "1000.00")]),
    # 8 days over 1000.00: 0.8767; 74 days over 600.00: 4.8658
    Given("a part in the term of a reminder is for the principal",
          Expected(principal="600.00", interest="5.75", total="605.75", base="600.00", costs="90.00",
                   open_invoices="600.00", paid=["0.00 0.00 400.00"]),
          history=[reminder("2026-09-02", pay_by="2026-09-09")], payments=[payment("2026-09-09", "400.00")]),
    Given("a demand for everything: costs, interest, principal, in its term too",
          Expected(principal="555.37", interest="2.01", total="557.38", open_invoices="400.00", **LAPSED,
                   paid=["150.00 5.37 444.63"]),
          history=[notice(), sommatie("2026-10-15", pay_by="2026-10-23", amount_asked="1154.93")],
          payments=[payment("2026-10-20", "600.00")]),
    # costs 150.00, interest 5.37, principal 844.63; 33 days over 155.37: 0.5619
    Given("a demand for everything, and only the invoice paid in its term: not everything was paid",
          Expected(principal="155.37", interest="0.56", total="155.93", open_invoices="0.00", **LAPSED,
                   paid=["150.00 5.37 844.63"]),
          history=[notice(), sommatie("2026-10-15", pay_by="2026-10-23", amount_asked="1154.93")],
          payments=[payment("2026-10-20", "1000.00")]),
    # 49 days over 1000.00: 5.3699; 33 days over 400.00: 1.4466
    Given("a demand for the principal only: a part in its term is for the principal",
          Expected(principal="400.00", interest="6.82", owed="150.00", total="556.82", open_invoices="400.00", **LAPSED,
                   paid=["0.00 0.00 600.00"]),
          history=[notice(), sommatie("2026-10-15", pay_by="2026-10-23", amount_asked="1000.00")],
          payments=[payment("2026-10-20", "600.00")]),
    Given("a demand for the principal only, paid in time: nothing more, no costs of the notice either",
          Expected(**NOTHING, **LAPSED, paid=["0.00 0.00 1000.00"]),
          history=[notice(), sommatie("2026-10-15", pay_by="2026-10-23", amount_asked="1000.00")],
          payments=[payment("2026-10-23", "1000.00")]),
    Given("a demand that does not say what it asked is taken to ask everything",
          Expected(principal="555.37", interest="2.01", total="557.38", open_invoices="400.00", **LAPSED,
                   paid=["150.00 5.37 444.63"]),
          history=[notice(), sommatie("2026-10-15", pay_by="2026-10-23")], payments=[payment("2026-10-20", "600.00")]),
    Given("a specification is no demand: no term, no principal only",
          Expected(principal="600.99", interest="4.81", total="605.80", base="600.00", costs="90.00",
                   open_invoices="600.00", paid=["0.00 0.99 399.01"]),  # 73 days over 600.99: 4.8079
          history=[{"kind": "cost-specification", "sent_on": "2026-09-08", "amount_asked": "1000.00"}],
          payments=[payment("2026-09-10", "400.00")]),
)  # fmt: skip


@pytest.mark.parametrize("given", LETTERS, ids=str)
def test_payments_in_the_term_of_a_letter(given: Given) -> None:
    check(given)


# --- What makes a notice fail ------------------------------------------------------------------------------------------

NOT_AGREED = [invoice(term_agreed=False)]
WITHOUT_DEFAULT = Expected(interest="0.00", total="1000.00")

FLAWED = (
    ("channel", notice(channel="sms"), Expected()),
    ("default", notice("2026-08-31"), Expected()),  # the due date itself: not late yet
    ("default", notice("2026-08-20"), Expected()),
    ("term", notice(term_days=13), Expected()),
    ("term", notice(term_days=None), Expected()),
    ("term", notice(term_days=14, term_wording="after-delivery"), Expected()),  # counts the day of delivery: a day short
    ("term", notice(term_days=14, term_wording="after-receipt"), Expected()),
    ("wording", notice(term_days=15, term_wording="after-receipt"), Expected()),
    ("wording", notice(term_days=30, term_wording="after-date"), Expected()),
    ("wording", notice(term_days=30, term_wording="date"), Expected()),
    ("wording", notice(term_days=30, term_wording="other"), Expected()),
    ("wording", notice(term_days=30, term_wording=None), Expected()),
    ("date", notice(pay_by="2026-10-06"), Expected()),  # a day inside the fourteen
    ("date", notice(pay_by="2026-10-05", term_days=14), Expected()),  # fourteen days after the letter's own date
    ("amount-missing", notice(costs=None), Expected()),
    ("amount", notice(costs="150.01"), Expected()),
    ("amount", notice(costs="151.38"), Expected()),  # over the interest too
    ("vat", notice(announced_vat="31.50"), Expected()),  # this creditor can reclaim it
    ("asked", notice(amount_asked="1150.00"), Expected()),  # the costs are in it already
    ("asked", notice(amount_asked="1002.31"), Expected()),  # a cent above principal and interest (2.30)
)  # fmt: skip


@pytest.mark.parametrize(("flaw", "entry", "expected"), FLAWED,
                         ids=[f"{flaw}-{number}" for number, (flaw, *_) in enumerate(FLAWED)])  # fmt: skip
def test_a_flawed_notice_makes_no_costs_due(flaw: str, entry: Any, expected: Expected) -> None:
    found = check(Given(flaw, expected, history=[entry]))
    assert flaw in found.letters[0].flaws
    # Nor does a payment go to costs: interest over 70 days (7.6712), then principal.
    paid = on(TODAY, dossier(history=[entry], payments=[payment("2026-11-10", "600.00")]))
    assert split(paid) == ["0.00 7.67 592.33"]


LAWFUL = (
    ("fifteen days after delivery", notice(term_days=15, term_wording="after-delivery"), "2026-10-09"),
    ("three weeks", notice(term_days=21), "2026-10-15"),
    ("a printed day that is later", notice(pay_by="2026-10-12"), "2026-10-13"),
    ("a printed day that is the last free day", notice(pay_by="2026-10-07"), "2026-10-08"),
    ("a printed day on Saturday moves to Monday", notice(pay_by="2026-10-10"), "2026-10-13"),
    ("proof of delivery on the next day", notice(delivered_on="2026-09-22"), "2026-10-07"),
    ("proof of delivery a week later", notice(delivered_on="2026-09-28"), "2026-10-13"),
    ("last free day on Saturday moves to Monday", notice(delivered_on="2026-09-26"), "2026-10-13"),
    ("by e-mail", notice(channel="email"), "2026-10-07"),  # received on Tuesday 22 September, free until 6 October
    ("registered", notice(channel="registered"), "2026-10-08"),
    ("sent on Friday", notice("2026-09-18"), "2026-10-07"),  # received on Tuesday 22 September
    ("asked the interest too", notice(amount_asked="1002.30"), "2026-10-08"),  # 21 days: 2.3014
    ("the day after the due date", notice("2026-09-01"), "2026-09-18"),  # received on Thursday 3 September
)  # fmt: skip


@pytest.mark.parametrize(("_name", "entry", "due_from"), LAWFUL, ids=[each[0] for each in LAWFUL])
def test_a_lawful_notice(_name: str, entry: Any, due_from: str) -> None:
    given = dossier(history=[entry])
    before, then = on(str(day(due_from).replace(day=1)), given), on(due_from, given)
    assert then.letters[0].flaws == ()
    assert (then.costs.due, str(then.costs.due_from), str(then.costs.outstanding)) == (True, due_from, "150.00")
    assert before.costs.due is False
    last_day = day(due_from) - (date(2026, 1, 2) - date(2026, 1, 1))
    assert account(given, last_day).costs.due is False
    assert str(account(given, last_day).costs.due_from) == due_from


def test_a_notice_that_also_asks_what_is_not_late_fails_as_a_whole() -> None:
    invoices = [invoice(), invoice("500.00", "2026-09-30", "F2", issued_on="2026-09-01")]
    named = notice(costs="225.00", invoice_numbers=["F1", "F2"])
    found = on(TODAY, dossier(*invoices, history=[named]))
    assert found.letters[0].flaws == ("default",)
    assert (found.costs.due, found.costs.due_from) == (False, None)
    # Also when it names no invoices but asks the money of both, or costs over both.
    for entry in (notice(amount_asked="1500.00"), notice(costs="225.00")):
        assert on(TODAY, dossier(*invoices, history=[entry])).costs.due is False


def test_an_invoice_that_was_paid_before_does_not_make_the_notice_fail() -> None:
    invoices = [invoice("100.00", "2026-08-15", "F0", term_agreed=False), invoice()]
    given = dossier(*invoices, payments=[payment("2026-09-01", "100.00", "F0")], history=[notice()])
    assert on(TODAY, given).letters[0].flaws == ()


# --- Several invoices, several notices ---------------------------------------------------------------------------------

TWO = [invoice(), invoice("500.00", "2026-09-30", "F2", issued_on="2026-09-01")]
# Monday 12 October is received on Wednesday 14; fourteen days later is Wednesday 28 October
SECOND = notice("2026-10-12", "75.00", invoice_numbers=["F2"])
FIRST = notice(invoice_numbers=["F1"])
# 1 October up to and including 21 November, 52 days over 500.00: 2.8493
TWO_OPEN = {"principal": "1500.00", "interest": "11.84", "open_invoices": "1500.00"}

SEVERAL = (
    Given("one notice, lapsed; the other still runs",
          Expected(principal="1500.00", interest="6.58", owed="150.00", total="1656.58", open_invoices="1500.00", **LAPSED),
          invoices=TWO, history=[FIRST, SECOND], on="2026-10-20"),  # 50 days 5.4795, 20 days over 500.00 1.0959
    Given("both lapsed: principals are added up before the scale",
          Expected(**TWO_OPEN, owed="225.00", total="1736.84", base="1500.00", costs="225.00", **LAPSED),
          invoices=TWO, history=[FIRST, SECOND]),
    Given("an invoice that no notice covered adds nothing",
          Expected(**TWO_OPEN, owed="150.00", total="1661.84", **LAPSED), invoices=TWO, history=[FIRST]),
    Given("a notice that names no invoices covers all that were overdue then",
          Expected(**TWO_OPEN, owed="150.00", total="1661.84", **LAPSED), invoices=TWO, history=[notice()]),
    Given("without a notice: over all that is overdue today", Expected(**TWO_OPEN, total="1511.84", base="1500.00", costs="225.00"),
          invoices=TWO),
    Given("the first notice fails, the second is good",
          Expected(owed="150.00", total="1158.99", due=True, due_from="2026-10-29"),
          history=[notice(term_days=13), notice("2026-10-12")]),
    Given("two good notices over the same invoice: the first one counts",
          Expected(owed="150.00", total="1158.99", **LAPSED), history=[notice(), notice("2026-10-12")]),
    # 15% of 2500 + 10% of 2500 + 5% of 1000 = 675.00, not twice 425.00. Interest: 82 days 26.9589, 52 days 17.0959
    Given("two notices never cost more than the scale over the sum",
          Expected(principal="6000.00", interest="44.06", owed="675.00", total="6719.06", base="6000.00",
                   costs="675.00", open_invoices="6000.00", **LAPSED),
          invoices=[invoice("3000.00"), invoice("3000.00", "2026-09-30", "F2", issued_on="2026-09-01")],
          history=[notice(costs="425.00", invoice_numbers=["F1"]),
                   notice("2026-10-12", "425.00", invoice_numbers=["F2"])]),
    # three invoices of 20.00 in one notice cost the minimum once. 82 days over 20.00, three times: 0.1797
    Given("three small invoices: 40.00 once",
          Expected(principal="60.00", interest="0.54", owed="40.00", total="100.54", base="60.00", costs="40.00",
                   open_invoices="60.00", **LAPSED),
          invoices=[invoice("20.00", number=f"F{number}") for number in (1, 2, 3)], history=[notice(costs="40.00")]),
    # the debtor named F2: 19 days over 500.00 1.0411; F1 82 days 8.99; F2 33 days over 201.04 0.7271
    Given("a payment for an invoice that the debtor named",
          Expected(principal="1201.04", interest="9.72", total="1210.76", base="1200.00", costs="180.00",
                   open_invoices="1200.00", paid=["0.00 1.04 298.96"]),
          invoices=TWO, payments=[payment("2026-10-20", "300.00", "F2")]),
    # 49 days over 1000.00 5.3699; F1 33 days over 705.37 2.5509; F2 52 days 2.85
    Given("a payment without a name goes to the oldest",
          Expected(principal="1205.37", interest="5.40", total="1210.77", base="1200.00", costs="180.00",
                   open_invoices="1200.00", paid=["0.00 5.37 294.63"]),
          invoices=TWO, payments=[payment("2026-10-20", "300.00")]),
    # F1: 5.37 and 1000.00, F2 19 days 1.04 and the rest 193.59; F2 33 days over 306.41 1.1081
    Given("more than the oldest needs goes on to the next",
          Expected(principal="306.41", interest="1.11", total="307.52", base="300.00", costs="45.00",
                   open_invoices="300.00", paid=["0.00 6.41 1193.59"]),
          invoices=TWO, payments=[payment("2026-10-20", "1200.00")]),
    # in the term of the second notice: F2 first, and principal. F1 82 days 8.99; F2 19 days over 500.00 1.04
    Given("a payment answers the letter in whose term it comes",
          Expected(principal="1000.00", interest="8.99", owed="150.00", total="1158.99", **LAPSED,
                   paid=["0.00 0.00 500.00"]),
          invoices=TWO, history=[FIRST, SECOND], payments=[payment("2026-10-20", "500.00")]),
    # F2 is settled by its notice; what is over pays the costs and the interest (49 days 5.37) of F1
    Given("more than the letter asked pays principal first and then what else is owed",
          Expected(principal="0.00", interest="0.00", total="0.00", open_invoices="0.00", overpaid="344.63", **LAPSED,
                   paid=["150.00 5.37 1500.00"]),
          invoices=TWO, history=[FIRST, SECOND], payments=[payment("2026-10-20", "2000.00")]),
)  # fmt: skip


@pytest.mark.parametrize("given", SEVERAL, ids=str)
def test_several_invoices_and_notices(given: Given) -> None:
    check(given)


def test_a_reminder_for_one_invoice_does_not_spoil_the_notice_for_the_other() -> None:
    """The payment in the reminder's term was for F2, so the notice over F1 asked the right amount."""
    given = dossier(
        invoice(), invoice("500.00", number="F2"),
        history=[reminder("2026-09-02", pay_by="2026-09-09", invoice_numbers=["F2"]), notice(invoice_numbers=["F1"])],
        payments=[payment("2026-09-07", "500.00")],
    )  # fmt: skip
    found = on(TODAY, given)
    assert found.letters[1].flaws == ()
    assert [str(line.principal) for line in found.claims] == ["1000.00", "0.00"]
    assert (found.costs.due, str(found.costs.outstanding)) == (True, "150.00")
    assert {period.claim for period in found.interest.periods} == {"F1"}  # F2 was settled in time


# --- Credit notes -----------------------------------------------------------------------------------------------------

CREDITED = (
    # lowered from the due date on: 82 days over 600.00: 5.3918; 15% of 600.00
    Given("after the notice's term: it lowers the frozen base too",
          Expected(principal="600.00", interest="5.39", owed="90.00", total="695.39", base="600.00", costs="90.00",
                   open_invoices="600.00", **LAPSED),
          invoices=[invoice(), credit_note("400.00", "2026-11-01", "F1")], history=[notice()]),
    Given("the whole invoice: no costs, no minimum",
          Expected(**NOTHING, **LAPSED),
          invoices=[invoice(), credit_note("1000.00", "2026-11-01", "F1")], history=[notice()]),
    Given("named: it lowers that invoice and no other",
          Expected(principal="1300.00", interest="10.70", total="1310.70", base="1300.00", costs="195.00",
                   open_invoices="1300.00"),  # 8.9863 + 52 days over 300.00 1.7096
          invoices=[*TWO, credit_note("200.00", "2026-10-15", "F2")]),
    Given("unnamed: it lowers the oldest",
          Expected(principal="1300.00", interest="10.04", total="1310.04", base="1300.00", costs="195.00",
                   open_invoices="1300.00"),  # 82 days over 800.00 7.1890 + 2.8493
          invoices=[*TWO, credit_note("200.00", "2026-10-15")]),
    Given("unnamed and more than the oldest: the next too",
          Expected(principal="300.00", interest="1.71", total="301.71", base="300.00", costs="45.00",
                   open_invoices="300.00"),
          invoices=[*TWO, credit_note("1200.00", "2026-10-15")]),
    Given("it is no payment: a payment goes to the interest over the lower principal",
          Expected(principal="302.63", interest="1.39", total="304.02", base="300.00", costs="45.00",
                   open_invoices="300.00", paid=["0.00 2.63 297.37"]),  # 40 days 2.6301; 42 days over 302.63 1.3929
          invoices=[invoice(), credit_note("400.00", "2026-11-01", "F1")], payments=[payment("2026-10-11", "300.00")]),
    Given("paid before it was credited: the rest is overpaid",
          Expected(**NOTHING, overpaid="397.37", paid=["0.00 2.63 600.00"]),
          invoices=[invoice(), credit_note("400.00", "2026-11-01", "F1")], payments=[payment("2026-10-11", "1000.00")]),
)  # fmt: skip


@pytest.mark.parametrize("given", CREDITED, ids=str)
def test_credit_notes(given: Given) -> None:
    found = check(given)
    assert "C1" not in {line.item.number for line in found.claims}
    assert total(line.item.credited for line in found.claims) == -Decimal(given.invoices[-1]["amount"])


def test_a_later_credit_note_does_not_make_an_earlier_notice_unlawful() -> None:
    late = dossier(invoice(), credit_note("400.00", "2026-11-01", "F1"), history=[notice()])
    assert on(TODAY, late).letters[0].flaws == ()
    known = dossier(invoice(), credit_note("400.00", "2026-09-10", "F1"), history=[notice()])
    assert on(TODAY, known).letters[0].flaws == ("amount",)
    assert on(TODAY, known).costs.due is False


# --- Not yet due ------------------------------------------------------------------------------------------------------


def test_what_is_not_overdue_stands_outside_everything() -> None:
    given = dossier(invoice(), invoice("500.00", TODAY, "F2"), payments=[payment("2026-11-10", "50.00", "F2")])
    found = on(TODAY, given)
    check_sums(found)
    (outside,) = found.not_yet_due
    assert (outside.invoice_number, str(outside.due_on)) == ("F2", TODAY)
    assert (str(outside.amount), str(outside.open)) == ("500.00", "450.00")
    assert (found.payments, str(found.payments_total)) == ((), "0.00")
    assert (str(found.original), str(found.total_due), str(found.costs.costs.base)) == ("1000.00", "1008.99", "1000.00")
    # The day after, it is overdue with one day of interest over 450.00: 0.0493.
    later = on("2026-11-22", given)
    assert later.not_yet_due == ()
    assert [str(line.principal) for line in later.claims] == ["1000.00", "450.00"]
    assert [str(period.amount) for period in later.interest.periods if period.claim == "F2"] == ["0.05"]


def test_when_nothing_is_overdue_nothing_is_due() -> None:
    found = on("2026-08-31", dossier(payments=[payment("2026-08-10", "100.00")]))
    assert (found.claims, found.total_due, found.costs.costs.total, found.late_since) == ((), 0, 0, None)
    assert str(found.not_yet_due[0].open) == "1000.00"  # not named, so nobody knows yet what it is for
    assert str(found.overpaid) == "100.00"


# --- No fatal date ----------------------------------------------------------------------------------------------------

NO_FATAL_DATE = (
    Given("no letter: not late, so no interest", WITHOUT_DEFAULT, invoices=NOT_AGREED),
    # the last day is Wednesday 9 September; 10 September up to and including 21 November, 73 days
    Given("a reminder with a term makes late when it lapses", Expected(interest="8.00", total="1008.00"),
          invoices=NOT_AGREED, history=[reminder("2026-09-02", pay_by="2026-09-09")]),
    Given("a reminder from before the due date does not", WITHOUT_DEFAULT, invoices=NOT_AGREED,
          history=[reminder("2026-08-20", pay_by="2026-09-09", invoice_numbers=["F1"])]),
    Given("a reminder for another invoice does not",
          Expected(principal="1500.00", interest="4.93", total="1504.93", base="1500.00", costs="225.00",
                   open_invoices="1500.00"),  # F2 from 24 August, 90 days over 500.00: 4.9315
          invoices=[*NOT_AGREED, invoice("500.00", "2026-08-23", "F2")],
          history=[reminder("2026-09-02", invoice_numbers=["F2"])]),
    Given("a notice before default fails, though its own term makes late",
          Expected(interest="4.93", total="1004.93"),  # from 8 October, 45 days
          invoices=NOT_AGREED, history=[notice()]),
    Given("a notice after the reminder's term is lawful",
          Expected(interest="8.00", owed="150.00", total="1158.00", **LAPSED),
          invoices=NOT_AGREED, history=[reminder("2026-09-02", pay_by="2026-09-09"), notice()]),
    Given("a notice on the last day of the reminder is a day early",
          Expected(interest="6.68", total="1006.68"),  # the reminder ran until Monday 21 September: 61 days, 6.6849
          invoices=NOT_AGREED, history=[reminder("2026-09-02", pay_by="2026-09-21"), notice()]),
)  # fmt: skip


@pytest.mark.parametrize("given", NO_FATAL_DATE, ids=str)
def test_without_an_agreed_term_default_needs_a_letter(given: Given) -> None:
    check(given)


def test_nobody_is_late_before_the_letters_term_has_lapsed() -> None:
    given = dossier(*NOT_AGREED, history=[reminder("2026-09-02", pay_by="2026-09-09")])
    running, lapsed = on("2026-09-09", given), on("2026-09-10", given)
    assert (running.late_since, running.interest.per_day) == (None, Decimal("0.00"))
    assert (lapsed.late_since, lapsed.interest.per_day) == (date(2026, 9, 10), Decimal("0.10"))


def test_late_since_is_about_what_is_still_open() -> None:
    given = dossier(invoice("100.00", "2026-03-31", "F0"), invoice(), payments=[payment("2026-03-31", "100.00", "F0")])
    assert on(TODAY, given).late_since == date(2026, 9, 1)


# --- VAT, agreed costs and none ---------------------------------------------------------------------------------------

EXEMPT = {"creditor": CREDITOR | {"can_reclaim_vat": False}}
AGREED = (
    Given("VAT that was announced", Expected(owed="181.50", total="1190.49", costs="181.50", **LAPSED), more=EXEMPT,
          history=[notice(announced_vat="31.50")]),
    Given("VAT that was not announced", Expected(owed="150.00", total="1158.99", **LAPSED), more=EXEMPT, history=[notice()]),
    Given("VAT that was announced too low", Expected(owed="160.00", total="1168.99", costs="160.00", **LAPSED), more=EXEMPT,
          history=[notice(announced_vat="10.00")]),
    Given("VAT over the rest: 40.00 and 8.40",
          Expected(principal="250.00", interest="4.71", owed="48.40", total="303.11", base="250.00", costs="48.40",
                   open_invoices="250.00", **LAPSED, paid=["0.00 0.00 750.00"]),
          more=EXEMPT, history=[notice(announced_vat="31.50")], payments=[payment("2026-10-01", "750.00")]),
    Given("VAT that this creditor chose not to add", Expected(owed="150.00", total="1158.99", **LAPSED),
          more=EXEMPT | {"collection_costs": {"vat_claimed": False}}, history=[notice()]),
    Given("VAT too high: the notice fails", Expected(costs="181.50"), more=EXEMPT, history=[notice(announced_vat="31.51")]),
    Given("announced too low is the ceiling", Expected(owed="100.00", total="1108.99", costs="100.00", **LAPSED),
          history=[notice(costs="100.00")]),
    Given("announced 0.00 is nothing", Expected(costs="0.00", **LAPSED), history=[notice(costs="0.00")]),
    Given("reduced to one amount", Expected(owed="25.00", total="1033.99", costs="25.00", **LAPSED),
          more={"collection_costs": {"type": "reduced", "amount": "25.00"}}, history=[notice(costs="25.00")]),
    Given("reduced after a notice that announced more", Expected(owed="25.00", total="1033.99", costs="25.00", **LAPSED),
          more={"collection_costs": {"type": "reduced", "amount": "25.00"}}, history=[notice()]),
    Given("reduced, but the law gives less after a payment",
          Expected(principal="250.00", interest="4.71", owed="40.00", total="294.71", base="250.00", costs="40.00",
                   open_invoices="250.00", **LAPSED, paid=["0.00 0.00 750.00"]),
          more={"collection_costs": {"type": "reduced", "amount": "100.00"}}, history=[notice(costs="100.00")],
          payments=[payment("2026-10-01", "750.00")]),
    Given("no costs at all", Expected(costs="0.00", **LAPSED), more={"collection_costs": {"type": "none"}},
          history=[notice()]),
    Given("no interest at all", Expected(interest="0.00", total="1000.00"), more={"interest": {"type": "none"}}),
)  # fmt: skip


@pytest.mark.parametrize("given", AGREED, ids=str)
def test_vat_and_agreed_costs(given: Given) -> None:
    check(given)


# --- Businesses -------------------------------------------------------------------------------------------------------

BUSINESS = {"business": True}
# 82 days at 10.40%: 23.3644
AT_ONCE = {"interest": "23.36"}
BUSINESSES = (
    Given("nothing was done: no costs, though the claim is late", Expected(**AT_ONCE, total="1023.36"), more=BUSINESS),
    Given("handed over", Expected(**AT_ONCE, owed="150.00", total="1173.36", due=True, due_from="2026-09-10"),
          more=BUSINESS | {"handed_over_on": "2026-09-10"}),
    Given("the day before the hand-over", Expected(interest="2.56", total="1002.56"), on="2026-09-09",
          more=BUSINESS | {"handed_over_on": "2026-09-10"}),  # 9 days: 2.5644
    Given("handed over in the future", Expected(**AT_ONCE, total="1023.36"),
          more=BUSINESS | {"handed_over_on": "2026-11-22"}),
    # 19 days 5.4137, principal 244.59; 63 days over 755.41: 13.5601
    Given("a part after the hand-over: the base stays", Expected(
              principal="755.41", interest="13.56", total="768.97", open_invoices="600.00", due=True,
              due_from="2026-09-10", paid=["150.00 5.41 244.59"]),
          more=BUSINESS | {"handed_over_on": "2026-09-10"}, payments=[payment("2026-09-20", "400.00")]),
    # 4 days 1.1397, principal 398.86; 78 days over 601.14: 13.3601
    Given("a part before the hand-over: the base is what was open", Expected(
              principal="601.14", interest="13.36", owed="90.00", total="704.50", base="600.00", costs="90.00",
              open_invoices="600.00", due=True, due_from="2026-09-10", paid=["0.00 1.14 398.86"]),
          more=BUSINESS | {"handed_over_on": "2026-09-10"}, payments=[payment("2026-09-05", "400.00")]),
    # Monday 14 September is received on Wednesday 16; three days later is Saturday 19, so Monday 21 September
    Given("the last day of a notice", Expected(interest="5.98", total="1005.98", due_from="2026-09-22"), more=BUSINESS,
          history=[{"kind": "wik-notice", "sent_on": "2026-09-14"}], on="2026-09-21"),  # 21 days: 5.9836
    Given("the day after it", Expected(interest="6.27", owed="150.00", total="1156.27", due=True, due_from="2026-09-22"),
          more=BUSINESS, history=[{"kind": "wik-notice", "sent_on": "2026-09-14"}], on="2026-09-22"),  # 22 days: 6.2685
    Given("a notice, paid in full in time", Expected(**NOTHING, due=True, due_from="2026-09-22", paid=["0.00 0.00 1000.00"]),
          more=BUSINESS, history=[{"kind": "wik-notice", "sent_on": "2026-09-14"}],
          payments=[payment("2026-09-21", "1000.00")]),
    # eight days from receipt on Wednesday 16 September: Thursday 24
    Given("a demand without a printed day", Expected(**AT_ONCE, owed="150.00", total="1173.36", due=True, due_from="2026-09-25"),
          more=BUSINESS, history=[sommatie("2026-09-14")]),
    Given("a demand with a printed day on Sunday: Monday is the last day",
          Expected(**AT_ONCE, owed="150.00", total="1173.36", due=True, due_from="2026-09-22"),
          more=BUSINESS, history=[sommatie("2026-09-14", pay_by="2026-09-20")]),
    Given("a reminder makes no costs due", Expected(**AT_ONCE, total="1023.36"), more=BUSINESS,
          history=[reminder("2026-09-14")]),
    Given("the first of notice, demand and hand-over counts",
          Expected(**AT_ONCE, owed="150.00", total="1173.36", due=True, due_from="2026-09-22"),
          more=BUSINESS | {"handed_over_on": "2026-11-02"},
          history=[{"kind": "wik-notice", "sent_on": "2026-09-14"}, sommatie("2026-10-01")]),
    Given("a demand covers what was late then",
          Expected(principal="1500.00", interest="30.77", owed="150.00", total="1680.77", open_invoices="1500.00",
                   due=True, due_from="2026-09-25"),  # 52 days over 500.00 at 10.40%: 7.4082
          invoices=TWO, more=BUSINESS, history=[sommatie("2026-09-14", invoice_numbers=["F1", "F2"])]),
    Given("announced less is the ceiling",
          Expected(**AT_ONCE, owed="100.00", total="1123.36", costs="100.00", due=True, due_from="2026-09-22"),
          more=BUSINESS, history=[{"kind": "wik-notice", "sent_on": "2026-09-14", "announced_costs": "100.00"}]),
    Given("contractual costs, above the law's scale",
          Expected(**AT_ONCE, owed="200.00", total="1223.36", costs="200.00", due=True, due_from="2026-09-10"),
          more=BUSINESS | {"handed_over_on": "2026-09-10",
                           "collection_costs": {"type": "contractual", "percentage": "20", "minimum": "50.00"}}),
    Given("contractual minimum",
          Expected(principal="100.00", interest="2.34", owed="50.00", total="152.34", base="100.00", costs="50.00",
                   open_invoices="100.00", due=True, due_from="2026-09-10"),
          invoices=[invoice("100.00")],
          more=BUSINESS | {"handed_over_on": "2026-09-10",
                           "collection_costs": {"type": "contractual", "percentage": "20", "minimum": "50.00"}}),
    # 8.5% agreed: 82 days 19.0959
    Given("agreed interest", Expected(interest="19.10", total="1019.10"),
          more=BUSINESS | {"interest": {"type": "contractual", "annual_rate": "8.5"}}),
    Given("VAT needs no announcement towards a business",
          Expected(**AT_ONCE, owed="181.50", total="1204.86", costs="181.50", due=True, due_from="2026-09-10"),
          more=BUSINESS | EXEMPT | {"handed_over_on": "2026-09-10"}),
    Given("hand-over means nothing towards a consumer", Expected(), more={"handed_over_on": "2026-09-10"}),
    Given("nor does a demand", Expected(), history=[sommatie("2026-09-14")]),
)  # fmt: skip


@pytest.mark.parametrize("given", BUSINESSES, ids=str)
def test_businesses(given: Given) -> None:
    check(given)


# --- Leaving things out, and dates without a rate ---------------------------------------------------------------------


def test_without_interest_it_stays_out_of_the_imputation_too() -> None:
    given = dossier(history=[notice()], payments=[payment("2026-10-20", "600.00")])
    found = on(TODAY, given, interest=False)
    check_sums(found)
    assert split(found) == ["150.00 0.00 450.00"]
    assert (str(found.interest.total), str(found.interest.per_day), str(found.total_due)) == ("0.00", "0.00", "550.00")


def test_without_costs_they_stay_out_of_the_imputation_too() -> None:
    given = dossier(history=[notice()], payments=[payment("2026-10-20", "600.00")])
    found = on(TODAY, given, costs="none")
    check_sums(found)
    assert split(found) == ["0.00 5.37 594.63"]
    assert (found.costs.costs.total, found.costs.due, found.costs.due_from) == (0, False, None)


def test_announced_costs_are_those_of_today_and_not_asked() -> None:
    given = dossier(history=[notice()], payments=[payment("2026-10-20", "600.00")])
    found = on(TODAY, given, interest=False, costs="announced")
    check_sums(found)
    assert (str(found.total_due), str(found.open_invoices)) == ("400.00", "400.00")
    assert (str(found.costs.costs.base), str(found.costs.costs.total)) == ("400.00", "60.00")
    assert (str(found.costs.outstanding), found.costs.due) == ("0.00", False)


# Art. 6:96 lid 4 BW: before anything was done a business owes 40.00 at most. Agreed costs, and the minimum then.
TRADE_MINIMUM = (({}, "40.00"), ({"type": "reduced", "amount": "25.00"}, "25.00"), ({"type": "none"}, "0.00"))


@pytest.mark.parametrize(("agreed", "expected"), TRADE_MINIMUM)
def test_the_trade_minimum(agreed: dict[str, str], expected: str) -> None:
    found = on(TODAY, dossier(business=True, collection_costs=agreed), costs="trade-minimum")
    assert (str(found.costs.outstanding), found.costs.due) == (expected, expected != "0.00")
    assert found.total_due == Decimal("1023.36") + Decimal(expected)


def test_the_trade_minimum_takes_no_part_in_the_imputation() -> None:
    """49 days at 10.40%: 13.9616; 33 days over 413.96: 3.8924."""
    given = dossier(business=True, payments=[payment("2026-10-20", "600.00")])
    found = on(TODAY, given, costs="trade-minimum")
    check_sums(found)
    assert split(found) == ["0.00 13.96 586.04"]
    assert (str(found.interest.outstanding), str(found.costs.outstanding), str(found.total_due)) == (
        "3.89",
        "40.00",
        "457.85",
    )
    assert found.costs.due_from == date(2026, 9, 1)


# Instalments of one contract, both small and within six months. Three readings, the lowest counts: the scale over the
# sum, 40.00 and 20.00 for each next one, and what the largest alone would give.
INSTALMENTS = (
    (["200.00", "200.00"], "40.00"),  # 60.00, 60.00 and 40.00
    (["260.00", "260.00", "260.00"], "40.00"),  # 117.00, 80.00 and 40.00
    (["1000.00", "200.00"], "180.00"),  # one is not small: the ordinary scale over 1200.00
)


@pytest.mark.parametrize(("amounts", "expected"), INSTALMENTS)
def test_instalments_of_one_contract(amounts: list[str], expected: str) -> None:
    invoices = [
        invoice(amount, f"2026-0{month}-28", f"F{month}", contract="HUUR-12") for month, amount in enumerate(amounts, 6)
    ]
    found = on(TODAY, dossier(*invoices, history=[notice(costs=expected)]))
    check_sums(found)
    assert (found.costs.due, str(found.costs.outstanding)) == (True, expected)
    too_high = str(Decimal(expected) + Decimal("0.01"))
    assert on(TODAY, dossier(*invoices, history=[notice(costs=too_high)])).letters[0].flaws == ("amount",)


@pytest.mark.parametrize("business", [False, True])
def test_a_day_past_the_rates_is_refused_only_when_a_rate_is_needed(business: bool) -> None:
    given = dossier(business=business, history=[notice()], payments=[payment("2026-10-20", "100.00")])
    assert on("2026-12-31", given).total_due
    with pytest.raises(RatesNotKnown):
        on("2027-01-01", given)
    for costs in ("none", "announced", "claimed"):
        assert on("2040-01-01", given, interest=False, costs=costs).open_invoices == 900


def test_a_day_before_every_table_needs_none_when_only_principal_is_asked() -> None:
    old = dossier(invoice(due_on="1995-03-31"))
    found = on("1995-06-01", old, interest=False, costs="none")
    assert (str(found.total_due), found.costs.costs.total) == ("1000.00", 0)
    with pytest.raises(RatesNotKnown):
        on("1995-06-01", old)


def test_agreed_or_no_interest_needs_no_table() -> None:
    agreed = dossier(business=True, interest={"type": "contractual", "annual_rate": "5"})
    assert on("2030-01-01", agreed).interest.total > 0
    assert on("2030-01-01", dossier(interest={"type": "none"})).interest.total == 0


# --- Plans ------------------------------------------------------------------------------------------------------------


def plan(**more: object) -> dict[str, object]:
    return {"agreed_on": "2026-10-20", "instalment_count": 4, "first_due_on": "2026-11-01"} | more


# on, plan, its total. 50 days over 1000.00: 5.4795; 82 days: 8.9863
PLANS = (
    ("2026-10-20", plan(), "1005.48"),  # on the day of the agreement
    ("2026-10-25", plan(), "1006.03"),  # confirmed five days later, before the first instalment: 55 days, 6.0274
    ("2026-10-31", plan(), "1006.68"),
    ("2026-11-01", plan(), "1005.48"),  # from the first instalment on: as on the day of the agreement
    (TODAY, plan(), "1005.48"),
    ("2026-10-10", plan(), "1005.48"),  # looking ahead
    (TODAY, plan(total="900.00"), "900.00"),  # what was agreed
)


@pytest.mark.parametrize(("when", "agreed", "expected"), PLANS)
def test_the_total_of_a_plan(when: str, agreed: dict[str, object], expected: str) -> None:
    given = dossier(payment_plan=agreed)
    assert str(plan_total(given, on(when, given))) == expected


def test_no_plan_and_no_debt_give_no_instalments() -> None:
    assert planned(dossier(), Decimal("100.00")) == ()
    assert planned(dossier(payment_plan=plan()), Decimal("0.00")) == ()
    assert plan_total(dossier(), on(TODAY, dossier())) == 0


def test_more_instalments_than_the_debt_can_fill_are_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        planned(dossier(payment_plan=plan()), Decimal("0.02"))
    assert refused.value.errors[0].pointer == "/dossier/payment_plan/instalment_count"
