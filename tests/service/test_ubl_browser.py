"""An e-invoice opened in the preview: into the list, nothing written over without a word, refusals with their place."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from docgen.settings import ROOT
from tests.service.browser import PATIENCE, editor_text

FILE = ROOT / "tests" / "dossier" / "ubl" / "invoice.xml"


def test_an_invoice_is_added_and_what_is_filled_in_stays(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    expect(page.locator("#words pre")).to_contain_text("De Korenbloem", timeout=PATIENCE)
    before = json.loads(editor_text(page))["dossier"]
    changed = tmp_path / "other.xml"
    changed.write_text(FILE.read_text(encoding="utf-8").replace("J. de Vries", "P. Smit").replace("F2026-101", "F9"))
    page.locator("#file").set_input_files(changed)
    expect(page.locator("#imported")).to_contain_text("andere debiteur", timeout=PATIENCE)
    after = json.loads(editor_text(page))["dossier"]
    assert after["debtor"] == before["debtor"]
    assert [each["number"] for each in after["invoices"]] == [each["number"] for each in before["invoices"]] + ["F9"]
    assert after["attachments"][-1]["name"] == "factuur.pdf"

    wrong = tmp_path / "wrong.xml"
    wrong.write_text(FILE.read_text(encoding="utf-8").replace(">380<", ">389<"))
    page.locator("#file").set_input_files(wrong)
    expect(page.locator("#problem")).to_contain_text("/Invoice/cbc:InvoiceTypeCode", timeout=PATIENCE)
    assert json.loads(editor_text(page))["dossier"] == after
