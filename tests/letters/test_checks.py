"""The legal findings: for every rule a dossier or a request that provokes it, and a twin that it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from docgen.errors import Finding, UnlawfulLetter
from docgen.letters.case import case_of
from docgen.letters.checks import RULES
from docgen.render.words import Words
from tests.dossier.building import (
    AGENCY,
    COMPANY,
    COMPLAINT,
    CONSUMER,
    CREDITOR,
    DISPUTE,
    INSOLVENCY,
    QUESTION,
    SUPPORT,
    Data,
    credit_note,
    invoice,
    notice,
    payment,
    reminder,
    sommatie,
)
from tests.letters.asking import (
    BEFORE,
    CONFIRMATION,
    PLAN,
    REMINDED,
    RUNNING_PLAN,
    SOLE_TRADER,
    TODAY,
    brand,
    findings,
    letter,
    request,
    rules,
    without,
)


@dataclass(frozen=True)
class Rule:
    """One rule: what provokes it, its twin that does not, and what the finding says."""

    id: str
    kind: str
    given: dict[str, Any]
    twin: dict[str, Any] = field(default_factory=dict)
    pointer: str = ""
    severity: str = "error"
    always: bool = False
    beside: str = ""  # a rule that refuses this dossier too, so that its warning never stands alone

    def __str__(self) -> str:
        return f"{self.id}: {self.kind} {list(self.given)} {list(self.given.get('dossier', {}))}"


def dossier(**fields: Any) -> dict[str, Any]:
    """Changes to the dossier only."""
    return {"dossier": fields}


LATE, NOT_LATE = (
    invoice(due_on="2026-11-18", issued_on="2026-11-01"),
    invoice(due_on="2026-11-19", issued_on="2026-11-01"),
)
NOT_AGREED = [invoice(term_agreed=False)]
BY_AGENCY = {"branding": "creditor", "performed_by": "agency"}
BUSINESS = {"business": True}
PENDING = notice("2026-11-16")  # its term runs until 2 December
REDUCED = {"type": "reduced", "amount": "25.00"}


def since(kind: str, **more: Any) -> dict[str, Any]:
    """A circumstance that holds on the letter's date."""
    return dossier(circumstances=[{"type": kind, "since": "2026-10-02"} | more])


CLAIMS = (
    # nothing-overdue: a letter that demands payment needs something overdue and unpaid
    *(
        Rule("nothing-overdue", kind, dossier(invoices=[NOT_LATE], history=[]), dossier(invoices=[LATE], history=[]),
             "/dossier/invoices")
        for kind in ("payment-reminder", "wik-notice", "sommatie")
    ),
    Rule("nothing-overdue", "payment-reminder", dossier(payments=[payment("2026-10-01", "1000.00")]),
         dossier(payments=[payment("2026-10-01", "999.99")]), "/dossier/invoices"),
    Rule("nothing-overdue", "payment-reminder", dossier(invoices=[invoice(), credit_note("1000.00", "2026-10-01")]),
         dossier(invoices=[invoice(), credit_note("999.00", "2026-10-01")]), "/dossier/invoices"),
    # the invoice is paid and only interest is left: a notice may not go out over that, a sommatie may
    Rule("nothing-overdue", "wik-notice", dossier(payments=[payment("2026-10-01", "1000.00")]) | {"interest": "claimed"},
         dossier(payments=[payment("2026-10-01", "900.00")]) | {"interest": "claimed"}, "/dossier/invoices"),
    # payment-after-letter
    Rule("payment-after-letter", "payment-reminder", dossier(payments=[payment("2026-11-20", "10.00")]),
         dossier(payments=[payment("2026-11-19", "10.00")]), "/dossier/payments/0/received_on"),
    # consumer-costs-not-due: no notice, a notice whose term runs, a notice that fails
    *(
        Rule("consumer-costs-not-due", kind, dossier(history=[]) | {"costs": "claimed"},
             dossier(history=[notice()]) | {"costs": "claimed"}, "/costs")
        for kind in ("sommatie", "cost-specification", "payment-plan-confirmation")
    ),
    Rule("consumer-costs-not-due", "sommatie", dossier(history=[PENDING]) | {"costs": "claimed"}, dossier(history=[PENDING]),
         "/costs"),
    Rule("consumer-costs-not-due", "sommatie", dossier(history=[reminder("2026-09-08"), notice(term_days=13)]) | {"costs": "claimed"},
         dossier(history=[reminder("2026-09-08"), notice(term_days=14)]) | {"costs": "claimed"}, "/dossier/history/1"),
    # business-costs-not-due
    Rule("business-costs-not-due", "sommatie", BUSINESS | dossier(history=[], invoices=[invoice(due_on="2026-11-19")]) | {"costs": "claimed"},
         BUSINESS | dossier(history=[]) | {"costs": "claimed"}, "/costs"),
    Rule("trade-minimum-only", "sommatie", BUSINESS | dossier(history=[]) | {"costs": "claimed"},
         BUSINESS | dossier(history=[sommatie("2026-09-14")]) | {"costs": "claimed"}, "/costs", "warning"),
    Rule("trade-minimum-only", "sommatie", BUSINESS | dossier(history=[]) | {"costs": "claimed"},
         BUSINESS | dossier(history=[], handed_over_on="2026-11-19") | {"costs": "claimed"}, "/costs", "warning"),
    # term-too-short: not even with a warning
    Rule("term-too-short", "wik-notice", {"term_days": 13}, {"term_days": 14}, "/term_days", always=True),
    Rule("term-too-short", "wik-notice", {"term_days": 13}, BUSINESS | {"term_days": 1}, "/term_days", always=True),
    # notice-before-default
    Rule("notice-before-default", "wik-notice", dossier(invoices=NOT_AGREED, history=[]), dossier(invoices=NOT_AGREED),
         "/dossier/invoices"),
    Rule("notice-before-default", "wik-notice",
         dossier(invoices=NOT_AGREED, history=[reminder("2026-11-10", pay_by="2026-11-19")]),
         dossier(invoices=NOT_AGREED, history=[reminder("2026-11-10", pay_by="2026-11-18")]), "/dossier/invoices"),
    Rule("notice-before-default", "wik-notice", dossier(invoices=[invoice(), *[invoice(number="F2", term_agreed=False)]], history=[]),
         dossier(invoices=[invoice(), invoice(number="F2", term_agreed=False)], history=[],
                 payments=[payment("2026-10-01", "1000.00", "F2")]), "/dossier/invoices"),  # paid: it is not in the notice
    # notice-within-earlier-term: the last day that a letter printed is over first
    Rule("notice-within-earlier-term", "wik-notice", dossier(history=[reminder("2026-11-12", pay_by="2026-11-19")]),
         dossier(history=[reminder("2026-11-11", pay_by="2026-11-18")]), "/dossier/history/0/pay_by"),
    Rule("notice-within-earlier-term", "wik-notice", dossier(history=[reminder("2026-11-12", pay_by="2026-11-30")]),
         BUSINESS | dossier(history=[reminder("2026-11-12", pay_by="2026-11-30")]), "/dossier/history/0/pay_by"),
    # notice-announces-costs
    Rule("notice-announces-costs", "wik-notice", {"costs": "none"}, {"costs": "announced"}, "/costs"),
    Rule("notice-announces-costs", "wik-notice", {"costs": "claimed"}, {}, "/costs"),
    Rule("notice-announces-costs", "wik-notice", dossier(collection_costs={"type": "none"}),
         dossier(collection_costs=REDUCED), "/costs"),
    Rule("notice-announces-costs", "wik-notice", BUSINESS | {"costs": "claimed"} | dossier(history=[sommatie("2026-09-14")]),
         BUSINESS | {"costs": "none"}, "/costs"),
    Rule("notice-announces-costs", "sommatie", {"costs": "announced"}, {"costs": "none"}, "/costs"),
    # notice-by-sms
    Rule("notice-by-sms", "wik-notice", {"channel": "sms"}, {"channel": "email"}, "/channel"),
    # reminder-is-free
    Rule("reminder-is-free", "payment-reminder", {"interest": "claimed"}, {"interest": "none"}, "/interest"),
    Rule("reminder-is-free", "payment-reminder", {"costs": "announced"}, {"costs": "none"}, "/costs"),
    Rule("reminder-is-free", "payment-reminder", {"costs": "claimed"} | dossier(history=[notice()]), dossier(history=[notice()]),
         "/costs"),
    # white-label-reminder-by-agency: it follows who performs and whether the debtor is a natural person here
    Rule("white-label-reminder-by-agency", "payment-reminder", BY_AGENCY, {"branding": "creditor"}, "/performed_by"),
    Rule("white-label-reminder-by-agency", "payment-reminder", BY_AGENCY, {"branding": "agency"}, "/performed_by"),
    Rule("white-label-reminder-by-agency", "payment-reminder", BY_AGENCY | dossier(debtor=SOLE_TRADER), BY_AGENCY | BUSINESS,
         "/performed_by"),
    Rule("white-label-reminder-by-agency", "payment-reminder", BY_AGENCY,
         BY_AGENCY | dossier(debtor=CONSUMER | {"address": {"street": "Rue Haute 1", "city": "Gent", "country": "BE"}}),
         "/performed_by"),
    # payee-must-be-creditor
    *(
        Rule("payee-must-be-creditor", kind, dossier(payment={"pay_to": "agency"}), dossier(payment={"pay_to": "creditor"}),
             "/dossier/payment/pay_to")
        for kind in ("payment-reminder", "wik-notice")
    ),
)  # fmt: skip

