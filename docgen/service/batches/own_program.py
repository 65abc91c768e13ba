"""Programs of ours that a process starts beside itself. They get its settings over standard input: no argument and no
environment that others can read holds them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import docgen
from docgen.settings import Settings


def begin(module: str, *arguments: str, settings: Settings) -> subprocess.Popen[bytes]:
    """Start a module as a program of its own, with these arguments and, as the last, the number of our process."""
    process = subprocess.Popen(  # noqa: S603 - our own program; the arguments are ours
        [sys.executable, "-P", "-m", module, *arguments, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(Path(docgen.__file__).parent.parent)},
    )
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    with process.stdin as theirs:
        pickle.dump(settings, theirs)
    return process


def given_settings() -> Settings:
    """The settings that this program was started with."""
    settings: Settings = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started us
    return settings
