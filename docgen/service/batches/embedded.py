"""Batches on this machine: worker processes, replaced when they die, are used up or take too long over a letter.

The workers are forked from this process, so that a fresh one costs next to nothing: it may have one thread only. The
ledger says what is to be done and who holds what; so it does not matter which of the processes dies when. What was
taken by a process that is gone is open again, and a letter at which one worker after the other dies, fails.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path

from docgen.errors import DocgenError
from docgen.service.batches.making import Maker
from docgen.service.batches.settling import clear_up
from docgen.service.batches.stranded import ATTEMPTS, Stranded
from docgen.service.batches.tables import Progress
from docgen.service.batches.worker import Trouble, Work
from docgen.service.batches.workers_alive import is_gone, process_of, worker_name
from docgen.service.mistakes import internal
from docgen.texts import text

GRACE = 10.0  # seconds in which workers may finish the letter they are at
_MISTAKE = 70  # exit status of a worker
_LOOK = 0.2  # seconds between two looks at workers and ledger
_FORK = multiprocessing.get_context("fork")
_HELD_BACK = {signal.SIGINT, signal.SIGTERM}  # while a worker is born, and does not yet know what they mean


@dataclass(frozen=True)
class _Running:
    process: ForkProcess
    heard: Connection


class Embedded:
    """The workers of one batch. `seconds`: how long a letter may take; `scratch`: a folder for temporary files."""

    def __init__(self, maker: Maker, *, workers: int, seconds: float, scratch: Path) -> None:
        self._maker, self._size, self._scratch = maker, workers, scratch
        self._longest = timedelta(seconds=seconds)
        self._workers: list[_Running] = []
        self._trouble: Trouble | None = None
        self._mistakes = 0  # workers that ended by one of ours

    def start(self) -> None:
        """Clear up after those who are gone. The workers start as `wait` sees what is open."""
        clear_up(self._scratch)
        self._look_after_letters()

    def wait(self, tell: Callable[[Progress], None]) -> Progress:
        """See `Engine`."""
        ledger, batch = self._maker.ledger, self._maker.batch
        while True:
            self._look_after_workers()
            self._look_after_letters()
            progress = ledger.progress(batch.id)
            tell(progress)
            if self._trouble is not None:
                raise self._trouble.error()
            if self._mistakes >= ATTEMPTS:
                raise DocgenError(text("The workers stop by a mistake in the program. The log says where."))
            if progress.state != "running" and not progress.taken:
                return progress
            if not progress.left:
                ledger.finish(batch.id, self._maker.now())
                return ledger.progress(batch.id)
            if progress.state == "running":
                self._fill(progress.open)
            wait([each.process.sentinel for each in self._workers], _LOOK) if self._workers else time.sleep(_LOOK)

    def stop(self) -> None:
        """See `Engine`."""
        for each in self._workers:
            each.process.terminate()  # which lets them finish their letter
        until = time.monotonic() + GRACE
        for each in self._workers:
            each.process.join(max(0.0, until - time.monotonic()))
            if each.process.is_alive():
                each.process.kill()
                each.process.join()
            each.heard.close()
        self._workers = []
        clear_up(self._scratch)
        for letter in self._maker.ledger.taken(self._maker.batch.id):
            if letter.taken_by and is_gone(letter.taken_by):
                self._maker.ledger.give_back(letter, counts=False)

    def _fill(self, open_letters: int) -> None:
        while len(self._workers) < min(self._size, open_letters):
            self._workers.append(self._fork())

    def _fork(self) -> _Running:
        self._maker.ledger.database.close()
        heard, tell = _FORK.Pipe(duplex=False)
        process = _FORK.Process(
            target=_work, args=(self._maker, self._scratch, tell, os.getpid()), daemon=True
        )  # a daemon is asked to stop when we end, however soon that is
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        tell.close()
        return _Running(process, heard)

    def _look_after_workers(self) -> None:
        ended = [each for each in self._workers if not each.process.is_alive()]
        for each in ended:
            self._workers.remove(each)
            with suppress(EOFError):  # it had nothing to tell
                if each.heard.poll():
                    self._trouble = each.heard.recv()
            each.heard.close()
            self._mistakes += each.process.exitcode == _MISTAKE
        if ended:
            clear_up(self._scratch)

    def _look_after_letters(self) -> None:
        """Free what the dead held, and end who takes too long."""
        Stranded(self._maker, self._longest, self._end).free()

    def _end(self, name: str) -> bool:
        """End one of our workers."""
        number = process_of(name)
        for each in self._workers:
            if each.process.pid == number:
                each.process.kill()
                each.process.join()
                return True
        return False


def _work(maker: Maker, scratch: Path, tell: Connection, parent: int) -> None:
    name = worker_name()
    try:
        Work(maker, name, scratch, tell).run(parent)
    except Exception as error:
        internal(error)  # into the log, without what it says
        raise SystemExit(_MISTAKE) from None
