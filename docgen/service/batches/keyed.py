"""Letters by themselves that came with a key of the caller's (`Idempotency-Key`), in the same ledger.

Who claims a key first makes the letter; the others hear that it is being made, and what came of it. Only what was made
is kept: after a failure the key is free again, and so it is when its maker died or takes far too long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, true, update
from sqlalchemy.exc import IntegrityError

from docgen.service.batches.ledger import Ledger, as_letter, of_its_taker
from docgen.service.batches.making import hashed
from docgen.service.batches.tables import LETTERS, Letter
from docgen.service.batches.workers_alive import is_gone

KEPT = timedelta(days=30)  # then a key is free for another letter
LONGEST = timedelta(minutes=10)  # in which a letter is made for certain: then its maker is gone, also one elsewhere


@dataclass(frozen=True)
class Claim:
    """What a key stands for now.

    `ours`: make the letter, then `Ledger.record` it or `Keyed.free` the key. `being-made`: ask again in a while.
    `done`: answer with what `letter` names. `another`: the key was used for another request.
    """

    state: Literal["ours", "being-made", "done", "another"]
    letter: Letter


class Keyed:
    """The keys of a ledger. Every method raises `LedgerUnusable`. Keys are kept as their SHA-256."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def claim(self, key: str, request_hash: str, worker: str, at: datetime) -> Claim:
        """Claim a key for a request; `worker` is who would make it, a `worker_name`."""
        with self._ledger.database.writing() as connection:
            _forget(connection, at - KEPT, LETTERS.c.idempotency_key == hashed(key))
            entered = False
            while (row := _find(connection, key)) is None:  # another's may be gone again by the time that we look
                entered = _enter(connection, key, request_hash, worker, at)
            letter = as_letter(row)
            if entered:
                return Claim("ours", letter)
            if letter.request_hash != request_hash:
                return Claim("another", letter)
            if letter.state == "done":
                return Claim("done", letter)
            if not _is_lost(letter, at):
                return Claim("being-made", letter)
            values = {"taken_by": worker, "taken_at": at, "attempts": letter.attempts + 1}
            connection.execute(update(LETTERS).where(LETTERS.c.id == letter.id).values(values))
            return Claim("ours", as_letter(row, **values))

    def is_being_made(self, letter: Letter, at: datetime) -> bool:
        """Whether somebody is still at a letter: whoever waits for it need not claim its key again so long."""
        with self._ledger.database.reading() as connection:
            row = connection.execute(select(LETTERS).where(LETTERS.c.id == letter.id)).first()
        return row is not None and row.state == "taken" and not _is_lost(as_letter(row), at)

    def free(self, letter: Letter) -> bool:
        """Free the key of a letter that could not be made; False when it is no longer its taker's."""
        with self._ledger.database.writing() as connection:
            return connection.execute(delete(LETTERS).where(of_its_taker(letter))).rowcount > 0

    def old(self, before: datetime) -> int:
        """How many keys there are of letters that were made before a moment."""
        with self._ledger.database.reading() as connection:
            return connection.execute(select(func.count()).select_from(LETTERS).where(_made(before))).scalar_one()

    def forget(self, before: datetime) -> int:
        """Free the keys of letters that were made before a moment; gives how many. Their hashes stay."""
        with self._ledger.database.writing() as connection:
            return _forget(connection, before)


def _forget(connection: Connection, before: datetime, which: ColumnElement[bool] | None = None) -> int:
    chosen = and_(_made(before), true() if which is None else which)
    return connection.execute(update(LETTERS).where(chosen).values(idempotency_key=None)).rowcount


def _made(before: datetime) -> ColumnElement[bool]:
    return and_(LETTERS.c.idempotency_key.is_not(None), LETTERS.c.finished_at < before)


def _is_lost(letter: Letter, at: datetime) -> bool:
    if letter.taken_by is None or letter.taken_at is None:
        return False
    return is_gone(letter.taken_by) or at - letter.taken_at > LONGEST


def _find(connection: Connection, key: str) -> Row[Any] | None:
    return connection.execute(select(LETTERS).where(LETTERS.c.idempotency_key == hashed(key)).with_for_update()).first()


def _enter(connection: Connection, key: str, request_hash: str, worker: str, at: datetime) -> bool:
    """Enter a key; False when somebody else just did."""
    row = {
        "idempotency_key": hashed(key),
        "position": 0,
        "request_hash": request_hash,
        "request_start": 0,
        "request_size": 0,
        "state": "taken",
        "attempts": 1,
        "taken_by": worker,
        "taken_at": at,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(LETTERS).values(row))
    except IntegrityError:
        return False
    return True
