"""Plain pages for people: the API's documentation and the problem types. They need no script and no internet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from docgen import __version__
from docgen.render.words import Words
from docgen.service import openapi
from docgen.service.access.roles import EVERYONE, role
from docgen.service.frame import page
from docgen.service.languages import page_words
from docgen.service.problem_types import PROBLEM_TYPES, NotFound
from docgen.texts import text


@dataclass(frozen=True)
class Property:
    """One line of the table of the input: a name in its object, what fits there, and what it is."""

    name: str
    type: str
    required: bool
    about: str


def blueprint() -> Blueprint:
    """The routes of the pages."""
    routes = Blueprint("pages", __name__, template_folder="templates", static_folder="static")

    @routes.get("/docs")
    @role("viewer")
    def docs() -> Response:
        document = openapi.document()
        return page(
            "docs.html",
            Words("en"),
            elsewhere=None,
            version=__version__,
            document=document,
            operations=list(_operations(document)),
            objects=list(_objects(document["components"]["schemas"])),
            problem_types=[(each.error.status, each.id, each.error.title.message) for each in PROBLEM_TYPES.values()],
            pretty=_pretty,
        )

    @routes.get("/problems/<problem_id>")
    @role(EVERYONE)
    def problem(problem_id: str) -> Response:
        found = PROBLEM_TYPES.get(problem_id)
        if found is None:
            raise NotFound(text("There is no problem type with this id. The page /docs lists them."))
        words = page_words()
        return page(
            "problem.html",
            words,
            status=found.error.status,
            title=words.say(found.error.title),
            advice=words.say(found.advice),
            type=f"/problems/{found.id}",
        )

    return routes


def _pretty(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)


def _operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def _objects(schemas: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Property]]]:
    """Every object of the schemas: its name, what it is, and its properties."""
    for name, schema in schemas.items():
        if "properties" in schema:
            required = schema.get("required", ())
            properties = [
                Property(key, _type_name(each), key in required, each.get("description", ""))
                for key, each in schema["properties"].items()
            ]
            yield name, schema.get("description", ""), properties


def _type_name(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: ``text``, ``one of "nl", "en"``, ``list of Invoice``, ``date or null``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for alternatives in ("anyOf", "oneOf"):
        if alternatives in schema:
            return " or ".join(dict.fromkeys(_type_name(each) for each in schema[alternatives]))
    if "enum" in schema:
        return "one of " + ", ".join(json.dumps(each) for each in schema["enum"])
    if "const" in schema:
        return json.dumps(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type_name(schema.get('items', {}))}"
    kind = str(schema.get("format") or schema.get("type", "anything"))
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}.get(kind, kind)
