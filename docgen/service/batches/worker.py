"""A worker of a batch: a process that takes one letter after the other until there is none, or it was enough."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from docgen.errors import Unavailable
from docgen.render.priority import hold_session_back
from docgen.service.batches.ledger_database import LedgerUnusable
from docgen.service.batches.making import NO_FAULT_OF_A_LETTER, Maker
from docgen.service.batches.settling import USES, settle_in
from docgen.service.batches.store import CannotKeep
from docgen.service.batches.tables import Letter
from docgen.texts import Text


@dataclass(frozen=True)
class Trouble:
    """Why a worker stopped: no letter's fault, and the next worker would meet it too."""

    of_the_ledger: bool
    detail: Text

    def error(self) -> Unavailable:
        """The error that it was."""
        return (LedgerUnusable if self.of_the_ledger else CannotKeep)(self.detail)


class Work:
    """What a worker does in its process."""

    def __init__(self, maker: Maker, name: str, scratch: Path, tell: Connection) -> None:
        self._maker, self._name, self._scratch, self._tell = maker, name, scratch, tell
        self._stopping = False

    def run(self, parent: int) -> None:
        """Take letters and make them, until none is open, it was enough, or we are to stop."""
        held: Letter | None = None
        try:
            self._settle_in(parent)
            for _ in range(USES):
                if self._stopping:
                    return
                held = self._maker.ledger.take(self._maker.batch.id, self._name, self._maker.now())
                if held is None:
                    return
                self._maker.make(held)
                held = None
        except NO_FAULT_OF_A_LETTER as error:
            if held is not None:
                with suppress(LedgerUnusable):  # then our parent does it, once we are gone
                    self._maker.ledger.give_back(held, counts=False)
            self._tell.send(Trouble(isinstance(error, LedgerUnusable), error.detail))

    def _settle_in(self, parent: int) -> None:
        os.setsid()  # what a terminal sends to our parent is not for us
        hold_session_back()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, self._stop)
        signal.pthread_sigmask(signal.SIG_SETMASK, set())
        settle_in(self._name, self._scratch, parent)

    def _stop(self, *_: object) -> None:
        self._stopping = True
