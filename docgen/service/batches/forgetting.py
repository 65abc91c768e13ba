"""Has a service forget in time: a thread that lets the keeper look every hour."""

from __future__ import annotations

import logging
import time
from collections import Counter
from threading import Event, Thread

from docgen.errors import DocgenError, Unavailable
from docgen.render.words import Words
from docgen.service.batches.keeping import Keeper, Purged
from docgen.service.mistakes import internal
from docgen.texts import Text

FIRST = 60.0  # seconds after the start, which has enough to do
EVERY = 3600.0  # seconds
log = logging.getLogger("docgen.service")


class Forgetting:
    """A part of the service."""

    def __init__(self, keeper: Keeper, *, first: float = FIRST, every: float = EVERY) -> None:
        self._keeper, self._first, self._every = keeper, first, every
        self._stopped = Event()
        self._thread: Thread | None = None
        self._trouble: Text | None = None  # why not everything that is too old went
        self.last = 0.0  # when everything that is too old went, in seconds since 1970; 0: not since the start
        self.gone = Counter[str]()  # what went since the start

    def check(self) -> None:
        """Raise `Unavailable` when something is kept too long, with the reason."""
        if self._trouble is not None:
            raise Unavailable(self._trouble)

    def start(self) -> None:
        """Begin."""
        self._thread = Thread(target=self._run, name="forgetting", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; what was begun is finished by whoever looks next."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join(1.0)

    def _run(self) -> None:
        wait = self._first
        while not self._stopped.wait(wait):
            wait = self._every
            try:
                gone = self._keeper.purge()
            except DocgenError as error:
                self._trouble = error.detail
                log.warning("not everything was removed that is too old: %s", Words("en").say(error.detail))
            except Exception as error:
                self._trouble = internal(error).detail  # into the log; the next look is in an hour
            else:
                self._trouble, self.last = None, time.time()
                self.gone.update({name: count for name, count in vars(gone).items() if name != "running"})
                _tell(gone)


def _tell(gone: Purged) -> None:
    if gone.batches or gone.letters or gone.keys or gone.leftovers:
        log.info(
            "removed what was too old: %d batches, %d letters, %d keys, %d leftovers",
            *(gone.batches, gone.letters, gone.keys, gone.leftovers),
        )
