"""What the check of a Word template finds: where, what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from docgen.render.word_mistakes import Spot
from docgen.texts import Text, text

__all__ = ["CODES", "Severity", "Spot", "TemplateFinding"]

_NOWHERE = Spot()

Severity = Literal["error", "warning", "repaired"]

# Every code that a finding can have, with what it is about. Codes do not change: programs know them.
CODES: Mapping[str, Text] = {
    "unknown-field": text("a field that does not exist"),
    "unknown-value": text("a comparison with a word that the field never has"),
    "unknown-filter": text("a format that does not exist"),
    "unknown-test": text("a test that does not exist"),
    "unknown-statement": text("a statement that does not exist"),
    "field-not-in-kind": text("a field that letters of this kind never have"),
    "field-may-be-empty": text("a field that can be empty, without an if around it"),
    "amount-without-format": text("an amount without its format"),
    "date-without-format": text("a date without its format"),
    "wrong-format": text("a format that does not fit the field"),
    "not-printable": text("a list, a group or a yes-or-no field that is printed as if it were text"),
    "not-a-list": text("a loop over something that is no list"),
    "calculation": text("a calculation in a tag"),
    "forbidden": text("something that a tag cannot hold, such as a call"),
    "syntax": text("a tag that cannot be read"),
    "single-brace": text("a field between single braces or other signs, so that it is no tag"),
    "sign-without-counterpart": text("a tag that is not closed or not opened"),
    "tag-too-long": text("a tag that is too long"),
    "too-many-tags": text("more tags than a part may hold"),
    "tag-outside-text": text("a tag where none can be, such as an alternative text"),
    "block-not-closed": text("an if or for without its end"),
    "block-not-opened": text("an end or else without its if or for"),
    "block-crossed": text("an if and a for that cross each other"),
    "block-across-places": text("an if or for that begins in one paragraph or cell and ends in another"),
    "too-deep": text("too many ifs and fors within each other"),
    "tracked-changes": text("tracked changes"),
    "missing-sentence": text("a sentence that the law asks for and the template no longer prints"),
    "unlawful-letter": text("a letter that the law does not allow, made of a sample"),
    "cannot-be-filled": text("a letter that cannot be made of a sample"),
    "font-replaced": text("a typeface that the PDF does not have"),
    "picture-too-large": text("a picture that is too large"),
    "split-tag": text("a tag that Word had cut to pieces"),
    "curly-quotes": text("curly quotes in a tag"),
    "odd-spaces": text("unbreakable or needless spaces in a tag"),
}


@dataclass(frozen=True)
class TemplateFinding:
    """One finding about a template.

    `code` is stable, one of `CODES`; "error" keeps a draft from being published, "repaired" says what was mended on the
    way in. `part` and `place` are what an author calls them (the text, a header; the heading above, table, row, cell or
    paragraph); `excerpt` is the text with the tag marked; `spot` is the same place for a program.
    """

    code: str
    severity: Severity
    part: Text
    place: Text
    excerpt: str
    message: Text
    remedy: Text
    spot: Spot = _NOWHERE
