"""The routes of batches as the OpenAPI document tells of them."""

from __future__ import annotations

from docgen.render import FORMS
from docgen.service.batch_events import EVENT_STREAM
from docgen.service.batch_models import BatchStatus
from docgen.service.media import CSV, JSON, JSON_LINES, MEDIA_TYPES, ZIPPED
from docgen.service.openapi_once import ONCE
from docgen.service.openapi_parts import ALWAYS, LANGUAGE, Json, problem_answers, schema

_LEDGER = (*ALWAYS, "unavailable", "bad-setting")
_ONE = (*_LEDGER, "not-found")
_ID: Json = {
    "name": "batch_id",
    "in": "path",
    "required": True,
    "description": "The id of the batch, from the answer that took it in.",
    "schema": {"type": "string"},
}
_ONCE: Json = ONCE | {
    "description": (
        "A name of the caller's own for this batch, best a random one (a UUID). The same lines with the same options "
        "under the same key are one batch, however often they are sent; others are 422 key-used, and those of a batch "
        "that was deleted 409 batch-state."
    )
}
_ONCE_PROBLEMS = ("key-used", "batch-state")


def paths() -> Json:
    """Every route about batches."""
    one = "/v1/batches/{batch_id}"
    return {
        "/v1/batches": {"post": _submit(), "get": _list()},
        one: {"get": _look(), "delete": _delete()},
        f"{one}/events": {"get": _events()},
        f"{one}/pause": {"post": _step("pauseBatch", "Pause a batch", "Letters in hand are finished, no more begun.")},
        f"{one}/resume": {"post": _step("resumeBatch", "Go on with a paused batch", "It takes its turn again.")},
        f"{one}/cancel": {
            "post": _step(
                "cancelBatch",
                "Cancel a batch",
                "Letters in hand are finished; what was made stays until it is deleted.",
            )
        },
        f"{one}/letters.zip": {
            "get": _file(
                "getBatchLetters", "Get the letters", "All of them in one archive, by names for people.", ZIPPED
            )
        },
        f"{one}/letters.pdf": {
            "get": _file(
                "getBatchPrintFile",
                "Get the print file",
                "All letters of a batch of PDFs in the given order, each under a bookmark.",
                MEDIA_TYPES["pdf"],
            )
        },
        f"{one}/report.csv": {
            "get": _file(
                "getBatchReport",
                "Get the report",
                "A line for each letter, with why some were not made; semicolons, UTF-8.",
                CSV,
            )
        },
        f"{one}/manifest.json": {
            "get": _file(
                "getBatchManifest",
                "Get the manifest",
                "What became of each letter: file, SHA-256, pages, version of its template, findings.",
                JSON,
            )
        },
    }


def _submit() -> Json:
    return {
        "operationId": "submitBatch",
        "summary": "Make many letters",
        "description": (
            "A letter request on each line (JSON Lines): at most 20,000 lines and 50 MB, 1 MB a line; blank lines do "
            "not count. A line that cannot be made fails by itself. Batches are made one after the other, also when "
            "the service stops in between. Today is the day on which the batch came, for all its letters. Letters with "
            "errors in them (on_finding: warn) need the role author: of others such a line fails."
        ),
        "parameters": [
            LANGUAGE,
            _query("form", "The form of the letters.", {"type": "string", "enum": [*FORMS], "default": "pdf"}),
            _query(
                "append_attachments",
                "Print PDF attachments behind each letter whose request does not say otherwise; only for PDFs.",
                {"type": "boolean", "default": False},
            ),
            _query(
                "check", "Make nothing, and report which letters cannot be made.", {"type": "boolean", "default": False}
            ),
            _ONCE,
        ],
        "requestBody": {"required": True, "content": {JSON_LINES: {"schema": {"type": "string"}}}},
        "responses": {
            "202": {
                "description": "It was taken in.",
                "headers": {"Location": {"description": "Where it is followed.", "schema": {"type": "string"}}},
                "content": {JSON: {"schema": schema(BatchStatus)}},
            },
            **problem_answers(
                *_LEDGER,
                "too-large",
                "unsupported-media-type",
                "invalid-input",
                "too-much-waiting",
                "not-allowed",
                *_ONCE_PROBLEMS,
            ),
        },
    }


def _query(name: str, about: str, of: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": of}


def _list() -> Json:
    listed = {"type": "array", "items": schema(BatchStatus)}
    return {
        "operationId": "listBatches",
        "summary": "List the last batches",
        "description": "The newest first, fifty at most; without their rate.",
        "parameters": [LANGUAGE],
        "responses": {
            "200": {"description": "The batches.", "content": {JSON: {"schema": listed}}},
            **problem_answers(*_LEDGER),
        },
    }


def _look() -> Json:
    return {
        "operationId": "getBatch",
        "summary": "See how far a batch is",
        "description": "Also how fast it goes, and how long it takes at that rate.",
        "parameters": [_ID, LANGUAGE],
        "responses": {"200": _status(), **problem_answers(*_ONE)},
    }


def _delete() -> Json:
    return {
        "operationId": "deleteBatch",
        "summary": "Delete a batch",
        "description": "Removes what was sent and what was made; only hashes stay. A batch must be over.",
        "parameters": [_ID, LANGUAGE],
        "responses": {"204": {"description": "It is gone."}, **problem_answers(*_ONE, "batch-state")},
    }


def _events() -> Json:
    return {
        "operationId": "followBatch",
        "summary": "Follow a batch",
        "description": (
            "Server-sent events: progress at every change, end when it is over, each with the batch as data. A stream "
            "lasts a minute at most, and a moment when others watch too: whoever follows comes back after the time in "
            "retry, as an EventSource does by itself. After end there is nothing more: 204 to Last-Event-ID: over."
        ),
        "parameters": [_ID, LANGUAGE],
        "responses": {
            "200": {"description": "The events.", "content": {EVENT_STREAM: {"schema": {"type": "string"}}}},
            "204": {"description": "It is over, and you know that."},
            **problem_answers(*_ONE),
        },
    }


def _step(operation_id: str, summary: str, description: str) -> Json:
    return {
        "operationId": operation_id,
        "summary": summary,
        "description": description,
        "parameters": [_ID, LANGUAGE],
        "responses": {"200": _status(), **problem_answers(*_ONE, "batch-state")},
    }


def _file(operation_id: str, summary: str, description: str, media_type: str) -> Json:
    return {
        "operationId": operation_id,
        "summary": summary,
        "description": f"{description} There once the batch is over.",
        "parameters": [_ID, LANGUAGE],
        "responses": {
            "200": {"description": "The file.", "content": {media_type: {"schema": {"type": "string"}}}},
            **problem_answers(*_ONE, "batch-state"),
        },
    }


def _status() -> Json:
    return {"description": "The batch now.", "content": {JSON: {"schema": schema(BatchStatus)}}}
