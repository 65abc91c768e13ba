"""Files of the command line: requests in, letters out."""

from __future__ import annotations

import sys
from pathlib import Path

from docgen.authoring.whole_files import write_whole
from docgen.dossier.strict_json import MAX_BODY
from docgen.errors import Unavailable
from docgen.service.desk import TOO_LARGE
from docgen.texts import text

STANDARD = "-"


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for ``-``. Raises `Unavailable` and `TooLarge`."""
    try:
        if name == STANDARD:
            content = sys.stdin.buffer.read(MAX_BODY + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(MAX_BODY + 1)
    except OSError as error:
        raise Unavailable(text("{file} cannot be read: {reason}.", file=name, reason=error.strerror or "")) from None
    if len(content) > MAX_BODY:
        raise TOO_LARGE
    return content


def write_output(name: str, content: bytes) -> None:
    """Write a whole file or nothing, or to standard output for ``-``. Raises `Unavailable`."""
    try:
        if name == STANDARD:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            write_whole(Path(name), content)
    except OSError as error:
        raise Unavailable(text("{file} cannot be written: {reason}.", file=name, reason=error.strerror or "")) from None
