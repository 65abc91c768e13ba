"""Batches over several machines for tests: what they share, and the workers of one machine as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docgen.service.batches.spread import Spread
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Batch, Options, Progress
from docgen.service.desk import Desk
from docgen.settings import Settings
from tests.service.batches import PROGRAM, children, request, stream
from tests.service.conftest import environment

PATIENCE = 120.0  # seconds in which something has to happen on a busy machine


def until(happened: Callable[[], object], every: float = 0.05) -> None:
    """Wait until something is so."""
    last = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < last, "it does not happen"
        time.sleep(every)


class Watch:
    """What an engine tells goes here; it may not take for ever."""

    def __init__(self) -> None:
        self.last = time.monotonic() + PATIENCE

    def __call__(self, progress: Progress) -> None:
        assert time.monotonic() < self.last, f"it does not end: {progress}"


@contextmanager
def closing_engine(engine: Spread) -> Iterator[Spread]:
    """An engine that is stopped in the end."""
    try:
        yield engine
    finally:
        engine.stop()


@dataclass(frozen=True)
class Service:
    """A service on several machines: one ledger, one queue, one store. `folder` is of the test."""

    folder: Path
    desk: Desk

    @classmethod
    def of(
        cls, desk: Desk, folder: Path, *, ledger: str, broker: str, store: str | None = None, seconds: int = 120
    ) -> Service:
        settings = replace(
            desk.settings,
            data=folder / "web",
            store=store or str(folder / "store"),
            ledger=ledger,
            broker=broker,
            letter_seconds=seconds,
        )
        return cls(folder, replace(desk, settings=settings))

    def having(self, **settings: Any) -> Service:
        """The same service with other settings."""
        return replace(self, desk=replace(self.desk, settings=replace(self.settings, **settings)))

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self.stored.ledger.database.close()

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    @cached_property
    def stored(self) -> StoredBatches:
        return StoredBatches(self.desk)

    def make(self, batch: Batch) -> Progress:
        """Wait until a batch is over, as the service does."""
        with closing_engine(Spread(self.settings, batch.id)) as engine:
            return engine.wait(Watch())

    def accept(self, count: int, form: str = "json", prefix: str = "D") -> Batch:
        """A batch of letters, each of a dossier of its own: D00001 and on."""
        given = (request(f"{prefix}{number:05d}") for number in range(1, count + 1))
        return self.stored.accept(stream(*given), form, Options())

    def worker(self, machine: str, concurrency: int, **more: str) -> subprocess.Popen[bytes]:
        """The workers of a machine, which has a folder of its own for its data."""
        settings = {
            "DOCGEN_DATA": str(self.folder / machine),
            "DOCGEN_STORE": str(self.settings.store),
            "DOCGEN_LEDGER": str(self.settings.ledger),
            "DOCGEN_BROKER": str(self.settings.broker),
            "DOCGEN_LETTER_SECONDS": str(self.settings.letter_seconds),
        }
        with (self.folder / f"{machine}.log").open("ab") as log:
            return subprocess.Popen(
                [PROGRAM, "worker", "--concurrency", str(concurrency), "--language", "en"],
                env=environment() | settings | more,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    @contextmanager
    def working(self, machine: str, concurrency: int, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """The same, stopped in the end, which has to go well."""
        process = self.worker(machine, concurrency, **more)
        try:
            assert process.stdout is not None
            assert b"ready" in process.stdout.readline()
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)
        assert process.returncode == 0

    def said(self) -> str:
        """All that the workers said."""
        return "".join(each.read_text("utf-8") for each in self.folder.glob("*.log"))


def makers(workshop: int) -> list[int]:
    """The processes that make letters, of a `docgen worker`."""
    return [each for queue in children(workshop) for each in children(queue)]


def is_there(process: int) -> bool:
    """Whether a process runs still."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in ("Z", "X")


def end_all(process: subprocess.Popen[bytes]) -> None:
    """Kill a `docgen worker` at once, with all that it started: as when its machine goes down."""
    everybody = [process.pid, *children(process.pid), *makers(process.pid)]
    for each in everybody:
        try:
            os.kill(each, 9)
        except ProcessLookupError:
            continue
    process.communicate()
    until(lambda: not any(map(is_there, everybody)))


def assert_complete(service: Service, batch: Batch) -> Progress:
    """Every letter of a batch once, whole, and the very one that its line asked for; also in what is given out."""
    stored, progress = service.stored, service.stored.ledger.progress(batch.id)
    assert (progress.state, progress.done, progress.counts) == ("finished", batch.total, {"done": batch.total})
    results = stored.results(batch)
    rows = [*results.entries()]
    assert [each.letter.position for each in rows] == [*range(1, batch.total + 1)]
    assert [each.reference for each in rows] == [f"D{number:05d}" for number in range(1, batch.total + 1)]
    assert len({each.letter.output for each in rows}) == batch.total
    assert not any(each.made_before for each in rows)
    for each in rows:
        content = stored.files(batch.id).letters.read(each.letter.output or "")
        assert sha256(content).hexdigest() == each.letter.sha256
        assert each.reference in json.loads(content)["text"]
    archive = BytesIO()
    results.zip(archive)
    assert len(ZipFile(archive).namelist()) == batch.total
    return progress
