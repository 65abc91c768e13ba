"""The page on which staff log in, the way out, and what the other pages show of who is logged in."""

from __future__ import annotations

import secrets
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, redirect, request

from docgen.render.words import LANGUAGES
from docgen.service.access.access import Access
from docgen.service.access.attempts import WINDOW
from docgen.service.access.guard import ENDED, SESSION_COOKIE, check_token, session_of, token
from docgen.service.access.roles import EVERYONE, caller, role
from docgen.service.desk import Desk
from docgen.service.frame import page
from docgen.service.languages import page_words
from docgen.texts import Text, text

VISIT_COOKIE = "docgen_visit"  # ties the form to the browser that fetched it; it opens nothing
HOME = "/"
_LARGEST_FORM = 16 * 1024  # bytes


def blueprint(desk: Desk, access: Access) -> Blueprint:
    """The routes for logging in and out."""
    routes = Blueprint(
        "access", __name__, template_folder="templates", static_folder="static", static_url_path="/access/static"
    )

    @routes.get("/login")
    @role(EVERYONE)
    def login() -> Response:
        if desk.settings.auth == "open":
            return _to(HOME)
        session = session_of(access)
        if session is not None and access.sessions.holder(session, desk.now()) is not None:
            return _to(_next(request.args.get("next")))
        return _login_page(access, None, HTTPStatus.OK)

    @routes.post("/login")
    @role(EVERYONE)
    def enter() -> Response:
        if desk.settings.auth == "open":
            return _to(HOME)
        request.max_content_length = _LARGEST_FORM
        check_token(access, request.cookies.get(VISIT_COOKIE, ""))
        name, address = request.form.get("name", "").strip().lower(), request.remote_addr or ""
        if not access.attempts.begin(name, address, desk.now()):
            minutes = int(WINDOW.total_seconds()) // 60
            said = text("Too often wrong. Wait {minutes} minutes, and try again.", minutes=minutes)
            return _login_page(access, said, HTTPStatus.TOO_MANY_REQUESTS)
        if not access.users.has_password(name, request.form.get("password", "")):
            return _login_page(access, text("This name and password do not go together."), HTTPStatus.UNAUTHORIZED)
        access.attempts.succeeded(name, address)
        return _entered(access, name, desk.now())

    @routes.post("/logout")
    @role(EVERYONE)
    def leave() -> Response:
        session = session_of(access)
        if session is not None:
            check_token(access, session)
            access.sessions.close(session)
        response = _to(f"/login?{urlencode({'lang': page_words().language})}")
        response.delete_cookie(SESSION_COOKIE)
        return response

    @routes.app_context_processor
    def who() -> dict[str, Any]:
        found = caller() if "caller" in g else None
        if found is None or found.session is None:
            return {"logged_in": None}
        return {
            "logged_in": {"name": found.name, "role": found.role, "token": token(access, found.session)},
        }

    return routes


def _entered(access: Access, name: str, at: datetime) -> Response:
    """The way in, with a new session: never one that the browser had before."""
    old = session_of(access)
    if old is not None:
        access.sessions.close(old)
    response = _to(_next(request.form.get("next")))
    _keep(response, SESSION_COOKIE, access.sessions.signed(access.sessions.open(name, at)))
    response.delete_cookie(VISIT_COOKIE)
    return response


def _login_page(access: Access, wrong: Text | None, status: HTTPStatus) -> Response:
    words = page_words()
    visit = request.cookies.get(VISIT_COOKIE) or secrets.token_urlsafe(32)
    wanted = _next(request.values.get("next"))
    has_ended = wrong is None and SESSION_COOKIE in request.cookies
    other = next(each for each in LANGUAGES if each != words.language)
    response = page(
        "login.html",
        words,
        status,
        elsewhere=f"/login?{urlencode({'lang': other, 'next': wanted})}",
        wrong=None if wrong is None else words.say(wrong),
        ended=words.say(ENDED) if has_ended else None,
        name=request.form.get("name", "")[:64],
        token=token(access, visit),
        next=wanted,
    )
    _keep(response, VISIT_COOKIE, visit)
    response.headers["Referrer-Policy"] = "same-origin"  # else a browser hides from us where the form comes from
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response


def _keep(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=request.is_secure)


def _next(wanted: str | None) -> str:
    """Where to go after logging in: a path of this service, never an address elsewhere."""
    path = wanted or ""
    is_ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if is_ours else HOME


def _to(path: str) -> Response:
    answer: Response = redirect(path, HTTPStatus.SEE_OTHER)  # type: ignore[assignment]
    return answer
