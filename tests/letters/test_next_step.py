"""The next step: the five processes day by day, what has to wait and why, and that no letter is named which may not go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.dossier.model import Dossier, LetterRequest
from docgen.errors import InvalidInput
from docgen.law.rates import days_on
from docgen.letters.compose import compose
from docgen.letters.kinds import KINDS
from docgen.letters.next_step import NextStep
from docgen.letters.text_checks import check_text
from docgen.letters.timeline import TimelineEntry
from docgen.render.html import letter_html
from docgen.render.text import letter_text
from docgen.render.words import Words
from tests.dossier.building import COMPANY, CONSUMER, Data, invoice, notice, payment, reminder, sommatie
from tests.dossier.random_dossiers import dossiers, on_dates
from tests.letters.processes import DUE, NAMES, REACHABLE, answer, case, case_data, course, follow
from tests.matrix.cases import TEMPLATES

TO_DEBTOR = {kind.id for kind in KINDS.values() if kind.to == "debtor"}
NL, EN = Words("nl", strict=True), Words("en")

# One invoice that must be paid by Monday 31 August 2026; nobody pays. By hand, from the descriptions of the processes:
# line, kind, day for a consumer, day for a business (- : not in that process), ways. By post: a letter of Tuesday
# 1 September is received on Thursday 3, one of Wednesday 9 on Friday 11 September.
SEQUENCES = {
    "ecommerce-60-days": """
        FL-01 payment-reminder      2026-09-01 2026-09-01 post      the day after the due date, seven days: until 8 September
        FL-01 call                  2026-09-09 2026-09-09 phone
        FL-04 cost-calculation      2026-09-09 2026-09-09 download
        FL-03 wik-notice            2026-09-09 2026-09-09 post      received 11 September, 14 days: until Friday 25 September
        FL-05 recoverability-check  2026-09-26 2026-09-26 -
        FL-06 sommatie              2026-09-29 2026-09-26 post      consumer: three days of margin; eight days: 7 October, 4 October -> Monday 5
        FL-07 call                  2026-10-02 2026-09-29 phone
        FL-11 court-advice          2026-10-08 2026-10-06 post
        FL-15 court-file            2026-10-08 2026-10-06 -
        FL-10 target                2026-11-25 2026-11-25 -         60 days after 26 September
        """,
    "precollection-in-creditors-name": """
        DB-01 intake                2026-09-01 2026-09-01 upload
        DB-02 claim-receipt         2026-09-01 2026-09-01 email
        DB-05 wik-notice            2026-09-01 2026-09-01 post+email received 3 September: 14 days until Thursday 17; 3 days until Sunday 6 -> Monday 7
        DB-06 payment-reminder      2026-09-18 2026-09-08 post      seven days: until 25 September; until 15 September
        DB-07 contact               2026-09-26 2026-09-16 phone+email+post+visit
        DB-08 cost-specification    2026-09-26 2026-09-16 post
        DB-11 court-advice          2026-10-10 2026-09-30 post
        DB-11 court-file            2026-10-10 2026-09-30 -
        """,
    "mail-and-registered-21-days": """
        IF-01 wik-notice            2026-09-01 2026-09-01 post      received 3 September, 14 days: until Thursday 17 September
        IF-09 intake                2026-09-18 2026-09-18 portal
        IF-02 sommatie              2026-09-21 2026-09-18 email     consumer: 18 September and three days of margin
        IF-03 sommatie              2026-09-28 2026-09-25 email
        IF-04 sommatie              2026-10-05 2026-10-02 registered four days: until 9 October; until Tuesday 6 October
        IF-05 call                  2026-10-07 2026-10-04 phone
        IF-07 court-file            2026-10-10 2026-10-07 -
        IF-07 target                2026-10-12 2026-10-09 -         21 days after the first demand
        """,
    "creditor-step-plan": """
        AL-01 payment-reminder      2026-09-01 2026-09-01 post      one day after the due date, seven days: until 8 September
        AL-02 call                  2026-09-09 2026-09-09 phone
        AL-06 wik-notice            2026-09-09 2026-09-09 post      one day after the term; received 11 September: until 25; 3 days: until Monday 14
        AL-07 hand-over             2026-09-26 2026-09-15 form      one day after the last term
        """,
    "friendly-same-day": """
        ME-01 intake                2026-09-01 2026-09-01 upload
        ME-02 claim-receipt         2026-09-01 2026-09-01 email
        ME-03 payment-reminder      2026-09-01 2026-09-01 post      the same day; seven days: until 8 September
        ME-04 call                  2026-09-04 2026-09-04 phone
        +     wik-notice            2026-09-09 -          post      inserted for a consumer: until 25 September
        ME-12 court-advice          2026-09-29 2026-09-09 email
        ME-12 court-file            2026-09-29 2026-09-09 -
        """,
    "standard": """
        +     payment-reminder      2026-09-01 2026-09-01 post
        +     wik-notice            2026-09-09 2026-09-09 post      until 25 September; three days: until Monday 14
        +     hand-over             2026-09-26 2026-09-15 form
        +     sommatie              2026-09-29 2026-09-15 post      eight days: until 7 October; until 23 September
        +     call                  2026-10-03 2026-09-19 phone
        +     sommatie              2026-10-08 2026-09-24 registered until 16 October; until Friday 2 October
        +     court-advice          2026-10-17 2026-10-03 email
        """,
}  # fmt: skip


def rows(name: str, business: bool) -> list[tuple[str, str, str, str]]:
    """The expected sequence of a process: line, kind, day, ways."""
    found = []
    for line in SEQUENCES[name].strip().splitlines():
        number, kind, consumer_day, business_day, ways = line.split()[:5]
        day = business_day if business else consumer_day
        if day != "-":
            found.append((number.strip("+"), kind, day, "" if ways == "-" else ways))
    return found


def row(entry: TimelineEntry) -> tuple[str, str, str, str]:
    return ("+".join(entry.lines), entry.kind, str(entry.on), "+".join(entry.channels))


@pytest.mark.parametrize("business", [False, True], ids=["consumer", "business"])
@pytest.mark.parametrize("name", SEQUENCES)
def test_a_process_as_it_is_planned_on_the_due_date(name: str, business: bool) -> None:
    found = answer(case(business=business), DUE, name)
    assert [row(entry) for entry in course(found)] == rows(name, business)
    assert {entry.status for entry in course(found)} == {"next", "later"}
    first = next(entry for entry in found.timeline if entry.to_debtor)
    assert (found.kind, found.start, found.channel) == (first.kind, date(2026, 9, 1), "post")


@pytest.mark.parametrize("business", [False, True], ids=["consumer", "business"])
@pytest.mark.parametrize("name", SEQUENCES)
def test_letters_go_out_as_planned_and_each_is_lawful(name: str, business: bool) -> None:
    sent = [row(letter) for _, letter in follow(case_data(business=business), name)]
    assert sent == [each for each in rows(name, business) if each[1] in TO_DEBTOR]


@pytest.mark.parametrize("name", SEQUENCES)
def test_while_it_goes_on_the_past_is_done_and_the_plan_stands(name: str) -> None:
    for found, letter in follow(case_data(), name):
        assert [row(entry)[:3] for entry in course(found) if entry.to_debtor] == [
            each[:3] for each in rows(name, False) if each[1] in TO_DEBTOR
        ]
        letters = [entry for entry in course(found) if entry.to_debtor]
        place = letters.index(letter)
        assert [entry.status for entry in letters] == ["done"] * place + ["next"] + ["later"] * (
            len(letters) - place - 1
        )


def test_a_process_without_a_notice_gets_one_and_says_so() -> None:
    found = list(follow(case_data(), "friendly-same-day"))
    assert [(letter.kind, letter.inserted) for _, letter in found] == [
        ("payment-reminder", False),
        ("wik-notice", True),
    ]
    inserted = found[1][0]
    assert "is inserted" in EN.say(inserted.reason)
    assert "ingevoegd" in NL.say(inserted.reason)
    assert inserted.timeline[4].step is not None
    assert (inserted.timeline[4].step.performed_by, inserted.timeline[4].step.branding) == ("agency", "agency")
    business = answer(case(business=True), DUE, "friendly-same-day")
    assert not any(entry.inserted for entry in business.timeline)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"friendly-same-day"}))
def test_a_process_with_a_notice_gets_no_second_one(name: str) -> None:
    assert not any(entry.inserted for entry in answer(case(), DUE, name).timeline)


# ---- what has to wait

FIRST = reminder("2026-09-01", pay_by="2026-09-08")
PENDING = notice()  # until Wednesday 7 October; costs from Thursday 8; with the margin from Sunday 11 October


def blocked(found: NextStep, kind: str) -> tuple[str | None, str]:
    """Until when a kind is blocked, and why; "" when it is not."""
    each = next((each for each in found.blocked if each.kind == kind), None)
    if each is None:
        return None, ""
    assert NL.say(each.reason)
    return (str(each.until) if each.until else None), EN.say(each.reason)


# what is different, on, profile, kind, until, words of the reason
WAITS: list[tuple[str, Data, str, str, str, str | None, str]] = [
    ("nothing is due", {}, "2026-08-20", "standard", "payment-reminder", "2026-09-01", "nothing is overdue"),
    ("due today", {}, "2026-08-31", "standard", "wik-notice", "2026-09-01", "nothing is overdue"),
    ("due yesterday", {}, "2026-09-01", "standard", "payment-reminder", None, ""),
    ("no notice yet", {}, "2026-09-01", "standard", "sommatie", "2026-09-29", "No fourteen-day notice was sent"),
    ("its term runs", {"history": [PENDING]}, "2026-10-07", "standard", "sommatie", "2026-10-11", "costs are due from 8 October"),
    ("the margin runs", {"history": [PENDING]}, "2026-10-08", "standard", "sommatie", "2026-10-11", "a margin of 3 days"),
    ("the last day of it", {"history": [PENDING]}, "2026-10-10", "standard", "sommatie", "2026-10-11", "a margin of 3 days"),
    ("it is over", {"history": [PENDING]}, "2026-10-11", "standard", "sommatie", None, ""),
    ("court needs it too", {"history": [FIRST]}, "2026-09-10", "friendly-same-day", "court-file", "2026-10-02", "lawful notice"),
    ("a specification too", {"history": [PENDING]}, "2026-10-08", "precollection-in-creditors-name", "cost-specification", "2026-10-11", "margin"),
    ("a short notice", {"history": [FIRST, notice(term_days=10)]}, "2026-11-09", "standard", "sommatie", "2026-11-29", "term was too short"),
    ("dispute", {"circumstances": [{"type": "dispute"}]}, "2026-09-10", "standard", "payment-reminder", None, "collection pauses"),
    ("dispute with an end", {"circumstances": [{"type": "dispute", "until": "2026-09-20"}]}, "2026-09-10", "standard", "wik-notice", "2026-09-21", "disputed"),
    ("debt help", {"history": [PENDING], "circumstances": [{"type": "debt-help"}]}, "2026-10-20", "standard", "sommatie", None, "debt help"),
    ("no agency known", {"history": [PENDING], "agency": None}, "2026-10-20", "standard", "sommatie", None, "must say who it is"),
    ("no rate known", {"history": [PENDING]}, "2027-01-05", "standard", "sommatie", None, "holds until 31 December 2026"),
    ("reminder's term runs", {"history": [FIRST]}, "2026-09-03", "standard", "wik-notice", "2026-09-09", "until 8 September"),
    ("no term agreed", {"invoices": [invoice(term_agreed=False)]}, "2026-09-10", "standard", "wik-notice", "2026-09-18", "no payment term was agreed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "on", "name", "kind", "until", "words"), [each[1:] for each in WAITS], ids=[each[0] for each in WAITS]
)
def test_what_may_not_be_sent_yet(more: Data, on: str, name: str, kind: str, until: str | None, words: str) -> None:
    found = answer(Dossier.model_validate(case_data() | more), on, name)
    when, why = blocked(found, kind)
    assert when == until
    assert words in why if words else why == ""


def test_a_business_is_asked_without_margin() -> None:
    found = answer(case(business=True, history=[notice(sent_on="2026-09-21", term_days=3)]), "2026-09-24")
    assert blocked(found, "sommatie") == (
        "2026-09-29",
        "The letter of 21 September 2026 gives the debtor until 28 September 2026.",
    )
    assert (found.kind, str(found.start)) == ("sommatie", "2026-09-29")


def test_the_margin_is_a_number_of_the_tables() -> None:
    assert days_on("safety_margin_days", DUE) == 3


def test_a_kind_stands_once_in_blocked() -> None:
    found = answer(case(circumstances=[{"type": "dispute", "until": "2026-09-10"}]), DUE, "mail-and-registered-21-days")
    assert [each.kind for each in found.blocked] == ["wik-notice", "sommatie"]
    assert [str(each.until) for each in found.blocked] == [
        "2026-09-11",
        "2026-10-03",
    ]  # received Tuesday 15: until 29 September


# ---- which letter

# Four instalments, the first by 1 November; its reminder by post is received on the 5th, and its seven days end on the 12th.
MISSED: Data = {
    "payment_plan": {"agreed_on": "2026-10-15", "instalment_count": 4, "first_due_on": "2026-11-01"},
    "history": [{"kind": "payment-plan-confirmation", "sent_on": "2026-10-15"}],
}
REMINDED: Data = {"kind": "instalment-reminder", "sent_on": "2026-11-03"}
NEXT: list[tuple[str, Data, str, str, str | None, str | None, str]] = [
    ("first", {}, "2026-09-01", "standard", "payment-reminder", "2026-09-01", "had to be paid by 31 August 2026"),
    ("long after", {}, "2026-11-09", "standard", "payment-reminder", "2026-11-09", "had to be paid by 31 August 2026"),
    ("before anything is due", {}, "2026-08-03", "standard", "payment-reminder", "2026-09-01", "Nothing is overdue yet"),
    ("the reminder was forgotten", {"history": [PENDING]}, "2026-10-09", "standard", "sommatie", "2026-10-11", "until 7 October 2026"),
    ("long after the notice", {"history": [PENDING]}, "2026-11-09", "standard", "sommatie", "2026-11-09", "asked for collection costs from 11 October"),
    ("the notice of the creditor counts", {"history": [PENDING | {"performed_by": "creditor"}]}, "2026-10-09", "precollection-in-creditors-name", "payment-reminder", "2026-10-09", "until 7 October"),
    ("a reminder of the creditor is no agency letter", {"history": [reminder("2026-09-01", performed_by="creditor")]}, "2026-09-20", "friendly-same-day", "payment-reminder", "2026-09-20", ""),
    ("a reminder of nobody named", {"history": [reminder("2026-09-01")]}, "2026-09-20", "friendly-same-day", "wik-notice", "2026-09-20", "is inserted"),
    ("a notice that fails", {"history": [reminder("2026-09-01"), notice(term_days=10)]}, "2026-11-09", "standard", "wik-notice", "2026-11-09", "of 21 September 2026 does not count"),
    ("a notice that fails, and a demand", {"history": [notice(term_days=10), sommatie("2026-10-10")]}, "2026-11-09", "standard", "wik-notice", "2026-11-09", "is inserted"),
    ("a demand without a notice", {"history": [sommatie("2026-10-10")]}, "2026-11-09", "standard", "wik-notice", "2026-11-09", "is inserted"),
    ("a notice after a demand", {"history": [sommatie("2026-09-10"), PENDING]}, "2026-11-09", "standard", "sommatie", "2026-11-09", ""),
    ("handed over without a notice", {"handed_over_on": "2026-11-05"}, "2026-11-09", "standard", "wik-notice", "2026-11-09", "takes over on 5 November 2026"),
    ("no term agreed", {"invoices": [invoice(term_agreed=False)]}, "2026-09-10", "mail-and-registered-21-days", "payment-reminder", "2026-09-10", "art. 6:82 BW"),
    ("no costs are wanted", {"collection_costs": {"type": "none"}, "history": [reminder("2026-09-01")]}, "2026-11-09", "standard", "sommatie", "2026-11-09", ""),
    ("a dispute with an end", {"circumstances": [{"type": "dispute", "until": "2026-11-20"}]}, "2026-11-09", "standard", "payment-reminder", "2026-11-21", "disputed"),
    ("a dispute that is over", {"circumstances": [{"type": "dispute", "until": "2026-11-08"}]}, "2026-11-09", "standard", "payment-reminder", "2026-11-09", ""),
    ("a dispute that comes later", {"circumstances": [{"type": "dispute", "since": "2026-11-10"}]}, "2026-11-09", "standard", "payment-reminder", "2026-11-09", ""),
    ("a dispute", {"circumstances": [{"type": "dispute"}]}, "2026-11-09", "standard", None, None, "would be: Payment reminder. It may not go out."),
    ("bankruptcy", {"circumstances": [{"type": "bankruptcy"}]}, "2026-11-09", "standard", None, None, "bankrupt"),
    ("debt scheme", {"circumstances": [{"type": "wsnp"}]}, "2026-11-09", "standard", None, None, "debt scheme"),
    ("suspension of payments", {"circumstances": [{"type": "suspension"}]}, "2026-11-09", "standard", None, None, "suspension"),
    ("the debtor died", {"circumstances": [{"type": "deceased"}]}, "2026-11-09", "standard", None, None, "died"),
    ("a guardian", {"circumstances": [{"type": "guardian"}]}, "2026-11-09", "standard", None, None, "guardian"),
    ("debt help, before a demand", {"circumstances": [{"type": "debt-help"}]}, "2026-11-09", "standard", "payment-reminder", "2026-11-09", ""),
    ("debt help, at a demand", {"circumstances": [{"type": "debt-help"}], "history": [PENDING]}, "2026-11-09", "standard", None, None, "helper"),
    ("no rate known", {"history": [PENDING]}, "2027-01-05", "standard", None, None, "holds until 31 December 2026"),
    ("no rate needed", {"history": [reminder("2026-12-20")]}, "2027-01-05", "standard", "wik-notice", "2027-01-05", ""),
    ("all is paid", {"payments": [payment("2026-09-05", "1250.00")]}, "2026-11-09", "standard", None, None, "€0.55"),
    ("all is paid in time", {"payments": [payment("2026-09-05", "1250.00")], "history": [reminder("2026-09-01")]}, "2026-11-09", "standard", None, None, "All is paid"),
    ("paid, but not the costs", {"payments": [payment("2026-10-20", "1250.00")], "history": [PENDING]}, "2026-11-09", "standard", "sommatie", "2026-11-09", ""),
    ("a plan to confirm", {"payment_plan": {"agreed_on": "2026-11-01", "instalment_count": 4, "first_due_on": "2026-12-01"}}, "2026-11-09", "standard", "payment-plan-confirmation", "2026-11-09", "not confirmed yet"),
    ("a plan of tomorrow", {"payment_plan": {"agreed_on": "2026-11-10", "instalment_count": 4, "first_due_on": "2026-12-01"}}, "2026-11-09", "standard", "payment-reminder", "2026-11-09", ""),
    ("a plan in force", {"payment_plan": {"agreed_on": "2026-11-01", "instalment_count": 4, "first_due_on": "2026-12-01"}, "history": [{"kind": "payment-plan-confirmation", "sent_on": "2026-11-02"}]}, "2026-11-09", "standard", None, None, "in force since 1 November"),
    ("an instalment missed", MISSED, "2026-11-09", "standard", "instalment-reminder", "2026-11-09", "Instalment 1 of the payment plan was to be paid by 1 November"),
    ("an instalment paid late", MISSED | {"payments": [payment("2026-11-08", "400.00")]}, "2026-11-09", "standard", None, None, "in force since 15 October"),
    ("a missed instalment, reminded of", MISSED | {"history": [*MISSED["history"], REMINDED]}, "2026-11-09", "standard", "plan-lapse", "2026-11-13", "when they are over and it is not paid"),
    ("its term over", MISSED | {"history": [*MISSED["history"], REMINDED]}, "2026-11-16", "standard", "plan-lapse", "2026-11-16", ""),
    ("a plan that lapsed", MISSED | {"history": [*MISSED["history"], REMINDED, {"kind": "plan-lapse", "sent_on": "2026-11-16", "pay_by": "2026-11-24"}]}, "2026-11-20", "standard", "payment-reminder", "2026-11-25", ""),
    ("a plan of which only interest is left", MISSED | {"payments": [payment("2026-10-30", "1250.00")]}, "2026-11-09", "standard", None, None, "in force"),
    ("its last instalment missed", MISSED | {"payments": [payment("2026-10-30", "1250.00")]}, "2027-02-03", "standard", "instalment-reminder", "2027-02-03", "Instalment 4"),
    ("all of it paid", MISSED | {"handed_over_on": "2026-10-10", "payments": [payment("2026-10-30", "1300.00")]}, "2026-11-09", "standard", "closing-debtor", "2026-11-09", "All is paid: the file is closed"),
    ("and told", MISSED | {"handed_over_on": "2026-10-10", "payments": [payment("2026-10-30", "1300.00")], "history": [*MISSED["history"], {"kind": "closing-debtor", "sent_on": "2026-11-02"}]}, "2026-11-09", "standard", None, None, "All is paid: no letter follows"),
    ("paid on a Sunday", MISSED | {"handed_over_on": "2026-10-10", "payments": [payment("2026-10-30", "1300.00")], "debtor": CONSUMER | REACHABLE}, "2026-11-08", "standard", "closing-debtor", "2026-11-09", ""),
    ("a dispute during a plan", MISSED | {"circumstances": [{"type": "dispute"}]}, "2026-11-09", "standard", None, None, "disputed"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "on", "name", "kind", "start", "words"), [each[1:] for each in NEXT], ids=[each[0] for each in NEXT]
)
def test_which_letter_and_from_when(
    more: Data, on: str, name: str, kind: str | None, start: str | None, words: str
) -> None:
    found = answer(Dossier.model_validate(case_data() | more), on, name)
    assert (found.kind, str(found.start) if found.start else None) == (kind, start)
    assert words in EN.say(found.reason)
    assert NL.say(found.reason)
    assert (found.channel is None) == (kind is None)


def test_a_new_invoice_starts_a_new_round() -> None:
    both = [invoice("1250.00"), invoice("500.00", "2026-11-01", "F2")]
    paid = [payment("2026-09-05", "1250.00", "F1")]
    sent = [reminder("2026-09-01", invoice_numbers=["F1"])]
    found = answer(case(*both, payments=paid, history=sent), "2026-11-09")
    assert (found.kind, str(found.start)) == ("payment-reminder", "2026-11-09")
    early = answer(case(*both, payments=paid, history=sent), "2026-10-20")
    assert (early.kind, str(early.start)) == ("payment-reminder", "2026-11-02")
    open_too = answer(case(*both, history=sent), "2026-11-09")
    assert open_too.kind == "wik-notice"


def test_a_plan_blocks_every_demand() -> None:
    plan = {"agreed_on": "2026-11-01", "instalment_count": 4, "first_due_on": "2026-12-01"}
    found = answer(case(payment_plan=plan), "2026-11-09", "ecommerce-60-days")
    assert {each.kind: each.until for each in found.blocked} == {
        "payment-reminder": None,
        "wik-notice": None,
        "sommatie": None,
    }
    assert found.channel == "email"
    confirmation = next(entry for entry in found.timeline if entry.kind == "payment-plan-confirmation")
    assert confirmation.status == "next"
    unknown_to_the_process = answer(case(payment_plan=plan), "2026-11-09", "mail-and-registered-21-days")
    assert (unknown_to_the_process.kind, unknown_to_the_process.channel) == ("payment-plan-confirmation", "post")


def test_a_plan_that_cannot_be_is_bad_input() -> None:
    plan = {"agreed_on": "2026-11-01", "instalment_count": 120, "first_due_on": "2026-12-01", "total": "1.00"}
    with pytest.raises(InvalidInput):
        answer(case(payment_plan=plan), "2026-11-09")


# ---- what comes after the letters

SENT = [PENDING, sommatie("2026-10-12", pay_by="2026-10-20"), sommatie("2026-10-22", pay_by="2026-10-30")]


@pytest.mark.parametrize(
    ("step", "kind", "words"),
    [
        (None, "court-advice", "decided with the creditor"),
        ({"kind": "discuss"}, "court-advice", "decided with the creditor"),
        ({"kind": "court"}, "court-advice", "decided with the creditor"),
        ({"kind": "court", "decided_on": "2026-11-01"}, "court-advice", "decided on 1 November 2026 to go to court"),
        ({"kind": "bailiff", "decided_on": "2026-11-01"}, "court-advice", "to engage a bailiff"),
        ({"kind": "none"}, None, "no further step"),
    ],
)
def test_the_decision_of_the_creditor(step: Data | None, kind: str | None, words: str) -> None:
    found = answer(case(history=SENT, next_step=step), "2026-11-09")
    assert found.kind == kind
    assert words in EN.say(found.reason)
    assert NL.say(found.reason)


@pytest.mark.parametrize(
    ("on", "kind", "start"),
    [
        ("2026-10-23", "court-advice", "2026-10-31"),  # the call after four days was of the first demand
        ("2026-10-31", "court-advice", "2026-10-31"),
        ("2026-12-01", "court-advice", "2026-12-01"),
    ],
)
def test_after_the_last_letter_the_process_goes_on_by_the_calendar(on: str, kind: str, start: str) -> None:
    found = answer(case(history=SENT), on)
    assert (found.kind, str(found.start)) == (kind, start)


@pytest.mark.parametrize(
    ("on", "kind"),
    [("2026-10-13", "call"), ("2026-10-16", "call"), ("2026-10-21", "court-advice"), ("2026-11-30", "court-advice")],
)
def test_a_call_has_its_day_and_then_its_turn_is_over(on: str, kind: str) -> None:
    demand = sommatie("2026-10-12", pay_by="2026-10-20")
    found = answer(case(history=[FIRST, PENDING, demand]), on, "ecommerce-60-days")
    assert found.kind == kind
    call = [entry for entry in found.timeline if entry.kind == "call"][-1]
    assert call.status == ("next" if kind == "call" else "passed")


def test_when_the_creditor_has_handed_over_its_plan_is_done() -> None:
    found = answer(case(history=[PENDING], handed_over_on="2026-10-12"), "2026-11-09", "creditor-step-plan")
    assert (found.kind, found.start, found.channel) == (None, None, None)
    assert [entry.status for entry in course(found)] == ["passed", "passed", "done", "done"]


# ---- Sundays and holidays

DEBTORS: dict[str, Data] = {
    "consumer": CONSUMER | REACHABLE,
    "company": COMPANY | REACHABLE,
    "sole trader": COMPANY | REACHABLE | {"legal_form": "eenmanszaak"},
    "abroad": CONSUMER | REACHABLE | {"address": {"street": "Rue Haute 1", "city": "Gent", "country": "BE"}},
    "without e-mail": CONSUMER,
}
# debtor, on, profile, first day of the agency's demand, way, was it moved?
REST = [
    ("consumer", "2026-10-10", "mail-and-registered-21-days", "2026-10-12", "email", True),  # margin until Sunday 11
    ("consumer", "2026-10-17", "mail-and-registered-21-days", "2026-10-17", "email", False),  # a Saturday
    ("consumer", "2026-10-18", "mail-and-registered-21-days", "2026-10-19", "email", True),
    ("consumer", "2026-12-24", "mail-and-registered-21-days", "2026-12-24", "email", False),
    ("consumer", "2026-12-25", "mail-and-registered-21-days", "2026-12-28", "email", True),  # Christmas, then a Sunday
    ("consumer", "2026-12-26", "mail-and-registered-21-days", "2026-12-28", "email", True),
    ("sole trader", "2026-10-18", "mail-and-registered-21-days", "2026-10-19", "email", True),
    ("company", "2026-10-18", "mail-and-registered-21-days", "2026-10-18", "email", False),
    ("abroad", "2026-10-18", "mail-and-registered-21-days", "2026-10-18", "email", False),
    ("without e-mail", "2026-10-18", "mail-and-registered-21-days", "2026-10-18", "post", False),
    ("consumer", "2026-10-18", "ecommerce-60-days", "2026-10-18", "post", False),
]


@pytest.mark.parametrize(("who", "on", "name", "start", "way", "moved"), REST)
def test_an_agency_leaves_natural_persons_alone_on_sundays_and_holidays(
    who: str, on: str, name: str, start: str, way: str, moved: bool
) -> None:
    found = answer(case(debtor=DEBTORS[who], history=[PENDING]), on, name)
    assert (found.kind, str(found.start), found.channel) == ("sommatie", start, way)
    assert ("Sunday or holiday" in EN.say(found.reason)) == moved


def test_a_creditor_may_mail_on_a_sunday() -> None:
    plan = {"agreed_on": "2026-10-17", "instalment_count": 4, "first_due_on": "2026-12-01"}
    own = answer(case(payment_plan=plan), "2026-10-18", "creditor-step-plan")
    assert (str(own.start), own.channel) == ("2026-10-18", "email")
    agency = answer(case(payment_plan=plan), "2026-10-18", "ecommerce-60-days")
    assert (str(agency.start), agency.channel) == ("2026-10-19", "email")


def test_a_notice_by_letter_and_mail_waits_for_monday_too() -> None:
    found = answer(case(), "2026-10-18", "precollection-in-creditors-name")
    assert (found.kind, str(found.start), found.channel) == ("wik-notice", "2026-10-19", "post")
    notice_ = next(entry for entry in found.timeline if entry.kind == "wik-notice")
    assert notice_.channels == ("post", "email")
    only_post = answer(case(debtor=CONSUMER), "2026-10-18", "precollection-in-creditors-name")
    assert str(only_post.start) == "2026-10-18"


def test_calls_wait_for_monday() -> None:
    # The demand of Thursday 1 October: the call three days later would be on a Sunday.
    sent = [notice(sent_on="2026-09-08"), sommatie("2026-10-01")]
    found = answer(case(history=sent), "2026-10-02", "ecommerce-60-days")
    assert (found.kind, str(found.start), found.channel) == ("call", "2026-10-05", "phone")


def test_without_an_address_it_goes_by_post_and_says_so() -> None:
    found = answer(case(debtor=CONSUMER, history=[PENDING]), "2026-11-09", "mail-and-registered-21-days")
    assert found.channel == "post"
    assert "goes by post" in EN.say(found.reason)


# ---- the timeline


def test_what_happened_instead_is_next() -> None:
    def now(**more: object) -> set[str]:
        found = answer(case(**more), "2026-11-09", "friendly-same-day")
        return {
            "+".join(entry.lines)
            for entry in found.timeline
            if entry.status == "next" and entry.on is None and entry.lines != ("ME-03",)
        }

    assert now(circumstances=[{"type": "bankruptcy"}]) == {"ME-09"}
    assert now(circumstances=[{"type": "debt-help"}]) == {"ME-08"}
    assert now(support={"pause_until": "2026-12-31"}) == {"ME-08"}
    assert now(payments=[payment("2026-08-31", "1250.00")]) == {"ME-05", "ME-06", "ME-10"}
    assert now(payment_plan={"agreed_on": "2026-11-01", "instalment_count": 2, "first_due_on": "2026-12-01"}) == {
        "ME-07"
    }


def test_a_message_is_answered_and_then_it_is_done() -> None:
    question = {"kind": "question", "received_on": "2026-11-05", "summary": "U vroeg om een kopie."}

    def reply(*sent_on: str, **more: object) -> tuple[str, str | None]:
        history = [reminder("2026-09-01"), *({"kind": "reply", "sent_on": day} for day in sent_on)]
        found = answer(case(history=history, messages=[question | more]), "2026-11-09", "ecommerce-60-days")
        (entry,) = [each for each in found.timeline if each.kind == "reply"]
        return entry.status, entry.on.isoformat() if entry.on else None

    assert reply() == ("next", None)
    assert reply(received_on="2026-11-10") == ("when-needed", None)
    assert reply("2026-11-04") == ("next", None)  # that one answered another message
    assert reply("2026-11-04", "2026-11-06", "2026-11-08") == ("done", "2026-11-06")


def test_a_demand_waits_for_the_answer_to_an_objection() -> None:
    dispute = {"kind": "dispute", "received_on": "2026-11-05", "summary": "U schrijft dat er dozen ontbraken."}
    given = case(history=[reminder("2026-09-01")], messages=[dispute])
    found = answer(given, "2026-11-09", "standard")
    assert found.kind is None
    assert "objection of 5 November 2026 has no answer yet" in EN.say(found.reason)
    given = case(history=[reminder("2026-09-01")], messages=[dispute | {"answered_on": "2026-11-09"}])
    assert answer(given, "2026-11-09", "standard").kind == "wik-notice"


def test_nothing_goes_to_a_debtor_before_a_letter_that_may_not_go() -> None:
    found = answer(
        case(history=[reminder("2026-09-01")], circumstances=[{"type": "bankruptcy"}]),
        "2026-11-09",
        "creditor-step-plan",
    )
    assert [(entry.kind, entry.status, entry.on) for entry in course(found)][1:] == [
        ("call", "later", None), ("wik-notice", "next", None), ("hand-over", "later", None),
    ]  # fmt: skip


def test_letters_outside_the_process_stand_where_they_belong() -> None:
    history = [reminder("2026-09-01"), reminder("2026-09-12"), PENDING]
    found = answer(case(history=history), "2026-10-20")
    assert [(entry.kind, entry.status, str(entry.on), entry.step is None) for entry in course(found)[:4]] == [
        ("payment-reminder", "done", "2026-09-01", False),
        ("payment-reminder", "done", "2026-09-12", True),
        ("wik-notice", "done", "2026-09-21", False),
        ("hand-over", "next", "2026-10-20", False),
    ]


def test_the_timeline_says_how_a_letter_really_went() -> None:
    found = answer(case(history=[reminder("2026-09-01", channel="email")]), "2026-09-20")
    assert found.timeline[0].channels == ("email",)


def test_a_target_that_is_gone_by_is_passed() -> None:
    history = [PENDING, sommatie("2026-10-12"), sommatie("2026-10-19")]
    targets = [
        next(
            entry
            for entry in answer(case(history=history), on, "mail-and-registered-21-days").timeline
            if entry.kind == "target"
        )
        for on in ("2026-11-02", "2026-11-03")
    ]
    assert [(each.status, str(each.on)) for each in targets] == [("later", "2026-11-02"), ("passed", "2026-11-02")]


def test_letters_of_later_days_are_not_there_yet() -> None:
    history = [reminder("2026-09-01"), PENDING]
    assert answer(case(history=history), "2026-09-15").kind == "wik-notice"


@pytest.mark.parametrize(
    ("given", "start", "said"),
    [
        # the reminder of 1 September gives until Friday 2 October, so the notice of the process waits until the 3rd
        ({"history": [reminder("2026-09-01", pay_by="2026-10-02")]}, "2026-10-03", "2 oktober 2026"),
        # a shorter reminder of 8 September does not end the longer term of the first
        ({"history": [reminder("2026-09-01", pay_by="2026-10-02"), reminder("2026-09-08", pay_by="2026-09-15")]},
         "2026-10-03", "2 oktober 2026"),
        # a notice of before July 2012 is none, and refuses nothing
        ({"history": [notice("2012-05-14"), reminder("2026-09-01", pay_by="2026-09-08")]}, "2026-09-16", "2026"),
        # the bankruptcy is over on 30 September
        ({"history": [reminder("2026-09-01", pay_by="2026-09-08")],
          "circumstances": [{"type": "bankruptcy", "since": "2026-09-10", "until": "2026-09-30"}]}, "2026-10-01", "failliet"),
    ],
    ids=["a longer term", "a longer term before a shorter", "before the scale", "bankruptcy"],
)  # fmt: skip
def test_a_notice_waits_for_what_refuses_it(given: Data, start: str, said: str) -> None:
    dossier = case(**given)
    found = answer(dossier, "2026-09-16")
    assert (found.kind, str(found.start)) == ("wik-notice", start)
    assert said in NL.say(found.reason).replace("\N{NO-BREAK SPACE}", " ")
    request = {"kind": "wik-notice", "dossier": dossier, "date": found.start}
    assert compose(LetterRequest.model_validate(request), on=DUE, brands={}).date == found.start


# ---- any dossier at all


@settings(max_examples=settings().max_examples * 2, suppress_health_check=list(HealthCheck))
@given(dossier=dossiers(), on=on_dates, name=st.sampled_from(NAMES))
def test_the_letter_that_is_named_is_lawful_on_its_day(dossier: Dossier, on: date, name: str) -> None:
    found = answer(dossier, on, name)
    assert EN.say(found.reason)
    assert NL.say(found.reason)
    assert all(each.until is None or each.until > on for each in found.blocked)
    assert (found.kind is None) == (found.start is None)
    if found.start is not None:
        assert found.start >= on
        assert not [
            each
            for each in found.blocked
            if each.kind == found.kind and each.until and each.until > found.start and on == found.start
        ]
    if found.kind in TO_DEBTOR and found.start is not None and found.start <= date(2026, 12, 31):
        entry = next(each for each in found.timeline if each.kind == found.kind and each.status == "next")
        step = entry.step
        assert step is not None
        claimed = step.costs == "claimed" and (
            dossier.debtor.type == "business" or dossier.collection_costs.type == "none"
        )
        asked: dict[str, Any] = {
            "kind": found.kind, "dossier": dossier, "date": found.start, "channel": found.channel,
            "branding": step.branding, "performed_by": step.performed_by, "costs": None if claimed else step.costs,
            "interest": step.interest, "term_days": step.term.get(dossier.debtor.type), "stage": step.stage,
        }  # fmt: skip
        made = compose(LetterRequest.model_validate(asked), on=on, brands={})
        assert made.date == found.start
        words = letter_text(letter_html(made, TEMPLATES))
        assert not check_text(words, made, Words(made.language, strict=True).say)


@settings(max_examples=settings().max_examples, suppress_health_check=list(HealthCheck))
@given(dossier=dossiers(business=False), on=on_dates, name=st.sampled_from(NAMES))
def test_no_costs_of_a_consumer_before_a_lawful_notice_and_its_margin(dossier: Dossier, on: date, name: str) -> None:
    found = answer(dossier, on, name)
    if dossier.collection_costs.type == "none" or found.start is None:
        return
    notices = [each.on for each in found.timeline if each.kind == "wik-notice" and each.on]
    for each in found.timeline:
        if each.status in ("next", "later") and each.step and each.step.costs == "claimed" and each.on:
            assert any(sent + timedelta(days=14 + 3) < each.on for sent in notices)
