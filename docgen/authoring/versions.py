"""The versions of a Word template: what happened to it, and what follows from that.

A version is named by the first twelve digits of the SHA-256 of its bytes, as every letter names it. What happened is
kept as a list that only grows: a file that came with the program and was used, a draft, a publication. The file that
now stands in the folder of templates counts as a version too, without having been written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from docgen.render.document import version_name

Action = Literal["shipped", "draft", "published"]
State = Literal["published", "draft", "replaced", "shipped"]


@dataclass(frozen=True)
class Event:
    """Something that happened to a template. `digest` is the SHA-256 of the file; `at` is in UTC."""

    action: Action
    digest: str
    at: datetime
    author: str | None = None
    note: str | None = None

    @property
    def version(self) -> str:
        """The name of the version that it is about."""
        return version_name(self.digest)


@dataclass(frozen=True)
class TemplateVersion:
    """One version of a template.

    `state`: "published" makes the letters now, "replaced" did so before, "draft" never did, "shipped" came with the
    program and does not make the letters. `saved` is the event that brought it, None for a file that only stands in
    the folder.
    """

    digest: str
    state: State
    shipped: bool
    saved: Event | None
    publications: tuple[Event, ...]

    @property
    def version(self) -> str:
        """Its name."""
        return version_name(self.digest)


@dataclass(frozen=True)
class History:
    """All versions of one template, from its events (oldest first) and the file in the folder, if there is one."""

    kind: str
    language: str
    events: tuple[Event, ...]
    in_folder: bytes | None

    @property
    def folder_digest(self) -> str | None:
        """The SHA-256 of the file in the folder."""
        return None if self.in_folder is None else sha256(self.in_folder).hexdigest()

    @property
    def published(self) -> str | None:
        """The digest of the version that letters are made from: the last published one, else the folder's."""
        return next((each.digest for each in reversed(self.events) if each.action == "published"), self.folder_digest)

    @property
    def chosen(self) -> bool:
        """Whether somebody published a version; else letters follow the folder."""
        return any(each.action == "published" for each in self.events)

    @property
    def latest(self) -> str | None:
        """The digest that an author goes on from: of the last draft or publication, else the folder's."""
        return next((each.digest for each in reversed(self.events) if each.action != "shipped"), self.folder_digest)

    @property
    def published_name(self) -> str | None:
        """The name of the published version."""
        return None if self.published is None else version_name(self.published)

    @property
    def latest_name(self) -> str | None:
        """The name of the latest version."""
        return None if self.latest is None else version_name(self.latest)

    @property
    def is_recorded(self) -> bool:
        """Whether the file in the folder stands in the events, so that its bytes are kept when it is replaced."""
        return self.in_folder is None or self.folder_digest in {each.digest for each in self.events}

    def versions(self) -> tuple[TemplateVersion, ...]:
        """Every version, the newest first; a file that only stands in the folder came last."""
        events: dict[str, list[Event]] = {}
        for each in self.events:
            events.setdefault(each.digest, []).append(each)
        found = [self._version(digest, about) for digest, about in events.items()]
        if self.folder_digest is not None and self.folder_digest not in events:
            found.append(self._version(self.folder_digest, []))
        return tuple(reversed(found))

    def find(self, version: str) -> TemplateVersion | None:
        """The version of that name."""
        return next((each for each in self.versions() if each.version == version), None)

    def twin(self, digest: str) -> bool:
        """Whether another file goes by the same name already."""
        known = self.find(version_name(digest))
        return known is not None and known.digest != digest

    def _version(self, digest: str, about: list[Event]) -> TemplateVersion:
        publications = tuple(each for each in about if each.action == "published")
        shipped = digest == self.folder_digest or any(each.action == "shipped" for each in about)
        states: Mapping[State, bool] = {
            "published": digest == self.published,
            "replaced": bool(publications),
            "shipped": shipped,
            "draft": True,
        }
        state = next(state for state, holds in states.items() if holds)
        return TemplateVersion(digest, state, shipped, about[0] if about else None, publications)
