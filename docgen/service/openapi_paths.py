"""The routes as the OpenAPI document tells of them: what goes in, what comes out, and what can be wrong."""

from __future__ import annotations

from docgen.dossier.model import CalculationRequest, LetterRequest, NextStepRequest
from docgen.letters.kinds import KINDS
from docgen.service import answer_models as answers
from docgen.service import health_models, step_models
from docgen.service.examples import CALCULATION_REQUEST, LETTER_REQUEST, NEXT_STEP_REQUEST
from docgen.service.media import JSON, MEDIA_TYPES
from docgen.service.openapi_once import ONCE, ONCE_HEADERS, ONCE_PROBLEMS
from docgen.service.openapi_parts import ALWAYS, LANGUAGE, READS_A_BODY, Json, body, problem_answers, reading, schema
from docgen.service.openapi_versions import version_paths


def paths() -> Json:
    """Every route that programs may call."""
    return {
        "/v1/letters": {"post": _letters()},
        "/v1/checks": {"post": _checks()},
        "/v1/calculations": {"post": _calculations()},
        "/v1/next-step": {"post": _next_step()},
        "/v1/profiles": {"get": _profiles()},
        **version_paths(),
        **_about_templates(),
        **_about_the_service(),
    }


def _about_templates() -> Json:
    return {
        "/v1/kinds": {
            "get": reading(
                "listKinds",
                "List the letter kinds",
                "Each with the letterhead it has by default and the forms it can be made in.",
                {"type": "array", "items": schema(answers.Kind)},
                localised=True,
            )
        },
        "/v1/fields": {
            "get": reading(
                "listFields",
                "List the fields of a template",
                "Every name that an HTML or Word template may use.",
                {"type": "array", "items": schema(answers.TemplateField)},
                localised=True,
            )
        },
        "/v1/schemas/letter-request.json": {
            "get": reading(
                "getLetterRequestSchema",
                "Get the JSON Schema of a letter request",
                "JSON Schema 2020-12, complete in itself.",
                {"type": "object"},
                "application/schema+json",
            )
        },
    }


def _about_the_service() -> Json:
    return {
        "/healthz": {
            "get": reading(
                "getHealth",
                "See whether letters can be made",
                "200 when they can; parts tells which part is ill, warnings say what needs care, for instance a rate "
                "table that ends soon. 503 only when no letter can be made.",
                schema(health_models.Health),
                problems=("bad-setting",),
                localised=True,
            )
        },
        "/metrics": {
            "get": reading(
                "getMetrics",
                "Get the numbers of the service",
                "For Prometheus: requests, letters made and failed, the queue of batches, the days that rate tables "
                "still hold. Nothing of a dossier.",
                {"type": "string"},
                "text/plain",
            )
        },
        "/openapi.json": {
            "get": reading("getOpenapi", "Get this document", "OpenAPI 3.1.", {"type": "object"}),
        },
        "/docs": {
            "get": reading("getDocs", "Read about the API", "This page.", {"type": "string"}, "text/html"),
        },
        "/problems/{problem_id}": {"get": _problem_page()},
    }


def _letters() -> Json:
    content: Json = {media_type: {} for media_type in MEDIA_TYPES.values()}
    content["text/html"] = content["text/plain"] = {"schema": {"type": "string"}}
    content[JSON] = {"schema": schema(answers.LetterAnswer)}
    problems = (
        *("not-acceptable", "unlawful-letter", "rates-not-known", "not-supported", "limit-exceeded"),
        *("bad-template", "unavailable", *ONCE_PROBLEMS),
    )
    return {
        "operationId": "makeLetter",
        "summary": "Make a letter",
        "description": (
            f"The kinds are {', '.join(KINDS)}. The header Accept chooses the form; without it the answer is a PDF. "
            "Findings of severity error refuse the letter, unless on_finding is warn."
        ),
        "parameters": [LANGUAGE, ONCE],
        "requestBody": body(LetterRequest, "A notice to a consumer", LETTER_REQUEST),
        "responses": {
            "200": {
                "description": "The letter, in the form that Accept asks for.",
                "headers": _LETTER_HEADERS,
                "content": content,
            },
            **problem_answers(*ALWAYS, *READS_A_BODY, *problems),
        },
    }


