"""What the descriptions of all routes are put together from: bodies, answers, problems."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

from docgen.service import answer_models as answers
from docgen.service.media import JSON, PROBLEM_JSON
from docgen.service.problem_types import PROBLEM_TYPES, ProblemType

Json = dict[str, Any]

SCHEMAS = "#/components/schemas/"
ALWAYS = ("unknown-host", "bad-request", "internal")
READS_A_BODY = ("not-json", "too-large", "unsupported-media-type", "invalid-input", "bad-setting")

LANGUAGE: Json = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "Language of messages: nl (default) or en. The language of a letter is in its request.",
    "schema": {"type": "string"},
    "example": "en",
}


def reading(
    operation_id: str,
    summary: str,
    description: str,
    schema: Json,
    media_type: str = JSON,
    *,
    problems: tuple[str, ...] = (),
    localised: bool = False,
) -> Json:
    operation: Json = {"operationId": operation_id, "summary": summary, "description": description}
    if localised:
        operation["parameters"] = [LANGUAGE]
    answer = {"description": "The answer.", "content": {media_type: {"schema": schema}}}
    return operation | {"responses": {"200": answer, **problem_answers(*ALWAYS, *problems)}}


_COME_BACK = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_RETRY_AFTER: Json = {
    "Retry-After": {"description": "Seconds after which it may be tried again.", "schema": {"type": "integer"}}
}


def body(model: type[BaseModel], summary: str, example: Json) -> Json:
    content = {"schema": schema(model), "examples": {"example": {"summary": summary, "value": example}}}
    return {"required": True, "content": {JSON: content}}


def problem_answers(*ids: str) -> Json:
    """Error responses for these problem types, by status, each with its example."""
    by_status: dict[int, list[ProblemType]] = {}
    for each in ids:
        by_status.setdefault(PROBLEM_TYPES[each].error.status, []).append(PROBLEM_TYPES[each])
    return {
        str(status): {
            "description": f"{HTTPStatus(status).phrase}: {', '.join(each.id for each in types)}.",
            **({"headers": _RETRY_AFTER} if status in _COME_BACK else {}),
            "content": {
                PROBLEM_JSON: {
                    "schema": schema(answers.Problem),
                    "examples": {each.id: {"$ref": f"#/components/examples/{each.id}"} for each in types},
                }
            },
        }
        for status, types in sorted(by_status.items())
    }


def schema(model: type[BaseModel]) -> Json:
    return {"$ref": f"{SCHEMAS}{model.__name__}"}
