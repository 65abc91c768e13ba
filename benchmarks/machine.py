"""On what it was measured: a figure says nothing without its machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PACKAGES = ("weasyprint", "pydyf", "docxtpl", "typst", "playwright", "sqlalchemy")


def facts() -> dict[str, Any]:
    """Machine, programs and date."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count() or 1,
        "processor": _processor(),
        "memory_gb": round(memory / 1024**3, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {each: _version(each) for each in PACKAGES},
        "chromium": _said("chromium", "--version"),
        "libreoffice": _office(),
        "commit": _said("git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _office() -> str | None:
    with TemporaryDirectory(prefix="docgen-bench-") as folder:
        return _said("soffice", f"-env:UserInstallation={Path(folder).as_uri()}", "--version")


def _said(program: str, *arguments: str) -> str | None:
    found = shutil.which(program)
    if found is None:
        return None
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    return done.stdout.strip() or None
