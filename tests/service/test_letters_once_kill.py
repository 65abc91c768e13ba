"""Requests with a key, each sent one to five times at once, to real services that share a ledger and get killed.

Most letters are asked for as JSON: the same road as any other form, without the setting of pages.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.tables import LETTERS
from docgen.service.media import MEDIA_TYPES
from docgen.settings import Settings
from tests.service.batches import PROGRAM, request
from tests.service.conftest import environment

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
COUNT = 200 if SOAK else 24  # letters
AT_ONCE = 8
TRIES = 300  # of a caller whose service is gone
OF_THE_REQUEST = ("Date", "Server", "Connection", "X-Request-Id")  # headers that no two answers share

Answer = tuple[int, tuple[tuple[str, str], ...], bytes]


class Service:
    """A real service, to be killed with all its processes."""

    def __init__(self, data: Path, port: int = 0) -> None:
        self._process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), "--language", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(DOCGEN_DATA=str(data)),
            start_new_session=True,
        )
        assert self._process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", self._process.stdout.readline())
        assert found
        self.place = urlsplit(found[0])

    def kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate(timeout=30)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[list[Service]]:
    with ThreadPoolExecutor(2) as both:
        running = [*both.map(lambda _: Service(tmp_path), range(2))]
    yield running
    for each in running:
        each.kill()


def ask(number: int, services: Sequence[Service], chance: random.Random) -> Answer:
    """Send a request until somebody answers it, wherever that is."""
    form = MEDIA_TYPES["pdf" if number % 12 == 0 else "json"]
    headers = {"Content-Type": "application/json", "Accept": form, "Idempotency-Key": f"letter-{number}"}
    for _ in range(TRIES):
        connection = HTTPConnection(chance.choice(services).place.netloc, timeout=60)
        try:
            connection.request("POST", "/v1/letters", json.dumps(request(f"D{number:05d}")), headers)
            answer = connection.getresponse()
            told = tuple(each for each in answer.getheaders() if each[0] not in OF_THE_REQUEST)
            return answer.status, told, answer.read()
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    raise AssertionError("nobody answers")


def ask_all(numbers: range, services: Sequence[Service], chance: random.Random) -> dict[int, set[Answer]]:
    """Every request, each one to five times at about the same time; the different answers to each."""
    copies = [number for number in numbers for _ in range(chance.randint(1, 5))]
    chances = [random.Random(chance.random()) for _ in copies]  # noqa: S311 - no secret
    with ThreadPoolExecutor(AT_ONCE) as callers:
        answers = [*callers.map(ask, copies, [services] * len(copies), chances)]
    found: dict[int, set[Answer]] = {number: set() for number in numbers}
    for number, answer in zip(copies, answers, strict=True):
        found[number].add(answer)
    return found


def kept(data: Path) -> dict[str, bytes]:
    """What is kept of letters, by name; not what is half written this moment."""
    store = data / "letters"
    return {
        str(each.relative_to(store)): each.read_bytes() for each in store.glob("*/*") if not each.name.startswith(".")
    }


def test_each_key_has_one_letter_whatever_is_killed(services: list[Service], tmp_path: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - no secret
    safe, risky = range(1, COUNT // 2 + 1), range(COUNT // 2 + 1, COUNT + 1)

    answers = ask_all(safe, services, chance)
    assert len(kept(tmp_path)) == len(safe)  # while nobody dies nothing is made twice

    with ThreadPoolExecutor(3) as beside:
        asked, restarted = beside.submit(ask_all, risky, services, chance), list[Future[Service]]()
        while not asked.done():
            done = len(kept(tmp_path)) - len(safe)
            if len(restarted) < 2 and done > len(risky) * (len(restarted) + 1) // 3:
                ended = services[len(restarted)]
                ended.kill()
                restarted.append(beside.submit(Service, tmp_path, ended.place.port or 0))
            time.sleep(0.01)
        answers |= asked.result()
        services[:] = [each.result() for each in restarted]  # each of the two was killed in the middle
    assert len(services) == 2

    again = ask_all(range(1, COUNT + 1), services, chance)
    for number in again:
        ((status, headers, content),) = answers[number] | again[number]
        told = dict(headers)
        assert (status, told["ETag"]) == (200, f'"{sha256(content).hexdigest()}"')
        assert f"D{number:05d}" in told["Content-Disposition"]
        assert "Docgen-Made-Before" not in told

    with Ledger(ledger_url(Settings(data=tmp_path))).database.reading() as connection:
        rows = connection.execute(select(LETTERS)).all()
    assert [row.state for row in rows] == ["done"] * COUNT
    digests = {name: sha256(content).hexdigest() for name, content in kept(tmp_path).items()}
    assert {row.output: row.sha256 for row in rows}.items() <= digests.items()
    assert len(digests) <= COUNT + 2 * AT_ONCE  # at most what was in the hands of who was killed
