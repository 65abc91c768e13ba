"""`docgen batch`: letters, report and manifest from a file of requests; what fails, fails alone and says why."""

from __future__ import annotations

import base64
import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Pdf

from docgen.errors import InvalidInput, TooLarge
from docgen.render.words import Words
from docgen.service.batches.lines import MAX_LINE, MAX_LINES, survey
from docgen.service.batches.local import Wanted, opened
from docgen.service.batches.results import _cell
from docgen.service.batches.running import embedded
from docgen.service.batches.stranded import ATTEMPTS
from docgen.service.batches.tables import Progress
from docgen.service.batches.worker import Work
from docgen.service.batches.workers_alive import worker_name
from docgen.service.cli_progress import Bar, clock
from docgen.service.desk import Desk
from docgen.service.examples import LETTER_REQUEST
from docgen.settings import ROOT
from tests.service.batches import lines, manifest, request, requests, started
from tests.service.conftest import environment

Docgen = Callable[..., subprocess.CompletedProcess[bytes]]
PERSONAL = ("Vries", "Dorpsstraat", "1234 AB", "Korenbloem", "NL91ABNA", "1250", "1150", "D00001", "factuur")


def run(data: Path, *arguments: str | Path, **more: str) -> tuple[int, str]:
    """The exit status of a batch, and what it said to whoever waits."""
    process = started(data, *arguments, environment=environment(**more))
    said = process.communicate(timeout=300)[1]
    assert "Traceback" not in said
    return process.returncode, said


def report(folder: Path) -> list[list[str]]:
    text = (folder / "report.csv").read_bytes().decode("utf-8-sig")
    return [*csv.reader(StringIO(text), delimiter=";")][1:]


def blank_pdf(pages: int) -> str:
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out)
    return base64.b64encode(out.getvalue()).decode()


def test_letters_report_and_files_of_a_batch(tmp_path: Path) -> None:
    enclosed = request("D00001")
    enclosed["dossier"]["attachments"] = [
        {"name": "factuur.pdf", "media_type": "application/pdf", "content": blank_pdf(2)}
    ]
    wrong = request("D00003", **{f"colour{number}": "red" for number in range(7)})
    wrong["dossier"]["invoices"][0]["amount"] = "a lot"
    many = request("D00009")
    many["dossier"]["invoices"] *= 4_000
    given_lines = (enclosed, "", request("D00002"), "{not json", wrong, request("D00002", term_days=7))
    source = lines(tmp_path / "in.jsonl", *given_lines, request("D00002"), many, json.dumps("x" * MAX_LINE))
    folder, data = tmp_path / "out", tmp_path / "data"
    status, said = run(data, source, "-o", folder, "--append-attachments", "--zip", "--print-file")
    assert status == 1, said
    assert "kind and date: 1." in said

    found = manifest(folder)
    rows = {each["line"]: each for each in found["letters"]}
    assert (found["total"], found["done"], found["failed"]) == (8, 3, 5)
    assert [*rows] == [1, 3, 4, 5, 6, 7, 8, 9]
    assert {line: each["problem"] for line, each in rows.items() if each["state"] == "failed"} == {
        4: "/problems/not-json",
        5: "/problems/invalid-input",
        6: "/problems/unlawful-letter",
        8: "/problems/invalid-input",
        9: "/problems/too-large",
    }
    assert rows[6]["findings"] == ["term-too-short"]
    assert [line for line, each in rows.items() if each["made_before"]] in ([3], [7])  # whichever came second
    assert rows[1]["pages"] == rows[3]["pages"] + 2
    contents = {line: (folder / each["file"]).read_bytes() for line, each in rows.items() if each["file"]}
    assert {line: sha256(each).hexdigest() for line, each in contents.items()} == {
        line: each["sha256"] for line, each in rows.items() if each["file"]
    }
    assert contents[3] == contents[7]
    assert sorted(each.name for each in folder.iterdir()) == [
        "letters", "letters.pdf", "letters.zip", "manifest.json", "report.csv",
    ]  # fmt: skip

    table = {int(each[0]): each for each in report(folder)}
    assert table[1][1:3] == ["D00001", "Final notice"]
    assert "/dossier/invoices/0/amount" in table[5][7]
    assert all(f"/colour{number}" in table[5][7] for number in range(7))
    assert "art. 6:96" in table[6][7]
    assert all(table[line][7] in said for line in (4, 6, 8, 9))
    assert "Line 5 (D00003): " in said
    assert "And 4 more: see report.csv." in said

    with ZipFile(folder / "letters.zip") as archive:
        assert archive.namelist() == [
            f"{n:05d}_D0000{d}_wik-notice_2026-11-21.pdf" for n, d in ((1, 1), (3, 2), (7, 2))
        ]
        assert [archive.read(each) for each in archive.namelist()] == [*contents.values()]
    with Pdf.open(folder / "letters.pdf") as printed, printed.open_outline() as outline:
        assert len(printed.pages) == sum(each["pages"] or 0 for each in rows.values())
        marks = {each.title: printed.pages.index(each.destination[0]) for each in outline.root}
    starts = (0, rows[1]["pages"], rows[1]["pages"] + rows[3]["pages"])
    assert marks == dict(
        zip((f"{n}. D0000{d} – Final notice" for n, d in ((1, 1), (3, 2), (7, 2))), starts, strict=True)
    )

    kept = b"".join(each.read_bytes() for each in (data / "batches").glob("ledger.sqlite*"))
    assert [each for each in PERSONAL if each.encode() in kept] == []

    # The same command once more: only what failed is tried, and fails again.
    before = {each.name: each.stat().st_mtime_ns for each in (folder / "letters").iterdir()}
    assert run(data, source, "-o", folder, "--append-attachments")[0] == 1
    assert {each.name: each.stat().st_mtime_ns for each in (folder / "letters").iterdir()} == before
    assert manifest(folder) | {"finished_at": None} == found | {"finished_at": None}


