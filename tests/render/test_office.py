"""LibreOffice as a servant: whatever happens to it, a letter comes out or a clear refusal, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from threading import Thread, Timer
from typing import Any
from zipfile import ZipFile

import pytest

from docgen.errors import BadTemplate, Unavailable
from docgen.render import office, render
from docgen.render.job import OfficeJob, OfficePdf, PrintedPage
from docgen.render.office_profile import SOCKETS, find_office
from docgen.render.workers import START, Crew
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.settings import Settings
from tests.matrix.cases import ROOT, TEMPLATES, Case, letter_for

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
DAY = date(2026, 11, 21)
LETTER = Case("payment-reminder", "creditor", "creditor", "consumer", "nl")
SECONDS = 4.0
GRACE = 3.0


@pytest.fixture(scope="module")
def job() -> OfficeJob:
    return OfficeJob(render(letter_for(LETTER), "docx", templates=TEMPLATES).content, DAY)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the workers of this test have their folders: by it all that they started is known."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def make_crew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Crew]]:
    made: list[Crew] = []

    def make(**changes: Any) -> Crew:
        usual = {"size": 1, "grace": GRACE, "patience": 1.0, "memory": 2 * 1024**3, "said": office.CREW._said}
        more = {"answers": (OfficePdf, PrintedPage), "tidy": office.remove_sockets, "blameless": True}
        made.append(Crew("docgen.render.office_process", **usual | more | changes))  # type: ignore[arg-type]
        monkeypatch.setattr(office, "CREW", made[-1])
        return made[-1]

    yield make
    for crew in made:
        crew.close()
    wait_until(lambda: not processes(folder))
    assert traces(folder) == []


def processes(folder: Path) -> dict[int, str]:
    """Every process, dead but not reaped ones too, that has this folder in its environment or at work in it."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                name = (entry / "comm").read_text().strip()
                known = (entry / "environ").read_bytes() + os.fsencode((entry / "cwd").readlink())
            except OSError:
                continue
            if os.fsencode(folder) + b"/docgen-office" in known:
                found[int(entry.name)] = name
    return found


def pids(folder: Path) -> tuple[int, int]:
    """The worker and its LibreOffice."""
    by_name = {("office" if name == "soffice.bin" else "worker"): pid for pid, name in processes(folder).items()}
    return by_name["worker"], by_name["office"]


def traces(folder: Path) -> list[str]:
    """What is left of them on the disk."""
    left = [str(each) for each in folder.glob("docgen-office-*")]
    names = {Path(each).name for each in left}
    return left + [str(each) for each in SOCKETS.glob("OSL_PIPE_*") if each.name.rpartition("_")[2] in names]


def wait_until(met: Callable[[], bool], seconds: float = 8.0) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


@needs_office
def test_a_word_file_becomes_a_pdf_the_same_twice(make_crew: Callable[..., Crew], job: OfficeJob, folder: Path) -> None:
    make_crew()
    first = office.office_pdf(job)
    before = pids(folder)
    second = office.office_pdf(job)
    assert pids(folder) == before, "one LibreOffice makes many letters"
    assert first.content == second.content
    assert "Herinnering" in first.pages[0].words
    assert first.pages[0].pictures == 2


@needs_office
def test_twenty_letters_while_it_is_killed_and_stopped(
    make_crew: Callable[..., Crew], job: OfficeJob, folder: Path
) -> None:
    make_crew()
    office.office_pdf(job)
    worker, program = 0, 1
    troubles = {
        2: (program, signal.SIGKILL),
        6: (worker, signal.SIGKILL),
        10: (program, signal.SIGSTOP),
        15: (worker, signal.SIGSTOP),
    }
    made = refused = 0
    for number in range(20):
        before, start = pids(folder), time.monotonic()
        trouble = None
        if number in troubles:
            victim, sent = troubles[number]
            trouble = Timer(0.03, os.kill, (before[victim], sent))
            trouble.start()
        try:
            assert office.office_pdf(job, seconds=SECONDS).pages
            made += 1
        except Unavailable:
            refused += 1
        assert time.monotonic() - start < 2 * (START + SECONDS + GRACE)
        if trouble:
            trouble.join()
            assert office.office_pdf(job, seconds=SECONDS).pages
            assert not set(before) & set(pids(folder)), "all of the old pair is gone"
    assert made + refused == 20
    assert made >= 18


@needs_office
def test_a_fresh_one_after_so_many_letters(make_crew: Callable[..., Crew], job: OfficeJob, folder: Path) -> None:
    make_crew(uses=2)
    office.office_pdf(job)
    before = pids(folder)
    office.office_pdf(job)
    assert processes(folder) == {}
    office.office_pdf(job)
    assert not set(before) & set(pids(folder))


