"""What the file of a process profile may hold: every field once, checked by itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from docgen.dossier.claims import PartyRole
from docgen.dossier.leaves import Flag, Line, Part, PercentNumber, PositiveMoney, Short, TermDays, items
from docgen.dossier.mistake import Mistake
from docgen.dossier.plain_text import plain_text
from docgen.dossier.settling import BaseFeeBand
from docgen.law.fees import FeeBase, FeeRule
from docgen.texts import text

Track = Literal["consumer", "business"]
Anchor = Literal["due-date", "previous-step", "term-end", "hand-over"]
Event = Literal[
    "at-any-time", "question", "plan-agreed", "money-worries", "dispute", "complaint", "insolvency", "not-recoverable",
    "contact-known", "judgment", "all-paid", "part-paid", "nothing-paid",
]  # fmt: skip
Recipient = Literal["debtor", "creditor", "agency", "bailiff", "trustee"]
StepChannel = Literal[
    "post", "registered", "email", "sms", "phone", "visit", "portal", "upload", "download", "form"
]  # fmt: skip
StepCosts = Literal["none", "announced", "claimed"]
StepInterest = Literal["none", "claimed"]
Stage = Literal["1", "2", "final"]
Tone = Literal["friendly", "firm", "formal", "strict", "supportive"]

LONGEST_WAIT = 365  # days between two steps
LONGEST_DESCRIPTION = 400


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LONGEST_WAIT:
        raise Mistake(text("Write a whole number of days from 0 to {most}.", most=LONGEST_WAIT))
    return value


def _paragraph(value: object) -> str:
    return plain_text(value, LONGEST_DESCRIPTION)


Days = Annotated[int, PlainValidator(_days)]
Paragraph = Annotated[str, PlainValidator(_paragraph)]
Lines = Annotated[tuple[Short, ...], *items(20)]


class TitleEntry(Part):
    """A title in both languages."""

    nl: Line
    en: Line


class DescriptionEntry(Part):
    """A description in both languages."""

    nl: Paragraph
    en: Paragraph


class FeeEntry(Part):
    """What the creditor pays the agency, without VAT: `amount` in euros, `percent` and `at_most` in percent of what
    was collected. A percentage of commission or a base fee that is left out is agreed with each creditor.

    `unless_court`: nothing when the creditor has decided to go to court.
    """

    rule: FeeRule
    amount: PositiveMoney | None = None
    percent: PercentNumber | None = None
    base_fee: Annotated[tuple[BaseFeeBand, ...], *items(20)] = ()
    over: FeeBase | None = None
    at_most: PercentNumber | None = None
    only_above_base_fee: Flag = False
    unless_court: Flag = False


class TermEntry(Part):
    """The term of a letter in days, by the debtor's capacity."""

    consumer: TermDays | None = None
    business: TermDays | None = None


class StepEntry(Part):
    """A step of the process."""

    id: Short
    lines: Lines = ()
    kind: Short
    made: Flag = True
    title: TitleEntry
    description: DescriptionEntry | None = None
    to: Annotated[tuple[Recipient, ...], *items(5, at_least=1)]
    performed_by: PartyRole
    channels: Annotated[tuple[StepChannel, ...], *items(10)] = ()
    all_channels: Flag = False
    branding: PartyRole | None = None
    payee: PartyRole | None = None
    costs: StepCosts | None = None
    interest: StepInterest | None = None
    stage: Stage | None = None
    after: Anchor | None = None
    days: Days | None = None
    when: Event | None = None
    term_days: TermEntry = Field(default_factory=TermEntry)
    tone: Tone | None = None
    debtors: Annotated[tuple[Track, ...], *items(2, at_least=1)] = ("consumer", "business")
    attach_invoice: Flag = False
    hand_over: Flag = False
    fee: FeeEntry | None = None


class TargetEntry(Part):
    """By when the process should be done."""

    days: Days
    from_step: Short
    lines: Lines = ()
    title: TitleEntry


class ProfileFile(Part):
    """A whole file."""

    title: TitleEntry
    description: DescriptionEntry
    steps: Annotated[tuple[StepEntry, ...], *items(100, at_least=1)]
    target: TargetEntry | None = None
