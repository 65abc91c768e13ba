"""A full disk and a locked store, with batches of a service: nothing is torn, the reason is told, and once there is room
the run goes on by itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from docgen.errors import Unavailable
from docgen.render.words import Words
from docgen.render.workers import Crew
from docgen.service.batches import apart
from docgen.service.batches.apart import Apart
from docgen.service.batches.downloads import LETTERS_ZIP, PRINT_FILE, download
from docgen.service.batches.ledger_database import LedgerUnusable
from docgen.service.batches.local import Wanted, opened
from docgen.service.batches.store import CannotKeep
from docgen.service.batches.stored import StoredBatches
from docgen.service.batches.tables import Batch, Options
from docgen.service.desk import Desk
from tests.service.batches import request, requests, stream

COUNT = 10  # their letters and the ledger fill most of the disk
NO_ROOM = "No space left|disk is full|disk I/O error|unable to open"


@pytest.fixture
def own_desk(desk: Desk, small_disk: Path) -> Desk:
    """A service whose data are on the small disk."""
    return replace(desk, settings=replace(desk.settings, data=small_disk, workers=2))


def fill(disk: Path, room: int) -> Path:
    """Leave so much room on a disk of 1 MB, in kB; gives what takes up the rest."""
    ballast = disk / "ballast"
    found = os.statvfs(disk)
    ballast.write_bytes(bytes(found.f_bavail * found.f_frsize - 1024 * room))
    return ballast


def used(disk: Path) -> int:
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", disk], check=True)


def asked(count: int) -> BytesIO:
    return stream(*(request(f"D{number:05d}") for number in range(1, count + 1)))


def check(stored: StoredBatches, batch: Batch, form: str = "json") -> None:
    """Every letter is there, whole, and nothing half written is left."""
    over = stored.ledger.progress(batch.id)
    assert (over.state, over.done, over.failed) == ("finished", batch.total, 0)
    results = stored.results(batch)
    contents = [results.files.letter(each.letter) for each in results.entries()]  # as the ledger says: by their hashes
    for number, content in enumerate(contents, 1):
        if form == "json":
            assert f"D{number:05d}" in json.loads(content)["text"]


def test_a_batch_waits_for_room_and_goes_on_by_itself(
    own_desk: Desk, small_disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    stored = StoredBatches(own_desk)
    batch = stored.accept(asked(COUNT), "json", Options())
    ballast = fill(small_disk, 70)
    engine = Apart(own_desk.settings, batch.id)
    engine.start()
    assert engine._process is not None
    try:
        said, until = "", time.monotonic() + 60
        while "the batch waits" not in said:
            assert time.monotonic() < until, said
            assert engine._process.poll() is None, said
            time.sleep(0.1)
            said += capfd.readouterr().err
        assert any(each in said for each in NO_ROOM.split("|")), said
        assert "Korenbloem" not in said
        assert 0 < stored.ledger.progress(batch.id).done < COUNT
        assert stored.ledger.progress(batch.id).failed == 0
        for each in (small_disk / "batches" / batch.id / "results").rglob("*.json"):
            assert json.loads(each.read_bytes())["kind"] == "wik-notice"
        ballast.unlink()
        until = time.monotonic() + 60
        while stored.ledger.progress(batch.id).state == "running":  # without another start
            assert time.monotonic() < until
            time.sleep(0.1)
    finally:
        engine.stop()
    check(stored, batch)
    assert not [*small_disk.rglob("*.part")]


def test_a_locked_store_is_told_and_the_batch_goes_on_when_it_is_open(own_desk: Desk, small_disk: Path) -> None:
    stored = StoredBatches(own_desk)
    batch = stored.accept(asked(3), "json", Options())
    stored.ledger.database.close()
    remount(small_disk, "ro")
    try:
        for fresh in (stored, StoredBatches(own_desk)):
            assert not apart._run(fresh, batch.id, lambda _: None)
        with pytest.raises((CannotKeep, LedgerUnusable), match=r"cannot be (kept|used)"):
            stored.accept(asked(3), "json", Options())
    finally:
        remount(small_disk, "rw")
    assert apart._run(stored, batch.id, lambda _: None)
    check(stored, batch)


@pytest.mark.parametrize(("count", "room"), [(600, 200), (2000, 900)], ids=["requests", "ledger"])
def test_what_does_not_fit_is_not_accepted_and_leaves_nothing(
    own_desk: Desk, small_disk: Path, count: int, room: int
) -> None:
    """Neither requests nor rows of the ledger: the dossiers of a batch that nobody knows are on no disk."""
    stored = StoredBatches(own_desk)
    first = stored.accept(asked(2), "json", Options())
    ballast = fill(small_disk, room)
    given = asked(count) if count == 600 else BytesIO(b'{"dossier": {"reference": "D"}}\n' * count * 8)
    with pytest.raises((CannotKeep, LedgerUnusable)):
        stored.accept(given, "json", Options())
    ballast.unlink()
    assert [each.parent.parent.name for each in small_disk.rglob("requests.jsonl")] == [first.id]
    assert [each.id for each in stored.overview.unfinished()] == [first.id]
    again = stored.accept(asked(2), "json", Options())
    apart._run(stored, again.id, lambda _: None)
    check(stored, again)


def test_letters_wait_for_room_for_their_temporary_files(
    own_desk: Desk, small_disk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The typeface alone does not fit on this disk: no letter is given up for that."""
    stored = StoredBatches(own_desk)
    batch = stored.accept(asked(2), "pdf", Options())
    assert not apart._run(stored, batch.id, lambda _: None)
    assert "No space left on device" in caplog.text
    assert stored.ledger.progress(batch.id).counts == {"open": 2}
    remount(small_disk, "size=64m")
    assert apart._run(stored, batch.id, lambda _: None)
    check(stored, batch, "pdf")


