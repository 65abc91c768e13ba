"""From a request to a letter: the choices that a request leaves open, the amounts, and the entry for the history."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from docgen.dossier.account import account
from docgen.dossier.brands import DEFAULT_ACCENT
from docgen.dossier.model import Dossier, LetterRequest
from docgen.errors import DocgenError, InvalidInput, RatesNotKnown, UnlawfulLetter
from docgen.letters.compose import compose
from docgen.letters.letter import Letter
from docgen.render.words import Words
from docgen.texts import Text, text
from tests.dossier.building import AGENCY, COMPANY, CREDITOR, credit_note, dossier_data, invoice, notice, payment
from tests.dossier.random_dossiers import as_json
from tests.dossier.random_dossiers import dossier_data as random_data
from tests.letters.asking import BEFORE, INVOICE_FILE, PLAN, TODAY, asked, brand, letter, request, said
from tests.letters.random_requests import requests

ONE_DAY = timedelta(days=1)
often = settings(max_examples=max(150, settings().max_examples))

# What the contract says a request that names only kind and dossier means, on Thursday 19 November 2026:
# kind, business, letterhead, performed by, costs, interest, days, last day, asked. Interest from 1 September, 80 days:
# 8.7671 at 4%, 22.7945 at 10.40%. Costs towards this business are not due: nothing was sent to it.
DEFAULTS = (
    ("payment-reminder", False, "creditor", "none", False, 7, "2026-11-26", "1000.00"),
    ("payment-reminder", True, "creditor", "none", False, 7, "2026-11-26", "1000.00"),
    ("wik-notice", False, "creditor", "announced", False, 14, None, "1000.00"),
    ("wik-notice", True, "creditor", "announced", False, 3, "2026-11-24", "1000.00"),
    ("sommatie", False, "agency", "claimed", True, 8, "2026-11-27", "1158.77"),
    ("sommatie", True, "agency", "none", True, 8, "2026-11-27", "1022.79"),
    ("cost-specification", False, "agency", "claimed", True, None, None, "1158.77"),
    ("payment-plan-confirmation", False, "agency", "claimed", True, None, "2026-12-01", "289.69"),
)


@pytest.mark.parametrize(("kind", "business", "branding", "costs", "interest", "days", "until", "amount"), DEFAULTS)
def test_what_a_request_leaves_open(
    kind: str,
    business: bool,
    branding: str,
    costs: str,
    interest: bool,
    days: int | None,
    until: str | None,
    amount: str,
) -> None:
    made = letter(kind, business=business, dossier={"history": []} if business else {})
    assert (made.kind, made.date, made.language) == (kind, TODAY, "nl")
    assert (made.fields.letter.branding, made.fields.letter.performed_by) == (branding, branding)
    assert (made.fields.costs.mode if made.fields.costs else "none") == costs
    assert (made.fields.interest is not None) is interest
    assert (made.fields.term.days if made.fields.term else None) == days
    assert (str(made.pay_before) if made.pay_before else None) == until
    assert str(made.amount) == amount
    assert made.payee is not None
    assert (made.payee.iban, made.payee.name) == (
        CREDITOR["iban"],
        CREDITOR["name"],
    )  # the creditor's account by default
    assert made.payee.reference == "D2026-1"


def test_today_and_the_debtors_language() -> None:
    data = asked("payment-reminder", dossier={"debtor": dossier_data()["debtor"] | {"language": "en"}})
    del data["date"]
    made = compose(LetterRequest.model_validate(data), on=date(2026, 11, 24), brands={})
    assert (made.date, made.language) == (date(2026, 11, 24), "en")
    assert letter("payment-reminder", language="nl").language == "nl"
    again = compose(LetterRequest.model_validate(data | {"language": "nl"}), on=date(2026, 11, 24), brands={})
    assert again.language == "nl"  # what the request says wins


def test_letterhead_performer_and_account_do_not_follow_from_each_other() -> None:
    for branding in ("creditor", "agency"):
        for performed_by in ("creditor", "agency"):
            for pay_to in ("creditor", "agency"):
                made = letter(
                    "sommatie", branding=branding, performed_by=performed_by, dossier={"payment": {"pay_to": pay_to}}
                )
                party = AGENCY if pay_to == "agency" else CREDITOR
                assert made.payee is not None
                assert (made.payee.iban, made.payee.name) == (party["iban"], party["account_holder"])
                assert (made.fields.letter.branding, made.fields.letter.performed_by) == (branding, performed_by)


def test_a_sommatie_to_a_consumer_without_a_lawful_notice_is_made_without_costs() -> None:
    made = letter("sommatie", dossier={"history": [notice(term_days=13)]})
    assert (made.fields.costs, made.fields.totals.costs, str(made.amount)) == (None, 0, "1008.77")
    with pytest.raises(UnlawfulLetter):
        letter("sommatie", dossier={"history": [notice(term_days=13)]}, costs="claimed")


def test_nothing_is_asked_that_is_not_overdue() -> None:
    later = invoice("500.00", "2026-11-19", "F2", issued_on="2026-11-01")
    for kind in BEFORE.keys() - {"closing-debtor"}:  # which waits for what is not due yet
        made = letter(kind, dossier={"invoices": [invoice(), later]})
        assert [each.number for each in made.fields.invoices] == ["F1"]
        assert made.fields.totals.invoices == 1000


def test_interest_in_a_notice_is_a_line_of_its_own_and_never_in_the_base() -> None:
    made = letter("wik-notice", interest="claimed", dossier={"payments": [payment("2026-10-01", "100.00")]})
    # 30 days over 1000.00 3.29; the payment pays it; 50 days over 903.29 4.9495
    assert (str(made.fields.totals.principal), str(made.fields.totals.interest), str(made.amount)) == (
        "903.29",
        "4.95",
        "908.24",
    )
    assert made.fields.costs is not None
    assert (str(made.fields.costs.base), str(made.fields.costs.total)) == ("900.00", "135.00")
    assert made.fields.totals.costs == 0


def test_a_business_notice_claims_no_costs_yet() -> None:
    made = letter("wik-notice", business=True)
    assert made.fields.costs is not None
    assert (made.fields.costs.mode, str(made.fields.costs.total), made.fields.costs.outstanding) == (
        "announced",
        "150.00",
        0,
    )
    assert made.fields.totals.costs == 0


def test_the_plan_of_a_confirmation() -> None:
    made = letter("payment-plan-confirmation")
    plan = made.fields.plan
    assert plan is not None
    assert (str(plan.total), plan.count, plan.lapse_days) == ("1158.77", 4, 7)
    assert [f"{each.due_on} {each.amount} {each.balance}" for each in plan.instalments] == [
        "2026-12-01 289.69 869.08",
        "2027-01-01 289.69 579.39",
        "2027-02-01 289.69 289.70",
        "2027-03-01 289.70 0.00",
    ]
    assert plan.reply_by == date(2026, 11, 26)
    assert letter("sommatie", dossier={"payment_plan": PLAN}).fields.plan is None


def test_earlier_letters_and_enclosures_come_from_the_dossier_only() -> None:
    made = letter("sommatie")
    assert [(each.kind, str(each.sent_on)) for each in made.fields.earlier] == [
        ("payment-reminder", "2026-09-08"),
        ("wik-notice", "2026-09-21"),
    ]
    assert made.fields.enclosures == (text("{name}", name="factuur.pdf"),)
    bare = letter("sommatie", dossier={"history": [], "attachments": []})
    assert (bare.fields.earlier, bare.fields.enclosures) == ((), ())


def test_the_ground_names_every_agreement_once() -> None:
    agreed = {"kind": "order", "date": "2026-07-15", "reference": "O-9"}
    invoices = [invoice(agreement=agreed), invoice(number="F2", agreement=agreed), invoice(number="F3", agreement=None)]
    (ground,) = letter("sommatie", dossier={"invoices": invoices, "history": []}).fields.ground
    assert said(ground) == "order van 15 juli 2026, kenmerk O-9"


# debtor, language, the greeting
GREETINGS: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({}, "nl", "Geachte heer of mevrouw,"),
    ({}, "en", "Dear Sir or Madam,"),
    ({"salutation": "Geachte mevrouw De Vries"}, "nl", "Geachte mevrouw De Vries,"),
    ({"salutation": "Geachte mevrouw De Vries,"}, "nl", "Geachte mevrouw De Vries,"),
    ({"salutation": "mevrouw De Vries"}, "nl", "Geachte mevrouw De Vries,"),
    (COMPANY, "nl", "Geachte heer, mevrouw,"),
)


@pytest.mark.parametrize(("debtor", "language", "expected"), GREETINGS)
def test_the_greeting_is_given_or_neutral(debtor: dict[str, Any], language: str, expected: str) -> None:
    given_ = {"debtor": dossier_data()["debtor"] | debtor}
    assert (
        said(letter("payment-reminder", language=language, dossier=given_).fields.addressee.salutation, language)
        == expected
    )


def test_the_look_is_the_brands_of_the_letterhead() -> None:
    plain = letter("wik-notice").look
    assert (plain.accent, plain.window, plain.logo) == (DEFAULT_ACCENT, "left", None)
    registered = {"creditor": CREDITOR | {"brand": "korenbloem"}}
    own = letter("wik-notice", dossier=registered, brands={"korenbloem": brand()}).look
    assert (own.accent, own.window) == ("#7a1f2b", "right")
    agency = letter("wik-notice", dossier=registered, brands={"korenbloem": brand()}, branding="agency").look
    assert agency.accent == DEFAULT_ACCENT


def test_when_nothing_is_to_be_paid_there_is_nobody_to_pay() -> None:
    made = letter("cost-specification", dossier={"payments": [payment("2026-10-05", "1000.00")]})
    assert (made.amount, made.pay_before, made.payee, made.payment_link, made.fields.pay) == (None,) * 5


def test_a_concept_is_marked_and_carries_its_findings() -> None:
    made = letter("wik-notice", costs="none", on_finding="warn")
    assert made.fields.letter.concept is True
    assert [each.rule for each in made.findings] == ["notice-announces-costs"]
    assert letter("wik-notice", on_finding="warn").fields.letter.concept is False


def test_a_letter_that_needs_no_rate_is_made_on_any_date() -> None:
    assert letter("payment-reminder", date="2028-03-01", dossier={"history": []}).amount == 1000
    assert letter("wik-notice", date="2028-03-01").amount == 1000
    old = {"invoices": [invoice(due_on="1995-03-31")], "attachments": [INVOICE_FILE], "payments_processed_until": None}
    assert letter("payment-reminder", date="1995-06-01", dossier=old, on_finding="warn").amount == 1000
    later: dict[str, Any] = {
        "payment_plan": PLAN | {"first_due_on": "2027-02-01"}
    }  # once it runs, interest stands still
    plain: dict[str, Any] = {}
    for kind, given_ in (("sommatie", plain), ("cost-specification", plain), ("payment-plan-confirmation", later)):
        with pytest.raises(RatesNotKnown):
            letter(kind, date="2027-01-01", on_finding="warn", dossier=given_)
    assert letter("sommatie", date="2027-01-01", interest="none", on_finding="warn").amount == 1150


def test_more_instalments_than_the_debt_can_fill_are_refused_with_their_place() -> None:
    little = {"invoices": [invoice("0.05")], "history": [], "payment_plan": PLAN | {"instalment_count": 4}}
    with pytest.raises(InvalidInput) as refused:
        letter("payment-plan-confirmation", dossier=little | {"payments": [payment("2026-11-01", "0.03")]})
    assert refused.value.errors[0].pointer == "/dossier/payment_plan/instalment_count"


# --- The entry for the history ----------------------------------------------------------------------------------------


def test_the_number_of_a_registered_letter_stands_in_its_entry_and_nowhere_else() -> None:
    made = letter("sommatie", channel="registered", stage="final", tracking_id="3SABCD1234567")
    assert made.history_entry["tracking_id"] == "3SABCD1234567"
    assert "3SABCD1234567" not in repr(made.fields)
    assert "tracking_id" not in letter("sommatie").history_entry


def test_the_entry_of_a_consumer_notice() -> None:
    made = letter("wik-notice", dossier={"payments": [payment("2026-10-01", "200.00")]})
    assert made.history_entry == {
        "kind": "wik-notice", "sent_on": "2026-11-19", "channel": "post", "delivered_on": None, "performed_by": "creditor",
        "invoice_numbers": ["F1"], "amount_asked": "800.00", "pay_by": None, "term_days": 14,
        "term_wording": "from-day-after-delivery", "announced_costs": "120.00", "announced_vat": "0.00",
    }  # fmt: skip


def test_the_entry_of_a_business_notice() -> None:
    found = letter("wik-notice", business=True).history_entry
    assert (found["pay_by"], found["term_days"], found["term_wording"]) == ("2026-11-24", 3, None)
    assert (found["amount_asked"], found["announced_costs"]) == ("1000.00", "150.00")


def test_the_entry_of_a_sommatie() -> None:
    found = letter("sommatie", channel="registered", performed_by="creditor").history_entry
    assert (found["amount_asked"], found["pay_by"], found["announced_costs"]) == ("1158.77", "2026-11-27", None)
    assert (found["channel"], found["performed_by"]) == ("registered", "creditor")


def test_a_paid_invoice_is_not_in_the_entry() -> None:
    given_ = {
        "invoices": [invoice(), invoice("500.00", number="F2")],
        "payments": [payment("2026-10-01", "500.00", "F2")],
    }
    assert letter("wik-notice", dossier=given_).history_entry["invoice_numbers"] == ["F1"]


ROUND_TRIPS: dict[str, dict[str, Any]] = {
    "plain": {},
    "a part was paid": {"dossier": {"payments": [payment("2026-10-01", "200.00")]}},
    "a part was paid today": {"dossier": {"payments": [payment("2026-11-19", "200.00")]}},
    "with interest": {"interest": "claimed"},
    "with interest, after a late payment in full of another invoice": {
        "interest": "claimed",
        "dossier": {
            "invoices": [invoice("300.00", number="F0"), invoice()],
            "payments": [payment("2026-10-01", "300.00", "F0")],
        },
    },
    "VAT": {"dossier": {"creditor": CREDITOR | {"can_reclaim_vat": False}}},
    "reduced": {"dossier": {"collection_costs": {"type": "reduced", "amount": "25.00"}}},
    "by e-mail": {"channel": "email"},
    "registered": {"channel": "registered"},
    "three weeks": {"term_days": 21},
    "a credit note of today": {"dossier": {"invoices": [invoice(), credit_note("100.00", "2026-11-19", "F1")]}},
    "a credit note of tomorrow": {"dossier": {"invoices": [invoice(), credit_note("100.00", "2026-11-20", "F1")]}},
    "after a reminder, term not agreed": {"dossier": {"invoices": [invoice(term_agreed=False)]}},
    "on agency paper": {"branding": "agency"},
    "white label": {"branding": "creditor", "performed_by": "agency"},
    "in English": {"language": "en"},
}


@pytest.mark.parametrize("changes", ROUND_TRIPS.values(), ids=ROUND_TRIPS)
def test_a_notice_that_was_sent_makes_its_costs_due(changes: dict[str, Any]) -> None:
    made = letter("wik-notice", **changes)
    data = copy.deepcopy(asked("wik-notice", **changes)["dossier"])
    data["history"].append(json.loads(json.dumps(made.history_entry)))
    later = Dossier.model_validate(data)
    announced = made.account.costs.costs
    found = account(later, date(2026, 12, 31))
    assert found.letters[-1].flaws == ()
    assert (found.costs.due, found.costs.costs.excl_vat, found.costs.costs.vat) == (
        True,
        announced.excl_vat,
        announced.vat,
    )
    assert found.costs.due_from is not None
    day_before = account(later, found.costs.due_from - ONE_DAY)
    assert (day_before.costs.due, day_before.costs.outstanding) == (False, 0)
    sommatie = letter("sommatie", dossier=data, date="2026-12-31")
    assert sommatie.account.costs.outstanding == announced.total


@often
@given(st.randoms(use_true_random=True), st.integers(0, 200), st.booleans())
def test_round_trips_of_random_dossiers(any_: Any, days: int, interest: bool) -> None:
    """Whatever went before: a notice that we make is one that we accept."""
    data = as_json(random_data(any_, letters=2) | {"attachments": [INVOICE_FILE]})
    data["payments"] = [each for each in data["payments"] if each["received_on"] <= "2026-06-10"]
    asking = {
        "kind": "wik-notice", "dossier": data, "date": (date(2026, 6, 10) + timedelta(days=days)).isoformat(),
        "interest": "claimed" if interest else None, "channel": any_.choice(["post", "registered", "email"]),
    }  # fmt: skip
    try:
        made = compose(LetterRequest.model_validate(asking), on=TODAY, brands={})
    except (UnlawfulLetter, RatesNotKnown) as refused:
        event(type(refused).__name__)
        return
    data["history"].append(dict(made.history_entry))
    later = Dossier.model_validate(data)
    after = date(2028, 1, 31)  # without interest, so no rate is needed
    found = account(later, after, interest=False)
    sent = next(letter for letter in found.letters if letter.place == len(data["history"]) - 1)
    assert sent.flaws == ()
    if made.fields.costs is None:  # a business whose costs are none
        return
    assert found.costs.due is True
    assert found.costs.due_from is not None
    assert found.costs.due_from <= sent.last_day + ONE_DAY
    first_notice = [letter for letter in found.letters if letter.entry.kind == "wik-notice" and not letter.flaws] == [
        sent
    ]
    consumer = later.debtor.type == "consumer"
    if first_notice and consumer:
        event("first lawful notice")
        assert found.costs.due_from == sent.last_day + ONE_DAY
        assert found.costs.costs.excl_vat == made.account.costs.costs.excl_vat
        assert found.costs.costs.vat == made.account.costs.costs.vat
        before = account(later, sent.last_day, interest=False)
        assert before.costs.due is False
        # Who now pays what the letter asked, in time, owes no costs; nor anything else, when it asked principal only.
        paid = data | {
            "payments": [*data["payments"], {"received_on": sent.last_day.isoformat(), "amount": str(made.amount)}]
        }
        settled = account(Dossier.model_validate(paid), sent.last_day + ONE_DAY, interest=False)
        if sent.principal_only:
            covered = set(sent.covered)
            assert {line.principal for line in settled.claims if line.item.number in covered} == {Decimal(0)}
            assert settled.costs.costs.total == 0


# --- Any request -----------------------------------------------------------------------------------------------------


def outcome(case: LetterRequest) -> Letter | DocgenError:
    """The letter, or why there is none; anything else that is raised is a defect."""
    try:
        return compose(case, on=TODAY, brands={})
    except DocgenError as refused:
        return refused


def texts(value: object) -> Iterator[Text]:
    """Every sentence in a letter."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from texts(getattr(value, each.name))


