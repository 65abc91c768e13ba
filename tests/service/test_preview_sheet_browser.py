"""The middle of the workplace in a real Chromium: walking through the pages, the envelope, other looks, and paper."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
from playwright.sync_api import Page, expect

from tests.service.browser import PATIENCE, editor_text, put_text


def opened(page: Page, sample: str) -> None:
    page.goto(f"/?lang=nl&sample={sample}")
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=PATIENCE)


def changed(page: Page, pattern: str, new: str) -> None:
    """Change the request, and wait until its letter or its problem is there."""
    old = editor_text(page)
    assert re.search(pattern, old)
    with page.expect_response("**/preview/letter?page=*"):
        put_text(page, re.sub(pattern, new, old, count=1))
    expect(page.locator("body")).not_to_have_attribute("data-state", "busy", timeout=PATIENCE)


def across(page: Page) -> float:
    box = page.locator(".page").first.bounding_box()
    assert box
    return box["width"]


def test_walks_through_the_pages(page: Page) -> None:
    opened(page, "specification-partial-payments")
    pages, place = page.locator("#pages"), page.locator("#place")
    count = page.locator(".page").count()
    assert count > 2
    expect(place).to_have_text(f"1 / {count}")

    pages.focus()
    page.keyboard.press("PageDown")
    expect(place).to_have_text(f"2 / {count}")
    page.keyboard.press("End")
    expect(place).to_have_text(f"{count} / {count}")
    expect(page.get_by_role("button", name="Volgende pagina")).to_be_disabled()
    page.keyboard.press("PageUp")
    expect(place).to_have_text(f"{count - 1} / {count}")
    page.keyboard.press("Home")
    expect(place).to_have_text(f"1 / {count}")
    page.get_by_role("button", name="Volgende pagina").click()
    expect(page.locator(".page").nth(1)).to_be_in_viewport(ratio=0.3)
    page.locator(".page").nth(2).evaluate("sheet => sheet.scrollIntoView()")
    expect(place).to_have_text(f"3 / {count}")
    expect(place).to_have_attribute("aria-label", f"Pagina 3 van {count}")


def test_zooms(page: Page) -> None:
    opened(page, "wik-consumer")
    pages, zoom = page.locator("#pages"), page.locator("#zoom")
    zoom.select_option("100")
    assert round(across(page)) == 794
    page.get_by_role("button", name="Groter").click()
    expect(zoom).to_have_value("125")
    pages.focus()
    page.keyboard.press("Control+-")
    expect(zoom).to_have_value("100")
    for _ in range(3):
        page.keyboard.press("Control++")
    expect(zoom).to_have_value("200")
    picture = page.locator("#pages img").first
    expect(picture).to_have_js_property("naturalWidth", 1786, timeout=PATIENCE)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    expect(zoom).to_have_value("200")
    zoom.select_option("page")
    box = page.locator(".page").first.bounding_box()
    assert box
    assert box["height"] < 900
    zoom.select_option("width")
    assert across(page) < 900
    pages.focus()
    page.keyboard.press("Control+0")
    expect(zoom).to_have_value("auto")
    assert page.evaluate("sessionStorage.getItem('docgen-zoom')") is None


def test_an_edit_keeps_the_place(page: Page) -> None:
    opened(page, "sommatie-consumer")
    page.locator("#zoom").select_option("150")
    page.locator(".page").first.evaluate("sheet => { sheet.mine = true; }")
    spot = page.locator(".page").first.locator(".spot").first
    spot.focus()
    page.locator("#pages").evaluate("pages => pages.scrollTo(0, 333)")
    before = page.locator("#pages img").first.get_attribute("src")
    # As the form or the slider would, without the focus going anywhere.
    page.evaluate(
        """async () => {
          const { request } = await import("/preview/static/workplace/request.js");
          request.set("/dossier/debtor/address/house_number", "99", "form");
        }"""
    )
    expect(page.locator("#pages img").first).not_to_have_attribute("src", before or "", timeout=PATIENCE)
    expect(page.locator("body")).to_have_attribute("data-state", "done", timeout=PATIENCE)
    assert page.locator("#pages").evaluate("pages => pages.scrollTop") == 333
    assert page.locator(".page").first.evaluate("sheet => sheet.mine")
    expect(spot).to_be_focused()
    expect(page.locator(".page").first).to_have_class(re.compile("changed"))
    expect(page.locator("#zoom")).to_have_value("150")


def test_no_letter_is_said_over_the_pale_pages(page: Page) -> None:
    opened(page, "wik-consumer")
    changed(page, '"286.50"', '"veel"')
    band = page.locator("#band")
    expect(band).to_contain_text("Geen brief: ")
    expect(page.locator(".page").first).to_be_visible()
    expect(page.get_by_role("button", name="Afdrukken")).to_be_disabled()
    changed(page, '"veel"', '"286.50"')
    expect(band).to_be_hidden()
    expect(page.get_by_role("button", name="Afdrukken")).to_be_enabled()


def test_shows_the_envelope(page: Page) -> None:
    opened(page, "reminder-english-foreign-address")
    expect(page.locator(".overlay")).to_have_count(0)
    page.get_by_role("button", name="Envelop").click()
    expect(page.get_by_role("region", name="De envelop")).to_contain_text("Het adres past in het venster: ja.")
    expect(page.get_by_role("region", name="De envelop")).to_contain_text("De betaalcode is 30 mm breed")
    window = page.locator(".overlay rect.window").first.bounding_box()
    sheet = page.locator(".page").first.bounding_box()
    assert window
    assert sheet
    unit = sheet["width"] / 210
    assert abs((window["x"] - sheet["x"]) / unit - 35) < 0.6
    assert abs((window["y"] - sheet["y"]) / unit - 45) < 0.6
    changed(page, "Friederike", "Friederika")
    expect(page.locator(".overlay")).to_have_count(2)
    page.get_by_role("button", name="Envelop").click()
    expect(page.locator(".overlay")).to_have_count(0)
    expect(page.locator("#enveloped")).to_be_hidden()


def test_shows_the_html_where_it_can_do_nothing(page: Page) -> None:
    opened(page, "reminder-hard-names")
    changed(page, r'"name": "Łukasz.*"', r'"name": "<img src=x onerror=top.hit=1>"')
    page.get_by_role("group", name="Toon de brief als").get_by_role("button", name="HTML").click()
    frame = page.frame_locator("iframe[name=letter-view]")
    expect(frame.locator("address, .address").first).to_contain_text("<img", timeout=PATIENCE)
    assert page.locator("iframe[name=letter-view]").get_attribute("sandbox") == ""
    inner = next(each for each in page.frames if each.name == "letter-view")
    assert inner.evaluate("self.origin") == "null"
    assert page.evaluate("window.hit") is None
    expect(page.locator("#zoom")).to_be_hidden()
    page.get_by_role("button", name="Pagina's").click()
    expect(page.locator(".page").first).to_be_visible()
    expect(page.locator("iframe[name=letter-view]")).to_have_count(0)


def test_other_forms_get_the_look_of_their_reader(page: Page) -> None:
    opened(page, "wik-consumer")
    looks = page.evaluate(
        """async () => {
          const { dressed } = await import("/preview/static/workplace/views.js");
          return ["text/html", "text/plain", "message/rfc822"].map((type) => dressed(type, "<b>").outerHTML);
        }"""
    )
    assert looks == [f'<div class="reader {each}">&lt;b&gt;</div>' for each in ("web", "phone", "mail")]


def test_prints_the_pdf_and_the_page_prints_its_letter(page: Page) -> None:
    page.add_init_script("window.print = () => { top.document.body.dataset.printed = document.contentType; };")
    opened(page, "wik-consumer")
    page.get_by_role("button", name="Afdrukken").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "application/pdf", timeout=PATIENCE)

    page.locator("#zoom").select_option("200")
    page.get_by_role("button", name="Envelop").click()
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(document) == page.locator(".page").count() == 2
    for sheet in document:
        assert [round(each / 72 * 25.4) for each in sheet.get_size()] == [210, 297]
        assert sheet.get_textpage().get_text_range().strip() == "", "the pages are pictures, and nothing else is there"
        assert sheet.render(scale=0.5).to_pil().convert("L").getpixel((2, 2)) == 255
    document.close()
