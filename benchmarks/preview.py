"""How long staff wait, from a change in the editor of the preview until the new page is on the screen.

    .venv/bin/python benchmarks/preview.py [edits]

Opens a sample in Debian's Chromium and changes the amount of its invoice, one figure at a time as somebody types, as
often as asked. In the same run each letter is asked for once as a plain PDF over HTTP, without a browser: the baseline.
Prints the medians in milliseconds, the slowest tenth, and the ratio.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.request import Request, urlopen

from playwright.sync_api import Page, sync_playwright

from docgen.settings import ROOT

SAMPLES = ("reminder-consumer", "wik-consumer", "sommatie-consumer")
FLAGS = ("--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking")
CHANGE = """
async ([from, to]) => {
  const { EditorView } = await import("/preview/static/vendor/codemirror/codemirror.js");
  const host = document.getElementById("request");
  const view = EditorView.findFromDOM(host.shadowRoot.querySelector(".cm-content"));
  const place = view.state.doc.toString().indexOf(from);
  const image = document.querySelector("#pages img");
  const changed = new Promise((done) => {
    const observer = new MutationObserver(() => { observer.disconnect(); done(); });
    observer.observe(image, { attributes: true, attributeFilter: ["src"] });
  });
  const start = performance.now();
  view.dispatch({ changes: { from: place, to: place + from.length, insert: to }, userEvent: "input.type" });
  await changed;
  await image.decode();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}
"""


def edits(page: Page, url: str, name: str, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each edit in the browser, and of the PDF of the same letter over HTTP."""
    request = json.loads((ROOT / "samples" / f"{name}.json").read_text("utf-8"))
    amount = request["dossier"]["invoices"][0]["amount"]
    page.goto(f"{url}/?lang=nl&sample={name}")
    page.locator("body[data-state=done]").wait_for()
    seen, plain = [], []
    for number in range(count):
        cents = f"{amount[:-2]}{(int(amount[-2:]) + number + 1) % 100:02}"
        before = f"{amount[:-2]}{(int(amount[-2:]) + number) % 100:02}"
        seen.append(page.evaluate(CHANGE, [f'"amount": "{before}"', f'"amount": "{cents}"']))
        request["dossier"]["invoices"][0]["amount"] = cents
        asked = Request(  # noqa: S310  # our own server
            f"{url}/v1/letters",
            data=json.dumps(request).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/pdf"},
        )
        start = perf_counter()
        with urlopen(asked) as answer:  # noqa: S310
            answer.read()
        plain.append((perf_counter() - start) * 1000)
    return seen, plain


def main(count: int) -> None:
    """Measure and print."""
    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is missing: make test installs it")
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        server = subprocess.Popen(  # noqa: S603  # our own program
            [str(Path(sys.executable).with_name("docgen")), "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={"PATH": "/usr/bin:/bin", "DOCGEN_DATA": data, "PYTHONPATH": str(ROOT)},
        )
        try:
            url = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline() if server.stdout else "")
            if url is None:
                sys.exit("the server did not start")
            page = playwright.chromium.launch(executable_path=program, args=[*FLAGS]).new_page()
            for name in SAMPLES:
                seen, plain = edits(page, url[0], name, count)
                print(
                    f"{name:20} edit to page {median(seen):5.0f} ms (slowest tenth from "
                    f"{quantiles(seen, n=10)[-1]:5.0f})   PDF over HTTP {median(plain):5.0f} ms   "
                    f"ratio {median(seen) / median(plain):.2f}"
                )
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
