"""A service that is too busy, as the OpenAPI document tells of it."""

from __future__ import annotations

from docgen.service.openapi_parts import Json, problem_answers

WORK_LONG = (
    *("makeLetter", "checkLetter", "calculate", "nextStep", "importUbl"),
    *("checkTemplate", "uploadTemplate", "publishTemplate", "compareVersions"),
    *("submitBatch", "getBatchLetters", "getBatchPrintFile", "getBatchReport", "getBatchManifest"),
)


def with_overload(paths: Json) -> Json:
    """The paths; operations that work long may be refused when too many do."""
    return {path: {method: _bounded(operation) for method, operation in item.items()} for path, item in paths.items()}


def _bounded(operation: Json) -> Json:
    if operation["operationId"] not in WORK_LONG:
        return operation
    refusal = problem_answers("too-much-waiting")
    return operation | {"responses": dict(sorted({**operation["responses"], **refusal}.items()))}
