"""The form of a request in a real Chromium: a dossier built from nothing, mistakes mended at their field, lists, light."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.service.browser import PATIENCE, editor_text, put_text

ADDRESS = {"Straat": "Molenstraat", "Huisnummer": "12", "Postcode": "3511 AB", "Plaats": "Utrecht"}


def opened(page: Page, sample: str) -> Locator:
    """The form of a sample, brought to the front by the keyboard."""
    page.goto(f"/?lang=nl&sample={sample}")
    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("tab", name="JSON").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="Formulier")).to_be_focused()
    expect(page.locator("#source")).to_be_hidden()
    form = page.get_by_role("tabpanel", name="Formulier")
    expect(form.get_by_label("Dossiernummer")).to_be_visible(timeout=PATIENCE)
    return form


def request(page: Page) -> Any:
    return json.loads(editor_text(page))


def group(form: Locator, name: str) -> Locator:
    """What is inside a group, opened when it is not."""
    inside = form.get_by_role("group", name=name, exact=True)
    if not inside.is_visible():
        form.locator("summary").filter(has_text=re.compile(rf"^{name}\b")).first.click()
    return inside


def fill(form: Locator, values: dict[str, str]) -> None:
    for label, value in values.items():
        form.get_by_label(label).first.fill(value)


def test_a_letter_from_an_empty_request_by_the_form_alone(page: Page) -> None:
    form = opened(page, "wik-consumer")
    page.once("dialog", lambda dialog: dialog.accept())
    form.get_by_role("button", name="Begin met een lege aanvraag").click()
    expect(form.get_by_role("heading", name=re.compile("vra(agt|gen) aandacht"))).to_be_visible(timeout=PATIENCE)
    kind = form.get_by_label("Soort brief")
    expect(kind).to_have_attribute("aria-invalid", "true")
    expect(kind).to_have_accessible_description(re.compile("verplicht|ontbreekt", re.IGNORECASE))

    kind.select_option("payment-reminder")
    form.get_by_label("Datum van de brief").fill("2026-11-20")
    form.get_by_label("Dossiernummer").fill("D-1")
    creditor = group(form, "Schuldeiser")
    fill(creditor, {"Naam": "Bakkerij De Korenbloem B.V.", "Rekeningnummer": "NL91ABNA0417164300"})
    creditor.locator("summary").filter(has_text="Adres").click()
    creditor.get_by_role("button", name="Adres toevoegen").click()
    expect(creditor.get_by_label("Straat")).to_be_focused()
    fill(creditor, ADDRESS)
    creditor.locator("summary").filter(has_text="Meer velden").first.click()
    fill(creditor, {"E-mailadres": "info@example.nl", "Telefoonnummer": "030 123 45 67"})
    debtor = group(form, "Debiteur")
    debtor.get_by_label("Debiteur kocht als").select_option("consumer")
    fill(debtor, {"Naam": "J. de Vries"})
    fill(group(debtor, "Adres"), {**ADDRESS, "Straat": "Voorstraat"})
    form.locator("summary").filter(has_text=re.compile("^Facturen")).click()
    form.get_by_role("button", name="Factuur toevoegen").click()
    invoice = group(form, "Factuur 1")
    expect(invoice.get_by_label("Factuurnummer")).to_be_focused()
    fill(invoice, {"Factuurnummer": "F-1", "Factuurdatum": "2026-09-01", "Vervaldatum": "2026-09-30"})
    invoice.get_by_label("Bedrag met btw").press_sequentially("1.286,50")

    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#asked .amount")).to_have_text(re.compile(r"1\.286,50"), timeout=PATIENCE)
    expect(invoice.get_by_label("Bedrag met btw")).to_have_value("1.286,50")
    assert request(page)["dossier"]["invoices"] == [
        {"number": "F-1", "issued_on": "2026-09-01", "due_on": "2026-09-30", "amount": "1286.50"}
    ]
    assert request(page)["dossier"]["creditor"]["address"]["street"] == "Molenstraat"


def test_a_mistake_is_mended_at_its_field(page: Page) -> None:
    form = opened(page, "wik-consumer")
    folded = form.locator("summary").filter(has_text="Factuur 1")
    expect(folded).to_contain_text(re.compile(r"F2026-1187 · €\s286,50 · te betalen tot en met 30-09-2026"))
    before = request(page)

    account = form.get_by_label("Rekeningnummer (IBAN)").first
    account.fill("NL91ABNA0417164301")
    expect(account).to_have_attribute("aria-invalid", "true", timeout=PATIENCE)
    expect(account).to_be_focused()
    expect(account).to_have_accessible_description(re.compile("geen geldige IBAN"))
    form.locator("summary").filter(has_text="Schuldeiser").click()
    expect(form.locator("summary").filter(has_text="Schuldeiser")).to_contain_text("1 te herstellen")
    form.get_by_role("button", name=re.compile("Schuldeiser › Rekeningnummer")).click()
    expect(account).to_be_focused()
    account.fill("NL91ABNA0417164300")
    expect(account).to_have_attribute("aria-invalid", "false", timeout=PATIENCE)
    expect(form.locator(".overview")).to_be_hidden()
    assert request(page) == before

    # A mistake that is made in the JSON: the field shows it, and what the problem's own button leads to is the field.
    page.get_by_role("tab", name="JSON").click()
    before["dossier"]["invoices"][0]["due_on"] = "overmorgen"
    before["dossier"]["nobody"] = 1
    put_text(page, json.dumps(before))
    expect(page.locator("#problem")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("tab", name="Formulier").click()
    expect(folded).to_contain_text("1 te herstellen")
    page.locator("#problem .pointer").filter(has_text="/dossier/invoices/0/due_on").click()
    due = form.get_by_label("Vervaldatum")
    expect(due).to_be_focused()
    expect(due).to_have_value("overmorgen")
    due.fill("2026-09-30")
    expect(due).to_have_attribute("aria-invalid", "false", timeout=PATIENCE)
    assert request(page)["dossier"]["nobody"] == 1

    page.get_by_role("tab", name="JSON").click()
    put_text(page, '{"kind": ')
    page.get_by_role("tab", name="Formulier").click()
    expect(form.locator(".broken")).to_be_visible()
    assert form.locator(".sheet").evaluate("sheet => sheet.inert")


def test_invoices_light_up_and_are_added_moved_and_taken_away(page: Page) -> None:
    form = opened(page, "sommatie-several-invoices")
    amount = group(form, "Factuur 1").get_by_label("Bedrag met btw")
    amount.focus()
    expect(page.locator("#account .lit").first).to_be_attached()
    expect(page.locator(".spot.lit").first).to_be_attached()
    keys = page.locator(".spot.lit").first.get_attribute("data-keys")
    form.get_by_label("Dossiernummer").focus()
    expect(page.locator(".spot.lit")).to_have_count(0)
    page.locator(f".spot[data-keys='{keys}']").first.focus()
    expect(form.locator(".field.lit").get_by_label("Bedrag met btw").first).to_be_visible()

    numbers = [each["number"] for each in request(page)["dossier"]["invoices"]]
    form.get_by_role("button", name="Factuur toevoegen").click()
    last = len(numbers) + 1
    added = group(form, f"Factuur {last}")
    fill(added, {"Factuurnummer": "NIEUW", "Factuurdatum": "2026-09-01", "Vervaldatum": "2026-09-30"})
    fill(added, {"Bedrag met btw": "10"})
    form.get_by_role("button", name=f"Factuur {last} omhoog").click()
    expect(form.get_by_role("button", name=f"Factuur {last - 1} omhoog")).to_be_focused()
    moved = [*numbers[:-1], "NIEUW", numbers[-1]]
    assert [each["number"] for each in request(page)["dossier"]["invoices"]] == moved
    expect(group(form, f"Factuur {last - 1}").get_by_label("Factuurnummer")).to_have_value("NIEUW")
    form.get_by_role("button", name=f"Factuur {last - 1} verwijderen").click()
    expect(form.locator("summary").filter(has_text=f"Factuur {last - 1}")).to_be_focused()
    assert [each["number"] for each in request(page)["dossier"]["invoices"]] == numbers

    form.locator("summary").filter(has_text="Bijlagen").click()
    form.get_by_role("button", name="Bijlage toevoegen").click()
    enclosed = {"name": "factuur.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    enclosure = group(form, "Bijlage 1")
    enclosure.get_by_label("Bestand", exact=False).last.set_input_files([enclosed])
    expect(enclosure.get_by_label("Bestandsnaam")).to_have_value("factuur.pdf")
    expect(enclosure.locator(".note")).to_have_text("8 bytes")
    assert request(page)["dossier"]["attachments"] == [
        {"name": "factuur.pdf", "media_type": "application/pdf", "content": "JVBERi0xLjQ="}
    ]
    form.get_by_role("button", name="Bijlage 1 verwijderen").click()
    expect(form.get_by_role("button", name="Bijlage toevoegen")).to_be_focused()
    assert "attachments" not in request(page)["dossier"]
