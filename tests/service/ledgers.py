"""Ledgers for tests: in a file, and with `make soak` on a database server too."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL

from docgen.service.batches.ledger import Ledger
from tests.service.batches import SOAK
from tests.service.servers import PostgreSQL, postgresql

LEDGERS = ("sqlite", "postgresql") if SOAK else ("sqlite",)


@contextmanager
def new_ledger(kind: str, folder: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    in_file = URL.create("sqlite", database=str(folder / "ledger.sqlite"))
    with closing_ledger(in_file if kind == "sqlite" else make_url(_server().address())) as ledger:
        yield ledger


@contextmanager
def closing_ledger(address: URL) -> Iterator[Ledger]:
    """A ledger whose connections are closed in the end."""
    ledger = Ledger(address)
    try:
        yield ledger
    finally:
        ledger.database.close()


@lru_cache(maxsize=1)
def server_address() -> URL:
    """A ledger on a server, the same one each time."""
    return make_url(_server().address())


@lru_cache(maxsize=1)
def _server() -> PostgreSQL:
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(postgresql())
