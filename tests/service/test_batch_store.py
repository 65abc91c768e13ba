"""Where batches keep their files: a folder and an object store are the same to whoever uses them."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from moto.server import ThreadedMotoServer

from docgen.errors import TooLarge
from docgen.service.batches import object_store
from docgen.service.batches.keeping import Keeper, Purged
from docgen.service.batches.lines import MAX_BYTES, Reading
from docgen.service.batches.store import CannotKeep, LocalStore, NotKept, Store, store_of
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Options
from docgen.service.desk import Desk
from docgen.settings import BadSetting, Settings
from tests.service.batches import request, stream
from tests.service.keyed import Service

BUCKET = "s3://letters"


@pytest.fixture(scope="module")
def objects() -> Iterator[str]:
    """The address in a store that speaks S3, on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    names = {
        "AWS_ACCESS_KEY_ID": "docgen",
        "AWS_SECRET_ACCESS_KEY": "docgen",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in names.items():
            patch.setenv(name, value)
        object_store._system(BUCKET).mkdir(BUCKET)
        yield BUCKET
    server.stop()


@pytest.fixture(params=["folder", "objects"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A setting for the store, of a test alone."""
    if request.param == "folder":
        return str(tmp_path / "store")
    return f"{request.getfixturevalue('objects')}/{tmp_path.name}"


@pytest.fixture
def store(place: str) -> Store:
    return store_of(Settings(store=place), "batches", "one")


def test_what_is_kept_is_read_whole_and_in_part_until_it_is_forgotten(place: str, store: Store) -> None:
    other = store_of(Settings(store=place), "batches", "one-more")
    other.keep("requests.jsonl", (b"theirs",))
    assert not store.has("letters/00001.pdf")
    store.keep("letters/00001.pdf", (b"first ", b"", b"letter"))
    store.keep("letters/00001.pdf", (b"The ", b"letter"))
    store.keep("empty", ())
    assert store.has("letters/00001.pdf")
    assert not store.has("letters")
    assert store.read("letters/00001.pdf") == b"The letter"
    assert (store.read("letters/00001.pdf", 4), store.read("letters/00001.pdf", 4, 3)) == (b"letter", b"let")
    assert (store.read("letters/00001.pdf", 4, 0), store.read("empty")) == (b"", b"")
    store.tidy()
    assert store.names() == ["empty", "letters"]
    store.forget()
    store.forget()
    assert not store.has("letters/00001.pdf")
    assert store.names() == []
    with pytest.raises(NotKept) as caught:
        store.read("letters/00001.pdf")
    assert "letters/00001.pdf" in str(caught.value.detail.values["file"])
    assert other.read("requests.jsonl") == b"theirs"


def test_letters_and_batches_are_forgotten_wherever_they_are_kept(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # by this clock temporary files of today are old
    service = Service(tmp_path / "data", store=place)
    stored = StoredBatches(service.desk)
    batch = stored.accept(stream(request("D1")), "json", Options())
    assert stored.ledger.cancel(batch.id, service.now)
    first, again = (service.post(request("D1")) for _ in range(2))
    assert (first.status_code, again.data) == (200, first.data)
    kept = store_of(service.settings, "batches"), store_of(service.settings, "letters")
    assert [each.names() for each in kept] == [[batch.id], ["2026-11-21T09"]]
    service.now += timedelta(days=31)
    assert Keeper(service.desk).purge() == Purged(1, 1, 1, 0, 0)
    assert [each.names() for each in kept] == [[], []]


def test_what_is_larger_than_a_part_comes_back_the_same(store: Store) -> None:
    numbered = [number.to_bytes(4, "big") * 1024**2 for number in range(5)]
    store.keep("large", numbered)
    assert store.read("large", 4 * 1024**2 - 2, 4) == b"\0\0\0\0"
    assert store.read("large") == b"".join(numbered)


@pytest.mark.parametrize("before", [b"", b"what was there"], ids=["new", "over another"])
def test_nothing_is_kept_of_what_breaks_off(store: Store, before: bytes) -> None:
    if before:
        store.keep("requests.jsonl", (before,))
    with pytest.raises(TooLarge):
        store.keep("requests.jsonl", Reading(BytesIO(b"{}\n" * (MAX_BYTES // 3 + 1))).parts())
    assert store.has("requests.jsonl") == bool(before)
    if before:
        assert store.read("requests.jsonl") == before


def test_a_store_that_does_not_answer_is_no_letters_fault(objects: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{nobody.getsockname()[1]}")
        monkeypatch.setitem(object_store._OPTIONS, "skip_instance_cache", True)
        monkeypatch.setattr("s3fs.S3FileSystem.retries", 1)
        gone = store_of(Settings(store=f"{objects}/gone"))
        with pytest.raises(CannotKeep):
            gone.keep("letter", (b"x",))
        for ask in (lambda: gone.read("letter"), lambda: gone.has("letter"), gone.names, gone.forget):
            with pytest.raises(CannotKeep):
                ask()
    nowhere = store_of(Settings(store="s3://no-such-bucket"))
    for ask in (lambda: nowhere.keep("letter", (b"x",)), lambda: nowhere.read("letter")):
        with pytest.raises(CannotKeep) as caught:
            ask()
        assert not isinstance(caught.value, NotKept)


def test_it_works_in_a_process_that_was_forked(objects: str) -> None:
    store = store_of(Settings(store=f"{objects}/forked"))
    store.keep("letter", (b"The letter",))
    child = os.fork()
    if not child:
        os._exit(0 if store.read("letter") == b"The letter" else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_batch_is_made_into_the_store_and_given_out_from_it(desk: Desk, place: str, tmp_path: Path) -> None:
    settings = replace(desk.settings, data=tmp_path / "data", store=place, workers=2)
    stored = StoredBatches(replace(desk, settings=settings))
    batch = stored.accept(stream(*(request(f"D{number}") for number in (1, 2, 3))), "json", Options())
    assert not [each for each in settings.data.rglob("*") if each.name == "requests.jsonl"]
    child = os.fork()  # the workers are forked from a process with one thread
    if not child:
        os._exit(0 if stored.run(batch.id, lambda _: None).done == 3 else 1)
    assert os.waitpid(child, 0)[1] == 0
    archive = BytesIO()
    stored.results(batch).zip(archive)
    letters = ZipFile(archive)
    assert [f"D{number}".encode() in letters.read(name) for number, name in enumerate(letters.namelist(), 1)] == [
        True
    ] * 3


def test_a_folder_is_the_default(tmp_path: Path) -> None:
    local = store_of(Settings(data=tmp_path), "batches", "one")
    assert isinstance(local, LocalStore)
    assert local.folder == tmp_path / "batches" / "one"


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(BadSetting) as caught:
        store_of(Settings(store="s3://letters"))
    assert "docgen[scale]" in caught.value.detail.message
