"""What the debtor said: objections, complaints and questions, and what is done about each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from docgen.dossier.course import HistoryEntry
from docgen.dossier.leaves import Day, Line, Name, NotNegativeMoney, Paragraph, Part, Short, items

MessageKind = Literal["dispute", "complaint", "question"]
MessageChannel = Literal["post", "email", "phone", "portal", "visit", "sms"]
Pause = Literal["all", "disputed-part", "none"]

# The letters that are about a message, and the kinds of message that each can be about.
LETTERS_ABOUT: Mapping[str, tuple[MessageKind, ...]] = {
    "dispute-acknowledgement": ("dispute",),
    "dispute-notice-creditor": ("dispute",),
    "complaint-acknowledgement": ("complaint",),
    "reply": ("question", "dispute", "complaint"),
}


class DebtorMessage(Part):
    """A message of the debtor: an objection to the claim, a complaint about its treatment, or a question."""

    id: Short | None = Field(
        None, description="A name for the message, by which a request can choose it.", examples=["B-2026-17"]
    )
    kind: MessageKind = Field(
        description="What it is: dispute (the debtor does not agree with the claim), complaint (about how the debtor "
        "is treated) or question.",
        examples=["dispute"],
    )
    received_on: Day = Field(description="Day it was received.", examples=["2026-11-20"])
    channel: MessageChannel | None = Field(
        None, description="How it came: post, email, phone, portal, visit or sms.", examples=["email"]
    )
    summary: Paragraph = Field(
        description="What the debtor says, in one or two neutral sentences. Letters print it.",
        examples=["U schrijft dat de levering van augustus niet compleet was."],
    )
    own_words: Annotated[tuple[Paragraph, ...], *items(20)] = Field(
        (),
        description="The debtor's own words, a paragraph each: the copy that the creditor gets.",
        examples=[["Er ontbraken twaalf dozen. Ik betaal alleen wat ik kreeg."]],
    )
    invoice_numbers: Annotated[tuple[Short, ...], *items(500)] = Field(
        (), description="Invoices that it is about. Empty: all of them.", examples=[["F2026-101"]]
    )
    undisputed_amount: NotNegativeMoney | None = Field(
        None,
        description="A dispute only: the part of the claim that the debtor agrees with, in euros.",
        examples=["1050.00"],
    )
    pause: Pause | None = Field(
        None,
        description="Which steps wait until there is an answer: all, those about the disputed-part, or none. Default: "
        "all for a dispute; for other messages nothing is said about it.",
        examples=["all"],
    )
    handler: Name | None = Field(None, description="Who handles it.", examples=["M. van Dam"])
    answer_by: Day | None = Field(
        None, description="Last day on which the debtor gets an answer or a decision.", examples=["2026-12-11"]
    )
    answered_on: Day | None = Field(
        None,
        description="Day on which the debtor got the answer. Default: the first reply in the history since it came.",
        examples=["2026-12-08"],
    )
    creditor_answer_by: Day | None = Field(
        None, description="Last day on which the creditor answers the agency.", examples=["2026-12-04"]
    )
    proof_asked: Annotated[tuple[Line, ...], *items(10)] = Field(
        (), description="Documents that the debtor is asked for.", examples=[["een foto van de levering"]]
    )
    questions: Annotated[tuple[Line, ...], *items(10)] = Field(
        (), description="Questions about it to the creditor.", examples=[["Hebt u een getekende pakbon?"]]
    )
    answer: Annotated[tuple[Paragraph, ...], *items(20)] = Field(
        (),
        description="The answer to the debtor, a paragraph each.",
        examples=[["De factuur is van 1 augustus 2026. U vindt een kopie bij deze brief."]],
    )

    @property
    def pauses(self) -> Pause | None:
        """Which steps wait; a dispute stops all of them unless the dossier says otherwise."""
        return self.pause or ("all" if self.kind == "dispute" else None)


def place_of_message(letter: str, messages: Sequence[DebtorMessage], named: str | None) -> int | None:
    """The place of the message that a kind of letter is about: the named one, else the latest that fits; None: there
    is none. A reply prefers a message that has an answer.
    """
    fitting = [place for place, each in enumerate(messages) if each.kind in LETTERS_ABOUT.get(letter, ())]
    if named is not None:
        return next((place for place in fitting if messages[place].id == named), None)
    if letter == "reply":
        fitting = [place for place in fitting if messages[place].answer] or fitting
    return max(fitting, key=lambda place: (messages[place].received_on, place), default=None)


def answered_on(message: DebtorMessage, history: Iterable[HistoryEntry], on: date) -> date | None:
    """The day, up to and including `on`, on which the debtor got the answer to a message; None: not yet."""
    replies = (entry.sent_on for entry in history if entry.kind == "reply" and entry.sent_on >= message.received_on)
    day = message.answered_on or min(replies, default=None)
    return day if day is not None and day <= on else None
