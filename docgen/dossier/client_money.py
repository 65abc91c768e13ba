"""Clients' money: what an agency received for the creditor, and what it passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.dossier.account import Account, account
from docgen.dossier.model import Dossier, Payment, Remittance
from docgen.dossier.open_items import known_payments
from docgen.law.amounts import ZERO, total


@dataclass(frozen=True)
class MoneyIn:
    """A payment of the debtor and what it was used for, in euros. The four parts add up to its amount.

    `to_principal` counts invoices that are not due yet too, when the debtor named one; `overpaid` is what nothing was
    left to use for.
    """

    payment: Payment
    to_costs: Decimal
    to_interest: Decimal
    to_principal: Decimal
    overpaid: Decimal

    @property
    def amount(self) -> Decimal:
        """The whole payment."""
        return self.payment.amount

    @property
    def used(self) -> Decimal:
        """What was collected with it: the payment less what was paid too much."""
        return self.amount - self.overpaid


@dataclass(frozen=True)
class ClientMoney:
    """All money of a dossier up to and including a day: `received` by the agency, `direct` by the creditor itself, and
    `remittances`, what the agency passed on. Each in order of its day.
    """

    on: date
    received: tuple[MoneyIn, ...]
    direct: tuple[MoneyIn, ...]
    remittances: tuple[Remittance, ...]

    @property
    def received_total(self) -> Decimal:
        """What the agency received."""
        return total(each.amount for each in self.received)

    @property
    def remitted(self) -> Decimal:
        """What the agency passed on."""
        return total(each.amount for each in self.remittances)

    @property
    def held(self) -> Decimal:
        """What the agency still holds."""
        return self.received_total - self.remitted

    @property
    def to_refund(self) -> Decimal:
        """What the agency holds that the debtor paid too much."""
        return min(total(each.overpaid for each in self.received), self.held)

    @property
    def to_remit(self) -> Decimal:
        """What the agency holds for the creditor, before any settlement: received = remitted + to remit + to refund."""
        return self.held - self.to_refund

    def collected(self, since: date, *, direct: bool) -> Decimal:
        """What came in from a day on, without what was paid too much; what the creditor received itself or not."""
        return total(each.used for each in self._since(since, direct=direct))

    def principal_before(self, day: date) -> Decimal:
        """What was paid on the invoices before a day, to whomever."""
        return total(each.to_principal for each in (*self.received, *self.direct) if each.payment.received_on < day)

    def _since(self, day: date, *, direct: bool) -> Iterable[MoneyIn]:
        money = (*self.received, *self.direct) if direct else self.received
        return (each for each in money if each.payment.received_on >= day)


def client_money(dossier: Dossier, on: date, current: Account | None = None) -> ClientMoney:
    """The money of a dossier up to and including `on`; `current` is its account of that day, if it is there already.

    Every cent of every payment is in it, also of one that the account leaves out because all of it is for an invoice
    that is not due yet. Raises `RatesNotKnown`.
    """
    current = account(dossier, on) if current is None else current
    imputed = {each.place: each for each in current.payments}
    money = []
    for place, payment in enumerate(known_payments(dossier, on)):
        used = imputed.get(place)
        costs, interest, rest = (used.to_costs, used.to_interest, used.rest) if used else (ZERO, ZERO, ZERO)
        money.append(MoneyIn(payment, costs, interest, payment.amount - costs - interest - rest, rest))
    passed_on = (each for each in dossier.remittances if each.paid_on <= on)
    return ClientMoney(
        on,
        tuple(each for each in money if each.payment.received_by == "agency"),
        tuple(each for each in money if each.payment.received_by == "creditor"),
        tuple(sorted(passed_on, key=lambda each: each.paid_on)),
    )
