"""What makes letters here: ours, and what else one would use. Each is loaded in a process of its own only.

An engine is given a letter in the form that it reads (`prepare`, which is not timed) and makes it (`make`, which is).
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol


class Engine(Protocol):
    """One way to make a letter, warm once it is there."""

    def prepare(self, name: str, number: int) -> Any:
        """The letter of that name and number as this engine wants it."""

    def make(self, job: Any) -> bytes:
        """The finished file."""

    def close(self) -> None:
        """End what it started."""


@dataclass(frozen=True)
class Known:
    """An engine by its title, where it stands, and what is missing on this machine to have it (None: nothing)."""

    title: str
    place: str
    missing: Callable[[], str | None] = lambda: None

    def load(self) -> Engine:
        """The engine, warm."""
        module, _, kind = self.place.partition(":")
        made: Engine = getattr(import_module(f"benchmarks.{module}"), kind)()
        return made


def _without(program: str) -> Callable[[], str | None]:
    return lambda: None if shutil.which(program) else program


def _without_module(*names: str) -> Callable[[], str | None]:
    return lambda: next((each for each in names if importlib.util.find_spec(each) is None), None)


def _without_chromium() -> str | None:
    return _without("chromium")() or _without_module("playwright")()


def _without_office() -> str | None:
    from docgen.render.office_profile import find_office

    return None if find_office() else "LibreOffice with its bridge to Python"


ENGINES = {
    "page": Known("docgen, the page", "ours:ThePage"),
    "request": Known("docgen, the whole request", "ours:TheRequest"),
    "plain": Known("WeasyPrint, plain", "weasy:Plain"),
    "first": Known("WeasyPrint, as first written", "weasy:AsFirstWritten"),
    "untagged": Known("WeasyPrint, plain, without tags", "weasy:Untagged"),
    "chromium": Known("Chromium kept open", "chromium:Chromium", _without_chromium),
    "office": Known("docxtpl and warm LibreOffice", "office:DocxtplPdf", _without_office),
    "typst": Known("Typst, warm", "typst_letter:Typst", _without_module("typst")),
    "word": Known("docgen, the letter", "ours:TheLetter"),
    "word-request": Known("docgen, the whole request", "ours:WordRequest"),
    "docxtpl": Known("docxtpl", "office:Docxtpl"),
    "word-pdf": Known("docgen, the letter by way of Word", "ours:WordPdf", _without_office),
    "word-pdf-request": Known("docgen, the whole request by way of Word", "ours:WordPdfRequest", _without_office),
}
RIVALS = ("plain", "chromium", "office", "typst")  # one of each kind
