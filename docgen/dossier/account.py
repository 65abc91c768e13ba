"""What is owed on a date: lines that add up, each with its reason. The one calculation behind every amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from docgen.dossier.costs_rule import CostsAccount, CostsMode, CostsRule
from docgen.dossier.demands import (
    SentLetter,
    first_day_of_default,
    grounds,
    interest_terms,
    sent_letters,
    taken_first,
)
from docgen.dossier.model import Dossier
from docgen.dossier.open_items import Item, OpenItems, items, known_payments, open_items
from docgen.dossier.plan_course import plan_free_days
from docgen.dossier.relief import free_days, grounds_left, insolvent_since, paid_in_full, settled_invoices
from docgen.law.amounts import ZERO, total
from docgen.law.imputation import Imputed, Receipt, impute
from docgen.law.interest import InterestPeriod, InterestTerms, RunningClaim, per_day


@dataclass(frozen=True)
class NotYetDue:
    """An invoice whose due date is not over: it stands outside everything else."""

    invoice_number: str
    due_on: date
    amount: Decimal
    open: Decimal


@dataclass(frozen=True)
class ClaimLine:
    """An overdue invoice, and what is open of its principal after imputation. `late_since`: first day of default."""

    item: Item
    principal: Decimal
    late_since: date | None

    @property
    def paid(self) -> Decimal:
        """What payments took off its principal."""
        return self.item.net - self.principal


@dataclass(frozen=True)
class InterestAccount:
    """Interest up to and including the date; `per_day` is what a next day adds."""

    terms: InterestTerms
    total: Decimal
    outstanding: Decimal
    per_day: Decimal
    periods: tuple[InterestPeriod, ...]


@dataclass(frozen=True)
class Account:
    """All that is owed on a date. principal + interest + costs outstanding = total due, always."""

    as_of: date
    claims: tuple[ClaimLine, ...]
    not_yet_due: tuple[NotYetDue, ...]
    payments: tuple[Imputed, ...]
    overpaid: Decimal
    open_invoices: Decimal
    interest: InterestAccount
    costs: CostsAccount
    letters: tuple[SentLetter, ...]

    @property
    def open_claims(self) -> tuple[ClaimLine, ...]:
        """The overdue invoices of which some principal is open."""
        return tuple(line for line in self.claims if line.principal > ZERO)

    @property
    def late_since(self) -> date | None:
        """The first day of default of the oldest open claim; None when the debtor is not late with any."""
        days = [line.late_since for line in self.open_claims if line.late_since is not None]
        return min((day for day in days if day <= self.as_of), default=None)

    @property
    def original(self) -> Decimal:
        """Overdue invoices less credit notes."""
        return total(line.item.net for line in self.claims)

    @property
    def principal(self) -> Decimal:
        """Open principal after imputation."""
        return total(line.principal for line in self.claims)

    @property
    def payments_total(self) -> Decimal:
        """Everything that was received on what is overdue."""
        return total(payment.amount for payment in self.payments)

    @property
    def total_due(self) -> Decimal:
        """Principal, interest and the costs that are due."""
        return self.principal + self.interest.outstanding + self.costs.outstanding


def account(
    dossier: Dossier,
    on: date,
    *,
    interest: bool = True,
    costs: CostsMode = "claimed",
    standstill: SentLetter | None = None,
) -> Account:
    """What is owed on a date, up to and including that day.

    `interest=False` leaves interest out, also of the imputation, and needs no rate. `costs`: "claimed" counts them
    where they are due, "announced" says what they would be over today's open principal, "none" leaves them out.
    `standstill`: a letter over the days of whose term no interest is counted, as none is owed over them when it is paid
    in time. Raises `RatesNotKnown`.
    """
    letters = sent_letters(dossier, on)
    listed, payments = items(dossier.invoices), known_payments(dossier, on)
    first = taken_first(payments, letters)
    open_ = open_items(listed, payments, first, on)
    overdue = tuple(item for item in listed if item.invoice.due_on < on)
    numbers = frozenset(item.number for item in overdue)
    settled = settled_invoices(letters, open_) & numbers
    full, insolvent = paid_in_full(letters, open_, first), insolvent_since(dossier, on)
    plan = plan_free_days(dossier, on)
    live = grounds_left(grounds(dossier, letters, open_, on), full, insolvent)
    rule = CostsRule(dossier, live, open_, numbers - settled, costs, insolvent)

    terms = interest_terms(dossier) if interest else InterestTerms("none")
    late_since = {item.number: first_day_of_default(item, dossier, on) for item in overdue}
    running = [
        RunningClaim(
            item.number,
            item.net,
            None if item.number in settled else late_since[item.number],
            terms,
            free_days(item.number, (*full, *([standstill] if standstill else ())), insolvent, plan),
        )
        for item in overdue
    ]
    receipts = _receipts(open_, numbers, settled, first, letters)
    imputed, costs_paid = impute(running, receipts, rule.taking_part_on, settled)
    for claim in running:
        claim.run_until(on)
    costs_now = rule.on(on)
    return Account(
        as_of=on,
        claims=tuple(
            ClaimLine(item, claim.principal, late_since[item.number])
            for item, claim in zip(overdue, running, strict=True)
        ),
        not_yet_due=_not_yet_due(open_, numbers, on),
        payments=imputed,
        overpaid=total(payment.rest for payment in imputed),
        open_invoices=open_.open_on(on, numbers),
        interest=_interest(running, terms, on),
        costs=replace(costs_now, outstanding=max(costs_now.outstanding - costs_paid, ZERO)),
        letters=letters,
    )


def _interest(running: list[RunningClaim], terms: InterestTerms, on: date) -> InterestAccount:
    periods = tuple(period for claim in running for period in claim.periods)
    return InterestAccount(
        terms,
        total(period.amount for period in periods),
        total(claim.interest_open for claim in running),
        per_day(running, on),
        periods,
    )


def _not_yet_due(open_: OpenItems, overdue: frozenset[str], on: date) -> tuple[NotYetDue, ...]:
    return tuple(
        NotYetDue(item.number, item.invoice.due_on, item.net, open_.open_of(item.number, on))
        for item in open_.items
        if item.number not in overdue
    )


def _receipts(
    open_: OpenItems,
    overdue: frozenset[str],
    settled: frozenset[str],
    first: Mapping[int, tuple[str, ...]],
    letters: tuple[SentLetter, ...],
) -> list[Receipt]:
    receipts = []
    for place, allocation in enumerate(open_.allocations):
        payment = allocation.payment
        elsewhere = total(part for number, part in allocation.parts.items() if number not in overdue)
        amount = payment.amount - elsewhere
        if amount <= ZERO:
            continue
        fixed = {number: part for number, part in allocation.parts.items() if number in settled}
        asked = [letter for letter in letters if letter.principal_only and letter.in_term(payment.received_on)]
        in_time = any(payment.invoice_number is None or payment.invoice_number in letter.covered for letter in asked)
        receipts.append(Receipt(payment.received_on, amount, first.get(place, ()), in_time, fixed, place))
    return receipts
