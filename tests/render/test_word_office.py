"""Word letters as another program sees them: LibreOffice opens them, and its pages are measured and read."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextContainer, LTTextLine

from docgen.letters.letter import Letter
from docgen.render import render
from docgen.render.sheet import code_of
from tests.matrix.cases import TEMPLATES, letter_for, matrix
from tests.render.word_reading import one_line, word_pieces

# LibreOffice is no part of what the program needs: where it is not installed, only this look from outside is missing.
pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

MM = 72 / 25.4
HEIGHT = 297.0
LONG = ("Coöperatieve Vereniging van Verwarmings- en Koeltechnici Zuid-Nederlan", "t.a.v. mevrouw Ł. Đặng & Zn <b>",
        "Rosengartenstraße 145, Hinterhaus", "99999  MUSTERHAUSEN", "DUITSLAND")  # fmt: skip


def letters() -> dict[str, Letter]:
    """One letter of each kind, and those that are hard to set."""
    wanted = (case for case in matrix() if case.debtor == "consumer" and case.performed_by == case.branding)
    chosen = {f"{case.kind}-{case.branding}-{case.language}": letter_for(case) for case in wanted}
    chosen = {name: letter for name, letter in chosen.items() if name.endswith(("creditor-nl", "agency-en"))}
    base = chosen["sommatie-agency-en"]
    fields = replace(
        base.fields,
        letter=replace(base.fields.letter, registered=True, concept=True),
        debtor=replace(base.fields.debtor, address_lines=LONG),
    )
    hard = replace(base, fields=fields)
    return {**chosen, "hard-left": hard, "hard-right": replace(hard, look=replace(hard.look, window="right"))}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Letter, bytes, bytes]]:
    """Each letter with its Word file and the PDF that LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("office")
    made = letters()
    for name, letter in made.items():
        (folder / f"{name}.docx").write_bytes(render(letter, "docx", templates=TEMPLATES).content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in made]
    subprocess.run(
        ["soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: (made[name], read(folder, name, "docx"), read(folder, name, "pdf")) for name in made}


def read(folder: Path, name: str, extension: str) -> bytes:
    return (folder / f"{name}.{extension}").read_bytes()


def lines(pdf: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """Per page the lines with left, top, right and bottom in millimetres."""
    pages = []
    for page in extract_pages(BytesIO(pdf), laparams=LAParams(boxes_flow=None)):
        boxes: list[Any] = [box for box in page if isinstance(box, LTTextContainer)]
        found = [line for box in boxes for line in box if isinstance(line, LTTextLine) and line.get_text().strip()]
        pages.append(
            [
                (one_line(line.get_text()), line.x0 / MM, HEIGHT - line.y1 / MM, line.x1 / MM, HEIGHT - line.y0 / MM)
                for line in found
            ]
        )
    return pages


def test_no_word_of_a_letter_is_lost(printed: dict[str, tuple[Letter, bytes, bytes]]) -> None:
    assert len(printed) == 12
    for name, (_, word, pdf) in printed.items():
        said = Counter(" ".join(word_pieces(word)).split())
        document = pypdfium2.PdfDocument(pdf)
        pages = [page.get_textpage().get_text_range() for page in document]
        document.close()
        assert not said - Counter(one_line(" ".join(pages).replace("\ufffe", "-")).split()), name


def test_the_address_lies_in_the_window(printed: dict[str, tuple[Letter, bytes, bytes]]) -> None:
    for name, (letter, _, pdf) in printed.items():
        left = 105.0 if letter.look.window == "right" else 35.0
        first = lines(pdf)[0]
        near = [each for each in first if each[4] > 40 and each[2] < 87 and each[3] > left - 5 and each[1] < left + 75]
        words = " ".join(each[0] for each in sorted(near, key=lambda each: each[2]))
        for line in letter.fields.debtor.address_lines:
            assert one_line(line) in words, name
        assert ("AANGETEKEND" in words) == letter.fields.letter.registered
        for line, x0, top, x1, bottom in near:
            assert left - 0.2 <= x0, (name, line)
            assert x1 <= left + 70.2, (name, line)
            assert top >= 45, (name, line)
            assert bottom <= 82, (name, line)


def test_the_page_is_that_of_the_html_letter(printed: dict[str, tuple[Letter, bytes, bytes]]) -> None:
    for name, (letter, _, pdf) in printed.items():
        pages = lines(pdf)
        of = {"nl": "Pagina {} van {}", "en": "Page {} of {}"}[letter.language]
        for number, page in enumerate(pages, 1):
            words = " ".join(each[0] for each in page)
            assert f"{letter.fields.letter.reference} · {of.format(number, len(pages))}" in words, name
            body = [each for each in page if 30 < each[2] < 270]
            assert min(each[1] for each in body) >= 34.8, name
            assert max(each[3] for each in body) <= 175.5, name
            assert max(each[4] for each in page) < 292, name
        labels = [each for each in pages[0] if each[0] in ("Datum", "Date")]
        assert any(95 < each[2] < 97 for each in labels), name


def test_the_code_on_the_page_is_that_of_the_letter(printed: dict[str, tuple[Letter, bytes, bytes]]) -> None:
    for name, (letter, _, pdf) in printed.items():
        document = pypdfium2.PdfDocument(pdf)
        read_codes = [code.text for page in document for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
        document.close()
        code = code_of(letter)
        assert code
        assert read_codes == [code.payload], name
