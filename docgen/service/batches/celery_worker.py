"""The process of Celery: fetches letters from the queue and has its children make them.

It is started by a `Workshop`, which it does not outlive.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import lru_cache
from threading import Thread
from typing import Any

from docgen.render.words import Words
from docgen.service import logs
from docgen.service.batches.ledger_database import LedgerUnusable
from docgen.service.batches.letter_queue import TASK, LetterQueue
from docgen.service.batches.likeness import Unlike
from docgen.service.batches.making import NO_FAULT_OF_A_LETTER, Maker
from docgen.service.batches.own_program import given_settings
from docgen.service.batches.running import warm_up
from docgen.service.batches.settling import scratch_of, settle_in
from docgen.service.batches.store import store_of
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Letter
from docgen.service.batches.workers_alive import worker_name
from docgen.service.desk import Desk
from docgen.service.mistakes import internal
from docgen.settings import Settings

_MISTAKE = 70  # exit status of a child
_AGAIN = 5.0  # seconds before another letter, when disk or ledger gave out
_LOOK = 0.5  # seconds between two looks whether our parent is there
_BATCHES = 16  # of which a child keeps at hand what it knows
log = logging.getLogger("docgen.service")


class Child:
    """What makes letters, in a process of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._stored = settings, StoredBatches(Desk(settings))
        self._name = ""
        self._maker = lru_cache(_BATCHES)(self._find_maker)

    def begin(self, **_: object) -> None:
        """Settle in, once we are a process of our own."""
        self._name = worker_name()
        settle_in(self._name, scratch_of(self._settings), os.getppid())

    def make(self, batch_id: str, position: int) -> None:
        """Make a letter, if it is still to be made."""
        try:
            maker = self._maker(batch_id)
            held = self._stored.ledger.take(batch_id, self._name, maker.now(), position)
            if held is not None:
                self._make(maker, held)
        except KeyError:
            return  # the batch was removed
        except (*NO_FAULT_OF_A_LETTER, Unlike) as error:
            log.warning("letters wait: %s", Words("en").say(error.detail))
            time.sleep(_AGAIN)
        except Exception as error:
            internal(error)  # into the log, without what it says
            os._exit(_MISTAKE)  # an attempt at this letter

    def close(self) -> None:
        """Let go of the ledger."""
        self._stored.ledger.database.close()

    def _make(self, maker: Maker, held: Letter) -> None:
        try:
            maker.make(held)
        except NO_FAULT_OF_A_LETTER:
            with suppress(LedgerUnusable):  # then it is opened once it took too long
                self._stored.ledger.give_back(held, counts=False)
            raise

    def _find_maker(self, batch_id: str) -> Maker:
        batch = self._stored.ledger.batch(batch_id)
        if batch is None:
            raise KeyError(batch_id)
        return self._stored.maker_alike(batch)


def main(concurrency: int, parent: int) -> int:
    """The life of the process; gives its exit status."""
    from celery import signals

    settings = given_settings()
    logs.start(settings.log, level="info")
    logs.take_over()
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    app, child = LetterQueue(settings).app, Child(settings)
    app.task(child.make, name=TASK)
    signals.worker_process_init.connect(child.begin)
    signals.setup_logging.connect(_as_it_is)
    _warm_up(settings)
    worker: Any = app.Worker(
        hostname=f"docgen-{os.getpid()}@{socket.gethostname()}",
        concurrency=concurrency,
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_heartbeat=True,
        without_mingle=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def _warm_up(settings: Settings) -> None:
    """Load what every letter needs before the children are born, and connect to nothing that they would share."""
    desk = Desk(settings)
    warm_up(desk, "pdf")
    store_of(settings)
    ledger = StoredBatches(desk).ledger
    with suppress(LedgerUnusable):  # they come to that later
        ledger.batch("none")
    ledger.database.close()


def _as_it_is(**_: object) -> None:
    """Celery leaves the log to whoever is asked."""


def _end_with(parent: int) -> None:
    """Stop as if we were asked to: letters that were begun are finished."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
