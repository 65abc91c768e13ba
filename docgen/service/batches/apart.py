"""A batch in a process of its own, for a service that has threads: started here, and ended with whoever started it.

The process makes what is left of the batch. When disk or ledger give out it tries again after a while, so that a run
completes once there is room; until then its log says why nothing comes.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from docgen.errors import DocgenError
from docgen.render.priority import stand_back
from docgen.render.words import Words
from docgen.service import log_context, logs
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.making import NO_FAULT_OF_A_LETTER
from docgen.service.batches.own_program import begin, given_settings
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Progress
from docgen.service.desk import Desk
from docgen.settings import Settings

NICENESS = 5  # letters by themselves, for which somebody waits, go first
AGAIN = 10.0  # seconds before another try
_LOOK = 0.5  # seconds between two looks at the ledger
_GRACE = 15.0  # seconds in which the workers may finish the letter they are at
log = logging.getLogger("docgen.service")


class Apart:
    """An `Engine` for a stored batch."""

    def __init__(self, settings: Settings, batch_id: str) -> None:
        self._settings, self._batch_id = settings, batch_id
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """See `Engine`."""
        self._process = begin(__name__, self._batch_id, settings=self._settings)

    def wait(self, tell: Callable[[Progress], None]) -> Progress:
        """See `Engine`. Whatever stops the process is started once more by whoever wants it."""
        ledger = Ledger(ledger_url(self._settings))
        try:
            while True:
                tell(ledger.progress(self._batch_id))
                if self._process is None or self._process.poll() is not None:
                    return ledger.progress(self._batch_id)
                time.sleep(_LOOK)
        finally:
            ledger.database.close()

    def stop(self) -> None:
        """See `Engine`."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()  # its workers see that it is gone
            self._process.wait()
        self._process = None


def main(batch_id: str, parent: int) -> int:
    """The life of the process; gives its exit status."""
    settings = given_settings()
    stand_back(NICENESS)
    logs.start(settings.log, level="info")
    logs.take_over()
    log_context.begin(batch=batch_id)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))

    def stay(_: object = None) -> None:
        if os.getppid() != parent:
            raise KeyboardInterrupt

    try:
        stored = StoredBatches(Desk(settings))
        while not _run(stored, batch_id, stay):
            again = time.monotonic() + AGAIN
            while time.monotonic() < again:
                stay()
                time.sleep(_LOOK)
    except KeyboardInterrupt:
        return 0
    except DocgenError as error:
        log.error("the batch stops: %s", Words("en").say(error.detail), extra={"problem": error.problem})
        return 1
    return 0


def _run(stored: StoredBatches, batch_id: str, stay: Callable[[Progress], None]) -> bool:
    """Make what is left; False when that cannot be now."""
    try:
        stored.run(batch_id, stay)
    except NO_FAULT_OF_A_LETTER as error:
        log.warning("the batch waits: %s", Words("en").say(error.detail), extra={"problem": error.problem})
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