def test_a_check_makes_nothing_and_keeps_nothing(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", request("D00001"), request("D00002", term_days=7), request("D00003"))
    folder, data = tmp_path / "out", tmp_path / "data"
    assert run(data, source, "-o", folder, "--check")[0] == 1
    assert [each[1:5:3] for each in report(folder)] == [["D00001", "made"], ["D00002", "not made"], ["D00003", "made"]]
    assert [each.name for each in folder.iterdir()] == ["report.csv"]
    ledger = sqlite3.connect(data / "batches" / "ledger.sqlite")
    assert ledger.execute("select count(*) from letters").fetchone() == (0,)
    assert ledger.execute("select count(*) from batches").fetchone() == (0,)
    ledger.close()
    assert not [*data.rglob("requests.jsonl")]


def test_nothing_starts_when_it_cannot(docgen: Docgen, tmp_path: Path) -> None:
    source, folder = requests(tmp_path / "in.jsonl", 1), tmp_path / "out"
    other, empty = requests(tmp_path / "other.jsonl", 2), lines(tmp_path / "empty.jsonl", "", " ")
    (tmp_path / "taken" / "letters").mkdir(parents=True)
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "manifest.json").write_text('{"batch": "another"}', encoding="utf-8")
    for arguments, more, word in (
        ((tmp_path / "absent.jsonl", "-o", folder), {}, "absent.jsonl"),
        ((empty, "-o", folder), {}, "JSON Lines"),
        ((source, "-o", tmp_path / "taken"), {}, "ledger does not know"),
        ((other, "-o", theirs), {}, "another batch"),
        ((source, "-o", folder, "--form", "html", "--append-attachments"), {}, "enclosures"),
        ((source, "-o", folder), {"DOCGEN_LEDGER": "secret"}, "DOCGEN_LEDGER"),
        ((source, "-o", folder), {"DOCGEN_WORKERS": "many"}, "DOCGEN_WORKERS"),
        ((source, "-o", folder), {"DOCGEN_LETTER_SECONDS": "0"}, "DOCGEN_LETTER_SECONDS"),
        ((source, "-o", source), {}, "in.jsonl"),
        ((source, "-o", folder, "--workers", "0"), {}, "256"),
        ((source,), {}, "--output"),
    ):
        done = docgen("batch", *arguments, *(["--language", "en"]), DOCGEN_DATA=str(tmp_path / "data"), **more)
        assert (done.returncode, done.stdout) == (2, b""), arguments
        assert word in done.stderr.decode(), arguments
    assert not folder.exists()


# ---- what goes wrong around it ----


@pytest.mark.parametrize("full", ["out", "data"])
def test_a_disk_that_is_full_or_locked_stops_the_run_and_nothing_is_torn(
    tmp_path: Path, small_disk: Path, full: str
) -> None:
    """Letters and ledger: whichever is on the disk, the run says so, and goes on when there is room."""
    count = 30
    source = requests(tmp_path / "in.jsonl", count)
    folder, data = (small_disk if full == each else tmp_path / each for each in ("out", "data"))
    ballast, room = small_disk / "ballast", 64 if full == "out" else 180  # kB
    ballast.write_bytes(bytes(1024 * (1024 - room)))
    status, said = run(data, source, "-o", folder, "--form", "json")
    assert status == 2
    assert "No space left" in said or "disk is full" in said or "disk I/O error" in said, said
    for each in (folder / "letters").glob("*.json"):
        assert json.loads(each.read_bytes())["kind"] == "wik-notice"
    if full == "out":
        assert "Still to be made" in said
        subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
        status, said = run(data, source, "-o", folder, "--form", "json")
        assert (status, "Read-only" in said) == (2, True)
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    ballast.unlink()
    assert run(data, source, "-o", folder, "--form", "json")[0] == 0
    found = manifest(folder)
    assert (found["done"], found["failed"]) == (count, 0)
    for row in found["letters"]:
        assert sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert len([*(folder / "letters").iterdir()]) == count


ENDLESS = 20 * ("".join(f"{{% for {each} in invoices %}}" for each in "abc") + "{% endfor %}" * 3)


