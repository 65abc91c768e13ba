"""The settlement of creditor and agency: each profile's recomputed by hand from its rule, and no cent that gets lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from docgen.dossier.coherence import dossier_problems
from docgen.dossier.model import Dossier
from docgen.dossier.reading import letter_request
from docgen.dossier.strict_json import read_json
from docgen.errors import InvalidInput, NotSupported
from docgen.letters.explained_settlement import explain_settlement
from docgen.letters.profiles import profile_from_toml
from docgen.letters.settlement import Settlement, invoice_problems, settlement_of
from docgen.render.explanation import explanation
from docgen.render.words import Words
from tests.dossier.building import AGENCY, CREDITOR, UTRECHT, Data, credit_note, invoice
from tests.dossier.random_dossiers import as_json, dossier_data, on_dates
from tests.letters.processes import entry, shipped
from tests.letters.settling import BANDS, FRIENDLY, ON, PRE, WEB, case, paid, passed_on, settled
from tests.matrix.cases import BRANDS as REGISTERED
from tests.matrix.cases import ROOT

D = Decimal
ALL, PART = paid("1150.00"), paid("400.00")
LARGE = {"invoices": [invoice("10000.00")]}
COURT = {"next_step": {"kind": "court", "decided_on": "2026-11-10"}}

# profile, payments, more of the dossier; outcome, fee without VAT, VAT, costs kept, still to pass on; source.
# 1150.00 is 1000.00 and 15 % costs. Of 400.00 first 150.00 goes to costs: to the creditor, since not all was paid.
BY_HAND: list[tuple[str, list[Data], Data, str, str, str, str, str, str]] = [
    (WEB, [ALL], {}, "all", "0.00", "0.00", "150.00", "1000.00", "FL-12: the full invoice amount to the creditor"),
    (WEB, [PART], {}, "part", "50.00", "10.50", "0.00", "400.00", "FL-13: commission, 12.5 %, over 400"),
    (WEB, [], {}, "none", "75.00", "15.75", "0.00", "0.00", "FL-14: EUR 75 file costs"),
    (WEB, [], COURT, "none", "0.00", "0.00", "0.00", "0.00", "FL-14: nothing paid and no court"),
    (PRE, [ALL], {}, "all", "0.00", "0.00", "150.00", "1000.00", "DB-14: no costs, the debtor bore them"),
    (PRE, [PART], {}, "part", "150.00", "31.50", "0.00", "400.00", "DB-15: 15 % of 1000, above the base fee of 60"),
    (
        PRE, [PART], {"agreed": {"base_fee": [{"amount": "150.00"}]}}, "part", "0.00", "0.00", "0.00", "400.00",
        "DB-15: 150 does not exceed a base fee of 150",
    ),
    (PRE, [], {}, "none", "60.00", "12.60", "0.00", "0.00", "DB-13: base fee of a claim between 500 and 2500"),
    (PRE, [], LARGE, "none", "95.00", "19.95", "0.00", "0.00", "DB-13: base fee of a claim above 2500"),
    (PRE, [], {"agreed": {"not_recoverable": True}}, "none", "0.00", "0.00", "0.00", "0.00", "DB-03: free of charge"),
    (FRIENDLY, [ALL], {}, "all", "0.00", "0.00", "150.00", "1000.00", "ME-10: no costs, borne by the debtor"),
    (FRIENDLY, [PART], {}, "part", "45.00", "9.45", "0.00", "400.00", "ME-11: 15 % is 60, at most 11.25 % is 45"),
    (
        FRIENDLY, [paid("8000.00")], LARGE, "part", "775.00", "162.75", "0.00", "8000.00",
        "ME-11: 375 + 250 + 150 over 8000, below 11.25 % (900)",
    ),
    (FRIENDLY, [], {}, "none", "0.00", "0.00", "0.00", "0.00", "ME-13: returned free of charge"),
    (FRIENDLY, [], {"agreed": {"not_recoverable": True}}, "none", "0.00", "0.00", "0.00", "0.00", "ME-13: the same"),
    (PRE, [], COURT, "none", "60.00", "12.60", "0.00", "0.00", "DB-13: court or not"),
    (
        PRE, [PART], {"agreed": {"not_recoverable": True}}, "part", "150.00", "31.50", "0.00", "400.00",
        "DB-15: something was collected",
    ),
    # What the debtor paid to the creditor itself counts for the outcome, not for the fee.
    (FRIENDLY, [paid("400.00", by="creditor")], {}, "part", "0.00", "0.00", "0.00", "0.00", "ME-11: collected nothing"),
    (
        FRIENDLY, [paid("400.00", by="creditor")], {"agreed": {"direct_payments_count": True}}, "part", "45.00",
        "9.45", "0.00", "0.00", "ME-11: it was agreed that it counts",
    ),
    (
        WEB, [paid("400.00", by="creditor"), paid("750.00", "2026-10-20")], {}, "all", "0.00", "0.00", "0.00", "750.00",
        "FL-12: the costs were in what the creditor received, so nothing of 750 stays",
    ),
    # What was paid before the hand-over was no work of the agency: 700 was taken over, costs 105.
    (
        PRE, [paid("300.00", "2026-09-15", "creditor")], {}, "none", "60.00", "12.60", "0.00", "0.00",
        "DB-13: nothing was collected of 700",
    ),
    (
        PRE, [paid("600.00", "2026-09-15", "creditor")], {}, "none", "35.00", "7.35", "0.00", "0.00",
        "DB-13: base fee of a claim of 400",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "payments", "more", "outcome", "excl_vat", "vat", "kept", "to_remit", "source"), BY_HAND
)
def test_a_settlement_by_hand(
    profile: str, payments: list[Data], more: Data, outcome: str, excl_vat: str, vat: str, kept: str, to_remit: str,
    source: str,
) -> None:  # fmt: skip
    found = settled(profile, *payments, **more)
    assert found.outcome == outcome, source
    assert (found.fee.excl_vat, found.fee.vat) == (D(excl_vat), D(vat)), source
    assert (found.costs_kept, found.to_remit) == (D(kept), D(to_remit)), source
    assert found.asked == D(excl_vat) + D(vat), source
    balanced(found)


def balanced(found: Settlement) -> None:
    """Received = remitted + kept + still to remit + to refund, to the cent, in the explanation too."""
    money = found.money
    assert money.received_total == money.remitted + found.kept + found.to_remit + found.to_refund
    assert min(found.kept, found.to_remit, found.to_refund, found.asked, found.claim, money.held) >= 0
    assert found.fee.total == found.asked + found.set_off
    tree = explain_settlement(found)
    assert tree.amount("settlement/received") == tree.amount("settlement/used") == money.received_total
    assert tree.amount("settlement/fee") == found.fee.total
    assert tree.amount("settlement/asked") == found.asked
    assert tree.amount("settlement/open") == found.account.total_due
    for node in tree.nodes.values():
        assert not node.parts or node.amount == sum(part.amount for part in node.parts)
    for language in ("nl", "en"):
        explanation(tree, Words(language, strict=True))  # raises for a sentence without its Dutch


def test_what_was_passed_on_is_not_passed_on_again() -> None:
    found = settled(FRIENDLY, ALL, remittances=[passed_on("600.00"), passed_on("300.00", "2026-10-16")])
    assert (found.money.remitted, found.costs_kept, found.to_remit) == (D("900.00"), D("150.00"), D("100.00"))
    balanced(found)


def test_what_is_passed_on_later_does_not_count_yet() -> None:
    found = settled(FRIENDLY, ALL, remittances=[passed_on("600.00", "2026-11-22")])
    assert (found.money.remitted, found.to_remit) == (D("0.00"), D("1000.00"))


def test_of_costs_that_were_passed_on_only_the_rest_is_kept() -> None:
    found = settled(FRIENDLY, ALL, remittances=[passed_on("1100.00")])
    assert (found.costs_kept, found.to_remit, found.asked) == (D("50.00"), D("0.00"), D("0.00"))
    balanced(found)


def test_what_was_paid_too_much_goes_back_first() -> None:
    found = settled(FRIENDLY, paid("1200.00"))
    assert (found.to_refund, found.costs_kept, found.to_remit) == (D("50.00"), D("150.00"), D("1000.00"))
    balanced(found)
    direct = settled(FRIENDLY, ALL, paid("50.00", "2026-10-20", "creditor"))  # the creditor pays that back
    assert direct.to_refund == D("0.00")


def test_what_goes_back_is_not_kept() -> None:
    found = settled(FRIENDLY, paid("1200.00"), remittances=[passed_on("1100.00")])
    assert (found.to_refund, found.costs_kept, found.to_remit) == (D("50.00"), D("50.00"), D("0.00"))
    balanced(found)


def test_a_payment_on_the_day_of_the_hand_over_is_a_result() -> None:
    counts = {"direct_payments_count": True}
    on_the_day = settled(FRIENDLY, paid("400.00", "2026-10-01", "creditor"), agreed=counts)
    assert (on_the_day.outcome, on_the_day.claim, on_the_day.collected) == ("part", D("1000.00"), D("400.00"))
    before = settled(FRIENDLY, paid("400.00", "2026-09-30", "creditor"), agreed=counts)
    assert (before.outcome, before.claim, before.collected) == ("none", D("600.00"), D("0.00"))


@pytest.mark.parametrize(
    ("event", "fee", "payment", "excl_vat", "kept", "to_remit"),
    [
        # A fee when all is paid: it is over what was collected, not over the 50.00 that goes back; costs are not kept too.
        ("all-paid", {"rule": "commission", "percent": "10"}, "1200.00", "115.00", "0.00", "1150.00"),
        # No fee when a part is paid: the debtor has not paid the agency, so the costs in it are the creditor's.
        ("part-paid", {"rule": "none"}, "400.00", "0.00", "0.00", "400.00"),
    ],
)
def test_costs_are_kept_only_when_all_is_paid_and_nothing_asked(
    event: str, fee: Data, payment: str, excl_vat: str, kept: str, to_remit: str
) -> None:
    other = entry(FRIENDLY)
    for each in other["steps"]:
        if each.get("when") == event and "fee" in each:
            each["fee"] = fee
    found = settlement_of(case(FRIENDLY, paid(payment)), profile_from_toml(FRIENDLY, other), ON)
    assert (found.fee.excl_vat, found.costs_kept, found.to_remit) == (D(excl_vat), D(kept), D(to_remit))
    balanced(found)


def test_interest_is_the_creditors() -> None:
    found = settled(
        FRIENDLY, paid("1157.00"), interest={"type": "contractual", "annual_rate": "5.84"}, invoices=[invoice()]
    )
    # From 1 September up to and including 14 October: 44 days of 5.84 % over 1000.00 is 7.04, so 0.04 stays open.
    money = found.money.received[0]
    assert (money.to_costs, money.to_interest, money.to_principal) == (D("150.00"), D("7.04"), D("999.96"))
    assert (found.outcome, found.fee.excl_vat) == ("part", D("130.16"))  # 11.25 % of 1157.00 is 130.1625


@pytest.mark.parametrize(
    ("received", "remitted", "taken", "asked", "to_remit"),
    [("400.00", "0.00", "54.45", "0.00", "345.55"), ("400.00", "380.00", "20.00", "34.45", "0.00")],
)
def test_a_fee_is_taken_from_what_is_held(received: str, remitted: str, taken: str, asked: str, to_remit: str) -> None:
    gone = [passed_on(remitted)] if D(remitted) else []
    found = settled(FRIENDLY, paid(received), agreed={"set_off": True}, remittances=gone)
    assert (found.set_off, found.asked, found.to_remit) == (D(taken), D(asked), D(to_remit))
    assert found.is_invoice
    assert (found.pay_by is None) == (D(asked) == 0)
    balanced(found)


def test_when_the_fee_is_to_be_paid() -> None:
    assert settled(WEB).pay_by == date(2026, 12, 21)  # 30 days: art. 6:119a lid 2 BW
    assert settled(WEB, agreed={"payment_days": 14}).pay_by == date(2026, 12, 5)
    assert settled(FRIENDLY, ALL).pay_by is None


def test_a_decision_of_later_is_not_taken_yet() -> None:
    later = {"kind": "bailiff", "decided_on": "2026-11-22"}
    assert settled(WEB, next_step=later).fee.excl_vat == D("75.00")
    assert settled(WEB, next_step=later | {"decided_on": "2026-11-21"}).fee.excl_vat == D("0.00")


def test_why_a_fee_is_what_it_is() -> None:
    def sentences(found: Settlement) -> str:
        words = Words("en", strict=True)
        return " ".join(words.say(each) for each in explain_settlement(found).nodes["settlement/fee/excl-vat"].how)

    assert sentences(settled(FRIENDLY, PART)) == (
        "A part was paid. The statutory collection costs over €400.00 are €60.00. "
        "At most 11.25% of what was collected: €45.00."
    )
    assert sentences(settled(PRE, PART)).endswith("They are more than the base fee of €60.00.")
    assert sentences(settled(WEB, PART)) == "A part was paid. 12.5% of €400.00 was agreed."
    assert sentences(settled(WEB, **COURT)).endswith("Then there is no fee now.")


# ---- an invoice


def lacks(agency: Data, *payments: Data, agreed: Data | None = None) -> list[str]:
    found = case(FRIENDLY, *payments, agreed=agreed, agency=agency)
    return [each.pointer for each in invoice_problems(found, settlement_of(found, shipped(FRIENDLY), ON))]


def test_a_statement_with_a_fee_is_an_invoice() -> None:
    """art. 35a Wet OB 1968: number, VAT number, name and address of who sends it."""
    bare = {"name": "Voorbeeld Incasso B.V."}
    whole = AGENCY | {"vat_number": "NL004495445B01", "account_holder": None}
    number = {"invoice_number": "AF-2026-0317"}
    assert lacks(whole, PART, agreed=number) == []
    assert lacks(bare, PART) == [
        "/dossier/settlement/invoice_number", "/dossier/agency/vat_number", "/dossier/agency/address",
        "/dossier/settlement/fee_iban",
    ]  # fmt: skip
    # What is taken from the receipts is invoiced just so, and needs no account.
    assert lacks(whole | {"iban": None}, PART, agreed=number | {"set_off": True}) == []
    assert lacks(whole, PART, agreed={"set_off": True}) == ["/dossier/settlement/invoice_number"]
    assert lacks(bare, ALL) == []  # no fee, no invoice


def test_a_fee_is_not_paid_on_an_account_for_clients_money() -> None:
    number = {"invoice_number": "AF-2026-0317"}
    foundation = AGENCY | {"vat_number": "NL004495445B01"}  # its account stands in the name of a foundation
    assert lacks(foundation, PART, agreed=number) == ["/dossier/settlement/fee_iban"]
    own = {"fee_iban": "NL02 ABNA 0123 4567 89"}
    assert lacks(foundation, PART, agreed=number | own) == []
    assert settled(FRIENDLY, PART, agreed=own).pay_to == "NL02ABNA0123456789"
    assert settled(FRIENDLY, PART, agency=AGENCY | {"account_holder": AGENCY["name"]}).pay_to == AGENCY["iban"]
    assert settled(FRIENDLY, ALL, agreed=own).pay_to is None


# ---- what cannot be settled

# more of the dossier, profile; where the mistake is, some words of it
MISTAKES: list[tuple[str, Data, list[tuple[str, str]]]] = [
    (FRIENDLY, {"handed_over_on": None}, [("/dossier/handed_over_on", "since the agency took over")]),
    (FRIENDLY, {"handed_over_on": "2026-11-22"}, [("/dossier/handed_over_on", "had not taken over")]),
    (FRIENDLY, {"agency": None}, [("/dossier/agency", "Only an agency")]),
    (
        FRIENDLY, {"settlement": None, "handed_over_on": None},
        [("/dossier/settlement", "needs the profile"), ("/dossier/handed_over_on", "took over")],
    ),
    (
        FRIENDLY, {"payments": [paid("10.00", "2026-09-30")]},
        [("/dossier/payments/0/received_on", "before it took over")],
    ),
    ("standard", {}, [("/dossier/settlement/profile", "names no fees")]),
    ("mail-and-registered-21-days", {}, [("/dossier/settlement/profile", "names no fees")]),
    ("creditor-step-plan", {}, [("/dossier/settlement/profile", "names no fees")]),
    (WEB, {"agreed": {"commission": None}, "payments": [PART]}, [("/dossier/settlement/commission", "Add commission")]),
    (PRE, {"agreed": {"base_fee": []}}, [("/dossier/settlement/base_fee", "Add base_fee")]),
    (
        FRIENDLY, {"agreed": {"commission": "10", "base_fee": BANDS}},
        [("/dossier/settlement/commission", "Leave this out"), ("/dossier/settlement/base_fee", "Leave this out")],
    ),
    (WEB, {"next_step": {"kind": "court"}}, [("/dossier/next_step/decided_on", "goes to court")]),
    (
        FRIENDLY, {"invoices": [invoice(), invoice("50.00", "2026-11-30", "F2")]},
        [("/dossier/invoices/1/due_on", "not due yet")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("profile", "more", "expected"), MISTAKES)
def test_what_cannot_be_settled_is_told_all_at_once(profile: str, more: Data, expected: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidInput) as caught:
        settled(profile, **more)
    told = [(each.pointer, each.message.message) for each in caught.value.errors]
    assert [pointer for pointer, _ in told] == [pointer for pointer, _ in expected]
    assert all(words in message for (_, message), (_, words) in zip(told, expected, strict=True))


def test_an_outcome_without_a_fee_is_told() -> None:
    some = entry(PRE)
    some["steps"] = [each for each in some["steps"] if each.get("when") != "nothing-paid"]
    with pytest.raises(InvalidInput) as caught:
        settlement_of(case(PRE), profile_from_toml(PRE, some), ON)
    (mistake,) = caught.value.errors
    assert (mistake.pointer, "this outcome" in mistake.message.message) == ("/dossier/settlement/profile", True)


def test_an_invoice_that_was_paid_before_it_is_due_is_settled() -> None:
    early = paid("1150.00"), paid("50.00", "2026-10-20") | {"invoice_number": "F2"}
    found = settled(FRIENDLY, *early, invoices=[invoice(), invoice("50.00", "2026-11-30", "F2")])
    assert (found.outcome, found.claim, found.collected) == ("all", D("1050.00"), D("1200.00"))
    assert (found.costs_kept, found.to_remit) == (D("150.00"), D("1050.00"))
    balanced(found)


@pytest.mark.parametrize(
    "more",
    [
        {"payments": [paid("1000.00", "2026-09-15", "creditor")]},
        {"invoices": [invoice(), credit_note("1000.00", "2026-10-15", "F1")]},
    ],
)
def test_a_claim_that_was_gone_is_not_settled(more: Data) -> None:
    with pytest.raises(NotSupported):
        settled(FRIENDLY, **more)


@pytest.mark.parametrize("abroad", ["creditor", "agency"])
def test_vat_across_a_border_is_not_guessed(abroad: str) -> None:
    party = CREDITOR if abroad == "creditor" else AGENCY
    belgian = {abroad: party | {"address": UTRECHT | {"country": "BE", "postal_code": "1000"}}}
    with pytest.raises(NotSupported):
        settled(FRIENDLY, PART, **belgian)
    assert settled(FRIENDLY, ALL, **belgian).fee.total == D("0.00")


def test_the_sample_is_settled() -> None:
    """Of a consumer: 125.00 came in after the hand-over and was passed on the same day. ME-11: 15 % would be 40.00 (the
    minimum), 11.25 % of 125.00 is 14.0625, so 14.06; 21 % of that is 2.9526.
    """
    data = read_json((ROOT / "samples" / "specification-partial-payments.json").read_bytes())
    request = letter_request(data, REGISTERED, None)
    found = settlement_of(request.dossier, shipped(FRIENDLY), ON)
    assert (found.outcome, found.fee.excl_vat, found.fee.vat) == ("part", D("14.06"), D("2.95"))
    assert (found.money.remitted, found.to_remit, found.kept) == (D("125.00"), D("0.00"), D("0.00"))
    assert list(invoice_problems(request.dossier, found)) == []
    balanced(found)


# ---- whatever the dossier


@st.composite
def settlements(draw: Any) -> tuple[Dossier, str]:
    any_ = draw(st.randoms(use_true_random=True))
    profile = any_.choice([WEB, PRE, FRIENDLY])
    data = dossier_data(any_)
    start = min(date(2026, 1, 15), *(each["received_on"] for each in data["payments"]), date(2026, 1, 15))
    for each in data["payments"]:
        each["received_by"] = any_.choice(["agency", "agency", "creditor"])
    data |= {"agency": AGENCY, "handed_over_on": start}
    data["remittances"] = [
        {"paid_on": each["received_on"], "amount": str(round(D(each["amount"]) * any_.choice([D("0.5"), D(1)]), 2))}
        for each in data["payments"]
        if each["received_by"] == "agency" and D(each["amount"]) > D("0.02") and any_.random() < 0.5
    ]
    agreed: Data = {WEB: {"commission": "12.5"}, PRE: {"base_fee": BANDS}, FRIENDLY: {}}[profile]
    flags = {name: any_.random() < 0.5 for name in ("set_off", "direct_payments_count", "not_recoverable")}
    data["settlement"] = {"profile": profile, **agreed, **flags}
    found = Dossier.model_validate(as_json(data))
    assume(not list(dossier_problems(found)))
    return found, profile


@given(settlements(), on_dates)
def test_no_cent_gets_lost(drawn: tuple[Dossier, str], on: date) -> None:
    found, profile = drawn
    assume(all(each.due_on < on for each in found.invoices))
    try:
        settlement = settlement_of(found, shipped(profile), on)
    except NotSupported:
        event("nothing to settle")
        return
    event(f"{settlement.outcome}, {profile}")
    balanced(settlement)
    money = settlement.money
    known = sum(each.amount for each in found.payments if each.received_on <= on)
    assert known == sum(each.amount for each in (*money.received, *money.direct))
    for each in (*money.received, *money.direct):
        parts = (each.to_costs, each.to_interest, each.to_principal, each.overpaid)
        assert min(parts) >= 0
        assert sum(parts) == each.amount
    if profile == FRIENDLY:
        assert settlement.fee.excl_vat <= settlement.collected * D("0.1125")
    if settlement.outcome == "all":
        assert (settlement.fee.total, settlement.account.total_due) == (0, 0)
