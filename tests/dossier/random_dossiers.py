"""Random dossiers that the door would let in: invoices, credit notes, payments and letters in any order and of any merit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from docgen.dossier.coherence import dossier_problems
from docgen.dossier.model import Dossier
from tests.dossier.building import AGENCY, COMPANY, CONSUMER, CREDITOR

FIRST, LAST = date(2025, 3, 1), date(2026, 12, 31)  # over two rate changes, a commercial one, and a full year
dates = st.dates(FIRST, LAST)
euros = st.decimals("0.01", "6000", places=2).map(str)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


@st.composite
def invoice_lists(draw: st.DrawFn, most: int = 4) -> list[dict[str, Any]]:
    invoices = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        issued_on = draw(st.dates(FIRST, date(2026, 11, 1)))
        invoices.append(
            {
                "number": f"F{number}", "issued_on": issued_on, "due_on": issued_on + timedelta(draw(st.integers(0, 45))),
                "amount": draw(euros), "term_agreed": draw(st.sampled_from([True, True, True, False])),
                "description": draw(st.sampled_from(["Brood", None])),
            }
        )  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        credited = draw(st.sampled_from(invoices))
        issued_on = draw(st.dates(credited["issued_on"], LAST))
        highest = Decimal(credited["amount"])
        invoices.append(
            {
                "number": "C1", "issued_on": issued_on, "due_on": issued_on,
                "amount": f"-{draw(st.decimals('0.01', highest, places=2))}",
                "credits": draw(st.sampled_from([credited["number"], None])),
            }
        )  # fmt: skip
    return invoices


@st.composite
def payment_lists(draw: st.DrawFn, numbers: list[str], most: int = 4) -> list[dict[str, Any]]:
    return [
        {"received_on": draw(dates), "amount": draw(euros), "invoice_number": draw(st.sampled_from([None, *numbers]))}
        for _ in range(draw(st.integers(0, most)))
    ]


@st.composite
def letters_sent(draw: st.DrawFn, invoices: list[dict[str, Any]], most: int = 3) -> list[dict[str, Any]]:
    history = []
    for _ in range(draw(st.integers(0, most))):
        sent_on = draw(dates)
        known = [each["number"] for each in invoices if each["issued_on"] <= sent_on and each["number"] != "C1"]
        history.append(
            {
                "kind": draw(st.sampled_from(["payment-reminder", "wik-notice", "wik-notice", "sommatie",
                                              "cost-specification"])),
                "sent_on": sent_on,
                "channel": draw(st.sampled_from(["post", "post", "registered", "email", "sms"])),
                "delivered_on": draw(maybe(st.integers(0, 20).map(lambda number, sent=sent_on: sent + timedelta(number)))),
                "invoice_numbers": draw(st.lists(st.sampled_from(known), unique=True)) if known else [],
                "amount_asked": draw(maybe(euros)),
                "pay_by": draw(maybe(st.integers(0, 40).map(lambda number, sent=sent_on: sent + timedelta(number)))),
                "term_days": draw(st.sampled_from([None, 7, 14, 14, 15, 30])),
                "term_wording": draw(st.sampled_from(["from-day-after-delivery"] * 3 + ["after-delivery", "date", None])),
                "announced_costs": draw(st.sampled_from([None, "0.00", "25.00", "40.00", "40.00", "150.00", "700.00"])),
                "announced_vat": draw(st.sampled_from([None, "0.00", "8.40"])),
            }
        )  # fmt: skip
    return history


@st.composite
def dossier_datas(draw: st.DrawFn, *, business: bool | None = None, most_letters: int = 3) -> dict[str, Any]:
    """The JSON of a random dossier."""
    company = draw(st.booleans()) if business is None else business
    invoices = draw(invoice_lists())
    numbers = [each["number"] for each in invoices if each["number"] != "C1"]
    interest: list[dict[str, Any]] = [{}, {}, {"type": "statutory"}, {"type": "none"}]
    costs: list[dict[str, Any]] = [{}, {}, {}, {"type": "reduced", "amount": "30.00"}, {"type": "none"}]
    if company:
        interest.append({"type": "contractual", "annual_rate": "9.25"})
        costs.append({"type": "contractual", "percentage": "12.5", "minimum": "60.00"})
    return {
        "reference": "D2026-1",
        "creditor": CREDITOR | {"can_reclaim_vat": draw(st.booleans())},
        "debtor": COMPANY | {"legal_form": draw(st.sampled_from(["bv", "eenmanszaak", None]))} if company else CONSUMER,
        "agency": draw(st.sampled_from([AGENCY, None])),
        "invoices": invoices,
        "payments": draw(payment_lists(numbers)),
        "interest": draw(st.sampled_from(interest)),
        "collection_costs": draw(st.sampled_from(costs)),
        "history": draw(letters_sent(invoices, most_letters)),
        "handed_over_on": draw(maybe(dates)) if company else None,
    }


@st.composite
def dossiers(draw: st.DrawFn, **more: Any) -> Dossier:
    """A random dossier."""
    found = Dossier.model_validate(as_json(draw(dossier_datas(**more))))
    assume(not list(dossier_problems(found)))
    return found


def as_json(value: Any) -> Any:
    """Dates as a caller writes them."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
