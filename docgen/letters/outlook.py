"""A letter on the days around its date: what is owed on each, and whether the letter may go out then. Pure.

Nothing of the law is reckoned here: the account and the gate are asked again for every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from docgen.dossier.account import Account
from docgen.dossier.brands import Brand
from docgen.dossier.model import Dossier, LetterRequest
from docgen.errors import Finding, InvalidInput, RatesNotKnown
from docgen.law.amounts import ZERO
from docgen.law.terms import ONE_DAY
from docgen.letters.case import case_of
from docgen.letters.checks import check
from docgen.letters.kinds import KINDS, LetterKind
from docgen.letters.outlook_marks import Mark, events, rate_changes
from docgen.texts import Text, text

SPAN = 121  # days from the first to the last, both counted
_BEFORE, _LEAST_BEFORE = 45, 7  # days shown before the letter's own
_WORK = 240_000  # microseconds that all days together may take, about
_DAY, _PAIR = 850, 4  # microseconds of one day, and for each pair of invoices that payments are spread over; measured
_LEAST = 5  # fewer days than this show nothing, so none is reckoned


@dataclass(frozen=True)
class OutlookDay:
    """One day. `account` is the letter's own, None when it cannot be reckoned: `unknown` says why.

    `refused` holds the findings that forbid the letter on that day.
    """

    on: date
    account: Account | None
    refused: tuple[Finding, ...] = ()
    unknown: Text | None = None

    @property
    def lawful(self) -> bool:
        """May the letter go out on this day?"""
        return self.account is not None and not self.refused

    @property
    def has_costs(self) -> bool:
        """Does the letter claim costs that are due on this day?"""
        return self.account is not None and self.account.costs.outstanding > ZERO


@dataclass(frozen=True)
class Outlook:
    """A stretch of days from `first` to `last`. `every_day`: all of them are in `days`; of a large dossier only some
    are, and every day on which the answer turns.
    """

    kind: LetterKind
    around: date
    first: date
    last: date
    days: tuple[OutlookDay, ...]
    every_day: bool
    marks: tuple[Mark, ...]

    @property
    def lawful_from(self) -> date | None:
        """The first of these days on which the letter may go out; None when there is none."""
        return next((day.on for day in self.days if day.lawful), None)


def outlook(request: LetterRequest, around: date, brands: Mapping[str, Brand]) -> Outlook:
    """The letter of a request on the days around one of them.

    The work is bounded: the more a dossier holds, the fewer days are reckoned, and none of the very largest.
    """
    first, last = stretch(request.dossier, around)
    chosen = _chosen(request.dossier, first, around)
    found = {day: _on(request, day, brands) for day in chosen}
    _sharpen(found, request, brands)
    days = tuple(found[day] for day in sorted(found))
    every_day = len(days) == SPAN
    accounts = [(day.on, day.account) for day in days if day.account is not None]
    marks = (*events(request.dossier, first, last), *_turns(days), *rate_changes(accounts))
    in_order = tuple(sorted(marks, key=lambda mark: mark.on))
    return Outlook(KINDS[request.kind], around, first, last, days, every_day, in_order)


def stretch(dossier: Dossier, around: date) -> tuple[date, date]:
    """The first and last day to show: from the latest due date or letter before a day, or somewhat earlier."""
    before = [*(each.due_on for each in dossier.invoices), *(each.sent_on for each in dossier.history)]
    latest = max((day for day in before if day <= around), default=around)
    start = min(latest, around - timedelta(days=_LEAST_BEFORE))
    first = max(start, around - timedelta(days=_BEFORE))
    return first, first + timedelta(days=SPAN - 1)


def _chosen(dossier: Dossier, first: date, around: date) -> Iterable[date]:
    """The days to reckon: all, evenly spread ones, or none."""
    spread = 1 + (len(dossier.payments) + len(dossier.history)) // 2
    count = min(SPAN, _WORK // (_DAY + _PAIR * len(dossier.invoices) ** 2 * spread))
    if count < _LEAST:
        return ()
    step = -(-(SPAN - 1) // (count - 1))
    return {*(first + timedelta(days=ahead) for ahead in range(0, SPAN, step)), around}


def _on(request: LetterRequest, day: date, brands: Mapping[str, Brand]) -> OutlookDay:
    try:
        case = case_of(request.model_copy(update={"date": day}), day, brands)
        refused = tuple(finding for finding in check(case) if finding.severity == "error")
    except RatesNotKnown as error:
        return OutlookDay(day, None, unknown=error.detail)
    except InvalidInput as error:  # a payment plan that the debt of that day does not fill
        return OutlookDay(day, None, unknown=error.errors[0].message)
    return OutlookDay(day, case.account, refused)


def _state(day: OutlookDay) -> tuple[bool, bool, bool]:
    return day.account is None, day.lawful, day.has_costs


def _sharpen(found: dict[date, OutlookDay], request: LetterRequest, brands: Mapping[str, Brand]) -> None:
    """Where the answer turns between two days that are apart, find the day on which it does."""
    for earlier, later in pairwise(sorted(found)):
        low, high = earlier, later
        while high - low > ONE_DAY and _state(found[low]) != _state(found[high]):
            middle = low + (high - low) // 2
            found[middle] = _on(request, middle, brands)
            if _state(found[middle]) == _state(found[low]):
                low = middle
            else:
                high = middle


def _turns(days: Sequence[OutlookDay]) -> Iterable[Mark]:
    """Where the answer turns from one day to the next."""
    for before, day in pairwise(days):
        if day.account is None:
            if before.account is not None:
                yield Mark(day.on, "unknown", text("From here on the amounts are not known"))
            continue
        if day.lawful and not before.lawful:
            yield Mark(day.on, "lawful", text("First day on which this letter is allowed"))
        if before.lawful and not day.lawful:
            yield Mark(day.on, "unlawful", text("This letter is no longer allowed"))
        if day.has_costs and not before.has_costs:
            yield Mark(
                day.on, "costs", text("Collection costs are due: {amount}", amount=day.account.costs.outstanding)
            )
