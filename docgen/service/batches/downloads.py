"""The results of a batch as one file each: made when somebody first asks for one, then served from the disk.

They stand on this machine under DOCGEN_DATA, wherever the letters are kept, and can be made again from those.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from docgen.authoring.whole_files import sync_file
from docgen.render.words import Words
from docgen.service.batches.print_file import write_print_file
from docgen.service.batches.results import Results
from docgen.service.batches.running import home_of, make_home
from docgen.service.batches.store import disk_errors
from docgen.settings import Settings

LETTERS_ZIP, PRINT_FILE, REPORT, MANIFEST = "letters.zip", "letters.pdf", "report.csv", "manifest.json"
_FOR_PEOPLE = (PRINT_FILE, REPORT)  # in a language


def download(settings: Settings, results: Results, name: str, words: Words) -> Path:
    """A file of results of a batch that is over. Raises `CannotKeep`, `LedgerUnusable` and `Damaged`."""
    folder = home_of(settings, results.batch.id) / "downloads"
    stem, _, extension = name.rpartition(".")
    path = folder / (f"{stem}.{words.language}.{extension}" if name in _FOR_PEOPLE else name)
    if not path.is_file():
        with disk_errors(folder), _one_at_a_time(folder):
            if not path.is_file():
                _write(path, _MAKERS[name], results, words)
    return path


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Who asks for a file while another makes one waits: then it may be there."""
    make_home(folder.parent)  # the batch may have come in by another machine
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)  # also for what was forked meanwhile, which holds it too


Make = Callable[[Results, Path, Words], object]


def _write(path: Path, make: Make, results: Results, words: Words) -> None:
    for each in path.parent.glob(".*.part"):
        each.unlink()  # of somebody who is gone: we alone write here
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as scratch:
        made = Path(scratch.name)
    try:
        make(results, made, words)
        sync_file(made)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _zip(results: Results, path: Path, _: Words) -> None:
    with path.open("wb") as file:
        results.zip(file)


def _small(content: Callable[[Results, Words], bytes], results: Results, path: Path, words: Words) -> None:
    path.write_bytes(content(results, words))


_MAKERS: dict[str, Make] = {
    LETTERS_ZIP: _zip,
    PRINT_FILE: write_print_file,
    REPORT: partial(_small, Results.report),
    MANIFEST: partial(_small, lambda results, _: results.manifest()),
}