WITH_BRAND = CREDITOR | {"brand": "korenbloem"}
PARTIES = (
    # letterhead-of-kind: not even with a warning
    Rule("letterhead-of-kind", "claim-receipt", {"branding": "creditor"}, {"branding": "agency"}, "/branding", always=True),
    # account-not-of-brand: not even with a warning
    Rule("account-not-of-brand", "wik-notice",
         dossier(creditor=WITH_BRAND | {"iban": "NL20INGB0001234567"}) | {"brands": {"korenbloem": brand()}},
         dossier(creditor=WITH_BRAND) | {"brands": {"korenbloem": brand()}}, "/dossier/creditor/iban", always=True),
    # agency-not-identified: each thing that the law wants, towards a natural person
    *(
        Rule("agency-not-identified", "sommatie", dossier(agency=without(AGENCY, name)), {}, f"/dossier/agency/{pointer}")
        for name, pointer in (("registration", "registration"), ("kvk_number", "kvk_number"),
                              ("address", "visiting_address"), ("complaints", "complaints"))
    ),
    Rule("agency-not-identified", "sommatie", dossier(agency=AGENCY | {"registration": {"kind": "wki"}}),
         dossier(agency=AGENCY | {"registration": {"kind": "bailiff"}}), "/dossier/agency/registration"),
    Rule("agency-not-identified", "wik-notice", BY_AGENCY | dossier(agency=without(AGENCY, "registration")),
         dossier(agency=without(AGENCY, "registration")), "/dossier/agency/registration"),
    Rule("agency-not-identified", "sommatie", dossier(debtor=SOLE_TRADER, agency=without(AGENCY, "complaints")),
         dossier(debtor=COMPANY, agency=without(AGENCY, "complaints")), "/dossier/agency/complaints"),
    # natural-person-unknown
    Rule("natural-person-unknown", "wik-notice", dossier(debtor=without(COMPANY, "legal_form")), BUSINESS,
         "/dossier/debtor/natural_person", "warning"),
    Rule("natural-person-unknown", "wik-notice", dossier(debtor=without(COMPANY, "legal_form")),
         dossier(debtor=without(COMPANY, "legal_form") | {"natural_person": False}), "/dossier/debtor/natural_person", "warning"),
    # consumer-clause-deviates
    Rule("consumer-clause-deviates", "wik-notice", dossier(terms={"costs_clause": "deviates"}),
         dossier(terms={"costs_clause": "follows"}), "/dossier/terms/costs_clause"),
    Rule("consumer-clause-deviates", "sommatie", dossier(terms={"interest_clause": "deviates"}),
         dossier(terms={"interest_clause": "follows"}), "/dossier/terms/interest_clause"),
    Rule("consumer-clause-deviates", "sommatie", dossier(terms={"costs_clause": "deviates"}),
         BUSINESS | dossier(terms={"costs_clause": "deviates"}), "/dossier/terms/costs_clause"),
    # circumstances: what each forbids, and what it lets pass
    *(
        Rule("circumstance-dispute", kind, since("dispute"), since("dispute", until="2026-11-18"), "/dossier/circumstances/0")
        for kind in ("payment-reminder", "wik-notice", "sommatie")
    ),
    *(
        Rule(f"circumstance-{kind}", "cost-specification", since(kind), since(kind, since="2026-11-20"),
             "/dossier/circumstances/0")
        for kind in ("bankruptcy", "wsnp", "suspension")
    ),
    Rule("circumstance-debt-help", "sommatie", since("debt-help"), {}, "/dossier/circumstances/0"),
    Rule("circumstance-deceased", "payment-reminder", since("deceased"),
         dossier(**since("deceased")["dossier"], debtor=CONSUMER | {"name": "De erven van J. de Vries"}),
         "/dossier/circumstances/0"),
    Rule("circumstance-guardian", "payment-reminder", since("guardian"),
         dossier(**since("guardian")["dossier"], debtor=CONSUMER | {"attention": "mr. A. Jansen, bewindvoerder"}),
         "/dossier/circumstances/0"),
    # insolvency-stops-interest: no letter may go out then, but the figures are those to file
    *(
        Rule("insolvency-stops-interest", "cost-specification", since(kind), since(kind, since="2026-11-20"),
             "/dossier/circumstances/0/since", "warning", beside=f"circumstance-{kind}")
        for kind in ("bankruptcy", "wsnp")
    ),
    Rule("insolvency-stops-interest", "cost-specification", since("wsnp"), since("suspension"),
         "/dossier/circumstances/0/since", "warning", beside="circumstance-wsnp"),
    # plan-fits-debt
    Rule("plan-fits-debt", "payment-plan-confirmation", dossier(payment_plan=PLAN | {"total": "1158.78"}),
         dossier(payment_plan=PLAN | {"total": "1158.77"}), "/dossier/payment_plan/total"),  # 80 days: 8.77
    Rule("plan-fits-debt", "payment-plan-confirmation", dossier(payments=[payment("2026-10-05", "1000.00")]), {},
         "/dossier/payment_plan/total"),
    # what should be there
    Rule("sender-without-kvk", "wik-notice", dossier(creditor=without(CREDITOR, "kvk_number")), {},
         "/dossier/creditor/kvk_number", "warning"),
    Rule("sender-without-kvk", "sommatie", BUSINESS | dossier(agency=without(AGENCY, "kvk_number")),
         BUSINESS | dossier(creditor=without(CREDITOR, "kvk_number")), "/dossier/agency/kvk_number", "warning"),
    Rule("agency-information", "sommatie", dossier(agency=without(AGENCY, "privacy")), {}, "/dossier/agency/privacy", "warning"),
    Rule("agency-information", "sommatie", dossier(agency=without(AGENCY, "dispute_body")),
         BUSINESS | dossier(agency=without(AGENCY, "dispute_body")), "/dossier/agency/dispute_body", "warning"),
    Rule("claim-not-described", "wik-notice", dossier(invoices=[invoice(description=None)]), {},
         "/dossier/invoices/0/description", "warning"),
    Rule("claim-without-ground", "sommatie", dossier(invoices=[invoice(agreement=None)]),
         BUSINESS | dossier(invoices=[invoice(agreement=None)]), "/dossier/invoices/0/agreement", "warning"),
    Rule("reminder-without-invoice", "payment-reminder", dossier(attachments=[]), {}, "/dossier/attachments", "warning"),
    Rule("sender-not-reachable", "wik-notice", dossier(creditor=without(CREDITOR, "phone", "email")),
         dossier(creditor=without(CREDITOR, "phone")), "/dossier/creditor/phone", "warning"),
    Rule("sender-not-reachable", "sommatie", dossier(agency=without(AGENCY, "phone", "email")),
         dossier(agency=without(AGENCY, "email")), "/dossier/agency/phone"),  # the law wants an agency reachable
)  # fmt: skip

