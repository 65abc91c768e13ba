"""Chromium kept open, with one tab kept open too, driven over its own protocol as print services do."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode

from playwright.sync_api import sync_playwright

FLAGS = ("--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")
PRINT = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}
# It has no running elements: head and foot of the pages are texts in the margins.
_MARGINS = """
.continuation, .footer {{ display: none }}
@page letter {{
  @top-left {{
    content: {continuation}; font: 8.5pt/1.35 Carlito; width: 140mm; margin-top: 17mm; vertical-align: top;
    border-bottom: 0.1mm solid #777;
  }}
  @bottom-left {{
    content: {footer}; font: 8.5pt/1.35 Carlito; width: 80mm; white-space: pre; margin-top: 4mm; vertical-align: top;
  }}
  @bottom-right {{
    content: {pages}; font: 8.5pt/1.35 Carlito; width: 60mm; text-align: right; margin-top: 4mm; vertical-align: top;
  }}
}}
@page letter:first {{ @top-left {{ content: none; border: 0 }} }}
"""


class Chromium:
    """Debian's Chromium."""

    def __init__(self) -> None:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS])
        page = self._browser.new_page()
        self._tab = page.context.new_cdp_session(page)
        self._frame = self._tab.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def prepare(self, name: str, number: int) -> str:
        """The page with its style sheet and pictures inside."""
        from benchmarks.content import content
        from benchmarks.page import INSTALLED, paper

        of = paper(name, number)
        what = content(of)
        before, between, after = map(_quoted, what["pages"])
        margins = _MARGINS.format(
            continuation=_quoted(what["continuation"]),
            footer=_quoted("\n".join(what["footer"])),
            pages=f"{before} counter(page) {between} counter(pages) {after}",
        )
        return of.html(of.page.css + INSTALLED + margins)

    def make(self, job: str) -> bytes:
        """Its PDF."""
        self._tab.send("Page.setDocumentContent", {"frameId": self._frame, "html": job})
        ready = "Promise.all([document.fonts.ready, ...[...document.images].map((each) => each.decode())])"
        self._tab.send("Runtime.evaluate", {"expression": ready, "awaitPromise": True})
        return b64decode(self._tab.send("Page.printToPDF", PRINT)["data"])

    def close(self) -> None:
        """End the browser."""
        self._browser.close()
        self._playwright.stop()


def _quoted(words: str) -> str:
    """A text as a style sheet writes it."""
    return json.dumps(words, ensure_ascii=False).replace("\\n", "\\a ")
