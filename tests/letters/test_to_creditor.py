"""Letters to the creditor: what they tell of a case, and what the door refuses in what they need."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from docgen.dossier.reading import letter_request
from docgen.errors import InvalidInput, NotSupported
from docgen.letters.compose import compose
from docgen.letters.creditor_fields import ReportFields
from docgen.letters.fields import Fields
from docgen.letters.letter import Letter
from docgen.render.answers import render_json
from docgen.render.document import file_name
from tests.dossier.building import AGENCY, COMPANY, CONSUMER, CREDITOR, Data, invoice, notice, payment, reminder
from tests.letters.asking import asked, letter, said
from tests.matrix.cases import TEMPLATES

PORTAL: Data = {"address": "https://mijn.voorbeeld.example/dossier", "code": "7KQ2-M4XP"}


def report(kind: str, *, business: bool = False, **dossier: Any) -> ReportFields:
    """What a letter to the creditor tells."""
    found = letter(kind, business=business, dossier=dossier).fields.report
    assert found is not None
    return found


# What the dossier says, and what the creditor is told is in order, or not. Sources: art. 6:96 lid 6, 3:307, 7:28 BW.
INTAKE: list[tuple[str, bool, Data, str, bool]] = [
    ("a term that is over", False, {}, "De betaaltermijn van elke factuur is voorbij.", True),
    ("a term that still runs", False, {"invoices": [invoice(), invoice(due_on="2026-12-04", number="F2")]},
     "Factuur F2 mag nog tot en met 4 december 2026 worden betaald. Wij vragen die nog niet.", False),
    ("no notice to a consumer", False, {}, "Er is nog geen juiste veertiendagenbrief.", False),
    ("a notice that fails", False, {"history": [notice(term_days=10)]}, "Er is nog geen juiste veertiendagenbrief.", False),
    ("a right notice", False, {"history": [notice()]},
     "De veertiendagenbrief van 21 september 2026 is juist. De termijn loopt tot en met 7 oktober 2026.", True),
    ("five years are over", True, {"invoices": [invoice(due_on="2021-11-18")]}, "is voor zover wij zien op 19 november 2026 verjaard.", False),
    ("the last day of the five years", True, {"invoices": [invoice(due_on="2021-11-19")]},
     "Factuur F1 verjaart voor zover wij zien op 20 november 2026.", False),
    ("two years of a purchase", False, {"invoices": [invoice(due_on="2024-11-30")]},
     "Is factuur F1 voor gekochte spullen? Dan is de verjaring op 1 december 2026.", False),
    ("terms that deviate", False, {"terms": {"costs_clause": "deviates"}}, "wijken af van de wet", False),
    ("a business of unknown form", True, {"debtor": COMPANY | {"legal_form": None}}, "kennen de rechtsvorm", False),
    ("a dispute", True, {"circumstances": [{"type": "dispute"}]}, "is het niet eens met de vordering", False),
    ("a register that was looked into", True, {"intake": {"checks": ["insolvency-register"]}},
     "Uw klant staat niet in het insolventieregister.", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("business", "dossier", "words", "in_order"), [each[1:] for each in INTAKE], ids=[each[0] for each in INTAKE]
)
def test_what_was_checked_at_the_intake(business: bool, dossier: Data, words: str, in_order: bool) -> None:
    intake = report("claim-receipt", business=business, **dossier).intake
    assert intake is not None
    passed, concerns = ([said(each) for each in group] for group in (intake.checks, intake.concerns))
    assert any(words in each for each in (passed if in_order else concerns)), (passed, concerns)
    assert not any(words in each for each in (concerns if in_order else passed))


def test_what_was_done_stands_in_order_and_holds_nothing_of_later() -> None:
    done = report(
        "status-creditor",
        history=[
            reminder("2026-09-08", channel="email"),
            {"kind": "claim-receipt", "sent_on": "2026-10-01"},  # the creditor knows its own letters
            reminder("2026-11-20"),
        ],
        payments=[payment("2026-09-15", "100.00") | {"received_by": "agency"}],
        handed_over_on="2026-09-10",
        circumstances=[{"type": "debt-help", "since": "2026-10-02"}],
        contacts=[{"on": "2026-09-12", "channel": "phone", "by": "agency", "summary": "Belooft te betalen"}],
    ).done
    assert [(each.on.isoformat(), said(each.what), said(each.how) if each.how else "") for each in done] == [
        ("2026-09-08", "Betalingsherinnering", "per e-mail"),
        ("2026-09-10", "U gaf de vordering aan ons over", ""),
        ("2026-09-12", "Belooft te betalen", "per telefoon"),
        ("2026-09-15", "Betaling van € 100,00 ontvangen", ""),
        ("2026-10-02", "Uw klant krijgt hulp bij schulden", ""),
    ]


WAITS: list[tuple[str, Data, str | None]] = [
    ("a term that runs", {"history": [reminder("2026-11-16", pay_by="2026-11-23")]}, "nog tot en met 23 november 2026"),
    ("a term that is over", {"history": [reminder("2026-09-08", pay_by="2026-09-15")]}, None),
    ("all is paid", {"history": [reminder("2026-11-16", pay_by="2026-11-23")],
                     "payments": [payment("2026-11-17", "1000.00")]}, None),
    ("a plan", {"payment_plan": {"agreed_on": "2026-11-10", "instalment_count": 4, "first_due_on": "2026-12-01"}},
     "De volgende termijn is op 1 december 2026."),
    ("bankruptcy", {"history": [reminder("2026-11-16", pay_by="2026-11-23")], "circumstances": [{"type": "bankruptcy"}]},
     None),
]  # fmt: skip


@pytest.mark.parametrize(("dossier", "words"), [each[1:] for each in WAITS], ids=[each[0] for each in WAITS])
def test_what_everybody_waits_for(dossier: Data, words: str | None) -> None:
    waiting = report("status-creditor", **dossier).waiting
    assert (waiting is None) if words is None else (words in said(waiting))


def test_a_bankruptcy_is_told_apart_and_stops_the_collecting() -> None:
    found = report(
        "status-creditor", circumstances=[{"type": "bankruptcy", "since": "2026-11-10"}, {"type": "dispute"}]
    )
    assert found.insolvency is not None
    assert said(found.insolvency.stopped) == "Wij zijn gestopt met incasseren."
    assert said(found.insolvency.filed) == "Uw vordering is nog niet ingediend."
    assert [each.type for each in found.situations] == ["dispute"]
    filed = report(
        "status-creditor",
        circumstances=[{"type": "wsnp", "since": "2026-11-10"}],
        history=[
            {"kind": "curator-claim", "sent_on": "2026-11-12"},
            {"kind": "curator-claim", "sent_on": "2026-11-20"},
        ],
    ).insolvency
    assert filed is not None
    assert said(filed.filed) == "Op 12 november 2026 hebben wij uw vordering ingediend bij de bewindvoerder."


@pytest.mark.parametrize("kind", ["payment-reminder", "wik-notice", "sommatie", "cost-specification"])
def test_no_letter_to_the_debtor_holds_what_the_creditor_is_told(kind: str) -> None:
    assert (
        letter(kind, dossier={"handler": "N. Haddad", "planned": [{"kind": "call", "on": "2026-11-23"}]}).fields.report
        is None
    )


# ---- The portal ----


@pytest.mark.parametrize(
    ("kind", "branding", "shown"),
    [("sommatie", "agency", True), ("sommatie", "creditor", False), ("claim-receipt", "agency", False)],
)
def test_the_portal_of_the_debtor_stands_in_its_own_letters_on_agency_paper_only(
    kind: str, branding: str, shown: bool
) -> None:
    made = letter(kind, branding=branding, dossier={"debtor": CONSUMER | {"portal": PORTAL}})
    contact = said(made.fields.fixed.contact)
    assert ("mijn.voorbeeld.example/dossier. Uw code is 7KQ2-M4XP." in contact) is shown
    assert ("7KQ2" in repr(made.fields)) is shown


def test_the_code_of_a_portal_stands_in_the_words_of_a_letter_and_nowhere_else() -> None:
    made = letter("claim-receipt", dossier={"creditor": CREDITOR | {"portal": PORTAL}})
    answer = json.loads(render_json(made, TEMPLATES).content)
    assert "7KQ2-M4XP" in answer.pop("text")
    assert "7KQ2" not in json.dumps(answer)
    assert "7KQ2" not in file_name(made, "pdf")


def test_a_portal_without_a_code_names_none() -> None:
    made = letter("claim-receipt", dossier={"creditor": CREDITOR | {"portal": {"address": PORTAL["address"]}}})
    assert said(made.fields.fixed.contact).endswith("bekijken op mijn.voorbeeld.example/dossier.")


# ---- Money ----

AGENCY_HAS: Data = payment("2026-11-03", "400.00") | {"received_by": "agency"}
OPEN_FEE: Data = {"profile": "ecommerce-60-days", "commission": "12.5", "invoice_number": "AF-1", "payment_days": 14}
BILLING: Data = AGENCY | {"vat_number": "NL812345678B01"}


def settled(**dossier: Any) -> Letter:
    """The statement of a file of which a part was paid to the agency."""
    given = {"payments": [AGENCY_HAS], "agency": BILLING, "settlement": OPEN_FEE | {"fee_iban": "NL02ABNA0123456789"}}
    return letter("settlement-statement", dossier=given | dossier)


def test_a_settlement_that_asks_money_is_a_bill_of_the_agency_itself() -> None:
    made = settled(payment={"link": "https://pay.example.nl/debtor", "reference": "FOR-THE-DEBTOR"})
    assert made.amount == Decimal("60.50")  # 12.5 % of 400.00, and 21 % VAT
    assert made.payee is not None
    assert (made.payee.name, made.payee.iban, made.payee.reference) == (
        "Voorbeeld Incasso B.V.", "NL02ABNA0123456789", "AF-1",
    )  # fmt: skip
    assert (made.pay_before, made.payment_link, made.annex) == (date(2026, 12, 3), None, None)
    assert made.fields.pay is not None
    assert made.fields.pay.link is None
    assert (made.history_entry["amount_asked"], made.history_entry["pay_by"]) == (None, None)  # the debtor's history


@pytest.mark.parametrize("remitted", ["0", "300.00", "400.00"])
@pytest.mark.parametrize("set_off", [False, True])
def test_what_came_in_is_what_went_somewhere(remitted: str, set_off: bool) -> None:
    passed_on = [] if remitted == "0" else [{"paid_on": "2026-11-03", "amount": remitted}]
    terms = OPEN_FEE | {"fee_iban": "NL02ABNA0123456789", "set_off": set_off}
    report = settled(remittances=passed_on, settlement=terms).fields.report
    assert report is not None
    told = report.settlement
    assert told is not None
    assert told.received == told.remitted + told.to_remit + told.kept + told.to_refund == Decimal("400.00")
    assert told.fee + told.vat == told.fee_total == told.set_off + told.asked
    assert told.open == told.open_principal + told.open_interest + told.open_costs


def test_a_settlement_without_a_fee_asks_nothing_and_is_no_invoice() -> None:
    made = letter("settlement-statement")
    assert (made.amount, made.payee, made.fields.pay, made.pay_before) == (None, None, None, None)
    assert made.fields.report is not None
    assert made.fields.report.settlement is not None
    assert not made.fields.report.settlement.is_invoice


@pytest.mark.parametrize(
    ("settlement", "agency", "pointer"),
    [
        (OPEN_FEE, BILLING, "/dossier/settlement/fee_iban"),  # the agency's account is one for clients' money
        (
            OPEN_FEE | {"invoice_number": None, "fee_iban": "NL02ABNA0123456789"},
            BILLING,
            "/dossier/settlement/invoice_number",
        ),
        (OPEN_FEE | {"fee_iban": "NL02ABNA0123456789"}, AGENCY, "/dossier/agency/vat_number"),
    ],
)
def test_a_bill_that_is_no_whole_invoice_is_refused(settlement: Data, agency: Data, pointer: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        settled(settlement=settlement, agency=agency)
    assert {each.pointer for each in refused.value.errors} == {pointer}


def test_no_annex_explains_the_debt_of_another_to_the_creditor() -> None:
    with pytest.raises(InvalidInput) as refused:
        letter("settlement-statement", annex=True)
    assert {each.pointer for each in refused.value.errors} == {"/annex"}


def test_an_advice_tells_the_transfer_of_its_day_and_what_came_in_since_the_last_one() -> None:
    came_in = [payment(day, amount) | {"received_by": "agency"} for day, amount in (
        ("2026-11-03", "100.00"), ("2026-11-10", "50.00"), ("2026-11-19", "250.00"))]  # fmt: skip
    transfers = [{"paid_on": "2026-11-03", "amount": "100.00"}, {"paid_on": "2026-11-19", "amount": "200.00"},
                 {"paid_on": "2026-11-19", "amount": "80.00", "reference": "UB-3"}]  # fmt: skip
    found = report("remittance-advice", payments=came_in, remittances=transfers).money
    assert found is not None
    assert [str(each.amount) for each in found.receipts] == ["50.00", "250.00"]
    assert [(str(each.amount), each.reference) for each in found.transfers] == [("200.00", None), ("80.00", "UB-3")]
    assert (str(found.received), str(found.remitted), str(found.held)) == ("300.00", "280.00", "20.00")
    assert all(each.amount == each.principal + each.interest + each.costs + each.overpaid for each in found.receipts)
    assert found.account == "NL91 •••• •••• ••43 00"


# The profile, what was agreed besides, and what the creditor is told beforehand. Source: the description of each process.
FEE_RULES: list[tuple[Data, list[str]]] = [
    ({"profile": "friendly-same-day"}, [
        "Betaalt uw klant alles, dan betaalt u ons niets.",
        ("Betaalt uw klant een deel, dan betaalt u ons de wettelijke incassokosten over wat binnenkwam, maar niet meer "
         "dan 11,25% daarvan."),
        "Betaalt uw klant niets, dan betaalt u ons niets.",
    ]),
    ({"profile": "ecommerce-60-days", "commission": "12.5"}, [
        "Betaalt uw klant alles, dan betaalt u ons niets.",
        "Betaalt uw klant een deel, dan betaalt u ons 12,5% van wat binnenkwam.",
        "Betaalt uw klant niets, dan betaalt u ons € 75,00.",
    ]),
    ({"profile": "precollection-in-creditors-name"}, [
        "Betaalt uw klant alles, dan betaalt u ons niets.",
        ("Betaalt uw klant een deel, dan betaalt u ons de wettelijke incassokosten, als die hoger zijn dan de afgesproken "
         "basisvergoeding."),
        "Betaalt uw klant niets, dan betaalt u ons de afgesproken basisvergoeding.",
    ]),
    ({"profile": "standard"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("settlement", "told"), FEE_RULES, ids=[each[0]["profile"] for each in FEE_RULES])
def test_the_fee_of_a_profile_in_a_line(settlement: Data, told: list[str]) -> None:
    assert [said(each) for each in report("claim-receipt", settlement=settlement).fee_rule] == told


# ---- The end of a file, and the advice before ----


@pytest.mark.parametrize(
    ("business", "words"),
    [
        (True, "Factuur F1 verjaart voor zover wij zien op 1 september 2031."),
        (
            False,
            "Factuur F1 verjaart voor zover wij zien op 1 september 2031, en bij gekochte spullen al op 1 september 2028.",
        ),
    ],
)
def test_an_open_claim_is_warned_of_its_limitation(business: bool, words: str) -> None:
    closing = report("closing-creditor", business=business).closing
    assert closing is not None
    assert [said(each) for each in closing.limitation] == [words]
    assert closing.kept_until == date(2028, 11, 19)  # art. 5.1 Bki: two years


def test_a_paid_claim_has_no_limitation_and_costs_that_stay_are_told() -> None:
    all_paid = [payment("2026-10-20", "1155.37") | {"received_by": "agency"}]
    dossier: Data = {"history": [notice()], "payments": all_paid, "closing": {"reason": "paid"},
                     "remittances": [{"paid_on": "2026-10-20", "amount": "1005.37"}]}  # fmt: skip
    found = report("closing-creditor", **dossier)
    assert found.closing is not None
    assert found.money is not None
    assert found.closing.limitation == ()
    assert found.closing.fee is not None
    assert said(found.closing.fee).endswith("€ 150,00, blijven bij ons.")
    assert (str(found.money.kept), str(found.money.held)) == ("150.00", "0.00")


def test_the_advice_counts_the_costs_of_the_case_twice_over() -> None:
    # art. 2 Btag, griffierecht and salaris gemachtigde of 2026 over EUR 1,000.00 principal: 233.00 + 125.57 + 144.00.
    court = report("court-advice", history=[notice()]).court
    assert court is not None
    assert [str(each) for each in (court.court_fee, court.summons, court.summons_vat, court.salary_least)] == [
        "233.00", "125.57", "0.00", "144.00",
    ]  # fmt: skip
    assert (str(court.least), str(court.most)) == ("502.57", "646.57")
    assert not any("veertiendagenbrief" in said(each) for each in court.risks)
    without_notice = report("court-advice").court
    assert without_notice is not None
    assert "geen juiste veertiendagenbrief" in said(without_notice.risks[-1])


def test_no_advice_on_a_case_whose_costs_cannot_be_forecast() -> None:
    with pytest.raises(NotSupported):
        report("court-advice", invoices=[invoice("25000.01")])


# ---- The door ----

REFUSED: list[tuple[str, str, Data, str, str]] = [
    ("a list of nothing", "intake-incomplete", {"intake": {"missing": []}}, "/dossier/intake/missing", "Nothing is missing"),
    ("no intake", "intake-incomplete", {"intake": None}, "/dossier/intake", "Add intake"),
    ("something else, but what", "claim-receipt", {"intake": {"missing": [{"what": "other"}]}},
     "/dossier/intake/missing/0/note", "in a few words"),
    ("an invoice that is not there", "claim-receipt", {"intake": {"missing": [{"what": "invoice", "invoice_number": "F9"}]}},
     "/dossier/intake/missing/0/invoice_number", "No invoice"),
    ("an answer before the question", "claim-receipt",
     {"intake": {"received_on": "2026-11-18", "reply_by": "2026-11-17"}}, "/dossier/intake/reply_by", "lies before"),
    ("a register against a situation", "claim-receipt",
     {"intake": {"checks": ["papers", "insolvency-register"]}, "circumstances": [{"type": "wsnp"}]},
     "/dossier/intake/checks/1", "says otherwise"),
    ("a file that waits and does not", "intake-incomplete", {"history": [reminder("2026-11-10", performed_by="agency")]},
     "/dossier/history/0", "wrote to the debtor already"),
    ("an unsafe portal", "claim-receipt", {"creditor": CREDITOR | {"portal": {"address": "http://mijn.example"}}},
     "/dossier/creditor/portal/address", "no safe web address"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "dossier", "pointer", "words"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_what_makes_no_sense_is_refused_at_its_place(kind: str, dossier: Data, pointer: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        letter_request(asked(kind, dossier=dossier), {}, None)
    assert {each.pointer: words in each.message.message for each in refused.value.errors} == {pointer: True}


def test_the_whole_of_a_situation_that_is_over_is_no_contradiction() -> None:
    given = asked("claim-receipt", dossier={"intake": {"checks": ["insolvency-register"]},
                                            "circumstances": [{"type": "wsnp", "until": "2025-01-01"}]})  # fmt: skip
    made = compose(letter_request(given, {}, None), on=date(2026, 11, 19), brands={})
    assert isinstance(made.fields, Fields)
