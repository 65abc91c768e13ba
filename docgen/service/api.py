"""The routes that programs call. Each does three things: read the request, ask the desk, put the answer in a form."""

from __future__ import annotations

from flask import Blueprint, Response, request

from docgen.dossier.strict_json import read_json
from docgen.errors import NoSuchForm
from docgen.letters.letter import Letter
from docgen.render import Document
from docgen.render.answers import findings_json
from docgen.service import catalogue, openapi
from docgen.service.access.roles import caller, demand_for, role
from docgen.service.answering import json_answer, json_body
from docgen.service.desk import Desk
from docgen.service.languages import reader
from docgen.service.letter_answers import letter_answer
from docgen.service.letters_once import KEY, LettersOnce, checked_key, same_request
from docgen.service.media import MEDIA_TYPES
from docgen.service.overload import works_long
from docgen.service.request_log import about_letter, made_now, with_key
from docgen.texts import text


def blueprint(desk: Desk) -> Blueprint:
    """The API's routes for a desk."""
    routes, once = Blueprint("api", __name__), LettersOnce(desk)

    @routes.post("/v1/letters")
    @role("viewer")
    @works_long
    def letters() -> Response:
        body = json_body()
        form = _wanted_form()
        data = read_json(body)
        about_letter(data, form)
        demand_for(data)
        words = reader()

        def make() -> tuple[Letter, Document]:
            made_now()
            letter = desk.finish(data, form)
            return letter, desk.render(letter, form, words)

        key = request.headers.get(KEY)
        if key is None:
            return letter_answer(*make())
        with_key()
        asked = same_request(data, form, words.language if form == "json" else None)
        return once.answer(caller().id, checked_key(key), asked, make)

    @routes.post("/v1/checks")
    @role("viewer")
    @works_long
    def checks() -> Response:
        found = desk.findings(read_json(json_body()))
        lawful = all(each.severity != "error" for each in found)
        return json_answer({"lawful": lawful, "findings": findings_json(found, reader())})

    @routes.post("/v1/calculations")
    @role("viewer")
    @works_long
    def calculations() -> Response:
        return json_answer(desk.calculate(read_json(json_body()), reader()))

    @routes.post("/v1/next-step")
    @role("viewer")
    @works_long
    def following() -> Response:
        return json_answer(desk.next_step(read_json(json_body()), reader()))

    _add_what_there_is(routes, desk)
    return routes


def _add_what_there_is(routes: Blueprint, desk: Desk) -> None:
    @routes.get("/v1/profiles")
    @role("viewer")
    def profiles() -> Response:
        return json_answer(desk.list_profiles(reader()))

    @routes.get("/v1/kinds")
    @role("viewer")
    def kinds() -> Response:
        return json_answer(catalogue.kinds(reader()))

    @routes.get("/v1/fields")
    @role("viewer")
    def fields() -> Response:
        return json_answer(catalogue.fields(reader()))

    @routes.get("/v1/schemas/letter-request.json")
    @role("viewer")
    def letter_request_schema() -> Response:
        return json_answer(openapi.letter_request_schema(), "application/schema+json")

    @routes.get("/openapi.json")
    @role("viewer")
    def openapi_document() -> Response:
        return json_answer(openapi.document())


def _wanted_form() -> str:
    if not request.headers.get("Accept", "").strip():
        return "pdf"
    best = request.accept_mimetypes.best_match(MEDIA_TYPES.values())
    for form, media_type in MEDIA_TYPES.items():
        if media_type == best:
            return form
    raise NoSuchForm(text("A letter can be made as {forms}.", forms=", ".join(MEDIA_TYPES.values())))