def test_a_letter_without_end_fails_alone_and_in_time(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", templates)
    notice = templates / "html" / "nl" / "wik-notice.html"
    notice.write_text(notice.read_text("utf-8").replace("{% block body %}", "{% block body %}" + ENDLESS), "utf-8")
    hostile, ordinary = request("D00002"), LETTER_REQUEST["dossier"]
    hostile["dossier"]["invoices"] = [ordinary["invoices"][0] | {"number": f"F{number}"} for number in range(490)]
    source = lines(tmp_path / "in.jsonl", request("D00001"), hostile, request("D00003"))
    status, said = run(
        tmp_path / "data", source, "-o", tmp_path / "out", "--form", "html",
        DOCGEN_TEMPLATES=str(templates), DOCGEN_LETTER_SECONDS="4",
    )  # fmt: skip
    rows = manifest(tmp_path / "out")["letters"]
    assert (status, [each["state"] for each in rows]) == (1, ["done", "failed", "done"])
    assert rows[1]["problem"] == "/problems/limit-exceeded"
    assert "D00002" in said


def test_a_letter_at_which_every_worker_dies_is_given_up(tmp_path: Path, desk: Desk) -> None:
    source = requests(tmp_path / "in.jsonl", 1)
    wanted = Wanted(source, tmp_path / "out", "json")
    host, boot, pid, begun, mark = worker_name().split("/")
    dead = "/".join((host, boot, pid, str(int(begun) - 1), mark))
    with opened(wanted, replace(desk, settings=replace(desk.settings, data=tmp_path / "data"))) as batch:
        ledger, results = batch.results.ledger, batch.results
        engine = embedded(batch.maker, 1)
        for attempt in range(1, ATTEMPTS + 1):
            assert batch.progress().open == 1
            taken = ledger.take(results.batch.id, dead, desk.now())
            assert taken is not None
            assert taken.attempts == attempt
            engine.start()  # as after a crash
        assert (batch.progress().open, batch.progress().failed) == (0, 1)
        [failed] = results.failed()
        assert str(ATTEMPTS) in results.reasons(failed.letter, Words("nl"))[0]


def test_a_mistake_of_ours_stops_the_run(
    tmp_path: Path, docgen: Docgen, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It does not start workers for ever, and what it says holds nothing of a dossier."""

    def fail(*_: object) -> None:
        raise RuntimeError("D00001")

    monkeypatch.setattr(Work, "run", fail)
    source = requests(tmp_path / "in.jsonl", 2)
    done = docgen(
        "batch",
        source,
        "-o",
        tmp_path / "out",
        "--form",
        "json",
        "--language",
        "en",
        DOCGEN_DATA=str(tmp_path / "data"),
    )
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Still to be made: 2 of 2" in said
    assert "mistake in the program" in said
    assert "D00001" not in said + caplog.text


# ---- the parts ----


@given(st.lists(st.one_of(st.sampled_from([b"", b" \t", b"\r", b"\xef\xbb\xbf"]), st.binary(max_size=20)), max_size=8))
def test_lines_are_found_where_they_stand(parts: list[bytes]) -> None:
    content = b"\n".join(parts)
    expected = {
        number: each
        for number, each in enumerate(content.split(b"\n"), 1)
        if (each.removeprefix(b"\xef\xbb\xbf") if number == 1 else each).strip(b" \t\r")
    }
    if not expected:
        with pytest.raises(InvalidInput):
            survey(BytesIO(content))
        return
    found = survey(BytesIO(content))
    assert found.sha256 == sha256(content).hexdigest()
    assert {each.position: content[each.start :][: each.size].removesuffix(b"\n") for each in found.lines} == expected
    assert all(each.sha256 == sha256(content[each.start :][: each.size]).hexdigest() for each in found.lines)


def test_a_batch_has_a_limit() -> None:
    assert len(survey(BytesIO(b"{}\n\n" * MAX_LINES)).lines) == MAX_LINES
    with pytest.raises(TooLarge):
        survey(BytesIO(b"{}\n" * (MAX_LINES + 1)))
    with pytest.raises(TooLarge):
        survey(BytesIO(b"x" * (50 * 1024**2 + 1)))


@pytest.mark.parametrize("value", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|calc"])
def test_no_cell_of_the_report_is_carried_out(value: str) -> None:
    assert _cell(value) == f"'{value}"
    assert _cell(f"D {value}") == f"D {value}"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 10.0, 20.0])
    monkeypatch.setattr("docgen.service.cli_progress.time.monotonic", lambda: next(moments))
    monkeypatch.setenv("COLUMNS", "100")
    screen = Terminal()
    bar = Bar(screen, Words("nl"))
    for done, failed in ((0, 0), (30, 0), (55, 5)):
        bar.show(Progress("running", 120, {"open": 120 - done - failed, "done": done, "failed": failed}))
    bar.end()
    last = screen.getvalue().split("\r\x1b[K")[-2]
    assert last == f"[{'#' * 15}{'.' * 15}] 60 van 120 brieven, 3,0 per seconde, nog 0:20, 5 niet gemaakt"


@pytest.mark.parametrize(("seconds", "shown"), [(0.1, "0:01"), (60.0, "1:00"), (754, "12:34"), (3900, "1:05:00")])
def test_time_left_is_told_as_on_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown
