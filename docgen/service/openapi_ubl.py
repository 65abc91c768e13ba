"""The route that reads e-invoices as the OpenAPI document tells of it."""

from __future__ import annotations

from docgen.service.media import JSON, XML
from docgen.service.openapi_parts import ALWAYS, LANGUAGE, Json, problem_answers, schema
from docgen.service.ubl_models import Imported


def paths() -> Json:
    """Every route about e-invoices."""
    return {"/v1/invoices/ubl": {"post": _ubl()}}


def _ubl() -> Json:
    return {
        "operationId": "importUbl",
        "summary": "Read an e-invoice",
        "description": (
            "An invoice or credit note in UBL 2.1 (Peppol BIS Billing 3, NLCIUS, plain) becomes a part of a dossier. "
            "What is not understood, and what does not add up to the cent, is refused: every reason at once, each with "
            "its place. What the invoice does not say is left out and told in remarks. Links are never followed, and "
            "nothing is stored."
        ),
        "parameters": [LANGUAGE],
        "requestBody": {
            "required": True,
            "content": {media_type: {"schema": {"type": "string"}} for media_type in XML},
        },
        "responses": {
            "200": {"description": "What it gives.", "content": {JSON: {"schema": schema(Imported)}}},
            **problem_answers(*ALWAYS, "not-xml", "too-large", "unsupported-media-type", "invalid-input"),
        },
    }
