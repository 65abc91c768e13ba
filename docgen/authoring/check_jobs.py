"""What goes to the workers that check templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.authoring.findings import TemplateFinding
from docgen.law.rates import Tables
from docgen.letters.letter import Letter

Samples = Sequence[tuple[str, Letter]]


@dataclass(frozen=True)
class CheckJob:
    """A template to check with the letters of samples, by the legal numbers of `tables`."""

    content: bytes
    kind: str
    language: str
    letters: Samples
    tables: Tables


@dataclass(frozen=True)
class MendJob:
    """A template to mend, and what its author calls it."""

    content: bytes
    name: str


@dataclass(frozen=True)
class CommentJob:
    """A template to put findings in as comments, in the reader's language."""

    content: bytes
    name: str
    findings: tuple[TemplateFinding, ...]
    language: str
