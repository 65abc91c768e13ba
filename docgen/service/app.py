"""The web application: all routes behind one door that checks hosts, sizes and callers, and sets safe headers."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask, Response, request
from jinja2 import StrictUndefined

from docgen.dossier.strict_json import MAX_BODY
from docgen.service import (
    api,
    batch_pages,
    batch_routes,
    health_routes,
    metrics,
    overload,
    pages,
    preview,
    problems,
    request_log,
    template_routes,
    ubl_routes,
    version_routes,
)
from docgen.service.access import guard
from docgen.service.access import pages as access_pages
from docgen.service.access.access import Access
from docgen.service.batch_desk import BatchDesk
from docgen.service.batch_events import Watching
from docgen.service.batches.conductor import Conductor
from docgen.service.batches.forgetting import Forgetting
from docgen.service.batches.keeping import Keeper
from docgen.service.batches.stored import StoredBatches
from docgen.service.desk import Desk
from docgen.service.health import Health
from docgen.service.health_checks import checks
from docgen.service.parts import Parts
from docgen.service.preview import author_pages
from docgen.service.problem_types import UnknownHost
from docgen.service.warming import Warming
from docgen.texts import text

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


def create_app(desk: Desk, parts: Parts | None = None) -> Flask:
    """The application for a desk: its settings, brands and date.

    What lives as long as the service is added to `parts`; whoever serves starts it.
    """
    parts = parts or Parts()
    stored = StoredBatches(desk)
    conductor = Conductor(desk.settings, stored, parts.ending)
    parts.add(conductor)
    forgetting = Forgetting(Keeper(desk))
    parts.add(forgetting)
    batches, watching = BatchDesk(desk, stored, conductor), Watching(parts.ending)
    access = Access(desk.settings.data)
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.url_map.strict_slashes = False
    app.jinja_env.undefined = StrictUndefined
    numbers, places = metrics.Metrics(desk), overload.Places(desk.settings.waiting)
    numbers.watch(places, forgetting)
    parts.add(Warming(desk, lambda: places.taken > 0))
    request_log.register(app, numbers.hear)
    app.before_request(_host_check(LOOPBACK_NAMES | set(desk.settings.hosts)))
    app.after_request(_safe)
    problems.register(app)
    for blueprint in (
        api.blueprint(desk),
        template_routes.blueprint(desk),
        version_routes.blueprint(desk),
        ubl_routes.blueprint(),
        batch_routes.blueprint(batches, watching),
        metrics.blueprint(numbers),
        health_routes.blueprint(desk, Health(checks(desk, access, conductor, forgetting))),
        pages.blueprint(),
        batch_pages.blueprint(batches),
        preview.blueprint(desk),
        access_pages.blueprint(desk, access),
        author_pages.blueprint(desk),
    ):
        app.register_blueprint(blueprint)
    guard.register(app, desk, access)
    overload.register(app, places)
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
