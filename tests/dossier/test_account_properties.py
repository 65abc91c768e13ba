"""What holds for every dossier, tried on random ones; and an independent reckoning, day by day, that must agree."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from docgen.dossier.account import Account, account
from docgen.dossier.model import Dossier
from docgen.dossier.planning import plan_total, planned
from docgen.dossier.relief import insolvent_since
from docgen.law.amounts import total
from docgen.law.costs import statutory_costs
from docgen.law.terms import is_working_day
from tests.dossier.building import dossier, invoice, notice, payment, sommatie
from tests.dossier.random_dossiers import dossiers, on_dates
from tests.law.by_day import Ledger, days
from tests.law.tables import LAST_KNOWN_DAY, percent_on
from tests.law.test_costs import by_hand

ONE_DAY = timedelta(days=1)
often = settings(max_examples=max(150, settings().max_examples))
modes = st.sampled_from(["claimed", "claimed", "announced", "none"])


@often
@given(dossiers(), on_dates, st.booleans(), modes)
def test_lines_add_up_and_nothing_is_negative(case: Dossier, on: date, interest: bool, mode: Any) -> None:
    found = account(case, on, interest=interest, costs=mode)
    costs = found.costs.costs
    event(f"costs due: {found.costs.due and costs.total > 0}")
    event(f"paid to costs: {any(each.to_costs for each in found.payments)}")
    assert found.total_due == found.principal + found.interest.outstanding + found.costs.outstanding
    assert found.principal == found.original - total(each.to_principal for each in found.payments)
    assert found.interest.total == total(period.amount for period in found.interest.periods)
    assert found.interest.outstanding == found.interest.total - total(each.to_interest for each in found.payments)
    assert total(line.amount for line in costs.lines) == costs.excl_vat
    assert costs.total == costs.excl_vat + costs.vat
    owed = costs.total if found.costs.due else Decimal(0)
    assert found.costs.outstanding == owed - total(each.to_costs for each in found.payments)
    assert found.overpaid == total(each.rest for each in found.payments)
    amounts = [
        found.original, found.principal, found.open_invoices, found.overpaid, found.total_due, found.interest.per_day,
        found.interest.outstanding, found.costs.outstanding, costs.base, costs.excl_vat, costs.vat,
        *(line.principal for line in found.claims), *(line.paid for line in found.claims),
        *(outside.open for outside in found.not_yet_due), *(period.amount for period in found.interest.periods),
    ]  # fmt: skip
    assert min(amounts) >= 0
    assert all(amount == round(amount, 2) for amount in amounts)


@often
@given(dossiers(), on_dates)
def test_every_cent_of_a_payment_is_used_once(case: Dossier, on: date) -> None:
    found = account(case, on)
    for each in found.payments:
        parts = (each.to_costs, each.to_interest, each.to_principal, each.rest)
        assert sum(parts) == each.amount
        assert min(parts) >= 0
    received = sum(each.amount for each in case.payments if each.received_on <= on)
    outside = sum(each.amount - each.open for each in found.not_yet_due)
    assert found.payments_total + outside == received
    # Nobody overpays as long as something is owed on the very day.
    if found.payments and found.payments[-1].received_on == on and found.payments[-1].rest:
        assert found.total_due == 0


@often
@given(dossiers(), on_dates)
def test_every_invoice_is_overdue_or_not_yet_due(case: Dossier, on: date) -> None:
    found = account(case, on)
    late = {line.item.number for line in found.claims}
    outside = {each.invoice_number for each in found.not_yet_due}
    assert late == {each.number for each in case.invoices if each.due_on < on and each.amount > 0}
    assert outside == {each.number for each in case.invoices if each.due_on >= on and each.amount > 0}
    assert {period.claim for period in found.interest.periods} <= late
    for period in found.interest.periods:
        (due_on,) = (each.due_on for each in case.invoices if each.number == period.claim)
        assert due_on < period.start <= period.end <= on


@often
@given(dossiers(), on_dates)
def test_costs_stay_within_the_law(case: Dossier, on: date) -> None:
    found = account(case, on)
    costs = found.costs.costs
    assert costs.base <= found.original
    if case.collection_costs.type != "contractual":
        assert costs.excl_vat <= by_hand(costs.base) if costs.base else costs.excl_vat == 0
        assert costs.excl_vat <= statutory_costs(found.original, on)
    assert not costs.vat or case.vat_claimed
    assert costs.vat <= round(costs.excl_vat * 21 / 100 + Decimal("0.005"), 2)


@often
@given(dossiers(business=False), on_dates)
def test_a_consumer_owes_costs_only_after_a_lawful_notice(case: Dossier, on: date) -> None:
    found = account(case, on)
    lawful = [letter for letter in found.letters if letter.entry.kind == "wik-notice" and not letter.flaws]
    if not lawful:
        assert (found.costs.due, found.costs.due_from, found.costs.outstanding) == (False, None, 0)
        return
    event("lawful notice")
    first = min(letter.last_day for letter in lawful)
    assert is_working_day(first)
    insolvent = insolvent_since(case, on)
    if insolvent is not None and insolvent <= first + ONE_DAY:
        assert (found.costs.due, found.costs.due_from, found.costs.outstanding) == (False, None, 0)
        return
    assert found.costs.due_from == first + ONE_DAY
    assert found.costs.due is (on > first)
    announced = total(letter.entry.announced_costs or Decimal(0) for letter in lawful)
    assert found.costs.costs.excl_vat <= announced
    for letter in lawful:
        assert (letter.entry.term_days or 0) >= 14
        assert letter.last_day >= letter.entry.sent_on + timedelta(days=14)


@often
@given(dossiers())
def test_who_pays_within_the_term_of_a_principal_only_letter_pays_principal(case: Dossier) -> None:
    for each in case.payments:
        if each.invoice_number or [other.received_on for other in case.payments].count(each.received_on) > 1:
            continue
        found = account(case, each.received_on)
        asked = [letter for letter in found.letters if letter.principal_only and letter.in_term(each.received_on)]
        if asked and found.principal:
            event("in time")
            used = found.payments[-1]
            assert (used.received_on, used.to_costs, used.to_interest) == (each.received_on, 0, 0)


@often
@given(dossiers(), st.data())
def test_the_order_of_payments_of_one_day_changes_no_total(case: Dossier, data: st.DataObject) -> None:
    assume(len(case.payments) > 1)
    on = data.draw(on_dates, label="on")
    one_day = tuple(each.model_copy(update={"received_on": on}) for each in case.payments)
    mixed = tuple(data.draw(st.permutations(one_day), label="mixed"))
    first, second = (account(case.model_copy(update={"payments": payments}), on) for payments in (one_day, mixed))
    # Where a row of interest ends depends on which claim a payment reached: half a cent up or down for each.
    difference = (first.total_due - first.overpaid) - (second.total_due - second.overpaid)
    assert abs(difference) <= Decimal("0.01") * len(first.claims)
    assert first.open_invoices == second.open_invoices
    assert first.costs.costs == second.costs.costs
    assert first.payments_total == second.payments_total


@often
@given(dossiers(), on_dates, st.integers(1, 24), st.sampled_from(["weekly", "four-weekly", "monthly"]))
def test_a_plan_spreads_exactly_what_is_due(case: Dossier, on: date, count: int, interval: str) -> None:
    due = account(case, on).total_due
    assume(due > Decimal("0.01") * count * count)
    agreed = {
        "agreed_on": on.isoformat(), "instalment_count": count, "first_due_on": (on + ONE_DAY).isoformat(),
        "interval": interval,
    }  # fmt: skip
    with_plan = Dossier.model_validate(case.model_dump(exclude={"creditor": {"logo"}}) | {"payment_plan": agreed})
    debt = plan_total(with_plan, account(with_plan, on))
    plan = planned(with_plan, debt)
    assert debt == due == sum(each.amount for each in plan)
    assert len(plan) == count


# Against the clerk with the calendar ----------------------------------------------------------------------------------


@st.composite
def single_claims(draw: st.DrawFn) -> tuple[Decimal, date, list[tuple[date, Decimal]], date]:
    """An invoice, its due date, payments on it, and the date of the account."""
    amount = draw(st.decimals("0.01", "9000", places=2))
    due_on = draw(st.dates(date(2023, 1, 1), date(2026, 12, 1)))
    on = draw(st.dates(due_on + ONE_DAY, LAST_KNOWN_DAY))
    paid = draw(
        st.lists(
            st.tuples(st.dates(due_on - timedelta(days=30), on), st.decimals("0.01", "4000", places=2)), max_size=5
        )
    )
    return amount, due_on, sorted(paid), on


def the_dossier(amount: Decimal, due_on: date, paid: list[tuple[date, Decimal]], **more: Any) -> Dossier:
    return dossier(
        invoice(str(amount), due_on.isoformat(), issued_on=(due_on - timedelta(days=31)).isoformat()),
        payments=[payment(when.isoformat(), str(part)) for when, part in paid],
        **more,
    )


@given(single_claims(), st.booleans())
def test_one_claim_without_letters(
    claim: tuple[Decimal, date, list[tuple[date, Decimal]], date], business: bool
) -> None:
    amount, due_on, paid, on = claim
    found = account(the_dossier(amount, due_on, paid, business=business), on)
    kind = "commercial" if business else "statutory"
    clerk = Ledger(amount, due_on + ONE_DAY, lambda when: percent_on(kind, when))
    for when in days(min([due_on + ONE_DAY, *(each for each, _ in paid)]), on):
        if when >= clerk.first_day and clerk.birthday(when):
            clerk.close_row()
        for _, part in (each for each in paid if each[0] == when):
            clerk.pay(part)
        clerk.pass_day(when)
    clerk.close_row()
    assert (found.principal, found.interest.total, found.interest.outstanding) == (
        clerk.principal,
        clerk.interest,
        clerk.interest_open,
    )


@st.composite
def claims_with_a_notice(draw: st.DrawFn) -> tuple[Decimal, date, date, list[tuple[date, Decimal]], date]:
    """An invoice, its due date, a notice, payments around it and the date of the account. Round amounts meet often."""
    amount = draw(st.sampled_from(["1200.00", "600.00", "120.00", "7200.00"]).map(Decimal))
    due_on = draw(st.dates(date(2025, 1, 1), date(2026, 9, 1)))
    sent_on = due_on + timedelta(days=draw(st.integers(1, 60)))
    around = st.integers(-40, 60).map(lambda number: sent_on + timedelta(days=number))
    part = st.integers(1, 12).map(lambda number: amount * number / 12) | st.decimals("0.01", "4000", places=2)
    paid = draw(st.lists(st.tuples(around, part), max_size=4))
    on = sent_on + timedelta(days=90 - draw(st.integers(0, 90)))
    return amount, due_on, sent_on, sorted((when, each) for when, each in paid if when <= on), min(on, LAST_KNOWN_DAY)


@often
@given(claims_with_a_notice(), st.sampled_from(["40.00", "1000.00", "0.00", "90.00"]), st.booleans())
def test_one_claim_with_a_notice(
    claim: tuple[Decimal, date, date, list[tuple[date, Decimal]], date], most: str, exempt: bool
) -> None:
    """The whole course, told once more: payments in the term are principal; costs over the rest once it has lapsed."""
    amount, due_on, sent_on, paid, on = claim
    announced = min(Decimal(most), by_hand(amount))
    vat = by_percent(announced, 21) if exempt else Decimal("0.00")
    entry = notice(sent_on.isoformat(), str(announced), announced_vat=str(vat))
    creditor = the_dossier(amount, due_on, paid).creditor.model_copy(update={"can_reclaim_vat": not exempt})
    case = the_dossier(amount, due_on, paid, history=[entry]).model_copy(update={"creditor": creditor})
    found = account(case, on)
    (letter,) = found.letters
    last_day = letter.last_day

    def open_on(when: date) -> Decimal:
        return max(amount - sum((part for day, part in paid if day <= when), Decimal(0)), Decimal("0.00"))

    before, base = open_on(sent_on - ONE_DAY), open_on(last_day)
    lawful = before > 0 and announced <= by_hand(before)
    assert bool(letter.flaws) is not lawful
    settled = before > 0 and base == 0
    costs = min(by_hand(base), announced) if lawful and base else Decimal("0.00")
    with_vat = costs + (min(by_percent(costs, 21), vat) if exempt else 0)
    event("settled" if settled else "costs" if with_vat and on > last_day else "nothing")

    clerk = Ledger(amount, due_on + ONE_DAY, lambda when: percent_on("statutory", when))
    costs_paid = over = Decimal("0.00")
    for when in days(min([due_on + ONE_DAY, *(each for each, _ in paid)]), on):
        if when >= clerk.first_day and clerk.birthday(when):
            clerk.close_row()
        for _, part in (each for each in paid if each[0] == when):
            left = part
            if sent_on <= when <= last_day or settled:
                left -= clerk.pay_principal(left)
            to_costs = min(left, with_vat - costs_paid) if when > last_day else Decimal("0.00")
            costs_paid += to_costs
            left -= to_costs
            left -= sum(clerk.pay(left)) if left else 0
            over += left
        if not settled:
            clerk.pass_day(when)
    clerk.close_row()
    owed = with_vat - costs_paid if on > last_day else Decimal("0.00")
    assert found.principal == clerk.principal
    assert found.interest.outstanding == clerk.interest_open
    assert found.costs.outstanding == owed
    assert found.overpaid == over
    assert found.total_due == clerk.principal + clerk.interest_open + owed


@st.composite
def claims_with_a_demand(draw: st.DrawFn) -> tuple[Decimal, date, date, int, list[int], int, date, date | None]:
    """An invoice, its due date, the day of a demand for all that was owed then, its days; on which of the days after it
    a part is paid, by how many cents that is short; the date of the account, and perhaps a day of bankruptcy.
    """
    amount = draw(st.sampled_from(["1200.00", "75.50", "7200.00"]).map(Decimal))
    due_on = draw(st.dates(date(2024, 1, 1), date(2026, 9, 1)))
    sent_on = due_on + timedelta(days=draw(st.integers(1, 500)))
    assume(sent_on <= date(2026, 10, 1))
    term = draw(st.integers(1, 15))
    parts = sorted(draw(st.lists(st.integers(1, term), min_size=1, max_size=3)))
    late = draw(st.sampled_from([0, 0, 0, 1, 9]))
    short = draw(st.sampled_from([0, 0, 0, 1, 500]))
    on = sent_on + timedelta(days=draw(st.integers(term + 10, 90)))
    insolvent = draw(st.none() | st.none() | st.dates(due_on - timedelta(days=5), on))
    return amount, due_on, sent_on, term, [*parts[:-1], parts[-1] + late], short, min(on, LAST_KNOWN_DAY), insolvent


@often
@given(claims_with_a_demand(), st.booleans())
def test_a_demand_for_all_that_is_owed(
    claim: tuple[Decimal, date, date, int, list[int], int, date, date | None], business: bool
) -> None:
    """Who pays all of it in its term owes no interest of that term and no costs; bankruptcy stops both."""
    amount, due_on, sent_on, term, moments, short, on, insolvent = claim
    kind = "commercial" if business else "statutory"
    stops = ((insolvent, date.max),) if insolvent else ()
    then = Ledger(amount, due_on + ONE_DAY, lambda when: percent_on(kind, when))
    for when in days(due_on + ONE_DAY, sent_on):
        then.pass_day(when)
    then.close_row()
    assume(then.interest_open > 0)  # else it asks principal only, and other rules hold
    asked = amount + then.interest_open
    last_day = sent_on + timedelta(days=term)
    entry = sommatie(sent_on.isoformat(), amount_asked=str(asked), pay_by=last_day.isoformat())
    each = (asked / len(moments)).quantize(Decimal("0.01"))
    sums = [each] * (len(moments) - 1)
    sums = [*sums, max(asked - sum(sums, Decimal(0)) - Decimal(short) / 100, Decimal("0.01"))]
    paid = [(sent_on + timedelta(days=moment), part) for moment, part in zip(moments, sums, strict=True)]
    since = [{"type": "bankruptcy", "since": insolvent.isoformat()}] if insolvent else []
    found = account(the_dossier(amount, due_on, paid, business=business, history=[entry], circumstances=since), on)

    last_free = found.letters[0].last_day  # a working day
    in_time = sum((part for when, part in paid if when <= last_free), Decimal(0))
    in_full = in_time >= asked
    event("in full" if in_full else "not in full")
    free = (*stops, (sent_on + ONE_DAY, last_free)) if in_full else stops
    clerk = Ledger(amount, due_on + ONE_DAY, lambda when: percent_on(kind, when), free=free)
    costs_from = last_free + ONE_DAY
    costs = by_hand(amount) if business and not in_full and not (insolvent and costs_from >= insolvent) else Decimal(0)
    costs_paid = over = Decimal("0.00")
    for when in days(due_on + ONE_DAY, on):
        if clerk.birthday(when):
            clerk.close_row()
        for _, part in (each for each in paid if each[0] == when):
            to_costs = min(part, costs - costs_paid) if when >= costs_from else Decimal("0.00")
            costs_paid += to_costs
            left = part - to_costs
            left -= sum(clerk.pay(left)) if left else 0
            over += left
        clerk.pass_day(when)
    clerk.close_row()
    owed = costs - costs_paid if on >= costs_from else Decimal("0.00")
    assert (found.principal, found.interest.outstanding) == (clerk.principal, clerk.interest_open)
    assert (found.interest.total, found.costs.outstanding, found.overpaid) == (clerk.interest, owed, over)
    assert found.total_due == clerk.principal + clerk.interest_open + owed
    if in_full:
        assert found.total_due == 0


def by_percent(amount: Decimal, percent: int) -> Decimal:
    """A percentage of an amount in whole cents, half up."""
    return Decimal(int(amount * percent + Decimal("0.5"))).scaleb(-2)


@often
@given(dossiers(), on_dates)
def test_an_account_is_the_same_every_time(case: Dossier, on: date) -> None:
    first: Account = account(case, on)
    assert account(case, on) == first