EXEMPT = CREDITOR | {"can_reclaim_vat": False}
RENT = [invoice("50.00", f"2026-0{month}-28", f"R{month}", contract="HUUR-1") for month in (6, 7, 8)]
LATER = invoice("500.00", "2026-09-30", "F2", issued_on="2026-09-01")
LONG_AGO = [invoice(due_on="2021-08-31")]
COURT = dossier(next_step={"kind": "court", "decided_on": "2026-11-01"})
COURSE = (
    Rule("announced-too-low", "sommatie", dossier(history=[notice(costs="100.00")]), dossier(history=[notice(costs="150.00")]),
         "/dossier/history", "warning"),
    Rule("vat-not-announced", "sommatie", dossier(creditor=EXEMPT), dossier(creditor=EXEMPT, history=[notice(announced_vat="31.50")]),
         "/dossier/history", "warning"),
    Rule("instalments-cumulate", "wik-notice", dossier(invoices=RENT), dossier(invoices=RENT[:1]), "/dossier/invoices", "warning"),
    Rule("notices-belong-together", "sommatie",
         dossier(invoices=[invoice(), invoice("500.00", number="F2")],
                 history=[notice(invoice_numbers=["F1"]), notice("2026-10-12", "75.00", invoice_numbers=["F2"])]),
         dossier(invoices=[invoice(), LATER],
                 history=[notice(invoice_numbers=["F1"]), notice("2026-10-12", "75.00", invoice_numbers=["F2"])]),
         "/dossier/history/1", "warning"),
    Rule("email-on-forbidden-day", "sommatie", {"date": "2026-11-22", "channel": "email"}, {"date": "2026-11-21", "channel": "email"},
         "/date"),  # a Sunday, a Saturday
    Rule("email-on-forbidden-day", "sommatie", {"date": "2026-12-25", "channel": "email"}, {"date": "2026-12-25"}, "/date"),
    # email-at-forbidden-hour: from seven until eight in the evening, an agency to a natural person
    Rule("email-at-forbidden-hour", "sommatie", {"channel": "email", "send_at": "20:00"}, {"channel": "email", "send_at": "19:59"},
         "/send_at"),
    Rule("email-at-forbidden-hour", "sommatie", {"channel": "sms", "send_at": "06:59"}, {"channel": "sms", "send_at": "07:00"},
         "/send_at"),
    Rule("email-at-forbidden-hour", "sommatie", {"channel": "email", "send_at": "23:30"},
         BUSINESS | {"channel": "email", "send_at": "23:30"}, "/send_at"),  # a company may be mailed at night
    Rule("email-at-forbidden-hour", "sommatie", {"channel": "email", "send_at": "23:30"}, {"send_at": "23:30"}, "/send_at"),
    Rule("claim-lapsed", "sommatie", {"date": "2026-09-01"} | dossier(invoices=LONG_AGO, history=[]),
         {"date": "2026-09-01"} | dossier(invoices=LONG_AGO, history=[sommatie("2024-09-02")]), "/dossier/invoices/0"),
    Rule("claim-about-to-lapse", "sommatie", {"date": "2026-08-31"} | dossier(invoices=LONG_AGO, history=[], payments_processed_until=None),
         {"date": "2026-05-01"} | dossier(invoices=LONG_AGO, history=[], payments_processed_until=None), "/dossier/invoices/0", "warning"),
    Rule("purchase-may-lapse", "sommatie", dossier(invoices=[invoice(due_on="2024-12-31")], history=[]),
         BUSINESS | dossier(invoices=[invoice(due_on="2024-12-31")], history=[]), "/dossier/invoices/0", "warning"),
    Rule("account-holder-missing", "wik-notice", dossier(creditor=without(CREDITOR, "account_holder")), {},
         "/dossier/creditor/account_holder", "warning"),
    Rule("plan-in-force", "sommatie", dossier(payment_plan=PLAN), dossier(payment_plan=None), "/dossier/payment_plan", "warning"),
    Rule("rate-in-doubt", "sommatie",
         BUSINESS | {"date": "2012-08-01"} | dossier(invoices=[invoice(due_on="2011-06-30")], history=[], payments_processed_until=None),
         BUSINESS | {"date": "2012-08-01"} | dossier(invoices=[invoice(due_on="2012-05-31")], history=[], payments_processed_until=None),
         "/dossier/interest", "warning"),
    # day-count-in-doubt: a row of interest in a leap year
    Rule("day-count-in-doubt", "sommatie", dossier(invoices=[invoice(due_on="2024-12-30")]),
         dossier(invoices=[invoice(due_on="2024-12-31")]), "/dossier/interest", "warning"),  # from 31 December, from 1 January
    Rule("day-count-in-doubt", "sommatie", dossier(invoices=[invoice(due_on="2024-12-30")]),
         dossier(invoices=[invoice(due_on="2024-12-30")]) | {"interest": "none"}, "/dossier/interest", "warning"),
    # email-receipt-presumed: a notice by e-mail, or costs that rest on one, without proof
    Rule("email-receipt-presumed", "wik-notice", {"channel": "email"}, {"channel": "post"}, "/channel", "warning"),
    Rule("email-receipt-presumed", "wik-notice", {"channel": "email"}, BUSINESS | {"channel": "email"}, "/channel", "warning"),
    Rule("email-receipt-presumed", "sommatie", dossier(history=[notice(channel="email")]),
         dossier(history=[notice(channel="email", delivered_on="2026-09-21")]), "/dossier/history/0/delivered_on", "warning"),
    # court-costs-estimated: only a decided step before the cantonal judge is named with an amount
    Rule("court-costs-estimated", "sommatie", COURT, dossier(next_step={"kind": "court"}), "/dossier/next_step", "warning"),
    Rule("court-costs-estimated", "sommatie", COURT, dossier(**COURT["dossier"], invoices=[invoice("25000.00")]),
         "/dossier/next_step", "warning"),
    Rule("agreed-interest-of-consumer", "sommatie", dossier(interest={"type": "contractual", "annual_rate": "6"}),
         BUSINESS | dossier(interest={"type": "contractual", "annual_rate": "6"}), "/dossier/interest/type", "warning"),
    Rule("step-not-decided", "sommatie", dossier(next_step={"kind": "court"}),
         dossier(next_step={"kind": "court", "decided_on": "2026-11-01"}), "/dossier/next_step/decided_on", "warning"),
    Rule("step-not-decided", "sommatie", dossier(next_step={"kind": "bailiff", "decided_on": "2026-11-20"}),
         dossier(next_step={"kind": "discuss"}), "/dossier/next_step/decided_on", "warning"),  # decided only tomorrow
    Rule("account-holder-missing", "sommatie", dossier(agency=without(AGENCY, "account_holder"), payment={"pay_to": "agency"}),
         dossier(agency=without(AGENCY, "account_holder")), "/dossier/agency/account_holder", "warning"),
    Rule("claim-lapsed", "payment-reminder", dossier(invoices=[invoice(due_on="2021-11-18")]),
         dossier(invoices=[invoice(due_on="2021-11-19")]), "/dossier/invoices/0"),  # the last day of the five years
    Rule("claim-lapsed", "payment-reminder", dossier(invoices=LONG_AGO),
         dossier(invoices=LONG_AGO, payments=[payment("2024-01-15", "10.00")]), "/dossier/invoices/0"),
    Rule("element-left-out", "wik-notice", dossier(payments_processed_until=None), {}, "/dossier/payments_processed_until", "warning"),
    Rule("element-left-out", "wik-notice", dossier(agency=None), {"branding": "agency"}, "/dossier/agency", "warning"),
    Rule("element-left-out", "payment-plan-confirmation", dossier(payment_plan=without(PLAN, "channel")), {},
         "/dossier/payment_plan/channel", "warning"),
    Rule("second-without-first", "sommatie", {"stage": "2"},
         {"stage": "2"} | dossier(history=[notice(), sommatie("2026-11-09")]), "/stage", "warning"),
    Rule("final-not-registered", "sommatie", {"stage": "final"}, {"stage": "final", "channel": "registered"}, "/channel", "warning"),
)  # fmt: skip

