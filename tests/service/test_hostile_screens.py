"""Hostile dossiers, templates, notes and visitors on every screen of a real browser: shown as the words they are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import docx
import pytest
from playwright.sync_api import Browser, Page, Response, expect

from docgen.render.document import version_name
from docgen.service.access.access import Access
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings
from tests.service.browser import PATIENCE, careful_page, put_text
from tests.service.payloads import PAYLOADS, REFUSED, had_no_effect, text_of
from tests.service.staff import PASSWORD, log_in

KIND = "payment-plan-confirmation"
HISTORY = f"/templates/{KIND}/nl"
TEMPLATE = (ROOT / "templates" / "docx" / "nl" / f"{KIND}.docx").read_bytes()
PRINTED = {name: words for name, words in PAYLOADS.items() if name not in REFUSED}
NO_TAGS = {name: words for name, words in PRINTED.items() if "template" not in name and "{{" not in words}


def with_paragraphs(words: list[str]) -> bytes:
    document = docx.Document(BytesIO(TEMPLATE))
    for each in words:
        document.add_paragraph(each)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """State with an author, a history full of hostile notes, and hostile drafts by their names."""
    folder = tmp_path_factory.mktemp("hostile")
    now = datetime.now(UTC)
    Access(folder).users.add("author", "author", PASSWORD, now)
    store = Desk(Settings(data=folder)).store
    shipped = store.history(KIND, "nl").versions()[0]
    drafts = {"broken": list(PAYLOADS.values()), "sound": list(NO_TAGS.values())}
    made = {}
    for name, paragraphs in drafts.items():
        content = with_paragraphs(paragraphs)
        made[name] = version_name(store.upload(KIND, "nl", content, matches=lambda _: True, author="author", at=now))
    for words in PRINTED.values():
        store.publish(KIND, "nl", shipped.digest, author=words[:70], note=words, at=now)
    return folder, made


@pytest.fixture(scope="module")
def service(
    versions: tuple[Path, dict[str, str]], serving: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    with serving(DOCGEN_AUTH="keys", DOCGEN_DATA=str(versions[0])) as url:
        yield url


@pytest.fixture(scope="module")
def author(chromium: Browser, service: str) -> Iterator[Page]:
    """One page of an author, for all of it."""
    with careful_page(chromium, service) as page:
        log_in(page, "author", "/batches")
        yield page


@pytest.fixture(scope="module")
def preview(author: Page) -> Page:
    author.goto("/?sample=wik-consumer")
    expect(author.locator("#pages img").first).to_be_visible(timeout=PATIENCE)
    return author


def shown_for(page: Page, request: dict[str, Any]) -> Response:
    """Paste a request, and wait for the answer to it to be on the page."""
    content = json.dumps(request, indent=2)
    with page.expect_response(lambda answer: answer.request.post_data == content) as waiting:
        put_text(page, content)
    waiting.value.finished()
    return waiting.value


def with_words(request: dict[str, Any], texts: Iterable[str]) -> dict[str, Any]:
    """The request with an invoice for each of the texts, and a debtor at an address that are hostile too."""
    dossier = request["dossier"]
    invoice, *_ = dossier["invoices"]
    dossier["invoices"] = [
        invoice | {"number": f"{invoice['number']}{'-' * number}", "amount": "15.00", "description": each}
        for number, each in enumerate(texts)
    ]
    dossier["debtor"]["name"] = PAYLOADS["out of everything"]
    dossier["debtor"]["address"]["street"] = PAYLOADS["into everything"]
    return request


def everywhere(data: Any, words: Iterator[str]) -> Any:
    """The same request with hostile words in the place of every value that is text, and as the name of a field more."""
    if isinstance(data, dict):
        name = next(words)
        return {key: everywhere(value, words) for key, value in data.items()} | {name: name}
    if isinstance(data, list):
        return [everywhere(each, words) for each in data]
    return next(words) if isinstance(data, str) else data


@pytest.fixture(scope="module")
def reader(chromium: Browser) -> Iterator[Page]:
    """A browser that opens a letter as a file, without the policy of our pages."""
    with careful_page(chromium, "about:blank") as page:
        yield page


def unfolded(page: Page) -> Page:
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => (each.open = true))")
    return page


def test_a_dossier_in_the_preview(preview: Page, reader: Page, sample: Callable[[str], dict[str, Any]]) -> None:
    request = with_words(sample("wik-consumer") | {"on_finding": "warn"}, PRINTED.values())
    answer = shown_for(preview, request)
    assert answer.status == 200, answer.text()
    expect(preview.locator("#words")).to_contain_text(PRINTED["script"], use_inner_text=False, timeout=PATIENCE)
    had_no_effect(unfolded(preview))
    token = preview.locator('meta[name="docgen-token"]').get_attribute("content")
    letter = preview.evaluate(
        """async ([body, token]) => {
          const headers = { "Content-Type": "application/json", Accept: "text/html", "Docgen-Token": token };
          return (await fetch("/v1/letters", { method: "POST", headers, body })).text();
        }""",
        [json.dumps(request), token],
    )
    reader.set_content(letter)
    had_no_effect(reader)
    for words in PRINTED.values():
        assert even(words) in even(text_of(preview, "#words"))
        assert words in text_of(reader)


def even(words: str) -> str:
    """Without white space: the words of a page are broken into lines."""
    return "".join(words.split())


def test_a_dossier_with_words_that_no_letter_holds(preview: Page, sample: Callable[[str], dict[str, Any]]) -> None:
    answer = shown_for(preview, with_words(sample("wik-consumer"), [PAYLOADS[each] for each in sorted(REFUSED)]))
    assert answer.status == 422
    for number in range(len(REFUSED)):
        place = f"/dossier/invoices/{number}/description"
        expect(preview.get_by_role("alert")).to_contain_text(place, timeout=PATIENCE)
    had_no_effect(unfolded(preview))


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 6))
def test_a_dossier_that_is_hostile_everywhere(
    preview: Page, sample: Callable[[str], dict[str, Any]], first: int
) -> None:
    """Each time another payload at a place; all of them as names of fields."""
    words = list(PAYLOADS.values())
    request = everywhere(sample("sommatie-consumer"), cycle(words[first:] + words[:first]))
    answer = shown_for(preview, request | {each: each for each in words})
    assert answer.status == 422
    expect(preview.get_by_role("alert")).to_contain_text(words[0].replace("~", "~0").replace("/", "~1")[:30])
    said = text_of(preview, "#problem")
    for name, each in PAYLOADS.items():
        assert name in REFUSED or each.replace("~", "~0").replace("/", "~1")[:30] in said, name
    had_no_effect(preview)


def test_a_dossier_in_the_form(preview: Page, sample: Callable[[str], dict[str, Any]]) -> None:
    preview.get_by_role("tab", name="Formulier").click()
    values = """async (wanted) => {
      const read = () => [...document.querySelectorAll("#form input, #form textarea")].map((each) => each.value);
      for (let turn = 0; turn < 300 && !wanted.every((each) => read().includes(each)); turn += 1) {
        await new Promise((done) => setTimeout(done, 100));
      }
      return read();
    }"""
    request = with_words(sample("wik-consumer") | {"on_finding": "warn"}, PAYLOADS.values())
    assert shown_for(preview, request).status == 422
    expect(preview.locator("#form .sheet input").first).to_be_visible(timeout=PATIENCE)
    found = unfolded(preview).evaluate(values, list(PAYLOADS.values()))
    for name, words in PAYLOADS.items():
        assert words in found, name
    had_no_effect(preview)
    assert shown_for(preview, everywhere(request, cycle(PAYLOADS.values()))).status == 422
    had_no_effect(unfolded(preview))
    preview.get_by_role("tab", name="JSON").click()


def test_a_request_that_is_after_the_page_itself(preview: Page) -> None:
    content = '{"__proto__": {"hacked": 1}, "constructor": {"prototype": {"hacked": 1}}, "dossier": {"__proto__": 1}}'
    with preview.expect_response(lambda answer: answer.request.post_data == content) as waiting:
        put_text(preview, content)
    assert waiting.value.status == 422
    expect(preview.get_by_role("alert")).to_contain_text("__proto__")
    had_no_effect(preview)


def test_the_names_of_files_that_are_downloaded(preview: Page, sample: Callable[[str], dict[str, Any]]) -> None:
    request = sample("wik-consumer")
    request["dossier"]["reference"] = "../<svg onload=1>"
    request["dossier"]["invoices"][0]["description"] = PAYLOADS["script"]
    assert shown_for(preview, request).status == 200
    expect(preview.locator("#words")).to_contain_text("../<svg onload=1>", timeout=PATIENCE)
    for form in ("PDF", "Word", "HTML", "JSON"):
        with preview.expect_download() as waiting:
            preview.get_by_role("group", name="Download als").get_by_role("button", name=form).click()
        assert not set(waiting.value.suggested_filename) & set("<>\"'/\\")


def test_the_list_and_the_history_of_templates(author: Page) -> None:
    author.goto("/templates")
    had_no_effect(author)
    assert list(PRINTED.values())[-1] in text_of(author, "main")
    author.goto(HISTORY)
    had_no_effect(author)
    shown = text_of(author, ".versions")
    for words in PRINTED.values():
        assert shown.count(words) >= 1 + (len(words) <= 70), words


def test_a_broken_draft(author: Page, versions: tuple[Path, dict[str, str]]) -> None:
    author.goto(f"{HISTORY}?version={versions[1]['broken']}")
    expect(author.locator("#check-status")).to_contain_text("Fouten", timeout=PATIENCE)
    assert "7*7" in text_of(author, "#findings")
    with author.expect_download():
        author.get_by_role("button", name="Download met de bevindingen als opmerkingen").click()
    had_no_effect(author)


def test_what_a_draft_changes_in_words_and_in_pictures(author: Page, versions: tuple[Path, dict[str, str]]) -> None:
    author.goto(f"{HISTORY}?version={versions[1]['sound']}")
    expect(author.locator("#changes-status")).to_contain_text("voorbeelden", timeout=PATIENCE)
    shown = text_of(author, "#changes")
    for words in NO_TAGS.values():
        assert words in shown
    expect(author.locator("#check-status")).to_contain_text(".", timeout=PATIENCE)
    author.get_by_role("button", name="Toon de pagina's van elk voorbeeld").click()
    expect(author.locator("#sheet-status")).to_contain_text("voorbeelden.", timeout=2 * PATIENCE)
    had_no_effect(author)


def test_a_file_with_a_hostile_name(author: Page) -> None:
    author.goto(HISTORY)
    author.get_by_label("Word-bestand", exact=True).set_input_files(
        {"name": '"><img src=x onerror=hacked=1>.docx', "mimeType": "text/html", "buffer": b"<script>hacked=1</script>"}
    )
    author.get_by_role("button", name="Controleer en bewaar als concept").click()
    expect(author.locator("#upload-problem")).to_be_visible(timeout=PATIENCE)
    had_no_effect(author)


def test_what_is_searched_for(author: Page) -> None:
    author.goto("/templates/fields")
    for words in PAYLOADS.values():
        author.get_by_role("searchbox").fill(words)
        expect(author.get_by_role("status")).not_to_have_text("")
    had_no_effect(author)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_addresses(author: Page, part: int) -> None:
    given = [quote(words, safe="") for name, words in PAYLOADS.items() if name != "huge"][part::3]
    words = "%20".join(given)
    named = "&".join(f"{each}={each}" for each in given)
    for path in (f"/{words}", f"{HISTORY}?version={words}", f"/templates?lang={given[0]}&{named}"):
        author.goto(path)
        expect(author.get_by_role("heading", level=1)).to_be_visible()
        had_no_effect(author)


@pytest.fixture(scope="module")
def stranger(chromium: Browser, service: str) -> Iterator[Page]:
    with careful_page(chromium, service) as page:
        yield page


def test_the_log_in_page(stranger: Page, service: str) -> None:
    for words in PAYLOADS.values():
        stranger.goto(f"/login?next={quote(words[:500])}")
        had_no_effect(stranger)
        assert stranger.locator('input[name="next"]').input_value() == "/"
    for words in PAYLOADS.values():
        stranger.get_by_label("Gebruikersnaam").fill(words)
        stranger.get_by_label("Wachtwoord").fill(words)
        stranger.get_by_role("button", name="Inloggen").click()
        expect(stranger.get_by_role("alert")).to_have_text("Deze naam en dit wachtwoord horen niet bij elkaar.")
        expect(stranger.get_by_label("Gebruikersnaam")).to_have_value(words[:64])
        had_no_effect(stranger)
        assert urlsplit(stranger.url).netloc == urlsplit(service).netloc
