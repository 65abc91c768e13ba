"""A complete example of the input, for the documentation; its people are invented. A test makes its letter."""

from __future__ import annotations

from typing import Any

DOSSIER: dict[str, Any] = {
    "reference": "D2026-004711",
    "creditor": {
        "name": "Bakkerij De Korenbloem B.V.",
        "address": {
            "street": "Molenstraat",
            "house_number": "12",
            "house_number_suffix": "A",
            "postal_code": "3511 AB",
            "city": "Utrecht",
        },
        "iban": "NL91ABNA0417164300",
        "kvk_number": "69599084",
        "email": "administratie@example.nl",
        "phone": "030 123 45 67",
        "opening_hours": "ma-vr 9-17 uur",
    },
    "debtor": {
        "type": "consumer",
        "name": "J. de Vries",
        "address": {"street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB", "city": "Ons Dorp"},
    },
    "invoices": [
        {
            "number": "F2026-101",
            "issued_on": "2026-08-01",
            "due_on": "2026-08-31",
            "amount": "1250.00",
            "description": "Levering augustus",
        }
    ],
    "payments": [{"received_on": "2026-09-15", "amount": "100.00"}],
    "payments_processed_until": "2026-11-20",
}

LETTER_REQUEST: dict[str, Any] = {"kind": "wik-notice", "date": "2026-11-21", "dossier": DOSSIER}
CALCULATION_REQUEST: dict[str, Any] = {"date": "2026-11-21", "dossier": DOSSIER}
NEXT_STEP_REQUEST: dict[str, Any] = {"date": "2026-11-21", "profile": "standard", "dossier": DOSSIER}
