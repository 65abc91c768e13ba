"""Random dossiers that the door would let in: invoices, credit notes, payments and letters in any order and of any merit.

Everything is drawn with one evenly spread generator of Hypothesis, so that notices that make costs due are common.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from docgen.dossier.coherence import dossier_problems
from docgen.dossier.model import Dossier
from tests.dossier.building import AGENCY, COMPANY, CONSUMER, CREDITOR

Data = dict[str, Any]
# Invoices come first, letters after most of them, payments at any time: over several rate changes and a full year.
FIRST, LAST = date(2025, 3, 1), date(2026, 12, 31)

on_dates = st.randoms(use_true_random=True).map(lambda any_: day_between(any_, date(2026, 2, 1), LAST))


def day_between(any_: Random, first: date, last: date) -> date:
    """Any day of these, both ends counted."""
    return first + timedelta(days=any_.randint(0, (last - first).days))


def euros(any_: Random, most: int = 6000) -> str:
    """An amount: small ones are as common as large ones."""
    return str(Decimal(any_.randint(1, any_.choice([100, 5000, 40_000, most * 100]))).scaleb(-2))


def invoices(any_: Random, most: int = 4) -> list[Data]:
    """One or more invoices, sometimes a credit note."""
    found: list[Data] = []
    for number in range(1, any_.randint(1, most) + 1):
        issued_on = day_between(any_, FIRST, date(2026, any_.choice([2, 9]), 28))
        found.append(
            {
                "number": f"F{number}", "issued_on": issued_on, "due_on": issued_on + timedelta(any_.randint(0, 45)),
                "amount": euros(any_), "term_agreed": any_.random() < 0.9, "description": any_.choice(["Brood", None]),
            }
        )  # fmt: skip
    if any_.random() < 0.3:
        lowered = any_.choice(found)
        issued_on = day_between(any_, lowered["issued_on"], LAST)
        off = min(Decimal(lowered["amount"]), Decimal(euros(any_)))
        credits = any_.choice([lowered["number"], None])
        found.append(
            {"number": "C1", "issued_on": issued_on, "due_on": issued_on, "amount": f"-{off}", "credits": credits}
        )
    return found


def payments(any_: Random, numbers: list[str], history: list[Data], most: int = 4) -> list[Data]:
    """Any number of payments, many of them soon after a letter; some name an invoice."""

    def received_on() -> date:
        if history and any_.random() < 0.6:
            return any_.choice(history)["sent_on"] + timedelta(any_.randint(0, 12))  # type: ignore[no-any-return]
        return day_between(any_, FIRST, LAST)

    return [
        {
            "received_on": received_on(), "amount": euros(any_),
            "invoice_number": any_.choice([None, None, *numbers]),
        }
        for _ in range(min(any_.randint(0, most), any_.randint(0, most)))
    ]  # fmt: skip


def good_notice(any_: Random) -> Data:
    """What a notice to a consumer should be, when everything it asks is late by then."""
    return {
        "kind": "wik-notice", "sent_on": day_between(any_, date(2025, 10, 1), date(2026, 9, 30)),
        "channel": any_.choice(["post", "email"]), "term_days": any_.choice([14, 21]),
        "term_wording": "from-day-after-delivery", "announced_costs": any_.choice(["40.00", "25.00"]),
        "announced_vat": any_.choice([None, "0.00"]),
    }  # fmt: skip


def any_letter(any_: Random, listed: list[Data]) -> Data:
    """A letter of any merit."""
    sent_on = day_between(any_, date(2025, 5, 1), date(2026, 11, 30))
    if any_.random() < 0.05:
        sent_on = day_between(any_, date(2011, 1, 1), date(2012, 12, 31))  # before and after the scale of costs began
    known = [each["number"] for each in listed if each["issued_on"] <= sent_on and each["number"] != "C1"]
    return {
        "kind": any_.choice(["payment-reminder", "wik-notice", "wik-notice", "sommatie", "cost-specification"]),
        "sent_on": sent_on,
        "channel": any_.choice(["post", "post", "registered", "email", "sms"]),
        "delivered_on": any_.choice([None, sent_on + timedelta(any_.randint(0, 20))]),
        "invoice_numbers": any_.sample(known, any_.randint(0, len(known))),
        "amount_asked": any_.choice([None, euros(any_)]),
        "pay_by": any_.choice([None, sent_on + timedelta(any_.randint(0, 40))]),
        "term_days": any_.choice([None, 7, 14, 14, 15, 30]),
        "term_wording": any_.choice(["from-day-after-delivery"] * 3 + ["after-delivery", "date", None]),
        "announced_costs": any_.choice([None, "0.00", "40.00", "150.00", "700.00"]),
        "announced_vat": any_.choice([None, "0.00", "8.40"]),
    }


def circumstances(any_: Random) -> list[Data]:
    """Now and then a special situation, with or without its days."""
    if any_.random() < 0.85:
        return []
    since = any_.choice([None, day_between(any_, date(2025, 9, 1), LAST)])
    until = any_.choice([None, (since or date(2026, 3, 1)) + timedelta(any_.randint(0, 200))])
    kinds = ["dispute", "bankruptcy", "wsnp", "suspension", "debt-help", "guardian", "deceased"]
    return [{"type": any_.choice(kinds), "since": since, "until": until}]


def dossier_data(any_: Random, *, business: bool | None = None, letters: int = 3) -> Data:
    """The JSON of a random dossier."""
    company = any_.random() < 0.4 if business is None else business
    listed = invoices(any_)
    numbers = [each["number"] for each in listed if each["number"] != "C1"]
    interest: list[Data] = [{}, {}, {"type": "statutory"}, {"type": "none"}]
    costs: list[Data] = [{}, {}, {}, {}, {}, {"type": "reduced", "amount": "30.00"}, {"type": "none"}]
    if company:
        interest.append({"type": "contractual", "annual_rate": "9.25"})
        costs.append({"type": "contractual", "percentage": "12.5", "minimum": "60.00"})
    debtor = COMPANY | {"legal_form": any_.choice(["bv", "eenmanszaak", None])} if company else CONSUMER
    history = [
        good_notice(any_) if any_.random() < 0.6 else any_letter(any_, listed)
        for _ in range(max(any_.randint(0, letters), any_.randint(0, letters)))
    ]
    return {
        "reference": "D2026-1",
        "creditor": CREDITOR | {"can_reclaim_vat": any_.random() < 0.6},
        "debtor": debtor,
        "agency": any_.choice([AGENCY, None]),
        "invoices": listed,
        "payments": payments(any_, numbers, history),
        "interest": any_.choice(interest),
        "collection_costs": any_.choice(costs),
        "history": history,
        "circumstances": circumstances(any_),
        "handed_over_on": day_between(any_, FIRST, LAST) if company and any_.random() < 0.5 else None,
    }


def dossiers(**choices: Any) -> st.SearchStrategy[Dossier]:
    """Random dossiers, as the program has them."""
    return (
        st.randoms(use_true_random=True)
        .map(lambda any_: Dossier.model_validate(as_json(dossier_data(any_, **choices))))
        .filter(lambda found: not list(dossier_problems(found)))
    )


def as_json(value: Any) -> Any:
    """Dates as a caller writes them."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
