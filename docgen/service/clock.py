"""The only clock of the program: letters are dated where their senders are."""

from __future__ import annotations

from datetime import UTC, date, datetime

from docgen.law.terms import AMSTERDAM


def today() -> date:
    """The date now in the Netherlands, whatever the machine's own time zone."""
    return datetime.now(AMSTERDAM).date()


def now() -> datetime:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
