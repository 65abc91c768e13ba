"""The process profiles: one TOML file each under ``DOCGEN_PROFILES``, read again when one changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from docgen.errors import InvalidInput
from docgen.letters.profiles import Profile, profile_from_toml
from docgen.service.brands import listed
from docgen.settings import BadSetting
from docgen.texts import Text, text

Stamp = tuple[tuple[str, int, int], ...]


class ProfileFolder:
    """All profiles of a folder. Asking for them costs a look at the files' times; only a change is read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: tuple[Stamp, Mapping[str, Profile]] | None = None

    def profiles(self) -> Mapping[str, Profile]:
        """Every profile by its id. Raises `BadSetting`, naming profile and remedy, when one of them is not sound."""
        try:
            files = sorted(self._folder.glob("*.toml"))
            stamp = tuple((str(file), status.st_mtime_ns, status.st_size) for file in files if (status := file.stat()))
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, {file.stem: _profile(file) for file in files})
        except OSError as error:
            raise BadSetting(text("The profiles cannot be read: {reason}.", reason=error.strerror or "")) from None
        return self._read[1]


def _profile(file: Path) -> Profile:
    try:
        entry = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unsound(file, text("{mistake}", mistake=str(error))) from None
    try:
        return profile_from_toml(file.stem, entry)
    except InvalidInput as error:
        raise _unsound(file, listed(error)) from error


def _unsound(file: Path, mistake: Text) -> BadSetting:
    return BadSetting(text("The profile {file} is not sound: {mistake}", file=file.name, mistake=mistake))
