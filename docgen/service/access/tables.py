"""What is kept about access. Of keys, sessions and those who failed to log in only what cannot be turned back."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeDecorator

from docgen.authoring.database import Database, unusable
from docgen.texts import text

TABLES = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: SQLite itself knows no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: object) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: object) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


USERS = Table(
    "users",
    TABLES,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),  # argon2id, with its salt and parameters
    Column("added", Moment, nullable=False),
)
KEYS = Table(
    "keys",
    TABLES,
    Column("id", String, primary_key=True),
    Column("digest", String(64), nullable=False),  # SHA-256 of the whole key
    Column("role", String, nullable=False),
    Column("name", String),
    Column("added", Moment, nullable=False),
    Column("revoked", Moment),
)
SESSIONS = Table(
    "sessions",
    TABLES,
    Column("digest", String(64), primary_key=True),  # SHA-256 of what the cookie holds
    Column("user", String, ForeignKey("users.name"), nullable=False),
    Column("opened", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
)
ATTEMPTS = Table(
    "attempts",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False),  # marks made with the secret, not the name and the address
    Column("address", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)
SECRETS = Table("secrets", TABLES, Column("name", String, primary_key=True), Column("value", LargeBinary))


def access_database(data: Path) -> Database:
    """The database under ``DOCGEN_DATA``."""
    return Database(data / "access" / "access.sqlite", TABLES, private=True)


def access_errors() -> AbstractContextManager[None]:
    """Make an error of the database an `Unavailable`."""
    return unusable(lambda reason: text("The list of users and keys cannot be used: {reason}.", reason=reason))


def digest_of(secret: str) -> str:
    """What is kept of a random secret of 256 bits: a fast hash is right for those."""
    return sha256(secret.encode("utf-8")).hexdigest()
