"""What authors of Word templates ask, the same for the API and the command line: versions, drafts, publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.authoring.check import mended
from docgen.authoring.findings import TemplateFinding
from docgen.authoring.refusals import NoPrecondition, TemplateHasErrors
from docgen.authoring.template_store import Precondition
from docgen.authoring.versions import History, TemplateVersion
from docgen.dossier.leaves import NAME_LENGTH
from docgen.dossier.mistake import Mistake
from docgen.dossier.plain_text import plain_text
from docgen.dossier.reading import part_request
from docgen.errors import InputProblem, InvalidInput, TooLarge
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.render.document import version_name
from docgen.render.job import MAX_TEMPLATE
from docgen.render.word import render_docx, template_name
from docgen.render.words import LANGUAGES
from docgen.service.desk import Desk
from docgen.service.preview.samples import SampleFolder
from docgen.service.problem_types import NotFound
from docgen.service.template_checks import template_findings
from docgen.service.version_models import PublishRequest
from docgen.settings import ROOT
from docgen.texts import text


@dataclass(frozen=True)
class TemplateDesk:
    """The templates of a desk, with the samples that a template is tried on.

    `author` is a name for the history, as it was given; None where nobody gave one.
    """

    desk: Desk
    samples: Path = ROOT / "samples"

    def histories(self) -> Iterator[History]:
        """The history of every template that there can be."""
        return (self.desk.store.history(kind, language) for kind in KINDS for language in LANGUAGES)

    def history(self, kind: str, language: str) -> History:
        """All versions of one template. Raises `NotFound` for a kind or language that does not exist."""
        if kind not in KINDS:
            raise NotFound(text("There is no such kind of letter. Choose one of: {names}.", names=", ".join(KINDS)))
        if language not in LANGUAGES:
            raise NotFound(text("There are no letters in that language. Choose one of: {names}.", names=_LANGUAGES))
        return self.desk.store.history(kind, language)

    def fetch(self, kind: str, language: str, version: str | None) -> tuple[TemplateVersion, bytes]:
        """A version and its file; None: the latest, which is the one that an author goes on from."""
        history = self.history(kind, language)
        found = self.version(history, version)
        return found, self.desk.store.content(history, found.digest)

    def version(self, history: History, version: str | None) -> TemplateVersion:
        """A version of a template by its name. Raises `NotFound`."""
        name = template_name(history.kind, history.language)
        if history.latest_name is None:
            raise NotFound(text("There is no template {name}.", name=name))
        found = history.find(history.latest_name if version is None else version)
        if found is None:
            raise NotFound(text("The template {name} has no version of this name.", name=name))
        return found

    def upload(
        self, kind: str, language: str, content: bytes, matches: Precondition | None, author: str | None
    ) -> tuple[TemplateVersion, tuple[TemplateFinding, ...]]:
        """Keep a file as a draft, and say what is wrong with it.

        Raises `NoPrecondition` and `Stale` about the version that it starts from, `BadTemplate` for a file that is
        no sound Word document, and `LimitExceeded` for one whose check does not come to an end: those are not kept.
        """
        history = self.history(kind, language)
        self.version(history, None)
        author = _author(author)
        if matches is None:
            raise NoPrecondition(
                text("Name the version that you changed: the ETag in If-Match, or --if-match on the command line.")
            )
        if len(content) > MAX_TEMPLATE:
            raise TooLarge(text("The template is larger than {limit} MB.", limit=MAX_TEMPLATE // 1024**2))
        content, mends = mended(content, template_name(kind, language))
        found = self.findings(content, kind, language)  # before it is kept: the check may refuse it
        digest = self.desk.store.upload(kind, language, content, matches=matches, author=author, at=self.desk.now())
        made = self.version(self.history(kind, language), version_name(digest))
        return made, (*found, *mends)

    def publish(self, kind: str, language: str, data: object, author: str | None) -> History:
        """Publish the version that a parsed request names, and give the history after it.

        Raises `InvalidInput` for a version that does not exist and `TemplateHasErrors`.
        """
        history = self.history(kind, language)
        request = part_request(PublishRequest, data)
        author = _author(author)
        found = history.find(request.version)
        if found is None:
            name = template_name(kind, language)
            message = text("The template {name} has no version of this name.", name=name)
            raise InvalidInput((InputProblem("/version", message),))
        wrong = self.findings(self.desk.store.content(history, found.digest), kind, language)
        if any(each.severity == "error" for each in wrong):
            raise TemplateHasErrors(wrong)
        self.desk.store.publish(kind, language, found.digest, author=author, note=request.note, at=self.desk.now())
        return self.history(kind, language)

    def findings(self, content: bytes, kind: str, language: str) -> tuple[TemplateFinding, ...]:
        """Everything that is wrong with a template, and with the letters that it makes of all samples."""
        return template_findings(self.desk, content, kind, language, self.samples)

    def letters(self, kind: str, language: str) -> Iterator[tuple[str, Letter]]:
        """The letters of all samples of a kind, as they are asked for but in a language, with the samples' names."""
        for name, request in SampleFolder(self.samples).requests(kind):
            yield name, self.desk.compose({**request, "language": language})

    def letter(self, kind: str, language: str, sample: str) -> Letter:
        """The letter of one sample. Raises `NotFound`."""
        requests = dict(SampleFolder(self.samples).requests(kind))
        if sample not in requests:
            raise NotFound(
                text("There is no such sample of this kind. Choose one of: {names}.", names=", ".join(requests))
            )
        return self.desk.compose({**requests[sample], "language": language})

    def word_letter(self, letter: Letter, template: bytes) -> bytes:
        """A letter as Word file, from a version of its template."""
        return render_docx(replace(letter, word_template=template), self.desk.settings.templates).content


_LANGUAGES = ", ".join(LANGUAGES)


def _author(given: str | None) -> str | None:
    """A name for the history. Raises `InvalidInput`."""
    try:
        return None if given is None else plain_text(given, NAME_LENGTH, header=True)
    except Mistake as mistake:
        raise InvalidInput((InputProblem("/author", mistake.message),)) from None
