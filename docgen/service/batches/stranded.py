"""Letters that somebody took and does not end: whose maker is gone, or takes too long over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from docgen.errors import LimitExceeded, Unavailable
from docgen.render.workers import OF_A_LETTER
from docgen.service.batches.making import Maker
from docgen.service.batches.tables import Letter
from docgen.service.batches.workers_alive import is_gone
from docgen.texts import text

ATTEMPTS = 5  # at one letter, by workers that died over it
_DIED = Unavailable(
    text("The program stopped {times} times while it made this letter. Make it by itself to see why.", times=ATTEMPTS)
)


@dataclass(frozen=True)
class Stranded:
    """Looks after the letters of a batch that were taken. A letter may take `longest`.

    `end` ends the worker of a name, if that is ours to do, and says whether it did: then its letter took too long.
    """

    maker: Maker
    longest: timedelta
    end: Callable[[str], bool]

    def free(self) -> list[Letter]:
        """Open what the dead held, and fail what takes too long; gives what is open again.

        Raises `CannotKeep` and `LedgerUnusable`.
        """
        return [each for each in self.maker.ledger.taken(self.maker.batch.id) if self._freed(each)]

    def _freed(self, letter: Letter) -> bool:
        if letter.taken_by is None or letter.taken_at is None:
            return False
        if is_gone(letter.taken_by):
            return self._open(letter)
        took = self.maker.now() - letter.taken_at
        if took <= self.longest:
            return False
        if self.end(letter.taken_by):
            self.maker.fail(letter, LimitExceeded(OF_A_LETTER.too_long))
            return False
        return took > 2 * self.longest and self._open(letter)  # of a machine that cannot be asked

    def _open(self, letter: Letter) -> bool:
        if letter.attempts < ATTEMPTS:
            return self.maker.ledger.give_back(letter, counts=True)
        self.maker.fail(letter, _DIED)
        return False
