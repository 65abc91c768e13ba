"""Where requests and results are kept: files that are there whole or not at all.

A name is put together here from the number of a line, never from what a request says.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from docgen.authoring.whole_files import sync_folder, write_parts
from docgen.errors import Unavailable
from docgen.settings import Settings
from docgen.texts import text

ROOM = 32 * 1024**2  # bytes: our typeface, the profile of LibreOffice


class CannotKeep(Unavailable):
    """The store cannot be written to or read from now: no letter's fault."""


class NotKept(CannotKeep):
    """There is no such file in the store."""


class Store(Protocol):
    """A place for files by name (parts between slashes). Every method raises `CannotKeep`."""

    def keep(self, name: str, parts: Iterable[bytes]) -> None:
        """Keep a file for good: once this returns it is there, also after a power cut; else nothing of it is."""

    def read(self, name: str, start: int = 0, size: int | None = None) -> bytes:
        """The bytes of a file, or `size` of them from `start`. Raises `NotKept` when there is none."""

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""

    def names(self) -> list[str]:
        """The names right under it, of files and of parts of names of files; not what is half written."""

    def forget(self) -> None:
        """Remove everything."""

    def tidy(self) -> None:
        """Remove what was left half written by somebody who is gone."""


class LocalStore:
    """A folder of this machine, made when the first file is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str, parts: Iterable[bytes]) -> None:
        """Keep a file for good."""
        path = self.folder / name
        with disk_errors(path):
            if not path.parent.is_dir():
                _make(path.parent)
            write_parts(path, parts)
            sync_folder(path.parent)

    def read(self, name: str, start: int = 0, size: int | None = None) -> bytes:
        """The bytes of a file, or a part of it."""
        path = self.folder / name
        with disk_errors(path), path.open("rb") as file:
            file.seek(start)
            return file.read(-1 if size is None else size)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        with disk_errors(self.folder / name):
            return (self.folder / name).is_file()

    def names(self) -> list[str]:
        """What stands in the folder."""
        with disk_errors(self.folder):
            there = self.folder.iterdir() if self.folder.is_dir() else ()
            return sorted(each.name for each in there if not each.name.startswith("."))

    def forget(self) -> None:
        """Remove the folder."""
        remove_folder(self.folder)

    def tidy(self) -> None:
        """Remove what was left half written."""
        with disk_errors(self.folder):
            for each in self.folder.glob("**/.*.part"):
                each.unlink(missing_ok=True)


def store_of(settings: Settings, *names: str) -> Store:
    """The part of the service's store under these names: of DOCGEN_STORE, or else of DOCGEN_DATA.

    Raises `BadSetting` when what the setting needs is not installed.
    """
    if settings.store is None or "://" not in settings.store:
        return LocalStore(Path(settings.store or settings.data, *names))
    from docgen.service.batches.object_store import ObjectStore

    return ObjectStore("/".join((settings.store, *names)))


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, also while somebody else does the same. Raises `CannotKeep`."""
    with disk_errors(folder):
        while folder.is_dir():
            with suppress(FileNotFoundError):  # of what the other one has just removed
                shutil.rmtree(folder)


def _make(folder: Path) -> None:
    """A folder, and those around it, for good."""
    missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def check_room(folder: Path) -> None:
    """Raise `CannotKeep` when a folder has no room for the temporary files that a letter needs."""
    with disk_errors(folder):
        disk = os.statvfs(folder)
        if disk.f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if disk.f_bavail * disk.f_frsize < ROOM:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Make an error of the disk a `CannotKeep`, and a `NotKept` where there is no such file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        said = text("{file} cannot be kept or read: {reason}.", file=str(path), reason=reason)
        raise (NotKept if isinstance(error, FileNotFoundError) else CannotKeep)(said) from None
