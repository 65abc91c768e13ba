"""The shapes of our answers about processes, for the OpenAPI document: profiles and the next step."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from docgen.law.fees import FeeBase, FeeRule
from docgen.letters.profile_file import (
    Anchor,
    Event,
    Recipient,
    Stage,
    StepChannel,
    StepCosts,
    StepInterest,
    Tone,
    Track,
)
from docgen.letters.timeline import Status
from docgen.service.answer_models import Amount, Answer, Day

Party = Literal["creditor", "agency"]


class Blocked(Answer):
    """What may not be sent yet."""

    kind: str
    until: Day | None = Field(description="First day on which it may be sent; null when nobody knows.")
    reason: str


class TermDays(Answer):
    """The term of a letter, by the debtor's capacity; a letter without one has the term of its kind."""

    consumer: int | None = None
    business: int | None = None


class TimelineEntry(Answer):
    """A line of the process in a dossier."""

    step: str | None = Field(description="Id of the step in its profile; null for another letter, and for the target.")
    lines: list[str] = Field(description="How the description of the process numbers it.")
    kind: str
    title: str
    status: Status = Field(
        description="done: the history has it. passed: its turn is over. next: the next letter, and what comes before "
        "it. later: still to come. when-needed: follows on the event in when."
    )
    date: Day | None = Field(description="Day on which it was done, or the first on which it can be.")
    when: Event | None = Field(description="The event that it follows on.")
    letter: bool = Field(description="Is it a letter of the catalogue? Else kind says which act it is.")
    inserted: bool = Field(description="Is it put in because the law asks for it? The profile does not have it.")
    to: list[Recipient]
    channels: list[StepChannel] = Field(description="The ways it goes, all of them; a term counts from the first.")
    performed_by: Party | None
    branding: Party | None
    payee: Party | None
    costs: StepCosts | None
    interest: StepInterest | None
    stage: Stage | None
    term_days: TermDays
    tone: Tone | None


class NextStepAnswer(Answer):
    """What follows in a dossier."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    kind: str | None = Field(description="What is next: a letter kind, or an act; null: nothing.")
    start: Day | None = Field(alias="from", description="First day on which it may go out, from the date asked on.")
    channel: StepChannel | None
    reason: str
    blocked: list[Blocked]
    timeline: list[TimelineEntry]


class BaseFee(Answer):
    """The base fee of claims of one size."""

    up_to: Amount | None = Field(description="For claims up to and including this; null: for every larger one.")
    amount: Amount


class Fee(Answer):
    """What the creditor pays the agency, without VAT; no debtor ever sees it."""

    rule: FeeRule
    amount: Amount | None
    percent: str | None = Field(description="Commission in percent; null: agreed with each creditor.")
    base_fee: list[BaseFee] = Field(description="By the size of the claim; empty: agreed with each creditor.")
    over: FeeBase | None = Field(description="What statutory costs are reckoned over.")
    at_most: str | None = Field(description="Percent of what was collected.")
    only_above_base_fee: bool
    unless_court: bool = Field(description="Is nothing asked when the creditor goes to court?")


class ProfileStep(Answer):
    """A step of a process."""

    step: str = Field(description="Id of the step.")
    lines: list[str] = Field(description="How the description of the process numbers it.")
    kind: str
    title: str
    description: str | None
    letter: bool = Field(description="Is it a letter of the catalogue? Else kind says which act it is.")
    to: list[Recipient]
    debtors: list[Track] = Field(description="For which debtors it is.")
    channels: list[StepChannel] = Field(description="The ways it may go, the preferred one first.")
    all_channels: bool = Field(description="Does it go all these ways?")
    performed_by: Party
    branding: Party | None
    payee: Party | None
    costs: StepCosts | None
    interest: StepInterest | None
    stage: Stage | None
    after: Anchor | None = Field(description="What its day is counted from; null for a step that follows on an event.")
    days: int | None = Field(description="Days after that.")
    when: Event | None = Field(description="The event that it follows on.")
    term_days: TermDays
    tone: Tone | None
    attach_invoice: bool
    hand_over: bool = Field(description="Does the agency take over here?")
    fee: Fee | None


class Target(Answer):
    """By when a process should be done."""

    days: int
    from_step: str
    lines: list[str]
    title: str


class Profile(Answer):
    """How a creditor or an agency works."""

    id: str
    title: str
    description: str
    default: bool = Field(description="Is it the one that is used when none is named?")
    target: Target | None
    timeline: list[ProfileStep] = Field(description="The steps that have their day, and those that follow on an event.")
