"""From the account to the amount fields of a letter: every amount is read from the explanation, at the key it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from docgen.dossier.account import Account
from docgen.dossier.costs_rule import CostsAccount, CostsMode
from docgen.law.plan import Instalment
from docgen.letters.cost_sentences import INTEREST_NAMES
from docgen.letters.explanation import Explanation, key_part
from docgen.letters.money_fields import (
    CostsFields,
    CostStepFields,
    InstalmentFields,
    InterestFields,
    InterestPeriodFields,
    InvoiceFields,
    PayFields,
    PaymentFields,
    PlanFields,
    TotalsFields,
)
from docgen.letters.sentences import agreement_text
from docgen.texts import Percent, Text, text

REASONS: dict[str, Text] = {
    "minimum": text("The statutory minimum applies."),
    "maximum": text("The statutory maximum applies."),
    "announced": text("Not more than the amount that was announced."),
    "reduced": text("A lower amount was agreed."),
    "cumulation": text("The limit on instalments of one contract applies."),
    "trade-minimum": text("The legal minimum between businesses applies."),
    "contractual": text("The minimum that was agreed applies."),
}


Group = TypeVar("Group")


def explained(group: type[Group], tree: Explanation, /, *, n: int = 0, **given: Any) -> Group:
    """A group of fields with what is given, and with every amount from the tree. `n`: its place in its list, from 1."""
    names = {name: key_part(value) for name, value in given.items()} | {"n": str(n)}
    amounts = {
        each.name: tree.amount(*(key.format_map(names) for key in each.metadata["explained_by"]))
        for each in fields(group)  # type: ignore[arg-type]
        if each.metadata["explained_by"]
    }
    return group(**given, **amounts)


def invoice_fields(account: Account, tree: Explanation) -> tuple[InvoiceFields, ...]:
    """The overdue invoices."""
    return tuple(
        explained(
            InvoiceFields,
            tree,
            number=invoice.number,
            issued_on=invoice.issued_on,
            due_on=invoice.due_on,
            description=invoice.description,
            agreement=agreement_text(invoice.agreement) if invoice.agreement else None,
        )
        for invoice in (line.item.invoice for line in account.claims)
    )


def payment_fields(account: Account, tree: Explanation) -> tuple[PaymentFields, ...]:
    """The payments and what each was used for."""
    return tuple(
        explained(PaymentFields, tree, n=n, received_on=payment.received_on)
        for n, payment in enumerate(account.payments, 1)
    )


def totals_fields(tree: Explanation) -> TotalsFields:
    """Sums over the account."""
    return explained(TotalsFields, tree)


def interest_fields(account: Account, tree: Explanation) -> InterestFields:
    """The interest with its periods."""
    interest = account.interest
    return explained(
        InterestFields,
        tree,
        name=INTEREST_NAMES[interest.terms.type],
        article=interest.terms.article,
        periods=tuple(
            explained(
                InterestPeriodFields,
                tree,
                invoice_number=period.claim,
                start=period.start,
                end=period.end,
                days=period.days,
                annual_rate=Percent(period.annual_rate),
            )
            for period in interest.periods
        ),
    )


def costs_fields(account: CostsAccount, mode: CostsMode, tree: Explanation) -> CostsFields | None:
    """The collection costs, when the letter names any."""
    costs = account.costs
    if mode == "none" or "costs" not in tree.nodes:
        return None
    reasons = [line.reason for line in costs.lines if line.reason is not None]
    percents = [line.percent for line in costs.lines if line.percent is not None]
    return explained(
        CostsFields,
        tree,
        mode=mode,
        steps=tuple(
            explained(CostStepFields, tree, n=n, rate=Percent(percent)) for n, percent in enumerate(percents, 1)
        ),
        note=REASONS[reasons[-1]] if reasons else None,
        vat_rate=Percent(costs.vat_percent),
        rule=costs.rule,
    )


def pay_fields(tree: Explanation, **given: Any) -> PayFields:
    """The pay box: the first instalment of a plan, else the whole."""
    return explained(PayFields, tree, **given)


def plan_fields(plan: Sequence[Instalment], tree: Explanation, **given: Any) -> PlanFields:
    """The payment plan with its instalments."""
    instalments = tuple(explained(InstalmentFields, tree, number=each.number, due_on=each.due_on) for each in plan)
    return explained(PlanFields, tree, count=len(plan), instalments=instalments, **given)
