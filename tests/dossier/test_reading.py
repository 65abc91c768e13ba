"""The door itself: what is accepted, and for every mistake the place and the words."""

from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.dossier.faults import MAX_PROBLEMS
from docgen.dossier.model import LetterRequest
from docgen.dossier.reading import calculation_request, letter_request
from docgen.errors import InvalidInput
from tests.dossier.given import EXAMPLE, GONE, MINIMAL, PDF, changed, mistakes, picture_bytes, pointers, through_json

ADDRESS = "dossier__debtor__address"
BUSINESS = {"dossier__debtor__type": "business"}
PLAN = {"agreed_on": "2026-11-20", "first_due_on": "2026-12-01", "instalment_count": 6}


def read(data: object) -> LetterRequest:
    return letter_request(through_json(data), {}, None)


def test_the_example_of_the_contract_is_accepted() -> None:
    request = read(EXAMPLE)
    dossier = request.dossier
    assert (request.kind, request.date, request.channel) == ("wik-notice", date(2026, 11, 21), "post")
    assert dossier.invoices[0].amount == Decimal("1250.00")
    assert dossier.invoices[0].due_on == date(2026, 8, 31)
    assert dossier.history[0].announced_costs == Decimal("172.50")
    assert dossier.payment_plan is not None
    assert dossier.attachments[0].content.startswith(b"%PDF-")


def test_what_is_absent_gets_the_default_of_the_contract() -> None:
    request = read(MINIMAL)
    assert (request.branding, request.performed_by, request.costs, request.interest) == (None, None, None, None)
    assert (request.channel, request.language, request.date, request.term_days) == (None, None, None, None)
    assert (request.stage, request.engine, request.template_version, request.on_finding) == (
        None,
        "html",
        None,
        "refuse",
    )
    assert (request.append_attachments, request.annex) == (False, False)
    dossier = request.dossier
    assert (dossier.agency, dossier.payments, dossier.history, dossier.payment_plan) == (None, (), (), None)
    assert (dossier.interest.type, dossier.interest_type) == (None, "statutory")
    assert (dossier.collection_costs.type, dossier.vat_claimed) == ("statutory", False)
    assert (dossier.terms.costs_clause, dossier.payment.pay_to) == ("none", "creditor")
    assert dossier.invoices[0].term_agreed is True
    assert dossier.debtor.address.country == "BE"
    assert dossier.creditor.address.country == "NL"


def test_null_is_absent_everywhere() -> None:
    nulls = {name: None for name in LetterRequest.model_fields if name not in ("kind", "dossier")}
    dossier = dict.fromkeys(("agency", "payments", "interest", "collection_costs", "terms", "history", "payment"))
    data = changed(MINIMAL, **nulls)
    data["dossier"] |= dossier
    data["dossier"]["invoices"][0] |= {"term_agreed": None, "agreement": None}
    data["dossier"]["creditor"]["can_reclaim_vat"] = None
    assert read(data) == read(MINIMAL)


@pytest.mark.parametrize(
    "name", ["Jansen & Zn <b>", "{{ 7*7 }}", 'O\'Brien "x"', "Łukasz Đặng", "{% for %}", "Ξένια", "n" * 70]
)
def test_odd_names_come_through_as_they_are(name: str) -> None:
    assert read(changed(MINIMAL, dossier__debtor__name=name)).dossier.debtor.name == name


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1250.00", "1250.00"),
        ("1250", "1250.00"),
        ("1250.5", "1250.50"),
        ("0.01", "0.01"),
        ("999999999.99", "999999999.99"),
        (1250, "1250.00"),
        (12.5, "12.50"),
    ],
)
def test_amounts_are_exact(written: object, amount: str) -> None:
    found = read(changed(MINIMAL, dossier__invoices__0__amount=written)).dossier.invoices[0].amount
    assert isinstance(found, Decimal)
    assert str(found) == amount


BAD_AMOUNTS = [
    "",
    " ",
    "12,50",
    "1.250,00",
    "1,250.00",
    "€ 12",
    "12.345",
    "1e3",
    "1E+2",
    "NaN",
    "Infinity",
    "-",
    "12.",
    ".5",
    "+12",
    " 12",
    "12 ",
    "1 000",
    "0x10",
    "1_000",
    "1000000000",
    "٣",
    "١٢",
    "12\n",
    "--1",
    True,
    [],
    {},
    [12],
    "12.50 EUR",
    "0",
    "0.00",
    "-0.00",
    12.345,
    1e22,
    1e-7,
    0,
]


