"""Letters about an instalment, a plan that lapsed, a payment and the end of a file: what they ask, until when, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.account import account
from docgen.dossier.model import Dossier
from docgen.dossier.reading import letter_request
from docgen.errors import InvalidInput, UnlawfulLetter
from docgen.letters.letter import Letter
from docgen.letters.received import running_letter
from tests.dossier.building import Data, invoice, notice, payment, reminder, sommatie
from tests.letters.asking import CONFIRMATION, REMINDED, RUNNING_PLAN, asked, letter, said

REMIND, LAPSE, THANK, CLOSE = "instalment-reminder", "plan-lapse", "payment-acknowledgement", "closing-debtor"
# By post on Monday 16 November: received on the 18th, the last free day is 2 December.
RUNNING = notice("2026-11-16", amount_asked="1000.00")
DEMANDED = sommatie("2026-11-12", amount_asked="1158.00", pay_by="2026-11-20")  # 73 days of interest: 8.00


def dossier(**fields: Any) -> dict[str, Any]:
    return {"dossier": fields}


def asks(made: Letter) -> tuple[str | None, str | None]:
    return str(made.amount) if made.amount else None, str(made.pay_before) if made.pay_before else None


# ---- An instalment ----

# what is different in the dossier, the amount, its last day, whether it was missed, and the number
INSTALMENTS = (
    ({}, "288.73", "2026-11-30", True, 1),  # seven days from Saturday 21 November
    ({"payments": [payment("2026-11-10", "100.00")]}, "188.73", "2026-11-30", True, 1),
    ({"payments": [payment("2026-11-10", "288.73")]}, "288.73", "2026-12-01", False, 2),
    ({"payments": [payment("2026-11-10", "300.00")]}, "277.46", "2026-12-01", False, 2),
    ({"payment_plan": RUNNING_PLAN | {"first_due_on": "2026-11-19"}}, "288.73", "2026-11-19", False, 1),
    ({"payment_plan": RUNNING_PLAN | {"first_due_on": "2026-10-18"}}, "288.73", "2026-11-30", True, 1),  # two missed: the oldest
)  # fmt: skip


@pytest.mark.parametrize(("different", "amount", "last", "missed", "number"), INSTALMENTS)
def test_a_reminder_asks_exactly_one_instalment(
    different: Data, amount: str, last: str, missed: bool, number: int
) -> None:
    made = letter(REMIND, **dossier(**different))
    standing = made.fields.standing
    assert standing is not None
    assert asks(made) == (amount, last)
    assert (standing.missed, standing.number, standing.open) == (missed, number, made.amount)
    assert standing.received + standing.left == standing.total
    assert (made.fields.costs, made.fields.interest) == (None, None)
    assert made.history_entry["instalment_number"] == number
    assert (made.fields.term is None) == (not missed)
    Dossier.model_validate(asked(REMIND)["dossier"] | {"history": [made.history_entry]})


def test_a_plan_lapses_over_what_is_left_of_it() -> None:
    made = letter(LAPSE, **dossier(payments=[payment("2026-11-10", "100.00")]))
    standing = made.fields.standing
    assert standing is not None
    assert asks(made) == ("1054.93", "2026-11-27")
    assert (standing.left, standing.reminded_on) == (made.amount, date(2026, 11, 3))
    assert (str(standing.paid), str(standing.open)) == ("100.00", "188.73")
    assert said(made.fields.fixed.next_step).startswith("Dan overleggen wij met Bakkerij De Korenbloem B.V.")


def test_a_business_whose_plan_let_interest_run_is_asked_that_interest_too() -> None:
    runs = RUNNING_PLAN | {"interest": "runs"}
    made = letter(LAPSE, business=True, **dossier(payment_plan=runs))
    standing = made.fields.standing
    assert standing is not None
    assert made.amount is not None
    assert made.amount > standing.left


def test_who_pays_the_rest_in_time_after_a_lapse_owes_nothing_more() -> None:
    made = letter(LAPSE)
    after = asked(LAPSE)["dossier"]
    after = after | {
        "history": [*after["history"], made.history_entry],
        "payments": [payment("2026-11-27", str(made.amount))],
    }
    owed = account(Dossier.model_validate(after), date(2026, 12, 5))
    assert (owed.total_due, owed.overpaid) == (0, 0)


@pytest.mark.parametrize("kind", [REMIND, LAPSE])
def test_letters_about_a_plan_need_one(kind: str) -> None:
    data = asked(kind)
    del data["dossier"]["payment_plan"]
    with pytest.raises(InvalidInput) as refused:
        letter_request(data, {}, None)
    assert [each.pointer for each in refused.value.errors] == ["/dossier/payment_plan"]


# ---- A payment ----

# Which letter runs, the payment, what the request says besides: the amount, its last day, costs that are named,
# and what the payment went to: costs, interest, invoices. 77 days of interest until the 17th are 8.44.
PAYMENTS: tuple[tuple[list[Data], Data, Data, str, str | None, str | None, tuple[str, str, str]], ...] = (
    ([notice()], payment("2026-11-17", "200.00"), {}, "958.76", "2026-11-27", "150.00", ("150.00", "8.44", "41.56")),
    ([notice()], payment("2026-11-17", "100.00"), {}, "1058.77", "2026-11-27", "150.00", ("100.00", "0.00", "0.00")),
    # within the notice's term: all of it principal, no date, and costs over the rest
    ([RUNNING], payment("2026-11-18", "200.00"), {}, "800.00", None, "120.00", ("0.00", "0.00", "200.00")),
    ([RUNNING], payment("2026-11-18", "800.00"), {}, "200.00", None, "40.00", ("0.00", "0.00", "800.00")),  # the minimum
    # never above what was announced, were it too little
    ([RUNNING | {"announced_costs": "90.00"}], payment("2026-11-18", "200.00"), {}, "800.00", None, "90.00",
     ("0.00", "0.00", "200.00")),
    # a notice that does not count: nothing is announced by it, its days are not cut short, and no more is asked than it did
    ([RUNNING | {"announced_costs": "160.00"}], payment("2026-11-18", "200.00"), {}, "800.00", "2026-12-02", None,
     ("0.00", "0.00", "200.00")),
    # within the term of a reminder
    ([reminder("2026-11-16", pay_by="2026-11-23")], payment("2026-11-18", "200.00"), {}, "800.00", "2026-11-23", None,
     ("0.00", "0.00", "200.00")),
    # within the term of a demand: what it asked less the payment, and no interest since
    ([notice(), DEMANDED], payment("2026-11-18", "200.00"), {}, "958.00", "2026-11-20", "150.00",
     ("150.00", "8.00", "42.00")),
)  # fmt: skip


@pytest.mark.parametrize(("history", "paid", "more", "amount", "last", "costs", "used"), PAYMENTS)
def test_what_an_acknowledgement_asks(
    history: list[Data], paid: Data, more: Data, amount: str, last: str | None, costs: str | None,
    used: tuple[str, str, str],
) -> None:  # fmt: skip
    made = letter(THANK, **dossier(history=history, payments=[paid]), **more)
    received, named = made.fields.received, made.fields.costs
    assert received is not None
    assert asks(made) == (amount, last)
    assert (str(named.total) if named else None) == costs
    assert (str(received.to_costs), str(received.to_interest), str(received.to_principal)) == used
    assert str(received.amount) == paid["amount"]


def test_within_the_term_of_a_notice_its_words_stand() -> None:
    made = letter(THANK, **dossier(history=[RUNNING], payments=[payment("2026-11-18", "200.00")]))
    fixed, received = made.fields.fixed, made.fields.received
    assert received is not None
    assert said(fixed.term) == (
        "Betaal € 800,00 binnen de termijn van de brief van 16 november 2026: binnen veertien dagen vanaf de dag nadat die "
        "brief bij u is bezorgd."
    )
    assert said(fixed.no_costs_yet) == "U betaalt dan geen incassokosten."
    assert said(fixed.costs) == "Dan moet u ook incassokosten betalen. Die kosten zijn € 120,00."
    assert said(received.how) == (
        "U betaalde binnen de termijn van een brief die alleen de facturen vroeg. Daarom gaat het hele bedrag van de "
        "facturen af."
    )
    assert (made.fields.term, made.history_entry["pay_by"], made.history_entry["term_days"]) == (None, None, None)


def test_the_costs_that_an_acknowledgement_names_are_those_that_follow() -> None:
    """Nothing more is paid: they are due. The rest is paid in time: they are not, and nothing else is."""
    made = letter(THANK, **dossier(history=[RUNNING], payments=[payment("2026-11-18", "200.00")]))
    later = asked(THANK)["dossier"] | {"history": [RUNNING, made.history_entry]}
    first = payment("2026-11-18", "200.00")
    unpaid = account(Dossier.model_validate(later | {"payments": [first]}), date(2026, 12, 3))
    assert (unpaid.costs.due, str(unpaid.costs.outstanding)) == (True, "120.00")
    paid = account(
        Dossier.model_validate(later | {"payments": [first, payment("2026-12-02", "800.00")]}), date(2026, 12, 20)
    )
    assert (paid.total_due, paid.overpaid) == (0, 0)


@pytest.mark.parametrize("history", [[notice()], [notice(), DEMANDED]], ids=["own term", "term of the demand"])
def test_who_pays_the_rest_in_time_owes_nothing_more(history: list[Data]) -> None:
    first = payment("2026-11-18", "200.00")
    made = letter(THANK, **dossier(history=history, payments=[first]))
    later = asked(THANK)["dossier"] | {
        "history": [*history, made.history_entry],
        "payments": [first, payment("2026-11-20", str(made.amount))],
    }
    owed = account(Dossier.model_validate(later), date(2026, 12, 20))
    assert (owed.total_due, owed.overpaid) == (0, 0)


def _with_amounts(history: list[Data], given: dict[str, Any], business: bool) -> list[Data]:
    """The history as a caller has it: what each letter asked on its day."""
    told: list[Data] = []
    for entry in history:
        until = [each for each in given["payments"] if each["received_on"] <= entry["sent_on"]]
        then = asked(THANK, business=business)["dossier"] | given | {"history": told, "payments": until}
        owed = account(Dossier.model_validate(then), date.fromisoformat(entry["sent_on"]))
        amount = owed.total_due if entry["kind"] == "sommatie" else owed.open_invoices
        told.append(entry | {"amount_asked": str(amount)})
    return told


HISTORIES: tuple[list[Data], ...] = (
    [], [notice()], [notice("2026-11-16")], [reminder("2026-11-10", pay_by="2026-11-24")],
    [notice(), sommatie("2026-11-12", pay_by="2026-11-26")], [sommatie("2026-11-16", pay_by="2026-11-24")],
)  # fmt: skip
paid = st.tuples(st.integers(0, 79), st.decimals("0.01", "600", places=2), st.sampled_from([None, "F1"])).map(
    lambda drawn: payment((date(2026, 9, 1) + timedelta(days=drawn[0])).isoformat(), str(drawn[1]), drawn[2])
)


@given(st.sampled_from(HISTORIES), st.lists(paid, min_size=1, max_size=3), st.booleans(), st.booleans(), st.booleans())
def test_whatever_went_before_who_pays_the_rest_in_time_owes_nothing_more(
    history: list[Data], payments: list[Data], business: bool, two: bool, amounts_known: bool
) -> None:
    """Not a cent too much or too little is asked: paid in time, nothing is open and nothing is left over."""
    both = [invoice(), invoice("333.33", "2026-09-15", "F2")]
    fields: dict[str, Any] = {"invoices": both if two else both[:1], "payments": payments}
    if amounts_known:
        history = _with_amounts(history, fields, business)
    try:
        made = letter(THANK, business=business, dossier=fields | {"history": history})
    except UnlawfulLetter:  # all was paid, or a letter asked too much
        return
    later = asked(THANK, business=business)["dossier"] | fields | {"history": [*history, made.history_entry]}
    running = running_letter(Dossier.model_validate(later), date(2026, 11, 19))
    last = made.pay_before or (running.last_day if running else date(2026, 11, 20))
    later["payments"] = [*payments, payment(last.isoformat(), str(made.amount))]
    owed = account(Dossier.model_validate(later), date(2026, 12, 28))
    assert (owed.total_due, owed.overpaid) == (0, 0)


def test_an_invoice_that_the_debtor_named_comes_first() -> None:
    both = [invoice("600.00"), invoice("400.00", number="F2")]
    fields: dict[str, Any] = {"invoices": both, "history": [reminder("2026-09-08", pay_by="2026-09-15")]}
    made = letter(THANK, **dossier(**fields, payments=[payment("2026-11-17", "200.00", "F2")]), interest="none")
    received = made.fields.received
    assert received is not None
    assert (
        said(received.how) == "U noemde F2 bij uw betaling. Daarom gaat het bedrag daar eerst van af (artikel 6:43 BW)."
    )
    assert {each.number: str(each.open) for each in made.fields.invoices} == {"F1": "600.00", "F2": "200.00"}


def test_all_that_came_in_on_the_last_day_is_one_payment() -> None:
    paid = [payment("2026-10-20", "50.00"), payment("2026-11-17", "20.00"), payment("2026-11-17", "30.00")]
    made = letter(THANK, **dossier(payments=paid))
    received = made.fields.received
    assert received is not None
    assert (received.received_on, str(received.amount)) == (date(2026, 11, 17), "50.00")


def test_what_went_to_an_invoice_that_is_not_due_yet_is_told() -> None:
    later = invoice("80.00", "2026-11-30", "F2", issued_on="2026-11-01")
    made = letter(THANK, **dossier(invoices=[invoice(), later], payments=[payment("2026-11-17", "100.00", "F2")]))
    received = made.fields.received
    assert received is not None
    assert (str(received.amount), str(received.to_not_due), str(received.to_costs)) == ("100.00", "80.00", "20.00")


# ---- The end of a file ----


def test_a_closed_file_asks_nothing_and_pays_back_what_was_too_much() -> None:
    made = letter(CLOSE, **dossier(payments=[payment("2026-11-17", "1163.44")]))
    assert (made.amount, made.payee, made.payment_link, made.pay_before) == (None, None, None, None)
    assert (made.fields.pay, made.fields.help, made.fields.costs, made.fields.interest) == (None, None, None, None)
    assert str(made.fields.totals.overpaid) == "5.00"
    assert said(made.fields.fixed.term) == "Wij hebben dossier D2026-1 gesloten. U hoeft niets meer te betalen."
    assert said(made.fields.fixed.identity).startswith("Voorbeeld Incasso B.V. behandelde dit dossier")


def test_a_file_that_a_credit_note_emptied_is_closed_without_a_payment() -> None:
    credited = [invoice("100.00"), {**invoice("100.00", number="C1"), "amount": "-100.00", "credits": "F1"}]
    made = letter(CLOSE, **dossier(invoices=credited, payments=[], history=[]))
    assert made.fields.received is None


def test_an_annex_explains_no_amount_of_a_letter_that_asks_none() -> None:
    with pytest.raises(InvalidInput):
        letter(CLOSE, annex=True)


def test_the_days_of_a_reminder_start_with_its_receipt() -> None:
    by_mail = letter(REMIND, channel="email", **dossier(history=[notice(), CONFIRMATION]))
    assert asks(by_mail) == ("288.73", "2026-11-27")
    assert REMINDED["kind"] == by_mail.kind
