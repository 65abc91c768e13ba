"""What a run found: a table on the terminal, a file for programs, and the table of the README."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from benchmarks.measuring import GAIN, Case
from benchmarks.process import ROOT

RESULTS = ROOT / "benchmarks" / "results"
README = ROOT / "README.md"
MARKS = "<!-- benchmark: made by make bench-readme -->", "<!-- end of benchmark -->"
USUAL = {"one letter", "batch", "memory", "first letter", "over HTTP"}  # what a whole run has
MONTH_END = "month end"
BUSY = 0.5  # processes that wanted to run, on average, before the run began


def table(cases: list[dict[str, Any]]) -> str:
    """For the terminal."""
    lines = []
    for case in cases:
        better = (
            "times as much"
            if case["unit"] == GAIN
            else "times faster"
            if case["unit"] in ("ms", "s")
            else "times better"
        )
        lines += ["", f"{case['title']} ({case['part']}, {case['unit']})"]
        for row in case["rows"]:
            ratio = row["ratio"]
            said = "" if ratio is None else f"{ratio['median']:7.2f} ({ratio['low']:.2f}-{ratio['high']:.2f})"
            value = row["value"]
            shown = [number(value[each]) for each in ("median", "low", "high")]
            lines.append(f"  {row['title']:44} {shown[0]:>7} {f'({shown[1]}-{shown[2]})':>17}  {said}".rstrip())
        lines[-len(case["rows"]) - 1] += f"; at the right how many {better} the first is" * (len(case["rows"]) > 1)
    return "\n".join(lines[1:])


def number(value: float) -> str:
    """Three figures of a number."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}" if value >= 1 else f"{value:.2f}"


def write(folder: Path, machine: dict[str, Any], absent: dict[str, str], rounds: int, cases: list[Case]) -> Path:
    """Keep a run; gives its file."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{machine['date']}-{len(list(folder.glob('*.json'))) + 1:03d}.json"
    found = {"machine": machine, "absent": absent, "rounds": rounds, "cases": [each.as_json() for each in cases]}
    file.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return file


def latest(folder: Path = RESULTS) -> dict[str, Any] | None:
    """The last run that has every usual part, with ten thousand letters if those were made on the same day."""
    runs: list[dict[str, Any]] = [
        json.loads(file.read_bytes()) for file in sorted(folder.glob("*.json"), key=_made_at, reverse=True)
    ]
    whole = next((run for run in runs if {each["part"] for each in run["cases"]} >= USUAL), None)
    if whole is None:
        return None
    more = (run for run in runs if run["machine"]["date"] == whole["machine"]["date"])
    found = next((cases for run in more if (cases := [each for each in run["cases"] if each["part"] == MONTH_END])), [])
    return whole | {"cases": [*(each for each in whole["cases"] if each["part"] != MONTH_END), *found]}


def _made_at(file: Path) -> float:
    return file.stat().st_mtime


def to_readme(found: dict[str, Any], readme: Path = README) -> None:
    """Put the table of a run into the README, between its marks. Raises `ValueError` when they are not there."""
    text = readme.read_text("utf-8")
    whole = re.compile(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", re.DOTALL)
    if len(whole.findall(text)) != 1:
        raise ValueError(f"{readme.name} has no place for the table: {MARKS[0]} … {MARKS[1]}")
    said = f"{MARKS[0]}\n{_markdown(found)}\n{MARKS[1]}"
    readme.write_text(whole.sub(lambda _: said, text), "utf-8")


_COLUMNS = {
    "plain WeasyPrint": "WeasyPrint, plain",
    "Chromium": "Chromium",
    "docxtpl and LibreOffice": "docxtpl",
    "Typst": "Typst",
}


def _markdown(found: dict[str, Any]) -> str:
    machine = found["machine"]
    lines = [
        f"| {machine['date']}, median | docgen | {' | '.join(_COLUMNS)} |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for case in found["cases"]:
        first, *others = case["rows"]
        ours = f"{number(first['value']['median'])} {case['unit']}"
        whole = [each for each in others if each["title"].startswith("docgen, the whole request")]
        if whole and case["part"] == "one letter":
            ours += f" ({number(whole[0]['value']['median'])} with law, amounts and checks)"
        if not first["title"].startswith("docgen"):  # all of them are ours
            shown = [
                f"{number(each['value']['median'])} {case['unit']} ({each['title'].lower()})" for each in case["rows"]
            ]
            ours = ", ".join(shown)
        cells = [_cell(others, title, case["unit"]) for title in _COLUMNS.values()]
        lines.append(f"| {_row_title(case)} | {ours} | {' | '.join(cells)} |")
    packages = machine["packages"]
    versions = [f"WeasyPrint {packages['weasyprint']}", machine["chromium"], machine["libreoffice"]]
    versions.append(packages["typst"] and f"Typst {packages['typst']}")
    said = ", ".join(re.sub(r" built on.*|\(Build.*\)| \d+\(.*\)", "", each) for each in versions if each)
    processor = machine["processor"] or machine["system"]
    where = f"{machine['cores']} cores ({processor}), Python {machine['python']}, {said}."
    if machine["load_before"] > BUSY:
        where += " The machine had other work to do meanwhile: only the ratios say something."
    return "\n".join([*lines, "", where])


def _row_title(case: dict[str, Any]) -> str:
    part, title = case["part"], str(case["title"])
    return title if part == "one letter" else f"{part[0].upper()}{part[1:]}: {title[0].lower()}{title[1:]}"


def _cell(rows: list[dict[str, Any]], start: str, unit: str) -> str:
    row = next((each for each in rows if each["title"].startswith(start) and "tags" not in each["title"]), None)
    if row is None:
        return ""
    value = f"{number(row['value']['median'])} {unit}"
    return value if unit == GAIN else f"{value}, {row['ratio']['median']:.2g} ×"