@pytest.mark.parametrize("name", [LETTERS_ZIP, PRINT_FILE])
def test_results_in_one_file_need_room_too(own_desk: Desk, small_disk: Path, name: str) -> None:
    stored = StoredBatches(own_desk)
    batch = stored.accept(asked(3), "pdf", Options())
    remount(small_disk, "size=64m")
    assert apart._run(stored, batch.id, lambda _: None)
    results, words = stored.results(batch), Words("nl")
    until = time.monotonic() + 20
    while used(small_disk) > 1024**2:  # what the workers started is still ending
        assert time.monotonic() < until
        time.sleep(0.05)
    ballast = fill(small_disk, 24)
    with pytest.raises(CannotKeep, match="cannot be kept"):
        download(own_desk.settings, results, name, words)
    assert [each.name for each in (small_disk / "batches" / batch.id / "downloads").iterdir()] == ["lock"]
    ballast.unlink()
    made = download(own_desk.settings, results, name, words)
    if name == PRINT_FILE:
        with Pdf.open(made) as printed:
            assert len(printed.pages) == sum(each.letter.pages or 0 for each in results.entries())
    check(stored, batch, "pdf")


def test_the_command_line_says_that_a_zip_does_not_fit(desk: Desk, tmp_path: Path, small_disk: Path) -> None:
    own = replace(desk, settings=replace(desk.settings, data=tmp_path / "data"))
    wanted = Wanted(requests(tmp_path / "in.jsonl", 3), small_disk / "out", "pdf", Options(), zip=True, print_file=True)
    with opened(wanted, own) as batch:
        assert batch.make(1, lambda _: None).left == 0
        ballast = fill(small_disk, 40)
        with pytest.raises(CannotKeep):
            batch.write_results(Words("nl"))
        assert sorted(each.name for each in wanted.folder.iterdir()) in (
            ["letters", "manifest.json", "report.csv"],
            ["letters", "letters.zip", "manifest.json", "report.csv"],
        )
        ballast.unlink()
        batch.write_results(Words("nl"))
        assert (wanted.folder / "letters.pdf").is_file()


def test_no_room_for_a_worker_is_no_fault_of_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = Crew("tests.hostile.jobs", memory=512 * 1024**2)
    with monkeypatch.context() as full:
        full.setattr(tempfile, "tempdir", "/nowhere")
        with pytest.raises(Unavailable, match="No process could"):
            crew.run("echo", seconds=5)
    assert crew.run("echo", seconds=5) == "echo"
    crew.close()
