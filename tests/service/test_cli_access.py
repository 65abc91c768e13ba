"""``docgen users`` and ``docgen keys`` as a program of its own, with and without a terminal."""

from __future__ import annotations

import os
import pty
import re
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.service.access.access import Access
from tests.service.conftest import PROGRAM, environment
from tests.service.test_cli import check_refused

PASSWORD = "een lange zin als wachtwoord"  # noqa: S105  # of the users of these tests
Docgen = Callable[..., subprocess.CompletedProcess[bytes]]
Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(docgen: Docgen, tmp_path: Path) -> Run:
    """Run the command line on state of its own, in English."""

    def call(*arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        return docgen(*arguments, "--language", "en", given=given.encode(), DOCGEN_DATA=str(tmp_path))

    return call


def test_users(run: Run, tmp_path: Path) -> None:
    assert run("users", "list").stdout == b"There are no users. Add one with docgen users add.\n"
    assert not list(tmp_path.iterdir()), "looking makes nothing"
    done = run("users", "add", "a.jansen", "--role", "author", given=f"{PASSWORD}\nmore\n")
    assert (done.returncode, done.stdout) == (0, b"User a.jansen can log in as author.\n")
    assert re.fullmatch(rb"a\.jansen +author +20\d\d-\d\d-\d\d\n", run("users", "list").stdout)
    assert Access(tmp_path).users.has_password("a.jansen", PASSWORD)
    assert stat.S_IMODE((tmp_path / "access" / "access.sqlite").stat().st_mode) == 0o600
    check_refused(run("users", "add", "a.jansen", "--role", "admin", given=PASSWORD), "a.jansen already")
    assert run("users", "remove", "a.jansen").returncode == 0
    check_refused(run("users", "remove", "a.jansen"), "/name: There is no user of this name.")


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "x" * 257, "x" * 100_000])
def test_a_password_that_is_too_short_or_too_long_adds_nobody(run: Run, tmp_path: Path, password: str) -> None:
    check_refused(run("users", "add", "b", "--role", "viewer", given=f"{password}\n"), "/password: ", "12 to 256")
    assert Access(tmp_path).users.all() == []


@pytest.mark.parametrize("name", ["", "A.Jansen", "a jansen", ".a", "a/b", "x" * 65, "José", "a\n"])
def test_a_name_is_simple(run: Run, tmp_path: Path, name: str) -> None:
    check_refused(run("users", "add", name, "--role", "viewer", given=PASSWORD), "/name: ")
    assert Access(tmp_path).users.all() == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("users", "add", "b"),
        ("users", "add", "b", "--role", "owner"),
        ("users", "add", "b", "--role", "viewer", "--password", "een lange zin als wachtwoord"),
        ("keys", "add"),
        ("keys", "add", "--role", "everyone"),
        ("keys",),
    ],
)
def test_the_command_line_takes_roles_and_no_passwords(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, given=PASSWORD)
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


def test_keys(run: Run, tmp_path: Path) -> None:
    assert run("keys", "list").stdout == b"There are no keys. Make one with docgen keys add.\n"
    made = run("keys", "add", "--role", "viewer", "--name", "Incassopakket  Noord")
    key = made.stdout.decode().strip()
    holder = Access(tmp_path).keys.holder(key)
    assert holder is not None
    assert (holder.name, holder.role) == ("Incassopakket Noord", "viewer")
    key_id = key.split("_")[1]
    listed = run("keys", "list").stdout.decode()
    assert re.fullmatch(rf"{key_id}  viewer  \d{{4}}-\d\d-\d\d  Incassopakket Noord\n", listed)
    assert run("keys", "revoke", key_id).stdout.decode() == f"Key {key_id} opens nothing any more.\n"
    assert "revoked" in run("keys", "list").stdout.decode()
    assert Access(tmp_path).keys.holder(key) is None
    check_refused(run("keys", "revoke", "0" * 12), "/id: There is no key with this id.")
    check_refused(run("keys", "add", "--role", "viewer", "--name", "a\u202eb"), "/name: ")


def test_what_cannot_be_kept_is_told(docgen: Docgen, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = docgen("keys", "add", "--role", "viewer", "--language", "en", DOCGEN_DATA=str(tmp_path / "file"))
    check_refused(done, "The list of users and keys cannot be used")


@pytest.mark.parametrize(("again", "status"), [(PASSWORD, 0), ("another sentence", 2)])
def test_a_terminal_is_asked_twice_and_shows_nothing(tmp_path: Path, again: str, status: int) -> None:
    """The password is typed when it is asked for, and never comes back on the screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, "users", "add", "b", "--role", "viewer", "--language", "en"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(DOCGEN_DATA=str(tmp_path)),
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    for question, answer in ((b"Password: ", PASSWORD), (b"Once more: ", again)):
        while not shown.endswith(question):
            shown += os.read(ours, 1024)
        os.write(ours, f"{answer}\n".encode())
    assert process.wait(timeout=60) == status
    shown += os.read(ours, 4096)
    os.close(ours)
    assert PASSWORD.encode() not in shown
    assert len(Access(tmp_path).users.all()) == (status == 0)
    assert (b"not the same" in shown) == (status == 2)
