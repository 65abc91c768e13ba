"""What there is to choose from: the letter kinds, the fields of a template, and how long the rates hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from dateutil.relativedelta import relativedelta

from docgen.law.rates import Tables
from docgen.letters.fields import Fields
from docgen.letters.kinds import KINDS
from docgen.render.words import Words
from docgen.texts import Percent, Text, text

WARN_AHEAD = relativedelta(months=2)

_TYPE_NAMES = {
    str: "text",
    int: "number",
    bool: "yes or no",
    Decimal: "amount",
    date: "date",
    Percent: "percentage",
    Text: "sentence",
}


def kinds(words: Words) -> list[dict[str, Any]]:
    """Every letter kind with its default branding and its forms."""
    return [
        {"id": kind.id, "title": words.say(kind.title), "branding": kind.branding, "forms": list(kind.forms)}
        for kind in KINDS.values()
    ]


def fields() -> list[dict[str, Any]]:
    """Every name that a template may use, from `Fields` down: ``invoices[].amount`` is a field of each invoice."""
    return list(_fields_of(Fields, ""))


def _fields_of(group: type, prefix: str) -> Iterator[dict[str, Any]]:
    types = get_type_hints(group)
    for field in dataclass_fields(group):
        inner, optional, many = _unwrapped(types[field.name])
        name = f"{prefix}{field.name}{'[]' if many else ''}"
        yield {
            "name": name,
            "type": "group" if is_dataclass(inner) and inner not in _TYPE_NAMES else _TYPE_NAMES[inner],
            "optional": optional,
            "description": field.metadata["doc"],
            "sample": _plain(field.metadata["sample"]),
            "explained_by": list(field.metadata["explained_by"]),
        }
        if is_dataclass(inner) and inner not in _TYPE_NAMES:
            yield from _fields_of(inner, f"{name}.")


def _unwrapped(hint: Any) -> tuple[type, bool, bool]:
    """What a type hint holds, whether it may be empty, and whether there are many of it."""
    optional = get_origin(hint) is UnionType and NoneType in get_args(hint)
    if optional:
        hint = next(each for each in get_args(hint) if each is not NoneType)
    many = get_origin(hint) is tuple
    return (get_args(hint)[0] if many else hint), optional, many


def _plain(sample: object) -> Any:
    if isinstance(sample, Percent):
        return str(sample.value)
    if isinstance(sample, Decimal | date):
        return str(sample)
    return list(sample) if isinstance(sample, tuple) else sample


def rate_warnings(rates: Tables, today: date, words: Words) -> list[str]:
    """A sentence for each day, past or within two months, on which tables end: which ones, and what to do."""
    ending: dict[date, list[str]] = {}
    for table in rates.values():
        if table.known_until and table.known_until <= today + WARN_AHEAD:
            ending.setdefault(table.known_until, []).append(f'"{table.title}"')
    return [
        words.say(
            text(
                "Known up to and including {until}: {tables}. Letters that need a later rate will be refused; "
                "the setting DOCGEN_RATES supplies newer tables.",
                tables=tuple(titles),
                until=until,
            )
        )
        for until, titles in sorted(ending.items())
    ]