def check_letter(made: Letter) -> None:
    totals = made.fields.totals
    assert totals.principal + totals.interest + totals.costs == totals.total == made.account.total_due
    assert (made.amount is None) is (made.payee is None)
    assert made.amount is None or made.amount > 0
    words = Words(made.language, strict=True)
    for sentence in texts(made.fields):
        assert "{" not in words.say(sentence)
    if made.kind == "payment-reminder" and not made.fields.letter.concept:
        assert (made.fields.costs, made.fields.interest, totals.interest, totals.costs) == (None, None, 0, 0)
    if made.kind == "wik-notice" and not made.fields.letter.concept:
        assert totals.costs == 0
        assert made.fields.debtor.consumer is (made.pay_before is None)
    if made.fields.letter.branding == "creditor" and made.fields.letter.performed_by == "creditor":
        assert made.fields.fixed.imprint is None
        assert made.fields.agency is None or made.kind == "wik-notice"


@often
@given(requests())
def test_a_request_gives_a_letter_or_an_expected_error(case: LetterRequest) -> None:
    made = outcome(case)
    if isinstance(made, DocgenError):
        event(type(made).__name__)
        assert made.status == 422
        return
    event(f"letter{' (concept)' if made.fields.letter.concept else ''}")
    check_letter(made)
    assert compose(case, on=date(2020, 1, 1), brands={}) == made  # today plays no part when the request has a date


@often
@given(
    requests(business=False, kind="sommatie", on_finding="refuse", costs="claimed", channel="post", date="2026-12-20")
)
def test_no_consumer_is_asked_costs_without_a_lawful_notice(case: LetterRequest) -> None:
    made = outcome(case)
    if isinstance(made, DocgenError):
        event(type(made).__name__)
        return
    event("costs asked" if made.fields.totals.costs else "no costs")
    lawful = [each for each in made.account.letters if each.entry.kind == "wik-notice" and not each.flaws]
    assert [each for each in lawful if each.last_day < made.date]


@pytest.mark.parametrize("kind", BEFORE)
def test_a_request_without_brands_has_no_use_for_them(kind: str) -> None:
    plain = compose(request(kind), on=TODAY, brands={})
    assert compose(request(kind), on=TODAY, brands={"korenbloem": brand()}) == plain
