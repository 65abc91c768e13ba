"""The benchmark compares like with like, reckons rightly, and runs: the whole of it, once, in `make soak`."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from benchmarks import report
from benchmarks.__main__ import PARTS
from benchmarks.engines import ENGINES
from benchmarks.growth import slope
from benchmarks.letters import ONE_PAGE, SPECIFICATION, pages
from benchmarks.measuring import Case, spread
from docgen.settings import ROOT

# WeasyPrint leaves the file of its colour profile for the collector to close.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
NO_TYPST = pytest.mark.skipif(importlib.util.find_spec("typst") is None, reason="Typst comes with make bench")


def words(content: bytes) -> tuple[int, Counter[str]]:
    """The pages of a PDF, and how often each word stands on them."""
    document = pypdfium2.PdfDocument(content)
    said = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return len(said), Counter(" ".join(said).replace("\ufffe", "-").split())


def made(engine: str, letter: str) -> tuple[int, Counter[str]]:
    """A letter as an engine makes it."""
    known = ENGINES[engine].load()
    try:
        return words(known.make(known.prepare(letter, 3)))
    finally:
        known.close()


@pytest.mark.parametrize("letter", [ONE_PAGE, SPECIFICATION])
def test_the_others_make_the_same_letter(letter: str) -> None:
    count, said = made("page", letter)
    assert count == pages(letter)
    assert made("plain", letter) == (count, said)
    if letter == ONE_PAGE:
        assert made("first", letter) == (count, said)


@NO_TYPST
def test_typst_makes_the_same_letter() -> None:
    assert made("typst", SPECIFICATION) == made("page", SPECIFICATION)


def test_ratios_are_those_of_the_rounds_and_say_how_much_better_the_first_is() -> None:
    faster = Case("a part", "Time", "ms", rows={"ours": [10.0, 20.0, 40.0], "theirs": [20.0, 20.0, 120.0]})
    assert faster.ratios("theirs") == [2.0, 1.0, 3.0]
    rate = Case("a part", "Rate", "letters/s", "more", rows={"ours": [30.0], "theirs": [10.0]})
    assert rate.ratios("theirs") == [3.0]
    assert faster.as_json()["rows"][1]["ratio"] == {"median": 2.0, "low": 1.0, "high": 3.0}


def test_the_spread_is_the_middle_half() -> None:
    assert spread([1, 2, 3, 4, 5, 6, 7], 1) == {"median": 4, "low": 2, "high": 6}
    assert spread([5, 1], 1) == {"median": 3, "low": 1, "high": 5}


def test_growth_is_told_from_what_fills_once() -> None:
    fills_once = [(number, min(number, 100) * 50.0) for number in range(1000)]
    assert slope(fills_once, 0.5) == pytest.approx(0)
    assert slope([(number, 7.0 * number) for number in range(1000)], 0.1) == pytest.approx(7)


FOUND = {
    "machine": {
        "date": "2026-11-28",
        "cores": 2,
        "load_before": 0.1,
        "processor": "Some CPU",
        "system": "Linux",
        "python": "3.11.7",
        "packages": {"weasyprint": "70.0", "typst": None},
        "chromium": "Chromium 150.0 built on Debian",
        "libreoffice": None,
    },
    "rounds": 15,
    "cases": [
        Case(
            "one letter",
            "Reminder, PDF, one page",
            "ms",
            rows={"docgen, the page": [40.0], "docgen, the whole request": [60.0], "WeasyPrint, plain": [100.0]},
        ).as_json()
    ],
}


def test_the_readme_gets_the_table_between_its_marks_and_keeps_the_rest(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.MARKS[0]}\nan older one\n{report.MARKS[1]}\nafter\n", "utf-8")
    for _ in range(2):
        report.to_readme(FOUND, readme)
    lines = readme.read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("before", "after")
    assert "| Reminder, PDF, one page | 40 ms (60 with law, amounts and checks) | 100 ms, 2.5 × |  |  |  |" in lines
    assert "an older one" not in lines
    assert "2 cores (Some CPU), Python 3.11.7, WeasyPrint 70.0, Chromium 150.0." in lines


def test_the_table_is_that_of_the_last_whole_run(tmp_path: Path) -> None:
    def run(name: str, rounds: int, *parts: str) -> None:
        cases = [{"part": each, "of": name} for each in parts]
        found = {"machine": {"date": "2026-11-28"}, "rounds": rounds, "cases": cases}
        (tmp_path / f"{name}.json").write_text(json.dumps(found), "utf-8")
        os.utime(tmp_path / f"{name}.json", (rounds, rounds))

    assert report.latest(tmp_path) is None
    run("whole", 1, *report.USUAL)
    run("many", 2, report.MONTH_END)
    run("part", 3, "batch")
    found = report.latest(tmp_path)
    assert found is not None
    assert {(each["part"], each["of"]) for each in found["cases"]} == {
        *((part, "whole") for part in report.USUAL),
        (report.MONTH_END, "many"),
    }


def test_a_readme_without_a_place_for_it_is_left_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n", "utf-8")
    with pytest.raises(ValueError, match="no place"):
        report.to_readme(FOUND, readme)
    assert readme.read_text("utf-8") == "before\n"


def test_our_readme_has_a_place_for_the_table() -> None:
    text = report.README.read_text("utf-8")
    assert [text.count(mark) for mark in report.MARKS] == [1, 1]


@pytest.mark.skipif(not SOAK, reason="the whole of it, in make soak")
def test_every_part_runs_with_every_engine_that_is_there(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "benchmarks", "--rounds", "1", "--parts", *PARTS, "--results", str(tmp_path)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stderr
    found = json.loads(next(tmp_path.glob("*.json")).read_bytes())
    assert set(found["absent"]) <= {ENGINES["typst"].title}
    assert len({case["part"] for case in found["cases"]}) == len(PARTS)
    assert {row["title"] for case in found["cases"] for row in case["rows"]} >= {
        known.title for known in ENGINES.values() if known.title not in found["absent"]
    }
    assert all(row["value"]["low"] > 0 for case in found["cases"] for row in case["rows"])


@pytest.mark.skipif(not SOAK, reason="5,000 letters, in make soak")
def test_a_process_does_not_grow_with_each_letter() -> None:
    run = [sys.executable, "-m", "benchmarks.growth", "--letters", "5000"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True, timeout=3600)
    lines = done.stdout.splitlines()
    assert lines[0] == "5000 letters, pdf: {'done': 5000}"
    slopes = {line.split()[0]: float(line.partition(" MB ")[2].split()[0]) for line in lines[1:]}
    assert {"worker", "docgen.render.typesetting,"} <= set(slopes)
    assert max(slopes.values()) < 20, done.stdout
