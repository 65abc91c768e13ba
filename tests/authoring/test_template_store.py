"""The store under stress: several programs at once, a kill in the middle, a full or read-only disk, damage."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pytest

from docgen.authoring import database
from docgen.authoring.refusals import SameName, Stale
from docgen.authoring.template_store import TemplateStore
from docgen.authoring.version_index import VersionIndex
from docgen.authoring.versions import Event
from docgen.errors import Unavailable
from docgen.render.words import Words
from docgen.settings import ROOT

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TEMPLATES = ROOT / "templates"
SHIPPED = sha256((TEMPLATES / "docx/nl/wik-notice.docx").read_bytes()).hexdigest()
KIND = ("wik-notice", "nl")
NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> TemplateStore:
    return TemplateStore(folder, TEMPLATES)


def any_version(_latest: str) -> bool:
    return True


def upload(store: TemplateStore, content: bytes) -> str:
    return store.upload(*KIND, content, matches=any_version, author=None, at=AT)


def publish(store: TemplateStore, digest: str) -> None:
    store.publish(*KIND, digest, author=None, note=None, at=AT)


def said(error: pytest.ExceptionInfo[Unavailable]) -> str:
    return Words("nl", strict=True).say(error.value.detail)


def is_whole(folder: Path) -> bool:
    """Every event names a file that is there with the right bytes."""
    events = VersionIndex(folder / "templates" / "versions.sqlite").events(*KIND)
    files = {each.stem: each for each in (folder / "templates").glob("[0-9a-f]*.docx")}
    return all(sha256(files[each.digest].read_bytes()).hexdigest() == each.digest for each in events)


# ---- What the history says ----


def test_reading_makes_nothing(store: TemplateStore, folder: Path) -> None:
    history = store.history(*KIND)
    assert (history.published, history.latest, history.chosen) == (SHIPPED, SHIPPED, False)
    assert [(each.state, each.shipped, each.saved) for each in history.versions()] == [("published", True, None)]
    assert not folder.exists()


def test_the_file_of_the_program_is_kept_with_the_first_draft(store: TemplateStore, folder: Path) -> None:
    draft = upload(store, b"draft")
    history = store.history(*KIND)
    assert [(each.action, each.digest, each.at) for each in history.events] == [
        ("shipped", SHIPPED, AT),
        ("draft", draft, AT),
    ]
    assert (history.published, history.latest) == (SHIPPED, draft)
    assert is_whole(folder)


def test_templates_have_histories_of_their_own(store: TemplateStore) -> None:
    upload(store, b"draft")
    assert store.history("wik-notice", "en").events == store.history("sommatie", "nl").events == ()


def test_the_decision_is_made_on_what_is_there_when_it_is_written(store: TemplateStore) -> None:
    """Another author comes between the look and the change."""
    late = iter((True, False))
    with pytest.raises(Stale):
        store.upload(*KIND, b"draft", matches=lambda _: next(late), author=None, at=AT)
    assert store.history(*KIND).events == ()


def test_two_files_never_share_a_name(store: TemplateStore, folder: Path) -> None:
    twin = sha256(b"draft").hexdigest()[:12] + "0" * 52
    VersionIndex(folder / "templates" / "versions.sqlite").change(*KIND, lambda _: [Event("draft", twin, AT)])
    with pytest.raises(SameName):
        upload(store, b"draft")


def test_events_keep_their_moment_author_and_note(store: TemplateStore) -> None:
    digest = store.upload(*KIND, b"draft", matches=any_version, author="Ł. Đặng", at=AT)
    store.publish(*KIND, digest, author="é", note='"; DROP TABLE', at=AT)
    draft, published = store.history(*KIND).events[1:]
    assert draft == Event("draft", digest, AT, "Ł. Đặng")
    assert published == Event("published", digest, AT, "é", '"; DROP TABLE')


# ---- Several programs at once ----

MANY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from docgen.authoring.template_store import TemplateStore
name, data, templates = sys.argv[1:]
store = TemplateStore(Path(data), Path(templates))
print("ready", flush=True)
sys.stdin.readline()
for number in range(25):
    at = datetime.now(UTC)
    digest = store.upload("wik-notice", "nl", f"{name} {number}".encode(), matches=lambda _: True, author=name, at=at)
    store.publish("wik-notice", "nl", digest, author=name, note=str(number), at=at)
print("done", flush=True)
"""


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_programs_that_publish_at_once_lose_nothing(store: TemplateStore, folder: Path) -> None:
    names = ("a", "b", "c")
    programs = [started(MANY, name, folder, TEMPLATES) for name in names]
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    while any(each.poll() is None for each in programs):  # and somebody reads all the time
        history = store.history(*KIND)
        assert history.published is not None
        assert store.content(history, history.published)
    assert [each.communicate()[0] for each in programs] == ["done\n"] * len(names)
    events = store.history(*KIND).events
    for name in names:
        own = [(each.action, each.note) for each in events if each.author == name]
        assert own == [step for number in range(25) for step in (("draft", None), ("published", str(number)))]
    assert [each.digest for each in events if each.action == "shipped"] == [SHIPPED]
    assert is_whole(folder)


FOREVER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from docgen.authoring.template_store import TemplateStore
data, templates, start = sys.argv[1:]
store = TemplateStore(Path(data), Path(templates))
print("ready", flush=True)
for number in range(10**6):
    content = f"{start} {number} ".encode() * 50_000
    digest = store.upload("wik-notice", "nl", content, matches=lambda _: True, author=None, at=datetime.now(UTC))
    store.publish("wik-notice", "nl", digest, author=None, note=None, at=datetime.now(UTC))
