"""Files of requests for the tests of batches, and programs that make them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from docgen.service.examples import LETTER_REQUEST

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
PROGRAM = str(Path(sys.executable).with_name("docgen"))


def request(reference: str, **more: Any) -> dict[str, Any]:
    """A letter request of a dossier of its own."""
    return deepcopy(LETTER_REQUEST) | more | {"dossier": deepcopy(LETTER_REQUEST["dossier"]) | {"reference": reference}}


def stream(*given: dict[str, Any]) -> BytesIO:
    """Requests as they come over the line."""
    return BytesIO(b"".join(json.dumps(each).encode() + b"\n" for each in given))


def requests(path: Path, count: int) -> Path:
    """A file of requests, each of a dossier of its own: D00001 and on."""
    return lines(path, *(request(f"D{number:05d}") for number in range(1, count + 1)))


def lines(path: Path, *given: dict[str, Any] | str) -> Path:
    """A file with a request, or any text, on each line."""
    texts = [each if isinstance(each, str) else json.dumps(each) for each in given]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def started(data: Path, *arguments: str | Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """`docgen batch` as a program of its own."""
    return subprocess.Popen(
        [PROGRAM, "batch", *map(str, arguments), "--language", "en"],
        env=environment | {"DOCGEN_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def children(process: int) -> list[int]:
    """The processes that a process started and that are still there."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(each) for each in listed.split()]


def manifest(folder: Path) -> dict[str, Any]:
    """What a folder says of its letters."""
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found
