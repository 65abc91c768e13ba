"""E-mail and SMS as people see them, in a real Chromium: in the preview, and the mail's own page at the widths of readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from docgen.service.preview.mail_view import mail_page
from tests.matrix.cases import TEMPLATES, Case, mailed, sample_letter
from tests.service.browser import PATIENCE

MAILS = {
    "notice": mailed(Case("wik-notice", "creditor", "agency", "consumer", "nl")),
    "sommatie": mailed(Case("sommatie", "agency", "agency", "sole-trader", "en")),
    "plan": mailed(Case("payment-plan-confirmation", "agency", "agency", "consumer", "nl")),
    "hard-names": sample_letter("reminder-hard-names"),
    "several": replace(sample_letter("specification-partial-payments")),
}


@pytest.mark.parametrize("name", MAILS)
def test_the_mail_fits_every_width_and_fetches_nothing(chromium: Browser, name: str) -> None:
    html = mail_page(MAILS[name], TEMPLATES).content.decode()
    context = chromium.new_context(java_script_enabled=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    for width in (600, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("[...document.images].every((each) => each.complete && each.naturalWidth && each.alt)")
        assert page.evaluate("document.documentElement.lang") == MAILS[name].language
    assert [each for each in asked if not each.startswith(("data:", "about:"))] == []
    context.close()


def opened(page: Page, sample: str) -> None:
    page.goto(f"/?lang=nl&sample={sample}")
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=PATIENCE)


def test_the_preview_shows_the_mail_and_the_sms(page: Page) -> None:
    opened(page, "sommatie-several-invoices")
    views = page.locator("#views")
    views.get_by_role("button", name="E-mail").click()
    head = page.locator(".reader.mail .head")
    expect(head.get_by_role("heading")).to_have_text(
        "Dossier VI-2026-10102: bericht over uw openstaande rekening", timeout=PATIENCE
    )
    expect(head).to_contain_text("r.degraaf@example.com")
    expect(head.get_by_role("listitem")).to_have_count(1)
    expect(page.frame_locator("iframe[name=letter-view]").locator("h1")).to_be_visible(timeout=PATIENCE)
    assert page.locator("iframe[name=letter-view]").get_attribute("sandbox") == ""

    views.get_by_role("button", name="SMS").click()
    phone = page.locator(".reader.phone")
    expect(phone.locator("pre")).to_contain_text("Voorbeeld Incasso B.V.: wij stuurden u een brief", timeout=PATIENCE)
    expect(phone.locator(".parts")).to_have_text("Eén sms")


def test_the_preview_says_why_there_is_no_mail(page: Page) -> None:
    opened(page, "wik-vat-exempt-consumer")
    views = page.locator("#views")
    expect(views.get_by_role("button", name="SMS")).to_be_hidden()
    views.get_by_role("button", name="E-mail").click()
    expect(page.locator(".reader.mail pre")).to_contain_text(
        "e-mailadres nodig waar hij naartoe gaat", timeout=PATIENCE
    )
