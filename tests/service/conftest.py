"""The service as its callers meet it: the real application, with the date fixed."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect, sync_playwright

from docgen.service.app import create_app
from docgen.service.cli import main
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings
from tests.service.browser import FLAGS, PATIENCE, careful_page
from tests.service.staff import staff_data, staffed

__all__ = ["staff_data", "staffed"]

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PROGRAM = str(Path(sys.executable).with_name("docgen"))


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(Settings(data=Path(os.environ["DOCGEN_DATA"])), today=lambda: TODAY, now=lambda: NOW)


@pytest.fixture(scope="session")
def app(desk: Desk) -> Flask:
    return create_app(desk)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sample() -> Callable[[str], dict[str, Any]]:
    """A fresh copy of a sample request by its name."""

    def read(name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((ROOT / "samples" / f"{name}.json").read_text(encoding="utf-8"))
        return content

    return read


def environment(**more: str) -> dict[str, str]:
    """The environment of a program under test: ours, without the settings that a developer may have. Nothing is made
    ready for letters that most tests do not ask for.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DOCGEN_")}
    return clean | {"DOCGEN_DATA": os.environ["DOCGEN_DATA"], "DOCGEN_WARM": "none"} | more


@pytest.fixture(scope="session")
def docgen() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line. Only what serves is a program of its own here, and so are the commands of the readme and of
    `test_server`: a start costs seconds, and the command itself is the same.
    """

    def run(*arguments: str | Path, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        words = list(map(str, arguments))
        if words[:1] == ["serve"]:
            command, surroundings = [PROGRAM, *words], environment(**more)
            return subprocess.run(command, input=given, capture_output=True, env=surroundings, check=False, timeout=120)
        return _run(words, given, environment(**more))

    return run


@contextmanager
def logging_as_it_was() -> Iterator[None]:
    """What a program does to the log of its process is undone."""
    root, ours = logging.getLogger(), logging.getLogger("docgen")
    handlers, level = root.handlers[:], ours.level
    hooks = (warnings.showwarning, sys.excepthook, threading.excepthook)
    try:
        yield
    finally:
        root.handlers[:] = handlers
        ours.setLevel(level)
        warnings.showwarning, sys.excepthook, threading.excepthook = hooks


def _run(words: list[str], given: bytes, surroundings: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    standard, output, errors = (TextIOWrapper(BytesIO(each), "utf-8", write_through=True) for each in (given, b"", b""))
    with (
        logging_as_it_was(),
        patch.dict(os.environ, surroundings, clear=True),
        patch.object(sys, "stdin", standard),
        redirect_stdout(output),
        redirect_stderr(errors),
    ):
        try:
            status = main(words)
        except SystemExit as stop:  # a mistake in the words themselves
            status = int(stop.code or 0)
    said, complained = (each.buffer.getvalue() for each in (output, errors))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(words, status, said, complained)


@contextmanager
def _serving(**more: str) -> Iterator[str]:
    """The URL of a real server on a free port of the loopback address, with more settings."""
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", "--language", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a pipe that nobody reads would stop the server once it is full
        text=True,
        env=environment(**more),
        cwd=ROOT,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", first)
    try:
        assert found, first
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Start a server of one's own."""
    return _serving


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a real server with the settings of every day."""
    with _serving() as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by playwright."""
    program = shutil.which("chromium")
    assert program, "chromium is missing: make test installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*FLAGS])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, server: str) -> Iterator[Page]:
    """A page of a real server that fails the test when something is blocked, breaks, or comes from elsewhere."""
    with careful_page(chromium, server) as opened:
        yield opened


@pytest.fixture(scope="module")
def patience() -> Iterator[None]:
    """Checks and pages take seconds on a busy machine."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB of our own."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "docgen-test", place], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("this machine does not allow root to mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)  # a ledger may still be open