@pytest.mark.parametrize("written", BAD_AMOUNTS)
def test_amounts_that_are_none(written: object) -> None:
    assert pointers(changed(MINIMAL, dossier__invoices__0__amount=written)) == ["/dossier/invoices/0/amount"]


BAD_DATES = [
    "21-11-2026",
    "2026-11-31",
    "2026-02-29",
    "2026-13-01",
    "2026-1-1",
    "20261121",
    "2026-11-21T00:00:00",
    "2026-W47-6",
    "1989-12-31",
    "2101-01-01",
    "0001-01-01",
    "gisteren",
    "",
    20261121,
    1732147200,
    True,
    [],
    {},
    "2026-11-21 ",
    "٢٠٢٦-11-21",
]


@pytest.mark.parametrize("written", BAD_DATES)
def test_dates_that_are_none(written: object) -> None:
    assert pointers(changed(MINIMAL, date=written)) == ["/date"]


@pytest.mark.parametrize("written", ["1990-01-01", "2100-12-31", "2024-02-29"])
def test_dates_at_the_edges(written: str) -> None:
    assert read(changed(MINIMAL, date=written)).date == date.fromisoformat(written)


# One broken place each: what changes in the minimal request, where the mistake is, a word of the message.
ONE_MISTAKE: list[tuple[dict[str, Any], str, str]] = [
    ({"kind": GONE}, "/kind", "required"),
    ({"kind": "wik-notise"}, "/kind", "Did you mean"),
    ({"kind": "dagvaarding"}, "/kind", "Choose one of"),
    ({"kind": 5}, "/kind", "Choose one of"),
    ({"dossier": GONE}, "/dossier", "required"),
    ({"dossier": []}, "/dossier", "object"),
    ({"dossier": "x"}, "/dossier", "object"),
    ({"brandng": "agency"}, "/brandng", "Did you mean"),
    ({"branding": "Creditor "}, "/branding", "Did you mean"),
    ({"channel": "fax"}, "/channel", "Choose one of"),
    ({"language": "de"}, "/language", "choices"),
    ({"term_days": 0}, "/term_days", "between"),
    ({"term_days": 366}, "/term_days", "between"),
    ({"term_days": "14"}, "/term_days", "whole number"),
    ({"term_days": 14.0}, "/term_days", "whole number"),
    ({"term_days": True}, "/term_days", "whole number"),
    ({"stage": "1"}, "/stage", "Only a sommatie"),
    ({"kind": "sommatie", "branding": "creditor", "stage": "3"}, "/stage", "choices"),
    ({"kind": "sommatie", "branding": "creditor", "stage": 3}, "/stage", "choices"),
    ({"kind": "sommatie", "branding": "creditor", "stage": True}, "/stage", "choices"),
    ({"engine": "latex"}, "/engine", "choices"),
    ({"template_version": 3}, "/template_version", "twelve signs"),
    ({"annex": "true"}, "/annex", "true or false"),
    ({"annex": 1}, "/annex", "true or false"),
    ({"on_finding": "ignore"}, "/on_finding", "choices"),
    ({"branding": "agency"}, "/branding", "no agency"),
    ({"performed_by": "agency"}, "/performed_by", "no agency"),
    ({"kind": "sommatie"}, "/dossier/agency", "comes from the agency"),
    ({"kind": "plan-lapse", "branding": "creditor"}, "/dossier/payment_plan", "Add payment_plan"),
    ({"tracking_id": "3SABC"}, "/tracking_id", "channel registered"),
    ({"kind": "payment-plan-confirmation", "branding": "creditor"}, "/dossier/payment_plan", "Add payment_plan"),
    # the dossier
    ({"dossier__reference": GONE}, "/dossier/reference", "required"),
    ({"dossier__reference": None}, "/dossier/reference", "required"),
    ({"dossier__reference": 4711}, "/dossier/reference", "text"),
    ({"dossier__reference": "x" * 36}, "/dossier/reference", "longer"),
    ({"dossier__reference": "=?utf-8?q?x?="}, "/dossier/reference", "e-mail"),
    ({"dossier__creditor": GONE}, "/dossier/creditor", "required"),
    ({"dossier__creditor__name": GONE}, "/dossier/creditor/name", "required"),
    ({"dossier__creditor__name": "x" * 71}, "/dossier/creditor/name", "longer"),
    ({"dossier__creditor__name": "=?utf-8?q?x?="}, "/dossier/creditor/name", "e-mail"),
    ({"dossier__creditor__address": GONE}, "/dossier/creditor/address", "required"),
    ({"dossier__creditor__address": "Kade 1"}, "/dossier/creditor/address", "object"),
    ({"dossier__creditor__address__street": GONE}, "/dossier/creditor/address/street", "required"),
    ({"dossier__creditor__iban": GONE}, "/dossier/creditor/iban", "required"),
    ({"dossier__creditor__iban": "NL91ABNA0417164301"}, "/dossier/creditor/iban", "IBAN"),
    ({"dossier__creditor__bic": "X"}, "/dossier/creditor/bic", "BIC"),
    ({"dossier__creditor__kvk_number": "1234"}, "/dossier/creditor/kvk_number", "KvK"),
    ({"dossier__creditor__vat_number": "NL1"}, "/dossier/creditor/vat_number", "VAT"),
    ({"dossier__creditor__email": "a@x.nl, b@x.nl"}, "/dossier/creditor/email", "e-mail"),
    ({"dossier__creditor__phone": "bel ons"}, "/dossier/creditor/phone", "telephone"),
    ({"dossier__creditor__website": "http://example.nl"}, "/dossier/creditor/website", "https"),
    ({"dossier__creditor__logo": "https://example.nl/logo.png"}, "/dossier/creditor/logo", "data URI"),
    ({"dossier__creditor__logo": "data:image/png;base64,iVBORw0KGgo="}, "/dossier/creditor/logo", "damaged"),
    ({"dossier__creditor__can_reclaim_vat": "no"}, "/dossier/creditor/can_reclaim_vat", "true or false"),
    ({"dossier__creditor__signatory": "a\nb"}, "/dossier/creditor/signatory", "control"),
    ({"dossier__creditor__registration": {}}, "/dossier/creditor/registration", "no such field"),
    ({"dossier__debtor__type": GONE}, "/dossier/debtor/type", "required"),
    ({"dossier__debtor__type": "consument"}, "/dossier/debtor/type", "Did you mean"),
    ({"dossier__debtor__name": ""}, "/dossier/debtor/name", "empty"),
    ({"dossier__debtor__name": "x" * 71}, "/dossier/debtor/name", "longer"),
    ({"dossier__debtor__name": "a\u202eb"}, "/dossier/debtor/name", "direction"),
    ({"dossier__debtor__name": "李小龙"}, "/dossier/debtor/name", "font"),
    ({"dossier__debtor__iban": "NL91ABNA0417164300"}, "/dossier/debtor/iban", "no such field"),
    ({"dossier__debtor__legal_form": "bv"}, "/dossier/debtor/legal_form", "consumer has no legal form"),
    ({"dossier__debtor__kvk_number": "69599084"}, "/dossier/debtor/kvk_number", "consumer has no KvK"),
    ({"dossier__debtor__natural_person": False}, "/dossier/debtor/natural_person", "always"),
    ({**BUSINESS, "dossier__debtor__legal_form": "B.V"}, "/dossier/debtor/legal_form", "Did you mean"),
    (
        {**BUSINESS, "dossier__debtor__legal_form": "bv", "dossier__debtor__natural_person": True},
        "/dossier/debtor/natural_person",
        "contradicts",
    ),
    (
        {**BUSINESS, "dossier__debtor__legal_form": "vof", "dossier__debtor__natural_person": False},
        "/dossier/debtor/natural_person",
        "contradicts",
    ),
    (
        {f"{ADDRESS}__country": "NL", f"{ADDRESS}__house_number": "1"},
        "/dossier/debtor/address/postal_code",
        "needs a postal",
    ),
    (
        {f"{ADDRESS}__country": "NL", f"{ADDRESS}__postal_code": "1234 AB"},
        "/dossier/debtor/address/house_number",
        "needs a house",
    ),
    (
        {f"{ADDRESS}__country": "NL", f"{ADDRESS}__postal_code": "B-9000", f"{ADDRESS}__house_number": "1"},
        "/dossier/debtor/address/postal_code",
        "Dutch postal code",
    ),
    (
        {f"{ADDRESS}__country": "NL", f"{ADDRESS}__postal_code": "1234 AB", f"{ADDRESS}__house_number": "1a"},
        "/dossier/debtor/address/house_number",
        "house_number_suffix",
    ),
    ({f"{ADDRESS}__country": "Nederland"}, "/dossier/debtor/address/country", "country code"),
    ({f"{ADDRESS}__country": "XX"}, "/dossier/debtor/address/country", "country code"),
    ({f"{ADDRESS}__house_number": 12}, "/dossier/debtor/address/house_number", "text"),
    ({f"{ADDRESS}__zip": "x"}, "/dossier/debtor/address/zip", "no such field"),
    ({"dossier__agency": []}, "/dossier/agency", "object"),
    ({"dossier__agency": {"registration": {"number": "1"}}}, "/dossier/agency/registration/kind", "required"),
    ({"dossier__agency": {"registration": {"kind": "wik"}}}, "/dossier/agency/registration/kind", "Did you mean"),
    (
        {"dossier__agency": {"visiting_address": {"street": "a", "city": "b", "postal_code": "1234 AB"}}},
        "/dossier/agency/visiting_address/house_number",
        "needs a house",
    ),
    ({"dossier__agency": {"complaints": "bel ons"}}, "/dossier/agency/complaints", "web address"),
    ({"dossier__agency": {"privacy": "klachten@example.nl"}}, "/dossier/agency/privacy", "web address"),
    # invoices
    ({"dossier__invoices": GONE}, "/dossier/invoices", "required"),
    ({"dossier__invoices": []}, "/dossier/invoices", "empty"),
    ({"dossier__invoices": {}}, "/dossier/invoices", "list"),
    ({"dossier__invoices": "F1"}, "/dossier/invoices", "list"),
    ({"dossier__invoices__0": "F1"}, "/dossier/invoices/0", "object"),
    ({"dossier__invoices__0": None}, "/dossier/invoices/0", "object"),
    ({"dossier__invoices__0__number": GONE}, "/dossier/invoices/0/number", "required"),
    ({"dossier__invoices__0__number": 101}, "/dossier/invoices/0/number", "text"),
    ({"dossier__invoices__0__due_on": GONE}, "/dossier/invoices/0/due_on", "required"),
    ({"dossier__invoices__0__due_on": "2026-07-31"}, "/dossier/invoices/0/due_on", "before the date of the invoice"),
    ({"dossier__invoices__0__description": "x" * 141}, "/dossier/invoices/0/description", "longer"),
    ({"dossier__invoices__0__credits": "F1"}, "/dossier/invoices/0/credits", "Only a credit note"),
    ({"dossier__invoices__0__term_agreed": "ja"}, "/dossier/invoices/0/term_agreed", "true or false"),
    ({"dossier__invoices__0__agreement": {"sort": "x"}}, "/dossier/invoices/0/agreement/sort", "no such field"),
    # interest, costs and terms
    ({"dossier__interest": {"type": "wettelijk"}}, "/dossier/interest/type", "choices"),
    ({"dossier__interest": {"type": "contractual"}}, "/dossier/interest/annual_rate", "needs its rate"),
    (
        {"dossier__interest": {"type": "statutory", "annual_rate": "8"}},
        "/dossier/interest/annual_rate",
        "Only contractual",
    ),
    ({"dossier__interest": {"annual_rate": "8"}}, "/dossier/interest/annual_rate", "Only contractual"),
    (
        {"dossier__interest": {"type": "contractual", "annual_rate": "100.01"}},
        "/dossier/interest/annual_rate",
        "between",
    ),
    (
        {"dossier__interest": {"type": "contractual", "annual_rate": "8.12345"}},
        "/dossier/interest/annual_rate",
        "percentage",
    ),
    (
        {"dossier__interest": {"type": "contractual", "annual_rate": "8%"}},
        "/dossier/interest/annual_rate",
        "percentage",
    ),
    (
        {"dossier__interest": {"type": "contractual", "annual_rate": "-1"}},
        "/dossier/interest/annual_rate",
        "percentage",
    ),
    ({"dossier__interest": {"type": "commercial"}}, "/dossier/interest/type", "business debtors only"),
    (
        {"dossier__collection_costs": {"type": "contractual", "percentage": "15"}},
        "/dossier/collection_costs/type",
        "business",
    ),
    (
        {**BUSINESS, "dossier__collection_costs": {"type": "contractual"}},
        "/dossier/collection_costs/percentage",
        "need",
    ),
    ({"dossier__collection_costs": {"type": "reduced"}}, "/dossier/collection_costs/amount", "need"),
    (
        {"dossier__collection_costs": {"type": "reduced", "amount": "-1"}},
        "/dossier/collection_costs/amount",
        "negative",
    ),
    ({"dossier__collection_costs": {"amount": "25"}}, "/dossier/collection_costs/amount", "Only collection costs"),
    (
        {"dossier__collection_costs": {"percentage": "15"}},
        "/dossier/collection_costs/percentage",
        "Only collection costs",
    ),
    ({"dossier__collection_costs": {"minimum": "40"}}, "/dossier/collection_costs/minimum", "Only collection costs"),
    (
        {"dossier__collection_costs": {"charged_before": [{"amount": "40"}]}},
        "/dossier/collection_costs/charged_before/0/charged_on",
        "required",
    ),
    (
        {"dossier__creditor__can_reclaim_vat": True, "dossier__collection_costs": {"vat_claimed": True}},
        "/dossier/collection_costs/vat_claimed",
        "reclaim VAT",
    ),
    ({"dossier__terms": {"costs_clause": "afwijkend"}}, "/dossier/terms/costs_clause", "choices"),
    # payments
    ({"dossier__payments": [{"amount": "1"}]}, "/dossier/payments/0/received_on", "required"),
    (
        {"dossier__payments": [{"received_on": "2026-09-01", "amount": "-1"}]},
        "/dossier/payments/0/amount",
        "more than zero",
    ),
    (
        {"dossier__payments": [{"received_on": "2026-09-01", "amount": "0"}]},
        "/dossier/payments/0/amount",
        "more than zero",
    ),
    (
        {"dossier__payments": [{"received_on": "2026-09-01", "amount": "1", "invoice_number": "F2"}]},
        "/dossier/payments/0/invoice_number",
        "No invoice",
    ),
    # history
    ({"dossier__history": [{"kind": "wik-notice"}]}, "/dossier/history/0/sent_on", "required"),
    ({"dossier__history": [{"kind": "brief", "sent_on": "2026-09-01"}]}, "/dossier/history/0/kind", "choices"),
    (
        {"dossier__history": [{"kind": "sommatie", "sent_on": "2026-09-01", "delivered_on": "2026-08-31"}]},
        "/dossier/history/0/delivered_on",
        "before the letter was sent",
    ),
    (
        {"dossier__history": [{"kind": "sommatie", "sent_on": "2026-09-01", "pay_by": "2026-08-31"}]},
        "/dossier/history/0/pay_by",
        "before the letter was sent",
    ),
    (
        {"dossier__history": [{"kind": "sommatie", "sent_on": "2026-09-01", "invoice_numbers": ["F1", "F2"]}]},
        "/dossier/history/0/invoice_numbers/1",
        "No invoice",
    ),
    (
        {"dossier__history": [{"kind": "sommatie", "sent_on": "2026-07-31", "invoice_numbers": ["F1"]}]},
        "/dossier/history/0/invoice_numbers/0",
        "younger",
    ),
    (
        {"dossier__history": [{"kind": "sommatie", "sent_on": "2026-09-01", "term_wording": "na ontvangst"}]},
        "/dossier/history/0/term_wording",
        "choices",
    ),
    (
        {"dossier__history": [{"kind": "sommatie", "sent_on": "2026-09-01", "announced_costs": "-40"}]},
        "/dossier/history/0/announced_costs",
        "negative",
    ),
    # the plan
    (
        {"dossier__payment_plan": {"first_due_on": "2026-12-01", "instalment_count": 2}},
        "/dossier/payment_plan/agreed_on",
        "required",
    ),
    ({"dossier__payment_plan": PLAN | {"instalment_count": None}}, "/dossier/payment_plan", "Add one of them"),
    (
        {"dossier__payment_plan": PLAN | {"instalment_amount": "5"}},
        "/dossier/payment_plan/instalment_amount",
        "not both",
    ),
    ({"dossier__payment_plan": PLAN | {"instalment_count": 0}}, "/dossier/payment_plan/instalment_count", "between"),
    ({"dossier__payment_plan": PLAN | {"instalment_count": 121}}, "/dossier/payment_plan/instalment_count", "between"),
    ({"dossier__payment_plan": PLAN | {"total": "0.05"}}, "/dossier/payment_plan/instalment_count", "cents"),
    (
        {"dossier__payment_plan": PLAN | {"instalment_count": None, "instalment_amount": "0.01"}},
        "/dossier/payment_plan/instalment_amount",
        "more than {limit} instalments",
    ),
    (
        {"dossier__payment_plan": PLAN | {"instalment_count": None, "instalment_amount": "11", "total": "10"}},
        "/dossier/payment_plan/instalment_amount",
        "whole plan",
    ),
    (
        {"dossier__payment_plan": PLAN | {"first_due_on": "2026-11-19"}},
        "/dossier/payment_plan/first_due_on",
        "before the day",
    ),
    ({"dossier__payment_plan": PLAN | {"reply_by": "2026-11-19"}}, "/dossier/payment_plan/reply_by", "before the day"),
    ({"dossier__payment_plan": PLAN | {"interest": "runs"}}, "/dossier/payment_plan/interest", "consumer"),
    ({"dossier__payment_plan": PLAN | {"interval": "yearly"}}, "/dossier/payment_plan/interval", "choices"),
    # the rest
    ({"dossier__next_step": {"kind": "dagvaarding"}}, "/dossier/next_step/kind", "choices"),
    ({"dossier__circumstances": [{"since": "2026-01-01"}]}, "/dossier/circumstances/0/type", "required"),
    ({"dossier__circumstances": [{"type": "bewind"}]}, "/dossier/circumstances/0/type", "choices"),
    (
        {"dossier__circumstances": [{"type": "dispute", "since": "2026-10-02", "until": "2026-10-01"}]},
        "/dossier/circumstances/0/until",
        "before the first",
    ),
    ({"dossier__payment": {"pay_to": "agency"}}, "/dossier/payment/pay_to", "no agency to pay to"),
    (
        {"dossier__payment": {"pay_to": "agency"}, "dossier__agency": {"name": "Bureau"}},
        "/dossier/agency/iban",
        "account is missing",
    ),
    ({"dossier__payment": {"reference": "5000056789012346"}}, "/dossier/payment/reference", "betalingskenmerk"),
    ({"dossier__payment": {"reference": "RF54INC20260001"}}, "/dossier/payment/reference", "RF reference"),
    ({"dossier__payment": {"link": "http://pay.example.nl"}}, "/dossier/payment/link", "https"),
    (
        {"dossier__attachments": [{"name": "a.pdf", "media_type": "application/pdf", "content": "####"}]},
        "/dossier/attachments/0/content",
        "base64",
    ),
    (
        {"dossier__attachments": [{"name": "a.pdf", "media_type": "application/pdf", "content": "JVBER"}]},
        "/dossier/attachments/0/content",
        "cut off",
    ),
    (
        {"dossier__attachments": [{"name": "a.pdf", "media_type": "application/pdf", "content": ""}]},
        "/dossier/attachments/0/content",
        "empty",
    ),
    (
        {"dossier__attachments": [{"name": "a.png", "media_type": "image/png", "content": PDF}]},
        "/dossier/attachments/0/content",
        "not of the type",
    ),
    (
        {"dossier__attachments": [{"name": "a.docx", "media_type": "application/msword", "content": PDF}]},
        "/dossier/attachments/0/media_type",
        "choices",
    ),
    (
        {"dossier__attachments": [{"name": "a.exe", "media_type": "application/pdf", "content": PDF}]},
        "/dossier/attachments/0/name",
        "extension",
    ),
    (
        {"dossier__attachments": [{"name": "../a.pdf", "media_type": "application/pdf", "content": PDF}]},
        "/dossier/attachments/0/name",
        "folder",
    ),
    (
        {
            "dossier__attachments": [
                {"name": name, "media_type": "application/pdf", "content": PDF} for name in ("a.pdf", "A.PDF")
            ]
        },
        "/dossier/attachments/1/name",
        "Two attachments",
    ),
    ({"dossier__handed_over_on": "nooit"}, "/dossier/handed_over_on", "date"),
    ({"dossier__a/b~c": 1}, "/dossier/a~1b~0c", "no such field"),
]


