"""The next step in a dossier: which letter, from which day, through which channel, why, and what has to wait."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from docgen.dossier.account import account
from docgen.dossier.brands import Brand
from docgen.dossier.claims import PartyRole
from docgen.dossier.model import Dossier
from docgen.dossier.plan_course import CONFIRMATION, LAPSE, REMINDER, confirmation_of, in_force
from docgen.dossier.planning import standing_on
from docgen.law.amounts import ZERO
from docgen.law.terms import ONE_DAY
from docgen.letters import step_reasons
from docgen.letters.hindrances import COSTS_NOT_DUE, NOT_LATE, NOTHING_OVERDUE, Hindrance, hindrances
from docgen.letters.kinds import KINDS
from docgen.letters.process import Progress, claims_costs, inserted_letter, open_numbers, progress
from docgen.letters.profile_file import StepChannel
from docgen.letters.profiles import Profile, Step
from docgen.letters.step_days import Days, channels_of, start_of
from docgen.letters.timeline import TimelineEntry, timeline
from docgen.texts import Text

_CLOSING = "closing-debtor"
_TRIES = 20  # reasons that may follow on each other before a letter can go out


@dataclass(frozen=True)
class Blocked:
    """What may not be sent yet; `until` is the first day on which it may, None when nobody knows."""

    kind: str
    until: date | None
    reason: Text


@dataclass(frozen=True)
class NextStep:
    """The answer. `kind`, `start` and `channel` are None when nothing follows, or nothing may go out for now.

    `start` is the first day, from the day that was asked about on; `channel` is what the letter's term counts from.
    """

    kind: str | None
    start: date | None
    channel: StepChannel | None
    reason: Text
    blocked: tuple[Blocked, ...]
    timeline: tuple[TimelineEntry, ...]


@dataclass
class _Course:
    """The steps ahead laid out in time. `laid` is each step's day, None when it cannot be known; `costs_from` is from
    when a consumer may be asked for costs by then. `kept_back`: why the next letter waits.
    """

    dossier: Dossier
    found: Progress
    days: Days
    brands: Mapping[str, Brand]
    today: date
    laid: dict[int, date | None] = field(default_factory=dict)
    costs_from: dict[int, date | None] = field(default_factory=dict)
    planned: dict[int, date] = field(default_factory=dict)
    kept_back: tuple[Hindrance, ...] = ()

    @property
    def letter(self) -> int | None:
        """The place of the next letter that is made here."""
        return next((place for place in self.places if self.found.course[place].for_debtor), None)

    @property
    def places(self) -> range:
        """The places of the steps ahead."""
        return range(self.found.place, len(self.found.course))

    def lay_out(self) -> None:
        """Give every step ahead its day."""
        stuck = False
        for place in self.places:
            step = self.found.course[place]
            self.costs_from[place] = self.days.costs_from
            self.planned[place] = self.days.planned(step)
            if place == self.letter:
                self.laid[place], self.kept_back = first_day(step, self.days, self.brands)
                stuck = self.laid[place] is None
                if stuck:  # then nothing that goes to the debtor before it has a day either
                    self.laid |= {each: None for each in self.laid if "debtor" in self.found.course[each].to}
                self.days.follow(step, self.laid[place] or self.today, self.planned[place])
            else:
                self.laid[place] = None if stuck else self.days.lay(step)


def next_step(dossier: Dossier, on: date, profile: Profile, brands: Mapping[str, Brand] | None = None) -> NextStep:
    """What follows in a dossier on a day, by the process of a profile and by the law.

    No letter is named for a day on which the gate would refuse it. Raises `RatesNotKnown` for days before the tables
    start, and `InvalidInput` for a payment plan that cannot be calculated.
    """
    current = account(dossier, on, interest=False)
    found = progress(dossier, current, profile)
    days = start_of(dossier, current, found)
    paid = current.total_due <= ZERO and not open_numbers(current)
    if in_force(dossier, on) and not (paid and _plan_is_paid(dossier, on)):
        return _by_plan(dossier, on, profile, found, days, brands or {})
    if paid:
        return _all_paid(dossier, on, profile, found, days, brands or {})
    course = _Course(dossier, found, replace(days), brands or {}, on)
    course.lay_out()
    place = course.letter if course.letter is not None else _current(course)
    over = place is None or (course.letter is None and _nothing_more(dossier))
    shown = timeline(dossier, on, profile, found, course.laid, place, over=over)
    blocked = tuple(_blocked(course, days))
    if place is None or over:
        return NextStep(None, None, None, step_reasons.after_the_letters(dossier, None), blocked, shown)
    step = found.course[place]
    if course.letter is None:
        reason = step_reasons.after_the_letters(dossier, step)
    elif course.laid[place] is None:
        return NextStep(None, None, None, step_reasons.stuck(step, course.kept_back), blocked, shown)
    else:
        reason = step_reasons.of_letter(step, days, found, course.kept_back)
    channel = next(iter(channels_of(step, dossier)), None)
    return NextStep(step.kind, course.laid[place], channel, reason, blocked, shown)


def first_day(step: Step, days: Days, brands: Mapping[str, Brand]) -> tuple[date | None, tuple[Hindrance, ...]]:
    """The first day on which the gate lets a letter out, and what kept it back until then; None when it never ends."""
    day = days.allowed(step, max(days.planned(step), days.today))
    kept_back: dict[str, Hindrance] = {}
    for _ in range(_TRIES):
        found = hindrances(step, days.dossier, day, days.first_due, brands)
        if day > days.today:
            found = tuple(each for each in found if each.rule != "rates-not-known")  # its table may be longer by then
        kept_back |= {each.rule: each for each in found}
        ends = [each.until for each in found if each.until is not None and each.until > day]
        if not found:
            return day, tuple(kept_back.values())
        if len(ends) < len(found):
            break
        day = days.allowed(step, max(ends))
    return None, tuple(kept_back.values())


def _current(course: _Course) -> int | None:
    """Where the process is when no letter is left: the first step of the latest day that has come, else the first."""
    come = [place for place in course.places if course.planned[place] <= course.today]
    if not come:
        return next(iter(course.places), None)
    latest = max(course.planned[place] for place in come)
    return next(place for place in come if course.planned[place] == latest)


def _nothing_more(dossier: Dossier) -> bool:
    return dossier.next_step is not None and dossier.next_step.kind == "none"


def _blocked(course: _Course, start: Days) -> Iterator[Blocked]:
    """What may not be sent today: each kind of letter ahead, by law or because a term is still running."""
    seen = set()
    last = course.found.last_letter
    for place in course.places:
        step = course.found.course[place]
        claims = claims_costs(step, course.dossier)
        if (step.kind, claims) in seen or not (step.for_debtor or claims):
            continue
        seen.add((step.kind, claims))
        reasons = list(_reasons(course, place, start))
        if place == course.letter and not reasons and last is not None and last.last_day >= course.today:
            reasons = [(last.last_day + ONE_DAY, step_reasons.term_running(last.entry.sent_on, last.last_day))]
        days = [until for until, _ in reasons]
        known = [day for day in days if day is not None]
        if reasons:
            until = max(known) if len(known) == len(days) else None
            yield Blocked(step.kind, until, step_reasons.joined(reason for _, reason in reasons))


def _reasons(course: _Course, place: int, start: Days) -> Iterator[tuple[date | None, Text]]:
    """Why the step at a place may not be done today by law, each reason with the day that lifts it."""
    step, dossier = course.found.course[place], course.dossier
    by_rule = {each.rule: each for each in course.kept_back} if place == course.letter else {}
    if step.for_debtor:
        by_rule |= {each.rule: each for each in hindrances(step, dossier, course.today, start.first_due, course.brands)}
    costs = by_rule.pop(COSTS_NOT_DUE, None)
    for each in by_rule.values():
        # An earlier step of the process may lift these.
        lifted = each.rule in (NOTHING_OVERDUE, NOT_LATE) and each.until is None and place != course.letter
        yield course.laid[place] if lifted else each.until, each.reason
    if claims_costs(step, dossier):
        allowed_from = course.costs_from[place]
        if allowed_from is None or allowed_from > course.today:
            yield allowed_from, step_reasons.costs_wait(allowed_from, costs.reason if costs else None)


def _plan_is_paid(dossier: Dossier, on: date) -> bool:
    standing = standing_on(dossier, on)
    return standing is None or standing.state.current is None


def _all_paid(
    dossier: Dossier, on: date, profile: Profile, found: Progress, days: Days, brands: Mapping[str, Brand]
) -> NextStep:
    """Nothing more is asked. Where the process closes the file towards the debtor, that letter follows, once: an agency
    does so with a file that was handed over to it.
    """
    shown = timeline(dossier, on, profile, found, {}, None, event="all-paid", over=True)
    last = max((payment.received_on for payment in dossier.payments if payment.received_on <= on), default=None)
    closed = any(each.kind == _CLOSING and last is not None and last <= each.sent_on <= on for each in dossier.history)
    handed_over = dossier.handed_over_on is not None and dossier.handed_over_on <= on
    step = next((step for step in profile.on_event(dossier.debtor.type) if step.kind == _CLOSING), None)
    if step is not None and not closed and (handed_over or step.performed_by == "creditor"):
        now = replace(days, term_end=None, previous=on, costs_from=None)
        day, _ = first_day(replace(step, after="previous-step", days=0), now, brands)
        if day is not None:
            return NextStep(_CLOSING, day, channels_of(step, dossier)[0], step_reasons.all_paid(), (), shown)
    return NextStep(None, None, None, step_reasons.settled(dossier, on), (), shown)


def _by_plan(
    dossier: Dossier, on: date, profile: Profile, found: Progress, days: Days, brands: Mapping[str, Brand]
) -> NextStep:
    """A payment plan takes the place of the process: it is confirmed, and kept, or a missed instalment is reminded of
    until the plan lapses.
    """
    confirmed = confirmation_of(dossier, on) is not None
    reason = step_reasons.plan_agreed(dossier, confirmed=confirmed)
    demands = dict.fromkeys(step.kind for step in found.ahead if step.for_debtor and KINDS[step.kind].demands)
    kept = step_reasons.plan_agreed(dossier, confirmed=True)
    blocked = tuple(Blocked(kind, None, kept) for kind in demands)
    shown = timeline(dossier, on, profile, found, {}, None, event="plan-agreed")
    standing = standing_on(dossier, on) if confirmed else None
    if confirmed and (standing is None or standing.missed is None):
        return NextStep(None, None, None, reason, blocked, shown)
    performer: PartyRole = "agency" if dossier.handed_over_on is not None else "creditor"
    kind = CONFIRMATION
    if standing is not None:
        kind, reason = LAPSE if standing.reminder is not None else REMINDER, step_reasons.instalment_missed(standing)
    own = (step for step in profile.on_event(dossier.debtor.type) if step.kind == kind)
    step = next(own, None) or inserted_letter("of-the-plan", kind, performer, "claimed", None)
    now = replace(days, term_end=None, previous=on, costs_from=None)
    day, kept_back = first_day(replace(step, costs=None, after="previous-step", days=0), now, brands)
    if day is None:
        return NextStep(None, None, None, step_reasons.stuck(step, kept_back), blocked, shown)
    return NextStep(kind, day, channels_of(step, dossier)[0], reason, blocked, shown)
