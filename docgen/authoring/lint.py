"""The check of a Word template: every mistake at once, so that who edits one knows that its letters will be right.

Runs in a worker process only: see `check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from docgen.authoring.blocks import structure
from docgen.authoring.check_jobs import Samples
from docgen.authoring.findings import Severity, Spot, TemplateFinding
from docgen.authoring.lawful import unlawful
from docgen.authoring.look import look
from docgen.authoring.meaning import Meaning, meaning
from docgen.authoring.places import Places
from docgen.authoring.repair import repaired, rewritten
from docgen.authoring.scope import Doubt
from docgen.authoring.sentences import bare_braces, missing_sentences
from docgen.authoring.tags import Problem, Tag, tags_of
from docgen.authoring.trial import Failure, failures
from docgen.letters import fields as f
from docgen.render.templates import LetterEnvironment, word_environment
from docgen.render.word_door import open_template
from docgen.render.word_making import names_of
from docgen.render.word_mistakes import Mistake, mistakes
from docgen.render.word_package import Package
from docgen.texts import Text, text

# What is there or not by the kind of letter: where every sample has it, every letter has. The rest is up to a dossier.
_BY_KIND = (f.FixedFields, f.TermFields)
_GROUPS_BY_KIND = (
    "term",
    "plan",
    "standing",
    "standing.reminded_on",
    "received",
    "filing",
    "handover",
    "message",
    "support",
    "message.answer_by",
    "message.creditor_answer_by",
    "report",
    "report.intake",
    "report.court",
    "report.money",
    "report.closing",
    "report.settlement",
)
_BREAK = frozenset(
    ("sign-without-counterpart", "unknown-statement", "tag-too-long", "too-many-tags", "tracked-changes")
)
_WARNINGS = frozenset(("font-replaced", "picture-too-large"))
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "repaired": 2}


def findings_of(content: bytes, kind: str, language: str, letters: Samples) -> tuple[TemplateFinding, ...]:
    """Every finding about a template, errors first and in the order of the file.

    `letters` are samples of this kind and language, by name. Spots are those of `repaired(content)`, which is what the
    findings are about. Raises `BadTemplate` for a file that does not come through the door.
    """
    mended, told = repaired(content, f"{language}/{kind}.docx")
    package = open_template(mended, f"{language}/{kind}.docx")
    reading = _Reading(package, word_environment(language), letters)
    found = list(reading.findings(kind))
    errors = [each for each in found if each.severity == "error"]
    if not errors or all(each.spot in reading.instead for each in errors):
        trial = rewritten(mended, reading.instead) if reading.instead else mended
        found += unlawful(trial, letters, package, reading.places)
    return tuple(sorted([*found, *told], key=lambda each: (_ORDER[each.severity], reading.order(each.spot))))


@dataclass
class _Reading:
    """One template under the check. `instead` is what the wrong tags should be, where that is sure."""

    package: Package
    environment: LetterEnvironment
    letters: Samples
    places: Places = field(init=False)
    instead: dict[Spot, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Places(self.package)
        self._parts = self.package.stories()
        self._names = [(name, names_of(letter, "")[1]) for name, letter in self.letters]

    def order(self, spot: Spot) -> tuple[int, int, int]:
        """Where a spot comes in the file."""
        part = self._parts.index(spot.part) if spot.part in self._parts else len(self._parts)
        return part, spot.paragraph or 0, spot.start

    def findings(self, kind: str) -> Iterator[TemplateFinding]:
        """Everything but the letters that come out."""
        seen = [*mistakes(self.package), *bare_braces(self.package)]
        yield from (self._seen(each) for each in seen)
        broken = {each.spot.part for each in seen if each.code in _BREAK}
        crowded = {each.spot.part for each in seen if each.code == "too-many-tags"}
        # A statement that cannot be read leaves its counterpart alone: that is no mistake of its own.
        unsure = {each.spot.part for each in seen if each.code in _BREAK and "%" in self._words(each.spot)}
        paths: set[str] = set()
        for part in self._parts:
            tags = [] if part in crowded else list(tags_of(self.package.tree(part), part))
            tree, crooked = structure(tags)
            if any(each.code == "too-deep" for each in crooked):
                tree, tags = [], []
            if part in unsure:
                crooked = []
            read = meaning(tree, tags, self.environment)
            paths |= read.paths
            yield from self._problems([*crooked, *read.problems])
            yield from self._doubts(tags, read, sound=not crooked and part not in broken)
        yield from (self._seen(each) for each in look(self.package))
        missing = missing_sentences(kind, self.package, paths | _named(self.instead.values()), self.letters)
        yield from (self._seen(each) for each in missing)

    def _problems(self, problems: Iterable[Problem]) -> Iterator[TemplateFinding]:
        for each in problems:
            yield self._finding(each.code, "error", each.tag.spot, each.message, each.remedy)
            if each.instead is not None:
                self.instead.setdefault(each.tag.spot, each.instead)

    def _doubts(self, tags: Sequence[Tag], read: Meaning, *, sound: bool) -> Iterator[TemplateFinding]:
        """What may be empty: an error where a sample shows it, else a warning where a dossier may do without."""
        wrong = {each.tag for each in read.problems}
        failed = failures(tags, wrong, self._names, self.environment) if sound else {}
        for tag, failure in failed.items():
            yield self._failed(tag, failure, read.doubts.get(tag, []))
        for tag, doubts in read.doubts.items():
            certain = self.letters and all(map(_by_kind, doubts))
            if tag not in failed and tag not in wrong and not certain:
                message = text("{field} may be empty, and there is no if around it.", field=doubts[-1].path)
                yield self._finding("field-may-be-empty", "warning", tag.spot, message, _test_first(tag, doubts)[0])

    def _failed(self, tag: Tag, failure: Failure, doubts: Sequence[Doubt]) -> TemplateFinding:
        if not doubts:
            return self._finding("cannot-be-filled", "error", tag.spot, failure.said, _in_samples(failure.samples))
        path = doubts[-1].path
        if len(failure.samples) == len(self.letters):
            message = text("Letters of this kind never have {field} here.", field=path)
            return self._finding(
                "field-not-in-kind", "error", tag.spot, message, text("Take it out, or put an if around it.")
            )
        message = text(
            "{field} is empty in some letters, such as the sample {sample}.",
            field=path,
            sample=failure.samples[0],
        )
        remedy, instead = _test_first(tag, doubts)
        if instead is not None:
            self.instead.setdefault(tag.spot, instead)
        return self._finding("field-may-be-empty", "error", tag.spot, message, remedy)

    def _seen(self, each: Mistake) -> TemplateFinding:
        severity: Severity = "warning" if each.code in _WARNINGS else "error"
        return self._finding(each.code, severity, each.spot, each.message, each.remedy)

    def _finding(self, code: str, severity: Severity, spot: Spot, message: Text, remedy: Text) -> TemplateFinding:
        places = self.places
        return TemplateFinding(
            code, severity, places.part(spot), places.place(spot), places.excerpt(spot), message, remedy, spot
        )

    def _words(self, spot: Spot) -> str:
        return self.places.words(spot)[spot.start : spot.end]


def _by_kind(doubt: Doubt) -> bool:
    return doubt.group in _BY_KIND or doubt.path in _GROUPS_BY_KIND


def _test_first(tag: Tag, doubts: Sequence[Doubt]) -> tuple[Text, str | None]:
    """Put an if around it; with the tag in it, where it prints."""
    condition = " and ".join(dict.fromkeys(doubt.path for doubt in doubts))
    if tag.kind == "print":
        instead = f"{{% if {condition} %}}{tag.words}{{% endif %}}"
        return text("Put an if around it, with the words that belong to it: {tag}.", tag=instead), instead
    return text("Test the field first: {tag}.", tag=f"{{% if {condition} and … %}}"), None


def _in_samples(samples: Sequence[str]) -> Text:
    return text("It goes wrong with the sample {sample}.", sample=samples[0])


def _named(tags: Iterable[str]) -> set[str]:
    return {path for tag in tags for path in re.findall(r"\bfixed\.\w+", tag)}
