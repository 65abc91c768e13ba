"""The route that reads e-invoices."""

from __future__ import annotations

from flask import Blueprint, Response, request

from docgen.dossier.ubl.reading import read_ubl
from docgen.render.imported_answer import imported_json
from docgen.service.access.roles import role
from docgen.service.answering import json_answer, only_parameters
from docgen.service.languages import reader
from docgen.service.media import XML
from docgen.service.overload import works_long
from docgen.service.problem_types import UnsupportedMediaType
from docgen.texts import text


def blueprint() -> Blueprint:
    """The routes about e-invoices. Nothing of them is stored."""
    routes = Blueprint("invoices", __name__)

    @routes.post("/v1/invoices/ubl")
    @role("viewer")
    @works_long
    def ubl() -> Response:
        only_parameters()
        return json_answer(imported_json(read_ubl(_xml_body()), reader()))

    return routes


def _xml_body() -> bytes:
    """The bytes of an XML body. Raises `UnsupportedMediaType`."""
    encoded = request.headers.get("Content-Encoding", "identity").lower() != "identity"
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in XML or charset not in ("utf-8", "utf-16") or encoded:
        raise UnsupportedMediaType(
            text("The body must be XML in UTF-8, not compressed, sent with Content-Type: application/xml.")
        )
    return request.get_data(cache=False)
