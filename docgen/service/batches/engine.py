"""What makes batches, wherever its workers are: start one, hear how far it is, stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from docgen.service.batches.tables import Progress


class Engine(Protocol):
    """Makes the open letters of a batch in the ledger. The batch and its requests are there before it starts."""

    def start(self) -> None:
        """Begin, or go on with, the letters that are open, and those that were taken by somebody who is gone."""

    def wait(self, tell: Callable[[Progress], None]) -> Progress:
        """Until no letter is left, or the batch is paused or cancelled; `tell` hears how far it is now and then.

        Raises `CannotKeep` and `LedgerUnusable` when nothing more can be made: start again once that is mended.
        """

    def stop(self) -> None:
        """End the workers, in the middle of a letter if they take long. What they held is open again.

        Workers that serve others too are left to go on.
        """
