"""Which places in the dossier an amount comes from: for each key of the explanation, JSON pointers."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.account import Account
from docgen.dossier.model import Dossier
from docgen.dossier.open_items import known_payments
from docgen.law.amounts import ZERO
from docgen.letters.explanation import Explanation, key_part

_INVOICES = "/dossier/invoices"
_PAYMENTS = "/dossier/payments"
_INTEREST = "/dossier/interest"
_COSTS = "/dossier/collection_costs"
# Of what is no list: the fields behind all of a tree.
_OF_TREES = {
    "principal": (_INVOICES,),
    "interest": (_INTEREST,),
    "interest-counted": (_INTEREST,),
    "interest-paid": (_PAYMENTS,),
    "costs": (_COSTS,),
    "payments": (_PAYMENTS,),
    "overpaid": (_PAYMENTS,),
    "plan": ("/dossier/payment_plan",),
    "instalment": ("/dossier/payment_plan", _PAYMENTS),
    "missed-instalment": ("/dossier/payment_plan", _PAYMENTS),
    "plan-left": ("/dossier/payment_plan", _PAYMENTS),
    "received": (_PAYMENTS,),
    "not-yet-due": (_INVOICES,),
    "undisputed": ("/dossier/messages",),
    "vat-within": (_INVOICES,),
}
_OF_TOTALS = {
    "total/principal": (_INVOICES,),
    "total/interest": (_INTEREST,),
    "total/costs": (_COSTS,),
    "total/costs/paid": (_PAYMENTS,),
}


def dossier_places(dossier: Dossier, explanation: Explanation, account: Account) -> dict[str, tuple[str, ...]]:
    """For each key of the explanation the pointers into the letter request; a key that nothing stands behind is left
    out. `account` is what was explained: not every payment is in it, such as one for an invoice that is not due yet.
    """
    of = _Dossier(dossier, account)
    found = {key: tuple(of.places(key)) for key in explanation.nodes}
    return {key: places for key, places in found.items() if places}


class _Dossier:
    """The places of a dossier's invoices, credit notes and payments."""

    def __init__(self, dossier: Dossier, account: Account) -> None:
        self._invoices: dict[str, str] = {}
        self._credits: dict[str, list[str]] = {}
        for place, invoice in enumerate(dossier.invoices):
            pointer = f"{_INVOICES}/{place}"
            if invoice.amount < ZERO:
                self._credits.setdefault(key_part(invoice.credits or ""), []).append(f"{pointer}/amount")
            else:
                self._invoices[key_part(invoice.number)] = pointer
        given = {id(payment): place for place, payment in enumerate(dossier.payments)}
        payments = known_payments(dossier, account.as_of)
        self._payments = [f"{_PAYMENTS}/{given[id(payments[each.place])]}" for each in account.payments]

    def places(self, key: str) -> Iterator[str]:
        """The pointers of one key."""
        tree, _, rest = key.partition("/")
        name, _, part = rest.partition("/")
        if key in _OF_TOTALS:
            yield from _OF_TOTALS[key]
        elif tree in ("payments", "overpaid") and name:
            yield self._payments[int(name) - 1]
        elif tree == "vat-within" and name:
            yield f"{self._invoices[name]}/vat"
        elif tree == "interest" and name:
            yield self._invoices[name]
            if part:
                yield _INTEREST
        elif tree in ("principal", "not-yet-due") and name:
            yield from self._of_invoice(name, part)
        else:
            yield from _OF_TREES.get(tree, ())

    def _of_invoice(self, number: str, part: str) -> Iterator[str]:
        if part == "paid":
            yield _PAYMENTS
        elif part == "credited":
            yield from (*self._credits.get(number, ()), *self._credits.get("", ()))  # some name no invoice
        else:
            yield self._invoices[number] + (f"/{part}" if part else "")
