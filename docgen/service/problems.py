"""Errors as RFC 9457 problem answers or as pages, in the caller's language and without personal data in the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from gunicorn.http.errors import ChunkMissingTerminator, InvalidChunkExtension, InvalidChunkSize, NoMoreData
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException

from docgen.authoring.refusals import TemplateHasErrors
from docgen.authoring.report import findings_data
from docgen.dossier.strict_json import MAX_BODY
from docgen.errors import DocgenError, InputProblem, InvalidInput, UnlawfulLetter
from docgen.render.answers import findings_json
from docgen.render.words import Words
from docgen.service import error_pages, request_log
from docgen.service.batches.lines import too_many_bytes
from docgen.service.desk import TOO_LARGE
from docgen.service.languages import page_words, reader
from docgen.service.media import PROBLEM_JSON
from docgen.service.mistakes import internal
from docgen.service.problem_types import BadRequest, MethodNotAllowed, NotFound, TooMuchWaiting, UnsupportedMediaType
from docgen.texts import text

RETRY_AFTER = "60"  # seconds

_HTTP: Mapping[int, DocgenError] = {
    HTTPStatus.NOT_FOUND: NotFound(text("This path does not exist. See /docs for those that do.")),
    HTTPStatus.METHOD_NOT_ALLOWED: MethodNotAllowed(text("Use one of the methods that the header Allow names.")),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: UnsupportedMediaType(text("Send Content-Type: application/json.")),
}


_TORN = (ChunkMissingTerminator, InvalidChunkExtension, InvalidChunkSize, NoMoreData)  # of a body in parts


def register(app: Flask) -> None:
    """Make every error of `app` a problem answer."""
    for each in _TORN:
        app.register_error_handler(each, _torn_answer)
    app.register_error_handler(DocgenError, answer)
    app.register_error_handler(HTTPException, _http_answer)
    app.register_error_handler(Exception, _unexpected_answer)


def answer(error: DocgenError, **more: object) -> Response:
    """An expected error as an answer in the language of the caller: a page where a page was asked for, else a problem
    with `more` members for a page of ours.
    """
    request_log.refused(error)
    is_page = error_pages.wanted()
    response = error_pages.error_page(error, page_words()) if is_page else _problem_answer(error, more)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = RETRY_AFTER
    if isinstance(error, TooMuchWaiting):
        response.headers["Retry-After"] = str(error.retry_after)
    if error.status == HTTPStatus.UNAUTHORIZED:
        response.www_authenticate = WWWAuthenticate("bearer", {"realm": "docgen"})
    return response


def _problem_answer(error: DocgenError, more: Mapping[str, object]) -> Response:
    words = reader()
    number = {"request_id": request_log.request_id()} if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else {}
    content = json.dumps({**problem(error, words), **number, **more}, ensure_ascii=False)
    response = Response(content, status=error.status, content_type=PROBLEM_JSON)
    response.content_language.add(words.language)
    return response


def problem(error: DocgenError, words: Words) -> dict[str, Any]:
    """An expected error as a problem object."""
    members: dict[str, Any] = {
        "type": f"/problems/{error.problem}",
        "title": words.say(error.title),
        "status": error.status,
        "detail": words.say(error.detail),
    }
    if isinstance(error, InvalidInput):
        members["errors"] = [_mistake(each, words) for each in error.errors]
    if isinstance(error, UnlawfulLetter):
        members["findings"] = findings_json(error.findings, words)
    if isinstance(error, TemplateHasErrors):
        members["findings"] = findings_data(error.findings, words)["findings"]
    return members


def _mistake(each: InputProblem, words: Words) -> dict[str, str]:
    place = {"place": each.place} if each.place else {}
    return {"pointer": each.pointer, **place, "message": words.say(each.message)}


def _http_answer(error: HTTPException) -> Response:
    status = error.code or 500
    if 300 <= status < 400:
        return Response(status=status, headers=error.get_headers())
    expected = _HTTP.get(status)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and (request.max_content_length or 0) > MAX_BODY:
        expected = too_many_bytes()
    if expected is None:
        expected = BadRequest(text("The request could not be read.")) if status < 500 else internal(error)
    response = answer(expected)
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


def _torn_answer(_: Exception) -> Response:
    return answer(BadRequest(text("The request could not be read.")))


def _unexpected_answer(error: Exception) -> Response:
    return answer(internal(error))
