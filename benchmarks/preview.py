"""How long staff wait, from a change in the editor of the preview until the new page is on the screen.

    .venv/bin/python -m benchmarks.preview [edits]

Opens a sample in Debian's Chromium and changes the amount of its invoice, one figure at a time as somebody types, as
often as asked. In the same run each letter is asked for once as a plain PDF over HTTP, without a browser: the baseline.
Prints the medians in milliseconds, the slowest tenth, and the ratio.
"""

from __future__ import annotations

import json
import shutil
import sys
from statistics import median, quantiles
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from benchmarks.chromium import FLAGS
from benchmarks.service import Service, docgen_service
from docgen.settings import ROOT

SAMPLES = ("reminder-consumer", "wik-consumer", "sommatie-consumer")
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


def edits(page: Page, service: Service, name: str, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each edit in the browser, and of the PDF of the same letter over HTTP."""
    request = json.loads((ROOT / "samples" / f"{name}.json").read_text("utf-8"))
    amount = request["dossier"]["invoices"][0]["amount"]
    page.goto(f"{service.url}/?lang=nl&sample={name}")
    page.locator("body[data-state=done]").wait_for()
    seen, plain = [], []
    for number in range(count):
        cents = f"{amount[:-2]}{(int(amount[-2:]) + number + 1) % 100:02}"
        before = f"{amount[:-2]}{(int(amount[-2:]) + number) % 100:02}"
        seen.append(page.evaluate(CHANGE, [f'"amount": "{before}"', f'"amount": "{cents}"']))
        request["dossier"]["invoices"][0]["amount"] = cents
        start = perf_counter()
        service.letter(request)
        plain.append((perf_counter() - start) * 1000)
    return seen, plain


def main(count: int) -> None:
    """Measure and print."""
    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is missing: make test installs it")
    with docgen_service() as service, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=program, args=[*FLAGS]).new_page()
        for name in SAMPLES:
            seen, plain = edits(page, service, name, count)
            print(
                f"{name:20} edit to page {median(seen):5.0f} ms (slowest tenth from "
                f"{quantiles(seen, n=10)[-1]:5.0f})   PDF over HTTP {median(plain):5.0f} ms   "
                f"ratio {median(seen) / median(plain):.2f}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
