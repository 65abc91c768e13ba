"""The routes about templates as the OpenAPI document tells of them."""

from __future__ import annotations

from docgen.letters.kinds import KINDS
from docgen.render.words import LANGUAGES
from docgen.service.media import JSON, MEDIA_TYPES
from docgen.service.openapi_parts import ALWAYS, LANGUAGE, Json, problem_answers, schema
from docgen.service.template_models import TemplateChecked

_DOCX = MEDIA_TYPES["docx"]
_FILE: Json = {_DOCX: {"schema": {"type": "string", "format": "binary"}}}


def paths() -> Json:
    """Every route about templates."""
    return {"/v1/templates/check": {"post": _check()}}


def _check() -> Json:
    return {
        "operationId": "checkTemplate",
        "summary": "Check a Word template",
        "description": (
            "Every mistake at once, each with its place and what to write instead; and what the law says about the "
            "letters that the template makes of the samples. With Accept for a Word file, the same file comes back "
            "with a comment at each finding. Nothing is stored."
        ),
        "parameters": [
            _chosen("kind", "The kind of letter that it is for.", tuple(KINDS)),
            _chosen("language", "The language of the letter.", LANGUAGES),
            LANGUAGE,
        ],
        "requestBody": {"required": True, "content": _FILE},
        "responses": {
            "200": {
                "description": "What was found.",
                "content": {JSON: {"schema": schema(TemplateChecked)}, **_FILE},
            },
            **problem_answers(
                *ALWAYS, "not-acceptable", "too-large", "unsupported-media-type", "invalid-input", "bad-template",
                "limit-exceeded", "unavailable", "bad-setting",
            ),
        },
    }  # fmt: skip


def _chosen(name: str, description: str, values: tuple[str, ...]) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": True,
        "description": description,
        "schema": {"type": "string", "enum": list(values)},
        "example": values[0],
    }