@pytest.mark.parametrize(("change", "where", "words"), ONE_MISTAKE)
def test_one_mistake_is_named_at_its_place(change: dict[str, Any], where: str, words: str) -> None:
    found = mistakes(changed(MINIMAL, **change))
    assert [pointer for pointer, _ in found] == [where]
    assert words in found[0][1]


def test_every_table_row_starts_from_something_sound() -> None:
    assert mistakes(MINIMAL) == []
    assert mistakes(EXAMPLE) == []
    assert mistakes(changed(MINIMAL, **BUSINESS)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "sommatie", "branding": "creditor", "stage": 1},
        {"kind": "sommatie", "branding": "creditor", "stage": "final"},
        {"kind": "payment-plan-confirmation", "branding": "creditor", "dossier__payment_plan": PLAN},
        {"dossier__payment_plan": PLAN | {"instalment_count": None, "instalment_amount": "5", "total": "600"}},
        {"dossier__interest": {"type": "contractual", "annual_rate": "8.1234"}},
        {"dossier__interest": {"type": "contractual", "annual_rate": 100}},
        {"dossier__interest": {"type": "contractual", "annual_rate": "0"}},
        {**BUSINESS, "dossier__collection_costs": {"type": "contractual", "percentage": 15, "minimum": "0"}},
        {"dossier__collection_costs": {"type": "reduced", "amount": "25"}},
        {"dossier__creditor__can_reclaim_vat": False, "dossier__collection_costs": {"vat_claimed": True}},
        {"dossier__collection_costs": {"vat_claimed": True}},
        {"dossier__circumstances": [{"type": "guardian"}]},
        {**BUSINESS, "dossier__debtor__legal_form": "vof", "dossier__debtor__natural_person": True},
        {**BUSINESS, "dossier__debtor__natural_person": False},
        {"dossier__agency": {"name": "Bureau"}},
        {"dossier__invoices__0__agreement": {"date": "2026-08-02"}},
        {"dossier__invoices__0__due_on": "2026-08-01"},
        {
            "dossier__attachments": [
                {
                    "name": "a.JPG",
                    "media_type": "image/jpeg",
                    "content": base64.b64encode(picture_bytes("JPEG")).decode(),
                },
                {"name": "b.png", "media_type": "image/png", "content": base64.b64encode(picture_bytes()).decode()},
            ]
        },
    ],
)
def test_what_looks_odd_and_is_sound(change: dict[str, Any]) -> None:
    assert mistakes(changed(MINIMAL, **change)) == []


