"""Staff who have logged in, at work on templates: who may what, whose name stands in the history, and what ends it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from docgen.settings import ROOT
from tests.service.browser import careful_page
from tests.service.staff import PASSWORD, log_in
from tests.service.template_editing import edited

PATH = "/templates/wik-notice/nl"
TEMPLATE = (ROOT / "templates" / "docx" / "nl" / "wik-notice.docx").read_bytes()

pytestmark = pytest.mark.usefixtures("patience")


@pytest.fixture
def page(chromium: Browser, staffed: str) -> Iterator[Page]:
    with careful_page(chromium, staffed) as page:
        yield page


def send(page: Page, content: bytes) -> None:
    page.get_by_label("Word-bestand", exact=True).set_input_files(
        {"name": "notice.docx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Controleer en bewaar als concept").click()


def shown(page: Page) -> str:
    return page.locator("#shown-title code").inner_text()


def broken() -> bytes:
    document = docx.Document(BytesIO(TEMPLATE))
    document.add_paragraph("Een alinea over het totaal {{ invoices_totall }}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def end_all_sessions(staff_data: Path) -> None:
    """As if half an hour had gone by."""
    with sqlite3.connect(staff_data / "access" / "access.sqlite") as database:
        database.execute("UPDATE sessions SET seen = '2020-01-01 00:00:00.000000'")
    database.close()


def test_a_viewer_looks_and_is_refused_kindly(page: Page) -> None:
    log_in(page, "viewer", "/templates")
    expect(page.locator("header")).to_contain_text("viewer")
    expect(page.get_by_role("row", name=re.compile("Laatste aanmaning · Nederlands"))).to_be_visible()
    assert page.get_by_role("table").get_by_role("link").count() == 0, "what would be refused is no link"
    expect(page.locator(".lead")).to_contain_text("met de rol author")

    answer = page.goto(PATH)
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit mag niet")
    expect(page.locator("main")).to_contain_text("Hiervoor is de rol author nodig; u hebt de rol viewer.")
    page.get_by_role("link", name="English").click()
    expect(page.locator("main")).to_contain_text("This needs the role author; yours is viewer.")
    page.get_by_role("link", name="All templates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Word templates")
    page.get_by_role("link", name="Batches").click()
    expect(page.locator("main")).to_contain_text("No batches yet")
    page.get_by_role("link", name="Field guide").click()
    expect(page.get_by_role("searchbox")).to_be_visible()

    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("no longer")
    page.goto("/templates")
    assert urlsplit(page.url).path == "/login"


def test_an_author_changes_a_template_under_the_own_name(page: Page) -> None:
    log_in(page, "author", "/templates")
    page.get_by_role("link", name=re.compile("Laatste aanmaning · Nederlands")).click()
    expect(page.locator("#check-status")).to_have_text("Niets op te merken.")
    first = shown(page)
    assert page.get_by_label("Uw naam, voor de geschiedenis").count() == 0
    expect(page.locator("#upload")).to_contain_text("In de geschiedenis komt uw naam te staan: author.")

    send(page, broken())
    expect(page.locator("#findings li mark")).to_have_text("{{ invoices_totall }}")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download met de bevindingen als opmerkingen").click()
    parts = docx.Document(str(waiting.value.path())).part.package.iter_parts()
    comments = next(part.blob.decode() for part in parts if part.partname.endswith("comments.xml"))
    assert "invoices_totall" in comments

    send(page, edited(TEMPLATE, "Met vriendelijke groet,", "Met groet,"))
    expect(page.locator("#check-status")).to_have_text("Niets op te merken.")
    second = shown(page)
    assert second != first
    page.get_by_label("Notitie voor de geschiedenis").fill("Korter")
    page.get_by_role("button", name="Publiceer deze versie…").click()
    page.get_by_role("dialog").get_by_role("button", name="Publiceer").click()
    expect(page.locator("#shown-title")).to_contain_text("gepubliceerd")
    event = page.locator(".versions .event").filter(has_text="Korter")
    expect(event).to_contain_text("gepubliceerd · author")

    page.goto(f"{PATH}?version={first}")
    page.get_by_role("button", name="Ga terug naar deze versie…").click()
    page.get_by_role("dialog", name="Teruggaan naar deze versie?").get_by_role("button", name="Ga terug").click()
    expect(page.locator("#shown-title")).to_contain_text("gepubliceerd")
    assert shown(page) == first
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()

    log_in(page, "admin", PATH)
    expect(page.locator("#upload")).to_contain_text("In de geschiedenis komt uw naam te staan: admin.")
    expect(page.get_by_role("button", name="Controleer en bewaar als concept")).to_be_enabled()


def test_whose_session_ends_at_work_is_told_and_comes_back(page: Page, staff_data: Path) -> None:
    log_in(page, "author", PATH)
    expect(page.locator("#check-status")).to_have_text("Niets op te merken.")
    end_all_sessions(staff_data)
    send(page, broken())
    problem = page.locator("#upload-problem")
    expect(problem).to_contain_text("U bent niet meer ingelogd: dat eindigt na 30 minuten zonder verzoek")
    problem.get_by_role("link", name="Inloggen").click()
    expect(page.locator("main")).to_contain_text("U bent niet meer ingelogd")
    page.get_by_label("Gebruikersnaam").fill("author")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#check-status")).to_have_text("Niets op te merken.")
    assert urlsplit(page.url).path == PATH


def test_whose_session_ends_in_the_preview_is_told_and_loses_nothing(page: Page, staff_data: Path) -> None:
    log_in(page, "viewer", "/?sample=wik-consumer")
    expect(page.locator("#pages img").first).to_be_visible()
    end_all_sessions(staff_data)
    with page.context.expect_page() as opening:
        page.get_by_role("button", name="Open de pdf").click()
    told = opening.value
    expect(told.locator("main")).to_contain_text("U bent niet meer ingelogd")
    told.get_by_role("link", name="Inloggen").click()
    expect(told.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.get_by_label("Soort brief").select_option("payment-reminder")
    page.locator("#request").press("Control+Enter")
    problem = page.locator("#problem")
    expect(problem).to_contain_text("U bent niet meer ingelogd")
    problem.get_by_role("link", name="Inloggen").click()
    page.get_by_label("Gebruikersnaam").fill("viewer")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#pages img").first).to_be_visible()
    expect(page.get_by_label("Soort brief").first).to_have_value("payment-reminder")
