"""A sentence as data: an English message and its values, put into words by the entrance that shows it.

The core (law, dossier, letters) never formats: it says *what* it means. `render.words` looks the message up in
the catalogue of the reader's language and formats every value in it (amounts, dates, percentages).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Percent:
    """A percentage as it is said, for instance ``Percent(Decimal("15"))`` for 15%."""

    value: Decimal


@dataclass(frozen=True)
class InWords:
    """A whole number that is written in words, 14 as "veertien"; in a fixed language where the law's own
    words stand.
    """

    number: int
    language: str | None = None


@dataclass(frozen=True)
class Text:
    """A translatable sentence. `message` is English and the key of the catalogues; `values` fill its {places}."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


def sentences(said: Iterable[str]) -> Text:
    """Several translatable sentences, kept apart by semicolons: "a; b"."""
    each = {f"sentence{place}": Text(message) for place, message in enumerate(said)}
    return Text("; ".join(f"{{{name}}}" for name in each), each)


def text(message: str, /, **values: object) -> Text:
    """Make a `Text`; a value may be a str, int, Decimal (euros), date, `Percent`, `InWords`, another
    `Text`, or a tuple of these ("a, b and c").
    """
    return Text(message, values)
