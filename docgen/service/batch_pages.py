"""The page about batches: what they are, and how to make many letters as long as there are none."""

from __future__ import annotations

from flask import Blueprint, Response

from docgen.service.access.roles import role
from docgen.service.frame import page
from docgen.service.languages import page_words


def blueprint() -> Blueprint:
    """The route of the page."""
    routes = Blueprint("batches", __name__, template_folder="templates")

    @routes.get("/batches")
    @role("viewer")
    def overview() -> Response:
        return page("batches.html", page_words())

    return routes
