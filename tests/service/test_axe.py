"""Axe finds nothing on any screen: light and dark, wide and narrow, in Dutch, and where that is cheap in English."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from docgen.service.examples import LETTER_REQUEST
from docgen.settings import ROOT
from tests.service.axe import no_axe_violations, violations
from tests.service.browser import PATIENCE, careful_page, editor_text, put_text
from tests.service.staff import log_in

KIND = "payment-plan-confirmation"
TEMPLATE = (ROOT / "templates" / "docx" / "nl" / f"{KIND}.docx").read_bytes()
LOOKS = [("light", 1440), ("dark", 390)]  # colours do not depend on the width, so the two other pairs add nothing


@pytest.fixture(scope="module")
def author(chromium: Browser, staffed: str) -> Iterator[Page]:
    """A page of somebody who may change templates."""
    with careful_page(chromium, staffed) as page:
        log_in(page, "author", "/batches")
        yield page


@pytest.fixture
def stranger(chromium: Browser, staffed: str) -> Iterator[Page]:
    """A page of somebody who did not log in."""
    with careful_page(chromium, staffed) as page:
        yield page


def every_look(page: Page) -> None:
    """No violation on the page as it stands, in any look."""
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 900})
        no_axe_violations(page)


def test_axe_sees_what_is_wrong(author: Page) -> None:
    author.goto("/batches")
    author.evaluate(
        """() => {
          document.documentElement.lang = "";
          document.querySelector("h1").style.color = "#ddd";
          document.querySelector("main").append(document.createElement("button"));
        }"""
    )
    found = {each.partition(" ")[0] for each in violations(author)}
    assert found == {"html-has-lang", "color-contrast", "button-name"}
    with pytest.raises(AssertionError, match=r"button-name[\s\S]*<button></button>"):
        no_axe_violations(author)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_log_in_page(stranger: Page, language: str) -> None:
    stranger.goto(f"/login?lang={language}")
    no_axe_violations(stranger)
    stranger.locator("#name").fill("nobody")
    stranger.locator("#password").fill("nothing")
    stranger.locator("#password").press("Enter")
    expect(stranger.get_by_role("alert")).to_be_visible()
    every_look(stranger)


@pytest.mark.parametrize("path", ["/templates", "/templates/fields", "/batches", "/problems/not-found", "/nothing"])
def test_pages(author: Page, path: str) -> None:
    author.goto(f"{path}?lang=nl")
    assert urlsplit(author.url).path == path
    every_look(author)
    if path != "/templates/fields":  # long, and the same in both languages but for its words
        author.goto(f"{path}?lang=en")
        no_axe_violations(author)


def test_a_batch(author: Page) -> None:
    author.set_viewport_size({"width": 1440, "height": 900})
    author.goto("/batches")
    author.get_by_label("Bestand met aanvragen").set_input_files({"name": "a.jsonl", "mimeType": "", "buffer": b" "})
    author.get_by_role("button", name="Lever in").click()
    expect(author.get_by_role("alert")).to_contain_text("Er staat geen aanvraag in")
    every_look(author)
    lines = json.dumps(LETTER_REQUEST).encode() + b"\n{no json"
    author.get_by_label("Bestand met aanvragen").set_input_files({"name": "a.jsonl", "mimeType": "", "buffer": lines})
    author.get_by_label("Vorm van de brieven").select_option("json")
    author.get_by_role("button", name="Lever in").click()
    expect(author.locator("h1 .state")).to_have_text("klaar", timeout=8 * PATIENCE)
    author.get_by_text("Verwijder…").click()
    every_look(author)
    author.goto("/batches")
    every_look(author)


def test_the_documentation(author: Page) -> None:
    author.emulate_media(color_scheme="dark")
    author.set_viewport_size({"width": 390, "height": 900})
    author.goto("/docs")
    no_axe_violations(author)  # once: it is long, and its frame was looked at above


def test_a_search_without_a_find(author: Page) -> None:
    author.goto("/templates/fields")
    author.get_by_role("searchbox").fill("openingstijden bellen opening_hours")
    no_axe_violations(author)


def test_what_a_viewer_sees_and_is_refused(stranger: Page) -> None:
    log_in(stranger, "viewer", "/templates")
    every_look(stranger)
    stranger.goto("/templates/wik-notice/nl")
    every_look(stranger)


def with_paragraphs(*paragraphs: str) -> bytes:
    """The template with more paragraphs, in a typeface that the PDF does not have."""
    document = docx.Document(BytesIO(TEMPLATE))
    for each in paragraphs:
        document.add_paragraph(each).runs[0].font.name = "Comic Sans MS"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def send(page: Page, content: bytes) -> None:
    page.get_by_label("Word-bestand", exact=True).set_input_files(
        {"name": "letter.docx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Controleer en bewaar als concept").click()


def test_the_history_of_a_template(author: Page) -> None:
    author.set_viewport_size({"width": 1440, "height": 900})
    author.goto(f"/templates/{KIND}/nl")
    status = author.locator("#check-status")
    expect(status).to_have_text("Niets op te merken.", timeout=PATIENCE)
    no_axe_violations(author)
    send(author, b"no Word file")
    expect(author.locator("#upload-problem")).to_be_visible(timeout=PATIENCE)
    no_axe_violations(author)

    send(
        author,
        with_paragraphs("Een alinea over {{ invoices_totall }}", "{% if letter.language == “nl” %}Dag{% endif %}"),
    )
    expect(status).to_contain_text("Vanzelf hersteld: 1.", timeout=PATIENCE)
    author.get_by_role("button", name="Publiceer deze versie…").click()
    expect(author.get_by_role("dialog")).to_be_visible()
    every_look(author)
    author.get_by_role("button", name="Annuleer").click()

    send(author, with_paragraphs("Wij wensen u een prettige dag toe, en bedanken u."))
    expect(status).to_have_text("Fouten: 0. Let op: 1. Vanzelf hersteld: 0.", timeout=PATIENCE)
    author.get_by_role("button", name="Toon de pagina's van elk voorbeeld").click()
    expect(author.locator("#sheet-status")).to_contain_text("Omkaderd", timeout=2 * PATIENCE)
    expect(author.locator("#changes .change").first).to_be_visible(timeout=PATIENCE)
    every_look(author)


def test_the_preview(author: Page) -> None:
    author.set_viewport_size({"width": 1440, "height": 900})
    author.goto("/?lang=nl&sample=specification-partial-payments")
    expect(author.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    every_look(author)
    author.evaluate("() => document.querySelectorAll('details').forEach((each) => (each.open = true))")
    author.get_by_role("tab", name="Formulier").click()
    expect(author.locator("#form .sheet input").first).to_be_visible(timeout=PATIENCE)
    every_look(author)
    author.get_by_role("button", name="Envelop").click()
    expect(author.locator("#enveloped")).to_be_visible()
    no_axe_violations(author)


def test_the_preview_of_what_cannot_be(author: Page) -> None:
    author.set_viewport_size({"width": 1440, "height": 900})
    author.goto("/?lang=nl&sample=wik-consumer")
    expect(author.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    put_text(author, editor_text(author).replace('"286.50"', '"veel"'))
    expect(author.locator("#problem")).to_be_visible(timeout=PATIENCE)
    every_look(author)