AT_AGENCY = payment("2026-11-10", "250.00") | {"received_by": "agency"}
KEPT = {"agreed_on": "2026-10-10", "total": "400.00", "instalment_count": 1, "first_due_on": "2026-11-01"}


def closed(reason: str, **fields: Any) -> dict[str, Any]:
    """The end of a file, for a reason."""
    return dossier(closing={"reason": reason}, **fields)


TO_CREDITOR = (
    Rule("creditor-element-left-out", "claim-receipt", dossier(handler=None), {}, "/dossier/handler", "warning"),
    Rule("creditor-element-left-out", "status-creditor", dossier(planned=[{"kind": "call", "on": "2026-11-18"}]), {},
         "/dossier/planned", "warning"),
    Rule("creditor-element-left-out", "intake-incomplete", dossier(intake={"missing": [{"what": "delivery"}]}),
         dossier(intake={"missing": [{"what": "delivery"}]}, handed_over_on="2026-11-18"), "/dossier/intake/received_on",
         "warning"),
    Rule("creditor-element-left-out", "closing-creditor", dossier(settlement=None), {}, "/dossier/settlement", "warning"),
    Rule("court-without-claim", "court-advice", dossier(payments=[payment("2026-11-10", "1100.00")]),
         dossier(payments=[payment("2026-11-10", "100.00")]), "/dossier/invoices"),
    Rule("court-against-insolvent", "court-advice", since("bankruptcy"), since("dispute"), "/dossier/circumstances/0"),
    Rule("court-against-insolvent", "court-advice", since("wsnp"), {}, "/dossier/circumstances/0"),
    Rule("closing-contradicted", "closing-creditor", closed("paid"),
         closed("paid", payments=[payment("2026-09-15", "1010.00")]), "/dossier/closing/reason"),
    Rule("closing-contradicted", "closing-creditor", closed("plan-completed"),
         closed("plan-completed", payment_plan=KEPT, payments=[payment("2026-11-01", "400.00")]), "/dossier/closing/reason"),
    Rule("closing-contradicted", "closing-creditor",
         closed("plan-completed", payment_plan=KEPT, payments=[payment("2026-11-01", "399.99")]),
         closed("plan-completed", payment_plan=KEPT, payments=[payment("2026-11-01", "400.00")]), "/dossier/closing/reason"),
    Rule("closing-contradicted", "closing-creditor", closed("bankruptcy"),
         closed("bankruptcy", circumstances=[{"type": "wsnp"}]), "/dossier/closing/reason"),
    Rule("closing-contradicted", "closing-creditor", closed("disputed"),
         closed("disputed", circumstances=[{"type": "dispute"}]), "/dossier/closing/reason"),
    Rule("closing-contradicted", "closing-creditor", closed("no-means", payments=[payment("2026-09-15", "1010.00")]),
         closed("no-means"), "/dossier/closing/reason"),
    Rule("money-still-held", "closing-creditor", closed("on-request", payments=[AT_AGENCY]),
         closed("on-request", payments=[AT_AGENCY], remittances=[{"paid_on": "2026-11-10", "amount": "250.00"}]),
         "/dossier/remittances", "warning"),
    Rule("advice-of-another-day", "remittance-advice",
         dossier(remittances=[{"paid_on": "2026-11-18", "amount": "250.00"}]), {}, "/dossier/remittances", "warning"),
    Rule("advice-of-another-day", "remittance-advice",
         dossier(remittances=[{"paid_on": "2026-11-20", "amount": "250.00"}]), {}, "/dossier/remittances"),
    Rule("claim-not-filed", "status-creditor", since("bankruptcy"), since("suspension"), "/dossier/history", "warning"),
)  # fmt: skip

