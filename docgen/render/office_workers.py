"""Worker processes: kept warm, one job at a time each, and killed with all that they started when a job takes too long.

A worker runs a module of ours in a process and a group of its own, says when it is ready, gets its jobs over a pipe,
and has a folder for its temporary files. It ends by itself when the pipe closes, however its parent went.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock
from typing import Any
from weakref import WeakSet

import docgen

CORES = max(1, os.cpu_count() or 1)
START = 20.0  # seconds in which a worker must say that it is ready

Tidy = Callable[[Path], object]


class Busy(Exception):
    """No worker came free in time."""


class Gone(Exception):
    """The worker, and the fresh one that got the same job, stopped without an answer."""


class Worker:
    """One process, with a folder for its temporary files.

    `grace`: seconds in which it may end by itself; `tidy` removes what it may leave outside its folder.
    """

    def __init__(self, module: str, name: str, grace: float, tidy: Tidy | None) -> None:
        self._folder = TemporaryDirectory(prefix=f"docgen-{name}-", ignore_cleanup_errors=True)
        self._grace, self._tidy = grace, tidy
        self._pipe, theirs = Pipe()
        self.jobs = 0
        package = str(Path(docgen.__file__).parent.parent)
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no input in the command
            [sys.executable, "-P", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            cwd=self._folder.name,
            env={**os.environ, "PYTHONPATH": package, "TMPDIR": self._folder.name, "PYTHONHASHSEED": "0"},
        )
        theirs.close()

    def run(self, job: object, seconds: float) -> Any:
        """The worker's answer; raises `TimeoutError`, or `EOFError` or `OSError` when the worker is gone."""
        if not self.jobs:
            self._received(START)
        self.jobs += 1
        self._pipe.send(job)
        return self._received(seconds)

    def _received(self, seconds: float) -> Any:
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv()

    def stop(self) -> None:
        """End the process and what it started, whatever they are doing, and remove its files."""
        self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(self._grace)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self._tidy:
            self._tidy(Path(self._folder.name))
        self._folder.cleanup()

    def forget(self) -> None:
        """Let go of a worker that belongs to the process we were forked from."""
        self._pipe.close()
        self._process.returncode = 0
        self._folder._finalizer.detach()  # type: ignore[attr-defined]


class Pool:
    """As many workers as there are places, started when one is needed and none is free.

    `uses`: jobs after which a worker is replaced; `patience`: seconds to wait for a place, None for no end;
    `again_after_hang`: a job that took too long is tried once more, by a fresh worker, as one whose worker died is.
    """

    def __init__(
        self,
        module: str,
        name: str,
        *,
        places: int,
        grace: float = 0.0,
        uses: int | None = None,
        patience: float | None = None,
        again_after_hang: bool = False,
        tidy: Tidy | None = None,
    ) -> None:
        self.idle: list[Worker] = []
        self._module, self._name, self._grace, self._tidy = module, name, grace, tidy
        self._count, self._uses, self._patience = places, uses, patience
        self._again_after_hang = again_after_hang
        self._renew()
        _pools.add(self)

    def run(self, job: object, seconds: float) -> Any:
        """A worker's answer. Raises `Busy`, `TimeoutError` after so many seconds (not counting a start), and `Gone`."""
        with self._place():
            late = False
            for fresh in (False, True):
                worker = self._worker(fresh=fresh)
                try:
                    answer = worker.run(job, seconds)
                except TimeoutError:
                    worker.stop()
                    late = True
                    if not self._again_after_hang:
                        break
                except (EOFError, OSError):
                    worker.stop()
                    late = False
                except BaseException:
                    worker.stop()
                    raise
                else:
                    self._give_back(worker)
                    return answer
        raise TimeoutError if late else Gone

    def close(self) -> None:
        """Stop the idle workers."""
        with self._lock:
            idle, self.idle = self.idle, []
        for worker in idle:
            worker.stop()

    def after_fork(self) -> None:
        """In a child process: the workers are the parent's."""
        self._renew()
        while self.idle:
            self.idle.pop().forget()

    def _renew(self) -> None:
        self._places, self._lock = BoundedSemaphore(self._count), Lock()

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self._patience):
            raise Busy
        try:
            yield
        finally:
            self._places.release()

    def _worker(self, *, fresh: bool) -> Worker:
        with self._lock:
            worker = self.idle.pop() if self.idle and not fresh else None
        return worker or Worker(self._module, self._name, self._grace, self._tidy)

    def _give_back(self, worker: Worker) -> None:
        if self._uses is not None and worker.jobs >= self._uses:
            worker.stop()
            return
        with self._lock:
            self.idle.append(worker)


_pools: WeakSet[Pool] = WeakSet()


@atexit.register
def close() -> None:
    """Stop every idle worker."""
    for pool in tuple(_pools):
        pool.close()


def _after_fork() -> None:
    for pool in tuple(_pools):
        pool.after_fork()


os.register_at_fork(after_in_child=_after_fork)
