"""What keeps batches over several machines going, done beside the workers of each machine: no service has to be up.

Letters whose message was lost are sent again, letters whose maker is gone are opened, who takes too long is ended, and
a batch of which no letter is left is closed. It does no harm when several do so at once.
"""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from datetime import timedelta

from docgen.service.batches.letter_queue import LetterQueue
from docgen.service.batches.spread import open_letters
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.stranded import Stranded
from docgen.service.batches.tables import Batch
from docgen.service.batches.workers_alive import is_gone, process_of
from docgen.service.desk import Desk

FEW = 50  # messages; with fewer the next letters are sent
_REAPED = 5.0  # seconds in which a process that was killed is gone


class Tending:
    """Tends all batches of a service whose letters go through the queue."""

    def __init__(self, desk: Desk, queue: LetterQueue) -> None:
        self._queue, self._stored = queue, StoredBatches(desk)
        self._longest = timedelta(seconds=desk.settings.letter_seconds)

    def look(self) -> None:
        """Do once what is to be done now.

        Raises `LedgerUnusable`, `CannotKeep` and `QueueUnusable`; another time it is done all the same.
        """
        going = self._stored.overview.unfinished()
        running = [each for each in going if each.state == "running"]
        for batch in going:
            if freed := self._stranded(batch).free():
                self._queue.send((batch.id, each.position) for each in freed)
        for batch in running:
            self._stored.finish(batch.id)
        if running and self._queue.waiting() < FEW:
            self._queue.send(open_letters(self._stored.ledger, [each.id for each in running]))

    def give_back(self) -> None:
        """Open what workers of this machine held that were ended in the middle: no fault of theirs or of the letter."""
        for batch in self._stored.overview.unfinished():
            for letter in self._stored.ledger.taken(batch.id):
                if letter.taken_by and is_gone(letter.taken_by):
                    self._stored.ledger.give_back(letter, counts=False)

    def close(self) -> None:
        """Let go of the ledger."""
        self._stored.ledger.database.close()

    def _stranded(self, batch: Batch) -> Stranded:
        return Stranded(self._stored.maker(batch), self._longest, end_worker)


def end_worker(name: str) -> bool:
    """End a worker of this machine, and see it gone; False when it is another machine's, or another user's."""
    number = process_of(name)
    if number is None:
        return False
    with suppress(ProcessLookupError, PermissionError):
        process = os.pidfd_open(number)
        try:
            if not is_gone(name):  # asked once it cannot become somebody else any more
                signal.pidfd_send_signal(process, signal.SIGKILL)
        finally:
            os.close(process)
    until = time.monotonic() + _REAPED
    while not is_gone(name) and time.monotonic() < until:
        time.sleep(0.01)
    return is_gone(name)
