"""What the tests of the door start from: a complete request, registered brands, and ways to change one place."""

from __future__ import annotations

import base64
import copy
import io
import json
from typing import Any

from PIL import Image

from docgen.dossier.brands import Brand, brand_from_toml
from docgen.dossier.reading import letter_request
from docgen.dossier.strict_json import read_json
from docgen.errors import InvalidInput

PDF = base64.b64encode(b"%PDF-1.7\n").decode()
GONE = object()  # put this at a place to take it out

# The contract's own example, its elided addresses filled in.
EXAMPLE: dict[str, Any] = {
    "kind": "wik-notice", "branding": "creditor", "performed_by": "creditor", "costs": "announced", "interest": "none",
    "channel": "post", "language": "nl", "date": "2026-11-21", "term_days": None, "stage": None, "engine": "html",
    "template_version": None, "append_attachments": False, "annex": False, "on_finding": "refuse",
    "dossier": {
        "reference": "D2026-004711",
        "creditor": {
            "name": "Bakkerij De Korenbloem B.V.", "brand": None,
            "address": {"street": "Molenstraat", "house_number": "12", "house_number_suffix": "A",
                        "postal_code": "3511 AB", "city": "Utrecht", "country": "NL"},
            "kvk_number": "69599084", "vat_number": None, "iban": "NL91ABNA0417164300", "bic": None,
            "account_holder": None, "email": "administratie@example.nl", "phone": "030 123 45 67",
            "opening_hours": "ma-vr 9-17 uur", "website": "https://example.nl", "logo": None,
            "signatory": "S. Bakker", "can_reclaim_vat": True,
        },
        "debtor": {
            "type": "consumer", "legal_form": None, "natural_person": None, "name": "J. de Vries", "attention": None,
            "salutation": None,
            "address": {"street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB", "city": "Ons Dorp"},
            "email": "j.devries@example.com", "phone": "+31612345678", "language": "nl", "kvk_number": None,
        },
        "agency": {
            "registered_name": None, "registration": {"kind": "wki", "number": "0123456789"},
            "visiting_address": {"street": "Kade", "house_number": "1", "postal_code": "2011 AB", "city": "Haarlem"},
            "complaints": "https://example.nl/klachten", "dispute_body": "Geschillencommissie",
            "privacy": "https://example.nl/privacy",
        },
        "invoices": [
            {"number": "F2026-101", "issued_on": "2026-08-01", "due_on": "2026-08-31", "amount": "1250.00",
             "description": "Levering augustus",
             "agreement": {"kind": "overeenkomst", "date": None, "reference": None}, "contract": None,
             "term_agreed": True, "credits": None},
        ],
        "payments": [
            {"received_on": "2026-09-15", "amount": "100.00", "invoice_number": "F2026-101", "received_by": "creditor"},
        ],
        "payments_processed_until": "2026-11-20",
        "interest": {"type": "statutory"},
        "collection_costs": {"type": "statutory", "vat_claimed": None, "charged_before": []},
        "terms": {"costs_clause": "none", "interest_clause": "none"},
        "history": [
            {"kind": "wik-notice", "sent_on": "2026-09-21", "channel": "post", "delivered_on": None,
             "performed_by": "creditor", "invoice_numbers": ["F2026-101"], "amount_asked": "1150.00", "pay_by": None,
             "term_days": 14, "term_wording": "from-day-after-delivery", "announced_costs": "172.50",
             "announced_vat": "0.00"},
        ],
        "handed_over_on": None,
        "payment_plan": {
            "agreed_on": "2026-11-20", "agreed_with": "S. Bakker", "channel": "telefoon", "total": None,
            "instalment_count": 6, "instalment_amount": None, "first_due_on": "2026-12-01", "interval": "monthly",
            "interest": "stops", "reply_by": None,
        },
        "next_step": {"kind": "discuss", "decided_on": None},
        "circumstances": [
            {"type": "dispute", "since": "2026-10-02", "until": None, "reference": None, "contact": None},
        ],
        "payment": {"pay_to": "creditor", "reference": None, "link": None},
        "attachments": [{"name": "factuur.pdf", "media_type": "application/pdf", "content": PDF}],
    },
}  # fmt: skip

MINIMAL: dict[str, Any] = {
    "kind": "payment-reminder",
    "dossier": {
        "reference": "D1",
        "creditor": {
            "name": "Bakkerij",
            "address": {"street": "Kade", "house_number": "1", "postal_code": "2011 AB", "city": "Haarlem"},
            "iban": "NL91ABNA0417164300",
        },
        "debtor": {
            "type": "consumer",
            "name": "J. de Vries",
            "address": {"street": "Rue Haute", "city": "Gent", "country": "BE"},
        },
        "invoices": [{"number": "F1", "issued_on": "2026-08-01", "due_on": "2026-08-31", "amount": "12.50"}],
    },
}


def picture_bytes(kind: str = "PNG", size: tuple[int, int] = (60, 20), colour: str = "navy") -> bytes:
    """A small picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, kind)
    return written.getvalue()


def changed(start: dict[str, Any], **places: Any) -> dict[str, Any]:
    """A copy with values put at places: ``dossier__invoices__0__amount="1"``; `GONE` takes a field out."""
    data = copy.deepcopy(start)
    for place, value in places.items():
        holder: Any = data
        *way, last = place.split("__")
        for step in way:
            if isinstance(holder, list):
                holder = holder[int(step)]
            else:
                if holder.get(step) is None:
                    holder[step] = {}
                holder = holder[step]
        if value is GONE:
            del holder[last]
        elif isinstance(holder, list):
            index = int(last)
            holder[index : index + 1] = [value]
        else:
            holder[last] = value
    return data


def brands() -> dict[str, Brand]:
    """A creditor with two accounts, and an agency."""
    bakery = {
        "kind": "creditor",
        "name": "Bakkerij De Korenbloem B.V.",
        "accent": "#7a1f2b",
        "window": "right",
        "accounts": [
            {"iban": "NL91 ABNA 0417 1643 00", "holder": "De Korenbloem Beheer", "bic": "ABNANL2A"},
            {"iban": "DE89370400440532013000", "holder": "De Korenbloem GmbH"},
        ],
        "party": {
            "address": {"street": "Molenstraat", "house_number": "12", "postal_code": "3511 AB", "city": "Utrecht"},
            "kvk_number": "69599084",
            "phone": "030 123 45 67",
        },
    }
    agency = {
        "kind": "agency",
        "accounts": [{"iban": "BE68539007547034", "holder": "Stichting Derdengelden Voorbeeld"}],
        "party": {
            "name": "Voorbeeld Incasso",
            "registered_name": "Voorbeeld Incasso B.V.",
            "registration": {"kind": "wki", "number": "0123456789"},
            "address": {"street": "Kade", "house_number": "1", "postal_code": "2011 AB", "city": "Haarlem"},
        },
    }
    return {
        "korenbloem": brand_from_toml("korenbloem", bakery, picture_bytes()),
        "voorbeeld": brand_from_toml("voorbeeld", agency, None),
    }


def through_json(data: object) -> object:
    """What the door gets when a caller sends this."""
    return read_json(json.dumps(data).encode())


def mistakes(data: object, own_agency: str | None = None) -> list[tuple[str, str]]:
    """Pointer and message of every mistake in a letter request, in order."""
    try:
        letter_request(through_json(data), brands(), own_agency)
    except InvalidInput as error:
        return [(each.pointer, each.message.message) for each in error.errors]
    return []


def pointers(data: object, own_agency: str | None = None) -> list[str]:
    """Where the mistakes are."""
    return [pointer for pointer, _ in mistakes(data, own_agency)]