def _checks() -> Json:
    return {
        "operationId": "checkLetter",
        "summary": "Check a letter",
        "description": (
            "Every finding at once: about the dossier, and about the words of the letter that it makes. on_finding "
            "makes no difference. sentence is the letter's own sentence that a finding is about."
        ),
        "parameters": [LANGUAGE],
        "requestBody": body(LetterRequest, "A notice to a consumer", LETTER_REQUEST),
        "responses": {
            "200": {
                "description": "What the rules say.",
                "content": {JSON: {"schema": schema(answers.Checked)}},
            },
            **problem_answers(
                *ALWAYS, *READS_A_BODY, "rates-not-known", "not-supported", "limit-exceeded", "bad-template"
            ),
        },
    }


def _calculations() -> Json:
    return {
        "operationId": "calculate",
        "summary": "Calculate what is owed",
        "description": "Principal, interest, collection costs and payments on a day, each with its reason.",
        "parameters": [LANGUAGE],
        "requestBody": body(CalculationRequest, "One invoice, partly paid", CALCULATION_REQUEST),
        "responses": {
            "200": {
                "description": "What is owed on that day.",
                "content": {JSON: {"schema": schema(answers.Calculation)}},
            },
            **problem_answers(*ALWAYS, *READS_A_BODY, "rates-not-known", "not-supported"),
        },
    }


def _next_step() -> Json:
    return {
        "operationId": "nextStep",
        "summary": "Say what follows",
        "description": (
            "Which letter follows by a process profile and by the law, from which day, through which channel and why; "
            "what may not be sent yet; and the whole process as a timeline. Without profile the default one is used."
        ),
        "parameters": [LANGUAGE],
        "requestBody": body(NextStepRequest, "One invoice, partly paid", NEXT_STEP_REQUEST),
        "responses": {
            "200": {
                "description": "What follows, from that day on.",
                "content": {JSON: {"schema": schema(step_models.NextStepAnswer)}},
            },
            **problem_answers(*ALWAYS, *READS_A_BODY, "rates-not-known", "not-supported"),
        },
    }


def _profiles() -> Json:
    return reading(
        "listProfiles",
        "List the process profiles",
        "How a creditor or an agency works: each with its steps as a timeline. Fees are for staff only.",
        {"type": "array", "items": schema(step_models.Profile)},
        problems=("bad-setting",),
        localised=True,
    )


def _problem_page() -> Json:
    operation = reading(
        "getProblemType",
        "Read about a kind of problem",
        "What the type of a problem answer points at.",
        {"type": "string"},
        "text/html",
        problems=("not-found",),
        localised=True,
    )
    problem_id = {
        "name": "problem_id",
        "in": "path",
        "required": True,
        "description": "Last part of the problem's type.",
        "schema": {"type": "string"},
        "example": "invalid-input",
    }
    operation["parameters"] = [problem_id, *operation["parameters"]]
    return operation


_LETTER_HEADERS: Json = {
    **ONCE_HEADERS,
    "Content-Disposition": {
        "description": "File name of dossier reference, kind and date; no personal name.",
        "schema": {"type": "string"},
    },
    "ETag": {"description": "SHA-256 of the content.", "schema": {"type": "string"}},
    "Docgen-Findings": {
        "description": "Rule ids of the findings, with commas between them; absent when there are none.",
        "schema": {"type": "string"},
    },
    "Docgen-Send-Not-Before": {
        "description": "From when an agency may send this e-mail or SMS to a natural person; absent for other letters.",
        "schema": {"type": "string", "format": "date-time"},
    },
    "Docgen-Sms-Parts": {
        "description": "The number of parts in which phones send this SMS.",
        "schema": {"type": "string", "pattern": "^[1-9]$"},
    },
}
