"""Keeps the batches of a service going: a thread that has one after the other made, in the order in which they came.

What is to be made stands in the ledger. So it does not matter when the service stops, or how: whatever is running there
and made by nobody is taken up again. Batches of the command line are left alone: whoever started one goes on with it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event, Thread

from docgen.errors import DocgenError, Unavailable
from docgen.render.words import Words
from docgen.service.batches.engines import can_make, engine_for
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Batch, Progress
from docgen.service.mistakes import internal
from docgen.settings import Settings
from docgen.texts import Text, text

LOOK = 2.0  # seconds between two looks at the ledger, when nobody wakes us
AGAIN = 10.0  # seconds before another try at a batch of which the engine ended too soon
_END = 25.0  # seconds in which an engine has stopped for certain
log = logging.getLogger("docgen.service")


class _Ending(Exception):
    pass


class Conductor:
    """A part of the service. `ending`: whether the service is to stop, asked about every half second."""

    def __init__(self, settings: Settings, stored: StoredBatches, ending: Callable[[], bool]) -> None:
        self._settings, self._stored, self._ending = settings, stored, ending
        self._woken, self._stopped = Event(), Event()
        self._thread: Thread | None = None
        self._trouble: Text | None = None  # why the last look at the ledger came to nothing
        self._later: dict[str, float] = {}  # until when batches have to wait

    def start(self) -> None:
        """Begin; what runs in the ledger is gone on with."""
        self._thread = Thread(target=self._run, name="conductor", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look at the ledger now: something is to be made. Costs nothing; where no conductor runs, nothing comes."""
        self._woken.set()

    def stop(self) -> None:
        """End the workers, which finish their letters if they can; the ledger keeps the rest for the next start."""
        self._stopped.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(_END)

    def check(self) -> None:
        """Raise `Unavailable` when batches stand still, with the reason."""
        if self._trouble is not None:
            raise Unavailable(self._trouble)
        if self._thread is not None and not self._thread.is_alive():
            raise Unavailable(text("What keeps them going has stopped. Start the service again."))

    def _is_over(self) -> bool:
        return self._stopped.is_set() or self._ending()

    def _run(self) -> None:
        while not self._is_over():
            if not self._made_one():
                self._woken.wait(LOOK)
            if self._woken.is_set():
                self._woken.clear()
                self._later.clear()

    def _made_one(self) -> bool:
        """Have the first batch that waits made; False when there is none, or something is wrong."""
        try:
            batch = self._next()
            if batch is not None:
                self._make(batch)
        except DocgenError as error:
            self._trouble = error.detail
            log.warning("batches wait: %s", Words("en").say(error.detail))
            return False
        except Exception as error:
            self._trouble = internal(error).detail  # into the log; the batches are looked at again in a while
            return False
        self._trouble = None
        return batch is not None

    def _next(self) -> Batch | None:
        """The batch that came first, of those that are to be made, or tidied up after, and that nobody looks after."""
        now = time.monotonic()
        self._later = {batch_id: until for batch_id, until in self._later.items() if until > now}
        for batch in self._stored.overview.unfinished():
            if batch.id not in self._later and can_make(self._settings, batch.id):
                return batch
        return None

    def _make(self, batch: Batch) -> None:
        engine = engine_for(self._settings, batch.id)
        try:
            engine.start()
            progress = engine.wait(self._look_up)
        except _Ending:
            return
        except Exception:
            self._put_off(batch)
            raise
        finally:
            engine.stop()
        if progress.state == "running":  # the log of the engine says why
            self._put_off(batch)

    def _look_up(self, _: Progress) -> None:
        if self._is_over():
            raise _Ending

    def _put_off(self, batch: Batch) -> None:
        self._later[batch.id] = time.monotonic() + AGAIN