REMIND, LAPSE, THANK, CLOSE = "instalment-reminder", "plan-lapse", "payment-acknowledgement", "closing-debtor"
SECOND = RUNNING_PLAN | {"first_due_on": "2026-10-18"}  # its second instalment was to be paid by 18 November
FIRST_PAID = [payment("2026-10-17", "300.00")]
PLANS = (
    # plan-ended: before it was agreed, when all is paid, after it lapsed; not even with a warning
    *(
        Rule("plan-ended", kind, dossier(**given), {}, "/dossier/payment_plan", always=True)
        for kind in (REMIND, LAPSE)
        for given in (
            {"payment_plan": PLAN | {"agreed_on": "2026-11-20"}},
            {"payments": [payment("2026-11-12", "1200.00")]},
            {"history": [notice(), CONFIRMATION, REMINDED, {"kind": "plan-lapse", "sent_on": "2026-11-16"}]},
        )
    ),
    # the plan lapses after a missed instalment, a reminder of that one, and seven days from its receipt: not earlier
    Rule("no-instalment-missed", LAPSE, dossier(payment_plan=RUNNING_PLAN | {"first_due_on": "2026-11-19"}), {},
         "/dossier/payment_plan", always=True),
    Rule("no-instalment-missed", LAPSE, dossier(payments=[payment("2026-11-18", "288.74")]),
         dossier(payments=[payment("2026-11-18", "288.72")]), "/dossier/payment_plan", always=True),  # late, but paid
    Rule("plan-lapse-without-reminder", LAPSE, dossier(history=[notice(), CONFIRMATION]), {}, "/dossier/history", always=True),
    Rule("plan-lapse-without-reminder", LAPSE, dossier(history=[notice(), CONFIRMATION, REMINDED | {"sent_on": "2026-11-01"}]), {},
         "/dossier/history", always=True),  # a reminder of what is still to come
    Rule("plan-lapse-without-reminder", LAPSE,
         dossier(payment_plan=SECOND, payments=FIRST_PAID, history=[notice(), CONFIRMATION | {"sent_on": "2026-10-16"}, REMINDED]),
         {}, "/dossier/history", always=True),  # that was the first instalment
    Rule("plan-lapse-too-early", LAPSE, {"date": "2026-11-12"} | dossier(payments_processed_until=None),
         {"date": "2026-11-13"} | dossier(payments_processed_until=None), "/dossier/history/2"),
    Rule("plan-lapse-too-early", LAPSE, dossier(history=[notice(), CONFIRMATION, REMINDED | {"sent_on": "2026-11-10"}]),
         dossier(history=[notice(), CONFIRMATION, REMINDED | {"sent_on": "2026-11-10", "delivered_on": "2026-11-11"}]),
         "/dossier/history/2"),  # from Thursday 12 to Thursday 19 November; what is proved wins
    Rule("plan-lapse-too-early", LAPSE, dossier(history=[notice(), CONFIRMATION, REMINDED | {"pay_by": "2026-11-19"}]),
         dossier(history=[notice(), CONFIRMATION, REMINDED | {"pay_by": "2026-11-05"}]), "/dossier/history/2"),  # never less
    Rule("plan-not-confirmed", LAPSE, dossier(history=[notice(), REMINDED]), {}, "/dossier/history"),
    Rule("plan-not-confirmed", REMIND, dossier(history=[notice()]),
         dossier(history=[notice()], payment_plan=RUNNING_PLAN | {"first_due_on": "2026-11-19"}), "/dossier/history"),
    Rule("plan-differs-from-confirmation", REMIND, dossier(history=[notice(), CONFIRMATION | {"amount_asked": "288.74"}]),
         dossier(history=[notice(), CONFIRMATION | {"amount_asked": "288.73"}]), "/dossier/history/1/amount_asked"),
    # plan-balance-differs: nothing comes on top of what is left of the plan
    Rule("plan-balance-differs", LAPSE, dossier(payment_plan=RUNNING_PLAN | {"total": "1154.92"}),
         dossier(payment_plan=RUNNING_PLAN | {"total": "1154.93"}), "/dossier/payment_plan/total"),  # 45 days: 4.93
    Rule("plan-balance-differs", LAPSE, dossier(invoices=[invoice(), invoice("50.00", "2026-10-31", "F2")]),
         BUSINESS | dossier(payment_plan=RUNNING_PLAN | {"interest": "runs"}), "/dossier/payment_plan/total"),
    Rule("instalment-term", REMIND, {"term_days": 6}, {"term_days": 7}, "/term_days"),
    Rule("instalment-term", REMIND, {"term_days": 9} | dossier(payment_plan=RUNNING_PLAN | {"first_due_on": "2026-11-19"}),
         {"term_days": 9}, "/term_days"),
    # an acknowledgement
    Rule("nothing-received", THANK, dossier(payments=[]), {}, "/dossier/payments", always=True),
    Rule("nothing-left", THANK, dossier(payments=[payment("2026-11-17", "1158.44")]),
         dossier(payments=[payment("2026-11-17", "1158.43")]), "/dossier/payments"),
    Rule("acknowledged-within-plan", THANK, dossier(payment_plan=PLAN), dossier(payment_plan=PLAN | {"agreed_on": "2026-11-20"}),
         "/dossier/payment_plan"),
    Rule("acknowledged-within-term", THANK, {"term_days": 8} | dossier(history=[PENDING]), {"term_days": 8}, "/term_days"),
    Rule("asks-more-than-letter", THANK, {"interest": "claimed"} | dossier(history=[PENDING | {"amount_asked": "1000.00"}]),
         dossier(history=[PENDING | {"amount_asked": "1000.00"}]), "/dossier/history/0/amount_asked"),
    Rule("payee-must-be-creditor", THANK, dossier(history=[PENDING], payment={"pay_to": "agency"}),
         dossier(payment={"pay_to": "agency"}), "/dossier/payment/pay_to"),  # within the term of a notice
    # the end of a file
    Rule("closing-while-open", CLOSE, dossier(payments=[payment("2026-11-17", "1158.43")]),
         dossier(payments=[payment("2026-11-17", "1158.44")]), "/dossier/payments"),  # 77 days: 8.44
    Rule("closing-while-open", CLOSE, dossier(payments=[payment("2026-11-17", "1150.00")]),
         {"interest": "none"} | dossier(payments=[payment("2026-11-17", "1150.00")]), "/dossier/payments"),  # waived
    Rule("closing-while-open", CLOSE, dossier(invoices=[invoice(), invoice("50.00", "2026-11-19", "F2")]), {}, "/dossier/invoices"),
    Rule("closing-with-term", CLOSE, {"term_days": 8}, {}, "/term_days"),
    Rule("closing-with-link", CLOSE, dossier(payment={"link": "https://pay.example.nl/1"}), {}, "/dossier/payment/link"),
)  # fmt: skip


