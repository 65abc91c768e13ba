"""The fields that hold amounts. Each amount names the key of its node in the explanation (`letters.explanation`) and is
read from there, so that a letter cannot differ from what explains it.

In a key, names between braces are fields of the same group and ``n`` is the place in its list, from 1. Of several keys
the first that exists counts; what stands behind ``#`` is an input of the node.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.letters.documented import doc
from docgen.texts import Percent, Text


@dataclass(frozen=True)
class InvoiceFields:
    """One overdue invoice, credit notes already taken off."""

    number: str = doc("Invoice number.", "F2026-101")
    issued_on: date = doc("Date of the invoice.", date(2026, 8, 1))
    due_on: date = doc("Last day of its payment term.", date(2026, 8, 31))
    description: str | None = doc("What it was for.", "Levering augustus")
    agreement: Text | None = doc("The agreement it rests on, with date and reference where known.", "overeenkomst")
    amount: Decimal = doc(
        "Amount of the invoice, without credit notes.", Decimal("1250.00"), "principal/{number}/amount"
    )
    credited: Decimal = doc("Credit notes on it.", Decimal("0.00"), "principal/{number}/credited")
    paid: Decimal = doc("What was paid on it, as this letter counts.", Decimal("100.00"), "principal/{number}/paid")
    open: Decimal = doc("What is open on it, as this letter counts.", Decimal("1150.00"), "principal/{number}")


@dataclass(frozen=True)
class PaymentFields:
    """One payment and what it was used for (art. 6:44 BW)."""

    received_on: date = doc("Day it was received.", date(2026, 9, 15))
    amount: Decimal = doc("Amount.", Decimal("100.00"), "payments/{n}")
    to_costs: Decimal = doc("Part used for collection costs.", Decimal("0.00"), "payments/{n}/costs")
    to_interest: Decimal = doc("Part used for interest.", Decimal("1.92"), "payments/{n}/interest")
    to_principal: Decimal = doc("Part used for the principal.", Decimal("98.08"), "payments/{n}/principal")


@dataclass(frozen=True)
class InterestPeriodFields:
    """Interest over one period at one rate."""

    invoice_number: str = doc("Invoice it belongs to.", "F2026-101")
    start: date = doc("First day.", date(2026, 9, 1))
    end: date = doc("Last day, counted too.", date(2026, 9, 14))
    days: int = doc("Number of days.", 14)
    annual_rate: Percent = doc("Rate per year.", Percent(Decimal("4")))
    base: Decimal = doc("Amount over which it runs.", Decimal("1250.00"), "interest/{invoice_number}/{start}#base")
    amount: Decimal = doc("Interest of the period.", Decimal("1.92"), "interest/{invoice_number}/{start}")


@dataclass(frozen=True)
class InterestFields:
    """Interest, when this letter claims it (else the whole field is empty)."""

    name: Text = doc("Which interest, for instance 'wettelijke rente'.", "wettelijke rente")
    article: str = doc("The article it rests on.", "art. 6:119 BW")
    total: Decimal = doc("All interest up to and including the letter's date.", Decimal("10.50"), "interest-counted")
    outstanding: Decimal = doc("What is left of it after payments.", Decimal("8.58"), "interest")
    per_day: Decimal = doc("Interest per day after the letter's date.", Decimal("0.12"), "interest#per-day")
    periods: tuple[InterestPeriodFields, ...] = doc("The periods, in order.")


@dataclass(frozen=True)
class CostStepFields:
    """One step of the statutory scale."""

    start: Decimal = doc("From this amount.", Decimal("0.00"), "costs/step/{n}#from")
    end: Decimal = doc("Up to this amount.", Decimal("1150.00"), "costs/step/{n}#to")
    rate: Percent = doc("Percentage.", Percent(Decimal("15")))
    amount: Decimal = doc("Costs of the step.", Decimal("172.50"), "costs/step/{n}")


@dataclass(frozen=True)
class CostsFields:
    """Collection costs: announced (a notice) or claimed. Empty when the letter names none."""

    mode: str = doc("announced or claimed.", "claimed")
    base: Decimal = doc("Principal over which they are calculated.", Decimal("1150.00"), "costs#base")
    steps: tuple[CostStepFields, ...] = doc("Steps of the scale; empty when the costs do not follow the scale.")
    note: Text | None = doc(
        "Why the costs differ from the sum of the steps (minimum, ceiling, agreement), else empty.", None
    )
    excl_vat: Decimal = doc("Costs without VAT.", Decimal("172.50"), "costs/excl-vat")
    vat: Decimal = doc("VAT on the costs, 0.00 when none is claimed.", Decimal("0.00"), "costs/vat")
    vat_rate: Percent = doc("VAT percentage.", Percent(Decimal("21")))
    total: Decimal = doc("Costs with VAT.", Decimal("172.50"), "costs")
    outstanding: Decimal = doc(
        "What is left of them after payments; 0.00 when only announced.", Decimal("172.50"), "total/costs"
    )
    rule: str = doc("The article they rest on.", "art. 2 Besluit BIK")


@dataclass(frozen=True)
class TotalsFields:
    """Sums over the invoices of this letter. principal + interest + costs = total, always."""

    invoices: Decimal = doc("Sum of the overdue invoices less credit notes.", Decimal("1250.00"), "principal#original")
    paid: Decimal = doc("Payments received.", Decimal("100.00"), "payments")
    paid_to_principal: Decimal = doc("Part of the payments used for the principal.", Decimal("98.08"), "principal#paid")
    principal: Decimal = doc("Open principal as this letter counts it.", Decimal("1151.92"), "total/principal")
    interest: Decimal = doc("Open interest that this letter claims, else 0.00.", Decimal("8.58"), "total/interest")
    costs: Decimal = doc("Open collection costs that this letter claims, else 0.00.", Decimal("172.50"), "total/costs")
    total: Decimal = doc("All of it.", Decimal("1333.00"), "total")
    overpaid: Decimal = doc("What was paid too much.", Decimal("0.00"), "total#overpaid")


@dataclass(frozen=True)
class PayFields:
    """The pay box. Empty when nothing is to be paid."""

    amount: Decimal = doc(
        "What is to be paid now.", Decimal("1150.00"), "settlement/asked", "instalment", "plan/1", "total"
    )
    iban: str = doc("Account number in groups of four.", "NL91 ABNA 0417 1643 00")
    holder: str = doc("Name of the account's holder.", "Bakkerij De Korenbloem B.V.")
    reference: str = doc("Payment reference.", "D2026-004711")
    by_agency: bool = doc("True when the account is the agency's.", False)
    link: str | None = doc("Payment link, when the dossier has one.", None)
    link_host: str | None = doc("Host of the payment link.", None)


@dataclass(frozen=True)
class InstalmentFields:
    """One instalment of a payment plan."""

    number: int = doc("Its number.", 1)
    due_on: date = doc("Last day to pay it.", date(2026, 12, 1))
    amount: Decimal = doc("Amount.", Decimal("222.17"), "plan/{number}")
    balance: Decimal = doc("What is open after it.", Decimal("1110.83"), "plan/{number}#balance")


@dataclass(frozen=True)
class PlanFields:
    """The payment plan."""

    agreed_on: date = doc("Day it was agreed.", date(2026, 11, 20))
    agreed_with: str | None = doc("With whom the debtor spoke.", "S. Bakker")
    channel: str | None = doc("How: telephone, e-mail, ...", "telefoon")
    total: Decimal = doc("Sum of the instalments.", Decimal("1333.00"), "plan")
    count: int = doc("Number of instalments.", 6)
    instalments: tuple[InstalmentFields, ...] = doc("The instalments, in order.")
    interest_runs: bool = doc("True when interest goes on during the plan.", False)
    reply_by: date = doc("Last day to say that it was not agreed so.", date(2026, 11, 28))
    lapse_days: int = doc("Days after the reminder of a missed instalment before the plan lapses.", 7)
