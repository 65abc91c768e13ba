"""Who makes a letter, and whether that process is still there: a number that was given out again is somebody else."""

from __future__ import annotations

import os
import secrets
import socket
from functools import lru_cache
from pathlib import Path

_STATE, _START = 0, 19  # fields of /proc/<pid>/stat after the name of the program


def worker_name(pid: int | None = None) -> str:
    """A name for a process of this machine, never given twice: machine, boot, process, its start, and a random part."""
    number = os.getpid() if pid is None else pid
    return "/".join((*_machine(), str(number), _started(number) or "", secrets.token_hex(4)))


def is_gone(name: str) -> bool:
    """Whether the worker of that name has ended for certain. Of another machine nothing is certain."""
    host, boot, pid, started, _ = name.split("/")
    here, this_boot = _machine()
    if host != here:
        return False
    return boot != this_boot or _started(int(pid)) != started


def process_of(name: str) -> int | None:
    """The number of the process; None when it is one of another machine."""
    host, _, pid, _, _ = name.split("/")
    return int(pid) if host == _machine()[0] else None


@lru_cache(maxsize=1)
def _machine() -> tuple[str, str]:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return socket.gethostname().replace("/", "-"), boot


def _started(pid: int) -> str | None:
    """When a process started, in ticks since the boot; None when it has ended, also when nobody took note of it yet."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = line.rpartition(")")[2].split()
    return None if fields[_STATE] in ("Z", "X") else fields[_START]
