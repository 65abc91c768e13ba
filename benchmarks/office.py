"""How long a PDF takes from the Word template and from the HTML template, both warm, in the same run.

    .venv/bin/python benchmarks/office.py [rounds]

Prints the median of each sample in milliseconds, their ratio, and what the first PDF of each kind took (its program has
to start). Word's time is that of the whole letter: the file, LibreOffice, and the reading back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from docgen.dossier.strict_json import read_json
from docgen.letters.letter import Letter
from docgen.render import render
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings

SAMPLES = ("reminder-consumer", "wik-consumer", "sommatie-consumer", "specification-business-long")


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def main(rounds: int) -> None:
    """Measure and print."""
    settings = Settings()
    desk = Desk(settings)

    def time_of(letter: Letter) -> float:
        return milliseconds(lambda: render(letter, "pdf", templates=settings.templates))

    letters = {name: desk.compose(read_json(Path(ROOT, "samples", f"{name}.json").read_bytes())) for name in SAMPLES}
    engines = ("word", "html")
    first = {engine: time_of(replace(letters[SAMPLES[0]], engine=engine)) for engine in engines}
    print(f"first letter: word {first['word']:.0f} ms, html {first['html']:.0f} ms")
    for name, letter in letters.items():
        pair = [replace(letter, engine=engine) for engine in engines]
        times = [[time_of(each) for each in pair] for _ in range(rounds + 1)][1:]  # the first one warms up
        word, html = (median(each) for each in zip(*times, strict=True))
        print(f"{name:32} word {word:6.0f} ms   html {html:6.0f} ms   ratio {word / html:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
