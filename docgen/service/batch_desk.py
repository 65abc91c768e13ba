"""What can be done with the batches of a service, for programs and for people alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from docgen.errors import InputProblem, InvalidInput
from docgen.render import FORMS
from docgen.render.words import Words
from docgen.service.batches.conductor import Conductor
from docgen.service.batches.downloads import MANIFEST, PRINT_FILE, REPORT, download
from docgen.service.batches.overview import Overview, Pace
from docgen.service.batches.results import Entry
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Batch, Options, Progress
from docgen.service.desk import Desk
from docgen.service.problem_types import NotFound, TooMuchWaiting, WrongState
from docgen.texts import Text, text

_SOON, _LATE, _UNKNOWN = 10, 3600, 60  # seconds after which to come back: at least, at most, when nothing comes now
STATES: dict[str, Text] = {
    "running": text("running"),
    "paused": text("paused"),
    "cancelled": text("cancelled"),
    "finished": text("finished"),
}


@dataclass(frozen=True)
class Status:
    """A batch, how far it is, and how fast it goes."""

    batch: Batch
    progress: Progress
    pace: Pace = field(default_factory=Pace)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it will change any more."""
        return self.progress.state in ("finished", "cancelled") and not self.progress.taken

    @property
    def is_lively(self) -> bool:
        """Whether something is going to happen without anybody's doing."""
        return self.progress.state == "running" or self.progress.taken > 0


class BatchDesk:
    """The batches of a service. Methods about one raise `NotFound`, all raise `CannotKeep` and `LedgerUnusable`."""

    def __init__(self, desk: Desk, stored: StoredBatches, conductor: Conductor) -> None:
        self._desk, self._stored, self._conductor = desk, stored, conductor

    @property
    def _overview(self) -> Overview:
        return self._stored.overview

    def check_room(self) -> None:
        """Raise `TooMuchWaiting` when no batch can be taken in: before anything of it is read."""
        limit = self._desk.settings.queue
        waiting = self._overview.waiting()
        if waiting <= limit:
            return
        seconds = self._overview.seconds_until(waiting - limit, self._desk.now()) or _UNKNOWN
        detail = text("{count} letters wait, and at most {limit} may. Try again later.", count=waiting, limit=limit)
        raise TooMuchWaiting(detail, max(_SOON, min(_LATE, seconds)))

    def submit(self, source: BinaryIO, form: str, options: Options, key: str | None = None) -> Status:
        """Take in a batch: it is made from now on. Under a key, the same batch is taken in once.

        Raises `InvalidInput` and `TooLarge`, `KeyUsed` for a key of another batch, and `WrongState` for one of a batch
        that was deleted.
        """
        if form not in FORMS:
            said = text("Choose one of: {names}.", names=", ".join(FORMS))
            raise InvalidInput((InputProblem("/form", said),))
        if key is None:
            batch = self._stored.accept(source, form, options)
        else:
            batch = self._stored.accept_once(key, source, form, options)
        if batch.state == "deleted":
            raise WrongState(text("The batch of this Idempotency-Key was deleted. For a new batch, take a new key."))
        self._conductor.wake()
        return self.status(batch)

    def find(self, batch_id: str) -> Batch:
        """A batch by its id."""
        found = self._stored.find(batch_id)
        if found is None:
            raise NotFound(text("There is no such batch. It may have been deleted."))
        return found

    def status(self, batch: Batch) -> Status:
        """How a batch is now."""
        progress = self._stored.ledger.progress(batch.id)
        return Status(self.find(batch.id), progress, self._overview.pace(batch.id, progress, self._desk.now()))

    def last(self) -> list[Status]:
        """The last batches, the newest first, without their pace."""
        return [Status(batch, progress) for batch, progress in self._overview.last()]

    def pause(self, batch: Batch) -> Status:
        """Let a running batch rest. Raises `WrongState`."""
        if not self._stored.ledger.pause(batch.id):
            raise self._refused(batch, text("Only a batch that is running can be paused. This one is {state}."))
        return self.status(batch)

    def resume(self, batch: Batch) -> Status:
        """Let a paused batch go on. Raises `WrongState`."""
        if not self._stored.ledger.resume(batch.id):
            raise self._refused(batch, text("Only a batch that is paused can be resumed. This one is {state}."))
        self._conductor.wake()
        return self.status(batch)

    def cancel(self, batch: Batch) -> Status:
        """End a batch that is not over. Raises `WrongState`."""
        if not self._stored.ledger.cancel(batch.id, self._desk.now()):
            raise self._refused(batch, text("Only a batch that is not over can be cancelled. This one is {state}."))
        return self.status(batch)

    def delete(self, batch: Batch) -> None:
        """Remove what was sent and what was made of a batch that is over. Raises `WrongState`."""
        if not self._stored.delete(batch):
            raise WrongState(
                text("The batch is not over. Cancel it, wait for the letters in hand, and delete it then.")
            )

    def _refused(self, batch: Batch, said: Text) -> WrongState:
        return WrongState(text(said.message, state=STATES[self.find(batch.id).state]))

    def failed(self, batch: Batch, words: Words, most: int) -> list[tuple[Entry, list[str]]]:
        """The first letters that were not made, each with why."""
        results = self._stored.results(batch)
        return [(each, results.reasons(each.letter, words)) for each in islice(results.failed(), most)]

    def download(self, batch: Batch, name: str, words: Words) -> Path:
        """A file of results, by its name. Raises `WrongState` before the end, and `NotFound` for one it has not."""
        if batch.options.check and name not in (REPORT, MANIFEST):
            raise NotFound(text("This batch was only checked: there are no letters of it."))
        if name == PRINT_FILE and batch.form != "pdf":
            raise NotFound(text("Only a batch of PDFs has a print file."))
        status = self.status(batch)
        if not status.is_over:
            left = status.progress.left
            raise WrongState(text("The batch is not over: {count} letters are still to come.", count=left))
        return download(self._desk.settings, self._stored.results(status.batch), name, words)
