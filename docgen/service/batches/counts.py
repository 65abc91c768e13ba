"""What stands in the ledger, counted: how many letters wait, were made and failed, whoever makes them and wherever.

The rows of a batch that is over do not change any more, so that each is read once by a process, and what is asked again
and again are the batches that are going.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, Row, case, cast, extract, func, select

from docgen.service.batches.ledger import Ledger
from docgen.service.batches.tables import BATCHES, LETTERS, BatchState, LetterState

_AT_ONCE = 500  # batches
GOING: tuple[BatchState, ...] = ("running", "paused")
TO_COME: tuple[LetterState, ...] = ("open", "taken")


@dataclass(frozen=True)
class Group:
    """Letters of one batch that have these in common, and the seconds that making them took, all together."""

    state: str
    kind: str | None
    problem: str | None
    count: int
    seconds: float


@dataclass(frozen=True)
class Counts:
    """The batches by state; `waiting` letters by state of batch and letter; and those that were made or failed.

    `oldest` is when the oldest batch that runs and has open letters came in. Dry runs make no letters.
    """

    batches: Counter[str] = field(default_factory=Counter)
    waiting: Counter[tuple[str, str]] = field(default_factory=Counter)
    made: Counter[tuple[str, str]] = field(default_factory=Counter)  # by kind and form
    seconds: dict[tuple[str, str], float] = field(default_factory=dict)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)  # by form and type of problem
    oldest: datetime | None = None


class LedgerCounts:
    """Counts a ledger, also from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._over: dict[str, tuple[datetime | None, tuple[Group, ...]]] = {}
        self._lock = Lock()

    def read(self) -> Counts:
        """The counts of now. Raises `LedgerUnusable`."""
        with self._lock, self._ledger.database.reading() as connection:
            batches = connection.execute(select(BATCHES)).all()
            self._over = {each.id: self._over[each.id] for each in batches if self._is_known(each)}
            groups = _groups(connection, [each.id for each in batches if each.id not in self._over])
            for each in batches:
                found = groups.get(each.id, ())
                if each.state not in GOING and not any(group.state in TO_COME for group in found):
                    self._over.setdefault(each.id, (each.finished_at, tuple(found)))
            known = {name: found for name, (_, found) in self._over.items()}
        return _added_up((each, groups.get(each.id) or known.get(each.id, ())) for each in batches)

    def _is_known(self, batch: Row[Any]) -> bool:
        """Whether it was over when it was read, and is still: its failed letters may be tried again."""
        known = self._over.get(batch.id)
        return known is not None and batch.state not in GOING and known[0] == batch.finished_at


def _groups(connection: Connection, wanted: list[str]) -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = {}
    keys = (LETTERS.c.batch_id, LETTERS.c.state, LETTERS.c.kind, LETTERS.c.problem)
    took = func.sum(case((LETTERS.c.state == "done", _seconds(connection)), else_=0.0))
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = LETTERS.c.batch_id.in_(wanted[start : start + _AT_ONCE])
        rows = connection.execute(select(*keys, func.count(), took).where(chosen).group_by(*keys))
        for batch_id, state, kind, problem, count, seconds in rows:
            found.setdefault(batch_id, []).append(Group(state, kind, problem, count, float(seconds or 0)))
    return found


def _seconds(connection: Connection) -> ColumnElement[Any]:
    """How long a letter was being made."""
    start, end = LETTERS.c.taken_at, LETTERS.c.finished_at
    if connection.dialect.name == "sqlite":
        return (func.julianday(end) - func.julianday(start)) * 86400
    return cast(extract("epoch", end - start), Float)


def _added_up(batches: Iterable[tuple[Row[Any], Iterable[Group]]]) -> Counts:
    counts, oldest = Counts(), None
    for batch, groups in batches:
        counts.batches[batch.state] += 1
        for each in groups:
            if each.state in TO_COME:
                counts.waiting[batch.state, each.state] += each.count
            if (each.state, batch.state) == ("open", "running"):
                oldest = min(oldest or batch.created_at, batch.created_at)
        if not batch.options["check"]:
            _add_letters(counts, batch.form, groups)
    return Counts(**{**vars(counts), "oldest": oldest})


def _add_letters(counts: Counts, form: str, groups: Iterable[Group]) -> None:
    for each in groups:
        if each.state == "done":
            key = (each.kind or "", form)
            counts.made[key] += each.count
            counts.seconds[key] = counts.seconds.get(key, 0.0) + each.seconds
        elif each.state == "failed":
            counts.failed[form, each.problem or ""] += each.count
