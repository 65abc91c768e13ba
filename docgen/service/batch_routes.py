"""The routes of batches for programs: send one in, follow it, steer it, fetch what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from io import BufferedReader, RawIOBase
from typing import BinaryIO, cast

from flask import Blueprint, Response, request, send_file

from docgen.errors import InputProblem, InvalidInput
from docgen.render.words import Words
from docgen.service.access.roles import caller, role
from docgen.service.answering import json_answer, only_parameters
from docgen.service.batch_desk import BatchDesk, Status
from docgen.service.batch_events import Watching
from docgen.service.batch_models import status_json
from docgen.service.batches.downloads import LETTERS_ZIP, MANIFEST, PRINT_FILE, REPORT
from docgen.service.batches.lines import MAX_BYTES, too_many_bytes
from docgen.service.batches.tables import Batch, Options
from docgen.service.languages import reader
from docgen.service.letters_once import KEY, checked_key
from docgen.service.media import CSV, JSON, JSON_LINES, MEDIA_TYPES, ZIPPED
from docgen.service.overload import works_long
from docgen.service.problem_types import UnsupportedMediaType
from docgen.texts import text

_PART = 64 * 1024  # bytes
DOWNLOADS = {LETTERS_ZIP: ZIPPED, PRINT_FILE: MEDIA_TYPES["pdf"], REPORT: CSV, MANIFEST: JSON}


def blueprint(batches: BatchDesk, watching: Watching) -> Blueprint:
    """The routes for the batches of a service."""
    routes = Blueprint("batch_api", __name__)

    @routes.post("/v1/batches")
    @role("viewer")
    @works_long
    def submit() -> Response:
        only_parameters("form", "append_attachments", "check")
        batches.check_room()
        options = asked(append_attachments=_flag("append_attachments"), check=_flag("check"))
        status = batches.submit(_body(), request.args.get("form", "pdf"), options, _key())
        response = json_answer(status_json(status))
        response.status_code = 202
        response.headers["Location"] = f"/v1/batches/{status.batch.id}"
        return response

    @routes.get("/v1/batches")
    @role("viewer")
    def listing() -> Response:
        only_parameters()
        return json_answer([status_json(each) for each in batches.last()])

    @routes.get("/v1/batches/<batch_id>")
    @role("viewer")
    def look(batch_id: str) -> Response:
        only_parameters()
        return json_answer(status_json(batches.status(batches.find(batch_id))))

    @routes.get("/v1/batches/<batch_id>/events")
    @role("viewer")
    def events(batch_id: str) -> Response:
        only_parameters()
        return watching.events(partial(batches.status, batches.find(batch_id)))

    @routes.delete("/v1/batches/<batch_id>")
    @role("viewer")
    def delete(batch_id: str) -> Response:
        only_parameters()
        batches.delete(batches.find(batch_id))
        return Response(status=204)

    for name, step in (("pause", batches.pause), ("resume", batches.resume), ("cancel", batches.cancel)):
        routes.add_url_rule(f"/v1/batches/<batch_id>/{name}", name, _stepping(batches, step), methods=["POST"])
    for name in DOWNLOADS:
        path = f"/v1/batches/<batch_id>/{name}"
        routes.add_url_rule(path, name.replace(".", "_"), _fetching(batches, name), methods=["GET"])
    return routes


def asked(*, append_attachments: bool, check: bool) -> Options:
    """What a caller asks of all letters of a batch, and whether letters with errors are for this caller."""
    return Options(append_attachments=append_attachments, check=check, concepts=caller().may("author"))


def file_answer(batches: BatchDesk, batch_id: str, name: str, words: Words) -> Response:
    """A file of results, to be saved under a name of its own; also in parts, for who was cut off."""
    batch = batches.find(batch_id)
    path = batches.download(batch, name, words)
    stem, _, extension = name.rpartition(".")
    own = f"{stem}_{batch.date.isoformat()}_{batch.id[:8]}.{extension}"
    response = send_file(path, DOWNLOADS[name], as_attachment=True, download_name=own, conditional=True)
    response.headers["Cache-Control"] = "no-store"
    return response


def _stepping(batches: BatchDesk, step: Callable[[Batch], Status]) -> Callable[[str], Response]:
    @role("viewer")
    def view(batch_id: str) -> Response:
        only_parameters()
        return json_answer(status_json(step(batches.find(batch_id))))

    return view


def _fetching(batches: BatchDesk, name: str) -> Callable[[str], Response]:
    @role("viewer")
    @works_long
    def view(batch_id: str) -> Response:
        only_parameters()
        return file_answer(batches, batch_id, name, reader())

    return view


def _flag(name: str) -> bool:
    value = request.args.get(name, "false")
    if value not in ("true", "false"):
        raise InvalidInput((InputProblem(f"/{name}", text("Write true or false.")),))
    return value == "true"


def _key() -> str | None:
    """The caller's own key for this batch, which is nobody else's."""
    key = request.headers.get(KEY)
    return None if key is None else json.dumps([caller().id, checked_key(key)])


def _body() -> BinaryIO:
    """The body as a stream. Raises `UnsupportedMediaType` or `TooLarge` for one that is no batch, before it is read."""
    encoded = request.headers.get("Content-Encoding", "identity").lower() != "identity"
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != JSON_LINES or charset != "utf-8" or encoded:
        raise UnsupportedMediaType(
            text(
                "The body must be JSON Lines in UTF-8 (a letter request on each line), not compressed, sent with "
                "Content-Type: {media_type}.",
                media_type=JSON_LINES,
            )
        )
    if (request.content_length or 0) > MAX_BYTES:
        raise too_many_bytes()
    request.max_content_length = 2 * MAX_BYTES  # what has no length beforehand is measured as it comes
    return BufferedReader(cast("RawIOBase", request.stream), _PART)  # the stream itself gives a line byte by byte
