"""The press: worker processes that set letters (`typesetting`).

Processes of their own, because only a process can be stopped for certain, because WeasyPrint's fonts may not be used
from two threads at once, and because the service itself then never loads WeasyPrint.
"""

from __future__ import annotations

from docgen.errors import BadTemplate, LimitExceeded, Unavailable
from docgen.render.job import Job, Printed
from docgen.render.office_workers import CORES, Gone, Pool
from docgen.texts import Text, text

SECONDS = 30.0  # for one letter; an ordinary one takes a fraction of one

pool = Pool("docgen.render.typesetting", "press", places=min(4, CORES))


def print_letter(job: Job, *, seconds: float = SECONDS) -> Printed:
    """Set a letter. Raises `LimitExceeded`, `BadTemplate` or `Unavailable`."""
    try:
        answer = pool.run(job, seconds)
    except TimeoutError:
        raise LimitExceeded(text("The letter takes too long to make. Use fewer invoices, or shorter texts.")) from None
    except Gone:
        raise Unavailable(text("The program that sets the letters stopped. Try again.")) from None
    match answer:
        case "printed", printed:
            return printed  # type: ignore[no-any-return]
        case "too-long", _:
            raise LimitExceeded(too_many_pages(job.pages_limit))
        case "annex-too-long", _:
            raise LimitExceeded(annex_too_long(job.annex_limit))
        case "too-big", _:
            raise LimitExceeded(text("The letter takes too much memory to make. Use fewer invoices, or shorter texts."))
        case "refused", problem:
            raise BadTemplate(text("The template asks for something it cannot have: {problem}", problem=problem))
    raise RuntimeError(f"setting a letter failed: {answer}")


def too_many_pages(limit: int) -> Text:
    """What is said of a letter with more pages than it may have."""
    return text("The letter would have more than {limit} pages. Use fewer invoices, or shorter texts.", limit=limit)


def annex_too_long(limit: int) -> Text:
    """What is said of an annex with more pages than it may have."""
    return text("The annex would have more than {limit} pages. Leave it out, or use fewer invoices.", limit=limit)
