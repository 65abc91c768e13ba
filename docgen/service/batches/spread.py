"""Batches over several machines: letters go into a queue, and workers started by ``docgen worker`` fetch them there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, zip_longest

from docgen.service.batches.ledger import Ledger
from docgen.service.batches.letter_queue import LetterQueue
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Progress
from docgen.service.desk import Desk
from docgen.settings import Settings

AT_ONCE = 1000  # letters that are sent at a time; more follow when those were fetched
_LOOK = 0.5  # seconds between two looks at the ledger


class Spread:
    """An `Engine` for a stored batch. Workers go on whether or not somebody waits for them here."""

    def __init__(self, settings: Settings, batch_id: str) -> None:
        self._stored, self._batch_id = StoredBatches(Desk(settings)), batch_id
        self._queue = LetterQueue(settings)

    def start(self) -> None:
        """See `Engine`. Raises `QueueUnusable`, `CannotKeep` and `LedgerUnusable`."""
        self._stored.begin_anew(self._batch_id)
        self._queue.send(open_letters(self._stored.ledger, (self._batch_id,)))

    def wait(self, tell: Callable[[Progress], None]) -> Progress:
        """See `Engine`."""
        ledger = self._stored.ledger
        while True:
            progress = ledger.progress(self._batch_id)
            tell(progress)
            if progress.state == "running":
                if not progress.left:
                    self._stored.finish(self._batch_id)
                    return ledger.progress(self._batch_id)
            elif not progress.taken:
                return progress
            time.sleep(_LOOK)

    def stop(self) -> None:
        """Wait for it no longer: its workers are not ours."""
        self._stored.ledger.database.close()


def open_letters(ledger: Ledger, batches: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The first letters that wait, of each batch in turn: a short one does not wait for a long one to end."""
    of_each = ([(batch_id, at) for at in ledger.open_positions(batch_id, AT_ONCE)] for batch_id in batches)
    in_turn = chain.from_iterable(zip_longest(*of_each))
    return (each for _, each in zip(range(AT_ONCE), filter(None, in_turn), strict=False))
