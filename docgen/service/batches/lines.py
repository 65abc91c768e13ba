"""JSON Lines in, by stream: where each request stands, and that there are not too many. What they say is read later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from docgen.errors import InputProblem, InvalidInput, TooLarge
from docgen.service.batches.tables import Line
from docgen.texts import text

MAX_LINES = 20_000
MAX_BYTES = 50 * 1024**2
MAX_LINE = 1024**2  # bytes; a longer one is a letter that fails by itself
_PART = 64 * 1024  # bytes
_BLANK = b" \t\r\n"
_MARK = b"\xef\xbb\xbf"  # at the start of a file that says it is UTF-8


@dataclass(frozen=True)
class Requests:
    """The requests of a batch: the SHA-256 of the whole, and its lines but for the blank ones."""

    sha256: str
    lines: tuple[Line, ...]


class Reading:
    """Passes a stream on, and looks at its lines as they go by."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._whole = sha256()
        self._lines: list[Line] = []

    def parts(self) -> Iterator[bytes]:
        """The bytes as they came. Raises `TooLarge` for more than a batch may be."""
        number = place = start = size = 0
        line, blank = sha256(), True
        while part := self._source.readline(_PART):
            place += len(part)
            if place > MAX_BYTES:
                raise too_many_bytes()
            self._whole.update(part)
            line.update(part)
            size += len(part)
            blank = blank and not (part.removeprefix(_MARK) if start == 0 else part).strip(_BLANK)
            if part.endswith(b"\n"):
                number += 1
                self._add(number, start, size, line.hexdigest(), blank=blank)
                start, size, line, blank = place, 0, sha256(), True
            yield part
        self._add(number + 1, start, size, line.hexdigest(), blank=blank)

    def _add(self, number: int, start: int, size: int, digest: str, *, blank: bool) -> None:
        if blank:
            return
        if len(self._lines) == MAX_LINES:
            raise TooLarge(text("A batch has at most {limit} letters. Divide it over several.", limit=MAX_LINES))
        self._lines.append(Line(number, start, size, digest))

    def read(self) -> Requests:
        """What went by. Raises `InvalidInput` when there is no request at all."""
        if not self._lines:
            said = text("There is no request in it. Put one letter request on each line (JSON Lines).")
            raise InvalidInput((InputProblem("", said),))
        return Requests(self._whole.hexdigest(), tuple(self._lines))


def too_many_bytes() -> TooLarge:
    """What is said of a batch that is too large."""
    return TooLarge(text("The batch is larger than {limit} MB. Divide it over several.", limit=MAX_BYTES // 1024**2))


def survey(source: BinaryIO) -> Requests:
    """The requests of a file. Raises `TooLarge` and `InvalidInput`."""
    reading = Reading(source)
    for _ in reading.parts():
        pass
    return reading.read()
