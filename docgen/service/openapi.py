"""The OpenAPI 3.1 document and the JSON Schema of a letter request, made from the models that read and answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from docgen import __version__
from docgen.dossier.model import CalculationRequest, LetterRequest, NextStepRequest
from docgen.errors import InvalidInput, UnlawfulLetter
from docgen.service import answer_models as answers
from docgen.service import (
    batch_models,
    health_models,
    openapi_batches,
    openapi_templates,
    openapi_ubl,
    step_models,
    template_models,
    ubl_models,
    version_models,
)
from docgen.service.examples import LETTER_REQUEST
from docgen.service.openapi_access import SECURITY_SCHEMES, with_access
from docgen.service.openapi_overload import with_overload
from docgen.service.openapi_parts import SCHEMAS, Json
from docgen.service.openapi_paths import paths
from docgen.service.problem_types import PROBLEM_TYPES, ProblemType

_SHOWN: tuple[type[BaseModel], ...] = (
    answers.Calculation,
    answers.Checked,
    answers.Kind,
    answers.LetterAnswer,
    answers.Problem,
    batch_models.BatchStatus,
    answers.TemplateField,
    health_models.Health,
    step_models.NextStepAnswer,
    step_models.Profile,
    template_models.TemplateChecked,
    ubl_models.Imported,
    version_models.Difference,
    version_models.Template,
    version_models.TemplateVersion,
    version_models.UploadedTemplate,
)


@cache
def letter_request_schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of a letter request, complete in itself."""
    schema = LetterRequest.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "/v1/schemas/letter-request.json",
        **schema,
        "examples": [LETTER_REQUEST],
    }


@cache
def document() -> Mapping[str, Any]:
    """The whole OpenAPI document."""
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "docgen: lawful Dutch collection letters",
            "version": __version__,
            "description": (
                "A JSON dossier goes in; a letter comes out as PDF, Word, HTML or JSON, with its calculation and with "
                "what the law has to say about it. The same request with a date gives the same bytes. Every answer has "
                "a number in X-Request-Id, by which the keeper of the service finds it in the log; one that comes with "
                "the request is kept when it is 32 hexadecimal digits or a UUID."
            ),
        },
        "servers": [{"url": "/"}],
        "paths": with_overload(with_access(_paths())),
        "components": {
            "securitySchemes": SECURITY_SCHEMES,
            "schemas": _schemas(),
            "examples": {each.id: _problem_example(each) for each in PROBLEM_TYPES.values()},
        },
    }


def _paths() -> Json:
    return paths() | openapi_batches.paths() | openapi_templates.paths() | openapi_ubl.paths()


def _problem_example(problem_type: ProblemType) -> Json:
    value: Json = {
        "type": f"/problems/{problem_type.id}",
        "title": problem_type.error.title.message,
        "status": problem_type.error.status,
        "detail": problem_type.advice.message,
    }
    if problem_type.error is InvalidInput:
        value["errors"] = [{"pointer": "/dossier/invoices/0/amount", "message": 'Write the amount as text: "1250.00".'}]
    if problem_type.error is UnlawfulLetter:
        value["findings"] = [
            {
                "rule": "term-too-short",
                "severity": "error",
                "article": "art. 6:96 BW",
                "message": "A consumer has at least fourteen days from the day after delivery.",
                "remedy": "Leave term_days out, or make it 14 or more.",
                "pointer": "/term_days",
                "sentence": "",
            }
        ]
    return {"summary": problem_type.error.title.message, "value": value}


def _schemas() -> Json:
    read: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "validation")
        for model in (LetterRequest, CalculationRequest, NextStepRequest, version_models.PublishRequest)
    ]
    shown: list[tuple[type[BaseModel], JsonSchemaMode]] = [(model, "serialization") for model in _SHOWN]
    _, definitions = models_json_schema([*read, *shown], by_alias=True, ref_template=f"{SCHEMAS}{{model}}")
    return dict(definitions["$defs"])
