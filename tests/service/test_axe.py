"""Axe finds nothing on any screen: light and dark, wide and narrow, in Dutch, and where that is cheap in English."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from docgen.settings import ROOT
from tests.service.axe import no_axe_violations, violations
from tests.service.staff import data, guarded, log_in, opened
from tests.service.test_preview_browser import PATIENCE, chromium

__all__ = ["chromium", "data", "guarded"]

TEMPLATE = (ROOT / "templates" / "docx" / "nl" / "payment-reminder.docx").read_bytes()
LOOKS = [("light", 1440), ("dark", 390)]  # colours do not depend on the width, so the two other pairs add nothing


def logged_in(chromium: Browser, url: str, name: str) -> Page:
    page = opened(chromium, url, [])
    log_in(page, name, "/batches")
    return page


@pytest.fixture(scope="module")
def author(chromium: Browser, guarded: str) -> Iterator[Page]:
    """A page of somebody who may change templates."""
    page = logged_in(chromium, guarded, "author")
    yield page
    page.context.close()


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
def test_the_log_in_page(chromium: Browser, guarded: str, language: str) -> None:
    page = chromium.new_context(base_url=guarded).new_page()
    page.goto(f"/login?lang={language}")
    no_axe_violations(page)
    page.locator("#name").fill("nobody")
    page.locator("#password").fill("nothing")
    page.locator("#password").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    every_look(page)
    page.context.close()


@pytest.mark.parametrize("path", ["/templates", "/templates/fields", "/batches", "/problems/not-found", "/nothing"])
def test_pages(author: Page, path: str) -> None:
    author.goto(f"{path}?lang=nl")
    assert urlsplit(author.url).path == path
    every_look(author)
    author.goto(f"{path}?lang=en")
    no_axe_violations(author)


def test_the_documentation(author: Page) -> None:
    author.goto("/docs")
    every_look(author)


def test_a_search_without_a_find(author: Page) -> None:
    author.goto("/templates/fields")
    author.get_by_role("searchbox").fill("openingstijden bellen opening_hours")
    no_axe_violations(author)


def test_what_a_viewer_sees_and_is_refused(chromium: Browser, guarded: str) -> None:
    page = logged_in(chromium, guarded, "viewer")
    for path in ("/templates", "/templates/wik-notice/nl"):
        page.goto(path)
        every_look(page)
    page.context.close()


def mistaken() -> bytes:
    """The payment reminder with a mistake, a note and something that is mended."""
    document = docx.Document(BytesIO(TEMPLATE))
    document.add_paragraph("Wij dreigen met de deurwaarder, vandaag nog.").runs[0].font.name = "Comic Sans MS"
    document.add_paragraph("Een alinea over {{ invoices_totall }}")
    document.add_paragraph("{% if letter.language == “nl” %}Beste klant{% endif %}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_history_of_a_template(author: Page, tmp_path: Path) -> None:
    author.set_viewport_size({"width": 1440, "height": 900})
    author.goto("/templates/payment-reminder/nl")
    expect(author.locator("#check-status")).to_have_text("Niets op te merken.", timeout=PATIENCE)
    every_look(author)

    file = tmp_path / "reminder.docx"
    file.write_bytes(b"no Word file")
    author.get_by_label("Word-bestand", exact=True).set_input_files(file)
    author.get_by_role("button", name="Controleer en bewaar als concept").click()
    expect(author.locator("#upload-problem")).to_be_visible(timeout=PATIENCE)
    no_axe_violations(author)

    file.write_bytes(mistaken())
    author.get_by_label("Word-bestand", exact=True).set_input_files(file)
    author.get_by_role("button", name="Controleer en bewaar als concept").click()
    expect(author.locator("#findings li").first).to_be_visible(timeout=PATIENCE)
    author.get_by_role("button", name="Toon de pagina's van elk voorbeeld").click()
    expect(author.locator("#sheet-status")).to_contain_text("voorbeelden.", timeout=2 * PATIENCE)
    every_look(author)
    author.get_by_role("button", name="Publiceer deze versie…").click()
    expect(author.get_by_role("dialog")).to_be_visible()
    every_look(author)


def test_the_preview(author: Page) -> None:
    author.set_viewport_size({"width": 1440, "height": 900})
    author.goto("/?lang=nl&sample=wik-consumer")
    expect(author.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    every_look(author)
