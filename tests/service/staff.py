"""Staff at a service that asks who is calling: a user of every role, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from docgen.service.access.access import Access
from docgen.service.access.roles import ROLES
from tests.service.browser import PATIENCE

PASSWORD = "een lange zin als wachtwoord"  # noqa: S105  # of the users of these tests


@pytest.fixture(scope="session")
def staff_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """State with a user of each role, named after it."""
    folder = tmp_path_factory.mktemp("staff")
    for each in ROLES:
        Access(folder).users.add(each, each, PASSWORD, datetime.now(UTC))
    return folder


@pytest.fixture(scope="session")
def staffed(staff_data: Path, serving: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    """The URL of a server that asks who is calling."""
    with serving(DOCGEN_AUTH="keys", DOCGEN_DATA=str(staff_data)) as url:
        yield url


def log_in(page: Page, name: str, path: str) -> None:
    """Go to a page by way of the log-in page, as one of the users."""
    page.goto(path)
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible(timeout=PATIENCE)
