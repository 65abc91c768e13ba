"""Newer tables of legal numbers, in the format of `law/rates.toml`: checked, and put after the shipped lines.

A supplied table adds what was not known yet, from the day after the last known one. A line that says something else
than the shipped table is refused, unless the table says ``replaces = true``: then it takes the place of all its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta

from docgen.dossier.rates_values import value_mistakes
from docgen.dossier.suggestions import nearest
from docgen.errors import InputProblem, InvalidInput
from docgen.law.rates import Rate, Table, Tables
from docgen.law.terms import ONE_DAY
from docgen.texts import Text, text

_FIXED = ("title", "unit", "article")  # what a table is; a file may repeat it and not change it
_TABLE_KEYS = (*_FIXED, "checked", "known_until", "doubt", "replaces", "values")
_BRACES = frozenset("{}")
_LINE_KEYS = ("from", "value", "source", "doubt")
_LONGEST_NAME = 60
_LONGEST_LINE = relativedelta(years=2)  # a line of a table that ends: longer is a slip, or a guess


def with_newer(shipped: Tables, files: Mapping[str, Mapping[str, Any]]) -> Tables:
    """The shipped tables with those of the files, which are given by name as parsed TOML with exact decimals.

    Raises `InvalidInput` with every mistake of all files at once; its pointers start with the name of the file.
    """
    problems: list[InputProblem] = []
    found: dict[str, Table] = {}
    for file, entries in files.items():
        if not entries:
            problems.append(InputProblem(file, text("This file holds no table. Add one, or remove the file.")))
        for name, entry in entries.items():
            reader = _Reader(file, f"{file}/{name[:_LONGEST_NAME]}")
            table = reader.table(shipped, name, entry)
            if name in found:
                reader.wrong("", text("This table stands in two files. Keep it in one."))
            if table is not None:
                found[name] = table
            problems += reader.problems
    if problems:
        raise InvalidInput(tuple(problems))
    return {**shipped, **found}


@dataclass
class _Reader:
    """Reads one table of a file and gathers what is wrong with it."""

    file: str
    place: str
    problems: list[InputProblem] = field(default_factory=list)

    def wrong(self, where: str, message: Text) -> None:
        self.problems.append(InputProblem(self.place + where, message))

    def table(self, shipped: Tables, name: str, entry: object) -> Table | None:
        """The table as it holds from now on, or None when something is wrong with it."""
        old = shipped.get(name)
        if old is None:
            self.wrong("", _unknown(name, shipped))
            return None
        if not isinstance(entry, dict):
            self.wrong("", text("This must be a table, with its name between square brackets."))
            return None
        self._keys("", entry, _TABLE_KEYS)
        for key in _FIXED:
            if key in entry and entry[key] != getattr(old, key):
                self.wrong(f"/{key}", text("This is not what the shipped table has. Leave it out."))
        checked = self._day("", entry, "checked")
        ends = old.known_until is not None or "known_until" in entry
        until = self._day("", entry, "known_until") if ends else None
        doubt = self._words("", entry, "doubt", old.doubt)
        if not isinstance(entry.get("replaces", False), bool):
            self.wrong("/replaces", text("Write true or false."))
        lines = self._lines(old, entry.get("values", []))
        if self.problems or checked is None:
            return None
        if until is not None and lines and until < lines[-1].start:
            self.wrong("/known_until", text("This is before the last line starts. Give the last day that is known."))
        if old.known_until is not None and until is not None and lines and until >= lines[-1].start + _LONGEST_LINE:
            self.wrong(
                "/known_until", text("This is two years or more after the last line starts. Nobody knows that yet.")
            )
        values = self._whole(lines) if entry.get("replaces") else self._longer(old, lines, until)
        newer = replace(old, checked=max(checked, old.checked), known_until=until, doubt=doubt, values=values)
        return None if self.problems else newer

    def _lines(self, old: Table, given: object) -> tuple[Rate, ...]:
        if not isinstance(given, list):
            self.wrong("/values", text("This must be a list of lines, between square brackets."))
            return ()
        lines: list[Rate] = []
        for number, line in enumerate(given):
            where = f"/values/{number}"
            if not isinstance(line, dict):
                self.wrong(where, text("A line has from, value and source between curly brackets."))
                continue
            self._keys(where, line, _LINE_KEYS)
            start = self._day(where, line, "from")
            source = self._words(where, line, "source")
            doubt = self._words(where, line, "doubt", "")
            self._value(where, old, line)
            if start is None:
                continue
            if lines and start <= lines[-1].start:
                self.wrong(
                    f"{where}/from", text("This is not after the line before it. Put the lines in order of date.")
                )
            lines.append(Rate(start, line.get("value"), source, doubt, self.file))
        return tuple(lines)

    def _value(self, where: str, old: Table, line: Mapping[str, Any]) -> None:
        if "value" not in line:
            self.wrong(f"{where}/value", text("This is required and absent. Add it."))
            return
        for inner, message in value_mistakes(line["value"], old):
            self.wrong(f"{where}/value{inner}", message)

    def _whole(self, lines: tuple[Rate, ...]) -> tuple[Rate, ...]:
        """The lines of a table that takes the place of the shipped one."""
        if not lines:
            self.wrong("/values", text("A table that replaces the shipped one needs all its lines."))
        return lines

    def _longer(self, old: Table, lines: tuple[Rate, ...], until: date | None) -> tuple[Rate, ...]:
        """The shipped lines and the new ones after them: what was known stays, and no day is left out."""
        known = {rate.start: rate.value for rate in old.values}
        held = old.known_until or old.checked
        new = []
        for line in lines:
            if line.start in known and line.value == known[line.start]:
                continue
            if line.start <= held:
                self.wrong(
                    f"/{line.start}",
                    text(
                        "The shipped table, which is known up to and including {until}, says something else for this "
                        "day. Take the line out; only when the shipped table is wrong, give all lines and "
                        "replaces = true.",
                        until=held,
                    ),
                )
            new.append(line)
        if old.known_until is not None and until is not None:
            first = old.known_until + ONE_DAY
            if until < old.known_until:
                self.wrong(
                    "/known_until",
                    text(
                        "The shipped table is known longer, up to and including {until}. Leave this table out.",
                        until=old.known_until,
                    ),
                )
            elif until > old.known_until and not any(line.start == first for line in new):
                self.wrong(
                    "/values",
                    text(
                        "There is no line from {first}, the day after the shipped table ends. Add it with its source, "
                        "also when the value stays the same.",
                        first=first,
                    ),
                )
        return (*old.values, *new)

    def _keys(self, where: str, entry: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in entry:
            if key not in known:
                self.wrong(f"{where}/{key[:_LONGEST_NAME]}", _unknown(key, known))

    def _day(self, where: str, entry: Mapping[str, Any], key: str) -> date | None:
        value = entry.get(key)
        if value is None:
            self.wrong(f"{where}/{key}", text("This is required and absent. Add it."))
        elif isinstance(value, date) and not isinstance(value, datetime):
            return value
        else:
            self.wrong(f"{where}/{key}", text("This is no day. Write it as 2027-01-01, without quotation marks."))
        return None

    def _words(self, where: str, entry: Mapping[str, Any], key: str, default: str | None = None) -> str:
        value = entry.get(key, default)
        # Braces would make it a sentence with places to fill.
        if isinstance(value, str) and (value.strip() or key == "doubt") and not _BRACES & set(value):
            return value
        self.wrong(
            f"{where}/{key}",
            text("Write words between quotation marks, no braces; a source says where the value was published."),
        )
        return ""


def _unknown(name: str, known: Iterable[str]) -> Text:
    known = tuple(known)
    meant = nearest(name, known)
    if meant is not None:
        return text("There is no such name here. Did you mean {name}?", name=meant)
    return text("There is no such name here. The names are: {names}.", names=", ".join(known))
