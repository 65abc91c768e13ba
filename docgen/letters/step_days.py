"""The days of a process: when each step can be, one after the other, and through which channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from docgen.dossier.account import Account
from docgen.dossier.course import Channel
from docgen.dossier.model import Dossier
from docgen.law.rates import days_on
from docgen.law.terms import ONE_DAY, is_holiday, last_free_day, presumed_receipt, working_day_from
from docgen.letters.kinds import KINDS
from docgen.letters.process import Progress, claims_costs, open_numbers
from docgen.letters.profile_file import StepChannel
from docgen.letters.profile_rules import LETTER_CHANNELS
from docgen.letters.profiles import Step

_SUNDAY = 6
# Ways that reach a debtor at once; the law gives natural persons rest from them (art. 4.2 Bki).
_INSTANT: frozenset[StepChannel] = frozenset(("email", "sms", "phone", "visit"))


@dataclass
class Days:
    """Where a process stands in time while its steps are laid out, one by one.

    `today` is the day that is asked about; `first_due` the due date of the oldest open invoice. `term_end` is the last
    day of the term of the letter before; `costs_from` the day from which a consumer may be asked for costs, the safety
    margin in it, as far as a notice gives one.
    """

    dossier: Dossier
    today: date
    first_due: date
    previous: date | None
    term_end: date | None
    handed_over: date | None
    costs_from: date | None

    def planned(self, step: Step) -> date:
        """The day that the process gives a step, be it in the past; never before it is lawful."""
        before = self.previous or self.first_due
        start = {
            "due-date": self.first_due,
            "previous-step": before,
            "term-end": self.term_end or before,
            "hand-over": self.handed_over or before,
        }[step.after or "previous-step"]
        day = start + timedelta(days=step.days)
        if step.hand_over and self.handed_over is not None:
            return self.handed_over
        waits = claims_costs(step, self.dossier)
        if self.term_end is not None and (waits or (step.for_debtor and KINDS[step.kind].demands)):
            day = max(day, self.term_end + ONE_DAY)
        if self.costs_from is not None and waits:
            day = max(day, self.costs_from)
        if step.for_debtor and KINDS[step.kind].demands:
            day = max(day, self.first_due + ONE_DAY)
        return day

    def lay(self, step: Step) -> date:
        """The first day, from today on, of a step; the steps after it follow from there."""
        planned = self.planned(step)
        day = self.allowed(step, max(planned, self.today))
        self.follow(step, day, planned)
        return day

    def follow(self, step: Step, day: date, planned: date) -> None:
        """Go on after a step on a day.

        Nobody tells whether a step that is not made here was done, so what follows counts from its `planned` day.
        """
        self.previous = day if step.for_debtor else planned
        if step.hand_over and self.handed_over is None:
            self.handed_over = day
        if step.for_debtor:
            self.term_end = self._end_of_term(step, day) or self.term_end
        if step.kind == "wik-notice" and self.term_end is not None and self.dossier.debtor.type == "consumer":
            self.costs_from = with_margin(self.term_end)

    def _end_of_term(self, step: Step, day: date) -> date | None:
        table = KINDS[step.kind].term
        if table is None:
            return None
        track = self.dossier.debtor.type
        days = step.term.get(track) or days_on(table[track], day)
        if step.kind == "wik-notice":
            return last_free_day(presumed_receipt(day, letter_channel(step, self.dossier)), days)
        return working_day_from(day + timedelta(days=days))

    def allowed(self, step: Step, day: date) -> date:
        """The day itself, or the first after it on which an agency may reach a natural person that way."""
        while at_rest(step, self.dossier, day):
            day += ONE_DAY
        return day


def with_margin(last_day: date) -> date:
    """From when costs are asked after a notice with this last free day: a late delivery must not undo it."""
    return last_day + ONE_DAY + timedelta(days=days_on("safety_margin_days", last_day))


def start_of(dossier: Dossier, account: Account, found: Progress) -> Days:
    """Where the process stands: after the letters that were sent."""
    wanted = open_numbers(account)
    due = [each.due_on for each in dossier.invoices if each.number in wanted]
    due = due or [line.item.invoice.due_on for line in account.claims] or [account.as_of]
    days_done = [*found.done.values(), *(letter.entry.sent_on for letter in found.letters)]
    last, notice = found.last_letter, found.notice
    return Days(
        dossier=dossier,
        today=account.as_of,
        first_due=min(due),
        previous=max(days_done, default=None),
        term_end=last.last_day if last else None,
        handed_over=dossier.handed_over_on,
        costs_from=with_margin(notice.last_day) if notice and dossier.debtor.type == "consumer" else None,
    )


def at_rest(step: Step, dossier: Dossier, day: date) -> bool:
    """Is it a Sunday or holiday on which an agency leaves this natural person alone (art. 4.2 Bki)?"""
    debtor = dossier.debtor
    bound = step.performed_by == "agency" and debtor.is_natural_person and debtor.address.country == "NL"
    instant = "debtor" in step.to and _INSTANT & set(channels_of(step, dossier))
    return bool(bound and instant) and (day.weekday() == _SUNDAY or is_holiday(day))


def channels_of(step: Step, dossier: Dossier) -> tuple[StepChannel, ...]:
    """The ways that a step goes: the first that the debtor can be reached by, or all of them.

    A letter that can go no other way goes by post.
    """
    usable = tuple(each for each in step.channels if "debtor" not in step.to or _reaches(each, dossier))
    if step.made:
        usable = tuple(each for each in usable if each in LETTER_CHANNELS) or ("post",)
    return usable if step.all_channels else usable[:1]


def letter_channel(step: Step, dossier: Dossier) -> Channel:
    """The channel of a letter: the one that its term counts from."""
    used = channels_of(step, dossier)
    return next((each for each in LETTER_CHANNELS if each in used), "post")


def _reaches(channel: StepChannel, dossier: Dossier) -> bool:
    debtor = dossier.debtor
    needed = {"email": debtor.email, "sms": debtor.phone, "phone": debtor.phone}
    return channel not in needed or needed[channel] is not None
