"""The files of all versions, each under the SHA-256 of its bytes: written once, and never changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from docgen.authoring.whole_files import sync_folder, write_whole
from docgen.errors import Unavailable
from docgen.render.document import version_name
from docgen.texts import text


class VersionFiles:
    """A folder of files, made when the first one is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Store the bytes for good and give their digest. Raises `OSError`, and leaves nothing half written."""
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        if not path.is_file() or path.read_bytes() != content:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
            sync_folder(self._folder)
        return digest

    def read(self, digest: str, name: str) -> bytes:
        """The bytes of that digest; `name` is what an author calls the template. Raises `Unavailable`."""
        try:
            content = self._path(digest).read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() != digest:
            raise Unavailable(
                text(
                    "The file of version {version} of template {name} is missing or damaged: {file} in DOCGEN_DATA. "
                    "Put it back from a backup, or publish another version.",
                    version=version_name(digest),
                    name=name,
                    file=f"{self._folder.name}/{digest}.docx",
                )
            )
        return content

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}.docx"
