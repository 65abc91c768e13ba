"""The door of what creditor and agency settle, and clients' money: what came in, what was passed on, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.dossier.account import account
from docgen.dossier.client_money import client_money
from docgen.letters.dossier_places import dossier_places
from docgen.letters.explain import explain
from tests.dossier.building import Data, dossier, invoice, payment
from tests.dossier.given import EXAMPLE, changed, mistakes

D = Decimal
ON = date(2026, 11, 21)
BANDS: list[Data] = [{"up_to": "500.00", "amount": "35.00"}, {"amount": "95.00"}]
SETTLED = changed(
    EXAMPLE,
    dossier__payments=[
        payment("2026-10-15", "100.00") | {"received_by": "agency"}, payment("2026-10-14", "50.00"),
        payment("2026-10-20", "70.00") | {"received_by": "agency"},
    ],
    dossier__remittances=[
        {"paid_on": "2026-10-20", "amount": "70.00"}, {"paid_on": "2026-10-15", "amount": "100.00", "reference": "U1"},
    ],
    dossier__settlement={"profile": "friendly-same-day", "commission": "12.5", "base_fee": BANDS},
)  # fmt: skip

# place, value, where the mistake is told, some words of it
MISTAKES: list[tuple[str, Any, str, str]] = [
    ("settlement__profile", "", "settlement/profile", "empty"),
    ("settlement", {}, "settlement/profile", "required"),
    ("settlement__profil", "a", "settlement/profil", "Did you mean"),
    ("settlement__commission", "101", "settlement/commission", "between 0 and 100"),
    ("settlement__set_off", "yes", "settlement/set_off", "true or false"),
    ("settlement__payment_days", 0, "settlement/payment_days", "lies between"),
    ("settlement__fee_iban", "NL00ABNA0417164300", "settlement/fee_iban", "IBAN"),
    ("settlement__base_fee__0__amount", "-1.00", "settlement/base_fee/0/amount", "negative"),
    ("settlement__base_fee__1__up_to", "900.00", "settlement/base_fee/1/up_to", "every larger claim"),
    ("settlement__base_fee__0__up_to", None, "settlement/base_fee/0/up_to", "Only the last"),
    (
        "settlement__base_fee", [{"up_to": "500.00", "amount": "1.00"}, *BANDS],
        "settlement/base_fee/1/up_to", "small to large",
    ),
    ("remittances__0__amount", "0.00", "remittances/0/amount", "more than zero"),
    ("remittances__0__paid_on", "20-10-2026", "remittances/0/paid_on", "year-month-day"),
    ("remittances__0__to", "creditor", "remittances/0/to", "no such field"),
    # Each day what was passed on, the earlier ones counted, is at most what the agency had received.
    ("remittances__0__amount", "70.01", "remittances/0/amount", "more was passed on"),
    ("remittances__1__paid_on", "2026-10-14", "remittances/1/amount", "more was passed on"),
    ("remittances__1__amount", "100.01", "remittances/1/amount", "more was passed on"),
    ("payments__2__received_by", "creditor", "remittances/0/amount", "received_by agency"),
]  # fmt: skip


def test_the_sound_dossier_is_sound() -> None:
    assert mistakes(SETTLED) == []


@pytest.mark.parametrize(("place", "value", "pointer", "words"), MISTAKES)
def test_every_mistake_is_named_with_its_place(place: str, value: Any, pointer: str, words: str) -> None:
    found = dict(mistakes(changed(SETTLED, **{f"dossier__{place}": value})))
    assert words in found[f"/dossier/{pointer}"]


def test_all_mistakes_are_told_at_once() -> None:
    bad = changed(
        SETTLED,
        dossier__settlement__payment_days=400,
        dossier__settlement__base_fee__1__up_to="900.00",
        dossier__remittances__0__amount="500.00",
        dossier__reference="",
    )
    assert [pointer for pointer, _ in mistakes(bad)] == [
        "/dossier/reference", "/dossier/remittances/0/amount", "/dossier/settlement/base_fee/1/up_to",
        "/dossier/settlement/payment_days",
    ]  # fmt: skip


def test_clients_money_is_what_came_in_and_what_was_passed_on() -> None:
    """Costs of 150.00 are due since 1 October: of the first 100.00 all is for those, of the next 70.00 fifty."""
    case = dossier(
        business=True,
        interest={"type": "none"},
        handed_over_on="2026-10-01",
        payments=[
            payment("2026-10-20", "70.00") | {"received_by": "agency"}, payment("2026-09-20", "30.00"),
            payment("2026-10-15", "100.00") | {"received_by": "agency"},
            payment("2026-11-22", "10.00") | {"received_by": "agency"},
        ],
        remittances=[
            {"paid_on": "2026-10-20", "amount": "20.00"}, {"paid_on": "2026-10-16", "amount": "100.00"},
            {"paid_on": "2026-11-22", "amount": "10.00"},
        ],
    )  # fmt: skip
    money = client_money(case, ON)
    assert [(each.amount, each.to_costs, each.to_principal) for each in money.received] == [
        (D("100.00"), D("100.00"), D("0.00")), (D("70.00"), D("45.50"), D("24.50")),
    ]  # costs over 970.00: 145.50  # fmt: skip
    assert [each.amount for each in money.direct] == [D("30.00")]
    assert [each.amount for each in money.remittances] == [D("100.00"), D("20.00")]
    assert (money.received_total, money.remitted, money.held, money.to_remit) == (
        D("170.00"), D("120.00"), D("50.00"), D("50.00"),
    )  # fmt: skip


def test_what_was_paid_too_much_is_not_for_the_creditor() -> None:
    paid = [payment("2026-09-05", "1100.00") | {"received_by": "agency"}]
    case = dossier(business=True, interest={"type": "none"}, collection_costs={"type": "none"}, payments=paid)
    money = client_money(case, ON)
    assert (money.to_refund, money.to_remit) == (D("100.00"), D("1000.00"))
    passed_on = case.model_copy(
        update={"remittances": dossier(remittances=[{"paid_on": "2026-09-06", "amount": "1050.00"}]).remittances}
    )
    money = client_money(passed_on, ON)
    assert (money.to_refund, money.to_remit, money.held) == (D("50.00"), D("0.00"), D("50.00"))


def early() -> Any:
    """A payment for an invoice that is not due yet, between two others."""
    return dossier(
        invoice(), invoice("80.00", "2026-12-15", "F2"),
        business=True,
        interest={"type": "none"},
        payments=[
            payment("2026-10-15", "60.00"), payment("2026-10-05", "80.00", "F2"), payment("2026-09-15", "40.00"),
        ],
    )  # fmt: skip


def test_a_payment_for_an_invoice_that_is_not_due_yet_is_clients_money_too() -> None:
    money = client_money(early(), ON)
    assert [(each.amount, each.to_principal) for each in money.direct] == [
        (D("40.00"), D("40.00")), (D("80.00"), D("80.00")), (D("60.00"), D("60.00")),
    ]  # fmt: skip


def test_the_place_of_a_payment_is_its_own_when_another_is_not_counted() -> None:
    """The account has two payments, of 15 September and 15 October: the third and the first of the dossier."""
    case = early()
    found = account(case, ON)
    assert [(each.received_on.isoformat(), each.place) for each in found.payments] == [
        ("2026-09-15", 0), ("2026-10-15", 2),
    ]  # fmt: skip
    places = dossier_places(case, explain(found), found)
    assert places["payments/1"] == places["payments/1/principal"] == ("/dossier/payments/2",)
    assert places["payments/2"] == ("/dossier/payments/0",)
