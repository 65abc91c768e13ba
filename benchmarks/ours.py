"""docgen's own ways to make a letter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from benchmarks.letters import request
from benchmarks.page import desk, paper
from docgen.letters.letter import Letter
from docgen.render.job import Job
from docgen.render.typesetting import typeset


class ThePage:
    """A page of HTML to PDF, as the processes that set letters do it. The others that read HTML get the same page."""

    def prepare(self, name: str, number: int) -> Job:
        """The page of a letter."""
        of = paper(name, number)
        return Job(
            html=of.page.html,
            css=of.page.css,
            assets={name: (asset.media_type, asset.content) for name, asset in of.page.assets.items()},
            concept=False,
            pages_limit=of.letter.pages_limit,
            annex_limit=of.letter.annex_limit,
        )

    def make(self, job: Job) -> bytes:
        """Its PDF."""
        return typeset(job).content

    def close(self) -> None:
        """Nothing was started."""


class TheRequest:
    """All that is done for a letter: reading, law, amounts, wording, checks of the text, page and PDF."""

    form, engine = "pdf", "html"

    def prepare(self, name: str, number: int) -> dict[str, Any]:
        """The request of a letter."""
        return {**request(name, number), "engine": self.engine}

    def make(self, job: dict[str, Any]) -> bytes:
        """The letter."""
        return desk().render(desk().finish(job, self.form), self.form).content

    def close(self) -> None:
        """The processes that set letters end with this one."""


class TheLetter:
    """A letter that was composed before, to a file: what is left when law and amounts are known."""

    form = "docx"
    engine: Literal["html", "word"] = "html"

    def prepare(self, name: str, number: int) -> Letter:
        """The letter, of which nothing was made yet."""
        return replace(paper(name, number).letter, engine=self.engine)

    def make(self, job: Letter) -> bytes:
        """The file."""
        return desk().render(job, self.form).content

    def close(self) -> None:
        """The processes that make Word files end with this one."""


class WordPdf(TheLetter):
    """The PDF of its Word file, read back and compared."""

    form = "pdf"
    engine = "word"


class WordRequest(TheRequest):
    """All that is done for a Word file."""

    form = "docx"


class WordPdfRequest(TheRequest):
    """All that is done for the PDF of a Word file."""

    engine = "word"
