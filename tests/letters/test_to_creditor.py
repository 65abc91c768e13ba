"""Letters to the creditor: what they tell of a case, and what the door refuses in what they need."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from docgen.dossier.reading import letter_request
from docgen.errors import InvalidInput
from docgen.letters.compose import compose
from docgen.letters.creditor_fields import ReportFields
from docgen.letters.fields import Fields
from docgen.render.answers import render_json
from docgen.render.document import file_name
from tests.dossier.building import COMPANY, CONSUMER, CREDITOR, Data, invoice, notice, payment, reminder
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
    ).done
    assert [(each.on.isoformat(), said(each.what), said(each.how) if each.how else "") for each in done] == [
        ("2026-09-08", "Betalingsherinnering", "per e-mail"),
        ("2026-09-10", "U gaf de vordering aan ons over", ""),
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
