"""Findings about letters that answer the debtor: their days, the pause, and what the dossier makes them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from docgen.dossier.debtor_messages import answered_on
from docgen.dossier.relief import in_force
from docgen.errors import Finding
from docgen.law.rates import days_on, tables
from docgen.law.terms import working_day_after
from docgen.letters import figures
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.phrases import phrase
from docgen.texts import text

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_BEFORE = 4  # words before a phrase in which "no" or "without" takes it back
_ABOUT_DISPUTE = ("dispute-acknowledgement", "dispute-notice-creditor")


def message_pointer(case: Case) -> str:
    """Where the message that the letter is about stands in a request."""
    return f"/dossier/messages/{case.message_place}"


def message_after_letter(case: Case) -> Iterator[Finding]:
    """A letter answers what was received before it."""
    message = case.message
    if message is not None and message.received_on > case.date:
        yield finding(
            "message-after-letter",
            "art. 4.1 Bki",
            text(
                "The message was received on {received}, after the letter's date {date}.",
                received=message.received_on,
                date=case.date,
            ),
            text("Give the letter a later date, or choose another message."),
            pointer=f"{message_pointer(case)}/received_on",
        )


def answer_day_passed(case: Case) -> Iterator[Finding]:
    """A day by which an answer is promised or asked lies ahead of the letter."""
    message = case.message
    if message is None or case.kind.id == "reply":
        return
    days = {"answer_by": message.answer_by}
    if case.kind.to == "creditor":
        days["creditor_answer_by"] = message.creditor_answer_by
    for name, day in days.items():
        if day is not None and day < case.date:
            yield finding(
                "answer-day-passed",
                "art. 4.1 Bki",
                text("The letter names {day} as the last day for an answer, but that day is over.", day=day),
                text("Choose a later day, and keep to it."),
                pointer=f"{message_pointer(case)}/{name}",
            )


def complaint_acknowledged_late(case: Case) -> Iterator[Finding]:
    """An agency confirms a complaint within two working days (Wki art. 13 lid 5, Bki 6.1); late beats never."""
    message = case.message
    if case.kind.id != "complaint-acknowledgement" or message is None or not case.wki:
        return
    if message.received_on < tables()["complaint_receipt_days"].values[0].start:
        return
    days = days_on("complaint_receipt_days", message.received_on)
    last = working_day_after(message.received_on, days)
    if case.date > last:
        yield finding(
            "complaint-acknowledged-late",
            "art. 13 lid 5 Wki; art. 6.1 Bki",
            text(
                "A complaint is confirmed within {days} working days, here by {last}; this letter is of {date}.",
                days=days,
                last=last,
                date=case.date,
            ),
            text("Send it today, and write down why it is late."),
            pointer=f"{message_pointer(case)}/received_on",
            severity="warning",
        )


def dispute_not_paused(case: Case) -> Iterator[Finding]:
    """While a claim is disputed collecting pauses (Bki 4.1); only for a company the creditor may choose."""
    message = case.message
    if case.kind.id in _ABOUT_DISPUTE and message is not None and message.pauses == "none":
        yield finding(
            "dispute-not-paused",
            "art. 4.1 Bki",
            text("The claim is disputed, and the letter says that collection goes on."),
            text("Let pause be all or disputed-part until the objection is answered."),
            pointer=f"{message_pointer(case)}/pause",
            severity="error" if case.from_person else "warning",
        )


def objection_unanswered(case: Case) -> Iterator[Finding]:
    """Who was told that steps wait for an answer gets no demand before it (Bki 4.1)."""
    if not case.kind.demands:
        return
    asked = {line.item.number for line in case.account.open_claims}
    for place, message in enumerate(case.dossier.messages):
        answered = answered_on(message, case.dossier.history, case.date)
        if message.kind != "dispute" or message.received_on > case.date or answered is not None:
            continue
        disputed = not message.invoice_numbers or bool(asked & set(message.invoice_numbers))
        if message.pauses == "all" or (message.pauses == "disputed-part" and disputed):
            yield finding(
                "objection-unanswered",
                "art. 4.1 Bki",
                text(
                    "The objection of {date} has no answer yet: until then collection pauses.", date=message.received_on
                ),
                text("Answer it first: add the reply to history, or fill in answered_on. Or ask what is not disputed."),
                pointer=f"/dossier/messages/{place}",
                severity="error" if message.pauses == "all" else "warning",
            )


def help_already_there(case: Case) -> Iterator[Finding]:
    """Who gets debt help already is not referred to it again: the helper is the one to talk to."""
    for place, each in enumerate(case.dossier.circumstances if case.kind.id == "help-referral" else ()):
        if each.type == "debt-help" and in_force(each, case.date):
            yield finding(
                "help-already-there",
                "art. 4.1 Bki",
                text("The debtor gets debt help already, and this letter refers to it."),
                text("Contact the helper instead, or send it only where it adds something."),
                pointer=f"/dossier/circumstances/{place}",
                severity="warning",
            )


def objection_not_copied(case: Case) -> Iterator[Finding]:
    """The creditor reads the objection itself, in the debtor's words or as an enclosure, not a summary only."""
    message = case.message
    if case.kind.id != "dispute-notice-creditor" or message is None:
        return
    if not message.own_words and not case.dossier.attachments:
        yield finding(
            "objection-not-copied",
            "",
            text("The creditor gets no copy of the objection: the dossier has neither its words nor an enclosure."),
            text("Fill in own_words, or attach the message."),
            pointer=f"{message_pointer(case)}/own_words",
            severity="warning",
        )


