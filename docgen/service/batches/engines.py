"""Which engine makes the batches of a service, and whether it could make one now."""

from __future__ import annotations

from docgen.service.batches.apart import Apart
from docgen.service.batches.engine import Engine
from docgen.service.batches.files import REQUESTS
from docgen.service.batches.letter_queue import LetterQueue
from docgen.service.batches.running import home_of, is_free
from docgen.service.batches.spread import Spread
from docgen.service.batches.store import store_of
from docgen.settings import Settings


def engine_for(settings: Settings, batch_id: str) -> Engine:
    """What makes a stored batch."""
    return Apart(settings, batch_id) if settings.broker is None else Spread(settings, batch_id)


def check_means(settings: Settings) -> None:
    """Raise `BadSetting` when what the settings ask for is not installed."""
    store_of(settings)
    if settings.broker is not None:
        LetterQueue(settings)


def can_make(settings: Settings, batch_id: str) -> bool:
    """Whether the requests of a batch are where this service keeps them, and no other process makes it.

    Raises `CannotKeep`.
    """
    return store_of(settings, "batches", batch_id, "work").has(REQUESTS) and is_free(home_of(settings, batch_id))
