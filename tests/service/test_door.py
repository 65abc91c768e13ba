"""What stands before every route: hosts, headers, problems."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from docgen import errors, settings
from docgen.authoring import refusals
from docgen.errors import DocgenError
from docgen.render.words import Words
from docgen.service import problem_types
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.problem_types import PROBLEM_TYPES

PERSONAL = "J. de Vries NL91ABNA0417164300"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:99", "LOCALHOST", "[::1]:8000", "[::1]"])
def test_loopback_names_are_known(client: FlaskClient, host: str) -> None:
    assert client.get("/v1/kinds", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["example.org", "127.0.0.1.example.org", "localhost.", "127.0.0.1:80:1", "a b", "[::2]", "127.0.0.1@evil", ""],
)
@pytest.mark.parametrize("path", ["/v1/kinds", "/docs", "/healthz", "/nothing"])
def test_unknown_hosts_are_refused_everywhere(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/unknown-host")


def test_a_setting_adds_hosts(desk: Desk) -> None:
    client = create_app(replace(desk, settings=replace(desk.settings, hosts=("letters.example.org",)))).test_client()
    assert client.get("/v1/kinds", headers={"Host": "letters.example.org"}).status_code == 200
    assert client.get("/v1/kinds", headers={"Host": "example.org"}).status_code == 400


@pytest.mark.parametrize("path", ["/v1/kinds", "/docs", "/problems/not-json", "/nothing", "/static/pages.css"])
def test_every_answer_is_safe_to_open(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("method", "path", "status", "problem"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/v1/letters/1", 404, "not-found"),
        ("GET", "/problems/nothing", 404, "not-found"),
        ("GET", "/v1/letters", 405, "method-not-allowed"),
        ("DELETE", "/v1/kinds", 405, "method-not-allowed"),
    ],
)
def test_wrong_paths_and_methods(client: FlaskClient, method: str, path: str, status: int, problem: str) -> None:
    answer = client.open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json() | {"detail": ""} == {
        "type": f"/problems/{problem}",
        "title": Words("nl").say(PROBLEM_TYPES[problem].error.title),
        "status": status,
        "detail": "",
    }
    assert ("Allow" in answer.headers) == (status == 405)


def test_our_mistakes_are_answered_and_logged_without_what_they_were_about(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_self: Desk, _data: object, _form: str) -> Any:
        try:
            raise KeyError(PERSONAL)
        except KeyError as error:
            raise ValueError(PERSONAL) from error

    monkeypatch.setattr(Desk, "finish", fail)
    with caplog.at_level(logging.DEBUG):
        answer = create_app(desk).test_client().post("/v1/letters", json={"name": PERSONAL})
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (500, "/problems/internal")
    number = problem["detail"].split()[-1].rstrip(".")
    [record] = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert number == problem["request_id"] == answer.headers["X-Request-Id"]
    assert number in record.getMessage()
    assert "ValueError at " in record.getMessage()
    assert "after builtins.KeyError at service/test_door.py" in record.getMessage()
    assert PERSONAL not in caplog.text + answer.get_data(as_text=True)


def test_what_is_unavailable_says_when_to_come_back(desk: Desk) -> None:
    client = create_app(replace(desk, settings=replace(desk.settings, agency="nobody"))).test_client()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "DOCGEN_AGENCY" in answer.get_json()["detail"]


def every_error(error: type[DocgenError] = DocgenError) -> set[type[DocgenError]]:
    return {error}.union(*(every_error(each) for each in error.__subclasses__()))


def test_every_error_has_its_page(client: FlaskClient) -> None:
    homes = {errors.__name__, refusals.__name__, settings.__name__, problem_types.__name__}
    ours = {each for each in every_error() if each.__module__ in homes}
    assert {each.problem for each in ours} == set(PROBLEM_TYPES)
    assert {each.problem for each in every_error()} <= set(PROBLEM_TYPES)
    for problem_type in PROBLEM_TYPES.values():
        for language in ("nl", "en"):
            page = client.get(f"/problems/{problem_type.id}", headers={"Accept-Language": language})
            assert (page.status_code, page.mimetype, page.headers["Content-Language"]) == (200, "text/html", language)
            assert f'<html lang="{language}">' in page.text
            assert str(Words(language, strict=True).say(problem_type.error.title)) in page.text
