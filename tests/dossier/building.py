"""Dossiers for the tests of the law: short to write, whole for the program. All people in them are invented."""

from __future__ import annotations

from typing import Any

from docgen.dossier.model import Dossier

Data = dict[str, Any]

UTRECHT: Data = {"street": "Molenstraat", "house_number": "12", "postal_code": "3511 AB", "city": "Utrecht"}
HAARLEM: Data = {"street": "Kade", "house_number": "1", "postal_code": "2011 AB", "city": "Haarlem"}
ONS_DORP: Data = {"street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB", "city": "Ons Dorp"}

CREDITOR: Data = {
    "name": "Bakkerij De Korenbloem B.V.", "address": UTRECHT, "iban": "NL91ABNA0417164300", "kvk_number": "69599084",
    "account_holder": "Bakkerij De Korenbloem B.V.", "email": "administratie@example.nl", "phone": "030 123 45 67",
}  # fmt: skip
AGENCY: Data = {
    "name": "Voorbeeld Incasso B.V.", "registration": {"kind": "wki", "number": "0123456789"}, "address": HAARLEM,
    "kvk_number": "12345678", "email": "post@example.org", "phone": "023 765 43 21", "iban": "NL20INGB0001234567",
    "account_holder": "Stichting Derdengelden Voorbeeld",
    "complaints": "https://example.org/klachten", "dispute_body": "Geschillencommissie Incasso",
    "privacy": "https://example.org/privacy",
}  # fmt: skip
CONSUMER: Data = {"type": "consumer", "name": "J. de Vries", "address": ONS_DORP}
COMPANY: Data = {"type": "business", "legal_form": "bv", "name": "Groothandel Zuid B.V.", "address": ONS_DORP}

# What the debtor said, with all that a letter about it needs.
DISPUTE: Data = {
    "kind": "dispute", "received_on": "2026-11-18", "channel": "email",
    "summary": "U schrijft dat er acht dozen ontbraken.", "own_words": ["Er ontbraken acht dozen."],
    "undisputed_amount": "800.00", "handler": "M. van Dam", "creditor_answer_by": "2026-12-02",
    "answer_by": "2026-12-11", "proof_asked": ["een foto van de levering"], "questions": ["Is er een pakbon?"],
}  # fmt: skip
COMPLAINT: Data = {
    "kind": "complaint", "received_on": "2026-11-17", "channel": "phone",
    "summary": "U vertelde dat u laat op de avond bent gebeld.", "handler": "L. Brouwer", "answer_by": "2026-12-07",
    "pause": "all",
}  # fmt: skip
QUESTION: Data = {
    "kind": "question", "received_on": "2026-11-16", "channel": "post", "summary": "U vroeg waarvoor de factuur is.",
    "answer": ["De factuur is voor brood.", "U kunt ook in delen betalen."], "handler": "M. van Dam",
}  # fmt: skip
SUPPORT: Data = {
    "pause_until": "2027-01-18", "adviser": "L. Brouwer", "adviser_phone": "023 765 43 22",
    "partners": [{"name": "Stichting Samen Rond", "helps_with": "Een vrijwilliger helpt u met uw papieren.",
                  "phone": "023 700 11 22", "website": "https://samenrond.example"}],
}  # fmt: skip
# What the dossier of a letter that answers the debtor has besides.
ANSWERS: dict[str, Data] = {
    "dispute-acknowledgement": {"messages": [DISPUTE]},
    "dispute-notice-creditor": {"messages": [DISPUTE]},
    "complaint-acknowledgement": {"messages": [COMPLAINT]},
    "reply": {"messages": [QUESTION]},
    "help-referral": {"support": SUPPORT},
}

INSOLVENCY: Data = {
    "type": "bankruptcy", "number": "F.16/26/214", "court": "Rechtbank Midden-Nederland", "declared_on": "2026-11-10",
}  # fmt: skip
CURATOR: Data = {
    "name": "Jansen Advocaten",
    "attention": "mr. A. Jansen",
    "address": UTRECHT,
    "email": "claims@example.com",
}
BAILIFF: Data = {
    "name": "Kantoor Van Rijn",
    "attention": "P. van Rijn",
    "address": UTRECHT,
    "email": "files@example.com",
}
CONTACT: Data = {"on": "2026-11-12", "channel": "phone", "by": "agency", "summary": "Niet opgenomen."}
# What the dossier of a letter to whoever takes a claim over has besides.
HANDED_OVER: dict[str, Data] = {
    "curator-claim": {
        "circumstances": [{"type": "bankruptcy", "since": "2026-11-10"}], "insolvency": INSOLVENCY, "curator": CURATOR,
    },
    "bailiff-handover": {
        "bailiff": BAILIFF, "contacts": [CONTACT], "next_step": {"kind": "bailiff", "decided_on": "2026-11-18"},
        "payment_plan": None,
    },
}  # fmt: skip


def invoice(amount: str = "1000.00", due_on: str = "2026-08-31", number: str = "F1", **more: object) -> Data:
    """An invoice that was sent a fortnight or more before it was due; a credit note when the amount is negative."""
    issued_on = more.pop("issued_on", f"{due_on[:8]}01")
    return {
        "number": number, "issued_on": issued_on, "due_on": due_on, "amount": amount, "description": "Brood",
        "agreement": {"kind": "overeenkomst"},
    } | more  # fmt: skip


def credit_note(amount: str, issued_on: str, credits: str | None = None, number: str = "C1") -> Data:
    """A credit note over an amount without its minus sign."""
    return {"number": number, "issued_on": issued_on, "due_on": issued_on, "amount": f"-{amount}", "credits": credits}


def payment(received_on: str, amount: str, invoice_number: str | None = None) -> Data:
    """A payment; the debtor named an invoice with it, or none."""
    return {"received_on": received_on, "amount": amount, "invoice_number": invoice_number}


def reminder(sent_on: str, **more: object) -> Data:
    """A payment reminder."""
    return {"kind": "payment-reminder", "sent_on": sent_on} | more


def notice(sent_on: str = "2026-09-21", costs: str | None = "150.00", **more: object) -> Data:
    """A lawful notice to a consumer by post. That of Monday 21 September 2026 is received on Wednesday 23 September;
    the last free day is Wednesday 7 October and costs are due from Thursday 8 October.
    """
    return {
        "kind": "wik-notice", "sent_on": sent_on, "term_days": 14, "term_wording": "from-day-after-delivery",
        "announced_costs": costs,
    } | more  # fmt: skip


def sommatie(sent_on: str, **more: object) -> Data:
    """A demand."""
    return {"kind": "sommatie", "sent_on": sent_on} | more


def dossier_data(*invoices: Data, business: bool = False, **more: object) -> Data:
    """A dossier over one invoice of 1000.00 that was due on 31 August 2026, unless told otherwise."""
    return {
        "reference": "D2026-1", "creditor": CREDITOR, "debtor": COMPANY if business else CONSUMER,
        "invoices": list(invoices) or [invoice()],
    } | more  # fmt: skip


def dossier(*invoices: Data, business: bool = False, **more: object) -> Dossier:
    """The same as the program has it."""
    return Dossier.model_validate(dossier_data(*invoices, business=business, **more))
