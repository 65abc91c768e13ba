"""Filling a template within measure: what it prints, and how long its loops go on.

Loops within loops over the five hundred invoices of a letter need not print anything to go on for ever. So a loop looks
at the time that the processor spent on this template: what else the machine does makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from math import inf
from time import thread_time

from jinja2 import Template, nodes

from docgen.errors import LimitExceeded
from docgen.texts import text

MAX_TEXT = 16 * 1024**2  # signs of a letter with its markup, pictures too
SECONDS = 10.0  # of the processor; the longest letter there can be takes two
WATCHED = "watched"  # the filter that no template can name
_until: ContextVar[float] = ContextVar("_until", default=inf)


def within_measure(template: Template, names: Mapping[str, object]) -> str:
    """A filled template, stopped when it gets larger than any letter, or takes longer than any.

    Raises `LimitExceeded`, and what Jinja raises.
    """
    pieces, size = [], 0
    token = _until.set(thread_time() + SECONDS)
    try:
        for piece in template.generate(names):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_TEXT:
                raise LimitExceeded(text("The letter would become far too long. Look at the loops of the template."))
    finally:
        _until.reset(token)
    return "".join(pieces)


def watch_loops(tree: nodes.Template) -> None:
    """Make every loop of a template look at the time."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, WATCHED, [], [], None, None, lineno=loop.lineno)


def watched(items: object) -> object:
    """A list of the letter that is repeated only as long as filling the template may take."""
    return _Watched(items) if isinstance(items, tuple | list) else items


class _Watched:
    def __init__(self, items: Sequence[object]) -> None:
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[object]:
        until = _until.get()
        for each in self._items:
            if thread_time() > until:
                raise LimitExceeded(text("Filling in the template takes too long. Look at its loops."))
            yield each
