"""The phrases of ``phrases.toml``, ready to be looked for: words of the law as data, with their sources."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("nl", "en")
_ANY_WORD = r"\w+"


@dataclass(frozen=True)
class TermWording:
    """A wording of the notice's term that the courts take, with {days} in it; it counts `plus` days more."""

    words: str
    plus: int


@cache
def _contents() -> Mapping[str, Any]:
    source = resources.files("docgen.letters").joinpath("phrases.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def phrase(group: str) -> re.Pattern[str]:
    """What finds the phrases of a group, in either language, whole words only."""
    listed = [words for entry in _contents()[group] for language in LANGUAGES for words in entry[language]]
    longest_first = sorted(listed, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest_first))})", re.IGNORECASE)


def _pattern(words: str) -> str:
    literal = re.escape(words.strip()).replace(r"\*", r"\w*").replace(r"\{n\}", _ANY_WORD).replace(r"\ ", " ")
    return literal + (" ?" if words.endswith("€") else r"(?!\w)")


@cache
def words_of(group: str) -> frozenset[str]:
    """The words of a group, small letters."""
    return frozenset(words.lower() for entry in _contents()[group] for each in LANGUAGES for words in entry[each])


@cache
def term_wordings(language: str) -> tuple[TermWording, ...]:
    """The wordings of a consumer's term that the courts take."""
    return tuple(TermWording(words, entry["plus"]) for entry in _contents()["term"] for words in entry[language])


@cache
def months() -> Mapping[str, int]:
    """Names of the months in both languages, as they are written, with their number."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for number, names in enumerate(_contents()["months"][language], 1):
            for name in names.split():
                found[name] = number
                if name not in ("May", "Mar"):  # small, these are English words
                    found[name.lower()] = number
    found |= {name.capitalize(): number for name, number in found.items()}
    return found
