"""The routes of template authors, as the OpenAPI document tells of them."""

from __future__ import annotations

from docgen.letters.kinds import KINDS
from docgen.render.words import LANGUAGES
from docgen.service import version_models as models
from docgen.service.media import JSON, MEDIA_TYPES
from docgen.service.openapi_parts import ALWAYS, LANGUAGE, READS_A_BODY, Json, body, problem_answers, reading, schema

EXAMPLE_VERSION = "3f2a91c07be4"


def version_paths() -> Json:
    """The paths under /v1/templates."""
    return {
        "/v1/templates": {"get": _list()},
        "/v1/templates/{kind}/{language}.docx": {"get": _get(), "put": _put()},
        "/v1/templates/{kind}/{language}/publish": {"post": _publish()},
        "/v1/templates/{kind}/{language}/versions": {"get": _versions()},
        "/v1/templates/{kind}/{language}/diff": {"get": _diff()},
    }


def _list() -> Json:
    return reading(
        "listTemplates",
        "List the Word templates",
        "Each with the version that makes the letters, the one that an author goes on from, and the drafts.",
        {"type": "array", "items": schema(models.Template)},
        problems=("unavailable",),
    )


def _get() -> Json:
    operation = reading(
        "getTemplate",
        "Get a Word template",
        "The latest version: the last draft or publication, else the file that came with the program. Its ETag goes "
        "into If-Match when it is sent back. Another version by its name.",
        {},
        MEDIA_TYPES["docx"],
        problems=("not-found", "unavailable"),
    )
    version = _parameter("version", "query", "Name of the version.", EXAMPLE_VERSION, required=False)
    operation["parameters"] = [*_WHICH, version]
    operation["responses"]["200"]["headers"] = _ETAG
    return operation


def _put() -> Json:
    return {
        "operationId": "uploadTemplate",
        "summary": "Send a new draft",
        "description": (
            "Keeps the file as a draft and says what is wrong with it. Letters do not change before it is published. "
            "If-Match names the version that was changed, so that two authors do not overwrite each other."
        ),
        "parameters": [
            *_WHICH,
            _parameter("If-Match", "header", "The ETag of the latest version.", f'"{EXAMPLE_VERSION}"', required=True),
            _AUTHOR,
            LANGUAGE,
        ],
        "requestBody": {"required": True, "content": {MEDIA_TYPES["docx"]: {"schema": {}}}},
        "responses": {
            "200": {
                "description": "The draft is kept.",
                "headers": _ETAG,
                "content": {JSON: {"schema": schema(models.UploadedTemplate)}},
            },
            **problem_answers(
                *ALWAYS, "not-found", "too-large", "unsupported-media-type", "invalid-input", "bad-template",
                "limit-exceeded", "version-taken", "stale", "precondition-required", "unavailable", "bad-setting",
            ),
        },
    }  # fmt: skip


def _publish() -> Json:
    return {
        "operationId": "publishTemplate",
        "summary": "Publish a version",
        "description": (
            "From now on letters are made from this version; a letter that is being made keeps the one it has. "
            "An older version is a roll-back. A version with errors is not published."
        ),
        "parameters": [*_WHICH, _AUTHOR, LANGUAGE],
        "requestBody": body(models.PublishRequest, "A draft", {"version": EXAMPLE_VERSION, "note": "Nieuwe aanhef"}),
        "responses": {
            "200": {"description": "It is published.", "content": {JSON: {"schema": schema(models.Template)}}},
            **problem_answers(
                *ALWAYS, *READS_A_BODY, "not-found", "limit-exceeded", "template-has-errors", "unavailable"
            ),
        },
    }


def _versions() -> Json:
    operation = reading(
        "listVersions",
        "List the versions of a Word template",
        "The newest first, with author, time and note. A version that a letter names makes that letter again.",
        {"type": "array", "items": schema(models.TemplateVersion)},
        problems=("not-found", "unavailable"),
    )
    operation["parameters"] = list(_WHICH)
    return operation


def _diff() -> Json:
    operation = reading(
        "compareVersions",
        "See what a version changes",
        "The words that differ in the finished letter of every sample, paragraph by paragraph. With sample: that one "
        "letter as a Word file with tracked changes. With page too: that page of both letters side by side.",
        schema(models.Difference),
        problems=("not-found", "limit-exceeded", "bad-template", "unavailable", "bad-setting"),
    )
    operation["parameters"] = [
        *_WHICH,
        _parameter("from", "query", "A version. Default: the published one.", EXAMPLE_VERSION, required=False),
        _parameter("to", "query", "Another version. Default: the latest.", EXAMPLE_VERSION, required=False),
        _parameter("sample", "query", "Name of a sample.", "wik-consumer", required=False),
        _parameter("page", "query", "Number of a page, from 1.", "1", required=False),
    ]
    for media_type in (MEDIA_TYPES["docx"], "image/png"):
        operation["responses"]["200"]["content"][media_type] = {"schema": {}}
    return operation


def _parameter(name: str, place: str, about: str, example: str, *, required: bool) -> Json:
    return {
        "name": name,
        "in": place,
        "required": required,
        "description": about,
        "schema": {"type": "string"},
        "example": example,
    }


_WHICH = (
    _parameter("kind", "path", f"One of {', '.join(KINDS)}.", "wik-notice", required=True),
    _parameter("language", "path", f"One of {', '.join(LANGUAGES)}.", "nl", required=True),
)
_AUTHOR = _parameter("Docgen-Author", "header", "Name for the history, in UTF-8.", "A. Jansen", required=False)
_ETAG: Json = {"ETag": {"description": "Name of the version.", "schema": {"type": "string"}}}