def undisputed_too_much(case: Case) -> Iterator[Finding]:
    """Nobody agrees with more than is claimed."""
    message = case.message
    agreed = message.undisputed_amount if message is not None else None
    if agreed is not None and agreed > case.account.total_due:
        yield finding(
            "undisputed-too-much",
            "art. 6:27 BW",
            text(
                "The part that is not disputed is {agreed}, but on the letter's date only {due} is due.",
                agreed=agreed,
                due=case.account.total_due,
            ),
            text("Correct undisputed_amount, or check invoices and payments."),
            pointer=f"{message_pointer(case)}/undisputed_amount",
        )


# ---- What the dossier makes a letter to the debtor say ----


class _Said(NamedTuple):
    """Words of the dossier's keeper that the debtor gets to read."""

    pointer: str
    words: str


def written_words_press(case: Case) -> Iterator[Finding]:
    """An answer threatens with nothing, asks no money, and names no costs that are not owed (Wki 13, 6:96 lid 5 BW)."""
    in_complaint = case.message is not None and case.message.kind == "complaint"  # the complaint may be about just that
    for said in _written(case):
        if _hits("threats", said.words):
            yield finding(
                "written-threat",
                "art. 13 lid 3 Wki",
                text("These words threaten with something that the sender may not do."),
                text("Take it out: only a bailiff may do this, after a judgment, or nobody."),
                pointer=said.pointer,
                severity="warning" if in_complaint else "error",
            )
        if _asks_money(said.words):
            yield finding(
                "written-demand",
                "art. 4.1 Bki",
                text("These words ask for money, and this letter asks none."),
                text("Answer the message only. For a demand there are other letters."),
                pointer=said.pointer,
            )
        if _hits("fees", said.words):
            yield finding(
                "written-fee",
                "art. 6:96 lid 5 BW",
                text("These words name costs that a debtor never owes."),
                text("Take it out: the debtor owes no costs but the statutory ones."),
                pointer=said.pointer,
            )
        if _hits("pressure", said.words):
            yield finding(
                "written-hard-words",
                "art. 4.1 Bki",
                text("These words blame or press the debtor, or are hard to read."),
                text("Say it in plain, friendly words."),
                pointer=said.pointer,
                severity="warning",
            )


def summary_prejudges(case: Case) -> Iterator[Finding]:
    """Who confirms a message does not judge it yet: the summary is neutral."""
    message = case.message
    if case.kind.id not in ("dispute-acknowledgement", "complaint-acknowledgement") or message is None:
        return
    if phrase("prejudging").search(message.summary):
        yield finding(
            "summary-prejudges",
            "art. 4.1 Bki",
            text("The summary judges the message before it is answered."),
            text("Say in neutral words what the debtor says, and no more."),
            pointer=f"{message_pointer(case)}/summary",
        )


def _written(case: Case) -> Iterator[_Said]:
    """What staff wrote for the debtor. The summary says the debtor's own words again, so it is not among it."""
    message = case.message
    if message is not None and case.kind.to == "debtor":
        lists: dict[str, tuple[str, ...]] = {"proof_asked": message.proof_asked}
        if case.kind.id == "reply":
            lists = {"answer": message.answer}
        for name, paragraphs in lists.items():
            for place, words in enumerate(paragraphs):
                yield _Said(f"{message_pointer(case)}/{name}/{place}", words)
    if case.kind.id == "help-referral":
        holder = "support" if case.dossier.support is not None and case.dossier.support.partners else "agency"
        for place, partner in enumerate(case.help_partners):
            if partner.helps_with is not None:
                yield _Said(f"/dossier/{holder}/partners/{place}/helps_with", partner.helps_with)


def _hits(group: Literal["threats", "fees", "pressure"], words: str) -> bool:
    """Is a phrase of the group used, and not taken back by "geen" or "without" right before it?"""
    for match in phrase(group).finditer(words):
        before = words[: match.start()].split()[-_BEFORE:]
        if not phrase("negations").search(" ".join(before)):
            return True
    return False


def _asks_money(words: str) -> bool:
    """Does a sentence ask an amount, or is an account named?"""
    if any(True for _ in figures.accounts(words)):
        return True
    sentences = _SENTENCE.split(words)
    return any(phrase("asks").match(each) and any(True for _ in figures.amounts(each)) for each in sentences)
