"""Where a worker of `workers` works: jobs in, answers out, within limits, until the other side is gone.

Its module has a function `answer`, which may raise `SystemExit` when it can go on no more. A module that works with a
program of its own starts it in `begin` and kills it in `end`, which is also called from another thread in the middle of
a job. After `begin` the process can reach no network and start no program; where the kernel allows it, the process and
what it started have no network at all.
"""

from __future__ import annotations

import ctypes
import errno
import os
import pickle
import resource
import select
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from math import ceil
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

from docgen.errors import DocgenError, Unavailable
from docgen.render.priority import hold_session_back
from docgen.texts import text

LARGEST_FILE = 64 * 1024**2  # bytes that it may write to one file
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)  # what a disk says that takes no more
_MEMORY = pickle.dumps(("memory", None))  # ready, for when there is none left to say so
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_OUTSIDE = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "subprocess.", "os.exec", "os.fork", "os.posix_",
    "os.system", "os.spawn", "ctypes.dlopen", "ftplib.", "smtplib.", "urllib.",
)  # fmt: skip


def serve(name: str, pipe: Connection, memory: int) -> NoReturn:
    """The worker's life: `name` is the module's, `memory` is the address space in bytes."""
    for limit, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, LARGEST_FILE)):
        resource.setrlimit(limit, (most, most))
    _leave_the_network()
    module = import_module(name)
    Thread(target=_end_with_the_other_side, args=(pipe, module), daemon=True).start()
    begin: Callable[[], object] = getattr(module, "begin", lambda: None)
    begin()
    sys.addaudithook(_nothing_outside)
    try:
        pipe.send_bytes(b"ready")
        while True:
            job, seconds = pipe.recv()
            signal.alarm(ceil(seconds) + 2)  # should the other side be gone by then
            pipe.send_bytes(_answered(module.answer, job))
            signal.alarm(0)
    except (EOFError, OSError, SystemExit):
        _end(module)


def _answered(answer: Callable[[object], object], job: object) -> bytes:
    try:
        return pickle.dumps(("made", answer(job)))
    except DocgenError as error:
        return pickle.dumps(("refused", type(error).__name__, error.detail))
    except MemoryError:
        return _MEMORY
    except OSError as error:
        if error.errno in _FULL:
            said = text("A temporary file cannot be written: {reason}. Make room.", reason=os.strerror(error.errno))
            return pickle.dumps(("refused", Unavailable.__name__, said))
        return _failed(error)
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> bytes:
    """Told to the parent without its message, which may hold personal data."""
    return pickle.dumps(("failed", f"{type(error).__name__} at {where(error)}"))


def where(error: BaseException) -> str:
    """File and line where it went wrong."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"


def _end_with_the_other_side(pipe: Connection, module: Any) -> None:
    """Wait until its end of the pipe closes, as it does when it dies, however it dies."""
    watch = select.poll()
    watch.register(pipe.fileno(), 0)
    watch.poll()
    _end(module)


def _end(module: Any) -> NoReturn:
    """End this process, whatever it is doing, with its program and its files."""
    end: Callable[[], object] = getattr(module, "end", lambda: None)
    end()
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)  # our folder; the other side may have removed it already
    os._exit(0)


def _leave_the_network() -> None:
    """A network of its own, without any connection, where that is not forbidden."""
    libc = ctypes.CDLL(None, use_errno=True)
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_NEW_NETWORK) == 0 or libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return
    with suppress(OSError):  # a root without powers may not say who it is there; it may do the same without
        for name, said in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(said, "ascii")


def _nothing_outside(event: str, _arguments: object) -> None:
    if event.startswith(_OUTSIDE):
        raise PermissionError(f"a worker may not use {event}")


if __name__ == "__main__":
    hold_session_back()
    serve(sys.argv[1], Connection(int(sys.argv[2])), int(sys.argv[3]))
