"""What a version of a template changes in the letters, sample by sample."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docgen.authoring.diff import Piece, text_changes
from docgen.authoring.tracked import tracked_changes
from docgen.authoring.versions import TemplateVersion
from docgen.letters.letter import Letter
from docgen.render import render
from docgen.render.word_text import word_text
from docgen.service.page_images import page_pairs
from docgen.service.template_desk import TemplateDesk


@dataclass(frozen=True)
class Comparison:
    """Two versions of a template, and their files."""

    templates: TemplateDesk
    kind: str
    language: str
    old: TemplateVersion
    new: TemplateVersion
    old_file: bytes
    new_file: bytes

    def changes(self) -> tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]:
        """Every sample by name, with the paragraphs of its letter that changed. Raises `BadTemplate`."""
        found = []
        for name, letter in self.templates.letters(self.kind, self.language):
            before, after = (word_text(each) for each in self._both(letter))
            found.append((name, text_changes(before, after)))
        return tuple(found)

    def tracked(self, sample: str) -> bytes:
        """The letter of a sample with the changes tracked. Raises `NotFound` and `BadTemplate`."""
        return tracked_changes(*self._both(self.templates.letter(self.kind, self.language, sample)))

    def pages(self, sample: str) -> list[bytes]:
        """The pages of the letter of a sample, old and new side by side as PNG; LibreOffice sets both.

        Raises `NotFound`, `BadTemplate` and `Unavailable`.
        """
        letter = replace(self.templates.letter(self.kind, self.language, sample), engine="word")
        folder = self.templates.desk.settings.templates
        old, new = (
            render(replace(letter, word_template=each), "pdf", templates=folder).content
            for each in (self.old_file, self.new_file)
        )
        return page_pairs(old, new)

    def _both(self, letter: Letter) -> tuple[bytes, bytes]:
        old, new = (self.templates.word_letter(letter, each) for each in (self.old_file, self.new_file))
        return old, new


def compared(
    templates: TemplateDesk, kind: str, language: str, old: str | None = None, new: str | None = None
) -> Comparison:
    """Two versions by their names; by default what is published, and the latest. Raises `NotFound`."""
    history = templates.history(kind, language)
    before = templates.version(history, old or history.published_name)
    after = templates.version(history, new)
    content = templates.desk.store.content
    files = (content(history, each.digest) for each in (before, after))
    return Comparison(templates, kind, language, before, after, *files)
