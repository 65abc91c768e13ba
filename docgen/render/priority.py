"""How a process stands back for others: work in the background takes what is left of the processors.

Linux may share a processor among sessions first, and by niceness only within each of them. So a process that has begun
a session of its own says there, too, how nice it is.
"""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

_SESSION = Path("/proc/self/autogroup")
_TRIES, _PAUSE = 30, 0.1  # the kernel takes one such wish in a tenth of a second, from all processes together


def stand_back(niceness: int) -> None:
    """Let this process, and what it will start, stand back by so much (1 to 19)."""
    os.nice(niceness)
    hold_session_back()


def hold_session_back() -> None:
    """Let the session of this process stand back as much as it was told to itself."""
    niceness = os.getpriority(os.PRIO_PROCESS, 0)
    for _ in range(_TRIES if niceness > 0 else 0):
        try:
            _SESSION.write_text(str(niceness), "ascii")
        except OSError as error:
            if error.errno != errno.EAGAIN:
                return  # there is no such sharing here, and niceness alone does it
            time.sleep(_PAUSE)
        else:
            return
