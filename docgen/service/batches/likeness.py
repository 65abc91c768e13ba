"""Whether two machines make the same letters: of all that decides what a letter says, a digest is kept with a batch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from docgen.errors import Unavailable
from docgen.letters.kinds import KINDS
from docgen.render.words import LANGUAGES
from docgen.service.batches.making import hashed
from docgen.service.batches.store import NotKept, Store, disk_errors
from docgen.service.desk import Desk
from docgen.settings import ROOT
from docgen.texts import text

NAME = "likeness.json"


class Unlike(Unavailable):
    """This machine would make other letters than the service that took a batch in: no letter's fault."""


def keep_likeness(work: Store, desk: Desk) -> None:
    """Keep with the files of a batch what its letters are made from. Raises `CannotKeep` and `Unavailable`."""
    work.keep(NAME, (json.dumps(likeness(desk)).encode(),))


def check_likeness(work: Store, desk: Desk) -> None:
    """Raise `Unlike` when letters of a batch would be made from something else here, and `CannotKeep`."""
    try:
        theirs = json.loads(work.read(NAME))
    except NotKept:
        return  # it was taken in for this machine alone
    differ = [name for name, digest in likeness(desk).items() if theirs.get(name) != digest]
    if differ:
        raise Unlike(
            text(
                "This machine would make other letters than the service: {parts} differ. Make them the same on all "
                "machines, start the workers again, then pause the batch and resume it.",
                parts=", ".join(differ),
            )
        )


def likeness(desk: Desk) -> dict[str, str]:
    """A digest of each thing that letters are made from. Raises `CannotKeep` and `Unavailable`."""
    settings = desk.settings
    return {
        "docgen": _folder(ROOT / "docgen", ".py"),
        "DOCGEN_AGENCY": settings.agency,
        "DOCGEN_BRANDS": _folder(settings.brands),
        "DOCGEN_PROFILES": _folder(settings.profiles),
        "DOCGEN_RATES": "" if settings.rates is None else _folder(settings.rates),
        "DOCGEN_TEMPLATES": _folder(settings.templates),
        "DOCGEN_DATA/templates": hashed(*_published(desk)),
    }


def _folder(place: Path, ending: str = "") -> str:
    """A digest of the files in a folder, or of one file."""
    with disk_errors(place):
        files = sorted(each for each in place.rglob(f"*{ending}") if each.is_file() and _counts(each, place))
        return _digest(files, place) if place.is_dir() else _digest((place,), place.parent)


def _counts(file: Path, place: Path) -> bool:
    return not any(part.startswith((".", "__pycache__")) for part in file.relative_to(place).parts)


def _digest(files: Iterable[Path], place: Path) -> str:
    return hashed(*(f"{each.relative_to(place)} {sha256(each.read_bytes()).hexdigest()}" for each in files))


def _published(desk: Desk) -> Iterator[str]:
    """Of each Word template the version that letters are made from."""
    for kind in KINDS:
        for language in LANGUAGES:
            yield f"{kind} {language} {desk.store.history(kind, language).published}"
