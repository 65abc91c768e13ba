"""What lives as long as the service does: begun in the process that serves, ended with it.

A process that serves is forked from one that holds it ready, and a thread would not come along: so nothing starts where
the application is made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Part(Protocol):
    """Something that works beside the requests. Neither call may take long."""

    def start(self) -> None:
        """Begin, in the process that serves."""

    def stop(self) -> None:
        """End; once this returns nothing of it runs any more."""


class Parts:
    """The parts of a service, in the order in which they start; they stop in the other one."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._started: list[Part] = []
        self._ending: Callable[[], bool] = lambda: False

    def add(self, part: Part) -> None:
        """Have something begin with the service."""
        self._parts.append(part)

    def ending(self) -> bool:
        """Whether the service is to stop: whoever waits for something, waits no longer."""
        return self._ending()

    def start(self, ending: Callable[[], bool]) -> None:
        """Begin; `ending` says whether the service is to stop."""
        self._ending = ending
        for each in self._parts:
            each.start()
            self._started.append(each)

    def stop(self) -> None:
        """End what was begun."""
        while self._started:
            self._started.pop().stop()
