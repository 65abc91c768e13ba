"""The samples: whole letter requests in a folder, which the preview offers and templates are tried on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.dossier.strict_json import read_json
from docgen.letters.kinds import KINDS


@dataclass(frozen=True)
class Sample:
    """A request in the folder; `name` is its file's, without ``.json``."""

    name: str
    kind: str


class SampleFolder:
    """Looks at the folder anew each time: a sample that is added or changed shows at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[Sample, ...]:
        """Every readable sample of a kind that exists, in the order of the catalogue and then by name."""
        found = [Sample(file.stem, kind) for file in self._files().values() if (kind := _kind(file)) in KINDS]
        order = list(KINDS)
        return tuple(sorted(found, key=lambda sample: (order.index(sample.kind), sample.name)))

    def requests(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The parsed requests of a kind, with the names of their samples."""
        for sample in self.all():
            if sample.kind == kind and isinstance(request := read_json(self.content(sample.name) or b""), dict):
                yield sample.name, request

    def content(self, name: str) -> bytes | None:
        """The sample's JSON as it stands in the folder; None when there is none of that name."""
        file = self._files().get(name)
        return None if file is None else file.read_bytes()

    def _files(self) -> dict[str, Path]:
        # Names are looked up in the listing, so a name can never lead out of the folder.
        return {file.stem: file for file in sorted(self._folder.glob("*.json"))}


def _kind(file: Path) -> str:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(content.get("kind", "")) if isinstance(content, dict) else ""