def invoice(number: str, amount: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "issued_on": "2026-08-01", "due_on": "2026-08-31", "amount": amount, **more}


@pytest.mark.parametrize(
    ("invoices", "where"),
    [
        ([invoice("F1", "100"), invoice("C1", "-40", credits="F1")], []),
        ([invoice("C1", "-40", credits="F1"), invoice("F1", "100")], []),
        ([invoice("F1", "100"), invoice("C1", "-100")], []),
        ([invoice("F1", "100"), invoice("C1", "-60", credits="F1"), invoice("C2", "-40", credits="F1")], []),
        ([invoice("F1", "100"), invoice("F1", "50")], ["/dossier/invoices/1/number"]),
        ([invoice("F1", "100"), invoice("C1", "-40", credits="F9")], ["/dossier/invoices/1/credits"]),
        ([invoice("F1", "100"), invoice("C1", "-40", credits="C1")], ["/dossier/invoices/1/credits"]),
        (
            [invoice("F1", "100"), invoice("C1", "-40", credits="F1"), invoice("C2", "-1", credits="C1")],
            ["/dossier/invoices/2/credits"],
        ),
        (
            [invoice("F1", "100"), invoice("F2", "50"), invoice("C1", "-60", credits="F2")],
            ["/dossier/invoices/2/amount"],
        ),
        (
            [
                invoice("F1", "100"),
                invoice("F2", "9"),
                invoice("C1", "-60", credits="F1"),
                invoice("C2", "-41", credits="F1"),
            ],
            ["/dossier/invoices/3/amount"],
        ),
        ([invoice("F1", "100"), invoice("C1", "-100.01")], ["/dossier/invoices"]),
        ([invoice("C1", "-1")], ["/dossier/invoices"]),
    ],
)
def test_credit_notes(invoices: list[dict[str, Any]], where: list[str]) -> None:
    assert pointers(changed(MINIMAL, dossier__invoices=invoices)) == where


