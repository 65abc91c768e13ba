"""Where a worker of `workers` works: jobs in, answers out, within limits, until the other side is gone.

Once its module is loaded, the process can reach no network and start no program.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from docgen.errors import DocgenError
from docgen.render.priority import hold_session_back

LARGEST_FILE = 64 * 1024**2  # bytes that it may write to one file
_OUTSIDE = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "subprocess.", "os.exec", "os.fork", "os.posix_",
    "os.system", "os.spawn", "ctypes.dlopen", "ftplib.", "smtplib.", "urllib.",
)  # fmt: skip


def serve(module: str, pipe: Connection, memory: int) -> None:
    """The worker's life: `module` has the function `answer`, `memory` is the address space in bytes."""
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, LARGEST_FILE)):
        resource.setrlimit(limit, (most, most))
    Thread(target=_end_with_the_other_side, daemon=True).start()
    answer: Callable[[object], object] = import_module(module).answer
    sys.addaudithook(_nothing_outside)
    while True:
        try:
            job, seconds = pipe.recv()
        except EOFError:
            return
        signal.alarm(ceil(seconds) + 2)  # should the other side be gone by then
        pipe.send_bytes(pickle.dumps(_answered(answer, job)))
        signal.alarm(0)


def _answered(answer: Callable[[object], object], job: object) -> tuple[object, ...]:
    try:
        return "made", answer(job)
    except DocgenError as error:
        return "refused", type(error).__name__, error.detail
    except MemoryError:
        return "memory", None
    except Exception as error:  # told to the parent without its message, which may hold personal data
        return "failed", f"{type(error).__name__} at {where(error)}"


def where(error: BaseException) -> str:
    """File and line where it went wrong."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _end_with_the_other_side() -> None:
    """Its end of our standard input closes when it dies, however it dies."""
    while os.read(0, 1):
        pass
    os._exit(0)


def _nothing_outside(event: str, _arguments: object) -> None:
    if event.startswith(_OUTSIDE):
        raise PermissionError(f"a worker may not use {event}")


if __name__ == "__main__":
    hold_session_back()
    serve(sys.argv[1], Connection(int(sys.argv[2])), int(sys.argv[3]))
