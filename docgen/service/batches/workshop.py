"""The workers of one machine that fetch their letters from the queue, and what tends the batches beside them."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable

from docgen.errors import DocgenError, Unavailable
from docgen.render.words import Words
from docgen.service.batches.letter_queue import LetterQueue
from docgen.service.batches.own_program import begin
from docgen.service.batches.settling import clear_up, scratch_of
from docgen.service.batches.tending import Tending
from docgen.service.desk import Desk
from docgen.settings import Settings
from docgen.texts import text

_PROGRAM = "docgen.service.batches.celery_worker"
LOOK = 1.0  # seconds between two looks at the ledger
_SOON, _FALLS = 60.0, 5  # workers that stop within so many seconds are started again so many times
_QUIET = 30.0  # seconds between two warnings
GRACE = 10.0  # seconds on top of those of a letter, in which workers may finish the one they are at
log = logging.getLogger("docgen.service")


class Workshop:
    """So many workers on this machine. Raises `BadSetting`."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings, self._workers = settings, workers
        self._tending = Tending(Desk(settings), LetterQueue(settings))
        self._process: subprocess.Popen[bytes] | None = None
        self._started, self._falls = 0.0, 0
        self._stopping = False
        self._warned = -_QUIET

    def run(self, ready: Callable[[], None]) -> None:
        """Work until `stop` is called; `ready` is called once ledger and queue answer.

        Workers that end by themselves are started again. Raises `Unavailable` when they do so again and again.
        """
        began = False
        self._start()
        try:
            while not self._stopping:
                if self._process is None or self._process.poll() is not None:
                    self._start_again()
                clear_up(scratch_of(self._settings))
                if self._look() and not began:
                    began = True
                    ready()
                time.sleep(LOOK)
            self._finish()
        finally:
            self._end()

    def stop(self, *_: object) -> None:
        """Finish the letters at hand, and end; a second time: end now."""
        if self._stopping:
            self._kill()
        self._stopping = True

    def _start_again(self) -> None:
        self._falls = 1 if time.monotonic() - self._started > _SOON else self._falls + 1
        if self._falls > _FALLS:
            raise Unavailable(text("The workers stop by themselves again and again. The log says why."))
        log.warning("the workers stopped by themselves and are started again")
        self._start()

    def _start(self) -> None:
        self._started = time.monotonic()
        self._process = begin(_PROGRAM, str(self._workers), settings=self._settings)

    def _look(self) -> bool:
        try:
            self._tending.look()
        except Unavailable as error:
            if time.monotonic() - self._warned >= _QUIET:
                self._warned = time.monotonic()
                log.warning("batches wait: %s", Words("en").say(error.detail))
            return False
        return True

    def _finish(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        until = time.monotonic() + self._settings.letter_seconds + GRACE
        while self._process.poll() is None and time.monotonic() < until:
            self._look()  # who takes too long is ended
            time.sleep(LOOK / 4)

    def _end(self) -> None:
        self._kill()
        clear_up(scratch_of(self._settings))
        try:
            self._tending.give_back()
        except DocgenError as error:  # they are opened by whoever looks next
            log.warning("letters that were begun are not opened: %s", Words("en").say(error.detail))
        self._tending.close()

    def _kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
