"""Batches over HTTP: taken in, followed, steered, fetched and forgotten, whatever happens to the service meanwhile."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from hashlib import sha256
from http.client import HTTPConnection
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from pikepdf import Pdf

from docgen.dossier.strict_json import MAX_BODY
from docgen.service.access.access import Access
from docgen.service.app import create_app
from docgen.service.batch_models import BatchStatus
from docgen.service.batches.lines import MAX_BYTES, MAX_LINES
from docgen.service.batches.making import Maker
from docgen.service.batches.stored import StoredBatches
from docgen.service.desk import Desk
from docgen.settings import ROOT
from tests.service.batches import children, request
from tests.service.conftest import PROGRAM, environment
from tests.service.test_server import call

LINES = {"Content_Type": "application/x-ndjson"}
REFUSED = {"kind": "wik-notice", "term_days": 10}


def lines(count: int, *more: dict[str, Any] | str) -> bytes:
    """So many requests, each of a dossier of its own, and then others."""
    given = [*(request(f"D{number:05d}") for number in range(1, count + 1)), *more]
    return b"".join((each if isinstance(each, str) else json.dumps(each)).encode() + b"\n" for each in given)


class Service:
    """A real service with data of its own, that can be stopped and killed."""

    def __init__(self, data: Path, **more: str) -> None:
        self._settings = {"DOCGEN_DATA": str(data), "DOCGEN_WORKERS": "2", **more}
        self.url = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0", "--language", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(**self._settings),
            cwd=ROOT,
        )
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", self.process.stdout.readline())
        assert found
        self.url = found[0]

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        """The whole of it at once, as the machine would: the master, what serves, and what makes the batch."""
        for each in (
            self.process.pid,
            *(pid for child in children(self.process.pid) for pid in (child, *children(child))),
        ):
            os.kill(each, signal.SIGKILL)
        self.process.communicate(timeout=60)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        answer, content = call(self.url, method, path, body, **headers)
        is_json = (answer.getheader("Content-Type") or "").endswith("json")
        return answer.status, json.loads(content) if is_json else content

    def submit(self, body: bytes, query: str = "form=json") -> str:
        status, answer = self.call("POST", f"/v1/batches?{query}", body, **LINES)
        assert status == 202, answer
        return f"/v1/batches/{answer['id']}"

    def until(self, path: str, condition: Callable[[dict[str, Any]], bool], seconds: float = 300) -> dict[str, Any]:
        end = time.monotonic() + seconds
        while True:
            status, answer = self.call("GET", path)
            assert status == 200
            if condition(answer):
                return dict(answer)
            assert time.monotonic() < end, answer
            time.sleep(0.1)

    def over(self, path: str) -> dict[str, Any]:
        return self.until(path, lambda batch: batch["state"] == "finished")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("batches")) as running:
        yield running


def report_of(content: bytes) -> list[dict[str, str]]:
    return [*csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";")]


# ---- from beginning to end ----


def test_letters_of_a_month_end(service: Service) -> None:
    """Pages, and all that can be fetched; a bad line is a failed row."""
    path = service.submit(lines(2, "{no json", request("D00004") | REFUSED), "form=pdf")
    batch = service.over(path)
    BatchStatus.model_validate(batch)
    assert (batch["total"], batch["done"], batch["failed"], batch["waiting"]) == (4, 2, 2, 0)

    status, packed = service.call("GET", f"{path}/letters.zip")
    assert status == 200
    with ZipFile(BytesIO(packed)) as archive:
        letters = {name: archive.read(name) for name in archive.namelist()}
    assert [name[:12] for name in letters] == ["00001_D00001", "00002_D00002"]
    assert all(content.startswith(b"%PDF-") for content in letters.values())

    status, printed = service.call("GET", f"{path}/letters.pdf", Accept_Language="en")
    with Pdf.open(BytesIO(printed)) as pdf, pdf.open_outline() as outline:
        titles = [str(each.title) for each in outline.root]
    assert [title.partition(" –")[0] for title in titles] == ["1. D00001", "2. D00002"]

    rows = report_of(service.call("GET", f"{path}/report.csv", Accept_Language="en")[1])
    assert [each["State"] for each in rows] == ["made", "made", "not made", "not made"]
    assert "not valid JSON" in rows[2]["Why it was not made"]
    assert "The law does not allow this letter" in rows[3]["Why it was not made"]
    assert next(iter(report_of(service.call("GET", f"{path}/report.csv")[1])[0])) == "Regel"

    manifest = service.call("GET", f"{path}/manifest.json")[1]
    assert [each["sha256"] for each in manifest["letters"][:2]] == [
        sha256(each).hexdigest() for each in letters.values()
    ]

    answer, part = call(service.url, "GET", f"{path}/letters.zip", Range="bytes=10-19")
    assert (answer.status, part) == (206, packed[10:20])
    assert re.fullmatch(
        r"attachment; filename=letters_[0-9-]{10}_[0-9a-f]{8}\.zip", answer.getheader("Content-Disposition") or ""
    )


def test_a_batch_is_paused_resumed_cancelled_and_deleted(service: Service, tmp_path: Path) -> None:
    path = service.submit(lines(300))
    service.until(path, lambda batch: batch["done"] > 0)
    assert service.call("GET", f"{path}/report.csv", Accept_Language="en")[0] == 409
    assert service.call("DELETE", path)[0] == 409
    assert service.call("POST", f"{path}/resume")[0] == 409
    status, paused = service.call("POST", f"{path}/pause")
    assert (status, paused["state"], paused["rate"]) == (200, "paused", None)
    rests = service.until(path, lambda batch: not batch["being_made"])
    status, problem = service.call("POST", f"{path}/pause", Accept_Language="en")
    assert (status, problem["type"]) == (409, "/problems/batch-state")
    assert problem["detail"] == "Only a batch that is running can be paused. This one is paused."

    other = service.submit(lines(1), "form=json&check=true")  # takes its turn meanwhile
    assert service.over(other)["done"] == 1
    assert service.call("GET", f"{other}/letters.zip")[0] == 404
    assert service.call("GET", path)[1]["done"] == rests["done"]

    assert service.call("POST", f"{path}/resume")[1]["state"] == "running"
    service.until(path, lambda batch: batch["done"] > rests["done"])
    assert service.call("POST", f"{path}/cancel")[1]["state"] == "cancelled"
    ended = service.until(path, lambda batch: not batch["being_made"])
    assert ended["done"] + ended["cancelled"] == 300
    assert ended["cancelled"] > 0
    assert {service.call("POST", f"{path}/{step}")[0] for step in ("pause", "resume", "cancel")} == {409}
    rows = report_of(service.call("GET", f"{path}/report.csv", Accept_Language="en")[1])
    assert [each["State"] for each in rows].count("made") == ended["done"]
    assert service.call("GET", f"{path}/letters.pdf")[0] == 404

    listed = [each["id"] for each in service.call("GET", "/v1/batches")[1]]
    assert {path.rpartition("/")[2], other.rpartition("/")[2]} <= {*listed}
    for each in (path, other):
        assert service.call("DELETE", each) == (204, b"")
        assert service.call("GET", each)[0] == 404
        assert service.call("DELETE", each)[0] == 404
    listed = [each["id"] for each in service.call("GET", "/v1/batches")[1]]
    assert not {path.rpartition("/")[2], other.rpartition("/")[2]} & {*listed}


# ---- stops and crashes ----


def test_a_service_that_is_stopped_and_killed_makes_every_letter_once(tmp_path: Path) -> None:
    """One letter at a time, so that each end comes in the middle, unless the machine is very busy."""
    with Service(tmp_path, DOCGEN_WORKERS="1") as service:
        path, done = service.submit(lines(120)), 0

        def some_more() -> int:
            found = service.until(path, lambda batch: batch["done"] > done + 10 or batch["state"] == "finished")
            return int(found["done"])

        done = some_more()
        service.stop()
        service.start()
        done = some_more()
        service.kill()
        service.start()
        done = some_more()
        [serves] = children(service.process.pid)
        os.kill(serves, signal.SIGKILL)  # another one is started by its master
        assert service.over(path)["done"] == 120
        letters = service.call("GET", f"{path}/manifest.json")[1]["letters"]
        with ZipFile(BytesIO(service.call("GET", f"{path}/letters.zip")[1])) as archive:
            contents = [archive.read(name) for name in archive.namelist()]
        assert [sha256(each).hexdigest() for each in contents] == [each["sha256"] for each in letters]
        assert all(f"D{number:05d}" in json.loads(each)["text"] for number, each in enumerate(contents, 1))


# ---- following ----


@contextmanager
def stream(service: Service, path: str, **headers: str) -> Iterator[Iterator[str]]:
    with closing(HTTPConnection(urlsplit(service.url).netloc, timeout=60)) as connection:
        connection.request("GET", f"{path}/events", headers=headers)
        with connection.getresponse() as answer:
            assert (answer.status, answer.getheader("Content-Type")) == (200, "text/event-stream")
            yield (line.decode().rstrip("\n") for line in iter(answer.readline, b""))


def events(told: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in told:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        if field == "data":
            yield name, json.loads(value)


def test_a_batch_is_followed_to_its_end_and_many_watchers_starve_nobody(service: Service) -> None:
    path = service.submit(lines(150))
    with stream(service, path) as told, stream(service, path) as also:
        assert next(told) == "retry: 1000"
        assert next(also) == "retry: 1000"
        with ThreadPoolExecutor(10) as pool:  # more than there are threads: each hears how far it is, and comes back
            rest = [*pool.map(lambda _: call(service.url, "GET", f"{path}/events"), range(10))]
        assert {content.decode().partition("\n")[0] for _, content in rest} == {"retry: 3000"}
        assert service.call("GET", "/healthz")[0] == 200
        seen = [*events(told)]
    assert [name for name, _ in seen] == ["progress"] * (len(seen) - 1) + ["end"]
    assert len(seen) > 1
    done = [batch["done"] for _, batch in seen]
    assert done == sorted(done)
    assert seen[-1][1]["state"] == "finished"
    assert service.call("GET", f"{path}/events", Last_Event_ID="over") == (204, b"")


# ---- what is not taken in ----


@pytest.fixture
def taking(desk: Desk, tmp_path: Path) -> FlaskClient:
    """A service that makes nothing."""
    settings = replace(desk.settings, data=tmp_path, queue=3)
    return create_app(replace(desk, settings=settings)).test_client()


def sent(client: FlaskClient, body: bytes, query: str = "", **more: Any) -> tuple[int, dict[str, Any]]:
    options = {"content_type": "application/x-ndjson", "headers": {"Accept-Language": "en"}} | more
    answer = client.post(f"/v1/batches{query}", data=body, **options)
    return answer.status_code, answer.get_json()


@pytest.mark.parametrize(
    ("query", "body", "more", "status", "about"),
    [
        ("?form=rtf", lines(1), {}, 422, "/form"),
        ("?form=docx&append_attachments=true", lines(1), {}, 422, "/append_attachments"),
        ("?check=yes", lines(1), {}, 422, "/check"),
        ("?form=pdf&form=docx", lines(1), {}, 400, "twice"),
        ("?sort=name", lines(1), {}, 400, "form, append_attachments, check"),
        ("", b" \n\n", {}, 422, "JSON Lines"),
        ("", lines(1), {"content_type": "application/json"}, 415, "application/x-ndjson"),
        ("", lines(1), {"headers": {"Content-Encoding": "gzip", "Accept-Language": "en"}}, 415, "not compressed"),
        ("", b"{}\n" * (MAX_LINES + 1), {}, 413, "20000 letters"),
        ("", b"x" * (MAX_BYTES + 1), {}, 413, "50 MB"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_no_batch_is_refused_and_nothing_of_it_is_kept(
    taking: FlaskClient, tmp_path: Path, query: str, body: bytes, more: dict[str, Any], status: int, about: str
) -> None:
    found, problem = sent(taking, body, query, **more)
    assert found == status
    assert about in json.dumps(problem)
    assert not [each for each in tmp_path.glob("batches/*") if each.is_dir()]
    assert taking.get("/v1/batches").get_json() == []


def test_a_batch_may_be_larger_than_a_letter(service: Service) -> None:
    """Also when its length is not told beforehand; a line that is too long fails by itself."""

    def parts() -> Iterator[bytes]:
        for _ in range(MAX_BODY // 2**20 + 1):
            yield b" " * 2**20 + b"\n"
        yield lines(1)
        yield b"[" * (2**20 + 1)

    batch = service.over(service.submit(parts(), "form=json"))  # type: ignore[arg-type]
    assert (batch["total"], batch["done"], batch["failed"]) == (2, 1, 1)


def test_so_much_waits_and_no_more(taking: FlaskClient) -> None:
    status, first = sent(taking, lines(4))
    assert (status, first["waiting"]) == (202, 4)
    answer = taking.post("/v1/batches", data=lines(1), content_type="application/x-ndjson")
    assert (answer.status_code, answer.get_json()["type"]) == (429, "/problems/too-much-waiting")
    assert answer.headers["Retry-After"] == "60"  # nothing comes, so nobody knows
    taking.post(f"/v1/batches/{first['id']}/cancel")
    assert sent(taking, lines(1))[0] == 202


def test_only_authors_may_have_letters_with_errors_in_them(desk: Desk, tmp_path: Path, sample: Any) -> None:
    own = replace(desk, settings=replace(desk.settings, data=tmp_path, auth="keys"))
    client, stored = create_app(own).test_client(), StoredBatches(own)
    line = json.dumps(sample("sommatie-consumer") | {"on_finding": "warn"}).encode()
    outcomes = []
    for who in ("viewer", "author"):
        key = Access(tmp_path).keys.add(who, None, own.now())
        status, batch = sent(client, line, "?form=json", headers={"Authorization": f"Bearer {key}"})
        assert status == 202
        found = stored.find(batch["id"])
        assert found is not None
        maker = Maker.of(found, stored.ledger, stored.files(found.id), own)
        held = stored.ledger.take(found.id, "a worker", own.now())
        assert held is not None
        assert maker.make(held)
        outcomes += [(each.state, each.problem) for each in stored.ledger.letters(found.id)]
    assert outcomes == [("failed", "not-allowed"), ("done", None)]


def test_a_batch_that_is_sent_again_under_its_key_is_the_same_batch(taking: FlaskClient) -> None:
    def again(body: bytes, query: str = "", key: str = "month-end-11") -> tuple[int, dict[str, Any]]:
        return sent(taking, body, query, headers={"Idempotency-Key": key, "Accept-Language": "en"})

    first = again(lines(1))
    assert first[0] == 202
    assert again(lines(1)) == first
    assert again(lines(1), key="another")[1]["id"] != first[1]["id"]
    for other in (again(lines(2)), again(lines(1), "?form=docx"), again(lines(1), "?check=true")):
        assert (other[0], other[1]["type"]) == (422, "/problems/key-used")
    assert again(lines(1), key="two words")[0] == 400
    assert [again(b"\n", key="empty")[0], again(lines(1), key="empty")[0]] == [422, 202]  # only successes are kept

    path = f"/v1/batches/{first[1]['id']}"
    assert taking.post(f"{path}/cancel").status_code == 200
    assert again(lines(1))[1]["state"] == "cancelled"
    assert taking.delete(path).status_code == 204
    assert again(lines(1))[0] == 409


def test_another_machine_with_the_same_ledger_and_store_has_the_results_too(desk: Desk, tmp_path: Path) -> None:
    shared = replace(desk.settings, ledger=f"sqlite:///{tmp_path}/ledger.sqlite", store=str(tmp_path / "store"))
    here, there = (replace(desk, settings=replace(shared, data=tmp_path / name)) for name in ("here", "there"))
    status, batch = sent(create_app(here).test_client(), lines(1), "?form=json")
    assert status == 202
    StoredBatches(here).run(batch["id"], lambda _: None)
    with create_app(there).test_client().get(f"/v1/batches/{batch['id']}/letters.zip") as answer:
        assert (answer.status_code, answer.get_data()[:2]) == (200, b"PK")
    assert (tmp_path / "there" / "batches" / batch["id"]).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("path", ["", "/events", "/letters.zip", "/letters.pdf", "/report.csv", "/manifest.json"])
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(f"/v1/batches/{'0' * 32}{path}").status_code == 404


def test_a_full_disk_is_told_and_nothing_is_torn(
    taking: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as without:
        without.setattr("docgen.authoring.whole_files.os.fsync", full)
        answer = taking.post("/v1/batches", data=lines(1), content_type="application/x-ndjson")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "No space left on device" in answer.get_json()["detail"]
    assert not [each for each in tmp_path.glob("batches/*") if each.is_dir()]
    assert sent(taking, lines(1))[0] == 202
