"""Sessions of staff: a signed random secret in a cookie, of which the database keeps the SHA-256 and the times."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadSignature, Signer
from sqlalchemy import ColumnElement, delete, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from docgen.authoring.database import Database
from docgen.service.access.roles import Caller
from docgen.service.access.tables import SECRETS, SESSIONS, USERS, access_errors, digest_of

LONGEST = timedelta(hours=8)
IDLE = timedelta(minutes=30)
_SEEN_EVERY = timedelta(minutes=1)  # so that looking around hardly writes


class Sessions:
    """The sessions of a database, and the secret that signs them: made when it is first needed, the same for all."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._secret: bytes | None = None

    def open(self, user: str, at: datetime) -> str:
        """Open a session for a user, and give its secret."""
        session = secrets.token_urlsafe(32)
        with access_errors(), self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(_over(at)))
            connection.execute(insert(SESSIONS).values(digest=digest_of(session), user=user, opened=at, seen=at))
        return session

    def holder(self, session: str, at: datetime) -> Caller | None:
        """Who has this session; None when it ended, was idle too long, or its user is gone."""
        digest = digest_of(session)
        wanted = select(SESSIONS.c.seen, USERS.c.name, USERS.c.role).join(USERS, USERS.c.name == SESSIONS.c.user)
        with access_errors(), self._database.reading() as connection:
            found = (
                None
                if connection is None
                else connection.execute(wanted.where(SESSIONS.c.digest == digest, ~_over(at))).first()
            )
        if found is None:
            return None
        if at - found.seen >= _SEEN_EVERY:
            with access_errors(), self._database.writing() as connection:
                connection.execute(update(SESSIONS).where(SESSIONS.c.digest == digest).values(seen=at))
        return Caller(found.name, found.role, session, id=f"user {found.name}")

    def close(self, session: str) -> None:
        """End a session, for every process."""
        with access_errors(), self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest_of(session)))

    def signed(self, session: str) -> str:
        """What goes into the cookie."""
        return self._signer().sign(session).decode("ascii")

    def unsigned(self, cookie: str) -> str | None:
        """The secret in a cookie; None when it is not one of ours."""
        try:
            return self._signer().unsign(cookie).decode("ascii")
        except (BadSignature, UnicodeError):
            return None

    def mark(self, use: str, of: str) -> str:
        """A mark that only this service can make, for one use."""
        return hmac.digest(self.secret(), f"{use}:{of}".encode(), "sha256").hex()

    def secret(self) -> bytes:
        """The secret of this service."""
        if self._secret is None:
            with access_errors(), self._database.writing() as connection:
                made = insert_or(SECRETS).values(name="sessions", value=secrets.token_bytes(32))
                connection.execute(made.on_conflict_do_nothing())
                self._secret = connection.execute(select(SECRETS.c.value)).scalar_one()
        return self._secret

    def _signer(self) -> Signer:
        return Signer(self.secret(), salt="docgen session", key_derivation="hmac", digest_method=sha256)


def _over(at: datetime) -> ColumnElement[bool]:
    return or_(SESSIONS.c.opened <= at - LONGEST, SESSIONS.c.seen <= at - IDLE)
