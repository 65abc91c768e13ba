"""What goes when: fixed clocks, and nothing rendered but JSON."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from docgen.errors import Unavailable
from docgen.service.batches.forgetting import Forgetting
from docgen.service.batches.keeping import _TEMPORARY, Keeper, Purged
from docgen.service.batches.running import alone, home_of
from docgen.service.batches.store import CannotKeep
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Batch, Made, Options
from docgen.service.batches.workers_alive import worker_name
from docgen.settings import ROOT
from docgen.texts import text
from tests.service.batches import request, stream
from tests.service.conftest import NOW
from tests.service.keyed import Service, problem, told

DAY, NOTHING = timedelta(days=1), Purged(0, 0, 0, 0, 0)
REFERENCE = "KANARIE-4711"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files of these tests are nobody else's."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(tmp_path / "data")


def purge(service: Service, **more: Any) -> Purged:
    return Keeper(service.desk).purge(**more)


def files(service: Service) -> list[str]:
    """Every file with something of a dossier in it."""
    holding = [each for each in service.settings.data.rglob("*") if each.is_file() and each.stat().st_size < 10**6]
    return [str(each.relative_to(service.settings.data)) for each in holding if REFERENCE.encode() in each.read_bytes()]


def batch(service: Service, state: str = "finished", **options: bool) -> Batch:
    """A batch of two letters, of which one was made now: and then it is finished, cancelled, paused or still running."""
    stored = StoredBatches(service.desk)
    made = stored.accept(stream(request(REFERENCE), request(f"{REFERENCE}-2")), "json", Options(**options))
    for _ in range(2 if state == "finished" else 1):
        letter = stored.ledger.take(made.id, worker_name(), service.now)
        assert letter is not None
        name, digest = stored.files(made.id).keep_letter(letter, "json", REFERENCE.encode())
        stored.ledger.record(letter, Made("wik-notice", service.now.date(), output=name, sha256=digest), service.now)
    if state == "finished":
        assert stored.ledger.finish(made.id, service.now)
    elif state == "cancelled":
        assert stored.ledger.cancel(made.id, service.now)
    elif state == "paused":
        assert stored.ledger.pause(made.id)
    return made


def test_letters_go_with_their_keys(service: Service) -> None:
    first = service.post(request(REFERENCE))
    service.now = NOW + 30 * DAY
    assert purge(service) == NOTHING
    again = service.post(request(REFERENCE))
    assert (again.data, told(again)) == (first.data, told(first))
    service.now += timedelta(hours=1)
    assert purge(service, pretend=True) == Purged(0, 1, 1, 0, 0)
    assert files(service)
    assert purge(service) == Purged(0, 1, 1, 0, 0)
    assert files(service) == []
    assert purge(service) == NOTHING
    assert service.post(request(REFERENCE)).status_code == 200  # another letter: thirty days are over


@pytest.mark.parametrize(("keep_days", "gone_after", "keys"), [(7, 7, 0), (365, 30, 1)])
def test_what_is_kept_shorter_than_its_key_is_not_made_again(
    tmp_path: Path, keep_days: int, gone_after: int, keys: int
) -> None:
    """And what would be kept longer than its key goes with it: nobody asks for it any more."""
    service = Service(tmp_path / "data", keep_days=keep_days)
    service.post(request(REFERENCE))
    service.now = NOW + gone_after * DAY - timedelta(minutes=1)
    assert purge(service) == NOTHING
    service.now = NOW + gone_after * DAY + timedelta(hours=1)
    assert purge(service) == Purged(0, 1, keys, 0, 0)
    assert files(service) == []
    answer = service.post(request(REFERENCE))
    if keys:
        assert answer.status_code == 200
        return
    assert problem(answer) == (409, "/problems/letter-gone")
    assert problem(service.post(request("D2"))) == (422, "/problems/key-used")
    service.now = NOW + 31 * DAY
    assert service.post(request(REFERENCE)).status_code == 200


@pytest.mark.parametrize("state", ["finished", "cancelled", "paused"])
def test_batches_go_when_they_are_old(service: Service, state: str) -> None:
    old = batch(service, state)
    assert files(service)
    service.now = NOW + 30 * DAY
    assert purge(service) == NOTHING
    service.now += timedelta(seconds=1)
    assert purge(service, pretend=True) == Purged(1, 0, 0, 0, 0)
    assert files(service)
    assert purge(service) == Purged(1, 0, 0, 0, 0)
    assert files(service) == []
    assert not home_of(service.settings, old.id).exists()
    stored = StoredBatches(service.desk)
    assert stored.find(old.id) is None
    rows = [*stored.ledger.letters(old.id)]
    assert [bool(each.request_hash) for each in rows] == [True, True]  # the hashes stay
    assert purge(service) == NOTHING


def test_what_is_made_or_was_made_lately_stays(service: Service) -> None:
    running = batch(service, "running")
    service.now = NOW + 40 * DAY
    young = batch(service)
    assert purge(service) == Purged(0, 0, 0, 0, 1)
    stored = StoredBatches(service.desk)
    assert stored.find(running.id) is not None
    assert stored.ledger.progress(running.id).open == 1
    assert stored.files(young.id).letter(next(stored.ledger.letters(young.id))) == REFERENCE.encode()
    service.now += 20 * DAY
    assert stored.ledger.pause(young.id) is False
    assert purge(service) == Purged(0, 0, 0, 0, 1)


def test_requests_of_the_command_line_go_and_the_same_command_still_goes_on(
    service: Service, docgen: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    source, out, data = tmp_path / "requests.jsonl", tmp_path / "out", service.settings.data
    source.write_bytes(stream(request(REFERENCE), {"kind": "none"}).getvalue())
    again = ("batch", source, "-o", out, "--form", "json", "--workers", "1", "--language", "en")
    assert docgen(*again, DOCGEN_DATA=str(data)).returncode == 1
    assert len(files(service)) == 1
    (home,) = (each for each in (data / "batches").iterdir() if each.is_dir())
    service.now = service.desk.now() + 400 * DAY
    with alone(home):  # somebody is going on with it
        assert purge(service) == Purged(0, 0, 0, 0, 1)
    assert purge(service) == Purged(1, 0, 0, 0, 0)
    assert (files(service), home.exists()) == ([], False)
    assert (out / "letters" / "00001.json").is_file()  # what is theirs is theirs
    assert purge(service) == NOTHING
    made = (out / "letters" / "00001.json").stat().st_mtime_ns
    assert docgen(*again, DOCGEN_DATA=str(data)).returncode == 1
    assert (out / "letters" / "00001.json").stat().st_mtime_ns == made


@pytest.mark.parametrize("stopped_at", [1, 2, 3])
def test_a_purge_that_was_stopped_is_taken_up_again(
    service: Service, monkeypatch: pytest.MonkeyPatch, stopped_at: int
) -> None:
    batches = [batch(service) for _ in range(2)]
    service.post(request(REFERENCE))
    service.now = NOW + 31 * DAY
    remove, removed = shutil.rmtree, 0

    def stopped(folder: Path) -> None:
        nonlocal removed
        removed += 1
        if removed == stopped_at:
            remove(folder / "work", ignore_errors=True)  # in the middle of it
            raise KeyboardInterrupt
        remove(folder)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", stopped)
        with pytest.raises(KeyboardInterrupt):
            purge(service)
    assert files(service)
    purge(service)
    assert files(service) == []
    assert {StoredBatches(service.desk).find(each.id) for each in batches} == {None}
    assert purge(service) == NOTHING


def test_what_cannot_be_removed_keeps_nothing_else(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(service)
    service.post(request(REFERENCE))
    service.now = NOW + 31 * DAY
    remove = shutil.rmtree

    def stubborn(folder: Path) -> None:
        if folder.parent.name == "batches":
            raise PermissionError(13, "Permission denied", str(folder))
        remove(folder)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", stubborn)
        with pytest.raises(CannotKeep) as caught:
            purge(service)
    assert "Permission denied" in str(caught.value.detail.values)
    assert {each.split("/")[0] for each in files(service)} == {"batches"}
    assert purge(service) == Purged(0, 0, 0, 1, 0)
    assert files(service) == []


def test_files_that_nobody_knows_of_go(service: Service) -> None:
    """Requests whose batch was never entered, and letters that were kept and never recorded: their makers died."""
    lost = home_of(service.settings, "0" * 32)
    (lost / "work").mkdir(parents=True)
    (lost / "work" / "requests.jsonl").write_text(REFERENCE)
    orphan = service.settings.data / "letters" / "2026-11-21T09" / "ab12"
    orphan.parent.mkdir(parents=True)
    orphan.write_text(REFERENCE)
    (orphan.parent / ".cd34.xyz.part").write_text(REFERENCE)
    for each in (lost, lost / "work"):
        os.utime(each, (NOW.timestamp(), NOW.timestamp()))
    service.now = NOW + 30 * DAY
    assert purge(service) == NOTHING
    service.now += timedelta(hours=1)
    assert purge(service) == Purged(0, 1, 0, 1, 0)
    assert files(service) == []


def test_temporary_folders_of_the_dead_go(service: Service, temporary: Path) -> None:
    names = ("docgen-typesetting-ab12cd_8", "docgen-office-process-ab12cd_8", "docgen-checking-ab12cd_8")
    for name in (*names, "docgen-backup", "docgen-typesetting-ab12cd_8-mine", "other"):
        (temporary / name / "inner").mkdir(parents=True)
        (temporary / name / "page.html").write_text(REFERENCE)
        for each in (temporary / name, temporary / name / "inner"):
            os.utime(each, (NOW.timestamp(), NOW.timestamp()))
    used = subprocess.Popen([sys.executable, "-c", "input()"], cwd=temporary / names[0], stdin=subprocess.PIPE)
    try:
        service.now = NOW + DAY
        assert purge(service) == NOTHING
        service.now += timedelta(seconds=1)
        assert purge(service) == Purged(0, 0, 0, 2, 0)
    finally:
        used.communicate(b"\n")
    left = {each.name for each in temporary.iterdir()}
    assert left == {names[0], "docgen-backup", "docgen-typesetting-ab12cd_8-mine", "other"}
    assert purge(service) == Purged(0, 0, 0, 1, 0)


def test_every_kind_of_temporary_folder_is_known() -> None:
    crews = [
        name.replace("_", "-")
        for file in (ROOT / "docgen").rglob("*.py")
        for name in re.findall(r'Crew\(\s*"docgen\.\w+\.(\w+)"', file.read_text("utf-8"))
    ]
    assert len(crews) == 5
    assert all(_TEMPORARY.fullmatch(f"docgen-{name}-ab12cd_8") for name in crews)


def test_the_command_says_what_it_did(
    service: Service, docgen: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    service.now = NOW - 4000 * DAY
    batch(service)
    batch(service, "running")
    service.post(request("D2"))
    data = {"DOCGEN_DATA": str(service.settings.data), "DOCGEN_KEEP_DAYS": "3650"}
    pretended = docgen("purge", "--dry-run", "--language", "en", **data)
    assert pretended.stdout.decode() == (
        "Older than 3650 days, and to be removed: 1 batches, 1 letters by themselves, 1 keys of such letters, 0 folders "
        "that nobody uses. Nothing was removed.\nOld enough too, but still being made: 1 batches.\n"
    )
    assert docgen("purge", "--language", "nl", **data).stdout.decode() == (
        "Ouder dan 3650 dagen, en verwijderd: 1 batches, 1 losse brieven, 1 sleutels van zulke brieven, 0 mappen die "
        "niemand gebruikt.\nOok oud genoeg, maar nog in de maak: 1 batches.\n"
    )
    assert all("requests.jsonl" in each or "letters/" in each for each in files(service))
    assert b"0 batches, 0 letters by themselves" in docgen("purge", "--language", "en", **data).stdout
    refused = docgen("purge", "--language", "en", **data | {"DOCGEN_KEEP_DAYS": "0"})
    assert refused.returncode == 2
    assert b"DOCGEN_KEEP_DAYS must be a whole number from 1 to 3650" in refused.stderr


def test_a_service_forgets_by_itself(service: Service) -> None:
    batch(service)
    service.now = NOW + 31 * DAY
    part, letters = Forgetting(Keeper(service.desk), first=0.0), service.settings.data / "letters"
    service.post(request(REFERENCE))
    service.now += 31 * DAY
    part.start()
    until = time.monotonic() + 30
    while not part.last and time.monotonic() < until:
        time.sleep(0.02)
    part.stop()
    part.check()
    assert files(service) == [*letters.iterdir()] == []
    assert (part.gone["batches"], part.gone["letters"]) == (1, 1)


def test_a_service_that_cannot_forget_says_so(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Event()

    def fails(_: Keeper) -> Purged:
        looked.set()
        raise CannotKeep(text("Nobody can log in."))

    monkeypatch.setattr(Keeper, "purge", fails)
    part = Forgetting(Keeper(service.desk), first=0.0)
    part.start()
    assert looked.wait(30)
    part.stop()
    with pytest.raises(Unavailable):
        part.check()
    assert part.last == 0


def test_two_may_forget_at_once(service: Service) -> None:
    for _ in range(5):
        batch(service)
    service.now = NOW + 31 * DAY
    with ThreadPoolExecutor(2) as both:
        assert [each.running for each in both.map(lambda _: purge(service), range(2))] == [0, 0]
    assert files(service) == []
    assert not [each for each in (service.settings.data / "batches").iterdir() if each.is_dir()]
