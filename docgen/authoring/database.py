"""A small SQLite database that several programs may use at once, and that does not exist before something is kept.

Every change is one transaction that holds the writing lock from its start, so what it was decided on cannot change
meanwhile. A rollback journal, not a write-ahead log: changes are rare and short, and a database on a disk that cannot
be written to can still be read. Connections are not kept: a process may fork, and a file may come back from a backup.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from docgen.errors import Unavailable
from docgen.texts import Text

PATIENCE = 15.0  # seconds to wait for another program's change
OWNER_ONLY = 0o600


class Database:
    """Some tables in a file; `private`: one that only its owner can read. Raises `SQLAlchemyError` and `OSError`."""

    def __init__(self, path: Path, tables: MetaData, *, private: bool = False) -> None:
        self._path = path
        self._tables = tables
        self._private = private
        self._reading = _engine(f"{path.absolute().as_uri()}?mode=rw")
        self._writing = _engine(f"{path.absolute().as_uri()}?mode=rwc")
        event.listen(self._writing, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A connection to read with; None while there is nothing to read."""
        if not self._path.exists():
            yield None
            return
        with self._reading.connect() as connection:
            made = set(inspect(connection).get_table_names())
            yield connection if made.issuperset(self._tables.tables) else None  # else it is being made this moment

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction of its own: all that is done with it, or nothing if the block raises."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._private:
            self._path.touch(mode=OWNER_ONLY)  # the journal takes over the mode of the file
        with self._writing.begin() as connection:
            self._tables.create_all(connection)
            yield connection


@contextmanager
def unusable(said: Callable[[str], Text]) -> Iterator[None]:
    """Make an error of the disk or the database an `Unavailable`, in the words that `said` gives for its reason."""
    try:
        yield
    except (OSError, SQLAlchemyError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        reason = (cause.strerror or "") if isinstance(cause, OSError) else str(cause)
        raise Unavailable(said(reason)) from None


def _engine(address: str) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None),
        poolclass=NullPool,
    )
