"""Whatever is killed, and however often: every letter once, whole, and the very one that its line asked for.

The short form makes 200 letters as JSON (the same road as any other form: composed, checked, kept, entered; only the
setting of pages, which has workers and tests of its own, is left out). `make soak` makes 2,000.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.service.batches import SOAK, children, manifest, requests, started
from tests.service.conftest import environment

LETTERS = 2000 if SOAK else 200
MOST_BETWEEN = 30 if SOAK else 10  # letters between two killed workers
# What the parent gets, at how many letters in the folder, and its exit status.
PARENT_GETS = (
    (signal.SIGKILL, LETTERS // 4, -signal.SIGKILL),
    (signal.SIGINT, LETTERS // 2, 130),
    (signal.SIGKILL, LETTERS * 3 // 4, -signal.SIGKILL),
)
WORKERS = 3


def made(folder: Path) -> int:
    return len([*(folder / "letters").glob("*.json")])


def run_and_kill(
    source: Path, folder: Path, data: Path, chance: random.Random, gets: signal.Signals | None, at: int
) -> tuple[int, int]:
    """One run, in which workers are killed as letters come, until it is over or its own turn comes; the exit status,
    and how many were killed.
    """
    process = started(
        data, source, "-o", folder, "--form", "json", "--workers", str(WORKERS), environment=environment()
    )
    killed, next_one = 0, made(folder)
    while process.poll() is None:
        letters = made(folder)
        if gets is not None and letters >= at:
            process.send_signal(gets)
            break
        workers = children(process.pid)
        if workers and letters >= next_one:
            os.kill(chance.choice(workers), signal.SIGKILL)
            killed += 1
            next_one = letters + chance.randint(1, MOST_BETWEEN)
        time.sleep(0.02)
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said
    return process.returncode, killed


def test_no_letter_is_lost_doubled_or_torn(tmp_path: Path, docgen: Any) -> None:
    source, folder, data = requests(tmp_path / "requests.jsonl", LETTERS), tmp_path / "out", tmp_path / "data"
    chance, killed = random.Random(7), 0  # noqa: S311 - no secret
    for gets, at, ends in PARENT_GETS:
        status, workers = run_and_kill(source, folder, data, chance, gets, at)
        assert status == ends
        killed += workers
    status, workers = run_and_kill(source, folder, data, chance, None, 0)
    assert status == 0
    assert killed + workers >= LETTERS // 25

    found = manifest(folder)
    rows = found["letters"]
    assert (found["state"], found["total"], found["done"], found["failed"]) == ("finished", LETTERS, LETTERS, 0)
    assert [each["line"] for each in rows] == [*range(1, LETTERS + 1)]
    assert [each["reference"] for each in rows] == [f"D{number:05d}" for number in range(1, LETTERS + 1)]
    assert sorted(each.name for each in (folder / "letters").iterdir()) == [
        f"{n:05d}.json" for n in range(1, LETTERS + 1)
    ]
    for each in rows:
        content = (folder / each["file"]).read_bytes()
        assert sha256(content).hexdigest() == each["sha256"]
        assert each["reference"] in json.loads(content)["text"]
        assert not each["made_before"]

    before = {each.name: each.stat().st_mtime_ns for each in (folder / "letters").iterdir()}
    again = docgen("batch", source, "-o", folder, "--form", "json", "--language", "en", DOCGEN_DATA=str(data))
    assert (again.returncode, again.stdout) == (0, f"Made: {LETTERS} of {LETTERS}, in {folder}.\n".encode())
    assert {each.name: each.stat().st_mtime_ns for each in (folder / "letters").iterdir()} == before
