"""The JSON editor in a real Chromium: mistakes at their fields, broken JSON at its line, and pointing both ways."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from docgen.settings import ROOT
from tests.service.browser import PATIENCE, editor_selection, editor_text, put_text

AMOUNT = "/dossier/invoices/0/amount"
FOCUSED = "content => content.getRootNode().activeElement === content"


def opened(page: Page, sample: str) -> Locator:
    """The page with the letter of a sample; the place in the editor where one types."""
    page.goto(f"/?lang=nl&sample={sample}")
    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    return page.locator("#request").get_by_role("textbox", name="De aanvraag als JSON")


def signs(page: Page) -> Locator:
    return page.locator("#request .cm-lint-marker-error")


def marked(page: Page) -> list[str]:
    return page.locator("#request .cm-lintRange-error").all_inner_texts()


def test_typing_breaking_and_mending(page: Page) -> None:
    content = opened(page, "wik-consumer")
    content.press("Control+End")
    page.keyboard.type("x")
    expect(page.get_by_role("alert")).to_contain_text("staat nog iets", timeout=PATIENCE)
    page.keyboard.press("Backspace")
    expect(page.get_by_role("status")).to_have_text("Laatste aanmaning · 2 pagina's", timeout=PATIENCE)
    expect(signs(page)).to_have_count(0)

    good = editor_text(page)
    put_text(page, good.replace('"286.50",', '"286.50"', 1))
    number = good.split("\n").index(next(line for line in good.split("\n") if '"286.50"' in line)) + 2
    jump = page.get_by_role("alert").get_by_role("button", name=f"Toon regel {number} in de aanvraag")
    jump.click(timeout=PATIENCE)
    line = page.locator("#request .cm-activeLineGutter", has_text=re.compile(r"\d"))
    expect(line).to_have_text(str(number))
    expect(signs(page)).to_have_count(1)
    assert editor_selection(page) == marked(page)[0] == good.split("\n")[number - 1].strip()
    expect(page.locator("#said")).to_contain_text(f"Regel {number}, kolom")

    page.keyboard.press("Control+z")
    expect(page.get_by_role("status")).to_have_text("Laatste aanmaning · 2 pagina's", timeout=PATIENCE)
    assert editor_text(page) == good
    expect(page.locator("#said")).to_be_empty()


def test_every_mistake_at_its_field_by_keyboard_alone(page: Page) -> None:
    content = opened(page, "wik-consumer")
    request = json.loads(editor_text(page))
    request["language"] = "fr"
    del request["dossier"]["debtor"]["type"]
    request["dossier"]["creditor"]["iban"] = "NL00"
    request["dossier"]["debtor"]["name"] = "<img src=x onerror=alert(1)>\u0007"
    put_text(page, json.dumps(request, indent=2))
    expect(page.get_by_role("alert").get_by_role("listitem")).to_have_count(4, timeout=PATIENCE)

    page.get_by_label("Taal van de brief").focus()
    while not content.evaluate(FOCUSED):
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Home")
    met = {}
    for _ in range(4):
        page.keyboard.press("F8")
        met[editor_selection(page)] = page.locator("#said").inner_text()
    assert sorted(met) == sorted(['"fr"', '"NL00"', "{", json.dumps(request["dossier"]["debtor"]["name"])])
    assert met["{"] == "Dit is verplicht en ontbreekt. Vul het in."
    assert all(met.values())
    page.keyboard.press("Shift+F8")
    page.keyboard.press("Shift+F8")
    assert met[editor_selection(page)] == page.locator("#said").inner_text()

    page.keyboard.press("Control+f")
    search = page.get_by_role("textbox", name="Zoek naar")
    expect(search).to_be_focused()
    page.keyboard.type("house_number")
    page.keyboard.press("Enter")
    assert editor_selection(page) == "house_number"
    page.keyboard.press("Escape")
    before = editor_text(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") != "request"
    assert editor_text(page) == before


def test_pointing_at_amounts_and_fields(page: Page) -> None:
    content = opened(page, "wik-consumer")
    lit = page.locator("#request .cm-lit")
    spots = page.locator("#pages .spot.lit")
    page.locator("#pages .spot[data-keys*='F2026-1187/amount']").first.hover()
    expect(lit).to_have_text('"286.50"')
    expect(lit).to_be_in_viewport()
    assert page.evaluate("document.activeElement === document.body")
    page.locator("h1").hover()
    expect(lit).to_have_count(0)

    content.get_by_text('"286.50"').first.hover()
    expect(spots.first).to_be_visible()
    page.locator("h1").hover()
    expect(spots).to_have_count(0)

    content.focus()
    page.keyboard.press("Control+f")
    page.keyboard.type("286.50")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(spots.first).to_be_visible()
    page.keyboard.press("Tab")
    expect(spots).to_have_count(0)


def test_what_changes_elsewhere_leaves_cursor_and_undo(page: Page) -> None:
    opened(page, "wik-consumer")
    good = editor_text(page)
    page.evaluate(
        "pointer => import('/preview/static/workplace/editor.js').then(({ select }) => select(pointer))", AMOUNT
    )
    page.keyboard.type('"300.00"')
    page.get_by_label("Taal van de brief").select_option("en")
    expect(page.locator("#pages")).to_have_attribute("lang", "en", timeout=PATIENCE)
    assert json.loads(editor_text(page))["language"] == "en"
    page.keyboard.press("Shift+Home")
    assert editor_selection(page).strip() == '"amount": "300.00"'
    for _ in range(9):
        page.keyboard.press("Control+z")
    assert json.loads(editor_text(page)) == json.loads(good)


def test_a_large_request_stays_smooth(page: Page) -> None:
    content = opened(page, "wik-consumer")
    request = json.loads(editor_text(page))
    invoice = request["dossier"]["invoices"][0]
    request["dossier"]["invoices"] = [
        {**invoice, "number": f"F{number}", "description": "Brood " * 200} for number in range(500)
    ]
    put_text(page, json.dumps(request, indent=2))
    expect(page.get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    content.press("Control+End")
    took = page.evaluate(
        """async () => {
          const { EditorView } = await import("/preview/static/vendor/codemirror/codemirror.js");
          const view = EditorView.findFromDOM(document.getElementById("request").shadowRoot.querySelector(".cm-content"));
          const times = [];
          for (let turn = 0; turn < 9; turn += 1) {
            const start = performance.now();
            view.dispatch({ changes: { from: view.state.doc.length, insert: " " }, userEvent: "input.type" });
            times.push(performance.now() - start);
          }
          return times.sort((one, other) => one - other)[4];
        }"""
    )
    assert took < 250  # milliseconds for a key, also on a busy machine


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # Each pair: the text before the cursor, and what is pointed at there.
        (
            '{"a": [1, {"b~/c": "x, {]"}], "d": {"e": null}}',
            [("", ""), ('{"a', "/a"), ('{"a": [1', "/a/0"), ('{"a": [1, {"b', "/a/1/b~0~1c"), ("all", "")],
        ),
        ('{"a": "open\n "b": {"c": 1', [('{"a": "op', "/a"), ('{"a": "open\n "b": {"c": 1', "/b/c")]),
        ('{"a": 1,\n\n  "b": 2}', [('{"a": 1,', "/a"), ('{"a": 1,\n', None), ('{"a": 1,\n\n  ', "/b")]),
        ("", [("", None)]),
        ("]]}:,", [("]]", None)]),
    ],
)
def test_what_stands_at_a_place(page: Page, text: str, places: list[tuple[str, str | None]]) -> None:
    page.goto("/")
    offsets = [len(text) if before == "all" else len(before) for before, _ in places]
    found = page.evaluate(
        """async ([text, offsets]) => {
          const { pointerAt } = await import("/preview/static/workplace/locate.js");
          return offsets.map((offset) => pointerAt(text, offset));
        }""",
        [text, offsets],
    )
    assert found == [pointer for _, pointer in places]


def test_the_licences_stand_beside_the_editor() -> None:
    folder = ROOT / "docgen/service/preview/static/vendor/codemirror"
    wanted = json.loads((ROOT / "tools/codemirror/package.json").read_text(encoding="utf-8"))["dependencies"]
    licences = (folder / "LICENSE.txt").read_text(encoding="utf-8")
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for name, version in wanted.items():
        assert f"\n{name} {version}\n\n" in licences
        assert f"* {name} {version}\n" in listed
    assert licences.count("Permission is hereby granted") == len(wanted)
