"""The pages of template authors: every Word template, its history, and the field guide. They ask the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request

from docgen.authoring.versions import History, TemplateVersion
from docgen.law.terms import AMSTERDAM
from docgen.render.words import Words
from docgen.service import catalogue
from docgen.service.access.roles import caller, role
from docgen.service.desk import Desk
from docgen.service.frame import page
from docgen.service.languages import page_words
from docgen.service.media import JSON
from docgen.service.overload import works_long
from docgen.service.preview.contact_sheet import pages_of, samples_of
from docgen.service.preview.views import PREVIEW_POLICY
from docgen.service.problem_types import BadRequest
from docgen.service.template_desk import TemplateDesk
from docgen.settings import ROOT
from docgen.texts import text

STATES = {
    "published": text("published"),
    "draft": text("draft"),
    "replaced": text("replaced"),
    "shipped": text("came with the program"),
}


def blueprint(desk: Desk, samples: Path = ROOT / "samples") -> Blueprint:
    """The pages for the templates of a desk, which are tried on a folder of samples."""
    routes = Blueprint("authors", __name__, template_folder="templates")
    templates = TemplateDesk(desk, samples)

    @routes.get("/templates")
    @role("viewer")
    def listing() -> Response:
        words = page_words()
        titles = {each["id"]: each["title"] for each in catalogue.kinds(words)}
        rows = [_row(each, words) for each in templates.histories()]
        groups = [
            (name, [row for row in rows if row["kind"] in kinds]) for name, kinds in catalogue.by_recipient(words)
        ]
        return _page("authors.html", words, titles=titles, groups=groups, may_open=caller().may("author"))

    @routes.get("/templates/fields")
    @role("viewer")
    def fields() -> Response:
        words = page_words()
        return _page("author_fields.html", words, fields=catalogue.fields(words), types=_type_names(words))

    @routes.get("/templates/<kind>/<language>")
    @role("author")
    def history(kind: str, language: str) -> Response:
        words = page_words()
        found = templates.history(kind, language)
        shown = templates.version(found, request.args.get("version"))
        title = next(each["title"] for each in catalogue.kinds(words) if each["id"] == kind)
        return _page(
            "author_history.html",
            words,
            title=title,
            kind=kind,
            letter_language=language,
            history=found,
            versions=[_version(each, words) for each in found.versions()],
            shown=_version(shown, words),
            samples=samples_of(templates, kind),
        )

    @routes.get("/preview/templates/<kind>/<language>/pages")
    @role("author")
    @works_long
    def pages(kind: str, language: str) -> Response:
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            raise BadRequest(text("These pictures belong to the pages of this service."))
        sample, version = request.args.get("sample", ""), request.args.get("version")
        found = pages_of(templates, kind, language, version, sample)
        return Response(json.dumps(found, ensure_ascii=False), content_type=JSON)

    return routes


def _page(template: str, words: Words, /, **values: Any) -> Response:
    return page(template, words, policy=PREVIEW_POLICY, **values)


def _row(history: History, words: Words) -> dict[str, Any]:
    """A template as a row of the list, with what happened to it last."""
    last = history.events[-1] if history.events else None
    return {
        "kind": history.kind,
        "language": history.language,
        "published": history.published_name,
        "chosen": history.chosen,
        "drafts": [each.version for each in history.versions() if each.state == "draft"],
        "at": last and moment(last.at, words),
        "author": last and last.author,
        "note": last and last.note,
    }


def _version(version: TemplateVersion, words: Words) -> dict[str, Any]:
    """A version as a line of the history: its events in the order in which they happened, the last one first."""
    return {
        "version": version.version,
        "state": version.state,
        "state_name": words.say(STATES[version.state]),
        "events": list(_events(version, words)),
    }


def _events(version: TemplateVersion, words: Words) -> Iterator[dict[str, Any]]:
    for each in reversed(version.publications):
        what = words.say(text("published"))
        yield {"what": what, "at": moment(each.at, words), "author": each.author, "note": each.note}
    saved = version.saved
    if saved is not None and saved.action != "published":
        what = words.say(text("sent in") if saved.action == "draft" else text("came with the program"))
        yield {"what": what, "at": moment(saved.at, words), "author": saved.author, "note": saved.note}


def moment(at: datetime, words: Words) -> str:
    """A day and a time of day in the Netherlands."""
    here = at.astimezone(AMSTERDAM)
    return f"{words.short_date(here.date())} {here:%H:%M}"


def _type_names(words: Words) -> dict[str, str]:
    names = {
        "text": text("text"),
        "number": text("number"),
        "yes or no": text("yes or no"),
        "amount": text("amount in euros"),
        "date": text("date"),
        "percentage": text("percentage"),
        "sentence": text("sentence"),
        "group": text("group"),
    }
    return {name: words.say(said) for name, said in names.items()}
