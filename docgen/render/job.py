"""What goes to a worker that sets letters, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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
