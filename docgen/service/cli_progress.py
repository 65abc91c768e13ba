"""How far a batch is, for who waits at a terminal: a bar with the rate and the time left, else a line now and then."""

from __future__ import annotations

import shutil
import time
from collections import deque
from math import ceil
from typing import TextIO

from docgen.render.words import Words
from docgen.service.batches.tables import Progress
from docgen.texts import text

WINDOW = 30.0  # seconds over which the rate is taken
EVERY = 10.0  # seconds between two lines where there is no terminal
_WIDTH = 30  # characters of the bar at most
_CLEAR = "\r\x1b[K"


class Bar:
    """Tells progress on a stream."""

    def __init__(self, stream: TextIO, words: Words) -> None:
        self._stream, self._words = stream, words
        self._live = stream.isatty()
        self._seen: deque[tuple[float, int]] = deque()
        self._said = 0.0
        self._shown = False

    def show(self, progress: Progress) -> None:
        """Tell how far it is, if it is time to."""
        now = time.monotonic()
        self._seen.append((now, progress.total - progress.left))
        while now - self._seen[0][0] > WINDOW:
            self._seen.popleft()
        if self._live:
            self._stream.write(_CLEAR + self._line(progress))
            self._stream.flush()
            self._shown = True
        elif not self._said or now - self._said >= EVERY:
            if self._said:
                print(self._told(progress), file=self._stream, flush=True)
            self._said = now

    def end(self) -> None:
        """Leave the line of the bar free."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _line(self, progress: Progress) -> str:
        told = self._told(progress)
        columns = shutil.get_terminal_size().columns
        width = max(0, min(_WIDTH, columns - len(told) - 4))
        filled = width * (progress.total - progress.left) // max(1, progress.total)
        bar = f"[{'#' * filled}{'.' * (width - filled)}] " if width else ""
        return (bar + told)[: columns - 1]

    def _told(self, progress: Progress) -> str:
        words, over = self._words, progress.total - progress.left
        said = [words.say(text("{count} of {total} letters", count=over, total=progress.total))]
        rate = self._rate()
        if rate > 0:
            said.append(words.say(text("{rate} a second", rate=f"{rate:.1f}".replace(".", _POINT[words.language]))))
            said.append(words.say(text("{time} left", time=clock(progress.left / rate))))
        if progress.failed:
            said.append(words.say(text("{count} not made", count=progress.failed)))
        return ", ".join(said)

    def _rate(self) -> float:
        (start, first), (end, last) = self._seen[0], self._seen[-1]
        return (last - first) / (end - start) if end > start else 0.0


_POINT = {"nl": ",", "en": "."}


def clock(seconds: float) -> str:
    """A time as 0:07, 12:30 or 1:05:00."""
    minutes, rest = divmod(ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
