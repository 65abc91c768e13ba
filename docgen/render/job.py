"""What goes to the workers that make letters, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.letters.letter import Letter

MAX_TEMPLATE = 5 * 1024**2  # bytes of a Word template


@dataclass(frozen=True)
class Job:
    """One letter to set."""

    html: str
    css: str
    assets: Mapping[str, tuple[str, bytes]]  # name to media type and content
    concept: bool
    pages_limit: int  # without the annex
    annex_limit: int


@dataclass(frozen=True)
class Printed:
    """A PDF, its number of pages, and what WeasyPrint had to say about the template."""

    content: bytes
    pages: int
    complaints: tuple[str, ...]


@dataclass(frozen=True)
class WordJob:
    """A Word template, what its author calls it, and the letter to make from it."""

    template: bytes
    name: str
    letter: Letter


@dataclass(frozen=True)
class OfficeJob:
    """One Word file to make a PDF of."""

    content: bytes
    day: date  # the PDF's own date


@dataclass(frozen=True)
class Enclosed:
    """A PDF from outside to put behind a letter, what its pages are labelled, and its line in the outline."""

    content: bytes
    label: str
    title: str


@dataclass(frozen=True)
class Joining:
    """A finished letter and what comes behind it."""

    letter: bytes
    enclosed: tuple[Enclosed, ...]
    concept: bool


@dataclass(frozen=True)
class PrintedPage:
    """What can be read back from a page: its words, and how many pictures it shows."""

    words: str
    pictures: int


@dataclass(frozen=True)
class OfficePdf:
    """A PDF with its pages read back."""

    content: bytes
    pages: tuple[PrintedPage, ...]
