"""Every screen fits every width: nothing scrolls sideways but what is meant to, and no control is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.service.browser import careful_page
from tests.service.staff import log_in

WIDTHS = (360, 768, 1100, 1440, 2560)
PATHS = ["/templates", "/templates/fields", "/templates/wik-notice/nl", "/batches", "/docs", "/problems/not-found", "/nothing"]  # fmt: skip
CUT_OFF = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((each) => each.checkVisibility() && !each.closest(".unseen, .skip, pre"))
  .filter((each) => {
    const { left, right } = each.getBoundingClientRect();
    const words = each.matches("button, a") && each.textContent.trim() && each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0;
    return left < -0.5 || right > document.documentElement.clientWidth + 0.5 || words;
  })
  .map((each) => each.outerHTML.slice(0, 120))"""


def fits_every_width(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
        assert page.evaluate(CUT_OFF) == [], (page.url, width)


@pytest.fixture(scope="module")
def author(chromium: Browser, staffed: str) -> Iterator[Page]:
    with careful_page(chromium, staffed) as page:
        log_in(page, "author", "/batches")
        yield page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages(author: Page, path: str, language: str) -> None:
    author.goto(f"{path}?lang={language}")
    expect(author.get_by_role("heading", level=1)).to_be_visible()
    fits_every_width(author)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_log_in_page(chromium: Browser, staffed: str, language: str) -> None:
    with careful_page(chromium, staffed) as page:
        page.goto(f"/login?lang={language}")
        fits_every_width(page)
        assert page.evaluate("document.fonts.check('16px Preview')")


def test_what_is_cut_off_is_seen(author: Page) -> None:
    author.goto("/batches")
    author.set_viewport_size({"width": 360, "height": 900})
    author.evaluate("Object.assign(document.querySelector('main a').style, { position: 'relative', left: '20rem' })")
    assert author.evaluate(CUT_OFF) != []
