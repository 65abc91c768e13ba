"""How the payment plan of a dossier stands: what is paid, what was missed, and from when the plan may lapse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docgen.dossier.model import Dossier, HistoryEntry
from docgen.dossier.plan_course import REMINDER, confirmation_of, drawn_up_on
from docgen.law.plan import Instalment
from docgen.law.plan_state import InstalmentState, PlanReceipt, PlanState, plan_state
from docgen.law.rates import days_on
from docgen.law.terms import ONE_DAY, last_free_day, presumed_receipt, working_day_from


@dataclass(frozen=True)
class PlanStanding:
    """A plan on a day. `confirmed` is its confirmation and `reminder` the last reminder of the instalment that is
    missed now, each with its place in the history. `lapse_from`: the first day on which the plan may lapse over that
    instalment, None as long as nothing is missed or nobody was reminded of it.
    """

    state: PlanState
    confirmed: tuple[int, HistoryEntry] | None
    reminder: tuple[int, HistoryEntry] | None
    lapse_from: date | None

    @property
    def missed(self) -> InstalmentState | None:
        """The oldest instalment whose day is over and that is not paid in full."""
        return next(iter(self.state.missed), None)


def plan_standing(dossier: Dossier, plan: Sequence[Instalment], on: date) -> PlanStanding | None:
    """How the plan with these instalments stands on a day; None without one that was agreed by then."""
    if not plan or drawn_up_on(dossier, on) is None:
        return None
    receipts = tuple(_receipts(dossier, on))
    state = plan_state(plan, receipts, on)
    missed = next(iter(state.missed), None)
    reminder = _reminder_of(missed, dossier, plan, receipts, on) if missed is not None else None
    return PlanStanding(
        state,
        confirmation_of(dossier, on),
        reminder,
        reminder_last_day(reminder[1]) + ONE_DAY if reminder is not None else None,
    )


def reminder_last_day(entry: HistoryEntry) -> date:
    """The last day to pay a missed instalment after this reminder: the days that the plan promises from its receipt, or
    more when it gave more (art. 6:248 BW: who promised them is bound by them). Always a working day.
    """
    promised = days_on("plan_lapse_days", entry.sent_on)
    receipt = presumed_receipt(entry.sent_on, entry.channel, entry.delivered_on)
    counted = last_free_day(receipt, max(promised, entry.term_days or 0))
    return counted if entry.pay_by is None else max(counted, working_day_from(entry.pay_by))


def _receipts(dossier: Dossier, on: date) -> Iterator[PlanReceipt]:
    """What was paid on the plan. A sum that was agreed as such says nothing of the payments of its own day, so they
    count for the debtor; what was due when the plan was drawn up has that day's payments taken off already.
    """
    plan, start = dossier.payment_plan, drawn_up_on(dossier, on)
    for payment in dossier.payments:
        if plan is None or start is None:
            return
        if payment.received_on > start or (plan.total is not None and payment.received_on >= plan.agreed_on):
            yield payment.received_on, payment.amount


def _reminder_of(
    missed: InstalmentState, dossier: Dossier, plan: Sequence[Instalment], receipts: Sequence[PlanReceipt], on: date
) -> tuple[int, HistoryEntry] | None:
    """The last reminder of a missed instalment that went out after its day was over."""
    number, due_on = missed.instalment.number, missed.instalment.due_on
    sent = [
        (place, entry)
        for place, entry in enumerate(dossier.history)
        if entry.kind == REMINDER
        and due_on < entry.sent_on <= on
        and number == (entry.instalment_number or _meant(entry, plan, receipts))
    ]
    return max(sent, key=lambda each: each[1].sent_on, default=None)


def _meant(entry: HistoryEntry, plan: Sequence[Instalment], receipts: Sequence[PlanReceipt]) -> int | None:
    """The instalment of a reminder that names none: the oldest that was missed when it was sent."""
    missed = plan_state(plan, receipts, entry.sent_on).missed
    return missed[0].instalment.number if missed else None
