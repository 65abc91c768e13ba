"""The check of templates from outside, in worker processes: a file that never ends costs its author an answer, and
nobody else anything.
"""

from __future__ import annotations

from docgen.authoring.check_jobs import CheckJob, CommentJob, MendJob, Samples
from docgen.authoring.findings import Spot, TemplateFinding
from docgen.law.rates import tables
from docgen.render.words import Words
from docgen.render.workers import Crew, Said
from docgen.texts import text

SECONDS = 60.0  # with the letters of all samples; a shipped template takes one or two
CREW = Crew(
    "docgen.authoring.checking",
    memory=1024**3,
    answers=(TemplateFinding, Spot),
    said=Said(
        text("The check of the template takes too long. Make the template simpler."),
        text("The check of the template takes too much memory. Make the template simpler."),
        text("The program that checks the templates stopped. Try again."),
    ),
)


def checked(content: bytes, kind: str, language: str, letters: Samples) -> tuple[TemplateFinding, ...]:
    """Every finding about a template, errors first and in the order of the file.

    `letters` are samples of this kind and language, by name. Spots are those of the mended file. Raises `BadTemplate`
    for a file that is no sound Word template, `LimitExceeded` and `Unavailable`.
    """
    found: tuple[TemplateFinding, ...] = CREW.run(CheckJob(content, kind, language, letters, tables()), seconds=SECONDS)
    return found


def mended(content: bytes, name: str) -> tuple[bytes, tuple[TemplateFinding, ...]]:
    """The template with its tags mended, and what was mended; the very same bytes when nothing was.

    `name` is what its author calls it. Raises as `checked` does.
    """
    made: tuple[bytes, tuple[TemplateFinding, ...]] = CREW.run(MendJob(content, name), seconds=SECONDS)
    return made


def with_comments(content: bytes, name: str, findings: tuple[TemplateFinding, ...], words: Words) -> bytes:
    """The template as it was mended, with a comment at each finding of the check. Raises as `checked` does."""
    made: bytes = CREW.run(CommentJob(content, name, findings, words.language), seconds=SECONDS)
    return made
