"""Random letter requests that the door would let in."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from docgen.dossier.coherence import letter_problems
from docgen.dossier.model import LetterRequest
from docgen.letters.kinds import KINDS
from tests.dossier.building import AGENCY, ANSWERS, HANDED_OVER
from tests.dossier.random_dossiers import as_json, day_between, dossier_data, euros
from tests.letters.asking import INVOICE_FILE, NEEDS, SOLE_TRADER, without

CIRCUMSTANCES = ("dispute", "bankruptcy", "wsnp", "suspension", "debt-help", "guardian", "deceased")


def request_data(any_: Random, *, business: bool | None = None, **choices: Any) -> dict[str, Any]:
    """The JSON of a random request."""
    dossier = dossier_data(any_, business=business)
    kind = choices.get("kind") or any_.choice(list(KINDS))
    date_ = day_between(any_, date(2026, 2, 1), date(2027, 2, 28))  # some past the tables
    company = dossier["debtor"]["type"] == "business"
    if company and any_.random() < 0.3:
        dossier["debtor"] = SOLE_TRADER
    if any_.random() < 0.2:
        dossier["debtor"] = dossier["debtor"] | {"address": {"street": "Rue Haute 1", "city": "Gent", "country": "BE"}}
    dossier["debtor"] = dossier["debtor"] | {"language": any_.choice([None, "nl", "en"])}
    if dossier["agency"] and any_.random() < 0.4:
        dossier["agency"] = without(AGENCY, *any_.sample(["registration", "kvk_number", "complaints", "phone", "email",
                                                          "privacy", "dispute_body"], 3))  # fmt: skip
    if any_.random() < 0.3:
        dossier["creditor"] = without(dossier["creditor"], *any_.sample(["kvk_number", "phone", "email"], 2))
    dossier["attachments"] = any_.choice([[], [INVOICE_FILE]])
    dossier["payments_processed_until"] = any_.choice([None, date(2026, 1, 31)])
    dossier["terms"] = {
        name: any_.choice(["none", "follows", "deviates"]) for name in ("costs_clause", "interest_clause")
    }
    dossier["payment"] = {"pay_to": "agency" if dossier["agency"] and any_.random() < 0.3 else "creditor"}
    if any_.random() < 0.2:
        dossier["circumstances"] = [
            {"type": any_.choice(CIRCUMSTANCES), "since": any_.choice([None, date(2026, 8, 1)])}
        ]
    if any_.random() < 0.7:
        step = {"kind": any_.choice(["discuss", "agency", "bailiff", "court", "none"])}
        dossier["next_step"] = step | {"decided_on": any_.choice([None, date(2026, 6, 1)])}
    dossier |= NEEDS.get(kind, {})
    if kind == "payment-plan-confirmation" or any_.random() < 0.3:
        total = any_.choice([None, None, euros(any_)])
        how: dict[str, Any] = {"instalment_count": any_.randint(1, 12)}
        if total is None and any_.random() < 0.5:
            how = {"instalment_amount": str(any_.randint(200, 900))}
        agreed_on = day_between(any_, date(2026, 1, 1), date(2026, 12, 31))
        dossier["payment_plan"] = how | {
            "agreed_on": agreed_on, "first_due_on": day_between(any_, agreed_on, date(2027, 1, 31)),
            "interval": any_.choice(["weekly", "four-weekly", "monthly"]), "total": total,
        }  # fmt: skip
    dossier |= ANSWERS.get(kind, {}) | HANDED_OVER.get(kind, {})
    # Without an agency in the dossier no letter comes from one, not even by default.
    parties = [None, "creditor", "agency"] if dossier["agency"] else ["creditor"]
    return {
        "kind": kind, "dossier": dossier, "date": date_, "branding": any_.choice(parties),
        "performed_by": any_.choice(parties), "costs": any_.choice([None, None, "none", "announced", "claimed"]),
        "interest": any_.choice([None, None, "none", "claimed"]),
        "channel": any_.choice(["post", "registered", "email", "sms"]), "language": any_.choice([None, "nl", "en"]),
        "term_days": None if kind in HANDED_OVER else any_.choice([None, None, 1, 13, 14, 30, 365]),
        "stage": any_.choice([None, "1", "2", "final"]) if kind == "sommatie" else None,
        "on_finding": any_.choice(["refuse", "warn", "warn"]),
    } | choices  # fmt: skip


def requests(**choices: Any) -> st.SearchStrategy[LetterRequest]:
    """Random requests, as the program has them."""
    return (
        st.randoms(use_true_random=True)
        .map(lambda any_: LetterRequest.model_validate(as_json(request_data(any_, **choices))))
        .filter(lambda found: not list(letter_problems(found)))
    )
