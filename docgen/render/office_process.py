"""One LibreOffice kept open, and the process that speaks with it. Runs as a worker only: see `office`.

LibreOffice listens on a socket file that only our own user may open, never on a port, and where the kernel allows it
has no network at all. It dies with this process.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from docgen.errors import BadTemplate
from docgen.render.job import OfficeJob, OfficePdf
from docgen.render.office_pdf import finished, read_back
from docgen.render.office_profile import (
    DEBIAN_PYTHON,
    command,
    environment,
    find_office,
    missing,
    pipe_name,
    remove_sockets,
    write_profile,
)
from docgen.texts import text

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

    def end(self) -> None:
        """End it, whatever it is doing, and remove its sockets."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        remove_sockets(self._folder)


def _die_with_parent() -> None:
    _libc.prctl(_SET_DEATH_SIGNAL, KILLED)


_office = Office(Path.cwd())
_missing = False


def begin() -> None:
    """Start LibreOffice, if it is there."""
    global _missing
    try:
        _office.start()
    except NoOffice:
        _missing = True


def answer(job: OfficeJob) -> OfficePdf:
    """The PDF of a Word file. Raises `BadTemplate` for one that cannot be printed, and `Unavailable`."""
    if _missing:
        raise missing()
    try:
        content = finished(_office.convert(job.content), job.day)
        return OfficePdf(content, read_back(content))
    except MemoryError:
        raise
    except Exception:
        if not _office.lives():
            raise SystemExit from None
        raise BadTemplate(text("it cannot be printed")) from None


def end() -> None:
    """End LibreOffice."""
    _office.end()
