"""Fills a template with every sample: what is empty where it is needed, what cannot be filled, and what the law says
about the letters that come out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.authoring.check_jobs import Samples
from docgen.authoring.tags import Tag
from docgen.errors import DocgenError, Finding
from docgen.letters.letter import Letter
from docgen.letters.text_checks import check_text
from docgen.render.job import WordJob
from docgen.render.templates import LetterEnvironment
from docgen.render.word import template_name
from docgen.render.word_engine import mistake_in
from docgen.render.word_making import answer
from docgen.render.word_text import word_text
from docgen.render.words import Words
from docgen.texts import Text

_NEUTRAL = {"print": "", "if": "{% if false %}", "elif": "{% elif false %}", "for": "{% if false %}"}
_NEUTRAL |= {kind: f"{{% {kind} %}}" for kind in ("else", "endif", "endfor")}
_MOST = 30  # mistakes of one part with one sample


@dataclass(frozen=True)
class Failure:
    """What Jinja says about a tag, and the names of the samples with which it does."""

    said: Text
    samples: tuple[str, ...]


def failures(
    tags: Sequence[Tag],
    wrong: Collection[Tag],
    samples: Iterable[tuple[str, Mapping[str, object]]],
    environment: LetterEnvironment,
) -> Mapping[Tag, Failure]:
    """The tags of a part that fail with a sample, given by its name and what a template may name. `wrong` are left
    out: they are known to be.
    """
    found: dict[Tag, Failure] = {}
    for sample, names in samples:
        lines = [tag.words for tag in tags]
        for place, tag in enumerate(tags):
            if tag in wrong:
                _leave_out(lines, tags, place)
        for _ in range(_MOST):
            mistake = mistake_in("\n".join(lines), names, environment)
            if mistake is None or mistake[0] is None or mistake[0] > len(tags):
                break
            tag = tags[mistake[0] - 1]
            before = found.get(tag, Failure(mistake[1], ()))
            found[tag] = Failure(before.said, (*before.samples, sample))
            _leave_out(lines, tags, mistake[0] - 1)
    return found


def _leave_out(lines: list[str], tags: Sequence[Tag], place: int) -> None:
    """Make a tag do nothing; a loop then is an if that never holds, up to its end."""
    kind = tags[place].kind
    lines[place] = _NEUTRAL.get(kind, lines[place])
    depth = 0
    for later in range(place, len(tags)) if kind == "for" else ():
        depth += (tags[later].kind == "for") - (tags[later].kind == "endfor")
        if depth == 0:
            lines[later] = "{% endif %}"
            return


@dataclass(frozen=True)
class Outcome:
    """The letter of a sample: what the law says about its text, or why there is none."""

    sample: str
    letter: Letter
    findings: tuple[Finding, ...] = ()
    refused: Text | None = None


def letters_of(content: bytes, samples: Samples) -> Iterator[Outcome]:
    """Make the letter of every sample with this template, and check its text."""
    for name, letter in samples:
        try:
            made = answer(WordJob(content, template_name(letter.kind, letter.language), letter))
        except DocgenError as error:
            yield Outcome(name, letter, refused=error.detail)
            continue
        say = Words(letter.language, strict=True).say
        yield Outcome(name, letter, check_text(word_text(made), letter, say))
