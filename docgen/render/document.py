"""A finished document: bytes with what a caller needs to know about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from unicodedata import normalize

from docgen.letters.letter import Letter

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Document:
    """A letter in one of its forms. `pages` is None where a form has no pages; the last `enclosed` are no letter."""

    content: bytes
    media_type: str
    file_name: str
    template_version: str
    pages: int | None
    told: Mapping[str, str] = field(default_factory=dict)  # what the sender must know, as headers of the answer
    enclosed: int = 0


def fingerprint(content: bytes) -> str:
    """The name of a version: of its bytes."""
    return version_name(sha256(content).hexdigest())


def version_name(digest: str) -> str:
    """The name of a version: the first twelve digits of a SHA-256."""
    return digest[:12]


def keyword(version: str) -> str:
    """What the properties of a letter say of its template: one word, as LibreOffice parts keywords at other signs."""
    return f"template-{version}"


def file_name(letter: Letter, extension: str) -> str:
    """ "D2026-004711_wik-notice_2026-11-21.pdf": dossier, kind and date in plain ASCII, nobody's name."""
    return f"{plain_name(letter.fields.letter.reference)}_{letter.kind}_{letter.date.isoformat()}.{extension}"


def plain_name(reference: str) -> str:
    """A dossier's reference as a part of a file name."""
    plain = normalize("NFKD", reference).encode("ascii", "ignore").decode()
    return _NOT_IN_NAMES.sub("-", plain).strip("-.") or "letter"
