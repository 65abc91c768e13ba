"""The field guide, with what the samples show of each kind."""

from __future__ import annotations

from docgen.authoring import guide
from docgen.letters.kinds import KINDS
from docgen.render.words import LANGUAGES, Words
from docgen.service.desk import Desk
from docgen.service.template_checks import sample_letters


def field_guide(desk: Desk, words: Words) -> bytes:
    """A Word file in the language of `words`."""
    letters = {
        kind: [letter for language in LANGUAGES for _, letter in sample_letters(desk, kind, language)] for kind in KINDS
    }
    return guide.field_guide(words, letters)
