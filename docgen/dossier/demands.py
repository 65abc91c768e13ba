"""The letters that went out before: until when each let the debtor pay, and which of them make collection costs due."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from docgen.dossier.model import Dossier, HistoryEntry, Payment
from docgen.dossier.open_items import Item, OpenItems, items, known_payments, open_items
from docgen.errors import RatesNotKnown
from docgen.law.amounts import CENT, ZERO, total
from docgen.law.costs import vat_on
from docgen.law.cumulation import ChargedBefore, statutory_maximum
from docgen.law.interest import InterestTerms, RunningClaim
from docgen.law.rates import days_on, tables
from docgen.law.terms import ONE_DAY, last_free_day, presumed_receipt, working_day_from

ACKNOWLEDGEMENT = "payment-acknowledgement"
DEMANDS = ("payment-reminder", "wik-notice", "sommatie", "plan-lapse", ACKNOWLEDGEMENT)
# What makes a debtor late: a demand in writing with a term (art. 6:82 BW). The others follow on such a one.
_MAKE_LATE = ("payment-reminder", "wik-notice", "sommatie")
_TERMS = {
    "payment-reminder": "reminder_days",
    "sommatie": "sommatie_days",
    "plan-lapse": "balance_days",
    ACKNOWLEDGEMENT: "balance_days",
}
Flaw = Literal[
    "channel", "default", "term", "wording", "date", "asked", "amount-missing", "amount", "vat", "before-scale"
]


@dataclass(frozen=True)
class SentLetter:
    """A demand from the history: which invoices it asked, and the last day on which payment was in time.

    `principal_only`: it asked no more than the open principal. `counted_to` is the day up to and including which the
    interest in its amount was counted. `flaws` are the reasons why a notice to a consumer does
    not make collection costs due; a lawful one has none.
    """

    entry: HistoryEntry
    place: int
    covered: tuple[str, ...]
    last_day: date
    principal_only: bool
    flaws: tuple[Flaw, ...]
    counted_to: date

    def in_term(self, day: date) -> bool:
        """Did a payment of that day come in time? One of its own day is what an acknowledgement is about."""
        after = self.entry.kind == ACKNOWLEDGEMENT
        return self.entry.sent_on <= day <= self.last_day and not (after and day == self.entry.sent_on)


def _last_day(entry: HistoryEntry, consumer: bool) -> date:
    """The last free day: the printed one, else counted from presumed receipt; always a working day.

    A printed date never shortens the term that the law gives a consumer.
    """
    notice = "consumer_notice_days" if consumer else "business_notice_days"
    table = _TERMS.get(entry.kind, notice)
    receipt = presumed_receipt(entry.sent_on, entry.channel, entry.delivered_on)
    days = entry.term_days or days_on(table, max(entry.sent_on, tables()[table].values[0].start))
    counted = last_free_day(receipt, days)
    if entry.pay_by is None:
        return counted
    printed = working_day_from(entry.pay_by)
    return max(counted, printed) if entry.kind == "wik-notice" and consumer else printed


def interest_terms(dossier: Dossier) -> InterestTerms:
    """Which interest runs in this dossier."""
    return InterestTerms(dossier.interest_type, dossier.interest.annual_rate)


def first_day_of_default(item: Item, dossier: Dossier, on: date) -> date | None:
    """The first day on which the debtor is late with an invoice; None when that is not (yet) so.

    An agreed term makes late by itself (art. 6:83 BW); without one, a letter with a term must have lapsed (6:82), and
    such a letter counts only when the invoice was due before it.
    """
    if item.invoice.term_agreed:
        return item.invoice.due_on + ONE_DAY
    consumer = dossier.debtor.type == "consumer"
    ends = [
        _last_day(entry, consumer) + ONE_DAY
        for entry in dossier.history
        if entry.kind in _MAKE_LATE
        and item.invoice.due_on < entry.sent_on <= on
        and item.number in _covered(entry, dossier)
    ]
    return min(ends, default=None)


def _covered(entry: HistoryEntry, dossier: Dossier) -> tuple[str, ...]:
    if entry.invoice_numbers:
        return tuple(entry.invoice_numbers)
    return tuple(each.number for each in dossier.invoices if each.amount > ZERO and each.due_on < entry.sent_on)


def _asks(entry: HistoryEntry) -> bool:
    """Does it ask money within a term of its own? A payment that is acknowledged within the term of another letter gets
    none: that letter's term stands.
    """
    return entry.kind in DEMANDS and (entry.kind != ACKNOWLEDGEMENT or entry.pay_by is not None)


def sent_letters(dossier: Dossier, on: date) -> tuple[SentLetter, ...]:
    """The demands sent up to and including `on`, oldest first."""
    consumer = dossier.debtor.type == "consumer"
    letters: list[SentLetter] = []
    for place, entry in sorted(enumerate(dossier.history), key=lambda each: each[1].sent_on):
        if not _asks(entry) or entry.sent_on > on:
            continue
        covered = _covered(entry, dossier)
        then = _open_when_sent(entry, dossier, letters)
        asked_for = then.open_on(entry.sent_on, covered)
        last_day = _last_day(entry, consumer)
        if entry.amount_asked is None:
            principal_only = entry.kind in ("payment-reminder", "wik-notice")
        else:
            principal_only = entry.amount_asked <= asked_for
        flaws = _flaws(entry, covered, then, dossier) if entry.kind == "wik-notice" and consumer else ()
        counted_to = _counted_to(entry, letters)
        letters.append(SentLetter(entry, place, covered, last_day, principal_only, flaws, counted_to))
    return tuple(letters)


def _counted_to(entry: HistoryEntry, earlier: Sequence[SentLetter]) -> date:
    """What is left after a payment within the term of a letter has no interest since that letter in it."""
    running = [letter for letter in earlier if letter.in_term(entry.sent_on)]
    if entry.kind != ACKNOWLEDGEMENT or not running or running[-1].entry.amount_asked is None:
        return entry.sent_on
    return running[-1].counted_to


def taken_first(payments: Sequence[Payment], letters: Sequence[SentLetter]) -> Mapping[int, tuple[str, ...]]:
    """Which invoices a payment takes first, by its place in the list: the one that the debtor named (art. 6:43 BW),
    or those of the letter that it answers.
    """
    first: dict[int, tuple[str, ...]] = {}
    for place, payment in enumerate(payments):
        if payment.invoice_number:
            first[place] = (payment.invoice_number,)
        else:
            answered = [letter for letter in letters if letter.in_term(payment.received_on)]
            if answered:
                first[place] = answered[-1].covered
    return first


def _open_when_sent(entry: HistoryEntry, dossier: Dossier, earlier: Sequence[SentLetter]) -> OpenItems:
    # Payments of the very day crossed the letter, but for one that it acknowledges; credit notes of a later day were
    # not known.
    known = items(dossier.invoices, credited_until=entry.sent_on)
    acknowledged = entry.kind == ACKNOWLEDGEMENT
    payments = known_payments(dossier, entry.sent_on if acknowledged else entry.sent_on - ONE_DAY)
    return open_items(known, payments, taken_first(payments, earlier), entry.sent_on)


def _interest_then(entry: HistoryEntry, then: OpenItems, dossier: Dossier) -> Decimal:
    """The most interest that a letter could ask on its day: over the whole of every invoice that was late."""
    running = [
        RunningClaim(item.number, item.net, first_day_of_default(item, dossier, entry.sent_on), interest_terms(dossier))
        for item in then.items
        if item.invoice.due_on < entry.sent_on
    ]
    try:
        for claim in running:
            claim.run_until(entry.sent_on)
    except RatesNotKnown:
        return ZERO  # what cannot be checked is not held against the debtor
    interest = total(claim.interest_open for claim in running)
    # Every payment may end a row of every claim, and so round once more.
    return interest + CENT * len(then.allocations) * len(running) if interest else ZERO


def _flaws(entry: HistoryEntry, covered: tuple[str, ...], then: OpenItems, dossier: Dossier) -> tuple[Flaw, ...]:
    """Why a notice to a consumer fails (art. 6:96 lid 6 BW; ECLI:NL:HR:2016:2704)."""
    if _before_scale(entry.sent_on):
        return ("before-scale",)
    flaws: list[Flaw] = []
    if entry.channel == "sms":
        flaws.append("channel")
    asked = [item for item in then.items if item.number in covered and then.open_of(item.number, entry.sent_on) > ZERO]
    starts = [first_day_of_default(item, dossier, entry.sent_on) for item in asked]
    if not starts or any(start is None or start > entry.sent_on for start in starts):
        flaws.append("default")
    shortest = days_on("consumer_notice_days", entry.sent_on)
    # "Within n days after delivery" counts one day less than "from the day after delivery".
    needed = shortest + (0 if entry.term_wording == "from-day-after-delivery" else 1)
    if entry.term_days is None or entry.term_days < needed:
        flaws.append("term")
    if entry.term_wording not in ("from-day-after-delivery", "after-delivery"):
        flaws.append("wording")
    receipt = presumed_receipt(entry.sent_on, entry.channel or "post", entry.delivered_on)
    if entry.pay_by is not None and entry.pay_by < last_free_day(receipt, max(entry.term_days or 0, shortest)):
        flaws.append("date")
    open_then, amount_asked = then.open_on(entry.sent_on, covered), entry.amount_asked or ZERO
    if amount_asked > open_then and amount_asked > open_then + _interest_then(entry, then, dossier):
        flaws.append("asked")
    if entry.announced_costs is None:
        flaws.append("amount-missing")
        return tuple(flaws)
    most = statutory_maximum(then.parts_on(entry.sent_on, covered), charged_before(dossier), entry.sent_on)
    if entry.announced_costs > most:
        flaws.append("amount")
    if (entry.announced_vat or ZERO) > (vat_on(entry.announced_costs, entry.sent_on) if dossier.vat_claimed else ZERO):
        flaws.append("vat")
    return tuple(flaws)


def _before_scale(day: date) -> bool:
    """Did the rules on notices and the scale of costs not exist yet (Stb. 2012, 140 and 141)?"""
    return day < tables()["collection_costs_scale"].values[0].start


def charged_before(dossier: Dossier) -> tuple[ChargedBefore, ...]:
    """What the dossier says was charged before over instalments of the same contract."""
    return tuple(ChargedBefore(each.charged_on, each.amount) for each in dossier.collection_costs.charged_before)


@dataclass(frozen=True)
class Ground:
    """What makes costs due over some invoices: a lawful notice, a demand to a business, or the hand-over.

    `base_on` is the last day whose payments lower the base. `announced` and `announced_vat` are ceilings.
    """

    covered: tuple[str, ...]
    sent_on: date
    base_on: date
    due_from: date
    announced: Decimal | None
    announced_vat: Decimal | None


def _late_on(day: date, listed: OpenItems, numbers: Collection[str]) -> tuple[str, ...]:
    return tuple(item.number for item in listed.items if item.number in numbers and item.invoice.due_on < day)


def grounds(dossier: Dossier, letters: tuple[SentLetter, ...], listed: OpenItems, on: date) -> tuple[Ground, ...]:
    """The grounds for collection costs that exist on `on`, the one that works first in front; no invoice in two of
    them.

    A consumer: a lawful notice, over what is unpaid at the end of its term. A business: a notice or sommatie whose term
    ends, or the hand-over, over the principal of that day (art. 6:96 lid 2 c, lid 6 BW).
    """
    found: list[Ground] = []
    for letter in letters:
        entry, due_from = letter.entry, letter.last_day + ONE_DAY
        if dossier.debtor.type == "consumer":
            if entry.kind == "wik-notice" and not letter.flaws:
                announced_vat = entry.announced_vat or ZERO
                found.append(
                    Ground(
                        letter.covered, entry.sent_on, letter.last_day, due_from, entry.announced_costs, announced_vat
                    )
                )
        elif entry.kind in ("wik-notice", "sommatie"):
            announced = entry.announced_costs if entry.kind == "wik-notice" else None
            late = _late_on(entry.sent_on, listed, letter.covered)
            found.append(Ground(late, entry.sent_on, entry.sent_on, due_from, announced, None))
    handed_over = dossier.handed_over_on
    if handed_over is not None and handed_over <= on and dossier.debtor.type == "business":
        late = _late_on(handed_over, listed, [item.number for item in listed.items])
        found.append(Ground(late, handed_over, handed_over, handed_over, None, None))
    taken: set[str] = set()
    separate = []
    # What was done before the scale existed gives no costs by it; what was agreed needs no scale.
    by_scale = dossier.collection_costs.type != "contractual"
    found = [ground for ground in found if not (by_scale and _before_scale(ground.sent_on))]
    for ground in sorted(found, key=lambda each: each.due_from):
        covered = tuple(number for number in ground.covered if number not in taken)
        if covered:
            taken.update(covered)
            separate.append(
                Ground(covered, ground.sent_on, ground.base_on, ground.due_from, ground.announced, ground.announced_vat)
            )
    return tuple(separate)
