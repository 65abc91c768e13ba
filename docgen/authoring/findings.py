"""What the check of a Word template finds: where, what is wrong, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.texts import Text

Severity = Literal["error", "warning", "repaired"]


@dataclass(frozen=True)
class Spot:
    """Where in the file: the part's name, the number of the paragraph in it (from 1), and the signs of its text from
    `start` up to `end`. A finding about a whole part or file has no paragraph.
    """

    part: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class TemplateFinding:
    """One finding about a template.

    `code` is stable; "error" keeps a draft from being published, "repaired" says what was mended on the way in. `part`
    and `place` are what an author calls them (the text, a header; the heading above, table, row, cell or paragraph);
    `excerpt` is the text with the tag marked; `spot` is the same place for a program.
    """

    code: str
    severity: Severity
    part: Text
    place: Text
    excerpt: str
    message: Text
    remedy: Text
    spot: Spot = Spot()
