"""The store of Word templates under ``DOCGEN_DATA``: versions, drafts and what is published, safe for many programs.

Files first, then one transaction that names them: whatever stops halfway leaves the store as it was. The folder of
templates that came with the program is version one, also when a new release puts another file there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from docgen.authoring.database import unusable
from docgen.authoring.refusals import SameName, Stale
from docgen.authoring.version_files import VersionFiles
from docgen.authoring.version_index import VersionIndex
from docgen.authoring.versions import Event, History
from docgen.errors import BadTemplate
from docgen.render.word import read_template, template_name
from docgen.texts import text

Precondition = Callable[[str], bool]  # does a change start from the version of this name?


class TemplateStore:
    """The templates of all kinds. Every method raises `Unavailable` when the store cannot be used."""

    def __init__(self, data: Path, templates: Path) -> None:
        self._templates = templates
        self._files = VersionFiles(data / "templates")
        self._index = VersionIndex(data / "templates" / "versions.sqlite")

    def history(self, kind: str, language: str) -> History:
        """All versions of a template, as they are now."""
        with _store_errors():
            return History(kind, language, self._index.events(kind, language), self._in_folder(kind, language))

    def content(self, history: History, digest: str) -> bytes:
        """The bytes of a version in a history."""
        if history.in_folder is not None and digest == history.folder_digest:
            return history.in_folder
        return self._files.read(digest, template_name(history.kind, history.language))

    def upload(
        self, kind: str, language: str, content: bytes, *, matches: Precondition, author: str | None, at: datetime
    ) -> str:
        """Keep a draft and give its digest; bytes that are the latest version already change nothing.

        Raises `Stale` when the latest version is not the one that the change starts from, and `SameName`.
        """
        digest = sha256(content).hexdigest()

        def draft(history: History) -> list[Event]:
            if history.latest_name is None or not matches(history.latest_name):
                raise Stale(
                    text(
                        "The latest version is {version}. Fetch that one, make your change in it, and send it again.",
                        version=history.latest_name or "",
                    )
                )
            if history.twin(digest):
                raise SameName(text("Change something in the file and send it again."))
            return [] if digest == history.latest else [Event("draft", digest, at, author)]

        history = self.history(kind, language)
        draft(history)  # before anything is written
        with _store_errors():
            self._files.keep(content)
        self._change(history, draft, at)
        return digest

    def publish(
        self, kind: str, language: str, digest: str, *, author: str | None, note: str | None, at: datetime
    ) -> None:
        """Make every letter from now on from this version. A letter that is being made keeps the one it has."""
        history = self.history(kind, language)
        self.content(history, digest)  # what cannot be read is not published
        self._change(history, lambda _: [Event("published", digest, at, author, note)], at)

    def record(self, history: History, at: datetime) -> None:
        """Keep the file in the folder, so that a letter made from it can be made again after a new release."""
        if not history.is_recorded:
            self._change(history, lambda _: [], at)

    def _change(self, history: History, decide: Callable[[History], list[Event]], at: datetime) -> None:
        """Add events in one transaction; the file in the folder is kept with them when it is new."""
        with _store_errors():
            if history.in_folder is not None and not history.is_recorded:
                self._files.keep(history.in_folder)

            def change(events: tuple[Event, ...]) -> list[Event]:
                now = replace(history, events=events)
                decided = decide(now)
                shipped = [] if now.is_recorded else [Event("shipped", now.folder_digest or "", at)]
                return [*shipped, *decided]

            self._index.change(history.kind, history.language, change)

    def _in_folder(self, kind: str, language: str) -> bytes | None:
        try:
            return read_template(self._templates, kind, language)
        except BadTemplate:
            return None


def _store_errors() -> AbstractContextManager[None]:
    return unusable(
        lambda reason: text("The store of templates under DOCGEN_DATA cannot be used: {reason}.", reason=reason)
    )
