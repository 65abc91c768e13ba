"""Every kind x branding x debtor x language as one request each, and the finished letter read back from its PDF; the samples
too. What is made here is made once for all tests of a process.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2

from docgen.dossier.reading import letter_request
from docgen.dossier.strict_json import read_json
from docgen.letters.compose import compose
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.render import Document, render
from docgen.render.words import Words
from docgen.service.brands import BrandFolder
from docgen.service.desk import Desk
from docgen.settings import Settings
from docgen.texts import Text
from tests.dossier.building import ANSWERS, HANDED_OVER
from tests.letters.processes import agreed
from tests.matrix.plans import DOSSIERS

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
BRANDS = BrandFolder(ROOT / "samples" / "brands").brands()
ON = date(2026, 11, 19)  # a Thursday
SAMPLES = tuple(sorted(file.stem for file in (ROOT / "samples").glob("*.json")))

DEBTORS: dict[str, dict[str, object]] = {
    "consumer": {"type": "consumer", "name": "J. de Vries"},
    "company": {"type": "business", "legal_form": "bv", "name": "Groothandel Zuid B.V.", "attention": "P. Smit"},
    "sole-trader": {"type": "business", "legal_form": "eenmanszaak", "name": "Klusbedrijf De Boer"},
}


@dataclass(frozen=True)
class Case:
    """One cell of the matrix."""

    kind: str
    branding: str
    performed_by: str
    debtor: str
    language: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.branding}-by-{self.performed_by}-{self.debtor}-{self.language}"

    @property
    def asks(self) -> bool:
        """May it ask the debtor money?"""
        return KINDS[self.kind].asks and self.to_debtor

    @property
    def closes(self) -> bool:
        return KINDS[self.kind].closes

    @property
    def itemised(self) -> bool:
        return KINDS[self.kind].itemised

    @property
    def to_debtor(self) -> bool:
        return KINDS[self.kind].to == "debtor"

    @property
    def shows_amounts(self) -> bool:
        """Does it show the amounts of the claim? A letter to the debtor that asks nothing does not repeat them."""
        return self.asks or not self.to_debtor

    @property
    def shows_whole_claim(self) -> bool:
        """Does it ask nothing, and show all of the claim to who takes it over?"""
        return self.kind in HANDED_OVER

    @property
    def natural(self) -> bool:
        return self.debtor != "company"

    @property
    def wki(self) -> bool:
        return self.natural and self.performed_by == "agency" and self.to_debtor

    @property
    def dutch(self) -> bool:
        return self.language == "nl"


PORTAL = {"address": "https://mijn.voorbeeldincasso.example", "code": "7KQ2-M4XP"}
PARTICULARS: dict[str, dict[str, Any]] = {
    "claim-receipt": {
        "creditor": {"brand": "de-korenbloem", "portal": PORTAL},
        "handler": "N. Haddad",
        "intake": {
            "received_on": "2026-11-18",
            "checks": ["papers", "insolvency-register"],
            "missing": [{"what": "delivery", "invoice_number": "F-302", "note": "de pakbon"}],
            "reply_by": "2026-12-02",
            "expected_days": 60,
        },
        "planned": [{"kind": "payment-reminder", "on": "2026-11-20"}, {"kind": "call", "on": "2026-11-26"}],
    },
    "intake-incomplete": {
        "handler": "N. Haddad",
        "intake": {
            "received_on": "2026-11-18",
            "missing": [{"what": "notice"}, {"what": "other", "note": "de offerte"}],
            "reply_by": "2026-12-02",
        },
    },
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
        "handed_over_on": "2026-10-08",
        "closing": {"reason": "on-request", "papers": "returned"},
        "settlement": {"profile": "friendly-same-day"},
        "payments": [{"received_on": "2026-11-03", "amount": "100.00", "received_by": "agency"}],
        "remittances": [{"paid_on": "2026-11-03", "amount": "100.00"}],
    },
    "remittance-advice": {
        "handler": "N. Haddad",
        "handed_over_on": "2026-10-08",
        "payments": [
            {"received_on": "2026-11-03", "amount": "100.00", "received_by": "agency"},
            {"received_on": "2026-11-19", "amount": "250.00", "received_by": "agency"},
        ],
        "remittances": [
            {"paid_on": "2026-11-03", "amount": "100.00", "reference": "UB-1"},
            {"paid_on": "2026-11-19", "amount": "250.00", "reference": "UB-2"},
        ],
    },
    "settlement-statement": {
        "handler": "N. Haddad",
        "handed_over_on": "2026-10-08",
        "settlement": {"profile": "ecommerce-60-days", "commission": "12.5", "set_off": True, "invoice_number": "AF-1"},
        "payments": [{"received_on": "2026-11-03", "amount": "400.00", "received_by": "agency"}],
        "remittances": [{"paid_on": "2026-11-03", "amount": "300.00", "reference": "UB-1"}],
    },
    "status-creditor": {
        "handler": "N. Haddad",
        "planned": [{"kind": "sommatie", "on": "2026-11-20"}],
        "circumstances": [{"type": "debt-help", "since": "2026-11-02"}],
    },
}


def particulars(case: Case) -> dict[str, Any]:
    """What the request for a letter of this kind has besides, and its dossier instead, of what all have."""
    sources = (
        DOSSIERS.get(case.kind, ({}, ()))[0],
        *(each.get(case.kind, {}) for each in (ANSWERS, PARTICULARS, HANDED_OVER)),
    )
    own = {name: value for each in sources for name, value in deepcopy(each).items()}
    if case.kind == "curator-claim" and case.debtor == "consumer":
        own["circumstances"][0]["type"] = own["insolvency"]["type"] = "wsnp"
    return {"dossier": own}


def matrix() -> Iterator[Case]:
    """Every cell that makes sense: no white-label reminder by an agency to a natural person, no debt help for a company."""
    for kind, debtor, language in product(KINDS.values(), DEBTORS, ("nl", "en")):
        # A letter to others than the debtor has no hidden performer.
        white = ("creditor", "agency") if kind.to == "debtor" else ("creditor",)
        performers = {"creditor": white, "agency": ("agency",)}
        for branding, performed_by in ((each, by) for each in kind.brandings for by in performers[each]):
            case = Case(kind.id, branding, performed_by, debtor, language)
            white_reminder = kind.id == "payment-reminder" and branding == "creditor" and case.wki
            help_for_company = kind.id == "help-referral" and not case.natural
            if not white_reminder and not help_for_company:
                yield case


def request_for(case: Case) -> dict[str, object]:
    """A request with two invoices, a payment on one of them and, for later letters, the notice that went before."""
    consumer = case.debtor == "consumer"
    history: list[dict[str, Any]] = [
        {"kind": "payment-reminder", "sent_on": "2026-09-08", "pay_by": "2026-09-15", "amount_asked": "1380.75"}
    ]
    if case.kind not in ("payment-reminder", "wik-notice"):
        history.append(
            {
                "kind": "wik-notice",
                "sent_on": "2026-09-21",
                "term_days": 14 if consumer else 3,
                "announced_costs": "207.11",
                "announced_vat": "0.00",
                "amount_asked": "1380.75",
                "term_wording": "from-day-after-delivery" if consumer else None,
            }
        )
    history += DOSSIERS.get(case.kind, ({}, ()))[1]
    dossier = {
        "reference": "D2026-77",
        "creditor": {"brand": "de-korenbloem"},
        "agency": {"brand": "voorbeeld-incasso"},
        "debtor": {
            **DEBTORS[case.debtor],
            "address": {"street": "Dorpsstraat", "house_number": "7", "postal_code": "1234 AB", "city": "Zuiderveen"},
        },
        "invoices": [
            {
                "number": "F-301",
                "issued_on": "2026-08-01",
                "due_on": "2026-08-31",
                "amount": "1250.00",
                "vat": "216.94",
                "description": "Levering augustus",
                "agreement": {"kind": "order", "date": "2026-07-15", "reference": "O-9"},
            },
            {
                "number": "F-302",
                "issued_on": "2026-08-05",
                "due_on": "2026-09-04",
                "amount": "230.75",
                "vat": "19.05",
                "description": "Taart",
            },
        ],
        "payments": [{"received_on": "2026-09-03", "amount": "100.00", "invoice_number": "F-301"}],
        "payments_processed_until": "2026-11-18",
        "history": history,
        "payment_plan": {
            "agreed_on": "2026-11-19",
            "agreed_with": "S. Bakker",
            "channel": "telefoon",
            "instalment_count": 4,
            "first_due_on": "2026-12-01",
        },
    }
    wanted = particulars(case)
    return {
        "kind": case.kind,
        "branding": case.branding,
        "performed_by": case.performed_by,
        "language": case.language,
        "date": ON.isoformat(),
        **{name: value for name, value in wanted.items() if name != "dossier"},
        "dossier": dossier | wanted.get("dossier", {}),
    }


@cache
def letter_for(case: Case) -> Letter:
    request = letter_request(request_for(case), BRANDS, "voorbeeld-incasso")
    return compose(request, on=ON, brands=BRANDS, profile=agreed(request))


@cache
def document_for(case: Case, form: str = "pdf") -> Document:
    return render(letter_for(case), form, templates=TEMPLATES)


def sample_letter_again(name: str) -> Letter:
    """The letter of a sample, from its file on."""
    desk = Desk(Settings(), today=lambda: date(2026, 11, 21))
    return desk.compose(read_json((ROOT / "samples" / f"{name}.json").read_bytes()))


sample_letter = cache(sample_letter_again)


@cache
def sample_document(name: str, form: str) -> Document:
    return render(sample_letter(name), form, templates=TEMPLATES)


@cache
def pdf_text(case: Case) -> str:
    """The words of the finished PDF, all pages, white space made single."""
    pdf = pypdfium2.PdfDocument(document_for(case).content)
    try:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
    return " ".join(" ".join(pages).replace("\ufffe", "-").split())


def squeezed(words: str) -> str:
    """Without any white space: line breaks and no-break spaces say nothing about the words."""
    return re.sub(r"[\s\u00a0\u202f]+", "", words)


def said(letter: Letter, sentence: Text) -> str:
    return Words(letter.language).say(sentence)


def leaves(value: object) -> Iterator[object]:
    """Every leaf of a tree of fields, and every value inside its sentences."""
    if isinstance(value, Text):
        for inner in value.values.values():
            yield from leaves(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from leaves(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    else:
        yield value


def amounts(letter: Letter) -> set[Decimal]:
    return {leaf for leaf in leaves(letter.fields) if isinstance(leaf, Decimal)}


def dates(letter: Letter) -> set[date]:
    return {leaf for leaf in leaves(letter.fields) if isinstance(leaf, date)}


@cache
def mailed(case: Case, channel: str = "email", without: tuple[str, ...] = (), enclosed: bool = False) -> Letter:
    """The letter of a case as it goes by e-mail or SMS: the debtor has an address and a telephone for it."""
    request: Any = request_for(case) | {"channel": channel}
    reach = {"email": "j.devries@example.com", "phone": "+31612345678"}
    request["dossier"]["debtor"] |= {name: value for name, value in reach.items() if name not in without}
    if enclosed:
        content = b64encode(b"%PDF-1.7 invoice").decode()
        file = {"name": "factuur F-301.pdf", "media_type": "application/pdf", "content": content}
        request["dossier"]["attachments"] = [file]
    asked = letter_request(request, BRANDS, "voorbeeld-incasso")
    return compose(asked, on=ON, brands=BRANDS, profile=agreed(asked))
