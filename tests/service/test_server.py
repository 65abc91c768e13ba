"""A real server, as `make run` starts it."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from urllib.parse import urlsplit

import pytest

from docgen.dossier.strict_json import MAX_BODY
from docgen.settings import ROOT

REQUEST = (ROOT / "samples" / "wik-consumer.json").read_bytes()


def call(server: str, method: str, path: str, body: Any = None, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=60)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def test_the_printed_curl_line_yields_a_letter(server: str) -> None:
    answer, content = call(server, "POST", "/v1/letters", REQUEST, Content_Type="application/json", Accept="*/*")
    assert (answer.status, answer.getheader("Content-Type"), content[:5]) == (200, "application/pdf", b"%PDF-")


def test_letters_made_at_the_same_time_are_the_same(server: str) -> None:
    def letter(_: int) -> bytes:
        return call(server, "POST", "/v1/letters", REQUEST, Content_Type="application/json")[1]

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(letter, range(8)))) == 1


def test_hosts_are_checked(server: str) -> None:
    assert call(server, "GET", "/v1/kinds", Host="example.org")[0].status == 400
    assert call(server, "GET", "/v1/kinds", Host="localhost")[0].status == 200


def test_a_body_that_is_too_large_is_refused_before_it_is_read(server: str) -> None:
    """Only the header is sent: an answer can come before a single byte of the body has."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port or 80), timeout=10) as caller:
        caller.sendall(
            b"POST /v1/letters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n\r\n" % (MAX_BODY + 1)
        )
        assert b" 413 " in caller.recv(4096).partition(b"\r\n")[0]


def test_a_body_without_announced_length_has_the_same_limit(server: str) -> None:
    def parts(padding: int) -> Iterator[bytes]:
        yield REQUEST
        for _ in range(padding // 65536):
            yield b" " * 65536

    assert call(server, "POST", "/v1/letters", parts(0), Content_Type="application/json")[0].status == 200
    try:
        answer, _ = call(server, "POST", "/v1/letters", parts(MAX_BODY + 65536), Content_Type="application/json")
    except OSError:
        return  # the server closed the connection at the limit: that is a refusal too
    assert answer.status == 413


@pytest.mark.parametrize("part", [b"zz\r\n{}\r\n", b"2\r\n{}{}\r\n"])
def test_a_body_in_parts_that_are_not_sound_is_the_callers_mistake(server: str, part: bytes) -> None:
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port or 80), timeout=10) as caller:
        caller.sendall(
            b"POST /v1/letters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" + part
        )
        assert b" 400 " in caller.recv(4096).partition(b"\r\n")[0]


def test_a_port_that_is_taken_is_a_readable_error(
    server: str, docgen: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    done = docgen("serve", "--port", str(urlsplit(server).port), "--language", "en")
    assert done.returncode == 2
    assert b"Choose another port" in done.stderr


def test_health(server: str) -> None:
    answer, content = call(server, "GET", "/healthz")
    assert answer.status == 200
    assert json.loads(content)["status"] == "ok"
