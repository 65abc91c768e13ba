"""Jobs that a worker should survive, or not: the module of a crew under test."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from docgen.errors import BadTemplate
from docgen.texts import text


def _loop() -> None:
    while True:
        pass


def _refuse() -> None:
    raise BadTemplate(text("Template {name}", name="x"))


def _list() -> None:
    kept: list[object] = []
    while True:
        kept.append([None] * 1_000_000)


def _fill() -> None:
    with NamedTemporaryFile() as file:
        for _ in range(100):
            file.write(bytes(1024**2))
        file.flush()


JOBS: dict[object, Callable[[], object]] = {
    "echo": lambda: "echo",
    "refuse": _refuse,
    "loop": _loop,
    "sleep": lambda: time.sleep(60),
    "regex": lambda: re.match(r"(a+)+b", "a" * 60),
    "memory": lambda: len(bytes(10**10)),
    "list": _list,
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
    "resolve": lambda: socket.getaddrinfo("localhost", 9),
    "start": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    "system": lambda: os.system("true"),  # noqa: S605
    "fork": os.fork,
    "networks": lambda: Path("/proc/self/net/dev").read_text("ascii"),
    "load": lambda: ctypes.CDLL(None),
    "fill": _fill,
    "pickle": lambda: Path("x"),
    "environment": lambda: dict(os.environ),
    "number": os.getpid,
}


def answer(job: object) -> object:
    """What the job gives."""
    return JOBS[job]()
