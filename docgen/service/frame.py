"""The frame of the pages for people: their language, their policy; and who wants a page at all."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Response, make_response, render_template, request

from docgen.render.words import LANGUAGES, Words
from docgen.texts import Text

LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}  # each in itself

# Everything comes from this service itself, and nothing stands inline; no script runs.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def page(
    template: str, words: Words, status: int = HTTPStatus.OK, /, *, policy: str = PAGE_POLICY, **values: Any
) -> Response:
    """A page from its template, with `values`, in the language of `words`."""
    other = next(each for each in LANGUAGES if each != words.language)
    content = render_template(
        template,
        language=words.language,
        other=other,
        **{"elsewhere": _same_in(other), **values},
        language_names=LANGUAGE_NAMES,
        say=lambda message, **places: words.say(Text(message, places)),
    )
    response = make_response(content, status)
    response.content_language.add(words.language)
    response.vary.add("Accept-Language")
    response.headers["Content-Security-Policy"] = policy
    return response


def prefers_page() -> bool:
    """Whether this request comes from a browser that would show a page, and not from a program."""
    accepted = request.accept_mimetypes
    return "Authorization" not in request.headers and accepted.quality("text/html") > accepted.quality(
        "application/json"
    )


def _same_in(language: str) -> str | None:
    """The address of this page in another language; None for what was not fetched, which cannot be fetched again."""
    if request.method not in ("GET", "HEAD"):
        return None
    return f"?{urlencode({**request.args.to_dict(), 'lang': language})}"
