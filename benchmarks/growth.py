"""How much memory each letter leaves behind, in one process that is never replaced.

    .venv/bin/python -m benchmarks.growth [--letters 5000] [--form pdf]

Makes a batch as a worker does (take, make, keep, record), of every sample that can be made, on the paper of many
creditors, each with a logo of its own and with another reference, debtor and amount each time. Fits a line through the
memory of each process (the worker, and those that it has set letters or make Word files) after the first tenth, and
prints its slope in kB a letter; and of the last half by itself, as what fills once is no leak. Anonymous memory only:
pages of files come and go.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from benchmarks.measuring import Bar
from benchmarks.peak import family
from docgen.errors import DocgenError
from docgen.service.batches.local import Wanted, opened
from docgen.service.batches.settling import USES
from docgen.service.batches.workers_alive import worker_name
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings

CREDITORS = 60  # each with a brand and a logo of its own
EVERY = 20  # letters between two looks
_NAMES = ("De Vries", "Jansen", "Van den Berg", "Yılmaz", "Bakker-Smit", "Visser", "Łukasik", "Mulder", "Øster")

Series = dict[str, list[tuple[int, float]]]  # process to letters made and kB


def brands(folder: Path) -> Path:
    """The brands of the samples, and copies of a creditor's with other colours and other logos."""
    shutil.copytree(ROOT / "samples" / "brands", folder)
    model = folder / "de-korenbloem"
    logo = Image.open(model / "logo.png").convert("RGBA")
    for number in range(CREDITORS):
        copy = shutil.copytree(model, folder / f"creditor-{number:02d}")
        entry = (copy / "brand.toml").read_text("utf-8")
        accent = f"#{40 + number:02x}{90 - number:02x}{120:02x}"
        (copy / "brand.toml").write_text(re.sub(r"#[0-9a-f]{6}", accent, entry), "utf-8")
        red, green, blue, alpha = logo.split()
        other = Image.merge(
            "RGBA", (red.point([(value + 3 * number) % 256 for value in range(256)]), green, blue, alpha)
        )
        out = BytesIO()
        other.save(out, "PNG")
        (copy / "logo.png").write_bytes(out.getvalue())
    return folder


def samples(desk: Desk, form: str) -> list[dict[str, Any]]:
    """Every sample that this form can be had of."""
    found = []
    for file in sorted((ROOT / "samples").glob("*.json")):
        request = json.loads(file.read_bytes())
        with suppress(DocgenError):
            desk.finish(request, form)
            found.append(request)
    return found


def varied(samples: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """So many requests, each of another dossier."""
    for number in range(count):
        request = deepcopy(samples[number % len(samples)])
        dossier = request["dossier"]
        dossier["reference"] = f"D{number:07d}"
        if "name" in dossier["debtor"]:
            dossier["debtor"]["name"] = f"{chr(65 + number % 26)}. {_NAMES[number % len(_NAMES)]}"
        if dossier["creditor"].get("brand") == "de-korenbloem":
            dossier["creditor"]["brand"] = f"creditor-{number // len(samples) % CREDITORS:02d}"
        yield request


def grown(folder: Path, letters: int, form: str, bar: Bar) -> tuple[Series, Mapping[Any, int]]:
    """The memory of each process as the letters went by, and how many letters ended in which state."""
    desk = Desk(Settings(brands=brands(folder / "brands"), data=folder / "data"))
    lines = (json.dumps(each) + "\n" for each in varied(samples(desk, form), letters))
    (folder / "requests.jsonl").write_text("".join(lines), "utf-8")
    series: Series = {}
    with opened(Wanted(folder / "requests.jsonl", folder / "out", form), desk) as batch:
        ledger, name = batch.maker.ledger, worker_name()
        for number in range(letters):
            letter = ledger.take(batch.maker.batch.id, name, batch.maker.now())
            if letter is None:
                break
            batch.maker.make(letter)
            if number % EVERY == 0:
                bar.step(f"letter {number}")
                for process in family(os.getpid()):
                    series.setdefault(_role(process), []).append((number, _anonymous(process)))
        return series, {**batch.progress().counts}


def _role(process: int) -> str:
    if process == os.getpid():
        return "worker"
    command = Path(f"/proc/{process}/cmdline").read_text("utf-8").split("\0")
    ours = (each for each in command if each.startswith("docgen.") and not each.endswith(".bench"))
    return f"{next(ours, Path(command[0]).name)}, process {process}"


def _anonymous(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return float(re.findall(r"RssAnon:\s+(\d+) kB", status)[0])


def slope(points: Sequence[tuple[int, float]], start: float) -> float:
    """KB a letter, from the letter on that is this far in the run (0 to 1)."""
    last = points[-1][0]
    chosen = [each for each in points if each[0] >= start * last]
    return linear_regression([each[0] for each in chosen], [each[1] for each in chosen]).slope


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("--letters", type=int, default=5000, help=f"a worker is replaced after {USES} in real life")
    parser.add_argument("--form", default="pdf")
    options = parser.parse_args(arguments)
    bar = Bar(options.letters // EVERY)
    with TemporaryDirectory(prefix="docgen-growth-") as folder:
        series, states = grown(Path(folder), options.letters, options.form, bar)
    bar.end()
    print(f"{options.letters} letters, {options.form}: {states}")
    for role, points in series.items():
        if len(points) > 4:
            print(
                f"{role:50} {points[0][1] / 1024:6.1f} to {points[-1][1] / 1024:6.1f} MB   "
                f"{slope(points, 0.1):6.2f} kB a letter, last half {slope(points, 0.5):6.2f}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
