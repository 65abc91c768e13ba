"""A process in one dossier: its steps for this debtor, the notice that the law asks for put in, and what is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.dossier.account import Account
from docgen.dossier.claims import PartyRole
from docgen.dossier.course import HistoryEntry
from docgen.dossier.demands import SentLetter
from docgen.dossier.model import Dossier
from docgen.law.amounts import ZERO
from docgen.letters.kinds import KINDS
from docgen.letters.profile_file import StepCosts, StepInterest
from docgen.letters.profiles import Profile, Step


@dataclass(frozen=True)
class Progress:
    """How far a process is. `done` gives a day to the places of `course` that are known to be done, `sent` the letter
    where it was one; `place` is the first that is still to come. `inserted` are ids of steps that the profile has not.

    `letters` are the demands about what is open now, `outside` the letters of the history that are no step.
    """

    course: tuple[Step, ...]
    inserted: frozenset[str]
    place: int
    done: Mapping[int, date]
    sent: Mapping[int, HistoryEntry]
    letters: tuple[SentLetter, ...]
    outside: tuple[HistoryEntry, ...]

    @property
    def ahead(self) -> tuple[Step, ...]:
        """The steps that are still to come."""
        return self.course[self.place :]

    @property
    def notice(self) -> SentLetter | None:
        """The lawful notice to a consumer whose term ends first."""
        return min(lawful_notices(self.letters), key=lambda letter: letter.last_day, default=None)

    @property
    def last_letter(self) -> SentLetter | None:
        """The demand whose term ends last."""
        return max(self.letters, key=lambda letter: letter.last_day, default=None)


def claims_costs(step: Step, dossier: Dossier) -> bool:
    """Does a step ask a consumer for collection costs, so that a notice must have lapsed?"""
    return step.costs == "claimed" and dossier.debtor.type == "consumer" and dossier.collection_costs.type != "none"


def lawful_notices(letters: Sequence[SentLetter]) -> list[SentLetter]:
    """The notices that make collection costs due."""
    return [letter for letter in letters if letter.entry.kind == "wik-notice" and not letter.flaws]


def open_numbers(account: Account) -> frozenset[str]:
    """The invoices of which something is open, due or not."""
    late = {line.item.number for line in account.open_claims}
    return frozenset(late | {each.invoice_number for each in account.not_yet_due if each.open > ZERO})


def progress(dossier: Dossier, account: Account, profile: Profile) -> Progress:
    """How far the process of a profile is in a dossier on the day of its account."""
    wanted = open_numbers(account)
    letters = tuple(each for each in account.letters if not wanted or wanted & set(each.covered))
    course = _with_notice(_own_course(dossier, profile), 0, dossier)
    sent, outside = _matched(course, _about(dossier, account, letters), letters)
    done = {place: entry.sent_on for place, entry in sent.items()}
    handed_over = next((place for place, step in enumerate(course) if step.hand_over), None)
    if handed_over is not None and dossier.handed_over_on is not None and dossier.handed_over_on <= account.as_of:
        done[handed_over] = dossier.handed_over_on
    place = max(done, default=-1) + 1
    if not lawful_notices(letters):
        course = _with_notice(course, place, dossier)
    course = _with_reminder(course, place, dossier, account)
    inserted = frozenset(step.id for step in course if step not in profile.steps)
    return Progress(course, inserted, place, done, sent, letters, outside)


def _own_course(dossier: Dossier, profile: Profile) -> tuple[Step, ...]:
    """The profile's own steps; no notice to a consumer who will not be asked for costs: it would have none to name."""
    free = dossier.debtor.type == "consumer" and dossier.collection_costs.type == "none"
    return tuple(step for step in profile.course(dossier.debtor.type) if not (free and step.kind == "wik-notice"))


def _with_notice(course: tuple[Step, ...], start: int, dossier: Dossier) -> tuple[Step, ...]:
    """The course with a notice before the first step from `start` that claims costs, unless there is one already."""
    place = next((place for place in range(start, len(course)) if claims_costs(course[place], dossier)), None)
    if place is None or any(step.kind == "wik-notice" for step in course[start:place]):
        return course
    notice = inserted_letter("consumer-notice", "wik-notice", course[place].performed_by, "announced", "none")
    return (*course[:place], notice, *course[place:])


def _with_reminder(course: tuple[Step, ...], start: int, dossier: Dossier, account: Account) -> tuple[Step, ...]:
    """The course with a reminder before the next notice to a consumer, when only a reminder makes the debtor late."""
    late = {line.item.number: line.late_since for line in account.open_claims}
    never_late = [
        invoice
        for invoice in dossier.invoices
        if not invoice.term_agreed and invoice.number in open_numbers(account) and late.get(invoice.number) is None
    ]
    place = next((place for place in range(start, len(course)) if course[place].kind == "wik-notice"), None)
    reminded = place is not None and any(step.kind == "payment-reminder" for step in course[start:place])
    if place is None or reminded or not never_late or dossier.debtor.type == "business":
        return course
    reminder = inserted_letter("term-setting-reminder", "payment-reminder", course[place].performed_by, "none", "none")
    return (*course[:place], reminder, *course[place:])


def inserted_letter(
    id_: str, kind: str, performer: PartyRole, costs: StepCosts | None, interest: StepInterest | None
) -> Step:
    """A letter that the profile does not have, by post, on the paper of who performs."""
    return Step(
        id=id_,
        lines=(),
        kind=kind,
        title=KINDS[kind].title,
        description=None,
        to=("debtor",),
        performed_by=performer,
        channels=("post",),
        all_channels=False,
        branding=performer,
        payee="creditor" if costs in ("none", "announced") else None,
        costs=costs,
        interest=interest,
        stage=None,
        after="term-end",
        days=1,
        when=None,
        term={},
        tone=None,
        debtors=("consumer", "business"),
        attach_invoice=kind == "payment-reminder",
        hand_over=False,
        fee=None,
    )


def _about(dossier: Dossier, account: Account, letters: tuple[SentLetter, ...]) -> list[HistoryEntry]:
    """The letters of the history that are about what is open now, oldest first."""
    demands = [letter.entry for letter in account.letters]
    about = [letter.entry for letter in letters]
    sent = (each for each in dossier.history if each.sent_on <= account.as_of)
    return sorted((each for each in sent if each not in demands or each in about), key=lambda each: each.sent_on)


def _matched(
    course: tuple[Step, ...], sent: list[HistoryEntry], letters: tuple[SentLetter, ...]
) -> tuple[dict[int, HistoryEntry], tuple[HistoryEntry, ...]]:
    """The letter of each step that was done, by the order of the letters; and the letters that are no step.

    A notice that does not count was not done. Whoever sent a notice, it is one; of other letters the performer must be
    the step's, as far as the history names one.
    """
    failed = [letter.entry for letter in letters if letter.flaws]
    done: dict[int, HistoryEntry] = {}
    outside = []
    for entry in sent:
        named = entry.performed_by if "performed_by" in entry.model_fields_set and entry.kind != "wik-notice" else None
        place = next(
            (
                place
                for place in range(max(done, default=-1) + 1, len(course))
                if course[place].kind == entry.kind and named in (None, course[place].performed_by)
            ),
            None,
        )
        if place is None or entry in failed:
            outside.append(entry)
        else:
            done[place] = entry
    return done, tuple(outside)
