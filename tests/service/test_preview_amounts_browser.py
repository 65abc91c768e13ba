"""From an amount on the page to its line in the account, and back, in a real Chromium."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.service.browser import PATIENCE

COSTS = '.reason[data-key="costs"]'


def test_an_amount_of_the_letter_shows_its_line_and_back(page: Page) -> None:
    page.goto("/?sample=wik-consumer")
    costs = page.get_by_role("button", name="€42,98: waar komt dit vandaan?")
    expect(costs).to_be_visible(timeout=PATIENCE)
    costs.hover()
    expect(page.locator(COSTS)).to_have_class("reason lit")
    expect(costs).to_have_class("spot lit")
    page.locator("h1").hover()
    expect(page.locator(".lit")).to_have_count(0)

    costs.click()
    summary = page.locator("summary", has=page.locator(COSTS))
    expect(summary).to_be_focused()
    expect(page.locator('.reason[data-key="costs/excl-vat"]').first).to_be_visible()

    page.locator("#account tfoot td").hover()
    assert page.locator(".spot.lit").count() == 3  # the total in the text, in the first sentence, and in the pay box
    assert page.locator(".spot").count() == 5


def test_an_amount_is_followed_by_keyboard_alone(page: Page) -> None:
    page.goto("/?sample=sommatie-consumer")
    interest = page.locator(".spot").nth(1)
    expect(interest).to_be_visible(timeout=PATIENCE)
    interest.focus()
    lit = page.locator(".reason.lit").first
    key = lit.get_attribute("data-key")
    page.keyboard.press("Enter")
    expect(lit).to_be_visible()
    assert (
        page.evaluate(
            "document.activeElement.querySelector('.reason')?.dataset.key ?? document.activeElement.dataset.key"
        )
        == key
    )
    page.keyboard.press("Enter")  # closes it again, as any summary
    page.keyboard.press("Tab")
    expect(page.locator(".spot.lit").first).to_be_attached()
