"""Files in an object store (S3, or what speaks like it), for services on several machines.

An object is there whole or not at all, so nothing needs another name meanwhile. Key, region and address of the store
come from the environment, as every program that speaks with it takes them: `AWS_ACCESS_KEY_ID`, `AWS_ENDPOINT_URL`, ….
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any

from docgen.service.batches.store import CannotKeep, NotKept
from docgen.settings import BadSetting
from docgen.texts import text

_PART = 8 * 1024**2  # bytes; what is larger goes in parts, and is put together when all have come
_OPTIONS: dict[str, Any] = {
    "use_listings_cache": False,  # others write there too
    "config_kwargs": {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 1}},  # s3fs tries again
}


class ObjectStore:
    """The objects under an address such as ``s3://bucket/prefix``.

    Raises `BadSetting` when what speaks with it is not installed.
    """

    def __init__(self, address: str) -> None:
        try:
            import_module("s3fs")  # now: workers that are forked have it then, and it takes long
        except ImportError:
            raise BadSetting(
                text("DOCGEN_STORE: s3fs is not installed. Install docgen[scale], or name a folder of this machine.")
            ) from None
        self._address = address

    def keep(self, name: str, parts: Iterable[bytes]) -> None:
        """Keep a file for good."""
        path = self._path(name)
        with _errors(path), TemporaryFile() as whole:
            for part in parts:
                whole.write(part)
            whole.flush()
            _system(path).put_file(f"/proc/self/fd/{whole.fileno()}", path, chunksize=_PART)

    def read(self, name: str, start: int = 0, size: int | None = None) -> bytes:
        """The bytes of a file, or a part of it."""
        path = self._path(name)
        if size == 0:
            return b""
        limits = {} if (start, size) == (0, None) else {"start": start, "end": None if size is None else start + size}
        with _errors(path):
            content: bytes = _system(path).cat_file(path, max_concurrency=1, **limits)
        return content

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        path = self._path(name)
        with _errors(path):
            try:
                found: dict[str, Any] = _system(path).info(path)
            except FileNotFoundError:
                return False
        return bool(found["type"] == "file")  # a part of names of others is a folder

    def names(self) -> list[str]:
        """The names right under the address."""
        with _errors(self._address):
            try:
                found: list[str] = _system(self._address).ls(self._address, detail=False)
            except FileNotFoundError:
                return []
        return sorted(each.rpartition("/")[2] for each in found)

    def forget(self) -> None:
        """Remove everything under the address."""
        with _errors(self._address):
            system = _system(self._address)
            if names := system.find(self._address):
                system.rm(names)

    def tidy(self) -> None:
        """Nothing: what was not finished is no object."""

    def _path(self, name: str) -> str:
        return f"{self._address}/{name}"


def _system(path: str) -> Any:
    """What speaks with the store, one for each process."""
    from fsspec.core import url_to_fs

    return url_to_fs(path, **_OPTIONS)[0]


@contextmanager
def _errors(path: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (OSError, BotoCoreError, ClientError) as error:  # OSError: also of the disk, and of the network
        reason = (isinstance(error, OSError) and error.strerror) or str(error).rstrip(".") or type(error).__name__
        kind = NotKept if _is_missing(error) else CannotKeep
        raise kind(text("{file} cannot be kept or read: {reason}.", file=path, reason=reason)) from None


def _is_missing(error: Exception) -> bool:
    """Whether it is the object that is not there, and not its bucket."""
    answer = getattr(error.__cause__, "response", {})
    return isinstance(error, FileNotFoundError) and answer.get("Error", {}).get("Code") == "NoSuchKey"
