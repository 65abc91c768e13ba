"""Batches whose requests came over the line: requests and letters stay in the store until they are forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from docgen.errors import DocgenError, InputProblem, InvalidInput
from docgen.service.batches.files import REQUESTS, BatchFiles
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.lines import Reading
from docgen.service.batches.making import Maker
from docgen.service.batches.results import Results
from docgen.service.batches.running import alone, home_of, run
from docgen.service.batches.store import store_of
from docgen.service.batches.tables import Batch, Options, Progress
from docgen.service.desk import Desk
from docgen.texts import text


class StoredBatches:
    """The batches of a service. Methods raise `CannotKeep` and `LedgerUnusable`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.ledger = Ledger(ledger_url(desk.settings))

    def accept(self, source: BinaryIO, form: str, options: Options) -> Batch:
        """Keep the requests of a stream (JSON Lines), and enter their batch. Nothing is made yet.

        Raises `InvalidInput` and `TooLarge`, and then nothing of it is kept.
        """
        only_pdf_has_enclosures(form, options)
        batch_id, reading = secrets.token_hex(16), Reading(source)
        options = replace(options, served=True)
        with alone(home_of(self._desk.settings, batch_id)):
            work = self.files(batch_id).work
            try:
                work.keep(REQUESTS, reading.parts())
                lines = reading.read().lines
            except DocgenError:
                work.forget()
                raise
            day, now = self._desk.today(), self._desk.now()
            batch = Batch(batch_id, form, "running", len(lines), day, options, now)
            self.ledger.add(batch, lines)
        return batch

    def running(self) -> list[Batch]:
        """The batches of which letters are to be made, in the order in which they came."""
        return [each for each in self.ledger.running() if each.options.served]

    def unfinished(self) -> list[Batch]:
        """The batches that are running, or of which a letter is still being made."""
        return [each for each in self.ledger.unfinished() if each.options.served]

    def finish(self, batch_id: str) -> None:
        """Close a running batch of which no letter is left, and remove what was left half written."""
        if self.ledger.finish(batch_id, self._desk.now()):
            files = self.files(batch_id)
            for store in (files.letters, files.work):
                store.tidy()

    def maker(self, batch: Batch) -> Maker:
        """What makes the letters of a batch."""
        return Maker.of(batch, self.ledger, self.files(batch.id), self._desk)

    def files(self, batch_id: str) -> BatchFiles:
        """Where the files of a batch are; its id is one that the ledger knows."""
        work, results = (store_of(self._desk.settings, "batches", batch_id, name) for name in ("work", "results"))
        return BatchFiles(work, results, by_attempt=True)

    def results(self, batch: Batch) -> Results:
        """What came of a batch."""
        return Results(self.ledger, self.files(batch.id), batch)

    def run(self, batch_id: str, tell: Callable[[Progress], None]) -> Progress:
        """Make what is left of a batch, in a process with one thread only: see `apart` for one of its own.

        Raises `KeyError` for a batch that is not there, and `Unavailable` when another process makes it.
        """
        batch = self.ledger.batch(batch_id)
        if batch is None:
            raise KeyError(batch_id)
        with alone(home_of(self._desk.settings, batch_id)):
            return run(self.maker(batch), self._desk.settings.workers, tell)


def only_pdf_has_enclosures(form: str, options: Options) -> None:
    """Raise `InvalidInput` for options that a form cannot have."""
    if options.append_attachments and form != "pdf":
        raise InvalidInput((InputProblem("/append_attachments", text("Only a PDF can have enclosures behind it.")),))
