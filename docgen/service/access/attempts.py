"""Who keeps guessing has to wait, whichever process the guesses come to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from docgen.authoring.database import Database
from docgen.service.access.tables import ATTEMPTS, access_errors

WINDOW = timedelta(minutes=15)
AT_ONE_NAME_FROM_ONE_ADDRESS, FROM_ONE_ADDRESS, AT_ONE_NAME = 5, 30, 50


class Attempts:
    """Attempts to log in that failed, kept for a quarter of an hour under marks that tell nobody's name or address."""

    def __init__(self, database: Database, mark: Callable[[str, str], str]) -> None:
        self._database = database
        self._mark = mark

    def begin(self, name: str, address: str, at: datetime) -> bool:
        """Count an attempt before it is made, so that many at once do not slip through; False: too many, wait."""
        who = self._who(name, address)
        same_name, same_address = ATTEMPTS.c.name == who["name"], ATTEMPTS.c.address == who["address"]
        limits = (
            (same_name & same_address, AT_ONE_NAME_FROM_ONE_ADDRESS),
            (same_address, FROM_ONE_ADDRESS),
            (same_name, AT_ONE_NAME),
        )
        with access_errors(), self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.at <= at - WINDOW))
            for which, limit in limits:
                if connection.execute(select(func.count()).select_from(ATTEMPTS).where(which)).scalar_one() >= limit:
                    return False
            connection.execute(insert(ATTEMPTS).values(at=at, **who))
        return True

    def succeeded(self, name: str, address: str) -> None:
        """Forget what went wrong before at this name from this address."""
        who = self._who(name, address)
        mine = (ATTEMPTS.c.name == who["name"]) & (ATTEMPTS.c.address == who["address"])
        with access_errors(), self._database.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(mine))

    def _who(self, name: str, address: str) -> dict[str, str]:
        return {"name": self._mark("name", name), "address": self._mark("address", address)}
