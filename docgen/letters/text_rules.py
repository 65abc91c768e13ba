"""What a rule about the text of a finished letter is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from docgen.errors import Finding
from docgen.letters.text_reading import Reading
from docgen.texts import Text

Severity = Literal["error", "warning"]


class Said(NamedTuple):
    """What a rule has to say: its message, and the letter's own sentence that it is about, when there is one."""

    message: Text
    sentence: str = ""


Find = Callable[[Reading], Iterator[Said]]


@dataclass(frozen=True)
class TextRule:
    """A rule: its stable id, the article it rests on, what to do about it, and the function that looks."""

    id: str
    article: str
    remedy: Text
    severity: Severity
    find: Find

    def check(self, reading: Reading) -> Iterator[Finding]:
        """What this rule finds in a letter; a sentence that it is about counts once."""
        seen: set[object] = set()
        for said in self.find(reading):
            key = said.sentence or repr(said.message)
            if key not in seen:
                seen.add(key)
                yield Finding(self.id, self.severity, self.article, said.message, self.remedy, "", said.sentence)


def rule(id: str, article: str, remedy: Text, *, severity: Severity = "error") -> Callable[[Find], TextRule]:  # noqa: A002
    """Make a `TextRule` of a function; its docstring says what the rule is."""
    return lambda find: TextRule(id, article, remedy, severity, find)
