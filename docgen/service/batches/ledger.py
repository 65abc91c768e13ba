"""The ledger: one row a letter is the truth of what was made, whoever makes it and whatever happens in between.

Every method is one transaction. A change of a letter names who took it and at which attempt, so that who comes too late
(a worker that was given up, and still finishes) changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, insert, select, true, tuple_, update
from sqlalchemy.engine import URL

from docgen.service.batches.ledger_database import LedgerDatabase
from docgen.service.batches.tables import (
    BATCHES,
    LETTERS,
    Batch,
    BatchState,
    Failed,
    Letter,
    LetterState,
    Line,
    Made,
    Options,
    Progress,
)

_NOBODY = {"taken_by": None, "taken_at": None}
_AT_ONCE = 1000  # rows


class Ledger:
    """The ledger at an address. Every method raises `LedgerUnusable`."""

    def __init__(self, url: URL) -> None:
        self.database = LedgerDatabase(url)

    def add(self, batch: Batch, lines: Iterable[Line]) -> bool:
        """Enter a batch with all its letters, or nothing of it; False when there is one of this id already."""
        with self.database.writing() as connection:
            if connection.execute(select(BATCHES.c.id).where(BATCHES.c.id == batch.id)).first():
                return False
            connection.execute(insert(BATCHES).values({**_plain(batch), "options": asdict(batch.options)}))
            rows = [_row(batch.id, each) for each in lines]
            for start in range(0, len(rows), _AT_ONCE):
                connection.execute(insert(LETTERS), rows[start : start + _AT_ONCE])
        return True

    def check(self) -> None:
        """Raise `LedgerUnusable` when nothing could be entered now; nothing is changed."""
        with self.database.writing() as connection:
            connection.execute(update(BATCHES).where(BATCHES.c.id == "").values(state=BATCHES.c.state))

    def batch(self, batch_id: str) -> Batch | None:
        """A batch by its id."""
        with self.database.reading() as connection:
            row = connection.execute(select(BATCHES).where(BATCHES.c.id == batch_id)).first()
        return None if row is None else as_batch(row)

    def open_positions(self, batch_id: str, most: int) -> list[int]:
        """The positions of the first letters of a batch that nobody has begun."""
        wanted = (LETTERS.c.batch_id == batch_id, LETTERS.c.state == "open")
        chosen = select(LETTERS.c.position).where(*wanted).order_by(LETTERS.c.position).limit(most)
        with self.database.reading() as connection:
            return [*connection.execute(chosen).scalars()]

    def progress(self, batch_id: str) -> Progress:
        """How far a batch is. Raises `KeyError` when there is no such batch."""
        with self.database.reading() as connection:
            row = connection.execute(select(BATCHES.c.state, BATCHES.c.total).where(BATCHES.c.id == batch_id)).first()
            if row is None:
                raise KeyError(batch_id)
            counted = select(LETTERS.c.state, func.count()).where(LETTERS.c.batch_id == batch_id)
            counts = {cast("LetterState", each[0]): each[1] for each in connection.execute(counted.group_by("state"))}
        return Progress(cast("BatchState", row.state), row.total, counts)

    def take(self, batch_id: str, worker: str, at: datetime, position: int | None = None) -> Letter | None:
        """Take the first open letter of a running batch, or the one at a position; None when there is none to take."""
        wanted = [LETTERS.c.batch_id == batch_id, LETTERS.c.state == "open", BATCHES.c.state == "running"]
        if position is not None:
            wanted.append(LETTERS.c.position == position)
        first = (
            select(LETTERS)
            .join(BATCHES, BATCHES.c.id == LETTERS.c.batch_id)
            .where(*wanted)
            .order_by(LETTERS.c.position)
            .limit(1)
            .with_for_update(skip_locked=True, of=LETTERS)
        )
        with self.database.writing(lasting=False) as connection:  # undone, it is open again
            row = connection.execute(first).first()
            if row is None:
                return None
            attempts = row.attempts + 1
            values = {"state": "taken", "taken_by": worker, "taken_at": at, "attempts": attempts}
            connection.execute(update(LETTERS).where(LETTERS.c.id == row.id).values(values))
        return as_letter(row, **values)

    def record(self, letter: Letter, outcome: Made | Failed, at: datetime) -> bool:
        """Enter how a letter that was taken ended; False when it is no longer this taker's, and nothing changes."""
        values = {**vars(outcome), "rules": " ".join(outcome.rules), "finished_at": at, "taken_by": None}
        values["state"] = "done" if isinstance(outcome, Made) else "failed"
        return self._change(letter, values)

    def give_back(self, letter: Letter, *, counts: bool) -> bool:
        """Make a letter that was taken open again, or cancelled when its batch is; `counts`: as an attempt at it."""
        values = {"state": "open", "attempts": letter.attempts if counts else letter.attempts - 1, **_NOBODY}
        with self.database.writing() as connection:
            state = connection.execute(
                select(BATCHES.c.state).where(BATCHES.c.id == letter.batch_id).with_for_update(read=True)
            ).scalar()
            values["state"] = "cancelled" if state == "cancelled" else "open"
            return _changed(connection, letter, values)

    def taken(self, batch_id: str) -> list[Letter]:
        """The letters of a batch that are being made, or were by somebody who is gone."""
        chosen = select(LETTERS).where(LETTERS.c.batch_id == batch_id, LETTERS.c.state == "taken")
        with self.database.reading() as connection:
            return [as_letter(row) for row in connection.execute(chosen)]

    def letters(self, batch_id: str, state: LetterState | None = None) -> Iterator[Letter]:
        """Every letter of a batch, in order, or those in a state."""
        last, wanted = 0, true() if state is None else LETTERS.c.state == state
        while True:
            more = (LETTERS.c.batch_id == batch_id, wanted, LETTERS.c.position > last)
            chosen = select(LETTERS).where(*more).order_by(LETTERS.c.position).limit(_AT_ONCE)
            with self.database.reading() as connection:
                rows = connection.execute(chosen).all()
            yield from map(as_letter, rows)
            if len(rows) < _AT_ONCE:
                return
            last = rows[-1].position

    def made_before(self, batch_id: str) -> frozenset[int]:
        """The positions of letters whose dossier had a letter of this kind and date before, here or elsewhere."""
        other = LETTERS.alias()
        earlier = tuple_(other.c.finished_at, other.c.id) < tuple_(LETTERS.c.finished_at, LETTERS.c.id)
        same = and_(other.c.business_key == LETTERS.c.business_key, other.c.state == "done", earlier)
        chosen = select(LETTERS.c.position).where(
            LETTERS.c.batch_id == batch_id, LETTERS.c.state == "done", exists().where(same)
        )
        with self.database.reading() as connection:
            return frozenset(connection.execute(chosen).scalars())

    def first_made(self, business_key: str, other_than: Letter) -> datetime | None:
        """When the first letter of a dossier, kind and date was made; None when there is no other."""
        same = and_(LETTERS.c.business_key == business_key, LETTERS.c.state == "done", LETTERS.c.id != other_than.id)
        with self.database.reading() as connection:
            found: datetime | None = connection.execute(select(func.min(LETTERS.c.finished_at)).where(same)).scalar()
        return found

    def pause(self, batch_id: str) -> bool:
        """Let a running batch rest: what is being made is finished, nothing more is taken."""
        return self._move(batch_id, BATCHES.c.state == "running", state="paused")

    def resume(self, batch_id: str) -> bool:
        """Let a paused batch go on."""
        return self._move(batch_id, BATCHES.c.state == "paused", state="running")

    def cancel(self, batch_id: str, at: datetime) -> bool:
        """End a batch: what is open is cancelled, what is being made is finished, what is done stays."""
        with self.database.writing() as connection:
            going = and_(BATCHES.c.id == batch_id, BATCHES.c.state.in_(("running", "paused")))
            changed = connection.execute(update(BATCHES).where(going).values(state="cancelled", finished_at=at))
            if changed.rowcount:
                open_ones = and_(LETTERS.c.batch_id == batch_id, LETTERS.c.state == "open")
                connection.execute(update(LETTERS).where(open_ones).values(state="cancelled"))
        return changed.rowcount > 0

    def finish(self, batch_id: str, at: datetime) -> bool:
        """Close a running batch of which no letter is left; False when it is none, or was closed before."""
        left = exists().where(LETTERS.c.batch_id == batch_id, LETTERS.c.state.in_(("open", "taken")))
        return self._move(batch_id, and_(BATCHES.c.state == "running", ~left), state="finished", finished_at=at)

    def delete(self, batch_id: str) -> bool:
        """Note that the files of a batch go; False when it is not over. Its rows stay: they hold hashes."""
        held = exists().where(LETTERS.c.batch_id == batch_id, LETTERS.c.state == "taken")
        return self._move(batch_id, and_(BATCHES.c.state.in_(("finished", "cancelled")), ~held), state="deleted")

    def try_again(self, batch_id: str) -> int:
        """Make the failed letters of a batch that is over open once more; gives how many."""
        failed = and_(LETTERS.c.batch_id == batch_id, LETTERS.c.state == "failed")
        anew = {"state": "open", "attempts": 0, "problem": None, "rules": "", "finished_at": None}
        with self.database.writing() as connection:
            over = and_(BATCHES.c.id == batch_id, BATCHES.c.state == "finished")
            if not connection.execute(select(BATCHES.c.id).where(over).with_for_update()).first():
                return 0
            count = connection.execute(update(LETTERS).where(failed).values(anew)).rowcount
            if count:
                connection.execute(update(BATCHES).where(over).values(state="running", finished_at=None))
        return count

    def forget(self, batch_id: str) -> None:
        """Strike a batch and its letters out: for one that only checked, and nothing else."""
        with self.database.writing() as connection:
            connection.execute(delete(LETTERS).where(LETTERS.c.batch_id == batch_id))
            connection.execute(delete(BATCHES).where(BATCHES.c.id == batch_id))

    def _move(self, batch_id: str, condition: ColumnElement[bool], **values: object) -> bool:
        with self.database.writing() as connection:
            found = connection.execute(update(BATCHES).where(BATCHES.c.id == batch_id, condition).values(values))
        return found.rowcount > 0

    def _change(self, letter: Letter, values: dict[str, Any]) -> bool:
        with self.database.writing() as connection:
            return _changed(connection, letter, values)