@needs_office
def test_a_hang_that_comes_back_is_a_refusal(make_crew: Callable[..., Crew], job: OfficeJob) -> None:
    make_crew()
    with pytest.raises(Unavailable, match="did not answer in time"):
        office.office_pdf(job, seconds=0.05)


@needs_office
def test_who_waits_too_long_for_a_place_is_told(make_crew: Callable[..., Crew], job: OfficeJob, folder: Path) -> None:
    make_crew(patience=0.3)
    office.office_pdf(job)
    os.kill(pids(folder)[1], signal.SIGSTOP)

    def wait() -> None:
        with suppress(Unavailable):
            office.office_pdf(job, seconds=2.0)

    other = Thread(target=wait)
    other.start()
    time.sleep(0.2)
    with pytest.raises(Unavailable, match="Too many"):
        office.office_pdf(job)
    other.join()


@needs_office
def test_what_is_no_word_file_is_refused_and_the_next_is_made(make_crew: Callable[..., Crew], job: OfficeJob) -> None:
    make_crew()
    with pytest.raises(BadTemplate, match="cannot be printed"):
        office.office_pdf(OfficeJob(b"<html>no</html>", DAY))
    assert office.office_pdf(job).pages


MURDER = """
import os, signal, sys, tempfile, threading, time
tempfile.tempdir = sys.argv[1]
from datetime import date
from pathlib import Path
from docgen.render.job import OfficeJob, OfficePdf, PrintedPage
from docgen.render.office import office_pdf
content = Path(sys.argv[2]).read_bytes()
office_pdf(OfficeJob(content, date(2026, 11, 21)))
for entry in Path("/proc").iterdir():
    try:
        ours = entry.name.isdigit() and (entry / "comm").read_text().strip() == "soffice.bin"
        if ours and os.fsencode(sys.argv[1]) in (entry / "environ").read_bytes():
            os.kill(int(entry.name), signal.SIGSTOP)
    except (FileNotFoundError, ProcessLookupError):
        pass  # another's, which has just ended
threading.Thread(target=office_pdf, args=(OfficeJob(content, date(2026, 11, 21)),), daemon=True).start()
time.sleep(0.3)
os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_office
def test_nothing_outlives_a_service_that_is_killed(job: OfficeJob, folder: Path) -> None:
    file = folder / "letter.docx"
    file.write_bytes(job.content)
    done = subprocess.run([sys.executable, "-c", MURDER, str(folder), str(file)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    wait_until(lambda: not processes(folder))
    assert traces(folder) == []


REMOTE = '<Relationship Id="far{n}" Type="{kind}" Target="http://127.0.0.1:{port}/{n}" TargetMode="External"/>'
KINDS = ("image", "attachedTemplate", "hyperlink", "oleObject", "subDocument")


@needs_office
def test_nothing_is_fetched(make_crew: Callable[..., Crew], job: OfficeJob) -> None:
    make_crew()
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.5)
        hostile = with_remote_parts(job.content, canary.getsockname()[1])
        assert office.office_pdf(OfficeJob(hostile, DAY)).pages
        with pytest.raises(TimeoutError):
            canary.accept()


def with_remote_parts(content: bytes, port: int) -> bytes:
    """The file with its pictures on a server, and with everything else that a file can have elsewhere."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    more = "".join(REMOTE.format(n=n, kind=base + kind, port=port) for n, kind in enumerate(KINDS))
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("document.xml.rels"):
                part = part.replace(b"</Relationships>", more.encode() + b"</Relationships>")
            if name == "word/document.xml":
                assert b"r:embed=" in part
                head, _, tail = part.partition(b'r:embed="')
                part = head + b'r:link="far0"' + tail[tail.index(b'"') + 1 :]
                code = f'<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;http://127.0.0.1:{port}/f&quot; \\d"/></w:p>'
                part = part.replace(b"<w:body>", b"<w:body>" + code.encode(), 1)
            target.writestr(name, part)
    return out.getvalue()


def test_without_libreoffice_the_other_forms_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    client = create_app(Desk(Settings(), today=lambda: DAY)).test_client()
    request = (ROOT / "samples" / "wik-consumer.json").read_text("utf-8").replace("{", '{"engine": "word",', 1)

    def asked(media_type: str) -> Any:
        headers = {"Accept": media_type, "Content-Type": "application/json", "Accept-Language": "en"}
        return client.post("/v1/letters", data=request, headers=headers)

    refused = asked("application/pdf")
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert "libreoffice-writer-nogui, python3-uno" in refused.get_json()["detail"]
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    for media_type in (word, "text/html", "application/json"):
        assert asked(media_type).status_code == 200
    request = request.replace('"engine": "word",', "")
    assert asked("application/pdf").status_code == 200
