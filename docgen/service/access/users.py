"""Local users: staff who log in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from docgen.authoring.database import Database
from docgen.errors import InputProblem, InvalidInput
from docgen.service.access import passwords
from docgen.service.access.roles import Role
from docgen.service.access.tables import SESSIONS, USERS, access_errors
from docgen.texts import text

_NAME = re.compile(r"[a-z0-9]([a-z0-9.@_-]{0,62}[a-z0-9])?")


@dataclass(frozen=True)
class User:
    """A user, without the password."""

    name: str
    role: Role
    added: datetime


class Users:
    """The users of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check_new(self, name: str) -> None:
        """Raise `InvalidInput` for a name that is not one, or is taken."""
        said = None
        if not _NAME.fullmatch(name):
            said = text("A name has at most 64 small letters, digits, and . @ _ - between them.")
        elif name in {each.name for each in self.all()}:
            said = text("There is a user {name} already. Remove that one first, or choose another name.", name=name)
        if said is not None:
            raise InvalidInput((InputProblem("/name", said),))

    def add(self, name: str, role: Role, password: str, at: datetime) -> None:
        """Add a user. Raises `InvalidInput` for the name and the password."""
        kept = passwords.hashed(password)
        self.check_new(name)
        with access_errors(), self._database.writing() as connection:
            connection.execute(insert(USERS).values(name=name, role=role, password=kept, added=at))

    def all(self) -> list[User]:
        """Every user, by name."""
        with access_errors(), self._database.reading() as connection:
            rows = [] if connection is None else connection.execute(select(USERS).order_by(USERS.c.name)).all()
        return [User(row.name, row.role, row.added) for row in rows]

    def remove(self, name: str) -> bool:
        """Remove a user and end what that user has open; False when there is no such user."""
        with access_errors(), self._database.writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.user == name))
            return connection.execute(delete(USERS).where(USERS.c.name == name)).rowcount > 0

    def has_password(self, name: str, password: str) -> bool:
        """Whether there is such a user with that password; either way it takes about as long to say."""
        with access_errors(), self._database.reading() as connection:
            found = (
                None
                if connection is None
                else connection.execute(select(USERS.c.password).where(USERS.c.name == name)).scalar()
            )
        return passwords.fits(password, found)
