"""The press: worker processes that set letters, kept warm, and killed when a letter takes too long.

A process of its own, because only a process can be stopped for certain, because WeasyPrint's fonts may not be used
from two threads at once, and because the service itself then never loads WeasyPrint. A worker is started when one is
needed and none is free, and ends by itself when its pipe closes.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from multiprocessing import Pipe
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock
from typing import Any

import docgen
from docgen.errors import BadTemplate, LimitExceeded, Unavailable
from docgen.render.job import Job, Printed
from docgen.texts import text

WORKERS = max(1, min(4, os.cpu_count() or 1))
SECONDS = 30.0  # for one letter; an ordinary one takes a fraction of one


class Worker:
    """One process that sets letters, with a folder for its temporary files."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="docgen-press-")
        self._pipe, theirs = Pipe()
        package = str(Path(docgen.__file__).parent.parent)
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no input in the command
            [sys.executable, "-m", "docgen.render.typesetting", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": package, "TMPDIR": self._folder.name, "PYTHONHASHSEED": "0"},
        )
        theirs.close()

    def run(self, job: Job, seconds: float) -> Any:
        """The worker's answer; raises `TimeoutError`, or `EOFError` or `OSError` when the worker is gone."""
        self._pipe.send(job)
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()

    def stop(self) -> None:
        """End the process, whatever it is doing, and remove its files."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()

    def forget(self) -> None:
        """Let go of a worker that belongs to the process we were forked from."""
        self._pipe.close()
        self._process.returncode = 0
        self._folder._finalizer.detach()  # type: ignore[attr-defined]


_places = BoundedSemaphore(WORKERS)
_lock = Lock()
_idle: list[Worker] = []


def print_letter(job: Job, *, seconds: float = SECONDS) -> Printed:
    """Set a letter. Raises `LimitExceeded`, `BadTemplate` or `Unavailable`."""
    with _places:
        answer = _run(job, seconds)
    match answer:
        case "printed", printed:
            return printed  # type: ignore[no-any-return]
        case "too-long", _:
            raise LimitExceeded(
                text(
                    "The letter would have more than {limit} pages. Use fewer invoices, or shorter texts.",
                    limit=job.pages_limit,
                )
            )
        case "annex-too-long", _:
            raise LimitExceeded(
                text(
                    "The annex would have more than {limit} pages. Leave it out, or use fewer invoices.",
                    limit=job.annex_limit,
                )
            )
        case "too-big", _:
            raise LimitExceeded(text("The letter takes too much memory to make. Use fewer invoices, or shorter texts."))
        case "refused", problem:
            raise BadTemplate(text("The template asks for something it cannot have: {problem}", problem=problem))
    raise RuntimeError(f"setting a letter failed: {answer}")


def _run(job: Job, seconds: float) -> Any:
    for fresh in (False, True):
        with _lock:
            worker = _idle.pop() if _idle and not fresh else None
        worker = worker or Worker()
        try:
            answer = worker.run(job, seconds)
        except TimeoutError:
            worker.stop()
            raise LimitExceeded(
                text("The letter takes too long to make. Use fewer invoices, or shorter texts.")
            ) from None
        except (EOFError, OSError):
            worker.stop()  # it was gone; one fresh worker gets the letter once more
        except BaseException:
            worker.stop()
            raise
        else:
            with _lock:
                _idle.append(worker)
            return answer
    raise Unavailable(text("The program that sets the letters stopped. Try again."))


@atexit.register
def close() -> None:
    """Stop the idle workers."""
    with _lock:
        while _idle:
            _idle.pop().stop()


def _after_fork() -> None:
    global _places, _lock
    _places, _lock = BoundedSemaphore(WORKERS), Lock()
    while _idle:
        _idle.pop().forget()


os.register_at_fork(after_in_child=_after_fork)
