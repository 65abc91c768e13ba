"""How long the PDF of a letter takes: ours, and plain `HTML(...).write_pdf()` of the same page, in the same run.

    .venv/bin/python benchmarks/letter.py [rounds]

Plain is what one writes first: the page as one text with its style sheet inside, logo and payment code as PNG, laid out
anew for each letter, without tags or PDF/A (`plain.css` is our style sheet before anything was done for speed). Fonts
are lent to it as if the machine had them installed; reading them from the page takes far longer. Both are warm, in one
process, and take turns. Prints a table of milliseconds (median, and the middle half as spread), then the same as JSON.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from weasyprint import HTML

from docgen.dossier.strict_json import read_json
from docgen.letters.letter import Letter
from docgen.render.html import letter_page
from docgen.render.job import Job
from docgen.render.sheet import code_of
from docgen.render.typesetting import shared_fonts, typeset
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings

SAMPLES = ("reminder-consumer", "wik-consumer", "sommatie-consumer", "specification-business-long")


def ours(letter: Letter, templates: Path) -> Callable[[], object]:
    """Sets the letter as the service does."""
    page = letter_page(letter, templates, pictures="asset")
    job = Job(
        html=page.html,
        css=page.css,
        assets={name: (asset.media_type, asset.content) for name, asset in page.assets.items()},
        concept=False,
        pages_limit=letter.pages_limit,
        annex_limit=letter.annex_limit,
    )
    return lambda: typeset(job)


def plain(letter: Letter, templates: Path) -> Callable[[], object]:
    """Sets the same page without any care."""
    page = letter_page(letter, templates, pictures="asset")
    style = Path(__file__).with_name("plain.css").read_text("utf-8")
    html = page.html.replace("</head>", f"<style>{style}</style></head>", 1)
    code = code_of(letter)
    pictures = {name: _data(asset.media_type, asset.content) for name, asset in page.assets.items()}
    if code:
        pictures["qr"] = _data("image/png", code.png8)
    html = re.sub(r'"asset:(\w+)"', lambda found: f'"{pictures[found[1]]}"', html)
    fonts = shared_fonts()
    return lambda: HTML(string=html).write_pdf(font_config=fonts)


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode()}"


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def summary(times: list[float]) -> dict[str, float]:
    """The median and the ends of the middle half."""
    low, _, high = quantiles(times, n=4)
    return {"median": round(median(times), 2), "low": round(low, 2), "high": round(high, 2)}


def main(rounds: int) -> None:
    """Measure and print."""
    settings = Settings()
    desk = Desk(settings)
    result: dict[str, dict[str, object]] = {}
    print(f"{'':28} {'plain':>20} {'ours':>20} {'times faster':>20}")
    for name in SAMPLES:
        letter = desk.compose(read_json(Path(ROOT, "samples", f"{name}.json").read_bytes()))
        pair = [make(letter, settings.templates) for make in (plain, ours)]
        turns = [[milliseconds(each) for each in pair] for _ in range(rounds + 1)][1:]  # the first one warms up
        before, after = (summary(list(each)) for each in zip(*turns, strict=True))
        ratio = summary([slow / fast for slow, fast in turns])
        columns = [f"{each['median']:.0f} ({each['low']:.0f}-{each['high']:.0f})" for each in (before, after)]
        print(f"{name:28} {columns[0]:>20} {columns[1]:>20} {ratio['median']:>8} ({ratio['low']}-{ratio['high']})")
        result[name] = {"plain": before, "ours": after, "ratio": ratio}
    print(json.dumps({"unit": "ms", "rounds": rounds, "letters": result}))


if __name__ == "__main__":
    main(max(2, int(sys.argv[1])) if len(sys.argv) > 1 else 7)
