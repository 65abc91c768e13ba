"""Typst with its compiler kept: the letter of `letter.typ`, filled with content and payment code."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

from benchmarks.fonts import FOLDER

STANDARD: Final = "a-3a"  # as ours: tagged, with colour profile and metadata


@dataclass(frozen=True)
class Filling:
    """What the letter is filled with, and its logo."""

    data: dict[str, str]
    logo: bytes


class Typst:
    """One compiler, and the folder in which it finds letter and logos."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="docgen-typst-")
        self._root = Path(self._folder.name)
        source = Path(shutil.copy(Path(__file__).with_name("letter.typ"), self._root))
        self._compiler = typst.Compiler(
            input=str(source), root=str(self._root), font_paths=[str(FOLDER)], ignore_system_fonts=True
        )

    def prepare(self, name: str, number: int) -> Filling:
        """Content, code and logo."""
        from benchmarks.content import content
        from benchmarks.page import paper

        of = paper(name, number)
        logo = of.page.assets["logo"]
        kind = logo.media_type.partition("/")[2].partition("+")[0]
        data = {
            "letter": json.dumps(content(of), ensure_ascii=False),
            "code": of.page.assets["qr"].content.decode(),
            "logo": f"{name.replace(' ', '-')}.{kind}",
        }
        return Filling(data, logo.content)

    def make(self, job: Filling) -> bytes:
        """The PDF. A logo is a file that stays."""
        logo = self._root / job.data["logo"]
        if not logo.exists():
            logo.write_bytes(job.logo)
        made = self._compiler.compile(format="pdf", sys_inputs=job.data, pdf_standards=[STANDARD])
        assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
        return made

    def close(self) -> None:
        """Remove the folder."""
        self._folder.cleanup()
