"""A payment plan in its dossier: since when it stands, what is left of it, when it may lapse, and the interest meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.account import account
from docgen.dossier.model import HistoryEntry
from docgen.dossier.plan_course import drawn_up_on, in_force
from docgen.dossier.plan_standing import reminder_last_day
from docgen.dossier.planning import standing_on
from tests.dossier.building import Data, dossier, notice, payment

PLAN: Data = {"agreed_on": "2026-10-15", "instalment_count": 4, "first_due_on": "2026-11-01"}
CONFIRMED: Data = {"kind": "payment-plan-confirmation", "sent_on": "2026-10-20"}
LAPSED: Data = {"kind": "plan-lapse", "sent_on": "2026-11-16", "pay_by": "2026-11-24"}

# history, the day, since when the plan stands
DRAWN_UP = (
    ([], "2026-10-14", None),  # not agreed yet
    ([], "2026-10-15", "2026-10-15"),
    ([], "2026-10-31", "2026-10-31"),  # still to be confirmed
    ([], "2026-11-01", "2026-10-15"),  # never confirmed
    ([CONFIRMED], "2026-10-19", "2026-10-19"),
    ([CONFIRMED], "2026-10-20", "2026-10-20"),
    ([CONFIRMED], "2027-01-31", "2026-10-20"),
    ([CONFIRMED, CONFIRMED | {"sent_on": "2026-10-22"}], "2026-11-30", "2026-10-22"),  # confirmed anew
    ([CONFIRMED | {"sent_on": "2026-11-02"}], "2026-11-30", "2026-10-15"),  # too late for the first instalment
    ([CONFIRMED | {"sent_on": "2026-10-14"}], "2026-11-30", "2026-10-15"),  # of another plan
)


@pytest.mark.parametrize(("history", "on", "since"), DRAWN_UP)
def test_since_when_a_plan_stands(history: list[Data], on: str, since: str | None) -> None:
    found = drawn_up_on(dossier(payment_plan=PLAN, history=history), date.fromisoformat(on))
    assert (found.isoformat() if found else None) == since


# sent, how, what else the history says of it, the last day to pay. Source: seven days from receipt, art. 3:37 lid 3 BW;
# Saturday, Sunday and holidays move forward, art. 1 Algemene termijnenwet.
LAST_DAYS = (
    ("2026-11-03", "post", {}, "2026-11-12"),  # Tuesday; received on Thursday
    ("2026-11-05", "post", {}, "2026-11-16"),  # Thursday; received on Saturday; the seventh day is a Saturday
    ("2026-11-03", "email", {}, "2026-11-11"),
    ("2026-11-03", "post", {"delivered_on": "2026-11-04"}, "2026-11-11"),
    ("2026-11-03", "post", {"term_days": 10}, "2026-11-16"),  # it gave more; the tenth day is a Sunday
    ("2026-11-03", "post", {"term_days": 3}, "2026-11-12"),  # never less than was promised
    ("2026-11-03", "post", {"pay_by": "2026-11-20"}, "2026-11-20"),
    ("2026-11-03", "post", {"pay_by": "2026-11-08"}, "2026-11-12"),
)


@pytest.mark.parametrize(("sent", "channel", "more", "last"), LAST_DAYS)
def test_the_last_day_after_a_reminder(sent: str, channel: str, more: Data, last: str) -> None:
    entry = HistoryEntry.model_validate({"kind": "instalment-reminder", "sent_on": sent, "channel": channel} | more)
    assert reminder_last_day(entry).isoformat() == last


def test_interest_stands_still_while_the_plan_does_and_runs_again_after_it() -> None:
    """1000.00 at 4%: 45 days until the agreement is 4.93, 50 until the confirmation 5.48, 12 after the lapse 1.32."""
    history = [notice(), CONFIRMED]

    def total(on: str, *more: Data, **plan: object) -> str:
        made = dossier(payment_plan=PLAN | plan, history=[*history, *more])
        return str(account(made, date.fromisoformat(on)).interest.total)

    assert [total("2026-10-15"), total("2026-10-20"), total("2026-12-31")] == ["4.93", "5.48", "5.48"]
    assert total("2027-06-30") == "5.48"  # no rate of 2027 is needed
    assert [total("2026-11-16", LAPSED), total("2026-11-28", LAPSED)] == ["5.48", "6.80"]
    without = dossier(history=[notice()])
    assert str(account(without, date(2026, 11, 28)).interest.total) == "9.75"


def test_a_business_plan_may_let_interest_run() -> None:
    runs = dossier(business=True, payment_plan=PLAN | {"interest": "runs"}, history=[CONFIRMED])
    stops = dossier(business=True, payment_plan=PLAN, history=[CONFIRMED])
    on = date(2026, 11, 28)
    assert account(runs, on).interest.total > account(stops, on).interest.total


def test_the_notice_that_it_lapsed_ends_a_plan() -> None:
    made = dossier(payment_plan=PLAN, history=[CONFIRMED, LAPSED])
    assert [in_force(made, date(2026, 11, day)) for day in (15, 16, 17)] == [True, False, False]
    anew = dossier(payment_plan=PLAN | {"agreed_on": "2026-11-20", "first_due_on": "2026-12-01"}, history=[LAPSED])
    assert in_force(anew, date(2026, 11, 21))


def test_a_payment_of_the_day_of_an_agreed_sum_counts_for_the_debtor() -> None:
    paid = [payment("2026-10-15", "250.00")]
    agreed = dossier(payment_plan=PLAN | {"total": "1000.00"}, payments=paid)
    standing = standing_on(agreed, date(2026, 11, 2))
    assert standing is not None
    assert (str(standing.state.covered), standing.missed) == ("250.00", None)
    due_then = dossier(payment_plan=PLAN, payments=paid)  # that day's payment is taken off already
    standing = standing_on(due_then, date(2026, 11, 2))
    assert standing is not None
    assert (str(standing.state.covered), standing.missed is None) == ("0.00", False)


payments = st.lists(
    st.tuples(st.integers(0, 120), st.decimals("0.01", "400", places=2)).map(
        lambda drawn: payment((date(2026, 9, 1) + timedelta(days=drawn[0])).isoformat(), str(drawn[1]))
    ),
    max_size=6,
)


@given(payments, st.integers(0, 60), st.booleans())
def test_what_is_left_of_a_plan_is_what_the_dossier_has_due(paid: list[Data], days: int, business: bool) -> None:
    """To the cent, whatever was paid and when: the notice that the plan has lapsed may ask no more."""
    on = date(2026, 11, 1) + timedelta(days=days)
    made = dossier(business=business, payment_plan=PLAN, history=[notice("2026-09-07"), CONFIRMED], payments=paid)
    standing = standing_on(made, on)
    owed = account(made, on)
    assert (standing.state.open if standing is not None else Decimal(0)) == owed.total_due
    assert standing is None or standing.state.rest == owed.overpaid
