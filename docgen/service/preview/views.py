"""The routes of the preview. They ask the desk, like every entrance; law and letters are not their business."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Blueprint, Response, make_response, render_template, request

from docgen.dossier.strict_json import MAX_BODY, read_json
from docgen.errors import NotJson
from docgen.render import FORMS
from docgen.render.fonts import font_bytes
from docgen.render.words import LANGUAGES, Words
from docgen.service import catalogue, problems
from docgen.service.access.roles import EVERYONE, demand_for, role
from docgen.service.answering import json_answer, only_parameters
from docgen.service.desk import Desk
from docgen.service.languages import page_words, reader
from docgen.service.letter_answers import letter_answer
from docgen.service.media import JSON
from docgen.service.overload import works_long
from docgen.service.preview.form_schema import form_schema
from docgen.service.preview.mail_view import mail_facts, mail_page
from docgen.service.preview.outlook import add_outlook
from docgen.service.preview.pictures import SHARPER, page_picture
from docgen.service.preview.samples import SampleFolder
from docgen.service.preview.shown_letter import shown
from docgen.service.problem_types import BadRequest, NotFound, UnsupportedMediaType
from docgen.service.request_log import about_letter
from docgen.settings import ROOT
from docgen.texts import Text, text

FIRST_SAMPLE = "wik-consumer"
FONTS = ("LiberationSans-Regular", "LiberationSans-Bold")

# Everything comes from this service itself; `data:` holds the pictures of the pages. Nothing stands inline. What stands
# in a frame is a letter that we answer with a policy of its own; a frame with `blob:` or `srcdoc` would have this one.
PREVIEW_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

DOCUMENT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def blueprint(desk: Desk, samples: Path = ROOT / "samples") -> Blueprint:
    """The preview's routes for a desk, with the folder of samples that it offers."""
    routes = Blueprint(
        "preview", __name__, template_folder="templates", static_folder="static", static_url_path="/preview/static"
    )
    folder = SampleFolder(samples)

    @routes.get("/")
    @role("viewer")
    def preview() -> Response:
        return _page(page_words(), folder, desk)

    @routes.get("/preview/fonts/<name>.ttf")
    @role(EVERYONE)
    def font(name: str) -> Response:
        if name not in FONTS:
            raise NotFound(text("There is no font of that name."))
        answer = Response(font_bytes(f"{name}.ttf"), content_type="font/ttf")
        answer.headers["Cache-Control"] = "private, max-age=86400"
        return answer

    @routes.get("/preview/samples/<name>.json")
    @role("viewer")
    def sample(name: str) -> Response:
        content = folder.content(name)
        if content is None:
            raise NotFound(text("There is no sample of that name."))
        return Response(content, content_type=JSON)

    @routes.get("/preview/schema")
    @role("viewer")
    def schema() -> Response:
        answer = Response(json.dumps(form_schema(reader().language), ensure_ascii=False), content_type=JSON)
        answer.vary.add("Accept-Language")
        return answer

    @routes.post("/preview/letter")
    @role("viewer")
    @works_long
    def letter() -> Response:
        data = _asked()
        only_parameters("page")
        number = request.args.get("page", type=int)
        return Response(shown(desk, data, number, reader()), content_type=JSON)

    _add_single_documents(routes, desk)
    add_outlook(routes, desk)
    return routes


def _add_single_documents(routes: Blueprint, desk: Desk) -> None:
    @routes.post("/preview/open/<form>")
    @role("viewer")
    @works_long
    def open_letter(form: str) -> Response:
        if form not in FORMS:
            raise NotFound(text("There is no form of that name."))
        request.max_form_memory_size = MAX_BODY
        data = read_json(request.form.get("request", "").encode("utf-8"))
        about_letter(data, form)
        demand_for(data)
        finished = desk.finish(data, form)
        if form == "eml":  # a browser shows no message, but its page
            return framed(letter_answer(finished, mail_page(finished, desk.settings.templates)))
        return framed(letter_answer(finished, desk.render(finished, form)))

    @routes.post("/preview/mail")
    @role("viewer")
    @works_long
    def mail() -> Response:
        finished = desk.finish(_asked(), "eml")
        return json_answer(mail_facts(desk.render(finished, "eml").content))

    @routes.post("/preview/page")
    @role("viewer")
    @works_long
    def page() -> Response:
        data = _asked()
        only_parameters("number", "scale")
        scale = request.args.get("scale", type=int)
        if scale not in SHARPER:
            raise BadRequest(text("The scale of a page is one of: {scales}.", scales=SHARPER))
        pdf = desk.render(desk.finish(data, "pdf"), "pdf").content
        picture = page_picture(pdf, request.args.get("number", default=0, type=int), scale)
        if picture is None:
            raise NotFound(text("The letter has no page of that number."))
        return json_answer({"page": picture})

    @routes.errorhandler(NotJson)
    def broken(error: NotJson) -> Response:
        line, column = error.place or (None, None)
        return problems.answer(error, line=line, column=column)


def framed(response: Response) -> Response:
    """An answer that a page of our own may show in a frame; its own policy keeps it from doing anything there."""
    policy = response.headers.get("Content-Security-Policy", DOCUMENT_POLICY)
    response.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _asked() -> object:
    if request.mimetype != JSON:
        raise UnsupportedMediaType(text("Send Content-Type: application/json."))
    data = read_json(request.get_data(cache=False))
    demand_for(data)
    return data


def _page(words: Words, folder: SampleFolder, desk: Desk) -> Response:
    kinds = catalogue.kinds(words)
    samples = folder.all()
    by_kind = [(kind, [each.name for each in samples if each.kind == kind["id"]]) for kind in kinds]
    names = [each.name for each in samples]
    wanted = request.args.get("sample", FIRST_SAMPLE)
    page = render_template(
        "preview.html",
        language=words.language,
        other=next(each for each in LANGUAGES if each != words.language),
        say=lambda message, **values: words.say(Text(message, values)),
        warnings=desk.rate_warnings(words),
        kinds={kind["id"]: kind["title"] for kind in kinds},
        by_recipient=catalogue.by_recipient(words),
        forms=catalogue.forms(),
        by_kind=[(kind, names) for kind, names in by_kind if names],
        chosen=wanted if wanted in names else next(iter(names), ""),
    )
    response = make_response(page)
    response.content_language.add(words.language)
    response.vary.add("Accept-Language")
    response.headers["Content-Security-Policy"] = PREVIEW_POLICY
    response.headers["Referrer-Policy"] = "same-origin"  # else a browser hides from us where a form comes from
    return response
