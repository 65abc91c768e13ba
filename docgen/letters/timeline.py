"""A process as a line in time: what was done, what is next, what comes later, and what only follows on an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from docgen.dossier.course import HistoryEntry
from docgen.dossier.debtor_messages import LETTERS_ABOUT, MessageKind, answered_on
from docgen.dossier.demands import DEMANDS
from docgen.dossier.model import Dossier
from docgen.letters.kinds import KINDS
from docgen.letters.process import Progress
from docgen.letters.profile_file import Event, StepChannel
from docgen.letters.profiles import Bilingual, Profile, Step
from docgen.letters.step_days import channels_of
from docgen.texts import Text

Status = Literal["done", "passed", "next", "later", "when-needed"]
TARGET = "target"

_EVENTS: Mapping[str, Event] = {
    "dispute": "dispute",
    "bankruptcy": "insolvency",
    "wsnp": "insolvency",
    "suspension": "insolvency",
    "debt-help": "money-worries",
}
_SAID: Mapping[MessageKind, Event] = {"dispute": "dispute", "complaint": "complaint", "question": "question"}


@dataclass(frozen=True)
class TimelineEntry:
    """A line of the timeline. `step` is None for a letter outside the process and for the target day.

    done: the history says so. passed: its turn is over, and nobody knows whether it was done. next: the next letter,
    and what the process does before it. later: still to come. when-needed: follows on its event.
    """

    kind: str
    title: Bilingual | Text
    status: Status
    on: date | None
    lines: tuple[str, ...] = ()
    channels: tuple[StepChannel, ...] = ()
    inserted: bool = False
    step: Step | None = None

    @property
    def made(self) -> bool:
        """Does this program make it?"""
        return self.kind in KINDS

    @property
    def to_debtor(self) -> bool:
        """Is it a letter to the debtor that this program makes?"""
        return self.made and KINDS[self.kind].to == "debtor"


def timeline(
    dossier: Dossier,
    on: date,
    profile: Profile,
    found: Progress,
    laid: Mapping[int, date | None],
    current: int | None,
    *,
    event: Event | None = None,
    over: bool = False,
) -> tuple[TimelineEntry, ...]:
    """The whole process. `laid` has the days of the steps ahead, `current` is the place of the next step; `event` is
    what happened instead of it, `over`: nothing of it follows any more.
    """
    entries = []
    for place, step in enumerate(found.course):
        day = found.done.get(place, laid.get(place))
        letter = found.sent.get(place)
        channels = (letter.channel,) if letter else channels_of(step, dossier)
        status = "passed" if over and place >= found.place else _status(found, place, current, day)
        entries.append(_entry(step, status, day, channels, inserted=step.id in found.inserted))
    for letter in found.outside:
        if letter.kind in DEMANDS:
            _put_in(entries, letter)
    if profile.target is not None:
        start = next((entry.on for entry in entries if entry.step and entry.step.id == profile.target.from_step), None)
        day = start + timedelta(days=profile.target.days) if start else None
        status = "passed" if day is not None and day < on else "later"
        entries.append(TimelineEntry(TARGET, profile.target.title, status, day, profile.target.lines))
    return (*entries, *_on_events(dossier, on, profile, event))


def _entry(
    step: Step, status: Status, day: date | None, channels: tuple[StepChannel, ...], *, inserted: bool = False
) -> TimelineEntry:
    return TimelineEntry(step.kind, step.title, status, day, step.lines, channels, inserted, step)


def _status(found: Progress, place: int, current: int | None, day: date | None) -> Status:
    if place in found.done:
        return "done"
    if place < found.place:
        return "passed"
    if current is None or place > current:
        return "later"
    if place == current:
        return "next"
    if not found.course[current].for_debtor:  # no letter is left, and time has gone past this step
        return "passed"
    return "next" if day is not None else "later"


def _put_in(entries: list[TimelineEntry], letter: HistoryEntry) -> None:
    """Put a letter that is no step where it belongs in time."""
    entry = TimelineEntry(letter.kind, KINDS[letter.kind].title, "done", letter.sent_on, channels=(letter.channel,))
    later = (
        place
        for place, each in enumerate(entries)
        if each.status in ("next", "later") or (each.on is not None and each.on > letter.sent_on)
    )
    entries.insert(next(later, len(entries)), entry)


def _on_events(dossier: Dossier, on: date, profile: Profile, event: Event | None) -> list[TimelineEntry]:
    """The steps that follow on an event: to be done now when it happened."""
    happened: set[Event | None] = {event} - {None}
    for each in dossier.circumstances:
        begun, over = each.since is None or each.since <= on, each.until is not None and each.until < on
        if each.type in _EVENTS and begun and not over:
            happened.add(_EVENTS[each.type])
    for said in dossier.messages:
        if said.received_on <= on and answered_on(said, dossier.history, on) is None:
            happened.add(_SAID[said.kind])
    if dossier.support is not None:
        happened.add("money-worries")
    plan = dossier.payment_plan
    confirmed = [
        letter.sent_on
        for letter in dossier.history
        if plan and letter.kind == "payment-plan-confirmation" and plan.agreed_on <= letter.sent_on <= on
    ]
    closed = [each.sent_on for each in dossier.history if each.kind == "closing-debtor" and each.sent_on <= on]
    done = {"payment-plan-confirmation": confirmed, "closing-debtor": closed}
    entries = []
    for step in profile.on_event(dossier.debtor.type):
        day = next(iter(done.get(step.kind, ())), None) or _about(step, dossier, on)
        status: Status = "done" if day else "next" if step.when in happened else "when-needed"
        entries.append(_entry(step, status, day, channels_of(step, dossier)))
    return entries


def _about(step: Step, dossier: Dossier, on: date) -> date | None:
    """The day on which the letter of a step about the latest message went out; None: there is none, or not yet."""
    kinds = LETTERS_ABOUT.get(step.kind, ())
    came = [each.received_on for each in dossier.messages if each.kind in kinds and each.received_on <= on]
    sent = [each.sent_on for each in dossier.history if each.kind == step.kind and each.sent_on <= on]
    return min((day for day in sent if day >= max(came)), default=None) if came else None
