"""What happened to the templates, in a small SQLite database that several programs may use at once.

Every change is one transaction that holds the writing lock from its start, so what it was decided on cannot change
meanwhile. A rollback journal, not a write-ahead log: changes are rare and short, and a store on a disk that cannot be
written to can still be read. Connections are not kept: a process may fork, and a store may be put back from a backup.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    inspect,
    select,
)
from sqlalchemy import insert as inserted
from sqlalchemy.pool import NullPool

from docgen.authoring.versions import Event

PATIENCE = 15.0  # seconds to wait for another program's change

_METADATA = MetaData()
_EVENTS = Table(
    "template_events",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("language", String, nullable=False),
    Column("action", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("at", String, nullable=False),
    Column("author", String),
    Column("note", String),
    Index("template_events_of", "kind", "language", "id"),
    sqlite_autoincrement=True,
)

Change = Callable[[tuple[Event, ...]], Sequence[Event]]


class VersionIndex:
    """The database, made when the first event is written. Every method raises `SQLAlchemyError` and `OSError`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reading = _engine(f"{path.absolute().as_uri()}?mode=rw")
        self._writing = _engine(f"{path.absolute().as_uri()}?mode=rwc")
        event.listen(self._writing, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))

    def events(self, kind: str, language: str) -> tuple[Event, ...]:
        """What happened to one template, oldest first."""
        if not self._path.exists():
            return ()
        with self._reading.connect() as connection:
            if not inspect(connection).has_table(_EVENTS.name):
                return ()  # another program is making it this moment
            return _read(connection, kind, language)

    def change(self, kind: str, language: str, change: Change) -> None:
        """Add the events that `change` answers when it is shown those until now; all of them, or none if it raises."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._writing.begin() as connection:
            _METADATA.create_all(connection)
            for each in change(_read(connection, kind, language)):
                connection.execute(inserted(_EVENTS).values(kind=kind, language=language, **_row(each)))


def _engine(address: str) -> Engine:
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None),
        poolclass=NullPool,
    )


def _read(connection: Connection, kind: str, language: str) -> tuple[Event, ...]:
    of_this = (_EVENTS.c.kind == kind, _EVENTS.c.language == language)
    rows = connection.execute(select(_EVENTS).where(*of_this).order_by(_EVENTS.c.id))
    return tuple(
        Event(row.action, row.digest, datetime.fromisoformat(row.at), row.author, row.note) for row in rows.all()
    )


def _row(each: Event) -> dict[str, Any]:
    at = each.at.astimezone(UTC).isoformat(timespec="seconds")
    return {"action": each.action, "digest": each.digest, "at": at, "author": each.author, "note": each.note}
