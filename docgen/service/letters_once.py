"""One letter for each `Idempotency-Key`, however often and to however many services its request comes.

Who is first makes the letter, keeps the whole answer in the store, and only then enters it in the ledger; all others
answer with what was kept. Whoever dies in between leaves all of it or nothing, and then the next one makes the letter.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256

from flask import Response

from docgen.dossier.strict_json import JsonNumber
from docgen.errors import Unavailable
from docgen.letters.letter import Letter as Composed
from docgen.render import Document
from docgen.service.batches.keyed import Keyed
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import LedgerUnusable, ledger_url
from docgen.service.batches.making import business_key, hashed, made
from docgen.service.batches.store import LocalStore, NotKept, Store, disk_errors, store_of
from docgen.service.batches.tables import Letter
from docgen.service.batches.workers_alive import worker_name
from docgen.service.desk import Desk
from docgen.service.letter_answers import letter_answer, packed, unpacked
from docgen.service.problem_types import BadRequest, KeyUsed, LetterGone
from docgen.settings import Settings
from docgen.texts import text

PATIENCE = 45.0  # seconds that a repeat waits for the first; callers and proxies usually wait a minute
KEY = "Idempotency-Key"
LONGEST_KEY = 255  # characters
MADE_BEFORE = "Docgen-Made-Before"
_LOOK, _SELDOM = 0.05, 0.5  # seconds between two looks at the ledger: at first, and at most
LETTERS_FOLDER = "letters"
_HOUR = "%Y-%m-%dT%H"  # UTC
_KEY = re.compile(rf"[!-~]{{1,{LONGEST_KEY}}}")

Make = Callable[[], tuple[Composed, Document]]


def letter_store(settings: Settings) -> Store:
    """Where the answers of letters by themselves are kept, those of an hour together: they are forgotten together."""
    store = store_of(settings, LETTERS_FOLDER)
    if isinstance(store, LocalStore):
        with disk_errors(store.folder):
            store.folder.parent.mkdir(parents=True, exist_ok=True)
            store.folder.mkdir(mode=0o700, exist_ok=True)  # other users of this machine have no business with letters
    return store


def hour_of(name: str) -> datetime | None:
    """The beginning of the hour in which the letters under a name of the store were made."""
    try:
        return datetime.strptime(name, _HOUR).replace(tzinfo=UTC)
    except ValueError:
        return None


def checked_key(key: str) -> str:
    """A key as a caller sent it. Raises `BadRequest`."""
    if not _KEY.fullmatch(key):
        raise BadRequest(
            text("An Idempotency-Key is 1 to {limit} visible ASCII characters, without spaces.", limit=LONGEST_KEY)
        )
    return key


def same_request(data: object, form: str, language: str | None) -> str:
    """A SHA-256 that two requests share when they ask for the same: the same JSON, whatever its layout and the order
    of its fields, in the same form. `language` is the reader's, for a form whose answer depends on it.
    """
    return hashed(form, language or "", json.dumps(_told_apart(data), sort_keys=True))


def _told_apart(data: object) -> object:
    """Parsed JSON in which a number is not the text of the same signs."""
    if isinstance(data, dict):
        return {name: _told_apart(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_told_apart(each) for each in data]
    if isinstance(data, str):
        return f"number {data}" if isinstance(data, JsonNumber) else f"text {data}"
    return data


class LettersOnce:
    """Letters with a key of the caller's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = Ledger(ledger_url(desk.settings))
        self._keyed = Keyed(self._ledger)

    def answer(self, caller: str, key: str, request: str, make: Make) -> Response:
        """The answer to a request (see `same_request`) that came with a key; `make` is called when there is none yet.

        Raises `KeyUsed`, `LetterGone`, `Unavailable` when the first takes too long, `LedgerUnusable`, `CannotKeep`, and
        what `make` raises: then the key is free again.
        """
        until = time.monotonic() + PATIENCE
        while True:
            claim = self._keyed.claim(f"{caller} {key}", request, worker_name(), self._desk.now())
            if claim.state == "another":
                raise KeyUsed(text("Send the very same request again, in the same form, or choose another key."))
            if claim.state == "done":
                return self._kept(claim.letter)
            if claim.state == "ours":
                answer = self._made(claim.letter, make)
                if answer is not None:
                    return answer
            self._wait(claim.letter, until)

    def _wait(self, letter: Letter, until: float) -> None:
        """Wait until nobody is at a letter any more. Raises `Unavailable` when that takes too long."""
        pause = _LOOK
        while self._keyed.is_being_made(letter, self._desk.now()):
            if time.monotonic() >= until:
                raise Unavailable(
                    text("The letter of this key is still being made. Send the same request again in a while.")
                )
            time.sleep(pause)
            pause = min(_SELDOM, pause * 1.5)

    def _made(self, letter: Letter, make: Make) -> Response | None:
        """Make a letter; None when it took so long that somebody else has taken it over: theirs is the answer."""
        try:
            composed, document = make()
            answer = letter_answer(composed, document)
            same = business_key(composed)
            before = None if same is None else self._ledger.first_made(same, letter)
            if before is not None:
                answer.headers[MADE_BEFORE] = before.isoformat()
            content = packed(answer)
            name = f"{self._desk.now().astimezone(UTC).strftime(_HOUR)}/{secrets.token_hex(16)}"
            letter_store(self._desk.settings).keep(name, (content,))
            outcome = made(composed, document, name, sha256(content).hexdigest())
            return answer if self._ledger.record(letter, outcome, self._desk.now()) else None
        except BaseException:
            with suppress(LedgerUnusable):  # what went wrong first is what has to be told; the key is free in a while
                self._keyed.free(letter)
            raise

    def _kept(self, letter: Letter) -> Response:
        assert letter.output is not None and letter.finished_at is not None  # noqa: PT018, S101 - it is done
        try:
            content = letter_store(self._desk.settings).read(letter.output)
        except NotKept:
            content = b""
        if sha256(content).hexdigest() != letter.sha256:
            raise LetterGone(
                text(
                    "The letter of this key was made on {day}, and is not kept any more as it was made. It is not made "
                    "a second time under this key.",
                    day=letter.finished_at.date(),
                )
            )
        return unpacked(content)
