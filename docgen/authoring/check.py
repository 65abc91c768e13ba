"""The check of templates from outside, in worker processes: a file that never ends costs its author an answer, and
nobody else anything.
"""

from __future__ import annotations

import pickle
from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from docgen.authoring.check_jobs import CheckJob, CommentJob, MendJob, Samples
from docgen.authoring.findings import Spot, TemplateFinding
from docgen.law.rates import tables
from docgen.render.words import Words
from docgen.render.workers import Crew, Said
from docgen.texts import text

SECONDS = 60.0  # with the letters of all samples; a shipped template takes one or two
KEPT = 100  # checks that are remembered; their findings are short
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


class _Checks:
    """The last checks, by all that went into them: a file, a sample, a brand or a rate that changed is another job."""

    def __init__(self) -> None:
        self._found: OrderedDict[bytes, tuple[TemplateFinding, ...]] = OrderedDict()
        self._lock = Lock()

    def answer(self, job: CheckJob) -> tuple[TemplateFinding, ...]:
        key = sha256(pickle.dumps(job)).digest()
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found: tuple[TemplateFinding, ...] = CREW.run(job, seconds=SECONDS)
        with self._lock:
            self._found[key] = found
            if len(self._found) > KEPT:
                self._found.popitem(last=False)
        return found


_checks = _Checks()


def checked(content: bytes, kind: str, language: str, letters: Samples) -> tuple[TemplateFinding, ...]:
    """Every finding about a template, errors first and in the order of the file.

    `letters` are samples of this kind and language, by name. Spots are those of the mended file. Raises `BadTemplate`
    for a file that is no sound Word template, `LimitExceeded` and `Unavailable`. The same file with the same samples by
    the same legal numbers is not checked again: an author looks at it, and publishes it.
    """
    return _checks.answer(CheckJob(content, kind, language, tuple(letters), tables()))


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
