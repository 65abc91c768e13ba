"""The slider over the days, and what follows in the dossier, in a real Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.service.browser import PATIENCE, editor_text, put_text

Read = Callable[[str], dict[str, Any]]


def opened(page: Page, request: dict[str, Any]) -> None:
    page.goto("/?lang=nl&sample=sommatie-consumer")
    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    put_text(page, json.dumps(request, indent=2))


def test_slides_from_a_day_that_forbids_the_letter_to_one_that_allows_it(page: Page, sample: Read) -> None:
    request = sample("sommatie-consumer") | {"costs": "claimed", "date": "2026-10-07"}
    invoice = request["dossier"]["invoices"][0]
    hostile = "<img src=x onerror=alert(1)>"
    request["dossier"]["invoices"].append(invoice | {"number": hostile, "due_on": "2026-12-15", "amount": "10.00"})
    opened(page, request)
    verdict, slider = page.locator("#outlook .verdict"), page.get_by_label("Datum van de brief, per dag")
    expect(verdict).to_contain_text("Op 7 oktober 2026 mag deze brief niet:", timeout=PATIENCE)
    expect(verdict).to_contain_text("(art. 6:96 lid 6 BW)")
    expect(verdict).to_contain_text("Deze brief mag vanaf 8 oktober 2026.")
    expect(page.locator("#status")).to_have_text("Er is geen brief gemaakt.", timeout=PATIENCE)
    assert slider.get_attribute("aria-valuetext") == "Op 7 oktober 2026 mag deze brief niet:"

    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url.partition("/preview/")[2].partition("?")[0]))
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#outlook-date")).to_have_value("2026-10-08")
    expect(verdict).to_contain_text("Op 8 oktober 2026 mag deze brief: € 554,00.")
    expect(verdict).to_contain_text("De rente groeit met ongeveer € 0,05 per dag; op deze dag is die € 2,00.")
    expect(page.locator("#status")).to_contain_text("Sommatie", timeout=PATIENCE)
    expect(page.locator("#asked .amount")).to_have_text("€ 554,00")
    assert json.loads(editor_text(page))["date"] == "2026-10-08"
    with page.expect_request("**/v1/next-step"):  # sent when all that follows on a letter is
        page.get_by_role("button", name="Een dag terug").click()
        expect(page.locator("#status")).to_have_text("Er is geen brief gemaakt.", timeout=PATIENCE)
    assert "letter" in asked
    assert "outlook" not in asked, "the line is asked for although only the date changed"

    page.get_by_text("Dagen die ertoe doen").click()
    marks = page.locator("#outlook .marks li")
    expect(marks.filter(has_text="factuur")).to_have_text(f"15-12-2026 Laatste dag om factuur {hostile} te betalen")
    assert page.locator("#outlook img").count() == 0
    marks.get_by_role("button", name="01-01-2027").click()
    expect(verdict).to_contain_text("Op 1 januari 2027 valt niets te berekenen:")

    put_text(page, editor_text(page).replace('"480.00"', '"veel"', 1))
    expect(verdict).to_have_text("Wat op andere dagen geldt, ziet u zodra de aanvraag klopt.", timeout=PATIENCE)
    expect(page.locator("#next .quiet")).to_have_text("Wat volgt, ziet u zodra het dossier klopt.")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#outlook-date")).to_have_value("2026-12-31")


def test_follows_the_process_that_is_chosen_and_shows_the_letter_of_a_step(page: Page, sample: Read) -> None:
    opened(page, sample("sommatie-consumer") | {"date": "2026-10-01"})
    steps = page.locator("#next .timeline li")
    now = page.locator("#next .timeline [aria-current=step]")
    expect(steps.first).to_contain_text("gedaan op 8 september 2026", timeout=PATIENCE)
    expect(page.locator("#next .step")).to_contain_text("Sommatie")
    expect(now.last).to_contain_text("volgende, vanaf")
    expect(steps.get_by_role("button", name="Overleg met de schuldeiser")).to_be_visible()
    call = steps.filter(has_text="Bellen: waarom is er niet betaald?")  # an act: there is no letter to show
    expect(call).to_be_visible()
    expect(call.get_by_role("button")).to_have_count(0)

    page.get_by_label("Volgens het proces").select_option("mail-and-registered-21-days")
    expect(steps.filter(has_text="Tweede aanmaning, per mail")).to_be_visible(timeout=PATIENCE)
    final = steps.get_by_role("button", name="Laatste aanmaning, aangetekend")
    final.click()
    expect(final).to_have_attribute("aria-pressed", "true", timeout=PATIENCE)
    asked = json.loads(editor_text(page))
    assert (asked["kind"], asked["stage"]) == ("sommatie", "final")

    steps.get_by_role("button", name="Laatste aanmaning van de schuldeiser").click()
    expect(page.get_by_label("Soort brief")).to_have_value("wik-notice", timeout=PATIENCE)
    assert "stage" not in json.loads(editor_text(page))
