"""A batch from a file of requests into a folder of this machine.

Its id comes from the folder, the requests and the options, so that the same command finds the same batch again, however
the first one ended. Letters go into the folder as they are made; requests and reasons stay under DOCGEN_DATA, and are
removed once every letter was made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import BinaryIO, cast

from docgen.errors import Unavailable
from docgen.render.words import Words
from docgen.service.batches.files import REQUESTS, BatchFiles
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.lines import MAX_BYTES, Reading, Requests, survey
from docgen.service.batches.making import Maker, hashed
from docgen.service.batches.print_file import write_print_file
from docgen.service.batches.results import Results
from docgen.service.batches.running import alone, home_of, run
from docgen.service.batches.store import LocalStore, disk_errors
from docgen.service.batches.stored import only_pdf_has_enclosures
from docgen.service.batches.tables import Batch, Options, Progress
from docgen.service.desk import Desk
from docgen.texts import text

STANDARD = Path("-")
MANIFEST, REPORT, ZIP, PRINT = "manifest.json", "report.csv", "letters.zip", "letters.pdf"
_PART = 1024**2  # bytes


@dataclass(frozen=True)
class Wanted:
    """What is to be made of which file, and where."""

    requests: Path
    folder: Path
    form: str
    options: Options = field(default_factory=Options)
    zip: bool = False
    print_file: bool = False


class LocalBatch:
    """A batch that this process alone makes. `fresh`: it was not begun before."""

    def __init__(self, wanted: Wanted, maker: Maker, *, fresh: bool) -> None:
        self._wanted, self.maker = wanted, maker
        self.fresh = fresh
        self.results = Results(maker.ledger, maker.files, maker.batch)

    def progress(self) -> Progress:
        """How far it is."""
        return self.maker.ledger.progress(self.maker.batch.id)

    def make(self, workers: int, tell: Callable[[Progress], None]) -> Progress:
        """Make what is left, so many letters at a time. Raises `CannotKeep` and `LedgerUnusable`."""
        return run(self.maker, workers, tell)

    def write_results(self, words: Words) -> None:
        """Write report and manifest, and the letters in one file where that is wanted. Raises `CannotKeep`."""
        letters, wanted = LocalStore(self._wanted.folder), self._wanted
        letters.keep(REPORT, (self.results.report(words),))
        if wanted.options.check:
            return
        letters.keep(MANIFEST, (self.results.manifest(),))
        if wanted.zip:
            _keep_file(letters, ZIP, lambda path: _zipped(self.results, path))
        if wanted.print_file:
            _keep_file(letters, PRINT, lambda path: write_print_file(self.results, path, words))

    def tidy(self) -> None:
        """Remove what is needed no more: the requests, once there is a letter of each."""
        progress = self.progress()
        if self._wanted.options.check and not progress.left:
            self.maker.ledger.forget(self.maker.batch.id)
        elif progress.done < progress.total:
            return
        self.maker.files.work.forget()


@contextmanager
def opened(wanted: Wanted, desk: Desk) -> Iterator[LocalBatch]:
    """A batch, entered in the ledger or found there.

    Raises `InvalidInput` and `TooLarge` for requests that are no batch, and `Unavailable` when the folder holds another
    one or somebody is making it now.
    """
    only_pdf_has_enclosures(wanted.form, wanted.options)
    with _source(wanted.requests) as source:
        requests = survey(source)
        folder = wanted.folder.absolute()
        chosen = {name: getattr(wanted.options, name) for name in ("append_attachments", "check")}
        options = json.dumps(chosen, sort_keys=True)
        batch_id = hashed(str(folder), requests.sha256, wanted.form, options)[:32]
        home = home_of(desk.settings, batch_id)
        files = BatchFiles(LocalStore(home / "work"), LocalStore(folder))
        ledger = Ledger(ledger_url(desk.settings))
        with alone(home):
            known = ledger.batch(batch_id)
            _check_folder(folder, batch_id, known=known is not None, check=wanted.options.check)
            batch = known or Batch(
                batch_id, wanted.form, "running", len(requests.lines), desk.today(), wanted.options, desk.now()
            )
            if not (home / "work" / REQUESTS).is_file():
                _keep_requests(files, source, requests)
            if known is None:
                ledger.add(batch, requests.lines)
                if not wanted.options.check:
                    files.letters.keep(MANIFEST, (_begun(batch),))
            ledger.resume(batch_id)
            ledger.try_again(batch_id)
            yield LocalBatch(wanted, Maker.of(batch, ledger, files, desk), fresh=known is None)


@contextmanager
def _source(name: Path) -> Iterator[BinaryIO]:
    """The file of requests, or what comes over standard input: it is read twice."""
    try:
        file = _standard_input() if name == STANDARD else name.open("rb")
    except OSError as error:
        reason = error.strerror or ""
        raise Unavailable(text("{file} cannot be read: {reason}.", file=str(name), reason=reason)) from None
    with file:
        yield file


def _standard_input() -> BinaryIO:
    copy = TemporaryFile()  # noqa: SIM115 - its reader closes it
    copy.write(sys.stdin.buffer.read(MAX_BYTES + 1))
    copy.seek(0)
    return cast("BinaryIO", copy)


def _keep_requests(files: BatchFiles, source: BinaryIO, requests: Requests) -> None:
    source.seek(0)
    reading = Reading(source)
    files.work.keep(REQUESTS, reading.parts())
    if reading.read().sha256 != requests.sha256:
        files.work.forget()
        raise Unavailable(text("The file of requests changed while it was read. Start again."))


def _check_folder(folder: Path, batch_id: str, *, known: bool, check: bool) -> None:
    """Letters of two batches never stand among each other."""
    if check:
        return
    found: object = None
    with disk_errors(folder):
        if (folder / MANIFEST).exists():
            with suppress(ValueError):
                found = json.loads((folder / MANIFEST).read_bytes())
            if not isinstance(found, dict) or found.get("batch") != batch_id:
                raise Unavailable(
                    text(
                        "{folder} holds the letters of another batch: other requests or options. "
                        "Choose another folder.",
                        folder=str(folder),
                    )
                )
        if not known and ((folder / MANIFEST).exists() or (folder / "letters").exists()):
            raise Unavailable(
                text(
                    "{folder} holds letters that the ledger does not know. Use the DOCGEN_DATA and DOCGEN_LEDGER that "
                    "they were made with, or choose another folder.",
                    folder=str(folder),
                )
            )


def _begun(batch: Batch) -> bytes:
    return json.dumps({"batch": batch.id, "state": batch.state, "total": batch.total}).encode() + b"\n"


def _zipped(results: Results, path: Path) -> None:
    with path.open("wb") as file:
        results.zip(file)


def _keep_file(store: LocalStore, name: str, write: Callable[[Path], object]) -> None:
    """Keep a file that is too large to be held: written beside its place, then read from there."""
    with disk_errors(store.folder), NamedTemporaryFile(dir=store.folder, prefix=f".{name}.", suffix=".part") as scratch:
        write(Path(scratch.name))
        with Path(scratch.name).open("rb") as made:
            store.keep(name, iter(lambda: made.read(_PART), b""))
