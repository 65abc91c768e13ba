"""A finding about a sentence leads to that sentence on the page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from docgen.settings import ROOT
from tests.service.browser import PATIENCE, careful_page

# Long enough for two lines, with a threat that no letter may hold.
SENTENCE = (
    "Anders volgt na een korte tijd, en zonder dat wij u dat nog eens vertellen, een loonbeslag bij uw werkgever."
)
Serving = Callable[..., AbstractContextManager[str]]


@pytest.fixture
def threatening(serving: Serving, tmp_path: Path) -> Iterator[str]:
    """The URL of a service whose sommatie holds the sentence."""
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    file = folder / "html" / "nl" / "sommatie.html"
    old = file.read_text("utf-8")
    assert "{{ fixed.calculated_until }}" in old
    file.write_text(old.replace("{{ fixed.calculated_until }}", SENTENCE), encoding="utf-8")
    with serving(DOCGEN_TEMPLATES=str(folder)) as url:
        yield url


def test_a_finding_leads_to_its_sentence_on_the_page(chromium: Browser, threatening: str) -> None:
    with careful_page(chromium, threatening) as page:
        page.goto("/?lang=nl&sample=sommatie-consumer")
        problem = page.get_by_role("alert").filter(has_text=SENTENCE)
        expect(problem).to_be_visible(timeout=PATIENCE)
        expect(problem.get_by_role("button", name="Toon deze zin in de brief")).to_be_hidden()  # there is no letter

        page.get_by_label("Maak de brief ook").check()
        expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
        finding = page.locator("#findings li").filter(has_text=SENTENCE).first
        finding.get_by_role("button", name="Toon deze zin in de brief").click()
        marks = page.locator("#pages .marked")
        expect(marks).to_have_count(2)
        expect(marks.first).to_be_in_viewport()
        sheet, first, second = (
            each.bounding_box() for each in (page.locator("#pages .page").first, marks.first, marks.last)
        )
        assert sheet
        assert first
        assert second
        assert sheet["x"] < first["x"] < first["x"] + first["width"] < sheet["x"] + sheet["width"]
        assert second["y"] > first["y"]
        assert second["x"] == pytest.approx(first["x"], abs=2)
        assert second["width"] < first["width"]