def test_a_payment_may_not_name_a_credit_note() -> None:
    data = changed(
        MINIMAL,
        dossier__invoices=[invoice("F1", "100"), invoice("C1", "-40")],
        dossier__payments=[{"received_on": "2026-09-01", "amount": "1", "invoice_number": "C1"}],
    )
    assert pointers(data) == ["/dossier/payments/0/invoice_number"]


@pytest.mark.parametrize(("count", "accepted"), [(499, True), (500, True), (501, False)])
def test_invoices_are_limited(count: int, accepted: bool) -> None:
    data = changed(MINIMAL, dossier__invoices=[invoice(f"F{number}", "1.00") for number in range(count)])
    assert pointers(data) == ([] if accepted else ["/dossier/invoices"])


def test_many_mistakes_come_in_one_answer_in_the_order_of_the_document() -> None:
    data = changed(
        EXAMPLE,
        kind="wik-notise",
        annexe=True,
        dossier__creditor__iban="NL91ABNA0417164301",
        dossier__debtor__adress="x",
        dossier__debtor__name=GONE,
        dossier__invoices__0__amount="12,50",
        dossier__invoices__0__due_on="2026-07-01",
        dossier__payments__0__invoice_number="F9",
        dossier__interest={"type": "contractual"},
        dossier__history__0__delivered_on="2026-01-01",
        dossier__payment_plan__instalment_amount="10",
        dossier__circumstances__0__until="2026-01-01",
        dossier__attachments__0__content="JVBERi0",
    )
    assert pointers(data) == [
        "/kind",
        "/dossier/creditor/iban",
        "/dossier/debtor/adress",
        "/dossier/debtor/name",
        "/dossier/invoices/0/due_on",
        "/dossier/invoices/0/amount",
        "/dossier/payments/0/invoice_number",
        "/dossier/interest/annual_rate",
        "/dossier/history/0/delivered_on",
        "/dossier/payment_plan/instalment_amount",
        "/dossier/circumstances/0/until",
        "/dossier/attachments/0/content",
        "/annexe",
    ]


