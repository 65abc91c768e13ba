"""The check of a template with the letters of the samples: what the API and the command line both do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.authoring.check import checked
from docgen.authoring.findings import TemplateFinding
from docgen.dossier.suggestions import nearest
from docgen.errors import DocgenError, InputProblem, InvalidInput
from docgen.law.rates import using
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.render.words import LANGUAGES
from docgen.service.desk import Desk
from docgen.service.preview.samples import SampleFolder
from docgen.settings import ROOT
from docgen.texts import text

SAMPLES = ROOT / "samples"
_OTHER = {"creditor": "agency", "agency": "creditor"}


def template_findings(
    desk: Desk, content: bytes, kind: str, language: str, samples: Path = SAMPLES
) -> tuple[TemplateFinding, ...]:
    """Everything that is wrong with a template, by itself and in the letters that it makes of the samples.

    Raises `InvalidInput` for an unknown kind or language, `BadTemplate` for a file that is no sound Word template,
    `LimitExceeded` for one whose check does not come to an end.
    """
    _known("/kind", kind, tuple(KINDS))
    _known("/language", language, LANGUAGES)
    with using(desk.rates):
        return checked(content, kind, language, sample_letters(desk, kind, language, samples))


def sample_letters(desk: Desk, kind: str, language: str, folder: Path = SAMPLES) -> list[tuple[str, Letter]]:
    """The lawful letters of every sample of a kind, in a language, on either letterhead."""
    asked = {"language": language, "on_finding": "refuse"}
    samples = SampleFolder(folder).requests(kind)
    return [each for name, request in samples for each in _letters(desk, name, {**request, **asked})]


def _letters(desk: Desk, name: str, request: dict[str, Any]) -> Iterator[tuple[str, Letter]]:
    """The letter of a request, and the one on the other letterhead, as far as the law allows them."""
    request.pop("engine", None)
    try:
        letter = desk.compose(request)
    except DocgenError:
        branding: str = KINDS[request["kind"]].branding
    else:
        branding = letter.fields.letter.branding
        yield name, letter
    other = {key: value for key, value in request.items() if key != "performed_by"} | {"branding": _OTHER[branding]}
    try:
        yield f"{name}, {_OTHER[branding]}", desk.compose(other)
    except DocgenError:
        return


def _known(pointer: str, value: str, known: tuple[str, ...]) -> None:
    if value in known:
        return
    meant = nearest(value, known)
    if meant:
        raise InvalidInput((InputProblem(pointer, text("Did you mean {name}?", name=meant)),))
    raise InvalidInput((InputProblem(pointer, text("Choose one of: {names}.", names=", ".join(known))),))