def about(message: Data, **changes: Any) -> dict[str, Any]:
    """A dossier with this message, changed."""
    return dossier(messages=[message | changes])


def supported(**changes: Any) -> dict[str, Any]:
    """A dossier with this help offered, changed."""
    return dossier(support=SUPPORT | changes)


ACK, NOTICE, COMPLAINED = "dispute-acknowledgement", "dispute-notice-creditor", "complaint-acknowledgement"
MESSAGE = "/dossier/messages/0"
PARTNER: Data = SUPPORT["partners"][0]
COMPANY_BY_CREDITOR = BUSINESS | {"branding": "creditor"}
MESSAGES = (
    Rule("message-after-letter", ACK, about(DISPUTE, received_on="2026-11-20"), about(DISPUTE, received_on="2026-11-19"),
         f"{MESSAGE}/received_on"),
    Rule("answer-day-passed", ACK, about(DISPUTE, answer_by="2026-11-18", creditor_answer_by=None),
         about(DISPUTE, answer_by="2026-11-19", creditor_answer_by="2026-11-18"), f"{MESSAGE}/answer_by"),
    Rule("answer-day-passed", NOTICE, about(DISPUTE, creditor_answer_by="2026-11-18"),
         about(DISPUTE, creditor_answer_by="2026-11-19"), f"{MESSAGE}/creditor_answer_by"),
    # two working days: a Monday's complaint until Wednesday, Friday's until Tuesday
    Rule("complaint-acknowledged-late", COMPLAINED, about(COMPLAINT, received_on="2026-11-16"), about(COMPLAINT),
         f"{MESSAGE}/received_on", "warning"),
    Rule("complaint-acknowledged-late", COMPLAINED, about(COMPLAINT, received_on="2026-11-13") | {"date": "2026-11-18"},
         about(COMPLAINT, received_on="2026-11-13") | {"date": "2026-11-17"}, f"{MESSAGE}/received_on", "warning"),
    Rule("complaint-acknowledged-late", COMPLAINED, about(COMPLAINT, received_on="2026-11-16"),
         about(COMPLAINT, received_on="2026-11-16") | {"branding": "creditor"}, f"{MESSAGE}/received_on", "warning"),
    Rule("dispute-not-paused", ACK, about(DISPUTE, pause="none"), about(DISPUTE, pause="disputed-part"), f"{MESSAGE}/pause"),
    Rule("dispute-not-paused", NOTICE, about(DISPUTE, pause="none"), about(DISPUTE, pause="all"), f"{MESSAGE}/pause"),
    Rule("dispute-not-paused", ACK, about(DISPUTE, pause="none") | COMPANY_BY_CREDITOR, about(DISPUTE) | COMPANY_BY_CREDITOR,
         f"{MESSAGE}/pause", "warning"),
    # no demand while an objection waits for its answer
    *(
        Rule("objection-unanswered", kind, dossier(messages=[DISPUTE]), dossier(messages=[DISPUTE | more]), MESSAGE)
        for kind, more in (
            ("payment-reminder", {"answered_on": "2026-11-19"}), ("wik-notice", {"pause": "none"}),
            ("sommatie", {"received_on": "2026-11-20"}),
        )
    ),
    Rule("objection-unanswered", "sommatie", about(DISPUTE, answered_on="2026-11-20"),
         dossier(messages=[DISPUTE], history=[notice(), {"kind": "reply", "sent_on": "2026-11-19"}]), MESSAGE),
    Rule("objection-unanswered", "sommatie", about(DISPUTE, pause="disputed-part", invoice_numbers=["F1"]),
         dossier(messages=[DISPUTE | {"pause": "disputed-part", "invoice_numbers": ["F2"]}],
                 invoices=[invoice(), invoice(number="F2"), credit_note("1000.00", "2026-09-10", "F2")]),
         MESSAGE, "warning"),
    Rule("help-already-there", "help-referral", since("debt-help"), since("debt-help", until="2026-11-18"),
         "/dossier/circumstances/0", "warning"),
    Rule("objection-not-copied", NOTICE, dossier(messages=[without(DISPUTE, "own_words")], attachments=[]),
         dossier(messages=[without(DISPUTE, "own_words")]), f"{MESSAGE}/own_words", "warning"),
    Rule("undisputed-too-much", ACK, about(DISPUTE, undisputed_amount="1000.01"), about(DISPUTE, undisputed_amount="1000.00"),
         f"{MESSAGE}/undisputed_amount"),
    # what staff writes to the debtor
    Rule("written-threat", "reply", about(QUESTION, answer=["Dank u.", "Wij leggen beslag op uw loon."]),
         about(QUESTION, answer=["Dank u.", "Wij leggen geen beslag."]), f"{MESSAGE}/answer/1"),
    Rule("written-threat", "reply", about(COMPLAINT, answer=["Wij hadden het woord beslag niet mogen gebruiken."]),
         about(COMPLAINT, answer=["Het spijt ons."]), f"{MESSAGE}/answer/0", "warning"),
    Rule("written-demand", "reply", about(QUESTION, answer=["Dank u. Betaal € 100,00."]),
         about(QUESTION, answer=["Dank u. Er staat nog € 100,00 open."]), f"{MESSAGE}/answer/0"),
    Rule("written-demand", "reply", about(QUESTION, answer=["Onze rekening is NL20 INGB 0001 2345 67."]), {},
         f"{MESSAGE}/answer/0"),
    Rule("written-demand", ACK, about(DISPUTE, proof_asked=["Betaal eerst € 10,00"]), {}, f"{MESSAGE}/proof_asked/0"),
    Rule("written-fee", "reply", about(QUESTION, answer=["Er komen dossierkosten bij."]),
         about(QUESTION, answer=["Er komen geen dossierkosten bij."]), f"{MESSAGE}/answer/0"),
    Rule("written-fee", "help-referral", supported(partners=[PARTNER | {"helps_with": "Hulp, met kantoorkosten."}]), {},
         "/dossier/support/partners/0/helps_with"),
    Rule("written-hard-words", "reply", about(QUESTION, answer=["Dit is uw laatste kans."]), {}, f"{MESSAGE}/answer/0",
         "warning"),
    *(
        Rule("summary-prejudges", kind, about(message, summary="U hebt een bezwaar dat ongegrond is."), {}, f"{MESSAGE}/summary")
        for kind, message in ((ACK, DISPUTE), (COMPLAINED, COMPLAINT))
    ),
    # what a letter leaves out
    Rule("element-left-out", ACK, dossier(messages=[without(DISPUTE, "undisputed_amount")]), {},
         f"{MESSAGE}/undisputed_amount", "warning"),
    Rule("element-left-out", "help-referral", dossier(support=without(SUPPORT, "pause_until")),
         dossier(support=without(SUPPORT, "pause_until"), payment_plan=PLAN), "/dossier/support/pause_until", "warning"),
    Rule("element-left-out", "help-referral", supported(partners=[]),
         supported(partners=[]) | dossier(support=without(SUPPORT, "partners"), agency=AGENCY | {"partners": [PARTNER]}),
         "/dossier/support/partners", "warning"),
)  # fmt: skip


