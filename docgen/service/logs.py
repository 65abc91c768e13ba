"""The log: one line an event on standard error, JSON for programs and plain for who sits at a terminal.

Nothing personal gets in. Our own lines are written to hold none. Those of other packages, which do not know what is
personal, are told without the words that were put into them; and an exception is told by its type and place, never by
its message.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

from docgen.service.log_context import bound
from docgen.service.mistakes import short, where
from docgen.settings import Log

log = logging.getLogger("docgen.log")

_OURS = "docgen"
_LEFT_OUT = "…"
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def start(wanted: Log, *, level: str) -> None:
    """Write the log of this process, from now on; `level` is the lowest that is written when the setting names none."""
    form = wanted.form or ("text" if sys.stderr.isatty() else "json")
    handler = _ToStandardError()
    handler.setFormatter(Lines(as_text if form == "text" else as_json))
    root = logging.getLogger()
    for each in root.handlers[:]:
        if isinstance(each, _ToStandardError):
            root.removeHandler(each)
    root.addHandler(handler)
    logging.getLogger(_OURS).setLevel((wanted.level or level).upper())


def take_over() -> None:
    """Have the log tell, in its own way, what Python would print of this process: warnings, and what ends a thread."""
    warnings.showwarning = _warned
    sys.excepthook = _unexpected
    threading.excepthook = lambda args: _unexpected(args.exc_type, args.exc_value, args.exc_traceback)


class _ToStandardError(logging.Handler):
    """Writes a line in one piece, so that those of several processes do not mix."""

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError, ValueError):  # nobody reads it (any more): that must not stop a letter
            sys.stderr.write(f"{self.format(record)}\n")
            sys.stderr.flush()


class Lines(logging.Formatter):
    """Makes a line of an event; `put` gives the fields their form."""

    def __init__(self, put: Callable[[dict[str, Any]], str]) -> None:
        super().__init__()
        self._put = put

    def format(self, record: logging.LogRecord) -> str:
        """One line. What was given as `extra` becomes fields, and so does what the line is about."""
        ours = record.name == _OURS or record.name.startswith(f"{_OURS}.")
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if ours else _without_values(record),
            **bound(),
            **{name: value for name, value in vars(record).items() if name not in _PLAIN and value not in (None, ())},
        }
        if not ours:
            fields |= {"logger": record.name, "place": f"{short(record.pathname)}:{record.lineno}"}
        if record.exc_info and record.exc_info[1] is not None:
            fields["exception"] = where(record.exc_info[1])
        return self._put(fields)


def as_json(fields: dict[str, Any]) -> str:
    """The fields as a JSON object."""
    return json.dumps(fields, ensure_ascii=False, default=str)


def as_text(fields: dict[str, Any]) -> str:
    """The fields for a reader: "19:20:36 info request method=GET status=200"."""
    time, level, event, *rest = fields.items()
    more = (f"{name}={_word(value)}" for name, value in rest)
    return " ".join((time[1][11:19], level[1], " ".join(str(event[1]).split()), *more))


def _word(value: object) -> str:
    said = ",".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
    return said if said.isprintable() and " " not in said else json.dumps(said, ensure_ascii=False)


def _without_values(record: logging.LogRecord) -> str:
    """What another package says, but for the words it put in: "Worker (pid:12) was sent …!"."""
    if not record.args or not isinstance(record.args, tuple):
        return _LEFT_OUT  # whether something was put in before cannot be seen
    try:
        return str(record.msg) % tuple(each if isinstance(each, int | float) else _LEFT_OUT for each in record.args)
    except (TypeError, ValueError):
        return _LEFT_OUT


def _warned(
    message: Warning | str,  # noqa: ARG001 - may say anything
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    log.warning(
        "a warning of the program", extra={"kind_of": category.__name__, "place": f"{short(filename)}:{lineno}"}
    )


def _unexpected(_type: type[BaseException], error: BaseException | None, _trace: TracebackType | None, /) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        log.critical("stopped by a mistake", extra={"exception": where(error)})
