"""How a field of a letter is described."""

from __future__ import annotations

from dataclasses import field
from typing import Any


def doc(sentence: str, sample: object = None, *explained_by: str) -> Any:
    """A field with its description for template authors and, where useful, an example value.

    `explained_by`: an amount's keys in the explanation, see `letters.money_fields`.
    """
    return field(metadata={"doc": sentence, "sample": sample, "explained_by": explained_by})
