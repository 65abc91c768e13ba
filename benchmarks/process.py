"""An engine in a process of its own, so that none gets in the way of another; it is asked over a pipe.

Run as a program this is that process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from itertools import cycle, islice
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.engines import ENGINES
from benchmarks.fonts import installed

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300.0  # seconds for any answer
_GRACE = 10.0  # seconds to end by itself


class Stopped(Exception):
    """An engine ended or did not answer; what it wrote on standard error says why."""


class Process:
    """A process with one engine, started at once and warm after the first answer."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self._folder = TemporaryDirectory(prefix="docgen-bench-", ignore_cleanup_errors=True)
        self._pipe, theirs = Pipe()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "benchmarks.process", engine, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            cwd=ROOT,
            env=environment(Path(self._folder.name)),
        )
        theirs.close()

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, question: str, *rest: object) -> Any:
        """Its answer. Raises `Stopped`."""
        self.tell(question, *rest)
        return self.answer()

    def tell(self, question: str, *rest: object) -> None:
        """Ask without waiting."""
        self._pipe.send((question, *rest))

    def answer(self) -> Any:
        """The answer to what was asked."""
        with suppress(EOFError, OSError):  # it is gone, which is no answer either
            if self._pipe.poll(PATIENCE):
                return self._pipe.recv()
        raise Stopped(f"{ENGINES[self.engine].title}: no answer")

    def stop(self) -> None:
        """End the process and what it started."""
        self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._folder.cleanup()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def environment(scratch: Path) -> dict[str, str]:
    """What every program here is started with: our typeface, a folder for its files, none of our settings."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DOCGEN_")}
    data = {"DOCGEN_DATA": str(scratch / "data"), "TMPDIR": str(scratch), "PYTHONPATH": str(ROOT)}
    return {**ours, **data, **installed(scratch)}


def main(name: str, pipe: Connection) -> None:
    """The life of the process."""
    engine = ENGINES[name].load()
    jobs: list[Any] = []
    try:
        while True:
            match pipe.recv():
                case "prepare", letter, numbers:
                    jobs = [engine.prepare(letter, number) for number in numbers]
                    pipe.send(jobs)
                case "take", jobs:
                    pipe.send(None)
                case "make", letter, number:
                    job = engine.prepare(letter, number)
                    start = perf_counter()
                    content = engine.make(job)
                    pipe.send((perf_counter() - start, content))
                case "one", number:
                    pipe.send(engine.make(jobs[number % len(jobs)]))
                case "run", seconds:
                    start = perf_counter()
                    count = 0
                    while perf_counter() - start < seconds:
                        engine.make(jobs[count % len(jobs)])
                        count += 1
                    pipe.send(count / (perf_counter() - start))
                case "some", count:
                    for job in islice(cycle(jobs), count):
                        engine.make(job)
                    pipe.send(None)
    except (EOFError, BrokenPipeError):  # who asked is gone
        engine.close()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what a terminal sends is for who started us
    main(sys.argv[1], Connection(int(sys.argv[2])))
