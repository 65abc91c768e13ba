"""What the routes of programs share: reading a body, refusing what nobody asked for, answering with data."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from flask import Response, request

from docgen.service.media import JSON
from docgen.service.problem_types import BadRequest, UnsupportedMediaType
from docgen.texts import text


def json_body() -> bytes:
    """The bytes of a JSON body. Raises `UnsupportedMediaType`."""
    encoded = request.headers.get("Content-Encoding", "identity").lower() != "identity"
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype != JSON or charset != "utf-8" or encoded:
        raise UnsupportedMediaType(
            text("The body must be JSON in UTF-8, not compressed, sent with Content-Type: application/json.")
        )
    return request.get_data(cache=False)


def only_parameters(*names: str) -> None:
    """Raise `BadRequest` for a parameter in the address that a route does not take, or one that stands there twice."""
    if set(request.args) - set(names):
        takes = ", ".join(names)
        raise BadRequest(
            text("This path takes these parameters and no others: {names}.", names=takes)
            if names
            else text("This path takes no parameters.")
        )
    if any(len(values) > 1 for values in request.args.listvalues()):
        raise BadRequest(text("A parameter stands in the address twice."))


def moment(at: datetime) -> str:
    """A moment in UTC as it is answered."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def json_answer(data: Any, media_type: str = JSON) -> Response:
    """Data as JSON."""
    return Response(json.dumps(data, ensure_ascii=False), content_type=media_type)
