"""Tracked changes: accepted they give the new letter, rejected the old one, and other programs read them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from docgen.authoring.tracked import AUTHOR, tracked_changes
from docgen.render import render
from docgen.render.word_package import open_own
from docgen.render.word_text import word_text
from docgen.render.word_xml import every, get, q
from tests.matrix.cases import TEMPLATES, letter_for, matrix

KINDS = ("payment-reminder", "wik-notice", "sommatie", "cost-specification", "payment-plan-confirmation")
Edit = Callable[[Any], None]


@cache
def letter(kind: str) -> bytes:
    case = next(each for each in matrix() if each.kind == kind and each.language == "nl" and each.branding == "agency")
    return render(letter_for(case), "docx", templates=TEMPLATES).content


def edited(content: bytes, edit: Edit) -> bytes:
    document = docx.Document(BytesIO(content))
    edit(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def full(document: Any) -> list[Any]:
    """The paragraphs of some length."""
    return [each for each in document.paragraphs if len(each.text) > 25 and each.runs]


def reword(document: Any) -> None:
    for each in full(document)[1:4]:
        each.runs[0].text = " ".join(
            f"{word}x" if at % 4 == 1 else word for at, word in enumerate(each.runs[0].text.split(" "))
        )


def retell(document: Any) -> None:
    found = full(document)[2]
    for run in found.runs[1:]:
        run.text = ""
    found.runs[0].text = "Iets heel anders, met {haakjes} en <tekens> & zo."


def add(document: Any) -> None:
    for each in full(document)[1:3]:
        each.insert_paragraph_before("Een nieuwe alinea die er eerst niet stond.")
    document.paragraphs[0].insert_paragraph_before("Helemaal vooraan.")


def take_out(document: Any) -> None:
    for each in full(document)[2:4]:
        each._p.getparent().remove(each._p)


def swap(document: Any) -> None:
    first, second = full(document)[1]._p, full(document)[3]._p
    first.addprevious(deepcopy(second))
    second.getparent().remove(second)


def change_a_cell(document: Any) -> None:
    for table in document.tables:
        cell = next(each for row in table.rows for each in row.cells if each.text.strip())
        run = next(run for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip())
        run.text = f"Anders {run.text}"


def add_a_row(document: Any) -> None:
    for table in document.tables:
        row = table.rows[-1]._tr
        row.addnext(deepcopy(row))


def take_out_a_table(document: Any) -> None:
    table = document.tables[-1]._tbl
    table.getparent().remove(table)


def change_the_footer(document: Any) -> None:
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            for paragraph in [*footer.paragraphs, *(p for t in footer.tables for c in t._cells for p in c.paragraphs)]:
                for run in paragraph.runs:
                    run.text = run.text and f"{run.text} anders"


EDITS: tuple[Edit, ...] = (
    reword, retell, add, take_out, swap, change_a_cell, add_a_row, take_out_a_table, change_the_footer,
)  # fmt: skip


def rejected(content: bytes) -> bytes:
    """The file with every change turned down, as Word would do it."""
    package = open_own(content)
    for story in package.stories():
        root = package.tree(story)
        for mark in every(root, "w:ins"):
            parent = mark.getparent()
            if parent is None:
                continue
            holder = {q("w:rPr"): "w:p", q("w:trPr"): "w:tr"}.get(parent.tag)
            gone = next(mark.iterancestors(q(holder))) if holder else mark
            gone.getparent().remove(gone)
        for mark in every(root, "w:del"):
            for kid in list(mark):
                mark.addprevious(kid)
            mark.getparent().remove(mark)
        for deleted in every(root, "w:delText"):
            deleted.tag = q("w:t")
        for table in every(root, "w:tbl"):
            if table.find(q("w:tr")) is None:
                table.getparent().remove(table)
    return package.pack()


def said(content: bytes) -> list[str]:
    return [block for block in word_text(content).split("\n\n") if block.strip()]


@pytest.mark.parametrize("edit", EDITS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("kind", KINDS)
def test_accepted_it_is_the_new_letter_and_rejected_the_old_one(kind: str, edit: Edit) -> None:
    old = letter(kind)
    new = edited(old, edit)
    assert said(old) != said(new)
    for before, after in ((old, new), (new, old)):
        found = tracked_changes(before, after)
        assert said(found) == said(after)
        assert said(rejected(found)) == said(before)
        assert tracked_changes(before, after) == found


@pytest.mark.parametrize("kind", KINDS)
def test_equal_letters_have_no_changes(kind: str) -> None:
    assert tracked_changes(letter(kind), letter(kind)) == letter(kind)


def test_only_what_changed_is_marked() -> None:
    def greet(document: Any) -> None:
        found = next(each for each in document.paragraphs if each.text == "Met vriendelijke groet,")
        found.runs[0].text = "Met hartelijke groet,"

    package = open_own(tracked_changes(letter("sommatie"), edited(letter("sommatie"), greet)))
    marks = [mark for story in package.stories() for mark in every(package.tree(story), "w:ins", "w:del")]
    assert ["".join(mark.itertext()) for mark in marks] == ["vriendelijke", "hartelijke"]
    assert {get(mark, "w:author") for mark in marks} == {AUTHOR}
    assert len({get(mark, "w:id") for mark in marks}) == 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_them(tmp_path: Path) -> None:
    """Every one of the files has changes for it, by our name."""
    old = letter("wik-notice")
    for edit in EDITS:
        (tmp_path / f"{edit.__name__}.docx").write_bytes(tracked_changes(old, edited(old, edit)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{edit.__name__}.docx") for edit in EDITS]
    command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    for edit in EDITS:
        seen = (tmp_path / f"{edit.__name__}.fodt").read_text("utf-8")
        assert "<text:changed-region" in seen, edit.__name__
        assert f"<dc:creator>{AUTHOR}</dc:creator>" in seen
