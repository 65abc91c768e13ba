"""Every error docgen raises on purpose: one small tree. Each knows its problem type and HTTP status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from docgen.texts import Text, text


@dataclass(frozen=True)
class InputProblem:
    """One mistake in the input: where (JSON pointer) and what is wrong and what to do about it.

    `place` is where it stands in XML, such as ``/Invoice/cbc:DueDate``; then `pointer` may be empty.
    """

    pointer: str
    message: Text
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """What a legal rule has to say about a dossier or a letter.

    `rule` is a stable id, `severity` is "error" (no letter) or "warning"; `always` marks an error that refuses the
    letter even under ``on_finding: "warn"``. `sentence` is the letter's own sentence that it is about, if any.
    """

    rule: str
    severity: Literal["error", "warning"]
    article: str
    message: Text
    remedy: Text
    pointer: str = ""
    sentence: str = ""
    always: bool = False


class DocgenError(Exception):
    """Base of all expected errors. `detail` tells the user what happened and what to do; never personal data."""

    status: ClassVar[int] = 500
    problem: ClassVar[str] = "internal"
    title: ClassVar[Text] = text("Something went wrong on our side")

    def __init__(self, detail: Text) -> None:
        super().__init__(detail.message)
        self.detail = detail


class NotJson(DocgenError):
    """The body is no JSON that we accept (syntax, duplicate keys, NaN, too deep).

    `place` is where reading stopped, line and column from 1, if it stopped at a place.
    """

    status, problem, title = 400, "not-json", text("The body is not valid JSON")

    def __init__(self, detail: Text, place: tuple[int, int] | None = None) -> None:
        super().__init__(detail)
        self.place = place


class BadXml(DocgenError):
    """The body is no XML that we accept (syntax, another encoding, a document type)."""

    status, problem, title = 400, "not-xml", text("The body is not sound XML")


class TooLarge(DocgenError):
    """The body, or a part of it, is larger than the limit."""

    status, problem, title = 413, "too-large", text("The request is too large")


class InvalidInput(DocgenError):
    """The JSON is sound but does not fit the schema or does not make sense; carries every mistake."""

    status, problem, title = 422, "invalid-input", text("The input does not fit")

    def __init__(self, errors: tuple[InputProblem, ...]) -> None:
        super().__init__(text("{count} mistakes were found in the input; see errors.", count=len(errors)))
        self.errors = errors


class UnlawfulLetter(DocgenError):
    """The law does not allow this letter; carries the findings that say why and what to do instead."""

    status, problem, title = 422, "unlawful-letter", text("The law does not allow this letter")

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(text("No letter was made. The findings say why, and what to do instead."))
        self.findings = findings


class RatesNotKnown(DocgenError):
    """A rate is needed for a day that its table does not cover; it is refused, never guessed."""

    status, problem, title = 422, "rates-not-known", text("A rate that this needs is not known")

    def __init__(self, table: str, on: date, known_from: date, known_until: date | None) -> None:
        if on < known_from:
            detail = text(
                "The table {table} starts on {start}; a rate for {on} is not known.",
                table=table,
                start=known_from,
                on=on,
            )
        else:
            detail = text(
                "The table {table} holds until {until}; a rate for {on} is not known yet. "
                "Supply a newer table with the setting DOCGEN_RATES, or choose an earlier date.",
                table=table,
                until=known_until,
                on=on,
            )
        super().__init__(detail)
        self.table = table
        self.on = on


class NotSupported(DocgenError):
    """A situation that the law knows and this program does not (yet) handle; nothing is approximated."""

    status, problem, title = 422, "not-supported", text("This situation is not supported")


class LimitExceeded(DocgenError):
    """A letter would be too long or took too long to make, or a template took too long to check."""

    status, problem, title = 422, "limit-exceeded", text("A limit is exceeded")


class BadTemplate(DocgenError):
    """A template names a field that does not exist, prints a raw amount, or is not sound."""

    status, problem, title = 422, "bad-template", text("The template has a mistake")


class Unavailable(DocgenError):
    """Something this needs is missing or busy now; the detail names it."""

    status, problem, title = 503, "unavailable", text("Not available now")


class NoSuchForm(DocgenError):
    """The letter does not exist in the form that was asked for."""

    status, problem, title = 406, "not-acceptable", text("There is no such form of this letter")
