"""Batches whose requests came over the line: requests and letters stay in the store until they are forgotten."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from typing import BinaryIO, cast

from docgen.errors import DocgenError, InputProblem, InvalidInput
from docgen.service.batches.files import REQUESTS, BatchFiles
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import LedgerUnusable, ledger_url
from docgen.service.batches.likeness import check_likeness, keep_likeness
from docgen.service.batches.lines import Reading
from docgen.service.batches.making import Maker, hashed
from docgen.service.batches.overview import Overview
from docgen.service.batches.results import Results
from docgen.service.batches.running import BeingMade, alone, home_of, run
from docgen.service.batches.store import disk_errors, remove_folder, store_of
from docgen.service.batches.tables import Batch, Line, Options, Progress
from docgen.service.desk import Desk
from docgen.service.problem_types import KeyUsed
from docgen.texts import text

_LOOK = 0.1  # seconds between two looks whether a batch was entered


class StoredBatches:
    """The batches of a service. Methods raise `CannotKeep` and `LedgerUnusable`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.ledger = Ledger(ledger_url(desk.settings))
        self.overview = Overview(self.ledger)

    def accept(self, source: BinaryIO, form: str, options: Options) -> Batch:
        """Keep the requests of a stream (JSON Lines), and enter their batch. Nothing is made yet.

        Raises `InvalidInput` and `TooLarge`, and then nothing of it is kept.
        """
        only_pdf_has_enclosures(form, options)
        batch_id = secrets.token_hex(16)
        with alone(home_of(self._desk.settings, batch_id)):
            return self._enter(batch_id, source, form, options)

    def accept_once(self, key: str, source: BinaryIO, form: str, options: Options) -> Batch:
        """The same, but the same requests under the same key are one batch, however often they come.

        Raises `KeyUsed` too, when the key was used for other ones.
        """
        only_pdf_has_enclosures(form, options)
        batch_id = hashed("batch", key)[:32]
        home, reading = home_of(self._desk.settings, batch_id), Reading(source)
        with TemporaryFile() as copy:
            with disk_errors(Path(gettempdir())):
                copy.writelines(reading.parts())
            lines = reading.read().lines
            while (known := self.ledger.batch(batch_id)) is None:
                copy.seek(0)
                try:
                    with alone(home):
                        if self.ledger.batch(batch_id) is None:
                            return self._enter(batch_id, cast("BinaryIO", copy), form, options)
                except BeingMade:  # the same one is just coming in
                    time.sleep(_LOOK)
        self._check_same(known, lines, form, options)
        return known

    def _enter(self, batch_id: str, source: BinaryIO, form: str, options: Options) -> Batch:
        reading, work = Reading(source), self.files(batch_id).work
        try:
            work.keep(REQUESTS, reading.parts())
            lines = reading.read().lines
            if self._desk.settings.broker is not None:
                keep_likeness(work, self._desk)
        except DocgenError:
            self.forget_files(batch_id)
            raise
        day, now = self._desk.today(), self._desk.now()
        batch = Batch(batch_id, form, "running", len(lines), day, replace(options, served=True), now)
        try:
            self.ledger.add(batch, lines)
        except LedgerUnusable:
            if self.ledger.batch(batch_id) is None:  # nobody would ever forget what no ledger knows
                self.forget_files(batch_id)
            raise
        return batch

    def _check_same(self, known: Batch, lines: tuple[Line, ...], form: str, options: Options) -> None:
        asked = [(each.position, each.sha256) for each in lines]
        there = [(each.position, each.request_hash) for each in self.ledger.letters(known.id)]
        if (known.form, known.options, there) != (form, replace(options, served=True), asked):
            raise KeyUsed(text("This Idempotency-Key was used for another batch. Give every batch a key of its own."))

    def find(self, batch_id: str) -> Batch | None:
        """A batch of the service that was not deleted."""
        batch = self.ledger.batch(batch_id)
        return batch if batch is not None and batch.options.served and batch.state != "deleted" else None

    def finish(self, batch_id: str) -> None:
        """Close a running batch of which no letter is left, and remove what was left half written."""
        if self.ledger.finish(batch_id, self._desk.now()):
            files = self.files(batch_id)
            for store in (files.letters, files.work):
                store.tidy()

    def begin_anew(self, batch_id: str) -> None:
        """From now on, letters of a batch are made from what this machine has."""
        keep_likeness(self.files(batch_id).work, self._desk)

    def maker_alike(self, batch: Batch) -> Maker:
        """What makes the letters of a batch, as the service would. Raises `Unlike` too."""
        maker = self.maker(batch)
        check_likeness(maker.files.work, self._desk)
        return maker

    def maker(self, batch: Batch) -> Maker:
        """What makes the letters of a batch."""
        return Maker.of(batch, self.ledger, self.files(batch.id), self._desk)

    def files(self, batch_id: str) -> BatchFiles:
        """Where the files of a batch are; its id is one that the ledger knows."""
        work, results = (store_of(self._desk.settings, "batches", batch_id, name) for name in ("work", "results"))
        return BatchFiles(work, results, by_attempt=True)

    def delete(self, batch: Batch) -> bool:
        """Remove the requests and results of a batch that is over; False when it is not. Hashes stay."""
        if not self.ledger.delete(batch.id):
            return False
        self.forget_files(batch.id)
        if batch.options.check:
            self.ledger.forget(batch.id)
        return True

    def forget_files(self, batch_id: str) -> None:
        """Remove the files of a batch, whatever is left of them."""
        store_of(self._desk.settings, "batches", batch_id).forget()
        remove_folder(home_of(self._desk.settings, batch_id))

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
