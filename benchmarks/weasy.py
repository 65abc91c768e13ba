"""Plain WeasyPrint: the page in one piece, laid out anew for each letter, fonts from the machine."""

from __future__ import annotations

from pathlib import Path

from weasyprint import HTML

VARIANT = "pdf/a-3a"  # as ours: tagged, with colour profile and metadata


class Plain:
    """`HTML(string=…).write_pdf()` with our style sheet and our tags."""

    variant: str | None = VARIANT

    def prepare(self, name: str, number: int) -> str:
        """The page with its style sheet and pictures inside."""
        from benchmarks.page import INSTALLED, paper

        of = paper(name, number)
        return of.html(self.style(of.page.css) + INSTALLED)

    def style(self, ours: str) -> str:
        """The style sheet."""
        return ours

    def make(self, job: str) -> bytes:
        """Its PDF."""
        made: bytes = HTML(string=job).write_pdf(pdf_variant=self.variant)
        return made

    def close(self) -> None:
        """Nothing was started."""


class Untagged(Plain):
    """The same without tags, colour profile and metadata: less than the letter has to be."""

    variant = None


class AsFirstWritten(Plain):
    """With the style sheet as it was before anything was done for speed; the page looks the same."""

    def style(self, ours: str) -> str:
        """The older style sheet."""
        del ours
        return Path(__file__).with_name("first.css").read_text("utf-8")
