"""What every worker process does before its first letter, and what is left when it is gone."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from pathlib import Path
from threading import Thread

from docgen.service.batches.store import disk_errors
from docgen.service.batches.workers_alive import is_gone
from docgen.settings import Settings

USES = 1000  # letters, then a fresh process
MEMORY = 2 * 1024**3  # bytes of address space; what sets the pages has its own
_LOOK = 0.5  # seconds between two looks whether our parent is there
_APART = ":"  # in names of folders


def scratch_of(settings: Settings) -> Path:
    """The folder for temporary files of workers that serve any batch."""
    return settings.data / "worker"


def settle_in(name: str, scratch: Path, parent: int) -> None:
    """Have a folder of one's own for temporary files, a cap on memory, and an end with one's parent.

    Raises `CannotKeep`.
    """
    own = scratch / name.replace("/", _APART)
    with disk_errors(own):
        own.mkdir(parents=True, exist_ok=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(own)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))  # ours alone: what we start sets its own
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(0)


def clear_up(scratch: Path) -> None:
    """Remove the temporary files of workers that are gone."""
    for folder in scratch.glob("*"):
        if is_gone(folder.name.replace(_APART, "/")):
            shutil.rmtree(folder, ignore_errors=True)  # what they started may still be ending
