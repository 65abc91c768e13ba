"""The web application: all routes behind one door that checks hosts, sizes and callers, and sets safe headers."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from time import perf_counter

from flask import Flask, Response, g, request
from jinja2 import StrictUndefined

from docgen.dossier.strict_json import MAX_BODY
from docgen.service import (
    api,
    batch_pages,
    overload,
    pages,
    preview,
    problems,
    template_routes,
    ubl_routes,
    version_routes,
)
from docgen.service.access import guard
from docgen.service.access import pages as access_pages
from docgen.service.access.access import Access
from docgen.service.desk import Desk
from docgen.service.preview import author_pages
from docgen.service.problem_types import UnknownHost
from docgen.texts import text

log = logging.getLogger("docgen.service")

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?")

# Nothing may be loaded, framed or run; a page that needs more says so itself.
SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def create_app(desk: Desk) -> Flask:
    """The application for a desk: its settings, brands and date."""
    access = Access(desk.settings.data)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.strict_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.before_request(_start)
    app.before_request(_host_check(LOOPBACK_NAMES | set(desk.settings.hosts)))
    app.after_request(_safe)
    app.after_request(_log)
    problems.register(app)
    for blueprint in (
        api.blueprint(desk),
        template_routes.blueprint(desk),
        version_routes.blueprint(desk),
        ubl_routes.blueprint(),
        pages.blueprint(),
        batch_pages.blueprint(),
        preview.blueprint(desk),
        access_pages.blueprint(desk, access),
        author_pages.blueprint(desk),
    ):
        app.register_blueprint(blueprint)
    guard.register(app, desk, access)
    overload.register(app, overload.Places(desk.settings.waiting))
    return app


def _host_check(allowed: frozenset[str]) -> Callable[[], None]:
    def check() -> None:
        match = _HOST.fullmatch(request.headers.get("Host", ""))
        if match is None or match["name"].lower() not in allowed:
            raise UnknownHost(
                text("This service does not answer to that host name; the setting DOCGEN_HOSTS adds names.")
            )

    return check


def _safe(response: Response) -> Response:
    for name, value in SAFE_HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _start() -> None:
    g.started = perf_counter()


def _log(response: Response) -> Response:
    """One line a request: the rule that matched and never the path, which may hold anything."""
    milliseconds = (perf_counter() - g.started) * 1000
    log.info("%s %s %s %.0f ms", request.method, request.url_rule or "-", response.status_code, milliseconds)
    return response
