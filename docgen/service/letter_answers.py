"""A finished letter as an answer, and such an answer as bytes that can be kept."""

from __future__ import annotations

import json
from hashlib import sha256

from flask import Response
from werkzeug.http import dump_options_header

from docgen.letters.letter import Letter
from docgen.render import Document
from docgen.service.media import MEDIA_TYPES

# A letter as a web page brings its own style, pictures and fonts, and nothing may run in it.
_LETTER_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def letter_answer(letter: Letter, document: Document) -> Response:
    """A finished letter as an answer, with its name, its fingerprint and its findings in the headers."""
    response = Response(document.content, content_type=document.media_type)
    how = "attachment" if document.media_type in (MEDIA_TYPES["docx"], MEDIA_TYPES["eml"]) else "inline"
    response.headers["Content-Disposition"] = dump_options_header(how, {"filename": document.file_name})
    response.headers["ETag"] = f'"{sha256(document.content).hexdigest()}"'
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers.update(document.told)
    if letter.findings:
        response.headers["Docgen-Findings"] = ", ".join(dict.fromkeys(each.rule for each in letter.findings))
    if document.media_type.startswith(MEDIA_TYPES["html"]):
        response.headers["Content-Security-Policy"] = _LETTER_POLICY
    return response


def packed(answer: Response) -> bytes:
    """An answer as it is kept: a line with its headers, then its content."""
    return json.dumps([*answer.headers]).encode() + b"\n" + answer.get_data()


def unpacked(kept: bytes) -> Response:
    """The answer that was `packed`."""
    headers, _, content = kept.partition(b"\n")
    return Response(content, headers=[(name, value) for name, value in json.loads(headers)])
