"""The form of a letter request, made from its JSON Schema: every group with its fields, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from docgen.dossier.countries import COUNTRIES
from docgen.dossier.leaves import Country, Time
from docgen.letters.kinds import KINDS
from docgen.render.words import Words
from docgen.service.openapi import letter_request_schema
from docgen.service.preview import form_names as names
from docgen.texts import Text

ROOT = "LetterRequest"
Json = dict[str, Any]


@cache
def form_schema(language: str) -> Json:
    """``{"root": name, "groups": {name: {"item", "line", "fields": [field, …]}}}``.

    A field has its ``name``, ``title``, ``help``, ``kind`` (text, amount, percent, whole, date, time, choice, file,
    picture, group, list or texts), ``required`` (yes, brand: unless a brand supplies it, or no) and ``often`` (is it
    filled in as a rule?); by its kind also ``choices``, ``usual`` (what holds when it is left out), ``of`` (a group)
    and ``most``.
    """
    words = Words(language)
    return {
        "root": ROOT,
        "groups": {
            name: {
                "item": _say(words, names.ITEMS[name]) if name in names.ITEMS else "",
                "line": [_line(words, part) for part in names.LINES.get(name, ())],
                "fields": list(_fields(name, group, words)),
            }
            for name, group in _groups().items()
        },
    }


def _groups() -> Json:
    schema = letter_request_schema()
    return {ROOT: schema, **schema["$defs"]}


def _fields(group: str, schema: Mapping[str, Any], words: Words) -> Iterator[Json]:
    by_brand = schema.get("anyOf", [{}])[0].get("required", ())
    for name, described in schema["properties"].items():
        required = "yes" if name in schema.get("required", ()) else "brand" if name in by_brand else "no"
        yield {
            "name": name,
            "title": _say(words, names.field_name(group, name)),
            "help": _say(words, described["description"]),
            "example": _example(described),
            "required": required,
            "often": f"{group}.{name}" in names.OFTEN,
            **_kind(group, name, described, words),
        }


def _example(described: Mapping[str, Any]) -> str:
    example = described.get("examples", [""])[0]
    return str(example) if isinstance(example, str | int) and not isinstance(example, bool) else ""


def _kind(group: str, name: str, described: Mapping[str, Any], words: Words) -> Json:
    options = [each for each in described.get("anyOf", [described]) if each.get("type") != "null"]
    first = options[0]
    if "$ref" in first:
        return {"kind": "group", "of": _of(first)}
    if first.get("type") == "array":
        one = first["items"]
        of = {"kind": "list", "of": _of(one)} if "$ref" in one else {"kind": "texts"}
        return {**of, "most": first["maxItems"]}
    choices = _choices(group, name, first, words)
    if choices:
        return {"kind": "choice", "choices": choices, "usual": described.get("default")}
    if len(options) == 2:  # a decimal: as text, or as a number
        return {"kind": "percent" if options[1]["maximum"] == 100 else "amount"}
    return {"kind": _leaf(first), "longest": first.get("maxLength")}


def _of(reference: Mapping[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _leaf(schema: Mapping[str, Any]) -> str:
    if schema["type"] == "integer":
        return "whole"
    if schema.get("format") == "date":
        return "date"
    if schema.get("pattern") == TypeAdapter(Time).json_schema()["pattern"]:
        return "time"
    if "contentEncoding" in schema:
        return "file"
    return "picture" if schema.get("pattern", "").startswith("^data:image/") else "text"


def _choices(group: str, name: str, schema: Mapping[str, Any], words: Words) -> list[Json]:
    if schema.get("type") == "boolean":
        values: list[Any] = [True, False]
    elif schema.get("pattern") == TypeAdapter(Country).json_schema()["pattern"]:
        place = 0 if words.language == "nl" else 1
        return [_choice(code, said[place]) for code, said in sorted(COUNTRIES.items(), key=lambda it: it[1][place])]
    else:
        values = [each for each in schema.get("enum", ()) if isinstance(each, str)]
    kinds = {kind.id: kind.title for kind in KINDS.values()} if name == "kind" else {}
    said = [
        words.say(kinds[each]) if each in kinds else _say(words, names.choice_name(group, str(each).lower()))
        for each in values
    ]
    return [_choice(value, title) for value, title in zip(values, said, strict=True)]


def _choice(value: object, title: str) -> Json:
    return {"value": value, "title": title}


def _say(words: Words, message: str) -> str:
    return words.say(Text(message))


def _line(words: Words, part: str) -> str:
    """The part of a folded line, its place left open for the value."""
    place = part[part.index("{") + 1 : part.index("}")]
    return words.say(Text(part, {place: f"{{{place}}}"}))
