"""From the account to the amount fields of a letter."""

from __future__ import annotations

from docgen.dossier.account import Account, ClaimLine
from docgen.dossier.costs_rule import CostsAccount, CostsMode
from docgen.law.amounts import ZERO
from docgen.law.imputation import Imputed
from docgen.letters.cost_sentences import INTEREST_NAMES
from docgen.letters.fields import (
    CostsFields,
    CostStepFields,
    InterestFields,
    InterestPeriodFields,
    InvoiceFields,
    PaymentFields,
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


def invoice_fields(line: ClaimLine) -> InvoiceFields:
    """One overdue invoice."""
    invoice = line.item.invoice
    return InvoiceFields(
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        description=invoice.description,
        agreement=agreement_text(invoice.agreement) if invoice.agreement else None,
        amount=invoice.amount,
        credited=line.item.credited,
        paid=line.paid,
        open=line.principal,
    )


def payment_fields(payment: Imputed) -> PaymentFields:
    """One payment and what it was used for."""
    return PaymentFields(
        payment.received_on, payment.amount, payment.to_costs, payment.to_interest, payment.to_principal
    )


def totals_fields(account: Account) -> TotalsFields:
    """Sums over the account."""
    return TotalsFields(
        invoices=account.original,
        paid=account.payments_total,
        paid_to_principal=account.original - account.principal,
        principal=account.principal,
        interest=account.interest.outstanding,
        costs=account.costs.outstanding,
        total=account.total_due,
        overpaid=account.overpaid,
    )


def interest_fields(account: Account) -> InterestFields:
    """The interest with its periods."""
    interest = account.interest
    return InterestFields(
        name=INTEREST_NAMES[interest.terms.type],
        article=interest.terms.article,
        total=interest.total,
        outstanding=interest.outstanding,
        per_day=interest.per_day,
        periods=tuple(
            InterestPeriodFields(
                period.claim,
                period.start,
                period.end,
                period.days,
                Percent(period.annual_rate),
                period.base,
                period.amount,
            )
            for period in interest.periods
        ),
    )


def costs_fields(account: CostsAccount, mode: CostsMode) -> CostsFields | None:
    """The collection costs, when the letter names any."""
    costs = account.costs
    if mode == "none" or costs.total <= ZERO:
        return None
    reasons = [line.reason for line in costs.lines if line.reason is not None]
    return CostsFields(
        mode=mode,
        base=costs.base,
        steps=tuple(
            CostStepFields(line.start, line.end, Percent(line.percent), line.amount)
            for line in costs.lines
            if line.percent is not None
        ),
        note=REASONS[reasons[-1]] if reasons else None,
        excl_vat=costs.excl_vat,
        vat=costs.vat,
        vat_rate=Percent(costs.vat_percent),
        total=costs.total,
        outstanding=account.outstanding,
        rule=costs.rule,
    )
