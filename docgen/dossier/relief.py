"""When nothing more comes on top: in bankruptcy and wsnp, in a payment plan, and when all that a letter asked was paid
in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from docgen.dossier.demands import Ground, SentLetter
from docgen.dossier.model import Circumstance, Dossier
from docgen.dossier.open_items import OpenItems
from docgen.law.amounts import ZERO, total
from docgen.law.interest import FreeDays
from docgen.law.terms import ONE_DAY

_INSOLVENT = ("bankruptcy", "wsnp")


def in_force(circumstance: Circumstance, on: date) -> bool:
    """Does a circumstance hold on a day? Without a first or last day it has none."""
    since, until = circumstance.since, circumstance.until
    return (since is None or since <= on) and (until is None or on <= until)


def insolvent_since(dossier: Dossier, on: date) -> date | None:
    """The first day of the bankruptcy or wsnp that holds on a day; None when there is none, or its day is not known.

    From that day on no interest runs (art. 128 and 303 Fw), and no costs become due (art. 26 Fw).
    """
    days = [each.since for each in dossier.circumstances if each.type in _INSOLVENT and in_force(each, on)]
    return min((day for day in days if day is not None), default=None)


def settled_invoices(letters: Iterable[SentLetter], open_: OpenItems) -> frozenset[str]:
    """Invoices of which a debtor paid in time all that a letter asked, which was principal only: nothing more is owed
    on them, no interest either.
    """
    settled: set[str] = set()
    for letter in letters:
        before = open_.open_on(letter.entry.sent_on - ONE_DAY, letter.covered)
        if letter.principal_only and before > ZERO and open_.open_on(letter.last_day, letter.covered) <= ZERO:
            settled.update(letter.covered)
    return frozenset(settled)


def paid_in_full(
    letters: Iterable[SentLetter], open_: OpenItems, first: Mapping[int, tuple[str, ...]]
) -> tuple[SentLetter, ...]:
    """The letters that asked more than principal, and whose whole amount came in within their term.

    `first` names, by the place of a payment, the invoices that it takes first; a payment for other invoices does not
    answer the letter. A payment of the letter's own day may stand in its amount already, so the invoices must be paid
    too.
    """
    full = []
    for letter in letters:
        asked = letter.entry.amount_asked
        if letter.principal_only or asked is None or open_.open_on(letter.last_day, letter.covered) > ZERO:
            continue
        paid = total(
            each.payment.amount
            for place, each in enumerate(open_.allocations)
            if letter.in_term(each.payment.received_on) and set(first.get(place, ())) & set(letter.covered)
        )
        if paid >= asked:
            full.append(letter)
    return tuple(full)


def free_days(
    number: str, full: Iterable[SentLetter], insolvent: date | None, plan: tuple[FreeDays, ...] = ()
) -> tuple[FreeDays, ...]:
    """The days without interest on an invoice: the term of a letter that was paid in full, whose interest was counted
    up to and including its own day, those of the `plan`, and every day since the debtor became insolvent.
    """
    terms = [(letter.counted_to + ONE_DAY, letter.last_day) for letter in full if number in letter.covered]
    return (*terms, *plan) if insolvent is None else (*terms, *plan, (insolvent, date.max))


def grounds_left(grounds: Sequence[Ground], full: Sequence[SentLetter], insolvent: date | None) -> tuple[Ground, ...]:
    """The grounds for collection costs without those that came too late: after the debtor became insolvent, or after a
    letter of which all was paid in time.
    """
    left = []
    for ground in grounds:
        if insolvent is not None and ground.due_from >= insolvent:
            continue
        paid = {number for letter in full if ground.due_from > letter.entry.sent_on for number in letter.covered}
        covered = tuple(number for number in ground.covered if number not in paid)
        if covered:
            left.append(replace(ground, covered=covered))
    return tuple(left)
