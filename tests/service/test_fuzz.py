"""Whatever comes in, what goes out is what the OpenAPI document says; a 5xx would be our mistake."""

from __future__ import annotations

import copy
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.examples import CALCULATION_REQUEST, LETTER_REQUEST, NEXT_STEP_REQUEST
from docgen.service.media import JSON_LINES, MEDIA_TYPES
from docgen.settings import Settings

SETTINGS = Settings(data=Path(os.environ["DOCGEN_DATA"]))


@schemathesis.serializer(MEDIA_TYPES["docx"])
def word_file(_context: Any, value: Any) -> bytes:
    """Whatever is sent as a Word file."""
    return value if isinstance(value, bytes) else json.dumps(value, default=str).encode()


@schemathesis.serializer(JSON_LINES)
def lines(_context: Any, value: Any) -> bytes:
    """Whatever is sent as lines of JSON."""
    return value if isinstance(value, bytes) else json.dumps(value, default=str).encode()


schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(Desk(SETTINGS, today=lambda: date(2026, 11, 21))))

# Thousands of cases, minutes long: the limits of every field, one by one.
schema.config.phases.coverage.enabled = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


@schema.parametrize()
@settings(max_examples=settings().max_examples // 2, suppress_health_check=list(HealthCheck))
def test_every_route_answers_as_documented(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_headers_conformance,
            response_schema_conformance,
        ]
    )


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a JSON document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(each for key, part in inside for each in places(part, (*here, key)))]


def changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    result = copy.deepcopy(document)
    inner = result
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return result


plausible = st.one_of(
    st.sampled_from(
        ["0.01", "999999999.99", "-1.00", "2026-09-15", "2024-02-29", "2026-11-21", "business", "en", "NL"]
    ),
    st.sampled_from(["Łukasz Đặng & Zn", "{{ 7*7 }}", "{% if", "</p><b>", 'O\'Brien "x"', "x" * 34]),
    st.sampled_from(["1", "bakkerij@example.nl", None, True]),
)
odd = st.one_of(
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=80),
    st.sampled_from(["", "2026-02-30", "0001-01-01", "9999-12-31", "1e5"]),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.none(), max_size=2),
)
REQUESTS = {"/v1/letters": LETTER_REQUEST, "/v1/calculations": CALCULATION_REQUEST, "/v1/next-step": NEXT_STEP_REQUEST}


@pytest.mark.parametrize("path", REQUESTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_odd_value_anywhere_never_breaks_the_service(client: FlaskClient, path: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(REQUESTS[path])))
    body = json.dumps(changed(REQUESTS[path], place, data.draw(plausible | odd)))
    answer = client.post(path, data=body, content_type="application/json", headers={"Accept": "application/json"})
    assert answer.status_code in (200, 422), body
    assert answer.mimetype == ("application/json" if answer.status_code == 200 else "application/problem+json")
