"""What the lines of the log are about now: a request, or a letter of a batch. Ids and positions, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_bound: ContextVar[Mapping[str, object]] = ContextVar("docgen_log_context", default={})  # noqa: B039 - never changed


def begin(**fields: object) -> None:
    """From now on the lines of this thread are about this, and no longer about what came before."""
    _bound.set(fields)


@contextmanager
def about(**fields: object) -> Iterator[None]:
    """Within this block the lines of this thread are about this too."""
    before = _bound.set({**_bound.get(), **fields})
    try:
        yield
    finally:
        _bound.reset(before)


def bound() -> Mapping[str, object]:
    """What the lines are about."""
    return _bound.get()
