"""Access, as the OpenAPI document tells of it: which role a route needs, and how it is refused."""

from __future__ import annotations

from docgen.service.access.roles import Needed
from docgen.service.openapi_parts import Json, problem_answers

FOR_EVERYONE = ("/healthz", "/problems/{problem_id}")
FOR_AUTHORS = ("checkTemplate", "getTemplate", "uploadTemplate", "publishTemplate", "compareVersions")
FOR_MONITORS = ("getMetrics",)

SECURITY_SCHEMES: Json = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key that docgen keys add made. Needed when the service runs with DOCGEN_AUTH=keys.",
    }
}


def needed_for(path: str, operation: Json) -> Needed:
    """The role that an operation needs."""
    if path in FOR_EVERYONE:
        return "everyone"
    if operation["operationId"] in FOR_AUTHORS:
        return "author"
    return "monitor" if operation["operationId"] in FOR_MONITORS else "viewer"


def with_access(paths: Json) -> Json:
    """The paths, each operation with the role that it needs and with the refusals that follow from that."""
    return {
        path: {method: _guarded(operation, needed_for(path, operation)) for method, operation in item.items()}
        for path, item in paths.items()
    }


def _guarded(operation: Json, needed: Needed) -> Json:
    if needed == "everyone":
        return operation | {"security": []}
    refusals = problem_answers("not-logged-in", "not-allowed")
    refusals["401"]["headers"] = {"WWW-Authenticate": {"description": "Bearer.", "schema": {"type": "string"}}}
    return operation | {
        "description": f"{operation['description']} Role: {needed}.",
        "security": [{"key": []}, {}],  # {}: without a key where the service asks for none
        "responses": dict(sorted({**operation["responses"], **refusals}.items())),
    }
