"""The routes of authors: versions of Word templates, drafts, publication."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request
from werkzeug.http import dump_options_header

from docgen.authoring.template_store import Precondition
from docgen.dossier.strict_json import read_json
from docgen.service.access.roles import caller, role
from docgen.service.answering import json_answer, json_body, only_parameters
from docgen.service.desk import Desk
from docgen.service.languages import reader
from docgen.service.media import MEDIA_TYPES
from docgen.service.overload import works_long
from docgen.service.problem_types import BadRequest, NotFound, UnsupportedMediaType
from docgen.service.template_desk import TemplateDesk
from docgen.service.template_diff import compared
from docgen.service.version_answers import comparison_json, draft_json, template_json, version_json
from docgen.texts import text

WORD = MEDIA_TYPES["docx"]
AUTHOR = "Docgen-Author"


def blueprint(desk: Desk) -> Blueprint:
    """The routes for the templates of a desk."""
    routes = Blueprint("versions", __name__)
    templates = TemplateDesk(desk)

    @routes.get("/v1/templates")
    @role("viewer")
    def listing() -> Response:
        only_parameters()
        return json_answer([template_json(each) for each in templates.histories()])

    @routes.get("/v1/templates/<kind>/<language>.docx")
    @role("author")
    def fetch(kind: str, language: str) -> Response:
        only_parameters("version")
        found, content = templates.fetch(kind, language, request.args.get("version"))
        response = Response(content, content_type=WORD)
        name = f"{kind}_{language}_{found.version}.docx"
        response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
        response.set_etag(found.version)
        return response

    @routes.put("/v1/templates/<kind>/<language>.docx")
    @role("author")
    @works_long
    def upload(kind: str, language: str) -> Response:
        only_parameters()
        found, findings = templates.upload(kind, language, _word_body(), _precondition(), _author())
        response = json_answer(draft_json(found, findings, reader()))
        response.set_etag(found.version)
        return response

    @routes.post("/v1/templates/<kind>/<language>/publish")
    @role("author")
    @works_long
    def publish(kind: str, language: str) -> Response:
        only_parameters()
        return json_answer(template_json(templates.publish(kind, language, read_json(json_body()), _author())))

    @routes.get("/v1/templates/<kind>/<language>/versions")
    @role("viewer")
    def versions(kind: str, language: str) -> Response:
        only_parameters()
        return json_answer([version_json(each) for each in templates.history(kind, language).versions()])

    @routes.get("/v1/templates/<kind>/<language>/diff")
    @role("author")
    @works_long
    def diff(kind: str, language: str) -> Response:
        return _difference(templates, kind, language)

    return routes


def _difference(templates: TemplateDesk, kind: str, language: str) -> Response:
    """What changed in words; of one sample its Word file with tracked changes, or a page of both versions."""
    only_parameters("from", "to", "sample", "page")
    found = compared(templates, kind, language, request.args.get("from"), request.args.get("to"))
    sample, page = request.args.get("sample"), request.args.get("page")
    if sample is None and page is not None:
        raise BadRequest(text("A page is of one letter: name its sample too."))
    if sample is None:
        return json_answer(comparison_json(found))
    if page is not None:
        return Response(_page(found.pages(sample), page), content_type="image/png")
    response = Response(found.tracked(sample), content_type=WORD)
    name = f"{sample}_{found.old.version}_{found.new.version}.docx"
    response.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": name})
    return response


def _page(pages: list[bytes], number: str) -> bytes:
    if not re.fullmatch("[1-9][0-9]?", number) or int(number) > len(pages):
        raise NotFound(text("The letter has {count} pages.", count=len(pages)))
    return pages[int(number) - 1]


def _word_body() -> bytes:
    encoded = request.headers.get("Content-Encoding", "identity").lower() != "identity"
    if request.mimetype != WORD or encoded:
        raise UnsupportedMediaType(
            text("Send the Word file itself, not compressed, with Content-Type: {media_type}.", media_type=WORD)
        )
    return request.get_data(cache=False)


def _precondition() -> Precondition | None:
    """Whether a version is one that If-Match names; None without that header."""
    return request.if_match.contains if "If-Match" in request.headers else None


def _author() -> str | None:
    """The name for the history: of the user or the key, and only where nobody needs one, what the caller says."""
    if caller().name is not None:
        return caller().name
    given = request.headers.get(AUTHOR)
    try:
        return None if given is None else given.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise BadRequest(text("Write the header {header} in UTF-8.", header=AUTHOR)) from None
