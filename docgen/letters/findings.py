"""How a rule says what it found."""

from __future__ import annotations

from typing import Literal

from docgen.errors import Finding
from docgen.texts import Text


def finding(
    rule: str,
    article: str,
    message: Text,
    remedy: Text,
    *,
    pointer: str = "",
    severity: Literal["error", "warning"] = "error",
    always: bool = False,
) -> Finding:
    """A finding in its final shape; `rule` is its stable id, `always` refuses even under ``on_finding: "warn"``."""
    return Finding(rule, severity, article, message, remedy, pointer, "", always)
