"""An error as a quiet page, for people: what is wrong, what to do, where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from flask import Response, request

from docgen.errors import DocgenError, InvalidInput, UnlawfulLetter
from docgen.render.words import Words
from docgen.service import request_log
from docgen.service.frame import page, prefers_page
from docgen.texts import Text, text

API = ("/v1/", "/openapi.json", "/healthz", "/metrics")

ADVICE: Mapping[int, Text] = {
    HTTPStatus.UNAUTHORIZED: text("Log in, and do it once more."),
    HTTPStatus.NOT_FOUND: text("Look at the address once more, or go on from one of the pages above."),
    HTTPStatus.METHOD_NOT_ALLOWED: text("This address belongs to a button, and is no page to open by itself."),
    HTTPStatus.INTERNAL_SERVER_ERROR: text("Try once more. Does it fail again? Give that number to the keeper."),
    HTTPStatus.SERVICE_UNAVAILABLE: text("Try once more in a minute."),
}
NOT_YOUR_ROLE = text("Do you need this for your work? The keeper of this service can give you another role.")
OTHERWISE = text("Go back, mend it there, and try once more.")


def wanted() -> bool:
    """Whether the caller of this request is shown a page; the API answers everybody in its own way."""
    return not request.path.startswith(API) and prefers_page()


def error_page(error: DocgenError, words: Words) -> Response:
    """An expected error as a page."""
    is_fetched = request.method in ("GET", "HEAD")
    wanted_next = request.full_path.rstrip("?") if is_fetched else "/"
    return page(
        "error.html",
        words,
        error.status,
        status=int(error.status),
        title=words.say(error.title),
        detail=words.say(error.detail),
        mistakes=list(_mistakes(error, words)),
        number=request_log.request_id() if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None,
        advice=words.say(_advice(error, is_fetched=is_fetched)),
        log_in=f"/login?next={quote(wanted_next, safe='/')}" if error.status == HTTPStatus.UNAUTHORIZED else None,
        of_templates=request.path.startswith("/templates/"),
    )


def _advice(error: DocgenError, *, is_fetched: bool) -> Text:
    if error.status == HTTPStatus.FORBIDDEN and is_fetched:
        return NOT_YOUR_ROLE
    return ADVICE.get(error.status, OTHERWISE)


def _mistakes(error: DocgenError, words: Words) -> list[dict[str, Any]]:
    """What is wrong one by one: its place or article, and in words."""
    if isinstance(error, InvalidInput):
        return [{"at": each.pointer, "said": words.say(each.message)} for each in error.errors]
    if isinstance(error, UnlawfulLetter):
        return [{"at": each.article, "said": words.say(each.message)} for each in error.findings]
    return []
