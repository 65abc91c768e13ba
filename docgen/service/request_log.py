"""What is told of a request once it is answered: a line in the log, a number for who asks about it, and the metrics.

Of the path only the rule that it fits is told, of a letter its kind and form, of a refusal its type of problem and the
ids of the rules: what a caller typed stands nowhere.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

from flask import Flask, Response, g, request

from docgen.errors import DocgenError, UnlawfulLetter
from docgen.letters.kinds import KINDS
from docgen.service import log_context
from docgen.service.media import MEDIA_TYPES

log = logging.getLogger("docgen.service")

HEADER = "X-Request-Id"
OTHER = "other"  # what is not one of ours

# Numbers as proxies make them, 32 hexadecimal digits or a UUID: nobody's name, reference or account looks like that.
_SOUND = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


@dataclass
class Told:
    """A request: its rule and method, how it was answered and in how many seconds, and the letter it was about."""

    method: str
    rule: str
    status: int = 0
    seconds: float = 0.0
    kind: str | None = None
    form: str | None = None
    problem: str | None = None
    rules: tuple[str, ...] = field(default=())
    again: bool | None = None  # True: the letter was made before, for the same key


def register(app: Flask, *hear: Callable[[Told], object]) -> None:
    """Give each request of `app` its number, and tell of it in the log, and to whoever wants to hear."""

    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _SOUND.fullmatch(given) else secrets.token_hex(16)
        g.started = perf_counter()
        method = request.method if request.method in _METHODS else OTHER
        g.told = Told(method, str(request.url_rule or OTHER))
        log_context.begin(request_id=g.request_id)

    def end(response: Response) -> Response:
        told: Told = g.told
        told.status, told.seconds = response.status_code, perf_counter() - g.started
        response.headers[HEADER] = g.request_id
        log.info("request", extra=_fields(told))
        for each in hear:
            each(told)
        response.call_on_close(log_context.begin)  # what this thread does next is not about this request
        return response

    app.before_request(begin)
    app.after_request(end)


def about_letter(data: object, form: str) -> None:
    """This request asks for a letter: a parsed letter request, and the form that is wanted."""
    kind = data.get("kind") if isinstance(data, dict) else None
    g.told.kind = kind if isinstance(kind, str) and kind in KINDS else OTHER
    g.told.form = form if form in MEDIA_TYPES else OTHER


def with_key() -> None:
    """This letter has a key of the caller's: unless it is `made_now`, it was made before."""
    g.told.again = True


def made_now() -> None:
    """The letter is being made for this request."""
    g.told.again = None


def refused(error: DocgenError) -> None:
    """This request is answered with a problem."""
    g.told.problem = error.problem
    if isinstance(error, UnlawfulLetter):
        g.told.rules = tuple(dict.fromkeys(each.rule for each in error.findings))


def request_id() -> str:
    """The number of this request, by which its lines are found in the log."""
    number: str = g.request_id
    return number


def _fields(told: Told) -> dict[str, object]:
    fields = {name: value for name, value in vars(told).items() if name != "seconds"}
    return fields | {"ms": round(told.seconds * 1000)}
