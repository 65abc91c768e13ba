"""Forgetting: what was sent and what was made goes after some days; the ledger keeps its hashes.

What is to go is found out anew each time, and each thing by itself can be removed twice. So it does not matter when
this is stopped, or how many do it.
"""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Literal

from sqlalchemy import func, select

from docgen.service.batches.keyed import KEPT, Keyed
from docgen.service.batches.running import home_of, is_free
from docgen.service.batches.store import CannotKeep, disk_errors, remove_folder, store_of
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import BATCHES, LETTERS, Batch
from docgen.service.desk import Desk
from docgen.service.letters_once import LETTERS_FOLDER, hour_of

Thing = Literal["batches", "letters", "keys", "leftovers"]

LEFT = timedelta(days=1)  # after which a temporary folder in which nobody works was left by somebody who died
_ID = re.compile(r"[0-9a-f]{32}")
_TEMPORARY = re.compile(
    r"docgen-(checking|joining|office-process|typesetting|word-making)-\w{8}"
)  # of a worker's process


@dataclass(frozen=True)
class Purged:
    """How much went, or would: batches, letters by themselves, keys of those, and what the dead left on the disk.

    `running`: batches that are old enough, and stay because they are being made.
    """

    batches: int
    letters: int
    keys: int
    leftovers: int
    running: int


@dataclass(frozen=True)
class _Due:
    what: Thing
    remove: Callable[[], object]
    count: int = 1


class Keeper:
    """What a service keeps, and when it goes."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._stored = desk, StoredBatches(desk)
        self._ledger = self._stored.ledger
        self._keyed = Keyed(self._ledger)

    def purge(self, *, pretend: bool = False) -> Purged:
        """Remove what is older than DOCGEN_KEEP_DAYS; `pretend`: only count it.

        Raises `LedgerUnusable`, and `CannotKeep` for what cannot be removed: the rest was, even so.
        """
        counts, failed, running = Counter[Thing](), list[CannotKeep](), 0
        for due in self._all_due():
            if due is None:
                running += 1
                continue
            try:
                if not pretend:
                    due.remove()
                counts[due.what] += due.count
            except CannotKeep as error:
                failed.append(error)
        if failed:
            raise failed[0]
        return Purged(counts["batches"], counts["letters"], counts["keys"], counts["leftovers"], running)

    def _all_due(self) -> Iterator[_Due | None]:
        now, days = self._desk.now(), timedelta(days=self._desk.settings.keep_days)
        yield from self._batches(now - days)
        yield from self._letters(now - min(days, KEPT))  # of a key that is free again nobody asks for the letter
        if count := self._keyed.old(now - KEPT):
            yield _Due("keys", partial(self._keyed.forget, now - KEPT), count)
        yield from self._lost_files(now - days)
        yield from self._temporary_folders(now - LEFT)

    def _batches(self, before: datetime) -> Iterator[_Due | None]:
        """The batches that were over before a moment, or of which nothing was made since; None for one that goes on."""
        old = select(BATCHES.c.id).where(BATCHES.c.state != "deleted", BATCHES.c.created_at < before)
        with self._ledger.database.reading() as connection:
            ids = [*connection.execute(old).scalars()]
        for batch in filter(None, map(self._ledger.batch, ids)):
            home = home_of(self._desk.settings, batch.id)
            if not batch.options.served and not home.is_dir():
                continue  # the letters are in a folder of their owner, and nothing else is left
            if (batch.finished_at or self._last_made(batch)) >= before:
                continue
            goes_on = batch.state == "running" if batch.options.served else not is_free(home)
            yield None if goes_on else _Due("batches", partial(self._forget, batch))

    def _last_made(self, batch: Batch) -> datetime:
        chosen = select(func.max(LETTERS.c.finished_at)).where(LETTERS.c.batch_id == batch.id)
        with self._ledger.database.reading() as connection:
            found: datetime | None = connection.execute(chosen).scalar()
        return found or batch.created_at

    def _forget(self, batch: Batch) -> None:
        if not batch.options.served:
            remove_folder(home_of(self._desk.settings, batch.id))  # the same command can still go on with it
            return
        if batch.state == "paused":
            self._ledger.cancel(batch.id, self._desk.now())
        self._stored.delete(batch)

    def _letters(self, before: datetime) -> Iterator[_Due]:
        """Letters by themselves that were made before a moment, by the hour."""
        for name in store_of(self._desk.settings, LETTERS_FOLDER).names():
            hour = hour_of(name)
            if hour is not None and hour + timedelta(hours=1) <= before:
                store = store_of(self._desk.settings, LETTERS_FOLDER, name)
                yield _Due("letters", store.forget, len(store.names()))

    def _lost_files(self, before: datetime) -> Iterator[_Due]:
        """Files of batches that were deleted, and of those that are not in the ledger, since a moment."""
        homes = self._desk.settings.data / "batches"
        with disk_errors(homes):
            here = {each.name for each in homes.iterdir()} if homes.is_dir() else set[str]()
        stored = {*store_of(self._desk.settings, "batches").names()}
        for batch_id in sorted(each for each in here | stored if _ID.fullmatch(each)):
            batch, home = self._ledger.batch(batch_id), homes / batch_id
            if batch is None:
                is_lost = home.is_dir() and _last_changed(home) < before and is_free(home)
            else:
                is_lost = batch.state == "deleted"
            if is_lost:
                yield _Due("leftovers", partial(self._stored.forget_files, batch_id))

    def _temporary_folders(self, before: datetime) -> Iterator[_Due]:
        """Folders of processes that set letters and were killed with whoever started them."""
        places = Path(gettempdir()).resolve()
        with disk_errors(places):
            there = [each for each in places.iterdir() if _TEMPORARY.fullmatch(each.name)]
            old = [each for each in there if _is_ours(each) and _last_changed(each) < before]
        used = _working_folders() if old else set[Path]()
        for each in old:
            if each not in used:
                yield _Due("leftovers", partial(remove_folder, each))


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:  # it has just gone
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _last_changed(folder: Path) -> datetime:
    """When something was last put into a folder, or below it."""
    try:
        newest = max(Path(each).stat().st_mtime for each, _, _ in os.walk(folder))
    except (FileNotFoundError, ValueError):  # it is just going
        return datetime.max.replace(tzinfo=UTC)
    return datetime.fromtimestamp(newest, UTC)


def _working_folders() -> set[Path]:
    """The folders in which processes of ours work now."""
    found = set[Path]()
    for each in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found.add(each.readlink())
        except OSError:  # it ended, or is somebody else's: and then it does not work in a folder of ours
            continue
    return found
