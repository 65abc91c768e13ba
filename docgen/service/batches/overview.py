"""What the ledger says of its batches together: which are to be made, how fast it goes, how much waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import cast

from sqlalchemy import exists, func, or_, select

from docgen.service.batches.ledger import Ledger, as_batch
from docgen.service.batches.tables import BATCHES, LETTERS, Batch, LetterState, Progress

WINDOW = timedelta(seconds=30)  # over which the rate is taken
_SHORTEST = 2.0  # seconds, for a rate that means something: moments are kept to the second
_ENDED = ("done", "failed")
_SHOWN = 50  # batches in a list


@dataclass(frozen=True)
class Pace:
    """How fast the letters of a batch come: letters a second, and the seconds that are left. None: not known now."""

    rate: float | None = None
    seconds_left: int | None = None


class Overview:
    """Looks over a ledger. Only batches that came over the line are in it. Every method raises `LedgerUnusable`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def unfinished(self) -> list[Batch]:
        """The batches that somebody has to look after, in the order in which they came: that are running, or of which
        letters are still held.
        """
        of_it = LETTERS.c.batch_id == BATCHES.c.id
        first = select(func.min(LETTERS.c.id)).where(of_it).scalar_subquery()
        held = exists().where(of_it, LETTERS.c.state == "taken")
        chosen = select(BATCHES).where(or_(BATCHES.c.state == "running", held)).order_by(BATCHES.c.created_at, first)
        with self._ledger.database.reading() as connection:
            return [each for each in map(as_batch, connection.execute(chosen)) if each.options.served]

    def last(self) -> list[tuple[Batch, Progress]]:
        """The last batches that were not deleted, the newest first, each with how far it is."""
        chosen = select(BATCHES).where(BATCHES.c.state != "deleted").order_by(BATCHES.c.created_at.desc(), BATCHES.c.id)
        with self._ledger.database.reading() as connection:
            found = [each for each in map(as_batch, connection.execute(chosen)) if each.options.served][:_SHOWN]
        return list(zip(found, self._progress(found), strict=True))

    def _progress(self, batches: Sequence[Batch]) -> list[Progress]:
        ids = [each.id for each in batches]
        counted = select(LETTERS.c.batch_id, LETTERS.c.state, func.count()).where(LETTERS.c.batch_id.in_(ids))
        counts: dict[str, dict[LetterState, int]] = {each: {} for each in ids}
        with self._ledger.database.reading() as connection:
            for batch_id, state, count in connection.execute(counted.group_by(LETTERS.c.batch_id, LETTERS.c.state)):
                counts[batch_id][cast("LetterState", state)] = count
        return [Progress(each.state, each.total, counts[each.id]) for each in batches]

    def waiting(self) -> int:
        """How many letters of running batches nobody has begun."""
        return sum(each.open for each in self._progress(self.unfinished()) if each.state == "running")

    def pace(self, batch_id: str, progress: Progress, now: datetime) -> Pace:
        """How fast a batch goes."""
        if progress.state != "running":
            return Pace()
        return _pace(*self._made(now, batch_id), progress.left, now)

    def seconds_until(self, letters: int, now: datetime) -> int | None:
        """How long it takes to make so many letters, as fast as all batches go now; None when nothing comes."""
        return _pace(*self._made(now), letters, now).seconds_left

    def _made(self, now: datetime, batch_id: str | None = None) -> tuple[int, datetime | None]:
        """How many letters ended lately, and when the first of them did."""
        ids = [each.id for each in self.unfinished()] if batch_id is None else [batch_id]
        lately = (LETTERS.c.batch_id.in_(ids), LETTERS.c.state.in_(_ENDED), LETTERS.c.finished_at >= now - WINDOW)
        chosen = select(func.count(), func.min(LETTERS.c.finished_at)).where(*lately)
        with self._ledger.database.reading() as connection:
            count, first = connection.execute(chosen).one()
        return count, first


def _pace(count: int, first: datetime | None, left: int, now: datetime) -> Pace:
    seconds = 0.0 if first is None else (now - first).total_seconds()
    if seconds < _SHORTEST:
        return Pace()
    rate = count / seconds
    return Pace(rate, ceil(left / rate))
