"""The pages about batches: hand one in, see how far each is, steer it, fetch what came of it. They ask the desk."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any, BinaryIO, cast

from flask import Blueprint, Response, redirect, request, url_for

from docgen.errors import DocgenError, InputProblem, InvalidInput, TooLarge
from docgen.render.words import Words
from docgen.service.access.roles import role
from docgen.service.batch_desk import STATES, BatchDesk, Status
from docgen.service.batch_routes import DOWNLOADS, asked, file_answer
from docgen.service.batches.downloads import LETTERS_ZIP, MANIFEST, PRINT_FILE, REPORT
from docgen.service.batches.lines import MAX_BYTES
from docgen.service.cli_progress import clock
from docgen.service.examples import LETTER_REQUEST
from docgen.service.frame import PAGE_POLICY, page
from docgen.service.languages import page_words
from docgen.service.media import JSON_LINES
from docgen.service.overload import works_long
from docgen.service.preview.author_pages import moment
from docgen.service.problem_types import NotFound, TooMuchWaiting, WrongState
from docgen.texts import text

FORM_NAMES = {
    "pdf": text("PDF"),
    "docx": text("Word file"),
    "html": text("Web page"),
    "eml": text("E-mail"),
    "txt": text("Text message (SMS)"),
    "json": text("Data (JSON)"),
}
SHOWN = 50  # letters that were not made; the report has all of them
POLICY = PAGE_POLICY.replace("default-src 'none'", "default-src 'none'; script-src 'self'; connect-src 'self'")
_AROUND = 1024**2  # bytes of a form besides its file
_THOUSANDS = {"nl": ".", "en": ","}


def blueprint(batches: BatchDesk) -> Blueprint:
    """The pages for the batches of a service."""
    routes = Blueprint("batches", __name__, template_folder="templates")

    @routes.before_app_request
    def allow_a_batch() -> None:
        if request.endpoint == "batches.submit":
            request.max_content_length = MAX_BYTES + _AROUND  # before anybody looks into the form

    @routes.get("/batches")
    @role("viewer")
    def overview() -> Response:
        return _overview(batches, page_words())

    @routes.post("/batches")
    @role("viewer")
    @works_long
    def submit() -> Response:
        try:
            batches.check_room()
            status = _submit(batches)
        except (InvalidInput, TooLarge, TooMuchWaiting) as error:
            return _overview(batches, page_words(), error)
        return _to("batches.one", batch_id=status.batch.id)

    @routes.get("/batches/<batch_id>")
    @role("viewer")
    def one(batch_id: str) -> Response:
        return _one(batches, batch_id, page_words())

    @routes.get("/batches/<batch_id>/files/<name>")
    @role("viewer")
    @works_long
    def fetch(batch_id: str, name: str) -> Response:
        if name not in DOWNLOADS:
            raise NotFound(text("There is no such file of a batch."))
        return file_answer(batches, batch_id, name, page_words())

    _add_steps(routes, batches)
    return routes


def _add_steps(routes: Blueprint, batches: BatchDesk) -> None:
    @routes.post("/batches/<batch_id>/<step>")
    @role("viewer")
    def step(batch_id: str, step: str) -> Response:
        steps = {"pause": batches.pause, "resume": batches.resume, "cancel": batches.cancel}
        if step not in steps:
            raise NotFound(text("This path does not exist. See /docs for those that do."))
        try:
            steps[step](batches.find(batch_id))
        except WrongState:  # it changed while somebody looked at it: the page says to what
            return _to("batches.one", batch_id=batch_id)
        return _to("batches.one", batch_id=batch_id)

    @routes.post("/batches/<batch_id>/delete")
    @role("viewer")
    def delete(batch_id: str) -> Response:
        batches.delete(batches.find(batch_id))
        return _to("batches.overview")

    @routes.get("/batches/example.jsonl")
    @role("viewer")
    def example() -> Response:
        answer = Response(_example(), content_type=JSON_LINES)
        answer.headers["Content-Disposition"] = 'attachment; filename="example.jsonl"'
        return answer


def _submit(batches: BatchDesk) -> Status:
    file = request.files.get("requests")
    if file is None or not file.filename:
        raise InvalidInput((InputProblem("", text("Choose a file with a letter request on each line.")),))
    given = request.form
    form = given.get("form", "pdf")
    options = asked(append_attachments=form == "pdf" and "append_attachments" in given, check="check" in given)
    return batches.submit(cast("BinaryIO", file.stream), form, options)


def _to(endpoint: str, batch_id: str | None = None) -> Response:
    return redirect(url_for(endpoint, lang=page_words().language, batch_id=batch_id), 303)  # type: ignore[return-value]


def _overview(batches: BatchDesk, words: Words, refused: DocgenError | None = None) -> Response:
    mistakes = [words.say(each.message) for each in refused.errors] if isinstance(refused, InvalidInput) else []
    rows = [_shown(each, words) for each in batches.last()]
    return _page(
        "batches.html",
        words,
        200 if refused is None else refused.status,
        elsewhere=url_for("batches.overview", lang="en" if words.language == "nl" else "nl"),
        rows=rows,
        lively=any(each["lively"] for each in rows),
        forms={name: words.say(said) for name, said in FORM_NAMES.items()},
        refused=refused and (mistakes or [words.say(refused.detail)]),
        megabytes=MAX_BYTES // 1024**2,
    )


def _one(batches: BatchDesk, batch_id: str, words: Words) -> Response:
    status = batches.status(batches.find(batch_id))
    failed = batches.failed(status.batch, words, SHOWN)
    return _page(
        "batch.html",
        words,
        batch=_shown(status, words),
        failed=[
            {"line": _count(each.letter.position, words), "reference": each.reference, "reasons": reasons}
            for each, reasons in failed
        ],
        more=_count(max(0, status.progress.failed - SHOWN), words),
        downloads=list(_downloads(status)),
    )


def _page(template: str, words: Words, status: int = 200, /, **values: Any) -> Response:
    return page(template, words, status, policy=POLICY, **values)


def _shown(status: Status, words: Words) -> dict[str, Any]:
    """A batch in words and figures for people."""
    batch, progress, pace = status.batch, status.progress, status.pace
    over = progress.done + progress.failed
    rate = None if pace.rate is None else f"{pace.rate:.1f}".replace(".", "," if words.language == "nl" else ".")
    return {
        "id": batch.id,
        "short_id": batch.id[:8],
        "name": moment(batch.created_at, words),
        "state": progress.state,
        "state_name": words.say(STATES[progress.state]),
        "form": words.say(FORM_NAMES[batch.form]),
        "day": words.short_date(batch.date),
        "check": batch.options.check,
        "append_attachments": batch.options.append_attachments,
        "is_over": status.is_over,
        "lively": status.is_lively,
        "waits": progress.state == "running" and not over and not progress.taken,
        "ended": batch.finished_at and moment(batch.finished_at, words),
        "share": over / progress.total,
        "percent": f"{100 * over // progress.total}%",
        "over": _count(over, words),
        "total": _count(progress.total, words),
        "done": _count(progress.done, words),
        "failed": _count(progress.failed, words),
        "has_failed": progress.failed > 0,
        "number_failed": progress.failed,
        "begun": over + progress.taken > 0,
        "left": _count(progress.left, words),
        "cancelled": _count(progress.counts.get("cancelled", 0), words),
        "rate": rate or "–",
        "time_left": "–" if pace.seconds_left is None else clock(pace.seconds_left),
    }


def _count(number: int, words: Words) -> str:
    return f"{number:,}".replace(",", _THOUSANDS[words.language])


def _downloads(status: Status) -> list[str]:
    if not status.is_over:
        return []
    if status.batch.options.check:
        return [REPORT, MANIFEST]
    letters = [LETTERS_ZIP] if status.progress.done else []
    if letters and status.batch.form == "pdf":
        letters.append(PRINT_FILE)
    return [*letters, REPORT, MANIFEST]


def _example() -> str:
    """Three requests to try a batch with; the dossiers differ in their reference."""
    lines = []
    for number in range(1, 4):
        line = deepcopy(LETTER_REQUEST)
        line["dossier"]["reference"] = f"VOORBEELD-{number}"
        lines.append(json.dumps(line, ensure_ascii=False))
    return "\n".join(lines) + "\n"
