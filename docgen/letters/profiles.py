"""How a creditor or an agency works, as data: the steps of a process in their order, read from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from docgen.dossier.claims import PartyRole
from docgen.dossier.faults import problems_of
from docgen.dossier.partial import partial
from docgen.errors import InputProblem, InvalidInput
from docgen.letters.kinds import KINDS
from docgen.letters.profile_fees import AgreedFee, agreed_fee
from docgen.letters.profile_file import (
    Anchor,
    DescriptionEntry,
    Event,
    ProfileFile,
    Recipient,
    Stage,
    StepChannel,
    StepCosts,
    StepEntry,
    StepInterest,
    TitleEntry,
    Tone,
    Track,
)
from docgen.letters.profile_rules import profile_problems
from docgen.texts import Text


@dataclass(frozen=True)
class Bilingual:
    """Words of a profile's author, in both languages."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The words in "nl" or "en"."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True)
class Step:
    """One document, message or act of a process. `lines` are the ids under which its description numbers it.

    A step has its day in the process (`days` after `after`), or it follows on an event (`when`). `term` is in days, by
    the debtor's capacity; `all_channels`: it goes through each of `channels`, not through the first that can be used.
    """

    id: str
    lines: tuple[str, ...]
    kind: str
    title: Bilingual | Text
    description: Bilingual | None
    to: tuple[Recipient, ...]
    performed_by: PartyRole
    channels: tuple[StepChannel, ...]
    all_channels: bool
    branding: PartyRole | None
    payee: PartyRole | None
    costs: StepCosts | None
    interest: StepInterest | None
    stage: Stage | None
    after: Anchor | None
    days: int
    when: Event | None
    term: Mapping[str, int]
    tone: Tone | None
    debtors: tuple[Track, ...]
    attach_invoice: bool
    hand_over: bool
    fee: AgreedFee | None

    @property
    def made(self) -> bool:
        """Does this program make it?"""
        return self.kind in KINDS

    @property
    def for_debtor(self) -> bool:
        """Is it a letter to the debtor that this program makes? Those drive a process: one waits for the other, while
        what others get goes along by the calendar.
        """
        return self.made and KINDS[self.kind].to == "debtor"


@dataclass(frozen=True)
class Target:
    """The day by which a process should be done: so many days after a step."""

    days: int
    from_step: str
    lines: tuple[str, ...]
    title: Bilingual


@dataclass(frozen=True)
class Profile:
    """A whole process: the steps that have their day, in order, and those that follow on an event."""

    id: str
    title: Bilingual
    description: Bilingual
    steps: tuple[Step, ...]
    target: Target | None

    def course(self, track: Track) -> tuple[Step, ...]:
        """The steps that have their day, for this kind of debtor."""
        return tuple(step for step in self.steps if step.after is not None and track in step.debtors)

    def on_event(self, track: Track) -> tuple[Step, ...]:
        """The steps that follow on an event, for this kind of debtor."""
        return tuple(step for step in self.steps if step.after is None and track in step.debtors)


def profile_from_toml(id: str, mapping: Mapping[str, Any]) -> Profile:  # noqa: A002
    """A profile from what its file says; `id` is the file's name.

    Raises `InvalidInput`, its pointers into the file, with every mistake at once.
    """
    given = dict(mapping)
    problems: list[InputProblem] = []
    try:
        file = ProfileFile.model_validate(given)
    except ValidationError as error:
        problems += problems_of(error, ProfileFile)
        file = partial(ProfileFile, given)
    problems += profile_problems(id, file)
    if problems:
        raise InvalidInput(tuple(problems))
    target = file.target
    return Profile(
        id=id,
        title=_bilingual(file.title),
        description=_bilingual(file.description),
        steps=tuple(_step(entry) for entry in file.steps),
        target=Target(target.days, target.from_step, target.lines, _bilingual(target.title)) if target else None,
    )


def _bilingual(entry: TitleEntry | DescriptionEntry) -> Bilingual:
    return Bilingual(entry.nl, entry.en)


def _step(entry: StepEntry) -> Step:
    return Step(
        id=entry.id,
        lines=entry.lines,
        kind=entry.kind,
        title=_bilingual(entry.title),
        description=_bilingual(entry.description) if entry.description else None,
        to=entry.to,
        performed_by=entry.performed_by,
        channels=entry.channels,
        all_channels=entry.all_channels,
        branding=entry.branding,
        payee=entry.payee,
        costs=entry.costs,
        interest=entry.interest,
        stage=entry.stage,
        after=entry.after,
        days=entry.days or 0,
        when=entry.when,
        term={track: days for track, days in entry.term_days if days is not None},
        tone=entry.tone,
        debtors=entry.debtors,
        attach_invoice=entry.attach_invoice,
        hand_over=entry.hand_over,
        fee=agreed_fee(entry.fee) if entry.fee else None,
    )