def filed(**changes: Any) -> dict[str, Any]:
    """A claim in the bankruptcy of a debtor, with changes to the insolvency."""
    type_, day = changes.get("type", INSOLVENCY["type"]), changes.get("declared_on", INSOLVENCY["declared_on"])
    return dossier(insolvency=INSOLVENCY | changes, circumstances=[{"type": type_, "since": day}])


FILED = "curator-claim"
WITH_VAT = invoice(vat="82.57")
FILING = (
    Rule("no-claim-in-suspension", FILED, filed(type="suspension"), filed(type="wsnp"), "/dossier/insolvency/type",
         always=True),
    Rule("insolvency-not-in-force", FILED, filed(declared_on="2026-11-20"), filed(declared_on="2026-11-19"),
         "/dossier/insolvency/declared_on", always=True),
    Rule("insolvency-not-in-force", FILED,
         dossier(circumstances=[{"type": "bankruptcy", "since": "2026-11-10", "until": "2026-11-18"}]),
         dossier(circumstances=[{"type": "bankruptcy", "since": "2026-11-10", "until": "2026-11-19"}]),
         "/dossier/insolvency/declared_on", always=True),
    Rule("nothing-to-file", FILED, dossier(payments=[payment("2026-08-01", "1000.00")]),
         dossier(payments=[payment("2026-08-01", "999.99")]), "/dossier/invoices", always=True),
    Rule("invoice-not-filed", FILED,
         dossier(invoices=[WITH_VAT, invoice(due_on="2026-11-19", issued_on="2026-11-01", number="F2")]),
         dossier(invoices=[WITH_VAT, invoice(due_on="2026-11-18", issued_on="2026-11-01", number="F2", vat="9.00")]),
         "/dossier/invoices/1", "warning"),
    Rule("invoice-after-judgment", FILED,
         dossier(invoices=[WITH_VAT, invoice(due_on="2026-11-15", issued_on="2026-11-10", number="F2", vat="9.00")]),
         dossier(invoices=[WITH_VAT, invoice(due_on="2026-11-15", issued_on="2026-11-09", number="F2", vat="9.00")]),
         "/dossier/invoices/1/issued_on", "warning"),
    Rule("payment-after-judgment", FILED, dossier(payments=[payment("2026-11-10", "10.00")]),
         dossier(payments=[payment("2026-11-09", "10.00")]), "/dossier/payments/0/received_on", "warning"),
    Rule("element-left-out", FILED, dossier(attachments=[]), {}, "/dossier/attachments", "warning"),
    Rule("element-left-out", FILED, dossier(invoices=[invoice()]), {}, "/dossier/invoices/0/vat", "warning"),
    Rule("element-left-out", FILED, dossier(debtor=COMPANY), dossier(debtor=COMPANY | {"kvk_number": "58203714"}),
         "/dossier/debtor/kvk_number", "warning"),
)  # fmt: skip

HANDED = "bailiff-handover"
DECIDED = {"kind": "bailiff", "decided_on": "2026-11-18"}
HANDOVER = (
    Rule("nothing-to-hand-over", HANDED, dossier(payments=[payment("2026-08-01", "1000.00")]),
         dossier(payments=[payment("2026-08-01", "999.99")]), "/dossier/invoices", always=True),
    *(
        Rule("handover-without-consent", HANDED, dossier(next_step=step), dossier(next_step=DECIDED | {"kind": "court"}),
             "/dossier/next_step")
        for step in (None, DECIDED | {"kind": "discuss"}, DECIDED | {"decided_on": "2026-11-20"})
    ),
    Rule("handover-without-consent", HANDED, dossier(next_step=None),
         dossier(next_step=None) | {"branding": "creditor"}, "/dossier/next_step"),
    Rule("handover-despite-plan", HANDED, dossier(payment_plan=RUNNING_PLAN),
         dossier(payment_plan=RUNNING_PLAN,
                 history=[notice(), CONFIRMATION, REMINDED, {"kind": "plan-lapse", "sent_on": "2026-11-13"}]),
         "/dossier/payment_plan"),
    *(
        Rule("handover-too-early", HANDED, since(kind), since(kind, until="2026-11-18"), "/dossier/circumstances/0", "warning")
        for kind in ("dispute", "debt-help")
    ),
    Rule("handover-without-costs", HANDED, dossier(history=[reminder("2026-09-08")]), {}, "/dossier/history", "warning"),
    Rule("claim-lapsed", HANDED, dossier(invoices=[invoice(due_on="2021-11-17")], history=[]) | {"interest": "none"}, {},
         "/dossier/invoices/0"),
    Rule("consumer-costs-not-due", HANDED, dossier(history=[]) | {"costs": "claimed"}, {"costs": "claimed"}, "/costs"),
    *(
        Rule(f"circumstance-{kind}", HANDED, since(kind), since(kind, until="2026-11-18"), "/dossier/circumstances/0")
        for kind in ("bankruptcy", "wsnp", "suspension", "guardian", "deceased")
    ),
    Rule("element-left-out", HANDED, dossier(attachments=[]), {}, "/dossier/attachments", "warning"),
    Rule("element-left-out", HANDED, dossier(debtor=CONSUMER), {}, "/dossier/debtor/birth_date", "warning"),
    Rule("element-left-out", HANDED, dossier(debtor=COMPANY), dossier(debtor=COMPANY | {"kvk_number": "58203714"}),
         "/dossier/debtor/kvk_number", "warning"),
)  # fmt: skip

