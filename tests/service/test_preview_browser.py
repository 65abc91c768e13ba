"""The preview in a real Chromium, as staff meet it. Amounts and places are read from the page itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from docgen.settings import ROOT
from tests.service.browser import PATIENCE, editor_selection, editor_text, put_text


def opened(page: Page, sample: str, language: str = "nl") -> None:
    page.goto(f"/?lang={language}&sample={sample}")
    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)


def amount(page: Page) -> str:
    return page.locator("#asked .amount").inner_text().replace("\u00a0", " ")


def put(page: Page, pattern: str, new: str) -> None:
    """Change the request in the text area, as a user types."""
    old = editor_text(page)
    assert re.search(pattern, old)
    put_text(page, re.sub(pattern, new, old, count=1))


def test_picks_a_sample_and_sees_its_letter(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("status")).to_have_text("Laatste aanmaning · 2 pagina's", timeout=PATIENCE)

    page.get_by_label("Voorbeeld").select_option("sommatie-consumer")
    expect(page.get_by_role("status")).to_contain_text("Sommatie", timeout=PATIENCE)
    pictures = page.locator("#pages img")
    assert pictures.count() >= 1
    for place in range(pictures.count()):
        picture = pictures.nth(place)
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1191
        assert picture.get_attribute("alt") == f"Pagina {place + 1} van {pictures.count()} van de brief"

    assert amount(page) == "€ 555,37"
    expect(page.locator("#asked")).to_contain_text("11 november 2026")
    expect(page.locator("#asked")).to_contain_text("Stichting Derdengelden Voorbeeld Incasso")
    expect(page.locator("#account")).to_contain_text("Berekening op 3 november 2026")
    expect(page.locator("#account tfoot")).to_contain_text("555,37")
    expect(page.locator("#findings")).to_contain_text("Niets op te merken.")


def test_whoever_types_on_sees_the_last_word(page: Page) -> None:
    """The first change is asked for while the others are still to come; whatever was overtaken shows no more."""
    opened(page, "reminder-consumer")
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    texts = [
        re.sub(r'("amount": "\d+)\.\d\d"', rf'\1.{cents}"', editor_text(page), count=1) for cents in (51, 52, 53, 54)
    ]
    with page.expect_request("**/preview/letter?page=1") as first:
        put_text(page, texts[0])
    assert '.51"' in (first.value.post_data or "")
    for text in texts[1:]:
        put_text(page, text)
    expect(page.locator("#asked .amount")).to_contain_text(",54", timeout=PATIENCE)
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    expect(page.locator("#pages .spot[aria-label*=',54']").first).to_be_attached()


def test_choices_change_the_letter(page: Page) -> None:
    opened(page, "wik-consumer")
    expect(page.get_by_label("Briefpapier van")).to_have_value("creditor")
    page.get_by_label("Soort brief").select_option("payment-reminder")
    expect(page.get_by_role("status")).to_contain_text("Betalingsherinnering", timeout=PATIENCE)
    page.get_by_label("Taal van de brief").select_option("en")
    expect(page.locator("#pages")).to_have_attribute("lang", "en", timeout=PATIENCE)
    page.get_by_label("Briefpapier van").select_option("agency")
    expect(page.locator("#words pre")).to_contain_text("We write to you on behalf of", timeout=PATIENCE)
    request = json.loads(editor_text(page))
    assert (request["kind"], request["language"], request["branding"]) == ("payment-reminder", "en", "agency")


def test_a_mistake_leads_to_its_place(page: Page) -> None:
    opened(page, "wik-consumer")
    put(page, '"286.50"', '"veel"')
    problem = page.get_by_role("alert")
    expect(problem).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("status")).to_have_text("Er is geen brief gemaakt.")
    expect(page.get_by_role("button", name="Open de pdf")).to_be_disabled()
    problem.get_by_role("button", name="/dossier/invoices/0/amount", exact=True).click()
    assert editor_selection(page) == '"veel"'


def test_what_the_law_forbids_is_said_and_can_be_looked_at(page: Page) -> None:
    opened(page, "sommatie-consumer-no-costs")
    put(page, '"stage": "1",', '"stage": "1", "costs": "claimed",')
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("Niet toegestaan", timeout=PATIENCE)
    expect(problem).to_contain_text("art. 6:96 lid 6 BW")
    page.get_by_label(re.compile("CONCEPT")).check()
    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#findings")).to_contain_text("Niet toegestaan")


def test_pasting_a_request_shows_its_letter(page: Page) -> None:
    opened(page, "wik-consumer")
    request = (ROOT / "samples" / "plan-english-consumer.json").read_text(encoding="utf-8")
    put_text(page, request)
    expect(page.get_by_role("status")).to_contain_text("Bevestiging betalingsregeling", timeout=PATIENCE)
    expect(page.get_by_label("Voorbeeld")).to_have_value("")
    page.locator("#account [data-list='calculation.plan'] > summary").click()
    expect(page.locator("#account [data-list='calculation.plan'] tbody tr")).to_have_count(4)


def test_opens_a_file_with_a_dossier_or_takes_one_that_is_dropped(page: Page, tmp_path: Path) -> None:
    """A dossier alone keeps the kind of letter that was chosen; a whole request brings its own."""
    opened(page, "reminder-consumer")
    request = json.loads((ROOT / "samples" / "reminder-hard-names.json").read_text(encoding="utf-8"))
    file = tmp_path / "dossier.json"
    file.write_text(json.dumps(request["dossier"]), encoding="utf-8")
    page.get_by_label("Bestand openen").set_input_files(file)
    expect(page.locator("#words pre")).to_contain_text(request["dossier"]["debtor"]["name"], timeout=PATIENCE)
    expect(page.get_by_label("Soort brief").first).to_have_value("payment-reminder")
    expect(page.get_by_label("Voorbeeld")).to_have_value("")
    assert json.loads(editor_text(page))["dossier"] == request["dossier"]

    dropped = page.evaluate_handle(
        """text => {
          const data = new DataTransfer();
          data.items.add(new File([text], "aanvraag.json", { type: "application/json" }));
          return data;
        }""",
        (ROOT / "samples" / "plan-english-consumer.json").read_text(encoding="utf-8"),
    )
    page.dispatch_event("#ask", "drop", {"dataTransfer": dropped})
    expect(page.get_by_role("status").first).to_contain_text("Bevestiging betalingsregeling", timeout=PATIENCE)


def test_makes_the_letter_from_its_word_template_of_a_chosen_version(page: Page) -> None:
    opened(page, "wik-consumer")
    version = page.get_by_label("Versie van het Word-sjabloon")
    expect(version).to_be_disabled()
    page.get_by_label("Sjabloon van de pdf").select_option("word")
    expect(version).to_be_enabled()
    shipped = version.locator("option").nth(1)
    expect(shipped).to_contain_text("in gebruik", timeout=PATIENCE)
    version.select_option(index=1)
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=2 * PATIENCE)
    request = json.loads(editor_text(page))
    assert request["engine"] == "word"
    assert request["template_version"] == shipped.get_attribute("value")
    assert amount(page) == "€ 286,50"
    page.get_by_label("Sjabloon van de pdf").select_option("")
    assert "template_version" not in json.loads(editor_text(page))


def test_downloads_every_form(page: Page) -> None:
    opened(page, "wik-consumer")
    starts = {"PDF": b"%PDF-", "Word": b"PK", "HTML": b"<!doctype html", "JSON": b"{"}
    for name, start in starts.items():
        with page.expect_download() as waiting:
            page.get_by_role("group", name="Download als").get_by_role("button", name=name).click()
        file = waiting.value
        assert Path(file.path()).read_bytes().lower().startswith(start.lower())
        assert "D2026-004711" in file.suggested_filename
        assert "Vries" not in file.suggested_filename


def test_opens_the_pdf_by_itself(page: Page) -> None:
    opened(page, "wik-consumer")
    with page.context.expect_event("response", lambda response: response.url.endswith("/preview/open/pdf")) as waiting:
        page.get_by_role("button", name="Open de pdf").click()
    assert waiting.value.headers["content-type"] == "application/pdf"


def test_keeps_the_request_when_the_language_changes(page: Page) -> None:
    opened(page, "wik-consumer")
    put(page, '"286.50"', '"300.00"')
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("status")).to_have_text("Final notice · 2 pages", timeout=PATIENCE)
    assert amount(page) == "€300.00"
    assert page.evaluate("sessionStorage.length") == 0


def test_fits_every_width(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, "specification-partial-payments")
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in (360, 800, 1100, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        outside = page.evaluate(
            """() => [...document.querySelectorAll("button, select, td, dd, img, p, h2")]
              .filter(each => each.checkVisibility() && !each.closest(".unseen"))
              .filter(each => {
                const box = each.getBoundingClientRect();
                const around = each.closest("form, section.letter, aside, header").getBoundingClientRect();
                return box.left < around.left - 1 || box.right > around.right + 1;
              }).map(each => each.outerHTML.slice(0, 80))"""
        )
        assert outside == [], width


def test_works_by_keyboard(page: Page) -> None:
    opened(page, "wik-consumer")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert {
        "sample",
        "kind",
        "branding",
        "debtor",
        "language",
        "request",
        "Open de pdf",
        "PDF",
        "JSON",
    } <= reached


def test_every_pointer_finds_its_value(page: Page) -> None:
    page.goto("/")
    found = page.evaluate(
        """async () => {
          const { locate } = await import("/preview/static/workplace/locate.js");
          const text = '{"a": [1, {"b~/c": "x, {]"}], "d": {"e": null}, "f": "\\\\"q"}';
          return ["/a/0", "/a/1/b~0~1c", "/d/e", "/f", "/d/none", "/a/7", "", "/a"]
            .map(pointer => text.slice(...locate(text, pointer)));
        }"""
    )
    assert found[:4] == ["1", '"x, {]"', "null", '"\\"q"']
    assert found[4:6] == ["{", "["]  # where it should have stood
    assert found[6].startswith('{"a"')
    assert found[6].endswith("}")
    assert found[7] == '[1, {"b~/c": "x, {]"}]'
