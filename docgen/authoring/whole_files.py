"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under another name, have the disk take it, and give it its own name. Raises `OSError`."""
    write_parts(target, (content,))


def write_parts(target: Path, parts: Iterable[bytes]) -> None:
    """The same, from parts: nothing needs to hold them all. Until it is whole, its name is ``.<name>.….part``."""
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False) as scratch:
        made = Path(scratch.name)
        try:
            for part in parts:
                scratch.write(part)
            scratch.flush()
            os.fsync(scratch.fileno())
            made.chmod(_usual_mode())
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise


def sync_file(file: Path) -> None:
    """Have the disk take what stands in a file. Raises `OSError`."""
    _sync(file, os.O_RDONLY)


def sync_folder(folder: Path) -> None:
    """Have the disk take the names in a folder. Raises `OSError`."""
    _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _usual_mode() -> int:
    """What a new file may be here: the umask can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
