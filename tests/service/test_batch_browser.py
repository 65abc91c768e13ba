"""Batches in a real browser: handed in, followed live, steered with the keyboard, fetched, and all of it without script."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.service.batches import request
from tests.service.browser import PATIENCE, careful_page
from tests.service.staff import log_in
from tests.service.test_widths import fits_every_width

IN_THE_END = 8 * PATIENCE  # batches stand back for everything else
pytestmark = pytest.mark.usefixtures("patience")


@pytest.fixture
def viewer(chromium: Browser, staffed: str) -> Iterator[Page]:
    with careful_page(chromium, staffed) as page:
        log_in(page, "viewer", "/batches")
        yield page


def hand_in(page: Page, count: int, *more: str) -> None:
    lines = [*(json.dumps(request(f"D{number:05d}")) for number in range(1, count + 1)), *more]
    file = {"name": "month-end.jsonl", "mimeType": "", "buffer": "\n".join(lines).encode()}
    page.get_by_label("Bestand met aanvragen").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("Vorm van de brieven").select_option("json")
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Batch van")


def test_a_batch_is_followed_and_steered(viewer: Page, tmp_path: Path) -> None:
    page = viewer
    hand_in(page, 60, "{no json", json.dumps(request("D<b>1", on_finding="warn")))
    state, made, news = page.locator("h1 .state"), page.locator("[data-figure=done]"), page.locator("#news")
    page.get_by_role("button", name="Pauzeer").press("Enter")
    expect(state).to_have_text("gepauzeerd")
    page.get_by_role("button", name="Ga verder").press("Enter")
    expect(state).to_have_text("bezig")
    page.evaluate("window.unchanged = true")
    page.locator("#may-cancel").press("Enter")
    expect(page.get_by_role("button", name="Annuleer deze batch")).to_be_visible()
    fits_every_width(page)

    expect(news).to_have_text("De batch is klaar.", timeout=IN_THE_END)
    expect(state).to_have_text("klaar")
    expect(made).to_have_text("60")
    expect(page.locator("[data-figure=over]")).to_have_text("62")
    expect(page.get_by_role("heading", name="Niet gemaakt: 2")).to_be_visible()
    rows = page.locator(".failures li")
    expect(rows.first).to_contain_text("De inhoud is geen geldige JSON")
    expect(rows.last).to_contain_text("Regel 62 · D<b>1")
    expect(rows.last).to_contain_text("Hiervoor is de rol author nodig")
    assert page.evaluate("window.unchanged"), "the page was not loaded again"
    assert page.evaluate("document.activeElement.id") == "content", "what had the focus is gone"
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Verslag").click()
    downloading.value.save_as(tmp_path / "report.csv")
    assert (tmp_path / "report.csv").read_text(encoding="utf-8-sig").count("\n") == 63
    fits_every_width(page)

    page.get_by_role("link", name="Alle batches").click()
    expect(page.locator("tbody tr").first).to_contain_text("62")
    fits_every_width(page)
    page.locator("tbody a").first.click()
    page.get_by_text("Verwijder…").click()
    page.get_by_role("button", name="Verwijder deze batch").click()
    expect(page.get_by_role("heading", name="Nieuwe batch")).to_be_visible()


def test_without_script_it_works_too(chromium: Browser, server: str) -> None:
    context = chromium.new_context(base_url=server, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/batches")
    hand_in(page, 1)
    end = time.monotonic() + IN_THE_END / 1000
    while page.locator("h1 .state").inner_text() != "klaar":
        assert time.monotonic() < end
        page.get_by_role("link", name="Kijk opnieuw").click()
    expect(page.get_by_role("link", name="Alle brieven")).to_be_visible()
    page.get_by_text("Verwijder…").click()
    page.get_by_role("button", name="Verwijder deze batch").click()
    expect(page.get_by_role("heading", name="Nieuwe batch")).to_be_visible()
    context.close()
