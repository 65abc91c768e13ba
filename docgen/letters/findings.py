"""How a rule says what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from docgen.errors import Finding
from docgen.texts import Text, text


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


def left_out(missing: Mapping[str, bool], article: str = "") -> Iterator[Finding]:
    """A warning for each part of a dossier (its path in it) that is missing, so that a complete letter goes without."""
    for name, is_missing in missing.items():
        if is_missing:
            yield finding(
                "element-left-out",
                article,
                text("The dossier has no {field}, so the letter leaves that part out.", field=name),
                text("Fill in {field}, so that the letter is complete.", field=name),
                pointer=f"/dossier/{name}",
                severity="warning",
            )
