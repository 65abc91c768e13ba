"""A real service that is told to stop: what was begun is finished, who comes is refused, and nothing is left behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.service.conftest import PROGRAM, environment

Sample = Callable[[str], dict[str, Any]]


class Serving:
    """A service with a place of its own for all that it keeps for a while."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.mark = f"TMPDIR={folder}".encode()
        self.folder = folder
        self.folder.mkdir()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--language", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(DOCGEN_DATA=str(folder.parent / "data"), TMPDIR=str(folder), DOCGEN_LOG="json", **more),
        )
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", self.process.stdout.readline())
        assert found
        self.place = urlsplit(found[0]).netloc

    def processes(self) -> set[int]:
        """The processes of this service, by their environment."""
        found = set()
        for each in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.mark in each.read_bytes():
                    found.add(int(each.parent.name))
            except OSError:
                continue  # it ended, or is somebody else's
        return found

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        connection = HTTPConnection(self.place, timeout=60)
        try:
            connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def kill(self) -> None:
        """End it, whatever the test came to."""
        for each in self.processes():
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self.process.communicate(timeout=60)

    def stop(self, signal_number: int) -> list[dict[str, Any]]:
        """Stop it; gives what its log said."""
        self.process.send_signal(signal_number)
        _, log = self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        return [json.loads(line) for line in log.splitlines()]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Serving]]:
    """Start a service."""
    begun: list[Serving] = []

    def start(**more: str) -> Serving:
        begun.append(Serving(tmp_path / "tmp", **more))
        return begun[-1]

    yield start
    for each in begun:
        each.kill()


def test_a_letter_in_the_making_is_finished(serve: Callable[..., Serving], sample: Sample) -> None:
    serving = serve()
    letter = sample("wik-consumer")
    invoice = letter["dossier"]["invoices"][0]
    letter["dossier"]["invoices"] += [invoice | {"number": f"F{number}"} for number in range(60)]
    with ThreadPoolExecutor(2) as threads:
        begun = threads.submit(serving.ask, "POST", "/v1/letters", letter)
        until = time.monotonic() + 60
        while len(serving.processes()) < 3 and time.monotonic() < until:  # the one that sets its pages
            time.sleep(0.02)
        assert not begun.done()
        stopped = threads.submit(serving.stop, signal.SIGINT)
        time.sleep(0.5)
        with pytest.raises(OSError):
            serving.ask("GET", "/v1/kinds")
        status, content = begun.result()
        log = stopped.result()
    assert (status, content[:5]) == (200, b"%PDF-")
    assert [each["event"] for each in log] == ["ready", "stopping", "request", "stopped"]
    assert not serving.processes()
    assert not [*serving.folder.iterdir()]


def test_nothing_is_left_when_it_stops_in_the_middle_of_getting_ready(serve: Callable[..., Serving]) -> None:
    serving = serve(DOCGEN_WARM="all")
    until = time.monotonic() + 60
    while not any(b"soffice" in _command(each) for each in serving.processes()) and time.monotonic() < until:
        time.sleep(0.05)
    log = serving.stop(signal.SIGTERM)
    assert (log[0]["event"], log[-1]["event"]) == ("ready", "stopped")
    assert {each["level"] for each in log} == {"info"}
    until = time.monotonic() + 10
    while serving.processes() and time.monotonic() < until:
        time.sleep(0.05)
    assert not serving.processes()
    assert not [*serving.folder.iterdir()]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
