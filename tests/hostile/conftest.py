"""A real service on templates of our own, and canaries: a server and a file that nobody may touch."""

from __future__ import annotations

import ctypes
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from docgen.settings import ROOT
from tests.hostile.making import KIND

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECONDS = 10  # after which a test is over, and failed; a refusal takes a fraction of one
KEPT = "words that no letter may hold"
_OPENED = 0x20  # IN_OPEN


@dataclass
class Canary:
    """What hostile files point at."""

    url: str
    file: Path
    calls: list[str]
    _watch: int

    def opened(self) -> bool:
        """Whether somebody opened the file."""
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False


@pytest.fixture(scope="session")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Canary]:
    """Nothing was fetched and nothing was opened, looked at when all tests are done."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(404)
            self.end_headers()

        do_HEAD = do_OPTIONS = do_PROPFIND = do_POST = do_GET  # noqa: N815 - the names that the library asks for

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    file = tmp_path_factory.mktemp("canary") / "secret.txt"
    file.write_text(KEPT)
    system = ctypes.CDLL(None, use_errno=True)
    watch = system.inotify_init1(os.O_NONBLOCK)
    assert system.inotify_add_watch(watch, str(file).encode(), _OPENED) > 0
    found = Canary(f"http://127.0.0.1:{server.server_port}", file, calls, watch)
    yield found
    server.shutdown()
    server.server_close()
    thread.join()
    touched = found.opened()
    assert file.read_text() == KEPT
    assert found.opened(), "the watch does not see what it should"
    os.close(watch)
    assert not calls
    assert not touched


@dataclass
class Service:
    """The service as it is started for real, its templates in a folder that tests may write in."""

    url: str
    templates: Path
    request: dict[str, Any] = field(default_factory=dict)

    def post(self, request: dict[str, Any], accept: str = DOCX) -> tuple[int, bytes]:
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=SECONDS)
        headers = {"Content-Type": "application/json", "Accept": accept, "Accept-Language": "en"}
        try:
            connection.request("POST", "/v1/letters", json.dumps(request), headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def letter_from(self, template: bytes) -> tuple[int, bytes]:
        """What a caller gets for a letter that this template would make."""
        (self.templates / "docx" / "nl" / f"{KIND}.docx").write_bytes(template)
        return self.post(self.request)

    def refusal_of(self, template: bytes) -> str:
        """The reason that a caller gets; fails when the template was not refused as one."""
        status, content = self.letter_from(template)
        assert KEPT.encode() not in content
        problem = json.loads(content)
        assert (status, problem["type"].rpartition("/")[2].rpartition(":")[2]) == (422, "bad-template"), problem
        return str(problem["detail"])


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, canary: Canary) -> Iterator[Service]:
    """One server for all hostile files: each comes to the process that read the one before."""
    templates = tmp_path_factory.mktemp("hostile") / "templates"
    copytree(ROOT / "templates", templates)
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DOCGEN_")}
    log = templates.parent / "log"  # a file: a pipe that nobody reads is full after some hundreds of requests
    with log.open("wb") as said:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("docgen")), "serve", "--port", "0", "--language", "en"],
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            env={**ours, "DOCGEN_TEMPLATES": str(templates), "DOCGEN_DATA": str(templates.parent / "data")},
            cwd=ROOT,
        )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    assert found
    request = json.loads((ROOT / "samples" / "reminder-consumer.json").read_text())
    made = Service(found[0], templates, request)
    try:
        yield made
    finally:
        process.terminate()
        process.communicate(timeout=30)
    complaints = log.read_text()
    assert "Traceback" not in complaints, complaints
