"""Running a batch in this process: alone, with workers that are warm from the start, and tidily."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docgen.errors import DocgenError, Unavailable
from docgen.render import FORMS
from docgen.service.batches.embedded import Embedded
from docgen.service.batches.making import Maker
from docgen.service.batches.store import disk_errors
from docgen.service.batches.tables import Progress
from docgen.service.desk import Desk
from docgen.service.examples import LETTER_REQUEST
from docgen.settings import Settings
from docgen.texts import text


def home_of(settings: Settings, batch_id: str) -> Path:
    """The folder of a batch under DOCGEN_DATA: its requests and reasons, its lock, temporary files of its workers."""
    return settings.data / "batches" / batch_id


def make_home(home: Path) -> None:
    """Make the folder of a batch, where there is none yet: nobody else's business. Raises `OSError`."""
    home.parent.mkdir(parents=True, exist_ok=True)
    home.mkdir(mode=0o700, exist_ok=True)


class BeingMade(Unavailable):
    """Another process has the right to run a batch."""


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """The right to run a batch, for as long as this process lives. Raises `BeingMade` when another has it."""
    with disk_errors(home):
        make_home(home)
        lock = (home / "lock").open("wb")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = text("This batch is being made by another process. Wait for it, or stop it.")
            raise BeingMade(said) from None
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)  # also for what was forked meanwhile, which holds it too


def is_free(home: Path) -> bool:
    """Whether nobody runs a batch now. Raises `CannotKeep`."""
    try:
        with alone(home):
            return True
    except BeingMade:
        return False


def embedded(maker: Maker, workers: int) -> Embedded:
    """The workers of a batch, as the settings have them."""
    settings = maker.desk.settings
    scratch = home_of(settings, maker.batch.id) / "scratch"
    return Embedded(maker, workers=workers, seconds=settings.letter_seconds, scratch=scratch)


def run(maker: Maker, workers: int, tell: Callable[[Progress], None]) -> Progress:
    """Make what is left of a batch. This process has one thread only, and the right to run it.

    Raises `CannotKeep` and `LedgerUnusable`; whatever ends it, what was not made is open again.
    """
    if not maker.ledger.progress(maker.batch.id).left:
        maker.ledger.finish(maker.batch.id, maker.now())  # in case that somebody died just before
        return maker.ledger.progress(maker.batch.id)
    warm_up(maker.desk, maker.batch.form)
    engine = embedded(maker, workers)
    try:
        engine.start()
        return engine.wait(tell)
    finally:
        engine.stop()
        for store in (maker.files.letters, maker.files.work):
            store.tidy()  # after those who were killed in the middle of a file


def warm_up(desk: Desk, form: str) -> None:
    """Load what every letter needs before the workers are born, so that they have it from the start."""
    FORMS[form].load()
    with suppress(DocgenError):  # with brands or templates of one's own the example may not be a letter
        desk.finish(LETTER_REQUEST, "html")
