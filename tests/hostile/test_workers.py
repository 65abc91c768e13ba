"""What a worker cannot do, and what becomes of it: whatever a job does, the service goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docgen.authoring.check import CREW, mended
from docgen.errors import BadTemplate, LimitExceeded
from docgen.render import workers
from docgen.render.word_door import open_template
from docgen.render.workers import Crew
from docgen.settings import ROOT
from tests.hostile.making import SHIPPED, pack, parts

JOBS = "tests.hostile.jobs"


@pytest.fixture(scope="module")
def crew() -> Crew:
    return Crew(JOBS, memory=512 * 1024**2, size=1)


def test_a_job_is_done(crew: Crew) -> None:
    assert crew.run("echo", seconds=10) == "echo"


def test_a_refusal_comes_back_as_itself(crew: Crew) -> None:
    with pytest.raises(BadTemplate) as refused:
        crew.run("refuse", seconds=10)
    assert refused.value.detail.values == {"name": "x"}


@pytest.mark.parametrize("job", ["loop", "sleep", "regex"])
def test_a_job_without_end_is_stopped_and_the_next_one_is_done(crew: Crew, job: str) -> None:
    with pytest.raises(LimitExceeded):
        crew.run(job, seconds=0.5)
    assert crew.run("echo", seconds=10) == "echo"


@pytest.mark.parametrize("job", ["memory", "list"])
def test_a_job_that_eats_memory_is_refused(crew: Crew, job: str) -> None:
    with pytest.raises(LimitExceeded):
        crew.run(job, seconds=30)
    assert crew.run("echo", seconds=10) == "echo"


@pytest.mark.parametrize("job", ["connect", "resolve", "start", "system", "fork", "load", "fill"])
def test_a_worker_reaches_nothing_outside(crew: Crew, job: str) -> None:
    with pytest.raises(RuntimeError, match=r"PermissionError|OSError"):
        crew.run(job, seconds=10)
    assert crew.run("echo", seconds=10) == "echo"


@pytest.mark.skipif(
    subprocess.run(["unshare", "--net", "--map-root-user", "true"], check=False, capture_output=True).returncode != 0,
    reason="this machine does not allow a process a network of its own",
)
def test_a_worker_has_no_network_at_all(crew: Crew) -> None:
    _, _, *devices = crew.run("networks", seconds=10).splitlines()
    assert [each.partition(":")[0].strip() for each in devices] == ["lo"]


def test_a_worker_cannot_hand_us_what_acts(crew: Crew) -> None:
    with pytest.raises(Exception, match="may not hold"):
        crew.run("pickle", seconds=10)
    assert crew.run("echo", seconds=10) == "echo"


def test_settings_of_the_service_stay_outside(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCGEN_DATA", "x")
    crew.close()
    assert "DOCGEN_DATA" not in crew.run("environment", seconds=10)


PARENT = f"""
import os, signal, sys
from docgen.render.workers import Crew
crew = Crew("{JOBS}", memory=512 * 1024**2)
print(crew.run("number", seconds=10), flush=True)
if sys.argv[1] == "busy":
    import threading
    threading.Thread(target=crew.run, args=("loop",), kwargs={{"seconds": 60}}, daemon=True).start()
    import time
    time.sleep(0.3)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("how", ["idle", "busy"])
def test_a_worker_and_its_files_go_with_the_service_however_that_dies(how: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PARENT, how],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    worker = Path("/proc") / done.stdout.strip()
    end = time.monotonic() + 10
    while worker.exists() and "\tZ" not in (worker / "status").read_text():
        assert time.monotonic() < end, "the worker is still there"
        time.sleep(0.05)
    assert [*tmp_path.iterdir()] == []


def test_a_file_from_outside_is_let_in_or_refused_in_a_worker() -> None:
    once = open_template(SHIPPED, "x").pack()
    assert open_template(once, "x").pack() == once
    assert mended(once, "x") == (once, ())
    with pytest.raises(BadTemplate):
        mended(pack(parts() | {"word/x.xml": b"<!DOCTYPE x><x/>"}), "x")
    assert CREW.idle


def test_no_worker_is_left_when_a_crew_closes(crew: Crew) -> None:
    number = crew.run("number", seconds=10)
    crew.close()
    assert not (Path("/proc") / str(number)).exists()
    assert workers.SIZE >= 1
