"""What the tests with a real Chromium share: how it starts, a page that tells what went wrong, and the editor's text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

FLAGS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000  # milliseconds


@contextmanager
def careful_page(chromium: Browser, server: str) -> Iterator[Page]:
    """A page that fails the test when something is blocked, breaks, asks a question, or comes from elsewhere."""
    context = chromium.new_context(base_url=server, locale="nl-NL", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    complaints: list[str] = []

    def asked(request: Request) -> None:
        # Chromium shows a PDF with an extension and pages of its own.
        if not request.url.startswith((server, "data:", "blob:", "chrome:", "chrome-extension:")):
            complaints.append(request.url)

    def said(message: ConsoleMessage) -> None:
        # Chromium itself reports every answer of 400 and above; those the tests ask for.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def questioned(dialog: Dialog) -> None:
        if dialog.type == "confirm":  # a question of the page itself, which its test answers
            return
        complaints.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    context.on("request", asked)
    context.on("console", said)
    context.on("dialog", questioned)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert not complaints, complaints


EDITOR = """
async (host, { does, text }) => {
  const { EditorView } = await import("/preview/static/vendor/codemirror/codemirror.js");
  const content = host.shadowRoot.querySelector(".cm-content");
  const view = EditorView.findFromDOM(content);
  if (does === "read") return view.state.doc.toString();
  const { from, to } = view.state.selection.main;
  if (does === "chosen") return view.state.sliceDoc(from, to);
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}
"""


def editor_text(page: Page) -> str:
    """The request as it stands in the editor, all of it: its elements hold only the lines in view."""
    return str(page.locator("#request").evaluate(EDITOR, {"does": "read"}))


def editor_selection(page: Page) -> str:
    """What is selected in the editor."""
    return str(page.locator("#request").evaluate(EDITOR, {"does": "chosen"}))


def put_text(page: Page, text: str) -> None:
    """Another request in the editor, as when somebody pastes it."""
    page.locator("#request").evaluate(EDITOR, {"does": "put", "text": text})
