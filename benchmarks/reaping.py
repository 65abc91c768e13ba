"""Runs a program and waits for all that it leaves behind, so that the processor time of every process is counted.

python -m benchmarks.reaping PROGRAM ARGUMENT…
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import suppress

_SET_CHILD_SUBREAPER = 36  # linux/prctl.h: whoever loses its parent becomes ours


def main(command: list[str]) -> int:
    """Gives the exit status of the program."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    status = subprocess.run(command, check=False).returncode  # noqa: S603 - what the benchmark has us run
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
