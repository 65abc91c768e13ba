"""The routes about Word templates."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from docgen.authoring.check import with_comments
from docgen.authoring.report import findings_data
from docgen.errors import NoSuchForm, TooLarge
from docgen.render.job import MAX_TEMPLATE
from docgen.render.word import template_name
from docgen.service.access.roles import role
from docgen.service.desk import Desk
from docgen.service.languages import reader
from docgen.service.media import JSON, MEDIA_TYPES
from docgen.service.overload import works_long
from docgen.service.problem_types import UnsupportedMediaType
from docgen.service.template_checks import template_findings
from docgen.texts import text

DOCX = MEDIA_TYPES["docx"]


def blueprint(desk: Desk) -> Blueprint:
    """The routes about templates for a desk."""
    routes = Blueprint("templates", __name__)

    @routes.post("/v1/templates/check")
    @role("author")
    @works_long
    def check() -> Response:
        wanted, content = _wanted(), template_body()
        kind, language = request.args.get("kind", ""), request.args.get("language", "")
        found = template_findings(desk, content, kind, language)
        if wanted == JSON:
            answer = Response(json.dumps(findings_data(found, reader()), ensure_ascii=False), content_type=JSON)
        else:
            made = with_comments(content, template_name(kind, language), found, reader())
            answer = Response(made, content_type=DOCX)
            name = f"{kind}-{language}.docx"
            answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Vary"] = "Accept, Accept-Language"
        return answer

    return routes


def template_body() -> bytes:
    """The Word file of the request. Raises `UnsupportedMediaType` and `TooLarge`."""
    encoded = request.headers.get("Content-Encoding", "identity").lower() != "identity"
    if request.mimetype != DOCX or encoded:
        raise UnsupportedMediaType(text("The body must be a Word file, sent with Content-Type: {type}.", type=DOCX))
    content = request.get_data(cache=False)
    if len(content) > MAX_TEMPLATE:
        raise TooLarge(text("The file is larger than {limit} MB.", limit=MAX_TEMPLATE // 1024**2))
    return content


def _wanted() -> str:
    if not request.headers.get("Accept", "").strip():
        return JSON
    best = request.accept_mimetypes.best_match((JSON, DOCX))
    if best is None:
        raise NoSuchForm(text("Findings can be had as {forms}.", forms=f"{JSON}, {DOCX}"))
    return best
