"""The letters that are made: of each kind as many as are wanted, no two the same in reference, debtor and amount."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import lru_cache
from typing import Any

from docgen.settings import ROOT

ONE_PAGE, NOTICE, SPECIFICATION = "a reminder", "a notice", "a specification"
LETTERS = {  # name for people to sample, pages, and invoices that are left in
    ONE_PAGE: ("reminder-consumer", 1, None),
    NOTICE: ("wik-consumer", 2, None),
    SPECIFICATION: ("specification-business-long", 3, 12),
}
_NAMES = ("J. de Vries", "A. Jansen", "P. van den Berg", "S. Yilmaz", "M. Bakker-Smit", "K. Visser", "E. Mulder")


def request(name: str, number: int) -> dict[str, Any]:
    """The request of a letter: its own reference, debtor and amount."""
    sample, _, invoices = LETTERS[name]
    wanted: dict[str, Any] = json.loads(_sample(sample))
    dossier = wanted["dossier"]
    dossier["reference"] = f"D2026-{number:06d}"
    dossier["debtor"]["name"] = _NAMES[number % len(_NAMES)]
    dossier["invoices"] = dossier["invoices"][:invoices]
    first = dossier["invoices"][0]
    first["amount"] = str(Decimal(first["amount"]) + Decimal(number % 97) / 100)
    _only_of_these(dossier)
    return wanted


def pages(name: str) -> int:
    """How many pages the letter has."""
    return LETTERS[name][1]


@lru_cache(maxsize=8)
def _sample(name: str) -> str:
    return (ROOT / "samples" / f"{name}.json").read_text("utf-8")


def _only_of_these(dossier: dict[str, Any]) -> None:
    """What was sent before was about these invoices."""
    numbers = [each["number"] for each in dossier["invoices"]]
    asked = str(sum(Decimal(each["amount"]) for each in dossier["invoices"]))
    for sent in dossier.get("history", ()):
        sent["invoice_numbers"] = numbers
        if "amount_asked" in sent:
            sent["amount_asked"] = asked
