"""How gunicorn serves here: it ends without cutting off a letter, without waiting for ever, and leaves nothing behind.

A signal to stop (SIGTERM, and SIGINT or Ctrl-C just the same) closes the door at once: who comes now is refused, and
what was begun is finished, within a time. A second Ctrl-C does not wait. What is not done by then is cut off.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from docgen.render import workers

log = logging.getLogger("docgen.service")

TO_FINISH = 25  # seconds for the requests at hand
TO_CLEAR_UP = 20  # seconds more for what works beside them, such as a batch, which began to end at the same time


class OurLog(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """Gunicorn's own lines go where all lines of this process go; it writes none for each request, for we do."""

    def setup(self, cfg: Any) -> None:
        """Let the lines pass to our handler."""
        super().setup(cfg)
        for each in self.error_log.handlers[:]:
            self.error_log.removeHandler(each)
        self.error_log.propagate = True
        for level in ("critical", "error", "warning", "info", "debug", "exception"):
            setattr(self, level, getattr(self.error_log, level))  # so that the place is that of who says it


class Keeper(Arbiter):  # type: ignore[misc]
    """The process that keeps the one that serves."""

    def handle_int(self) -> None:
        """Ctrl-C stops as SIGTERM does."""
        self.handle_term()

    def stop(self, graceful: bool = True) -> None:
        """Stop the process that serves."""
        log.info("stopping")
        super().stop(graceful)
        log.info("stopped")


class Requests(ThreadWorker):  # type: ignore[misc]
    """The process that serves."""

    def init_signals(self) -> None:
        """Ctrl-C at a terminal reaches every process: what it means here is up to the keeper."""
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def run(self) -> None:
        """Serve until we are to stop, then finish what was begun."""
        self.cfg.set("graceful_timeout", TO_FINISH)  # in this process: the keeper waits longer
        super().run()

    def set_accept_enabled(self, enabled: bool) -> None:
        """Take requests or not. At the end the door is closed, so that nobody waits behind it in vain."""
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            for each in self.sockets:
                each.close()

    def end(self, stop_parts: Callable[[], None]) -> None:
        """End all that runs in this process, and what it started."""
        stop_parts()
        cut_off = self.nr_conns - len(self.pending_conns)
        if cut_off > 0:
            log.warning("requests were cut off", extra={"count": cut_off})
            workers.close_all()
            os._exit(0)  # else Python would wait for them; their workers see that we are gone