def test_checks_over_several_values_leave_alone_what_is_wrong_by_itself() -> None:
    broken = [{"number": 5, "issued_on": "x", "due_on": "2026-01-01", "amount": "?"}, "x", None]
    data = changed(
        EXAMPLE,
        dossier__invoices=broken,
        dossier__debtor="x",
        dossier__payment_plan={"instalment_count": "x"},
        dossier__agency=[],
        dossier__circumstances="x",
        dossier__history=[5, {"sent_on": "x", "invoice_numbers": "F1"}],
    )
    found = mistakes(data)
    assert len(found) == len({pointer for pointer, _ in found})
    assert all("No invoice" not in message for _, message in found)


@pytest.mark.parametrize("data", [None, [], "x", True, 5, [{"kind": "sommatie"}]])
def test_a_request_is_an_object(data: object) -> None:
    for read_request in (letter_request, calculation_request):
        with pytest.raises(InvalidInput) as caught:
            read_request(data, {}, None)
        assert [each.pointer for each in caught.value.errors] == [""]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({}, ["/dossier"]),
        ({"dossier": MINIMAL["dossier"], "date": "x"}, ["/date"]),
        ({"dossier": MINIMAL["dossier"], "kind": "sommatie"}, ["/kind"]),
        (
            changed({"dossier": MINIMAL["dossier"]}, dossier__invoices__0__due_on="2026-01-01"),
            ["/dossier/invoices/0/due_on"],
        ),
    ],
)
def test_calculation_requests_are_read_as_strictly(data: object, where: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        calculation_request(through_json(data), {}, None)
    assert [each.pointer for each in caught.value.errors] == where


def test_a_calculation_needs_a_dossier_only() -> None:
    found = calculation_request(through_json({"dossier": MINIMAL["dossier"]}), {}, None)
    assert found.date is None
    dated = calculation_request(through_json({"dossier": MINIMAL["dossier"], "date": "2026-11-21"}), {}, None)
    assert dated.date == date(2026, 11, 21)


SECRETS = ("NL91ABNA0417164301", "geheim@", "J. de Vries", "12345678901")


def test_no_message_holds_a_value() -> None:
    data = changed(
        EXAMPLE,
        dossier__creditor__iban="NL91ABNA0417164301",
        dossier__creditor__kvk_number="12345678901",
        dossier__debtor__email="geheim@",
        dossier__debtor__type="J. de Vries",
        dossier__debtor__address="J. de Vries",
        dossier__invoices__0__number="J. de Vries" * 10,
    )
    with pytest.raises(InvalidInput) as caught:
        letter_request(through_json(data), {}, None)
    told = repr(caught.value.errors) + str(caught.value) + repr(caught.value.__cause__)
    assert len(caught.value.errors) == 6
    assert not [secret for secret in SECRETS if secret in told]


def test_an_answer_holds_so_many_mistakes_and_says_that_there_are_more() -> None:
    data = changed(MINIMAL, **{f"field{number}": 1 for number in range(MAX_PROBLEMS + 100)})
    found = mistakes(data)
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1][0] == ""
    assert "more than" in found[-1][1]
