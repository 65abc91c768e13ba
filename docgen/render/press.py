"""The press: the crew that sets letters.

Its processes are its own also because WeasyPrint's fonts may not be used from two threads at once, and because the
service itself then never loads WeasyPrint.
"""

from __future__ import annotations

from docgen.render.job import Job, Printed
from docgen.render.workers import Crew

SECONDS = 30.0  # for one letter; an ordinary one takes a fraction of one
CREW = Crew("docgen.render.typesetting", memory=3 * 1024**3, answers=(Printed,))


def print_letter(job: Job, *, seconds: float = SECONDS) -> Printed:
    """Set a letter. Raises `LimitExceeded`, `BadTemplate` or `Unavailable`."""
    printed: Printed = CREW.run(job, seconds=seconds)
    return printed
