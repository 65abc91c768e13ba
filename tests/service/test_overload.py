"""More requests than there are places: who comes too late is told so at once, and everything else goes on."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from io import RawIOBase
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.openapi import document
from docgen.service.openapi_overload import WORK_LONG
from docgen.service.overload import is_long
from docgen.settings import Settings
from tests.service.batches import request
from tests.service.conftest import NOW, TODAY
from tests.service.test_server import call

BODY = json.dumps(request("D1")).encode()


class Slow(RawIOBase):
    """A body of which nothing comes before it may; `begun` says that somebody waits for it."""

    def __init__(self, content: bytes) -> None:
        self.begun, self.may_come, self._left = Event(), Event(), content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.begun.set()
        assert self.may_come.wait(30)
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def post(app: Flask, body: bytes | Slow, *, path: str = "/v1/letters") -> TestResponse:
    slow = {} if isinstance(body, bytes) else {"wsgi.input": body, "CONTENT_LENGTH": str(len(BODY))}
    return app.test_client().post(
        path,
        data=body if isinstance(body, bytes) else None,
        content_type="application/json",
        headers={"Accept": "application/json", "Accept-Language": "en"},
        environ_overrides=slow,
    )


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(Desk(Settings(data=tmp_path, waiting=1), today=lambda: TODAY, now=lambda: NOW))


@contextmanager
def busy(app: Flask) -> Iterator[Slow]:
    """While its only place is taken."""
    body = Slow(BODY)
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(post, app, body)
        assert body.begun.wait(30)
        try:
            yield body
        finally:
            body.may_come.set()
        assert first.result().status_code == 200


def test_who_finds_no_place_is_told_to_come_back_before_the_body_is_read(app: Flask) -> None:
    with busy(app):
        unread = Slow(BODY)
        refused = post(app, unread)
        assert refused.status_code == 429
        assert refused.json == {
            "type": "/problems/too-much-waiting",
            "title": "Too much work waits",
            "status": 429,
            "detail": "1 requests are being worked on or wait already. Try again later.",
        }
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert not unread.begun.is_set()
        assert post(app, BODY, path="/v1/checks").status_code == 429
        numbers = app.test_client().get("/metrics").get_data(as_text=True)
        assert {"docgen_places_taken 1.0", "docgen_places 1.0"} <= set(numbers.splitlines())
        for path in ("/healthz", "/", "/v1/kinds", "/problems/too-much-waiting"):
            assert app.test_client().get(path).status_code == 200
    assert post(app, BODY).status_code == 200


@pytest.mark.parametrize("body", [b"{", json.dumps(request("D1", kind="none")).encode()])
def test_a_mistake_gives_its_place_back(app: Flask, body: bytes) -> None:
    for _ in range(3):
        assert post(app, body).status_code in (400, 422)
    assert post(app, BODY).status_code == 200


def test_routes_that_work_long_are_documented_so(app: Flask) -> None:
    named = {
        operation["operationId"]: (method.upper(), path)
        for path, item in document()["paths"].items()
        for method, operation in item.items()
    }
    bound = {
        (method, rule.rule.replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if is_long(app, rule.endpoint)
    }
    documented = {named[each] for each in WORK_LONG}
    assert documented == {each for each in bound if each in named.values()}
    assert all("429" in document()["paths"][path][method.lower()]["responses"] for method, path in documented)


def test_a_server_that_is_full_sends_away_and_still_says_how_it_is(
    serving: Callable[..., AbstractContextManager[str]], tmp_path: Path
) -> None:
    """Two callers announce a letter and send nothing of it; there are only two places."""
    head = (
        b"POST /v1/letters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
    )
    with serving(DOCGEN_WAITING="2", DOCGEN_DATA=str(tmp_path)) as url, ExitStack() as opened:
        place = urlsplit(url).hostname, urlsplit(url).port or 80
        idle = [opened.enter_context(socket.create_connection(place, timeout=20)) for _ in range(2)]
        for each in idle:
            each.sendall(head)

        def letter(_: int) -> tuple[int, str | None]:
            answer, _content = call(url, "POST", "/v1/letters", BODY, Content_Type="application/json")
            return answer.status, answer.getheader("Retry-After")

        while b"docgen_places_taken 2.0" not in call(url, "GET", "/metrics")[1]:  # the two are not in yet
            time.sleep(0.05)
        assert letter(0) == (429, "5")
        with ThreadPoolExecutor(16) as callers:
            refused = callers.map(letter, range(60))
            assert call(url, "GET", "/healthz")[0].status == 200
            assert set(refused) == {(429, "5")}
        for each in idle:
            each.sendall(b"{}       ")
            assert each.recv(4096).startswith(b"HTTP/1.1 422")
        assert letter(0)[0] == 200
