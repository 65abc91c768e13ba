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
}
PAID: dict[str, list[Data]] = {
    "payment-acknowledgement": [payment("2026-11-17", "200.00")],
    "closing-debtor": [payment("2026-11-17", "1200.00")],
}


def asked(
    kind: str = "wik-notice", *, business: bool = False, dossier: Mapping[str, Any] | None = None, **more: Any
) -> Data:
    """The JSON of a request. `dossier` replaces whole fields of the dossier, `more` those of the request."""
    given = dossier_data(
        business=business, agency=AGENCY, history=BEFORE.get(kind, []), attachments=[INVOICE_FILE],
        payments_processed_until="2026-11-18",
    )  # fmt: skip
    if kind == "payment-plan-confirmation":
        given["payment_plan"] = PLAN
    if kind in ("instalment-reminder", "plan-lapse"):
        given["payment_plan"] = RUNNING_PLAN
    given["payments"] = PAID.get(kind, [])
    given |= ANSWERS.get(kind, {}) | HANDED_OVER.get(kind, {})
    if kind == "curator-claim":
        given["invoices"] = [each | {"vat": "82.57"} for each in given["invoices"]]
        given["debtor"] = given["debtor"] | ({"kvk_number": "58203714"} if business else {})
    return {"kind": kind, "date": TODAY.isoformat(), "dossier": given | dict(dossier or {})} | more


def request(kind: str = "wik-notice", **changes: Any) -> LetterRequest:
    """A request as the program has it; the door would let it in."""
    found = LetterRequest.model_validate(asked(kind, **changes))
    assert not list(letter_problems(found)), "the door would refuse this request"
    return found


def letter(kind: str = "wik-notice", *, brands: Mapping[str, Brand] | None = None, **changes: Any) -> Letter:
    """The letter of a request."""
    return compose(request(kind, **changes), on=TODAY, brands=brands or {})


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
