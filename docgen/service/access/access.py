"""Everything that is known about who may do what, in one place for the doors that ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docgen.service.access.attempts import Attempts
from docgen.service.access.keys import Keys
from docgen.service.access.sessions import Sessions
from docgen.service.access.tables import access_database
from docgen.service.access.users import Users


@dataclass(frozen=True)
class Access:
    """Keys, users and sessions under ``DOCGEN_DATA``. Every method of theirs raises `Unavailable`."""

    data: Path
    keys: Keys = field(init=False)
    users: Users = field(init=False)
    sessions: Sessions = field(init=False)
    attempts: Attempts = field(init=False)

    def __post_init__(self) -> None:
        database = access_database(self.data)
        sessions = Sessions(database)
        object.__setattr__(self, "keys", Keys(database))
        object.__setattr__(self, "users", Users(database))
        object.__setattr__(self, "sessions", sessions)
        object.__setattr__(self, "attempts", Attempts(database, sessions.mark))
