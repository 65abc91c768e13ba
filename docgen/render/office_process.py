"""One LibreOffice kept open, and the process that speaks with it. Runs as a worker only: see `office`.

LibreOffice listens on a socket file that only our own user may open, never on a port, and where the kernel allows it
has no network at all. It dies with this process, and this process ends it when its own parent is gone, also in the
middle of a letter.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

from docgen.render.job import OfficeJob, OfficePdf
from docgen.render.office_pdf import finished, read_back
from docgen.render.office_profile import (
    DEBIAN_PYTHON,
    command,
    environment,
    find_office,
    pipe_name,
    remove_sockets,
    write_profile,
)

MEMORY = 2 * 1024**3  # bytes of address space for each of the two processes; LibreOffice itself maps 0.9 of it
LARGEST_FILE = 200 * 1024**2  # bytes
START_AGAIN = 81  # LibreOffice's exit status when it has made its profile
STARTS = 3
PAUSE = 0.02  # seconds between two tries to reach it
KILLED = 9  # the signal

OPEN = {
    "Hidden": True,
    "ReadOnly": True,
    "FilterName": "MS Word 2007 XML",  # no guessing what the file is
    "MacroExecutionMode": 0,  # never
    "UpdateDocMode": 0,  # no links
}
EXPORT = {
    "SelectPdfVersion": 3,  # PDF/A-3
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "UseLosslessCompression": True,
    "ReduceImageResolution": False,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
    "ExportFormFields": False,
    "ExportNotes": False,
}

_libc = ctypes.CDLL(None, use_errno=True)
_SET_DEATH_SIGNAL = 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000


class NoOffice(Exception):
    """LibreOffice, or its bridge to Python, is not there or does not start."""


class Office:
    """The LibreOffice of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._uno: Any = None
        self._desktop: Any = None

    def start(self) -> None:
        """Start it and wait until it answers. Raises `NoOffice`."""
        program = find_office()
        if program is None:
            raise NoOffice
        sys.path.append(str(DEBIAN_PYTHON))
        try:
            import uno
        except ImportError:
            raise NoOffice from None
        self._uno = uno
        write_profile(self._folder)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(STARTS):
            self._process = subprocess.Popen(  # noqa: S603 - no input in the command
                command(program, self._folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env=environment(self._folder),
                preexec_fn=_die_with_parent,
            )
            while self._process.poll() is None:
                with suppress(uno.getClass("com.sun.star.connection.NoConnectException")):
                    address = f"uno:pipe,name={pipe_name(self._folder)};urp;StarOffice.ComponentContext"
                    context = resolver.resolve(address)
                    service = "com.sun.star.frame.Desktop"
                    self._desktop = context.ServiceManager.createInstanceWithContext(service, context)
                    return
                time.sleep(PAUSE)
            if self._process.returncode != START_AGAIN:
                break
        raise NoOffice

    def convert(self, content: bytes) -> bytes:
        """The PDF of a Word file."""
        source, target = self._folder / "letter.docx", self._folder / "letter.pdf"
        source.write_bytes(content)
        try:
            document = self._desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, self._properties(OPEN))
            if document is None:
                raise ValueError("LibreOffice cannot open the file")
            try:
                data = self._uno.Any("[]com.sun.star.beans.PropertyValue", self._properties(EXPORT))
                export = self._properties({"FilterName": "writer_pdf_Export", "FilterData": data})
                document.storeToURL(target.as_uri(), export)
            finally:
                document.close(True)
            return target.read_bytes()
        finally:
            source.unlink(missing_ok=True)
            target.unlink(missing_ok=True)

    def _properties(self, values: dict[str, Any]) -> tuple[Any, ...]:
        kind = self._uno.getClass("com.sun.star.beans.PropertyValue")
        return tuple(kind(name, 0, value, kind().State) for name, value in values.items())

    def lives(self) -> bool:
        """Is it still running a moment from now?"""
        if self._process is None:
            return False
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)
        return self._process.returncode is None

    def end(self) -> NoReturn:
        """End it, whatever it is doing, remove its files, and end this process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        remove_sockets(self._folder)
        shutil.rmtree(self._folder, ignore_errors=True)
        os._exit(0)


def _die_with_parent() -> None:
    _libc.prctl(_SET_DEATH_SIGNAL, KILLED)


def _leave_the_network() -> None:
    """A network of its own, without any connection; where that is forbidden the profile's proxy to nowhere is left."""
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_NEW_NETWORK) == 0 or _libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return
    for name, said in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path("/proc/self", name).write_text(said, "ascii")


def _limit() -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def _end_with(pipe: Connection, office: Office) -> None:
    """Wait until the parent is gone."""
    watch = select.poll()
    watch.register(pipe.fileno(), 0)
    watch.poll()
    office.end()


def _answer(office: Office, job: OfficeJob) -> tuple[str, object]:
    try:
        content = finished(office.convert(job.content), job.day)
        return "printed", OfficePdf(content, read_back(content))
    except Exception as error:  # told without its message, which may hold personal data
        if not office.lives():
            office.end()
        return "failed", type(error).__name__


def work(pipe: Connection) -> None:
    """The worker's life: letters in, answers out, until the other side is gone."""
    _limit()
    _leave_the_network()
    office = Office(Path.cwd())
    Thread(target=_end_with, args=(pipe, office), daemon=True).start()
    try:
        office.start()
    except NoOffice:
        missing = True
    else:
        missing = False
    try:
        pipe.send("ready")
        while True:
            job = pipe.recv()
            pipe.send(("missing", None) if missing else _answer(office, job))
    except (EOFError, OSError):  # the other side is gone
        office.end()


if __name__ == "__main__":
    work(Connection(int(sys.argv[1])))
