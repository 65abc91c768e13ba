"""Crews of worker processes: kept warm, and killed when a job takes too long.

What may go on for ever, eat all memory or bring its process down (setting a letter, anything that reads a file from
outside) is done in a process of its own, because only a process can be stopped for certain. A crew is a module with a
function `answer`, which takes a job and gives what is asked, or raises a `DocgenError`. A worker is started when one is
needed and none is free, has a folder of its own for temporary files, and ends with the process that started it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from multiprocessing import Pipe
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock
from typing import Any

import docgen
from docgen import errors
from docgen.errors import LimitExceeded, Unavailable
from docgen.texts import InWords, Percent, Text, text

SIZE = max(1, min(4, os.cpu_count() or 1))  # processes of a crew
_REASONS = (Text, Percent, InWords, date, Decimal)  # what a refusal holds

Types = Mapping[tuple[str, str], type]


@dataclass(frozen=True)
class Said:
    """What is said of a job that takes too long or too much memory, and when the processes stop."""

    too_long: Text
    too_much: Text
    stopped: Text


OF_A_LETTER = Said(
    text("The letter takes too long to make. Use fewer invoices, or shorter texts."),
    text("The letter takes too much memory to make. Use fewer invoices, or shorter texts."),
    text("The program that makes the letters stopped. Try again."),
)


class Worker:
    """One process of a crew."""

    def __init__(self, module: str, memory: int) -> None:
        self._folder = TemporaryDirectory(prefix="docgen-worker-")
        self._pipe, theirs = Pipe()
        package = str(Path(docgen.__file__).parent.parent)
        ours = {name: value for name, value in os.environ.items() if not name.startswith("DOCGEN_")}
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no input in the command
            [sys.executable, "-P", "-m", "docgen.render.bench", module, str(theirs.fileno()), str(memory)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.PIPE,  # closes when we are gone, which ends the worker
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            cwd=self._folder.name,
            env={**ours, "PYTHONPATH": package, "TMPDIR": self._folder.name, "PYTHONHASHSEED": "0"},
        )
        theirs.close()

    def run(self, job: object, seconds: float, types: Types) -> Any:
        """The worker's answer; raises `TimeoutError`, or `EOFError` or `OSError` when the worker is gone."""
        self._pipe.send((job, seconds))
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return _Reader(self._pipe.recv_bytes(), types).load()

    def stop(self) -> None:
        """End the process, whatever it is doing, and remove its files."""
        self._pipe.close()
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()  # type: ignore[union-attr]
        self._folder.cleanup()

    def forget(self) -> None:
        """Let go of a worker that belongs to the process we were forked from."""
        self._pipe.close()
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.returncode = 0
        self._folder._finalizer.detach()  # type: ignore[attr-defined]


class _Reader(pickle.Unpickler):
    def __init__(self, content: bytes, types: Types) -> None:
        super().__init__(BytesIO(content))
        self._types = types

    def find_class(self, module: str, name: str) -> Any:
        """The few types that an answer may hold."""
        if (module, name) not in self._types:
            raise pickle.UnpicklingError(f"a worker's answer may not hold {module}.{name}")
        return self._types[module, name]


class Crew:
    """The workers that run one module; `memory` is in bytes, for each process.

    `answers` are the types that may come back besides plain values and what a refusal holds: a worker that was taken
    over cannot hand us anything that acts.
    """

    def __init__(
        self, module: str, *, memory: int, size: int = SIZE, answers: tuple[type, ...] = (), said: Said = OF_A_LETTER
    ) -> None:
        self._module, self._memory, self._size, self._said = module, memory, size, said
        self._types = {(each.__module__, each.__name__): each for each in (*_REASONS, *answers)}
        self.idle: list[Worker] = []
        self._renew()
        _crews.append(self)

    def _renew(self) -> None:
        self._places, self._lock = BoundedSemaphore(self._size), Lock()

    def run(self, job: object, *, seconds: float) -> Any:
        """What the module makes of a job within so many seconds.

        Raises the `DocgenError` that it raises, `LimitExceeded` when it takes too long or too much memory, and
        `Unavailable` when the processes stop. Other errors of the module are a `RuntimeError`.
        """
        with self._places:
            answer = self._run(job, seconds)
        match answer:
            case "made", made:
                return made
            case "refused", kind, detail:
                raise getattr(errors, kind)(detail)
            case "memory", _:
                raise LimitExceeded(self._said.too_much)
        raise RuntimeError(f"{self._module}: {answer[1]}")

    def _run(self, job: object, seconds: float) -> Any:
        for fresh in (False, True):
            with self._lock:
                worker = self.idle.pop() if self.idle and not fresh else None
            worker = worker or Worker(self._module, self._memory)
            try:
                answer = worker.run(job, seconds, self._types)
            except TimeoutError:
                worker.stop()
                raise LimitExceeded(self._said.too_long) from None
            except (EOFError, OSError):
                worker.stop()  # it was gone; one fresh worker gets the job once more
            except BaseException:
                worker.stop()
                raise
            else:
                if answer[0] == "memory":
                    worker.stop()
                else:
                    with self._lock:
                        self.idle.append(worker)
                return answer
        raise Unavailable(self._said.stopped)

    def close(self) -> None:
        """Stop the idle workers."""
        with self._lock:
            while self.idle:
                self.idle.pop().stop()

    def forget(self) -> None:
        """Let go of the workers of the process we were forked from."""
        self._renew()
        while self.idle:
            self.idle.pop().forget()


_crews: list[Crew] = []


@atexit.register
def _close_all() -> None:
    for crew in _crews:
        crew.close()


def _forget_all() -> None:
    for crew in _crews:
        crew.forget()


os.register_at_fork(after_in_child=_forget_all)
