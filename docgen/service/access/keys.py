"""Keys of programs: ``docgen_<id>_<256 random bits>_<checksum>``, shown once, of which only the SHA-256 is kept."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from zlib import crc32

from sqlalchemy import insert, select, update

from docgen.authoring.database import Database
from docgen.service.access.roles import Caller, Role
from docgen.service.access.tables import KEYS, access_errors, digest_of

_KEY = re.compile(r"(?P<checked>docgen_(?P<id>[0-9a-f]{12})_[0-9a-f]{64})_(?P<checksum>[0-9a-f]{8})")
_NO_DIGEST = "-" * 64  # of no key: it takes the place of one that is not there


@dataclass(frozen=True)
class Key:
    """What is known of a key; `revoked` is the moment from which it opens nothing."""

    id: str
    role: Role
    name: str | None
    added: datetime
    revoked: datetime | None


class Keys:
    """The keys. Nothing is remembered between requests, so that a revoked key is refused at once, by every process."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, role: Role, name: str | None, at: datetime) -> str:
        """Make a key, and give it: this is the only time that it is seen."""
        key_id = secrets.token_hex(6)
        checked = f"docgen_{key_id}_{secrets.token_hex(32)}"
        key = f"{checked}_{_checksum(checked)}"
        with access_errors(), self._database.writing() as connection:
            row = {"id": key_id, "digest": digest_of(key), "role": role, "name": name, "added": at}
            connection.execute(insert(KEYS).values(row))
        return key

    def all(self) -> list[Key]:
        """Every key there ever was, the oldest first."""
        with access_errors(), self._database.reading() as connection:
            rows = [] if connection is None else connection.execute(select(KEYS).order_by(KEYS.c.added)).all()
        return [Key(row.id, row.role, row.name, row.added, row.revoked) for row in rows]

    def revoke(self, key_id: str, at: datetime) -> bool:
        """Make a key open nothing any more; False when there is no such key."""
        with access_errors(), self._database.writing() as connection:
            changed = connection.execute(
                update(KEYS).where(KEYS.c.id == key_id, KEYS.c.revoked.is_(None)).values(revoked=at)
            )
            known = connection.execute(select(KEYS.c.id).where(KEYS.c.id == key_id)).first()
        return changed.rowcount > 0 or known is not None

    def holder(self, key: str) -> Caller | None:
        """Who holds a key; None for a key that is unknown, revoked or wrong."""
        match = _KEY.fullmatch(key)
        if match is None:
            return None
        with access_errors(), self._database.reading() as connection:
            found = (
                None if connection is None else connection.execute(select(KEYS).where(KEYS.c.id == match["id"])).first()
            )
        fits = compare_digest(digest_of(key), _NO_DIGEST if found is None else found.digest)
        if found is None or not fits or found.revoked is not None:
            return None
        return Caller(found.name or f"key {found.id}", found.role, id=f"key {found.id}")


def is_whole(key: str) -> bool:
    """Whether a text has the form of a key, with the checksum that goes with it."""
    match = _KEY.fullmatch(key)
    return match is not None and compare_digest(_checksum(match["checked"]), match["checksum"])


def _checksum(checked: str) -> str:
    return f"{crc32(checked.encode('ascii')):08x}"
