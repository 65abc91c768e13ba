"""What is asked of each part of the service to know how it is. Nothing is started by it and nothing is changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import is_zipfile

from docgen.errors import BadTemplate, Unavailable
from docgen.letters.kinds import KINDS
from docgen.render.office_profile import PACKAGES, find_office
from docgen.render.templates import environment, template_errors
from docgen.render.word import template_name
from docgen.render.words import LANGUAGES
from docgen.service.access.access import Access
from docgen.service.batches.conductor import Conductor
from docgen.service.batches.forgetting import Forgetting
from docgen.service.batches.ledger import Ledger
from docgen.service.batches.ledger_database import ledger_url
from docgen.service.batches.letter_queue import LetterQueue
from docgen.service.batches.store import store_of
from docgen.service.desk import Desk
from docgen.service.health import Check
from docgen.settings import BadSetting
from docgen.texts import Text, text

LEAST_ROOM = 200 * 1024**2  # bytes on a disk that is written to
_SHOWN = 3  # mistakes in templates
_FAR = 6.0  # seconds for what may be on another machine; those who ask it give up after five
_READING = 30.0  # seconds to read all templates for the first time, on a machine that is busy


def checks(desk: Desk, access: Access, conductor: Conductor, forgetting: Forgetting) -> Iterator[Check]:
    """The parts of every service."""
    yield Check(
        "templates",
        text("Some letters cannot be made: their templates have mistakes."),
        lambda: _templates(desk.settings.templates),
        _READING,
        vital=True,
    )
    yield Check(
        "template-store",
        text("Some letters from Word templates cannot be made: the versions of their templates cannot be read."),
        lambda: _versions(desk),
        _READING,
    )
    yield Check("rates", text("Letters that need a rate of today are refused."), lambda: _rates(desk))
    yield Check(
        "ledger",
        text("Batches stand still, and letters with an Idempotency-Key are refused."),
        lambda: _ledger(desk),
    )
    if desk.settings.broker is not None:
        yield Check("queue", text("Batches stand still."), lambda: _queue(desk), _FAR)
    if desk.settings.store is not None:
        yield Check(
            "store", text("Batches stand still, and what was made cannot be fetched."), lambda: _store_of(desk), _FAR
        )
    yield Check("batches", text("Batches stand still."), conductor.check)
    yield Check("keeping", text("Something is kept longer than DOCGEN_KEEP_DAYS."), forgetting.check)
    yield Check("disk", text("There is little room left: letters and batches may fail."), lambda: _disk(desk))
    yield Check("office", text("PDFs from Word templates cannot be made."), _office)
    if desk.settings.auth == "keys":
        yield Check("access", text("Nobody can log in."), lambda: _access(access))


def _templates(folder: Path) -> None:
    """Every HTML template can be read by the letters, every Word template is a file of that kind."""
    mistakes: list[Text] = []
    sound = 0
    root = folder / "html"
    for language in LANGUAGES:
        env = environment(language, root)
        for kind in KINDS:
            name = f"{language}/{kind}.html"
            try:
                with template_errors(name):
                    env.get_template(name)
                sound += 1
            except BadTemplate as error:
                mistakes.append(error.detail)
            word = template_name(kind, language)
            if is_zipfile(folder / "docx" / word):
                sound += 1
            else:
                mistakes.append(text("There is no sound template {name}.", name=word))
    for path in sorted(root.glob("**/_*.html")):
        try:
            with template_errors(path.name):
                environment(LANGUAGES[0], root).get_template(str(path.relative_to(root)))
        except BadTemplate as error:
            mistakes.append(error.detail)
    if not sound:
        raise BadSetting(text("DOCGEN_TEMPLATES: there is no sound template in {folder}.", folder=str(folder)))
    if mistakes:
        raise BadTemplate(_first(mistakes))


def _first(mistakes: list[Text]) -> Text:
    shown = {f"mistake{number}": each for number, each in enumerate(mistakes[:_SHOWN])}
    more = text("And {count} more.", count=len(mistakes) - _SHOWN)
    if len(mistakes) > _SHOWN:
        shown["more"] = more
    return Text(" ".join(f"{{{name}}}" for name in shown), shown)


def _versions(desk: Desk) -> None:
    """The version of each Word template that letters are made from can be read."""
    for kind in KINDS:
        for language in LANGUAGES:
            history = desk.store.history(kind, language)
            if history.published is not None:
                desk.store.content(history, history.published)


def _rates(desk: Desk) -> None:
    today = desk.today()
    ended = [f'"{each.title}"' for each in desk.rates.values() if each.known_until and each.known_until < today]
    if ended:
        raise Unavailable(text("These tables have ended: {tables}.", tables=tuple(ended)))


def _ledger(desk: Desk) -> None:
    url = ledger_url(desk.settings)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if file is None or file.exists():
        ledger = Ledger(url)
        try:
            ledger.check()
        finally:
            ledger.database.close()
    else:  # there was no batch yet; nothing is made by looking
        _check_writable(file.parent)


def _queue(desk: Desk) -> None:
    LetterQueue(desk.settings).waiting()


def _store_of(desk: Desk) -> None:
    store_of(desk.settings, "batches").has("health")


def _disk(desk: Desk) -> None:
    store = desk.settings.store
    places = [desk.settings.data, Path(tempfile.gettempdir())]
    for folder in places if store is None or "://" in store else [*places, Path(store)]:
        _check_writable(folder)
        free = shutil.disk_usage(_existing(folder)).free
        if free < LEAST_ROOM:
            raise Unavailable(text("{folder} has {free} MB left.", folder=str(folder), free=free // 1024**2))


def _check_writable(folder: Path) -> None:
    if not os.access(_existing(folder), os.W_OK | os.X_OK):
        raise Unavailable(text("{folder} cannot be written to.", folder=str(folder)))


def _existing(folder: Path) -> Path:
    """The folder, or the one in which it will be made."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def _office() -> None:
    if find_office() is None:
        raise Unavailable(
            text("LibreOffice is missing. Install these Debian packages: {packages}.", packages=", ".join(PACKAGES))
        )


def _access(access: Access) -> None:
    access.keys.all()
    access.users.all()
