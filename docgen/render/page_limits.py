"""What is said of letters that are longer than they may be, however they are set."""

from __future__ import annotations

from docgen.texts import Text, text


def too_many_pages(limit: int) -> Text:
    """What is said of a letter with more pages than it may have."""
    return text("The letter would have more than {limit} pages. Use fewer invoices, or shorter texts.", limit=limit)


def annex_too_long(limit: int) -> Text:
    """What is said of an annex with more pages than it may have."""
    return text("The annex would have more than {limit} pages. Leave it out, or use fewer invoices.", limit=limit)
