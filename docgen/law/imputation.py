"""What each payment is used for: which claim first (art. 6:43 BW), and within it costs, interest, principal (6:44)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.law.amounts import ZERO
from docgen.law.interest import RunningClaim


@dataclass(frozen=True)
class Receipt:
    """A payment received. `first` names the claims to take first: the one the debtor named, or those a letter asked.

    `principal_only`: it came within the term of a letter that asked nothing but principal, so all of it is principal;
    what it holds beyond all principal is used as any other payment.
    `fixed` holds what is already decided per claim (claims that were settled in time); it is principal too.
    `place`: which of the payments it is, counted from 0 in order of their day.
    """

    received_on: date
    amount: Decimal
    first: tuple[str, ...] = ()
    principal_only: bool = False
    fixed: Mapping[str, Decimal] | None = None
    place: int = 0


@dataclass(frozen=True)
class Imputed:
    """A payment and what it was used for; `rest` is what nothing was left to use it for.

    `in_time`: it came within the term of a letter that asked nothing but principal. `place` is its receipt's.
    """

    received_on: date
    amount: Decimal
    to_costs: Decimal
    to_interest: Decimal
    to_principal: Decimal
    rest: Decimal
    in_time: bool = False
    place: int = 0


def in_order(claims: Sequence[RunningClaim], receipt: Receipt) -> list[RunningClaim]:
    """The claims in the order in which a payment takes them: named first, then as given, oldest first (6:43 BW)."""
    named = [claim for claim in claims if claim.id in receipt.first]
    return named + [claim for claim in claims if claim.id not in receipt.first]


def impute(
    claims: Sequence[RunningClaim],
    receipts: Sequence[Receipt],
    costs_due_on: Callable[[date], Decimal],
    settled: Collection[str] = (),
) -> tuple[tuple[Imputed, ...], Decimal]:
    """Use the receipts, in order of their day, on the claims (oldest first) and on the costs that are due by then.

    `costs_due_on` tells how much costs in all are due on a day. Claims in `settled` take what is `fixed` for them and
    nothing else. Changes the claims; returns the imputed receipts and the sum that went to costs. Every cent is used
    once: costs + interest + principal + rest is the amount.
    """
    imputed: list[Imputed] = []
    costs_paid = ZERO
    by_id = {claim.id: claim for claim in claims}
    for receipt in receipts:
        left, to_costs, to_interest, to_principal = receipt.amount, ZERO, ZERO, ZERO
        for claim_id, part in (receipt.fixed or {}).items():
            used = by_id[claim_id].pay_principal(receipt.received_on, part)
            to_principal += used
            left -= used
        ordered = in_order([claim for claim in claims if claim.id not in settled], receipt)
        for claim in ordered if receipt.principal_only else ():
            used = claim.pay_principal(receipt.received_on, left)
            to_principal += used
            left -= used
        to_costs = min(left, max(costs_due_on(receipt.received_on) - costs_paid, ZERO))
        costs_paid += to_costs
        left -= to_costs
        for claim in ordered:
            if left <= ZERO:
                break
            interest, principal = claim.pay(receipt.received_on, left)
            to_interest += interest
            to_principal += principal
            left -= interest + principal
        used_for = (to_costs, to_interest, to_principal, left)
        imputed.append(Imputed(receipt.received_on, receipt.amount, *used_for, receipt.principal_only, receipt.place))
    return tuple(imputed), costs_paid
