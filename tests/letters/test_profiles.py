"""The process profiles: the shipped ones say line by line what their process does, and a mistake in a file is named."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest

from docgen.errors import InvalidInput
from docgen.letters.kinds import KINDS
from docgen.letters.profile_fees import AgreedFee
from docgen.letters.profiles import Profile, Step, profile_from_toml
from docgen.render.words import Words
from tests.dossier.given import GONE, changed
from tests.letters.processes import NAMES, entry, shipped

# The five processes, line by line, copied by hand from their descriptions:
# line, kind, to, letterhead, whose account, costs. "-": the description says nothing about it.
LINES = {
    "ecommerce-60-days": """
        FL-01 payment-reminder           debtor            creditor creditor none
        FL-01 call                       debtor            -        -        -
        FL-04 cost-calculation           creditor          -        -        -
        FL-03 wik-notice                 debtor            creditor creditor announced
        FL-05 recoverability-check       agency+creditor   -        -        -
        FL-06 sommatie                   debtor            agency   -        claimed
        FL-07 call                       debtor            -        -        -
        FL-11 court-advice               creditor          -        -        -
        FL-15 court-file                 bailiff+creditor  -        -        -
        FL-02 sample-letters             creditor          -        -        -
        FL-08 reply                      debtor            -        -        -
        FL-09 payment-plan-confirmation  debtor            agency   -        -
        FL-12 settlement-statement       creditor          -        -        -
        FL-13 settlement-statement       creditor          -        -        -
        FL-14 settlement-statement       creditor          -        -        -
        """,
    "precollection-in-creditors-name": """
        DB-01 intake                     agency            -        -        -
        DB-02 claim-receipt              creditor          -        -        -
        DB-05 wik-notice                 debtor            creditor creditor announced
        DB-06 payment-reminder           debtor            agency   creditor none
        DB-07 contact                    debtor            -        -        -
        DB-08 cost-specification         debtor            agency   -        claimed
        DB-11 court-advice               creditor          -        -        -
        DB-11 court-file                 bailiff           -        -        -
        DB-03 closing-creditor           creditor          -        -        -
        DB-04 status-creditor            creditor          -        -        -
        DB-09 payment-plan-confirmation  debtor            agency   -        -
        DB-10 dispute-acknowledgement    debtor            agency   -        -
        DB-10 dispute-notice-creditor    creditor          agency   -        -
        DB-12 enforcement                bailiff           -        -        -
        DB-13 settlement-statement       creditor          -        -        -
        DB-14 settlement-statement       creditor          -        -        -
        DB-15 settlement-statement       creditor          -        -        -
        """,
    "mail-and-registered-21-days": """
        IF-01 wik-notice                 debtor            creditor creditor announced
        IF-09 intake                     agency            -        -        -
        IF-02 sommatie                   debtor            agency   -        claimed
        IF-03 sommatie                   debtor            agency   -        claimed
        IF-04 sommatie                   debtor            agency   -        claimed
        IF-05 call                       debtor            -        -        -
        IF-07 court-file                 bailiff           -        -        -
        IF-06 extra-message              debtor            -        -        -
        IF-08 reduced-costs              debtor            -        -        -
        IF-09 status-creditor            creditor          -        -        -
        IF-10 portal                     debtor            -        -        -
        """,
    "creditor-step-plan": """
        AL-01 payment-reminder           debtor            creditor creditor none
        AL-02 call                       debtor            -        -        -
        AL-06 wik-notice                 debtor            creditor creditor announced
        AL-07 hand-over                  agency            -        -        -
        AL-03 plan-agreement             debtor            -        creditor -
        AL-04+AL-05 payment-plan-confirmation debtor       creditor creditor -
        """,
    "friendly-same-day": """
        ME-01 intake                     agency            -        -        -
        ME-02 claim-receipt              creditor          -        -        -
        ME-03 payment-reminder           debtor            agency   creditor none
        ME-04 call                       debtor            -        -        -
        ME-12 court-advice               creditor          -        -        claimed
        ME-12 court-file                 bailiff           -        -        claimed
        ME-05 closing-debtor             debtor            agency   -        -
        ME-05 closing-creditor           creditor          -        -        -
        ME-06 remittance-advice          creditor          -        -        -
        ME-07 payment-plan-confirmation  debtor+creditor   agency   -        -
        ME-08 help-referral              debtor            -        -        -
        ME-09 trustee-claim              trustee           -        -        -
        ME-09 status-creditor            creditor          -        -        -
        ME-10 settlement-statement       creditor          -        -        -
        ME-11 settlement-statement       creditor          -        -        -
        ME-13 closing-creditor           creditor          -        -        -
        """,
}
HOW_MANY = {
    "ecommerce-60-days": ("FL", 15),
    "precollection-in-creditors-name": ("DB", 15),
    "mail-and-registered-21-days": ("IF", 10),
    "creditor-step-plan": ("AL", 7),
    "friendly-same-day": ("ME", 13),
}
every_process = pytest.mark.parametrize("name", LINES)


def step(profile: Profile, id_: str) -> Step:
    return next(each for each in profile.steps if each.id == id_)


def test_the_shipped_profiles() -> None:
    assert sorted([*LINES, "standard"]) == NAMES
    assert all(shipped(name).title.nl != shipped(name).title.en for name in NAMES)


@every_process
def test_a_process_stands_in_its_profile_line_by_line(name: str) -> None:
    told = [
        ["+".join(each.lines), each.kind, "+".join(each.to), each.branding or "-", each.payee or "-", each.costs or "-"]
        for each in shipped(name).steps
    ]
    assert told == [line.split() for line in LINES[name].strip().splitlines()]


@every_process
def test_no_line_of_a_process_is_forgotten(name: str) -> None:
    profile = shipped(name)
    letters, count = HOW_MANY[name]
    found = {line for each in profile.steps for line in each.lines} | set(
        profile.target.lines if profile.target else ()
    )
    assert found == {f"{letters}-{number:02}" for number in range(1, count + 1)}


# profile, step, channels, all of them?, performed by, term of a consumer and of a business, tone
LETTERS = [
    ("ecommerce-60-days", "reminder", "post email", False, "creditor", None, None, "friendly"),
    ("ecommerce-60-days", "final-notice", "post", False, "creditor", 14, 14, "firm"),
    ("ecommerce-60-days", "demand", "post email", False, "agency", None, None, "formal"),
    ("precollection-in-creditors-name", "final-notice", "post email", True, "agency", 14, None, "firm"),
    ("precollection-in-creditors-name", "first-agency-letter", "post", False, "agency", None, None, "firm"),
    ("mail-and-registered-21-days", "final-notice", "post", False, "creditor", 14, 14, "firm"),
    ("mail-and-registered-21-days", "first-demand", "email", False, "agency", 4, 4, "strict"),
    ("mail-and-registered-21-days", "second-demand", "email", False, "agency", 4, 4, "strict"),
    ("mail-and-registered-21-days", "last-demand", "registered", False, "agency", 4, 4, "strict"),
    ("creditor-step-plan", "reminder", "post email", False, "creditor", 7, 7, "friendly"),
    ("creditor-step-plan", "final-notice", "post email", False, "creditor", 14, 3, "firm"),
    ("friendly-same-day", "first-reminder", "post email", False, "agency", None, None, "friendly"),
]


@pytest.mark.parametrize(("name", "id_", "channels", "together", "performer", "consumer", "business", "tone"), LETTERS)
def test_how_a_letter_goes(
    name: str, id_: str, channels: str, together: bool, performer: str, consumer: Any, business: Any, tone: str
) -> None:
    found = step(shipped(name), id_)
    assert (list(found.channels), found.all_channels) == (channels.split(), together)
    assert (found.performed_by, found.tone) == (performer, tone)
    assert (found.term.get("consumer"), found.term.get("business")) == (consumer, business)


def test_the_unpaid_invoice_goes_with_the_first_reminder_of_a_creditor() -> None:
    assert step(shipped("creditor-step-plan"), "reminder").attach_invoice


# What the creditor pays: nothing collected, part, all. Each time the rule, an amount, what it is over, a limit, the
# base fee as a threshold, and whether going to court takes it away.
NO_FEE = ("none", None, None, None, False, False)
FEES = [
    (
        "ecommerce-60-days",
        ("fixed", "75.00", None, None, False, True),
        ("commission", None, None, None, False, False),
        NO_FEE,
    ),
    (
        "precollection-in-creditors-name",
        ("base-fee", None, None, None, False, False),
        ("statutory-costs", None, "claim", None, True, False),
        NO_FEE,
    ),
    ("friendly-same-day", NO_FEE, ("statutory-costs", None, "collected", "11.25", False, False), NO_FEE),
]


@pytest.mark.parametrize(("name", "nothing", "part", "everything"), FEES)
def test_fees_are_carried(name: str, nothing: Any, part: Any, everything: Any) -> None:
    found = {each.when: told(each.fee) for each in shipped(name).steps if each.fee and each.when != "not-recoverable"}
    assert found == {"nothing-paid": nothing, "part-paid": part, "all-paid": everything}


def told(fee: AgreedFee) -> tuple[Any, ...]:
    terms = fee.terms
    amount, limit = (None if figure is None else str(figure) for figure in (terms.amount, terms.at_most))
    over = terms.over if terms.rule == "statutory-costs" else None
    return terms.rule, amount, over, limit, terms.only_above_base_fee, fee.unless_court


def test_a_file_without_means_is_closed_free_of_charge() -> None:
    closed = step(shipped("precollection-in-creditors-name"), "not-recoverable")
    assert (closed.when, closed.fee and told(closed.fee)) == ("not-recoverable", NO_FEE)


def test_a_profile_may_name_what_is_else_agreed_with_each_creditor() -> None:
    bands = [{"up_to": "500.00", "amount": "35.00"}, {"amount": "95.00"}]
    named = changed(SOUND, steps__3__fee={"rule": "base-fee", "base_fee": bands})
    fee = step(profile_from_toml("process", named), "d").fee
    assert fee is not None
    assert [(band.up_to, band.amount) for band in fee.terms.bands] == [
        (Decimal("500.00"), Decimal("35.00")), (None, Decimal("95.00")),
    ]  # fmt: skip
    named = changed(SOUND, steps__3__fee={"rule": "commission", "percent": "12.5"})
    fee = step(profile_from_toml("process", named), "d").fee
    assert fee is not None
    assert (fee.terms.percent, fee.terms.needs_percent) == (Decimal("12.5"), False)


def test_an_outcome_has_one_fee() -> None:
    twice = copy.deepcopy(SOUND)
    twice["steps"].append(twice["steps"][3] | {"id": "e"})
    assert "Another step" in mistakes(twice)["/steps/4/fee"]
    for place, debtors in ((3, ["consumer"]), (4, ["business"])):
        twice["steps"][place] |= {"debtors": debtors}
    assert mistakes(twice) == {}


@pytest.mark.parametrize("name", NAMES)
def test_a_debtor_never_gets_a_fee(name: str) -> None:
    assert not [each.id for each in shipped(name).steps if each.fee and "debtor" in each.to]


@pytest.mark.parametrize(("name", "days"), [("ecommerce-60-days", 60), ("mail-and-registered-21-days", 21)])
def test_targets(name: str, days: int) -> None:
    target = shipped(name).target
    assert target is not None
    assert target.days == days


def test_what_is_not_made_yet_is_said() -> None:
    made = {each.kind: each.made for name in NAMES for each in shipped(name).steps}
    assert {kind for kind, is_made in made.items() if is_made} <= set(KINDS)
    assert not made["call"]


# ---- mistakes in a file

SOUND: dict[str, Any] = {
    "title": {"nl": "Proces", "en": "Process"},
    "description": {"nl": "Een proces.", "en": "A process."},
    "target": {"days": 30, "from_step": "a", "title": {"nl": "Klaar", "en": "Done"}},
    "steps": [
        {
            "id": "a", "kind": "payment-reminder", "title": {"nl": "A", "en": "A"}, "to": ["debtor"],
            "performed_by": "creditor", "branding": "creditor", "channels": ["post"], "costs": "none",
            "after": "due-date", "days": 1,
        },
        {
            "id": "b", "kind": "wik-notice", "title": {"nl": "B", "en": "B"}, "to": ["debtor"],
            "performed_by": "creditor", "channels": ["post"], "costs": "announced", "after": "term-end", "days": 1,
            "term_days": {"consumer": 14, "business": 3},
        },
        {
            "id": "c", "kind": "hand-over", "made": False, "title": {"nl": "C", "en": "C"}, "to": ["agency"],
            "performed_by": "creditor", "after": "previous-step", "hand_over": True,
        },
        {
            "id": "d", "kind": "settlement", "made": False, "title": {"nl": "D", "en": "D"}, "to": ["creditor"],
            "performed_by": "agency", "when": "all-paid", "fee": {"rule": "fixed", "amount": "75.00"},
        },
    ],
}  # fmt: skip


def mistakes(data: dict[str, Any], name: str = "process") -> dict[str, str]:
    """Pointer and message of every mistake."""
    try:
        profile_from_toml(name, data)
    except InvalidInput as error:
        for each in error.errors:
            Words("nl", strict=True).say(each.message)  # raises for a sentence without Dutch
        return {each.pointer: each.message.message for each in error.errors}
    return {}


# place in the sound file, value, where the mistake is told, some words of it
MISTAKES: list[tuple[str, Any, str, str]] = [
    ("title", GONE, "/title", "required"),
    ("title__en", GONE, "/title/en", "required"),
    ("titel", {}, "/titel", "Did you mean"),
    ("steps", [], "/steps", "empty"),
    ("steps", "a", "/steps", "list"),
    ("steps__0__id", GONE, "/steps/0/id", "required"),
    ("steps__1__id", "a", "/steps/1/id", "Two steps"),
    ("steps__0__kind", "payment-remindr", "/steps/0/kind", "Did you mean"),
    ("steps__0__kind", "zzz", "/steps/0/kind", "made = false"),
    ("steps__0__kind", "Two Words", "/steps/0/kind", "small letters"),
    ("steps__0__to", [], "/steps/0/to", "empty"),
    ("steps__0__to", ["debitor"], "/steps/0/to/0", "Did you mean"),
    ("steps__0__to", ["creditor"], "/steps/0/to", "Add {to}"),
    ("steps__0__performed_by", "bailiff", "/steps/0/performed_by", "Choose one of"),
    ("steps__0__performed_by", GONE, "/steps/0/performed_by", "required"),
    ("steps__0__channels", ["phone"], "/steps/0/channels", "needs a way to go"),
    ("steps__0__channels", GONE, "/steps/0/channels", "needs a way to go"),
    ("steps__1__channels", ["post", "sms"], "/steps/1/channels", "SMS"),
    ("steps__0__payee", "agency", "/steps/0/payee", "paid to the creditor"),
    ("steps__0__costs", "claimed", "/steps/0/costs", "something else"),
    ("steps__1__costs", "none", "/steps/1/costs", "something else"),
    ("steps__0__interest", "claimed", "/steps/0/interest", "no interest"),
    ("steps__0__stage", "1", "/steps/0/stage", "Only a sommatie"),
    ("steps__0__days", -1, "/steps/0/days", "whole number"),
    ("steps__0__days", "1", "/steps/0/days", "whole number"),
    ("steps__0__days", True, "/steps/0/days", "whole number"),
    ("steps__0__days", 366, "/steps/0/days", "whole number"),
    ("steps__0__after", "term-end", "/steps/0/after", "nothing before"),
    ("steps__0__after", "previous-step", "/steps/0/after", "nothing before"),
    ("steps__1__after", "hand-over", "/steps/1/after", "nothing before"),
    ("steps__0__after", "tomorrow", "/steps/0/after", "Choose one of"),
    ("steps__2__after", GONE, "/steps/2", "one of the two"),
    ("steps__2__when", "dispute", "/steps/2", "one of the two"),
    ("steps__3__when", GONE, "/steps/3", "one of the two"),
    ("steps__3__days", 3, "/steps/3/days", "Only a step with after"),
    ("steps__3__hand_over", True, "/steps/3/hand_over", "has its day"),
    ("steps__1__term_days__consumer", 13, "/steps/1/term_days/consumer", "at least"),
    ("steps__1__term_days__consumer", 0, "/steps/1/term_days/consumer", "lies between"),
    ("steps__1__term_days__child", 14, "/steps/1/term_days/child", "no such field"),
    ("steps__0__debtors", [], "/steps/0/debtors", "empty"),
    ("steps__0__tone", "angry", "/steps/0/tone", "Choose one of"),
    ("steps__0__fee", {"rule": "none"}, "/steps/0/fee", "never stands in what a debtor gets"),
    ("steps__3__fee__amount", GONE, "/steps/3/fee/amount", "fixed fee"),
    ("steps__3__fee__amount", "75,00", "/steps/3/fee/amount", "no amount in euros"),
    ("steps__3__fee__at_most", "11.25", "/steps/3/fee/at_most", "Only statutory costs"),
    ("steps__3__fee__over", "claim", "/steps/3/fee/over", "Only statutory costs"),
    ("steps__3__fee__only_above_base_fee", True, "/steps/3/fee/only_above_base_fee", "Only statutory costs"),
    ("steps__3__fee__percent", "10", "/steps/3/fee/percent", "Only a commission"),
    ("steps__3__fee__base_fee", [{"amount": "35.00"}], "/steps/3/fee/base_fee", "does not rest"),
    (
        "steps__3__fee",
        {"rule": "base-fee", "base_fee": [{"amount": "1.00"}, {"amount": "2.00"}]},
        "/steps/3/fee/base_fee/0/up_to",
        "Only the last",
    ),
    ("steps__3__when", "dispute", "/steps/3/when", "how the case ended"),
    ("steps__3__fee__rule", "commisions", "/steps/3/fee/rule", "Did you mean"),
    ("target__from_step", "d", "/target/from_step", "no step that has its day"),
    ("target__days", GONE, "/target/days", "required"),
]


def test_the_sound_file_is_sound() -> None:
    assert mistakes(SOUND) == {}


@pytest.mark.parametrize(("place", "value", "pointer", "words"), MISTAKES)
def test_every_mistake_is_named_with_its_place(place: str, value: Any, pointer: str, words: str) -> None:
    found = mistakes(changed(SOUND, **{place: value}))
    assert pointer in found
    assert words in found[pointer]


def test_an_agency_may_not_remind_a_consumer_in_the_creditors_name() -> None:
    hidden = changed(SOUND, steps__0__performed_by="agency")
    assert "creditor's name" in mistakes(hidden)["/steps/0/branding"]
    assert mistakes(changed(hidden, steps__0__debtors=["business"])) == {}
    assert mistakes(changed(hidden, steps__0__branding="agency")) == {}


def test_a_letter_without_a_term_sets_none() -> None:
    plan = changed(SOUND, steps__1__kind="cost-specification", steps__1__costs="claimed")
    assert "no term" in mistakes(plan)["/steps/1/term_days"]


def test_only_one_step_hands_over() -> None:
    twice = copy.deepcopy(SOUND)
    twice["steps"].append(twice["steps"][2] | {"id": "e"})
    assert "Only one" in mistakes(twice)["/steps/4/hand_over"]


def test_all_mistakes_are_told_at_once() -> None:
    bad = changed(
        SOUND,
        title__nl="",
        steps__0__days="soon",
        steps__0__costs="claimed",
        steps__1__term_days__consumer=3,
        steps__2__kind="handover now",
        steps__3__fee__amount=GONE,
        target__from_step="nowhere",
    )
    assert set(mistakes(bad, "No Good")) == {
        "",
        "/title/nl",
        "/steps/0/days",
        "/steps/0/costs",
        "/steps/1/term_days/consumer",
        "/steps/2/kind",
        "/steps/3/fee/amount",
        "/target/from_step",
    }


@pytest.mark.parametrize("name", ["", "Standard", "a--b", "../standard", "a b"])
def test_the_name_of_a_profile(name: str) -> None:
    assert "" in mistakes(SOUND, name)


def test_odd_files_are_refused_and_never_break() -> None:
    for odd in ({}, {"steps": 3}, {"steps": [1, None, "x", []]}, {"title": [], "target": 4, "steps": [{"kind": []}]}):
        assert mistakes(odd)


def test_a_kind_that_will_be_made_one_day_may_be_marked_so_already() -> None:
    assert mistakes(changed(SOUND, steps__0__made=False)) == {}
    assert profile_from_toml("p", changed(SOUND, steps__0__made=False)).steps[0].made


def test_the_words_of_a_profile_come_in_both_languages() -> None:
    for name in NAMES:
        profile = shipped(name)
        assert entry(name)["title"] == {"nl": profile.title.nl, "en": profile.title.en}
        assert all(each.title != "" for each in profile.steps)
