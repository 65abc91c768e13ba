"""The tables of legal numbers that a service reckons by: the shipped ones and those that ``DOCGEN_RATES`` names."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.dossier.rates_file import with_newer
from docgen.errors import InvalidInput
from docgen.law.rates import Tables, fingerprint, shipped
from docgen.render.words import Words
from docgen.service.brands import listed
from docgen.settings import BadSetting
from docgen.texts import Text, text

_LARGEST = 1_000_000  # bytes; all shipped tables take a fiftieth of that


def rates_of(place: Path | None) -> Tables:
    """The shipped tables with those of a file, or of the ``.toml`` files of a folder.

    Raises `BadSetting` that names file, table and line of every mistake.
    """
    if place is None:
        return shipped()
    try:
        files = sorted(place.glob("*.toml")) if place.is_dir() else [place]
        entries = {file.name: _read(file) for file in files}
    except OSError as error:
        raise _unsound(
            text("{place} cannot be read: {reason}.", place=str(place), reason=error.strerror or "")
        ) from None
    if not files:
        raise _unsound(text("There is no .toml file in {folder}.", folder=str(place)))
    try:
        return with_newer(shipped(), entries)
    except InvalidInput as error:
        raise _unsound(listed(error)) from None


def _read(file: Path) -> dict[str, Any]:
    if file.stat().st_size > _LARGEST:
        raise _unsound(text("{file} is larger than 1 MB.", file=file.name))
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except ValueError as error:  # no TOML, no UTF-8, or a number with thousands of digits
        raise _unsound(text("{file}: {mistake}", file=file.name, mistake=str(error))) from None
    except RecursionError:
        raise _unsound(text("{file}: it is nested too deep.", file=file.name)) from None


def _unsound(mistake: Text) -> BadSetting:
    return BadSetting(text("The tables of DOCGEN_RATES are not sound. {mistake}", mistake=mistake))


def listing(rates: Tables, warnings: list[str], words: Words) -> Iterator[str]:
    """The tables as lines to read: for each its article, when it was checked, until when it holds, and its values."""
    yield words.say(text("Fingerprint of these tables: {fingerprint}", fingerprint=fingerprint(rates)))
    yield from warnings
    for table in rates.values():
        yield ""
        yield f"{table.title} ({table.unit}), {table.article}"
        end = table.known_until
        until = text("holds until {until}", until=end) if end else text("holds until the law changes")
        files = ", ".join(dict.fromkeys(rate.file for rate in table.values if rate.file))
        origin = text("shipped") if not files else text("with lines of {files}", files=files)
        if all(rate.file for rate in table.values):
            origin = text("replaced by {files}", files=files)
        yield words.say(
            text(
                "  {name}: {until}, checked on {checked}, {origin}",
                name=table.name,
                until=until,
                checked=table.checked,
                origin=origin,
            )
        )
        if table.doubt:
            yield words.say(text("  Doubt: {doubt}", doubt=text(table.doubt)))
        for rate in table.values:
            doubt = words.say(text("; doubt: {doubt}", doubt=text(rate.doubt))) if rate.doubt else ""
            yield f"  {rate.start}  {_value(rate.value)}  {rate.source}{f' [{rate.file}]' if rate.file else ''}{doubt}"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return " ".join(f"{key} {number}" for key, number in value.items())
    return str(value)
