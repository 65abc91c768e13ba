"""Passwords of staff, kept as argon2id."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from docgen.errors import InputProblem, InvalidInput
from docgen.texts import text

SHORTEST, LONGEST = 12, 256  # characters

_HASHER = PasswordHasher()  # the lesser of the two settings that RFC 9106 recommends: 64 MiB
_AT_A_TIME = BoundedSemaphore(2)  # so that many log-ins at once do not take all memory


def hashed(password: str) -> str:
    """What is kept of a password. Raises `InvalidInput` for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        said = text("A password has {shortest} to {longest} characters.", shortest=SHORTEST, longest=LONGEST)
        raise InvalidInput((InputProblem("/password", said),))
    return _hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; for None (nobody of that name) it takes as long to say no."""
    against = _nobodys() if kept is None else kept
    if len(password) > LONGEST:
        password = ""
    with _AT_A_TIME:
        try:
            _HASHER.verify(against, _normal(password))
        except VerificationError:
            return False
    return kept is not None


@cache
def _nobodys() -> str:
    return _hash(secrets.token_hex(32))


def _hash(password: str) -> str:
    with _AT_A_TIME:
        return _HASHER.hash(_normal(password))


def _normal(password: str) -> str:
    """The same bytes for what looks the same, however a keyboard writes it."""
    return unicodedata.normalize("NFC", password)