EVERY = (*CLAIMS, *PARTIES, *COURSE, *PLANS, *MESSAGES, *TO_CREDITOR, *FILING, *HANDOVER)


@pytest.mark.parametrize("kind", BEFORE)
@pytest.mark.parametrize("business", [False, True], ids=["consumer", "business"])
@pytest.mark.parametrize("branding", ["creditor", "agency"])
def test_a_sound_request_has_no_findings(kind: str, business: bool, branding: str) -> None:
    if kind == "help-referral" and business:
        return  # the door refuses that one
    assert rules(kind, business=business, branding=branding) == set()


@pytest.mark.parametrize("rule", EVERY, ids=str)
def test_a_rule_finds_what_it_is_for(rule: Rule) -> None:
    found = [each for each in findings(rule.kind, **rule.given) if each.rule == rule.id]
    assert found, "the rule did not see it"
    (finding,) = found
    assert (finding.pointer, finding.severity, finding.always) == (rule.pointer, rule.severity, rule.always)


@pytest.mark.parametrize("rule", EVERY, ids=str)
def test_a_rule_leaves_its_twin_alone(rule: Rule) -> None:
    assert rule.id not in rules(rule.kind, **rule.twin)


@pytest.mark.parametrize("rule", [each for each in EVERY if each.severity == "error"], ids=str)
def test_an_error_refuses_the_letter_and_a_warning_makes_it_a_concept(rule: Rule) -> None:
    with pytest.raises(UnlawfulLetter) as refused:
        letter(rule.kind, **rule.given)
    assert rule.id in {each.rule for each in refused.value.findings}
    assert refused.value.status == 422
    if rule.always:
        with pytest.raises(UnlawfulLetter):
            letter(rule.kind, **rule.given, on_finding="warn")
    else:
        made = letter(rule.kind, **rule.given, on_finding="warn")
        assert made.fields.letter.concept is True
        assert rule.id in {each.rule for each in made.findings}


@pytest.mark.parametrize("rule", [each for each in EVERY if each.severity == "warning" and not each.beside], ids=str)
def test_a_warning_alone_lets_the_letter_go_out(rule: Rule) -> None:
    made = letter(rule.kind, **rule.given)
    assert made.fields.letter.concept is False
    assert {each.severity for each in made.findings} == {"warning"}


@pytest.mark.parametrize("rule", [each for each in EVERY if each.beside], ids=str)
def test_a_warning_may_stand_beside_an_error(rule: Rule) -> None:
    assert {rule.id, rule.beside} <= rules(rule.kind, **rule.given)


def found_by_anything() -> list[Finding]:
    return [each for rule in EVERY for each in findings(rule.kind, **rule.given)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_finding_can_be_said_and_has_a_remedy(language: str) -> None:
    words = Words(language, strict=True)
    for each in found_by_anything():
        assert words.say(each.message)
        assert words.say(each.remedy)
        assert "{" not in words.say(each.message) + words.say(each.remedy)
        assert each.pointer.startswith("/")
        assert each.article or each.severity == "warning"


def test_every_rule_is_provoked_somewhere_and_says_what_it_is() -> None:
    """A new rule comes with a case here."""
    seen: set[str] = set()
    for each in EVERY:
        given = {name: value for name, value in each.given.items() if name != "brands"}
        asked = request(each.kind, **given)
        case = case_of(asked, asked.date or TODAY, each.given.get("brands", {}))
        seen |= {rule.__name__ for rule in RULES if list(rule(case))}
    assert {rule.__name__ for rule in RULES} - seen == set()
    assert all(rule.__doc__ for rule in RULES)


def test_errors_come_before_warnings() -> None:
    both = dossier(creditor=without(CREDITOR, "kvk_number"), invoices=[invoice(description=None)]) | {"costs": "none"}
    assert [each.severity for each in findings("wik-notice", **both)] == ["error", "warning", "warning"]


# Why a consumer's costs are not due, in words: the history, and what the finding says.
WHY = (
    ([], "Er is geen veertiendagenbrief verstuurd"),
    ([reminder("2026-09-08")], "Er is geen veertiendagenbrief verstuurd"),
    ([PENDING], "De termijn van de aanmaning loopt nog: vanaf 3 december 2026"),
    ([notice(channel="sms")], "per sms"),
    ([notice("2026-08-31")], "voordat de debiteur met elke factuur daarin te laat was"),
    ([notice(term_days=10)], "de termijn was te kort"),
    ([notice(term_wording="after-date")], "de termijn begon niet op de dag na bezorging"),
    ([notice(pay_by="2026-10-05")], "een datum in die binnen de wettelijke termijn valt"),
    ([notice(amount_asked="1150.00")], "meer in gevraagd dan er op die dag verschuldigd was"),
    ([notice(costs=None)], "geen bedrag aan incassokosten"),
    ([notice(costs="180.00")], "meer incassokosten aangekondigd dan de wet toestaat"),
    ([notice(announced_vat="31.50")], "btw aangekondigd die niet gerekend mag worden"),
    ([notice("2012-06-29")], "verstuurd voordat de regels over deze aanmaning bestonden"),
)  # fmt: skip


@pytest.mark.parametrize(("history", "why"), WHY)
def test_the_finding_says_why_costs_are_not_due(history: list[Any], why: str) -> None:
    (finding,) = findings("sommatie", dossier={"history": history}, costs="claimed")
    said = Words("nl").say(finding.message)
    assert said.startswith("De consument is op deze datum geen incassokosten verschuldigd.")
    assert why in said


def test_a_business_whose_notice_still_runs_is_told_so() -> None:
    (finding,) = findings(
        "sommatie", business=True, costs="claimed", dossier={"history": [sommatie("2026-11-18", pay_by="2026-11-26")]}
    )
    assert Words("nl").say(finding.message) == (
        "De volle incassokosten zijn nog niet verschuldigd. Er mag nu hoogstens €\u00a040,00 worden gevraagd, en dat vraagt de brief."
    )


@pytest.mark.parametrize("kind", ["cost-specification", "payment-plan-confirmation"])
def test_a_dispute_and_debt_help_do_not_stop_every_letter(kind: str) -> None:
    for circumstance in ("dispute", "debt-help"):
        assert rules(kind, **since(circumstance)) == set()
