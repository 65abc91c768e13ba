"""Only so much work at a time: what finds no place is told to come back, at once and before its body is read.

A route that works long for its caller says so. Other routes are quick, and the server keeps threads for them that
nothing else can take: whether the service is well can be asked however busy it is.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, g, request

from docgen.service.problem_types import TooMuchWaiting
from docgen.texts import text

QUICK = 16  # threads for other requests, and for the rest of a body that was not read
AGAIN = 5  # seconds after which somebody who was sent away may find a place
View = TypeVar("View", bound=Callable[..., Any])
_MARK = "_docgen_works_long"


def works_long(view: View) -> View:
    """Declare that a route works long: only so many requests to such routes are in the service at a time."""
    setattr(view, _MARK, True)
    return view


def is_long(app: Flask, endpoint: str) -> bool:
    """Whether the route of an endpoint works long."""
    return getattr(app.view_functions[endpoint], _MARK, False)


class Places:
    """The places of a service: for requests that are worked on, and for those that wait for it."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._taken, self._lock = 0, Lock()

    @property
    def taken(self) -> int:
        """How many are taken now."""
        return self._taken

    def enter(self) -> None:
        """Take a place. Raises `TooMuchWaiting`."""
        with self._lock:
            if self._taken >= self.count:
                said = text("{count} requests are being worked on or wait already. Try again later.", count=self.count)
                raise TooMuchWaiting(said, AGAIN)
            self._taken += 1

    def leave(self) -> None:
        """Give a place back."""
        with self._lock:
            self._taken -= 1


def register(app: Flask, places: Places) -> None:
    """Let requests to routes of `app` that work long take a place: after all other doors, before they are read."""
    long_ones = {name for name in app.view_functions if is_long(app, name)}

    def enter() -> None:
        if request.endpoint in long_ones:
            places.enter()
            g.place_taken = True

    def leave(_error: object) -> None:
        if g.pop("place_taken", False):
            places.leave()

    app.before_request(enter)
    app.teardown_request(leave)
