"""The pages of template authors in a real Chromium: a file goes in, is checked, published and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from docgen.settings import ROOT
from tests.service.browser import PATIENCE, careful_page
from tests.service.template_editing import edited
from tests.service.test_widths import fits_every_width

PATH = "/templates/wik-notice/nl"
TEMPLATE = (ROOT / "templates" / "docx" / "nl" / "wik-notice.docx").read_bytes()
SCRIPT = "<script>document.title = 'hacked'</script><img src=x onerror=\"document.title='hacked'\">"
VERSION = re.compile(r"[0-9a-f]{12}")


pytestmark = pytest.mark.usefixtures("patience")


@pytest.fixture(scope="module")
def service(
    tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    """The URL of a service with a store of its own."""
    with serving(DOCGEN_DATA=str(tmp_path_factory.mktemp("authors"))) as url:
        yield url


@pytest.fixture
def page(chromium: Browser, service: str) -> Iterator[Page]:
    with careful_page(chromium, service) as page:
        yield page
        assert "hacked" not in page.title()


def broken() -> bytes:
    """The notice with two mistakes, a quote that is mended, and a script in its text."""
    document = docx.Document(BytesIO(TEMPLATE))
    document.add_paragraph(f"Een alinea over het totaal {{{{ invoices_totall }}}} {SCRIPT}")
    document.add_paragraph("Aan { debtor.name }")
    document.add_paragraph("{% if letter.language == “nl” %}Beste klant{% endif %}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def send(page: Page, content: bytes, name: str, *, drop: bool = False) -> None:
    """Hand in a file on the history page, and wait for what the check says of it."""
    if drop:
        handle = page.evaluate_handle(
            """([bytes, name]) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(bytes)], name));
              return data;
            }""",
            [list(content), name],
        )
        page.dispatch_event("#upload", "drop", {"dataTransfer": handle})
    else:
        page.get_by_label("Word-bestand", exact=True).set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
    page.get_by_role("button", name="Controleer en bewaar als concept").click()


def checked(page: Page, said: str) -> None:
    expect(page.locator("#check-status")).to_have_text(said, timeout=PATIENCE)


def opened(page: Page, path: str = PATH) -> None:
    page.goto(path)
    checked(page, "Niets op te merken.")


def shown(page: Page) -> str:
    return page.locator("#shown-title code").inner_text()


def test_a_broken_file_comes_back_commented_and_a_good_one_is_published_and_taken_back(page: Page) -> None:
    opened(page)
    first = shown(page)
    page.get_by_label("Uw naam, voor de geschiedenis").fill(f"Zoë {SCRIPT[:40]}")
    send(page, broken(), f"{SCRIPT[:20].replace('/', '')}.docx")
    checked(page, "Fouten: 2. Let op: 0. Vanzelf hersteld: 1.")
    findings = page.locator("#findings li")
    assert [each.split("\n")[0].split(" de ")[0] for each in findings.all_inner_texts()] == [
        "1. Fout",
        "2. Fout",
        "3. Vanzelf hersteld",
    ]
    expect(findings.first.locator("mark")).to_have_text("{{ invoices_totall }}")
    expect(findings.first).to_contain_text("<script>")
    expect(findings.first).to_contain_text("alinea")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download met de bevindingen als opmerkingen").click()
    parts = docx.Document(str(waiting.value.path())).part.package.iter_parts()
    comments = next(part.blob.decode() for part in parts if part.partname.endswith("comments.xml"))
    assert "invoices_totall" in comments

    page.get_by_role("button", name="Publiceer deze versie…").click()
    page.get_by_role("dialog").get_by_role("button", name="Publiceer").click()
    expect(page.locator("#publish-problem")).to_contain_text("Er staan fouten in het sjabloon")

    good = edited(TEMPLATE, "Met vriendelijke groet,", "Met hartelijke groet,")
    send(page, good, "notice.docx", drop=True)
    checked(page, "Niets op te merken.")
    second = shown(page)
    assert second != first
    expect(page.locator("#changes-status")).to_have_text("Er verandert iets in 6 van de 6 voorbeelden.")
    assert page.locator(".change").first.inner_text() == "Met vriendelijkehartelijke groet,"
    expect(page.locator(".change ins").first).to_have_text("hartelijke")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word-bestand met bijgehouden wijzigingen: wik-business").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="Pagina's naast elkaar: wik-consumer").click()
    expect(page.locator(".beside img").last).to_be_visible()
    expect(page.locator(".beside .row")).to_have_count(2)

    page.get_by_label("Notitie voor de geschiedenis").fill(f"Hartelijker {SCRIPT[:60]}")
    page.get_by_role("button", name="Publiceer deze versie…").click()
    dialog = page.get_by_role("dialog", name="Deze versie publiceren?")
    expect(dialog).to_contain_text(first)
    dialog.get_by_role("button", name="Annuleer").click()
    expect(page.locator("#shown-title")).to_contain_text("concept")
    page.get_by_role("button", name="Publiceer deze versie…").click()
    dialog.get_by_role("button", name="Publiceer").click()
    expect(page.locator("#shown-title")).to_contain_text("gepubliceerd")
    expect(page.locator(".versions q")).to_contain_text("Hartelijker <script>")
    expect(page.locator(".versions")).to_contain_text("Zoë <script>")
    page.get_by_role("link", name="Sjablonen", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Laatste aanmaning · Nederlands"))).to_contain_text("Hartelijker")

    opened(page, f"{PATH}?version={first}")
    page.get_by_role("button", name="Ga terug naar deze versie…").click()
    page.get_by_role("dialog", name="Teruggaan naar deze versie?").get_by_role("button", name="Ga terug").click()
    expect(page.locator("#shown-title")).to_contain_text("gepubliceerd")
    assert shown(page) == first


def test_who_starts_from_an_old_version_is_told(page: Page) -> None:
    opened(page, "/templates/sommatie/nl")
    old = shown(page)
    content = (ROOT / "templates" / "docx" / "nl" / "sommatie.docx").read_bytes()
    send(page, edited(content, "Met vriendelijke groet,", "Met groet,"), "a.docx")
    expect(page.locator("#shown-title")).not_to_contain_text(old)
    assert page.get_by_label("De versie die u hebt gewijzigd").input_value() == shown(page)
    send(page, edited(content, "Met vriendelijke groet,", "Hoogachtend,"), f"sommatie_nl_{old} (1).docx")
    expect(page.locator("#upload-problem")).to_contain_text("Iemand heeft het intussen gewijzigd")
    page.get_by_role("link", name="Toon de laatste versie").click()
    send(page, b"PK no Word file", "b.docx")
    expect(page.locator("#upload-problem h3")).to_be_visible()
    expect(page.locator("#upload-problem")).to_contain_text(re.compile("[a-z]{4}"))


def test_the_contact_sheet_frames_what_a_finding_is_about(page: Page) -> None:
    document = docx.Document(BytesIO((ROOT / "templates" / "docx" / "nl" / "payment-reminder.docx").read_bytes()))
    document.add_paragraph()
    document.paragraphs[-1].text = "Wij dreigen met de deurwaarder en met loonbeslag, vandaag nog."
    document.paragraphs[-1].runs[0].font.name = "Comic Sans MS"
    out = BytesIO()
    document.save(out)
    opened(page, "/templates/payment-reminder/nl")
    send(page, out.getvalue(), "reminder.docx")
    expect(page.locator("#findings li").first).to_be_visible()
    page.get_by_role("button", name="Toon de pagina's van elk voorbeeld").click()
    expect(page.locator("#sheet-status")).to_contain_text("Omkaderd")
    for sample in page.locator(".sample").all():
        framed = sample.locator("figure.framed img")
        expect(framed).to_have_count(1)
        assert framed.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500
        assert (framed.get_attribute("alt") or "").startswith("Pagina ")
    page.get_by_role("button", name="Groter").click()
    expect(page.get_by_role("button", name="Groter")).to_have_attribute("aria-pressed", "true")


def test_the_field_guide_finds_and_copies(page: Page, service: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=service)
    page.goto("/templates/fields")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d{3} velden$"))
    page.get_by_label("Zoek in").fill("openingstijden bellen opening_hours")
    expect(page.get_by_role("status")).to_have_text("Geen enkel veld past. Probeer een ander woord.")
    page.get_by_label("Zoek in").fill("AGENCY bellen opening")
    expect(page.get_by_role("status")).to_have_text("1 veld")
    page.get_by_role("button", name="Kopieer de code van agency.opening_hours").click()
    expect(page.get_by_role("status")).to_contain_text("Gekopieerd")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == "{% if agency.opening_hours %}{{ agency.opening_hours }}{% endif %}"


@pytest.mark.parametrize("path", ["/templates", "/templates/fields", PATH])
def test_every_control_has_a_name_is_reached_in_order_and_fits(page: Page, path: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, select")].filter(each => !(
          each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.length)).map(each => each.outerHTML)"""
    )
    assert nameless == []
    levels = page.evaluate("() => [...document.querySelectorAll('h1, h2, h3')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    tops = []
    for _ in range(9):
        page.keyboard.press("Tab")
        tops.append(page.evaluate("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert tops == sorted(set(tops)), "the focus goes as the page is read"
    fits_every_width(page)
