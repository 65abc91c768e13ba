"""How the collection costs of a dossier come about: what makes them due, over which principal, under which limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from docgen.dossier.demands import Ground, charged_before
from docgen.dossier.model import Dossier
from docgen.dossier.open_items import OpenItems
from docgen.law.amounts import ZERO, total
from docgen.law.costs import Costs, CostTerms, collection_costs, trade_minimum
from docgen.law.cumulation import Part, Readings, cumulates, readings
from docgen.law.terms import ONE_DAY

CostsMode = Literal["none", "announced", "claimed", "trade-minimum"]


@dataclass(frozen=True)
class CostsAccount:
    """Collection costs as they are, or will be when not `due`. `outstanding` counts only where due.

    `grounds` are what makes them due, `tables_of` the day whose tables were used, `readings` those of the rule on
    instalments where it lowers them.
    """

    costs: Costs
    due: bool
    due_from: date | None
    outstanding: Decimal
    grounds: tuple[Ground, ...] = ()
    tables_of: date | None = None
    readings: Readings | None = None


@dataclass(frozen=True)
class CostsRule:
    """The costs of one dossier through time. `overdue`: the invoices that count, those settled in time left out.

    `insolvent`: since when no costs become due any more.
    """

    dossier: Dossier
    grounds: tuple[Ground, ...]
    open: OpenItems
    overdue: frozenset[str]
    mode: CostsMode
    insolvent: date | None = None

    def on(self, day: date) -> CostsAccount:
        """The costs as they stand on a day, before payments on them."""
        if self.mode == "none":
            return CostsAccount(
                collection_costs(ZERO, CostTerms("none"), day), due=False, due_from=None, outstanding=ZERO
            )
        if self.mode == "trade-minimum":
            return self._trade_minimum(day)
        live = self.grounds if self.mode == "claimed" else ()
        lapsed = [ground for ground in live if ground.due_from <= day]
        pending = [ground for ground in live if ground.due_from > day and ground.sent_on <= day]
        if lapsed:
            parts = [part for ground in lapsed for part in self._parts(ground.base_on, ground)]
            return self._account(parts, lapsed[0].sent_on, lapsed, due=True)
        if pending:
            first = pending[0]
            return self._account(self._parts(first.sent_on, first), first.sent_on, pending[:1], due=False)
        return self._account(self.open.parts_on(day, self.overdue), day, [], due=False)

    def taking_part_on(self, day: date) -> Decimal:
        """The costs that a payment of that day goes to first: only those that are due, the trade minimum never."""
        lapsed = any(ground.due_from <= day for ground in self.grounds)
        return self.on(day).outstanding if lapsed and self.mode == "claimed" else ZERO

    def _parts(self, day: date, ground: Ground) -> tuple[Part, ...]:
        return self.open.parts_on(day, self.overdue & set(ground.covered))

    def _trade_minimum(self, day: date) -> CostsAccount:
        agreed = self.dossier.collection_costs
        most = ZERO if agreed.type == "none" else agreed.amount
        listed = [item for item in self.open.items if item.number in self.overdue]
        late = {item.number: item.invoice.due_on + ONE_DAY for item in listed}
        if self.insolvent is not None:
            late = {number: since for number, since in late.items() if since < self.insolvent}
        costs = trade_minimum(self.open.open_on(day, late), day, most)
        due_from = min(late.values()) if late and costs.total else None
        return CostsAccount(costs, bool(costs.total), due_from, costs.total, tables_of=day)

    def _account(self, parts: Sequence[Part], on: date, used: Sequence[Ground], *, due: bool) -> CostsAccount:
        agreed, limits = self.dossier.collection_costs, None
        if self.dossier.debtor.type == "consumer" and cumulates(parts, on):
            limits = readings(parts, charged_before(self.dossier), on)
        terms = CostTerms(
            agreed.type,
            agreed.percentage,
            agreed.minimum,
            agreed.amount,
            self.dossier.vat_claimed,
            _ceiling([ground.announced for ground in used]),
            _ceiling([ground.announced_vat for ground in used]),
            limits.lowest if limits else None,
        )
        costs = collection_costs(total(part.amount for part in parts), terms, on)
        due_from = used[0].due_from if used else None
        return CostsAccount(costs, due, due_from, costs.total if due else ZERO, tuple(used), on, limits)


def _ceiling(announced: Sequence[Decimal | None]) -> Decimal | None:
    """What was announced in all; no ceiling where a ground announced nothing."""
    known = [each for each in announced if each is not None]
    return total(known) if known and len(known) == len(announced) else None
