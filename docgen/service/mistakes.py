"""Our own mistakes: logged by their place in the program, never by their message: that may hold personal data."""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path

from docgen.errors import DocgenError
from docgen.service.log_context import bound
from docgen.settings import ROOT
from docgen.texts import text

log = logging.getLogger("docgen.service")


def internal(error: BaseException) -> DocgenError:
    """Log an unexpected exception; the answer names only its number, which is that of the request when there is one."""
    number = str(bound().get("request_id") or secrets.token_hex(8))
    log.error("mistake %s: %s", number, where(error))
    return DocgenError(text("This failed by a mistake in the program. Its number is {number}.", number=number))


def where(error: BaseException) -> str:
    """The type of an exception, our lines that led to it and the line that raised it; the same for what caused it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if Path(frame.filename).is_relative_to(ROOT / "docgen")]
    places = " > ".join(f"{short(frame.filename)}:{frame.lineno}" for frame in [*ours, *frames[-1:]])
    name = f"{type(error).__module__}.{type(error).__qualname__} at {places}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{name}; after {where(cause)}" if cause is not None else name


def short(file_name: str) -> str:
    """A file without the folders of this machine."""
    path = Path(file_name)
    if path.is_relative_to(ROOT / "docgen"):
        return str(path.relative_to(ROOT))
    return f"{path.parent.name}/{path.name}"
