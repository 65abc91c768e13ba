"""The registered parties: one folder each under ``DOCGEN_BRANDS``, read again when a file in it changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from docgen.dossier.brands import Brand, brand_from_toml
from docgen.errors import InvalidInput
from docgen.settings import BadSetting
from docgen.texts import Text, text

_FILE = "brand.toml"

Stamp = tuple[tuple[str, int, int], ...]


class BrandFolder:
    """All brands of a folder. Asking for them costs a look at the files' times; only a change is read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: tuple[Stamp, Mapping[str, Brand]] | None = None

    def brands(self) -> Mapping[str, Brand]:
        """Every brand by its id. Raises `BadSetting`, naming brand and remedy, when one of them is not sound."""
        try:
            stamp = self._stamp()
            if self._read is None or self._read[0] != stamp:
                folders = sorted(path.parent for path in self._folder.glob(f"*/{_FILE}"))
                self._read = (stamp, {folder.name: _brand(folder) for folder in folders})
        except OSError as error:
            raise BadSetting(text("The brands cannot be read: {reason}.", reason=error.strerror or "")) from None
        return self._read[1]

    def _stamp(self) -> Stamp:
        files = sorted(self._folder.glob("*/*"))
        return tuple((str(file), status.st_mtime_ns, status.st_size) for file in files if (status := file.stat()))


def _brand(folder: Path) -> Brand:
    try:
        entry = tomllib.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unsound(folder, text("{mistake}", mistake=str(error))) from None
    logo = entry.get("logo")
    if logo is not None and (not isinstance(logo, str) or not (folder / logo).is_file() or Path(logo).name != logo):
        raise _unsound(folder, text("logo must be the name of a file in the same folder"))
    try:
        return brand_from_toml(folder.name, entry, (folder / logo).read_bytes() if logo else None)
    except InvalidInput as error:
        raise _unsound(folder, listed(error)) from error


def listed(error: InvalidInput) -> Text:
    """Every mistake of a file in one line."""
    mistakes = {
        f"mistake{number}": text("{pointer}: {message}", pointer=each.pointer or "/", message=each.message)
        for number, each in enumerate(error.errors, 1)
    }
    return Text(" ".join(f"{{{name}}}" for name in mistakes), mistakes)


def _unsound(folder: Path, mistake: Text) -> BadSetting:
    return BadSetting(
        text("The brand {brand} is not sound ({file}): {mistake}", brand=folder.name, file=_FILE, mistake=mistake)
    )
