"""Crews of worker processes: kept warm, lent for one job at a time, and killed when a job takes too long.

What may go on for ever, eat all memory or bring its process down (setting a letter, anything that reads a file from
outside) is done in a process of its own, because only a process can be stopped for certain. A crew is a module for the
`bench`, which takes a job and gives what is asked, or raises a `DocgenError`. A worker is started when one is needed
and none is free, has a group and a folder for temporary files of its own, and ends with the process that started it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from multiprocessing import Pipe
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock
from typing import Any
from weakref import WeakSet

import docgen
from docgen import errors
from docgen.errors import LimitExceeded, Unavailable
from docgen.texts import InWords, Percent, Text, text

SIZE = max(1, min(4, os.cpu_count() or 1))  # processes of a crew
START = 20.0  # seconds in which a worker must say that it is ready
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


@dataclass(frozen=True)
class Trade:
    """What the workers of a crew do, each in `memory` bytes of address space.

    `types` may come back besides plain values: a worker that was taken over cannot hand us anything that acts. `grace`:
    seconds in which a worker may end by itself; `tidy` removes what it may leave outside its folder.
    """

    module: str
    memory: int
    types: Types
    grace: float
    tidy: Callable[[Path], object] | None

    @property
    def name(self) -> str:
        """The module's own name: "word-making"."""
        return self.module.rpartition(".")[2].replace("_", "-")


class Worker:
    """One process of a crew."""

    def __init__(self, trade: Trade) -> None:
        self._folder = TemporaryDirectory(prefix=f"docgen-{trade.name}-", ignore_cleanup_errors=True)
        self._trade = trade
        self._pipe, theirs = Pipe()
        self.jobs = 0
        package = str(Path(docgen.__file__).parent.parent)
        ours = {name: value for name, value in os.environ.items() if not name.startswith("DOCGEN_")}
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no input in the command
            [sys.executable, "-P", "-m", "docgen.render.bench", trade.module, str(theirs.fileno()), str(trade.memory)],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            cwd=self._folder.name,
            env={**ours, "PYTHONPATH": package, "TMPDIR": self._folder.name, "PYTHONHASHSEED": "0"},
        )
        theirs.close()

    def run(self, job: object, seconds: float) -> Any:
        """The worker's answer; raises `TimeoutError`, or `EOFError` or `OSError` when the worker is gone."""
        if not self.jobs:
            if not self._pipe.poll(START):
                raise EOFError
            self._pipe.recv_bytes()  # it is ready
        self.jobs += 1
        self._pipe.send((job, seconds))
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return _Reader(self._pipe.recv_bytes(), self._trade.types).load()

    def stop(self) -> None:
        """End the process and what it started, whatever they are doing, and remove its files."""
        self._pipe.close()
        if self._trade.grace:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(self._trade.grace)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._trade.tidy:
            self._trade.tidy(Path(self._folder.name))
        self._folder.cleanup()

    def forget(self) -> None:
        """Let go of a worker that belongs to the process we were forked from."""
        self._pipe.close()
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
    """At most `size` workers that run one module; see `Trade` for `memory`, `answers` (the types), `grace` and `tidy`.

    `uses`: jobs after which a worker is replaced; `patience`: seconds to wait for a free one, None for no end;
    `blameless`: a job that takes too long is done once more by a fresh worker, for it is the program that hangs.
    """

    def __init__(
        self,
        module: str,
        *,
        memory: int,
        size: int = SIZE,
        answers: tuple[type, ...] = (),
        said: Said = OF_A_LETTER,
        grace: float = 0.0,
        tidy: Callable[[Path], object] | None = None,
        uses: int | None = None,
        patience: float | None = None,
        blameless: bool = False,
    ) -> None:
        types = {(each.__module__, each.__name__): each for each in (*_REASONS, *answers)}
        self._trade = Trade(module, memory, types, grace, tidy)
        self._size, self._said, self._uses, self._patience, self._blameless = size, said, uses, patience, blameless
        self.idle: list[Worker] = []
        self._renew()
        _crews.add(self)

    def _renew(self) -> None:
        self._places, self._lock = BoundedSemaphore(self._size), Lock()
        self._busy = 0

    def run(self, job: object, *, seconds: float) -> Any:
        """What the module makes of a job within so many seconds, not counting the start of a worker.

        Raises the `DocgenError` that it raises, `LimitExceeded` when it takes too long or too much memory, and
        `Unavailable` when the processes stop, hang without blame, or are all at work. Other errors of the module are a
        `RuntimeError`.
        """
        with self._place():
            answer = self._run(job, seconds)
        match answer:
            case "made", made:
                return made
            case "refused", kind, detail:
                raise getattr(errors, kind)(detail)
            case "memory", _:
                raise LimitExceeded(self._said.too_much)
        raise RuntimeError(f"{self._trade.module}: {answer[1]}")

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self._patience):
            raise Unavailable(text("Too many letters are being made at once. Try again in a minute."))
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1
            self._places.release()

    def _run(self, job: object, seconds: float) -> Any:
        """The answer of a worker or, when that one was gone or hung without blame, of a fresh one."""
        trouble = self._said.stopped
        for fresh in (False, True):
            worker = self._worker(fresh=fresh)
            try:
                answer = worker.run(job, seconds)
            except TimeoutError:
                worker.stop()
                if not self._blameless:
                    raise LimitExceeded(self._said.too_long) from None
                trouble = self._said.too_long
            except (EOFError, OSError):
                worker.stop()
                trouble = self._said.stopped
            except BaseException:
                worker.stop()
                raise
            else:
                self._give_back(worker, answer)
                return answer
        raise Unavailable(trouble)

    def _worker(self, *, fresh: bool) -> Worker:
        with self._lock:
            if self.idle and not fresh:
                return self.idle.pop()
        try:
            return Worker(self._trade)
        except OSError as error:  # no room on the disk, or for one more process
            reason = error.strerror or type(error).__name__
            raise Unavailable(
                text("No process could be started for this: {reason}. Try again.", reason=reason)
            ) from None

    def _give_back(self, worker: Worker, answer: tuple[object, ...]) -> None:
        is_ill = answer[0] == "memory" or answer[:2] == ("refused", Unavailable.__name__)
        if is_ill or worker.jobs == self._uses:
            worker.stop()
            return
        with self._lock:
            self.idle.append(worker)

    @property
    def name(self) -> str:
        """What its workers do, in a word or two."""
        return self._trade.name

    def counts(self) -> tuple[int, int]:
        """How many workers are at a job, and how many are idle."""
        with self._lock:
            return self._busy, len(self.idle)

    def close(self) -> None:
        """Stop the idle workers."""
        with self._lock:
            idle, self.idle = self.idle, []
        for worker in idle:
            worker.stop()

    def forget(self) -> None:
        """Let go of the workers of the process we were forked from."""
        self._renew()
        while self.idle:
            self.idle.pop().forget()


_crews: WeakSet[Crew] = WeakSet()


def crews() -> list[Crew]:
    """The crews of this process, by name."""
    return sorted(_crews, key=lambda crew: crew.name)


@atexit.register
def close_all() -> None:
    """Stop the idle workers of all crews."""
    for crew in tuple(_crews):
        crew.close()


def _forget_all() -> None:
    for crew in tuple(_crews):
        crew.forget()


os.register_at_fork(after_in_child=_forget_all)
