"""How the service is, at ``/healthz``: 200 as long as letters can be made, with what is ill and what needs care."""

from __future__ import annotations

from flask import Blueprint, Response

from docgen import __version__
from docgen.law.rates import fingerprint
from docgen.service.access.roles import EVERYONE, proven, role
from docgen.service.answering import json_answer
from docgen.service.desk import Desk
from docgen.service.health import Found, Health
from docgen.service.languages import reader
from docgen.settings import BadSetting
from docgen.texts import text

_NONE_AT_ALL = BadSetting(text("No letter can be made. Ask this with a key of the service to hear why."))


def blueprint(desk: Desk, health: Health) -> Blueprint:
    """The route. Strangers hear what does not work; where and why is for who has a key."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    @role(EVERYONE)
    def how_it_is() -> Response:
        words, whole = reader(), proven() is not None
        try:
            desk.check()
            found = [Found("brands"), *health.look()]
        except BadSetting:
            if whole:
                raise
            raise _NONE_AT_ALL from None
        ill = [each.detail(words, whole=whole) for each in found if not each.ok]
        parts = [{"part": each.part, "ok": each.ok, "detail": each.detail(words, whole=whole)} for each in found]
        return json_answer(
            {
                "status": "impaired" if ill else "ok",
                "version": __version__,
                "rates": fingerprint(desk.rates),
                "warnings": [*ill, *desk.rate_warnings(words)],
                "parts": parts,
            }
        )

    return routes
