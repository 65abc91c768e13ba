"""Staff in a real Chromium: a service that asks who is calling, users of every role, pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from docgen.service.access.access import Access
from docgen.service.access.roles import ROLES
from tests.service.test_preview_browser import PATIENCE

PASSWORD = "een lange zin als wachtwoord"  # noqa: S105  # of the users of these tests


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """State with a user of each role, named after it."""
    folder = tmp_path_factory.mktemp("staff")
    for each in ROLES:
        Access(folder).users.add(each, each, PASSWORD, datetime.now(UTC))
    return folder


@pytest.fixture(scope="module")
def guarded(data: Path, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """The URL of a server that asks who is calling."""
    with serving(DOCGEN_AUTH="keys", DOCGEN_DATA=str(data)) as url:
        yield url


def opened(chromium: Browser, url: str, complaints: list[str]) -> Page:
    """A page of its own; what breaks, is blocked, asks a question, or comes from elsewhere is noted."""
    context = chromium.new_context(base_url=url, locale="nl-NL", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()

    def asked(request: Request) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            complaints.append(f"asked elsewhere: {request.url}")

    def said(message: ConsoleMessage) -> None:
        # Chromium itself reports every answer of 400 and above; those the tests ask for.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    context.on("request", asked)
    context.on("console", said)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    return page


def log_in(page: Page, name: str, path: str) -> None:
    """Go to a page by way of the log-in page, as one of the users."""
    page.goto(path)
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible(timeout=PATIENCE)
