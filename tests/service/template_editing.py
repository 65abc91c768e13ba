"""Editing a Word template as an author does, without Word."""

from __future__ import annotations

import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path

import docx

GREETING = {"nl": "Met vriendelijke groet,", "en": "Kind regards,"}


@cache
def edited(content: bytes, old: str, new: str) -> bytes:
    """The file with a piece of its text replaced, by python-docx; the same edit gives the same bytes, at any time."""
    document = docx.Document(BytesIO(content))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    assert runs, old
    for run in runs:
        run.text = run.text.replace(old, new)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_greeting(content: bytes, language: str, greeting: str) -> bytes:
    return edited(content, GREETING[language], greeting)


def saved_by_libreoffice(content: bytes, folder: Path) -> bytes:
    """The file as LibreOffice writes it after opening it."""
    file, out = folder / "template.docx", folder / "saved"
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", out, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / file.name).read_bytes()