"""


def test_a_kill_in_the_middle_leaves_a_whole_store(store: TemplateStore, folder: Path) -> None:
    for number in range(12):
        process = started(FOREVER, folder, TEMPLATES, number)
        time.sleep(0.03 + 0.017 * number)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert is_whole(folder)
        history = store.history(*KIND)
        assert store.content(history, history.published or "")
        publish(store, upload(store, f"after {number}".encode()))
    assert len(store.history(*KIND).versions()) > 12


# ---- Disks that do not do what is asked ----


def test_a_damaged_or_lost_file_is_named(store: TemplateStore, folder: Path) -> None:
    digest = upload(store, b"draft")
    publish(store, digest)
    file = folder / "templates" / f"{digest}.docx"
    for damage in (lambda: file.write_bytes(b"draft?"), file.unlink):
        damage()
        with pytest.raises(Unavailable) as caught:
            store.content(store.history(*KIND), digest)
        assert digest[:12] in said(caught)
        assert file.name in said(caught)
        assert str(folder) not in said(caught)
        with pytest.raises(Unavailable):
            publish(store, digest)
    publish(store, SHIPPED)
    assert store.history(*KIND).published == SHIPPED


def test_the_same_file_again_mends_a_damaged_one(store: TemplateStore, folder: Path) -> None:
    digest = upload(store, b"draft")
    (folder / "templates" / f"{digest}.docx").write_bytes(b"dra")
    upload(store, b"draft")
    assert store.content(store.history(*KIND), digest) == b"draft"


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_damaged_index_makes_no_letter_of_an_unknown_version(
    store: TemplateStore, folder: Path, content: bytes
) -> None:
    upload(store, b"draft")
    (folder / "templates" / "versions.sqlite").write_bytes(content)
    for attempt in (lambda: store.history(*KIND), lambda: upload(store, b"other")):
        with pytest.raises(Unavailable) as caught:
            attempt()
        assert "DOCGEN_DATA" in said(caught)


def test_an_index_that_is_only_being_made_is_empty(store: TemplateStore, folder: Path) -> None:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "versions.sqlite").touch()
    assert store.history(*KIND).events == ()
    upload(store, b"draft")
    assert is_whole(folder)


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = TemplateStore(tmp_path / "file" / "data", TEMPLATES)
    assert store.history(*KIND).published == SHIPPED
    with pytest.raises(Unavailable):
        upload(store, b"draft")


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that anybody may enter, and a process to whom the permissions of files apply."""
    folder = Path(mkdtemp(prefix="docgen-test-"))
    folder.chmod(0o777)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    for each in folder.rglob("*"):
        each.chmod(0o777)
    shutil.rmtree(folder)


def test_a_store_that_may_only_be_read_still_makes_letters(unprivileged: Path) -> None:
    shutil.copytree(TEMPLATES / "docx", unprivileged / "templates" / "docx")
    store = TemplateStore(unprivileged / "data", unprivileged / "templates")
    digest = upload(store, b"draft")
    publish(store, digest)
    files = sorted((unprivileged / "data").rglob("*"))
    for each in (*files, unprivileged / "data"):
        each.chmod(0o555 if each.is_dir() else 0o444)
    history = store.history(*KIND)
    assert store.content(history, history.published or "") == b"draft"
    for attempt in (lambda: upload(store, b"other"), lambda: publish(store, SHIPPED)):
        with pytest.raises(Unavailable) as caught:
            attempt()
        assert "DOCGEN_DATA" in said(caught)
    assert sorted((unprivileged / "data").rglob("*")) == files
    assert store.history(*KIND) == history


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from docgen.authoring.template_store import TemplateStore
from docgen.errors import Unavailable
data, templates, limit = sys.argv[1:]
store = TemplateStore(Path(data), Path(templates))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
print("ready", flush=True)
try:
    store.upload("wik-notice", "nl", b"x" * 100_000, matches=lambda _: True, author=None, at=datetime.now(UTC))
except Unavailable as error:
    print(error.detail.values["reason"])
"""


@pytest.mark.parametrize("limit", [1000, 60_000, 101_000])
def test_a_disk_that_is_full_leaves_the_store_as_it_was(store: TemplateStore, folder: Path, limit: int) -> None:
    """No file may grow past the limit: first the template does not fit, then the index."""
    upload(store, b"draft")
    if limit > 100_000:
        grow(folder / "templates" / "versions.sqlite", limit)
    before = store.history(*KIND)
    process = started(FULL, folder, TEMPLATES, limit)
    assert process.stdout is not None
    out = process.stdout.read()  # not communicate: it passes by what was read ahead with the first line
    process.communicate()
    assert re.search("too large|full|disk", out), out
    assert store.history(*KIND) == before
    assert is_whole(folder)
    assert not [each for each in (folder / "templates").iterdir() if each.name.startswith(".")]
    upload(store, b"other")


def grow(index: Path, size: int) -> None:
    """Fill the index until it is nearly as large as that."""
    note = "x" * 100
    events = [Event("draft", sha256(b"draft").hexdigest(), AT, None, note)] * 50
    while index.stat().st_size < size - resource.getpagesize():
        VersionIndex(index).change("other", "nl", lambda _: events)


def test_who_waits_too_long_for_another_is_told(
    store: TemplateStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(store, b"draft")
    before = store.history(*KIND)
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    impatient = TemplateStore(folder, TEMPLATES)
    with sqlite3.connect(folder / "templates" / "versions.sqlite") as busy:
        busy.execute("BEGIN IMMEDIATE")
        assert impatient.history(*KIND) == before  # a writer keeps nobody from reading
        with pytest.raises(Unavailable) as caught:
            upload(impatient, b"other")
        busy.rollback()
    busy.close()
    assert "locked" in said(caught)
    assert store.history(*KIND) == before
