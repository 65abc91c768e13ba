"""The database of the ledger: SQLite in a file of its own unless a setting names another.

SQLite keeps a write-ahead log, so that who reads waits for nobody, and has the disk take every change before it counts.
A connection is kept as long as there is work: when the last one closes, the log is worked in, which takes its time.
Whoever writes holds the writing lock from the start, so that what a change was decided on cannot change meanwhile.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.sql import text as text_of_sql

from docgen.authoring.database import OWNER_ONLY, unusable
from docgen.errors import Unavailable
from docgen.service.batches.tables import TABLES
from docgen.settings import BadSetting, Settings
from docgen.texts import text

PATIENCE = 60.0  # seconds to wait for another process's change
_LOOK = 0.01  # seconds between two tries at what SQLite does not wait for
_WRITES = "writes"
_MAKING_TABLES = 0x646F6367656E  # a number that nobody else locks by


class LedgerUnusable(Unavailable):
    """The ledger cannot be read or written now: no letter's fault."""


def ledger_url(settings: Settings) -> URL:
    """Where the ledger is. Raises `BadSetting` without saying what stands in the address: that may be a password."""
    if settings.ledger is None:
        return URL.create("sqlite", database=str(settings.data / "batches" / "ledger.sqlite"))
    try:
        url = make_url(settings.ledger)
    except ArgumentError:
        url = None
    if url is None or not url.database:  # an SQLite in memory would be another one for each process
        raise BadSetting(text("DOCGEN_LEDGER must be the address of a database, such as {example}.", example=_EXAMPLE))
    return url


_EXAMPLE = "postgresql+psycopg://user:password@host/docgen"


class LedgerDatabase:
    """Connections to the ledger, for one process; nothing is opened before it is needed."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._is_file = url.get_backend_name() == "sqlite"
        self._engine: Engine | None = None
        self._opening = Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read with. Raises `LedgerUnusable`."""
        with _errors(), self._ready().connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Iterator[Connection]:
        """A connection in a transaction of its own: all that is done with it, or nothing. Raises `LedgerUnusable`.

        Without `lasting` a power cut may undo it, though nothing that was written before or after: the disk is not
        waited for.
        """
        with (
            _errors(),
            self._ready().connect().execution_options(**{_WRITES: "FULL" if lasting else "NORMAL"}) as connection,
            connection.begin(),
        ):
            if not lasting and connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
            yield connection

    def close(self) -> None:
        """Let go of the connections: before a fork (none may be carried over), and in the end."""
        if self._engine is not None:
            self._engine.dispose()

    def _ready(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self._engine = self._opened()
            return self._engine

    def _opened(self) -> Engine:
        engine = self._sqlite() if self._is_file else _server(self._url)
        with engine.connect().execution_options(**{_WRITES: "FULL"}) as connection, connection.begin():
            if engine.dialect.name == "postgresql":  # many may come to a new ledger at the same moment
                connection.execute(text_of_sql("SELECT pg_advisory_xact_lock(:key)"), {"key": _MAKING_TABLES})
            TABLES.create_all(connection)
        return engine

    def _sqlite(self) -> Engine:
        if self._url.database:
            path = Path(self._url.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=OWNER_ONLY)  # its log takes over the mode of the file
        engine = create_engine(self._url, connect_args={"timeout": PATIENCE, "isolation_level": None})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine


def _server(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")
    except (ImportError, NoSuchModuleError):
        raise BadSetting(
            text(
                "DOCGEN_LEDGER: the driver of {kind} is not installed. Install it, or leave DOCGEN_LEDGER out.",
                kind=url.drivername,
            )
        ) from None


def _prepare(connection: Any, _record: object) -> None:
    _keep_log(connection)
    connection.execute("PRAGMA foreign_keys=ON").close()


def _keep_log(connection: Any) -> None:
    """Have a write-ahead log. While another does the same to a fresh file, SQLite does not wait by itself."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                raise
            time.sleep(_LOOK)
        else:
            return


def _begin(connection: Connection) -> None:
    if synchronous := connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if synchronous else "BEGIN")


@contextmanager
def _errors() -> Iterator[None]:
    try:
        with unusable(lambda reason: text("The ledger of letters cannot be used: {reason}.", reason=reason)):
            yield
    except LedgerUnusable:
        raise
    except Unavailable as error:
        raise LedgerUnusable(error.detail) from None
