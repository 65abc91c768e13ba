"""The files of a batch: its requests, its letters, and why some were not made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from docgen.errors import Unavailable
from docgen.service.batches.store import Store
from docgen.service.batches.tables import Letter
from docgen.texts import text

REQUESTS = "requests.jsonl"


class Damaged(Unavailable):
    """A file is not what the ledger says it is."""


@dataclass(frozen=True)
class BatchFiles:
    """`work` holds requests and reasons (they go when the batch is forgotten), `letters` what was made.

    `by_attempt`: a letter that was begun anew gets another name, so that who was given up and still finishes, on a
    machine that nobody could ask, does not write over what was made meanwhile.
    """

    work: Store
    letters: Store
    by_attempt: bool = False

    def request(self, letter: Letter) -> bytes:
        """The line of a letter, as it was sent. Raises `CannotKeep` and `Damaged`."""
        line = self.work.read(REQUESTS, letter.request_start, letter.request_size)
        return _sound(line, letter.request_hash, REQUESTS)

    def keep_letter(self, letter: Letter, extension: str, content: bytes) -> tuple[str, str]:
        """Keep a letter for good: its name, from its position, and its SHA-256. Raises `CannotKeep`."""
        attempt = f"-{letter.attempts}" if self.by_attempt and letter.attempts > 1 else ""
        name = f"letters/{letter.position:05d}{attempt}.{extension}"
        self.letters.keep(name, (content,))
        return name, sha256(content).hexdigest()

    def letter(self, letter: Letter) -> bytes:
        """A letter that was made, the very bytes. Raises `CannotKeep` and `Damaged`."""
        assert letter.output is not None and letter.sha256 is not None  # noqa: PT018, S101 - it is done
        return _sound(self.letters.read(letter.output), letter.sha256, letter.output)

    def keep_reason(self, position: int, problems: dict[str, dict[str, Any]]) -> None:
        """Keep why a letter was not made: a problem object for each language. Raises `CannotKeep`."""
        content = json.dumps(problems, ensure_ascii=False, indent=1).encode()
        self.work.keep(_reason(position), (content,))

    def reason(self, position: int, language: str) -> dict[str, Any]:
        """Why a letter was not made. Raises `CannotKeep`."""
        problems: dict[str, dict[str, Any]] = json.loads(self.work.read(_reason(position)))
        return problems[language]


def _reason(position: int) -> str:
    return f"reasons/{position:05d}.json"


def _sound(content: bytes, digest: str, name: str) -> bytes:
    if sha256(content).hexdigest() != digest:
        raise Damaged(
            text("{file} is not as it was written. Put it back from a backup, or start the batch anew.", file=name)
        )
    return content
