"""The hand-over to a bailiff: what happened in order of time, what to take into account, and nothing of it to the debtor."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.letters.kinds import KINDS
from tests.dossier.building import CONSUMER, CONTACT, DISPUTE, QUESTION, notice, payment, reminder
from tests.letters.asking import CONFIRMATION, REMINDED, RUNNING_PLAN, letter, said

CARE = "Leest moeilijk."
LAPSED = {"kind": "plan-lapse", "sent_on": "2026-11-13"}
HISTORY = [
    {"kind": "bailiff-handover", "sent_on": "2026-11-17"}, notice(), reminder("2026-09-08", pay_by="2026-09-15"),
    CONFIRMATION, REMINDED, LAPSED, {"kind": "sommatie", "sent_on": "2026-11-20"},
]  # fmt: skip


def test_what_happened_is_told_in_order_of_time_with_channel_and_content() -> None:
    found = letter(
        "bailiff-handover",
        dossier={
            "history": HISTORY, "handed_over_on": "2026-10-08", "contacts": [CONTACT, CONTACT | {"on": "2026-11-20"}],
            "messages": [DISPUTE, QUESTION], "payment_plan": RUNNING_PLAN,
            "payments": [payment("2026-11-10", "25.00", "F1"), payment("2026-09-01", "10.00") | {"received_by": "agency"}],
        },
    ).fields.handover  # fmt: skip
    assert found is not None
    told = [
        (each.on.isoformat(), said(each.how) if each.how else "", " ".join(map(said, (each.what, *each.details))))
        for each in found.happened
    ]
    assert told == [
        ("2026-09-01", "", "Betaling van € 10,00 aan het incassobureau"),
        ("2026-09-08", "post", "Betalingsherinnering Te betalen tot en met 15 september 2026. Verstuurd door de schuldeiser."),
        ("2026-09-21", "post",
         "Laatste aanmaning Termijn: 14 dagen. Aangekondigde incassokosten: € 150,00. Verstuurd door de schuldeiser."),
        ("2026-10-08", "", "Vordering overgedragen aan het incassobureau"),
        ("2026-10-15", "post", "Bevestiging betalingsregeling Verstuurd door de schuldeiser."),
        ("2026-10-15", "", "Betalingsregeling afgesproken 4 termijnen, de eerste op 1 november 2026."),
        ("2026-11-03", "post", "Herinnering aan een termijn Verstuurd door de schuldeiser."),
        ("2026-11-10", "", "Betaling van € 25,00 aan de schuldeiser Genoemd bij factuur F1."),
        ("2026-11-12", "telefoon", "Contact gezocht door het incassobureau Niet opgenomen."),
        ("2026-11-13", "post", "Bericht dat een betalingsregeling is vervallen Verstuurd door de schuldeiser."),
        ("2026-11-16", "post",
         "Vraag van de debiteur U vroeg waarvoor de factuur is. De factuur is voor brood. U kunt ook in delen betalen."),
        ("2026-11-18", "e-mail", "Bezwaar van de debiteur U schrijft dat er acht dozen ontbraken."),
    ]  # fmt: skip
    assert found.plan is not None
    assert (found.plan.count, found.plan.lapsed_on) == (4, date(2026, 11, 13))
    # The last payment and the lapse, a written demand, each start the limitation again (art. 3:317 and 3:318 BW).
    assert [(each.end, each.purchase_end) for each in found.limitations] == [(date(2031, 11, 14), date(2028, 11, 14))]


def test_what_to_take_into_account_is_told_as_far_as_it_holds_or_held() -> None:
    found = letter(
        "bailiff-handover",
        dossier={
            "debtor": CONSUMER | {"care": CARE, "birth_date": "1948-05-17"},
            "circumstances": [
                {"type": "debt-help", "since": "2026-10-02", "contact": "M. de Graaf"},
                {"type": "dispute", "since": "2026-09-01", "until": "2026-09-30"},
                {"type": "dispute", "since": "2026-11-20"},
            ],
        },
    ).fields.handover
    assert found is not None
    assert found.care == "Leest moeilijk"
    assert [(said(each.what), each.contact, each.until) for each in found.situations] == [
        ("De debiteur krijgt hulp bij schulden.", "M. de Graaf", None),
        ("De debiteur betwist de vordering.", None, date(2026, 9, 30)),
    ]


@pytest.mark.parametrize("kind", ["sommatie", "cost-specification", "curator-claim"])
def test_no_other_letter_holds_what_only_a_bailiff_is_told(kind: str) -> None:
    own = {"birth_date": "1948-05-17", "care": "Woont achter de bakker"}
    made = letter(kind, dossier={"debtor": CONSUMER | own, "contacts": [CONTACT]})
    assert made.fields.handover is None
    assert own["care"] not in repr(made.fields)
    assert CONTACT["summary"] not in repr(made.fields)


def test_enclosures_have_numbers_whether_they_are_printed_or_not() -> None:
    made = letter("bailiff-handover")
    assert [said(each) for each in made.fields.enclosures] == ["1. factuur.pdf"]
    assert (made.amount, made.payee, made.fields.help, KINDS[made.kind].asks) == (None, None, None, False)
