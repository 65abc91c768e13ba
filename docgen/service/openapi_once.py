"""Letters with an `Idempotency-Key`, as the OpenAPI document tells of them."""

from __future__ import annotations

from docgen.service.letters_once import KEY, LONGEST_KEY, MADE_BEFORE
from docgen.service.openapi_parts import Json

ONCE: Json = {
    "name": KEY,
    "in": "header",
    "required": False,
    "description": (
        "A name of the caller's own for this one letter, best a random one (a UUID). The same request with "
        "the same key is answered with the first result: the same bytes, also on another day and after a "
        "restart of the service. Requests that come while the letter is made wait for it; when that takes too "
        "long they get 503, and may be sent again. The same request means the same JSON (its layout and the "
        "order of its fields do not matter) in the same form, and for application/json in the same language; "
        "anything else under the key is 422 key-used. Only successes are kept, for 30 days. A letter that is "
        "kept no more is 409 letter-gone, and is not made again. Keys of one caller say nothing to another."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
    "example": "8e03978e-40d5-43dd-bc93-6894a57f9324",
}
ONCE_PROBLEMS = ("key-used", "letter-gone")
ONCE_HEADERS: Json = {
    MADE_BEFORE: {
        "description": (
            "Only with an Idempotency-Key: when a letter of this dossier, kind and date was made before, under another "
            "key or in a batch. Absent when there was none, and for a concept."
        ),
        "schema": {"type": "string", "format": "date-time"},
    },
}
