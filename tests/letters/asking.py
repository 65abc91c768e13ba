"""Letter requests for the tests of the letters: complete ones, on which no rule has anything to say, and changes to them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any

from docgen.dossier.brands import Brand, brand_from_toml
from docgen.dossier.coherence import letter_problems
from docgen.dossier.model import LetterRequest
from docgen.errors import Finding, UnlawfulLetter
from docgen.letters.compose import compose
from docgen.letters.letter import Letter
from docgen.render.words import Words
from docgen.texts import Text
from tests.dossier.building import (
    AGENCY,
    ANSWERS,
    CONSUMER,
    CREDITOR,
    HANDED_OVER,
    Data,
    dossier_data,
    notice,
    payment,
    reminder,
)
from tests.letters.processes import agreed

TODAY = date(2026, 11, 19)  # a Thursday
INVOICE_FILE: Data = {
    "name": "factuur.pdf", "media_type": "application/pdf", "content": base64.b64encode(b"%PDF-1.7\n").decode(),
}  # fmt: skip
PLAN: Data = {
    "agreed_on": "2026-11-19", "agreed_with": "S. Bakker", "channel": "telefoon", "instalment_count": 4,
    "first_due_on": "2026-12-01",
}  # fmt: skip
# A plan of four instalments over what was due on 15 October; the first one was to be paid by 1 November.
RUNNING_PLAN: Data = PLAN | {"agreed_on": "2026-10-15", "first_due_on": "2026-11-01"}
CONFIRMATION: Data = {"kind": "payment-plan-confirmation", "sent_on": "2026-10-15"}
# By post on a Tuesday: received on Thursday 5 November, its seven days are over on the 12th.
REMINDED: Data = {"kind": "instalment-reminder", "sent_on": "2026-11-03"}
# What went before each kind, so that it may go out on TODAY. Costs towards a consumer are due from 8 October.
BEFORE: dict[str, list[Data]] = {
    "payment-reminder": [],
    "wik-notice": [reminder("2026-09-08", pay_by="2026-09-15")],
    "sommatie": [reminder("2026-09-08", pay_by="2026-09-15"), notice()],
    "cost-specification": [notice()],
    "payment-plan-confirmation": [notice()],
    "instalment-reminder": [notice(), CONFIRMATION],
    "plan-lapse": [notice(), CONFIRMATION, REMINDED],
    "payment-acknowledgement": [notice()],
    "closing-debtor": [notice()],
    "dispute-acknowledgement": [notice()],
    "complaint-acknowledgement": [notice()],
    "reply": [notice()],
    "help-referral": [notice()],
    "curator-claim": [notice()],
    "bailiff-handover": [notice()],
}
PAID: dict[str, list[Data]] = {
    "payment-acknowledgement": [payment("2026-11-17", "200.00")],
    "closing-debtor": [payment("2026-11-17", "1200.00")],
}


MISSING: Data = {"intake": {"received_on": "2026-11-18", "missing": [{"what": "delivery"}]}, "handler": "N. Haddad"}
PLANNED: Data = {"planned": [{"kind": "call", "on": "2026-11-23"}], "handler": "N. Haddad"}
# What a dossier needs for a kind besides, so that its letter is complete.
NEEDS: dict[str, Data] = {
    "payment-plan-confirmation": {"payment_plan": PLAN},
    "instalment-reminder": {"payment_plan": RUNNING_PLAN},
    "plan-lapse": {"payment_plan": RUNNING_PLAN},
    "claim-receipt": {"intake": {"received_on": "2026-11-18"}} | PLANNED,
    "intake-incomplete": MISSING,
    "status-creditor": PLANNED,
    "court-advice": {
        "handler": "N. Haddad",
        "court_advice": {
            "chances": "good",
            "chances_because": "De bestelling is schriftelijk.",
            "means": "uncertain",
            "means_because": "Uw klant heeft ook andere schulden.",
            "advice": "plan",
            "alternatives": ["demand", "write-off"],
            "reply_by": "2026-12-03",
        },
    },
    "closing-creditor": {
        "handler": "N. Haddad",
        "closing": {"reason": "on-request"},
        "handed_over_on": "2026-10-08",
        "settlement": {"profile": "friendly-same-day"},
    },
    "remittance-advice": {
        "handler": "N. Haddad",
        "handed_over_on": "2026-10-08",
        "payments": [payment("2026-11-18", "250.00") | {"received_by": "agency"}],
        "remittances": [{"paid_on": "2026-11-19", "amount": "250.00", "reference": "UB-1"}],
    },
    "settlement-statement": {
        "handler": "N. Haddad",
        "handed_over_on": "2026-10-08",
        "settlement": {"profile": "friendly-same-day"},
    },
}


def asked(
    kind: str = "wik-notice", *, business: bool = False, dossier: Mapping[str, Any] | None = None, **more: Any
) -> Data:
    """The JSON of a request. `dossier` replaces whole fields of the dossier, `more` those of the request."""
    given = dossier_data(
        business=business, agency=AGENCY, history=BEFORE.get(kind, []), attachments=[INVOICE_FILE],
        payments_processed_until="2026-11-18",
    )  # fmt: skip
    given |= {"payments": PAID.get(kind, [])} | NEEDS.get(kind, {}) | ANSWERS.get(kind, {}) | HANDED_OVER.get(kind, {})
    if kind in HANDED_OVER:
        own = {"kvk_number": "58203714"} if business else {"birth_date": "1984-05-17"}
        given["debtor"] = given["debtor"] | own
    if kind == "curator-claim":
        given["invoices"] = [each | {"vat": "82.57"} for each in given["invoices"]]
    return {"kind": kind, "date": TODAY.isoformat(), "dossier": given | dict(dossier or {})} | more


def request(kind: str = "wik-notice", **changes: Any) -> LetterRequest:
    """A request as the program has it; the door would let it in."""
    found = LetterRequest.model_validate(asked(kind, **changes))
    assert not list(letter_problems(found)), "the door would refuse this request"
    return found


def letter(kind: str = "wik-notice", *, brands: Mapping[str, Brand] | None = None, **changes: Any) -> Letter:
    """The letter of a request."""
    asked_for = request(kind, **changes)
    return compose(asked_for, on=TODAY, brands=brands or {}, profile=agreed(asked_for))


def findings(
    kind: str = "wik-notice", *, brands: Mapping[str, Brand] | None = None, **changes: Any
) -> tuple[Finding, ...]:
    """What the rules have to say, whether a letter comes of it or not."""
    try:
        return letter(kind, brands=brands, **changes).findings
    except UnlawfulLetter as refused:
        return refused.findings


def rules(kind: str = "wik-notice", **changes: Any) -> set[str]:
    """The ids of the rules that found something."""
    return {each.rule for each in findings(kind, **changes)}


def said(sentence: Text | None, language: str = "nl") -> str:
    """A sentence as the letter prints it, with plain spaces."""
    assert sentence is not None
    return Words(language, strict=True).say(sentence).replace("\N{NO-BREAK SPACE}", " ")


def brand() -> Brand:
    """A registered creditor with one account."""
    return brand_from_toml(
        "korenbloem",
        {
            "kind": "creditor", "name": CREDITOR["name"], "accent": "#7a1f2b", "window": "right",
            "accounts": [{"iban": CREDITOR["iban"], "holder": CREDITOR["name"]}],
        },
        None,
    )  # fmt: skip


def without(party: Data, *names: str) -> Data:
    """A party without some of its fields."""
    return {name: value for name, value in party.items() if name not in names}


SOLE_TRADER: Data = CONSUMER | {"type": "business", "legal_form": "eenmanszaak", "name": "Klusbedrijf De Boer"}
