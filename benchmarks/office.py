"""docxtpl with an equal template, and a LibreOffice that stays open to print what it makes."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

CODE = "code"  # the tag of the payment code


@dataclass(frozen=True)
class Filling:
    """A template, the values of its tags, and the payment code with its size in millimetres."""

    template: bytes
    values: dict[str, str]
    code: bytes
    size: float


class Docxtpl:
    """A Word file by docxtpl, as its manual has it: open the template, fill it, save it."""

    def prepare(self, name: str, number: int) -> Filling:
        """The template and what is to be filled in."""
        from benchmarks.word_template import made_template, word_file
        from docgen.render.sheet import code_of, qr_size

        template, (content, letter) = made_template(name), word_file(name, number)
        code = code_of(letter)
        assert code is not None  # noqa: S101 - all letters here ask for money
        return Filling(template.content, template.values(content), code.png8, qr_size(code))

    def make(self, job: Filling) -> bytes:
        """The Word file."""
        template = DocxTemplate(BytesIO(job.template))
        code = InlineImage(template, BytesIO(job.code), width=Mm(job.size))
        template.render({**job.values, CODE: code}, autoescape=True)
        out = BytesIO()
        template.save(out)
        return out.getvalue()

    def close(self) -> None:
        """Nothing was started."""


class DocxtplPdf(Docxtpl):
    """The same, and its PDF by a LibreOffice that was started before, with tags and standard of ours."""

    def __init__(self) -> None:
        from docgen.render.office_process import Office

        self._folder = TemporaryDirectory(prefix="docgen-office-", ignore_cleanup_errors=True)
        self._office = Office(Path(self._folder.name))
        self._office.start()

    def make(self, job: Filling) -> bytes:
        """The PDF."""
        return self._office.convert(super().make(job))

    def close(self) -> None:
        """End LibreOffice and this process with it."""
        sys.stdout.flush()
        self._office.end()
