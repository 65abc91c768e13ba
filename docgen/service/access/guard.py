"""The door of every route: who calls, may they, and does it come from a page of ours."""

from __future__ import annotations

import hmac
from urllib.parse import quote

from flask import Flask, Response, g, redirect, request

from docgen.dossier.strict_json import MAX_BODY
from docgen.errors import Unavailable
from docgen.service.access.access import Access
from docgen.service.access.keys import is_whole
from docgen.service.access.roles import EVERYONE, Caller, Needed, declared, demand
from docgen.service.access.sessions import IDLE, LONGEST
from docgen.service.desk import Desk
from docgen.service.frame import prefers_page
from docgen.service.problem_types import NotAllowed, NotLoggedIn
from docgen.texts import text

SESSION_COOKIE = "docgen_session"
TOKEN_HEADER = "Docgen-Token"  # noqa: S105  # the name of a header
TOKEN_FIELD = "token"  # noqa: S105  # the name of a field of a form
KEY_OR_LOGIN = text("Send a key in the header Authorization: Bearer …, or log in at /login.")
ENDED = text(
    "You are no longer logged in: that ends after {minutes} minutes without a request, and after {hours} hours. "
    "Log in again.",
    minutes=int(IDLE.total_seconds()) // 60,
    hours=int(LONGEST.total_seconds()) // 3600,
)
_CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")
_NOBODY = Caller(None, "viewer")
_OPEN = Caller(None, "admin")  # where no log-in is asked, whoever reaches the service may do everything


def register(app: Flask, desk: Desk, access: Access) -> None:
    """Put the door before all routes of `app`; raises `LookupError` when one of them declares no role."""
    needed = {rule.endpoint: needed_for(app, rule.endpoint) for rule in app.url_map.iter_rules()}
    is_open = desk.settings.auth == "open"

    def check() -> Response | None:
        g.caller = _NOBODY
        g.prove = lambda: _OPEN if is_open else _proven(desk, access)
        _check_page()
        wanted = needed.get(request.endpoint or "", EVERYONE)  # what does not exist is a 404 for everyone
        if is_open:
            g.caller = _OPEN
            return None
        if wanted == EVERYONE:
            return None
        found = _caller(desk, access)
        if found is None:
            if _is_looking():
                return _to_login()
            raise NotLoggedIn(ENDED if SESSION_COOKIE in request.cookies else KEY_OR_LOGIN)
        g.caller = found
        if found.session is not None and request.method not in _CHANGES_NOTHING:
            check_token(access, found.session)
        demand(wanted)
        return None

    app.before_request(check)


def needed_for(app: Flask, endpoint: str) -> Needed:
    """What the route of an endpoint asks for. Static files are for everyone; raises `LookupError` without a role."""
    if endpoint.rpartition(".")[2] == "static":
        return EVERYONE
    found = declared(app.view_functions[endpoint])
    if found is None:
        raise LookupError(f"the route {endpoint} declares no role: put @role(...) under its path")
    return found


def session_of(access: Access) -> str | None:
    """The secret in the cookie of this request, when it is one that we signed."""
    cookie = request.cookies.get(SESSION_COOKIE)
    return None if cookie is None else access.sessions.unsigned(cookie)


def token(access: Access, of: str) -> str:
    """What a form carries to show that we made it for this visitor."""
    return access.sessions.mark("form", of)


def _caller(desk: Desk, access: Access) -> Caller | None:
    """Who calls. A key that does not fit is refused, and never made up for by a cookie."""
    if "Authorization" not in request.headers:
        session = session_of(access)
        return None if session is None else access.sessions.holder(session, desk.now())
    scheme, _, key = request.headers["Authorization"].strip().partition(" ")
    if scheme.lower() != "bearer" or not is_whole(key.strip()):
        raise NotLoggedIn(text("The header Authorization is Bearer and a whole key: docgen_… to its last character."))
    found = access.keys.holder(key.strip())
    if found is None:
        raise NotLoggedIn(text("This key is not known here, or it was revoked."))
    return found


def _proven(desk: Desk, access: Access) -> Caller | None:
    """Who calls a route that asks nobody who they are; a key that does not fit is no mistake there."""
    try:
        return _caller(desk, access)
    except (NotLoggedIn, Unavailable):
        return None


def _check_page() -> None:
    """Raise `NotAllowed` for a change that a page of another site sends; programs send neither header."""
    if request.method in _CHANGES_NOTHING:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        ours = origin is None or origin.partition("://")[2].lower() == request.host.lower()
    if not ours:
        raise NotAllowed(text("This comes from a page of another site. Open the preview of this service itself."))


def check_token(access: Access, of: str) -> None:
    """Raise `NotAllowed` when what was sent does not show that a page of ours for this visitor sent it."""
    given = request.headers.get(TOKEN_HEADER)
    if given is None:
        request.max_form_memory_size = MAX_BODY
        given = request.form.get(TOKEN_FIELD, "")
    if not hmac.compare_digest(given.encode("utf-8"), token(access, of).encode("utf-8")):
        raise NotAllowed(text("This page is out of date. Load it again, and try once more."))


def _is_looking() -> bool:
    """Whether somebody opens a page in a browser, and not a program that asks for data."""
    return request.method in ("GET", "HEAD") and prefers_page()


def _to_login() -> Response:
    wanted = request.full_path.rstrip("?")
    return redirect(f"/login?next={quote(wanted, safe='/')}", 303)  # type: ignore[return-value]
