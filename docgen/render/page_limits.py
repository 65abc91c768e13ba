"""Letters longer than they may be: which are sure to be, and what is said of them, however they are set."""

from __future__ import annotations

from docgen.errors import LimitExceeded
from docgen.letters.letter import Letter
from docgen.texts import Text, text

LINES, SIGNS = 120, 12_000  # no page holds as many, in the smallest letters that a printer can make


def too_many_pages(limit: int) -> Text:
    """What is said of a letter with more pages than it may have."""
    return text("The letter would have more than {limit} pages. Use fewer invoices, or shorter texts.", limit=limit)


def annex_too_long(limit: int) -> Text:
    """What is said of an annex with more pages than it may have."""
    return text("The annex would have more than {limit} pages. Leave it out, or use fewer invoices.", limit=limit)


def refuse_what_cannot_fit(words: str, letter: Letter) -> None:
    """Raise `LimitExceeded` for the text of a letter that is sure to need more pages than it may have.

    It is found before anybody reads the text through or sets the pages, which takes minutes for the worst of them.
    """
    limit = letter.pages_limit + (0 if letter.annex is None else letter.annex_limit)
    if len(words) > limit * SIGNS or sum(1 for line in words.splitlines() if line.strip()) > limit * LINES:
        raise LimitExceeded(too_many_pages(limit))
