"""What happened to the templates, in a database of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, select
from sqlalchemy import insert as inserted

from docgen.authoring.database import Database
from docgen.authoring.versions import Event

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
        self._database = Database(path, _METADATA)

    def events(self, kind: str, language: str) -> tuple[Event, ...]:
        """What happened to one template, oldest first."""
        with self._database.reading() as connection:
            return () if connection is None else _read(connection, kind, language)

    def change(self, kind: str, language: str, change: Change) -> None:
        """Add the events that `change` answers when it is shown those until now; all of them, or none if it raises."""
        with self._database.writing() as connection:
            for each in change(_read(connection, kind, language)):
                connection.execute(inserted(_EVENTS).values(kind=kind, language=language, **_row(each)))


def _read(connection: Connection, kind: str, language: str) -> tuple[Event, ...]:
    of_this = (_EVENTS.c.kind == kind, _EVENTS.c.language == language)
    rows = connection.execute(select(_EVENTS).where(*of_this).order_by(_EVENTS.c.id))
    return tuple(
        Event(row.action, row.digest, datetime.fromisoformat(row.at), row.author, row.note) for row in rows.all()
    )


def _row(each: Event) -> dict[str, Any]:
    at = each.at.astimezone(UTC).isoformat(timespec="seconds")
    return {"action": each.action, "digest": each.digest, "at": at, "author": each.author, "note": each.note}