def of_its_taker(letter: Letter) -> ColumnElement[bool]:
    """The row of a letter, as long as it is held by who took it, since then."""
    return and_(
        LETTERS.c.id == letter.id,
        LETTERS.c.state == "taken",
        LETTERS.c.taken_by == letter.taken_by,
        LETTERS.c.attempts == letter.attempts,
    )


def _changed(connection: Connection, letter: Letter, values: dict[str, Any]) -> bool:
    return connection.execute(update(LETTERS).where(of_its_taker(letter)).values(values)).rowcount > 0


def _plain(batch: Batch) -> dict[str, Any]:
    return {name: getattr(batch, name) for name in BATCHES.c.keys()}  # noqa: SIM118 - columns, not a dict


def _row(batch_id: str, line: Line) -> dict[str, Any]:
    return {
        "batch_id": batch_id,
        "position": line.position,
        "request_hash": line.sha256,
        "request_start": line.start,
        "request_size": line.size,
        "state": "open",
        "attempts": 0,
        "rules": "",
    }


def as_batch(row: Row[Any]) -> Batch:
    """A row of the table of batches."""
    return Batch(**{**row._mapping, "options": Options(**row.options)})


def as_letter(row: Row[Any], **changed: Any) -> Letter:
    """A row of the table; `changed` are fields that were changed since it was read."""
    values = {name: row._mapping[name] for name in Letter.__dataclass_fields__}
    return Letter(**{**values, "rules": tuple(row.rules.split()), **changed})
