"""How the door says what is wrong: about one value, or about values that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from docgen.errors import InputProblem
from docgen.texts import Text

# What a check over several values finds, one by one.
Problems: TypeAlias = Iterator[InputProblem]


class Mistake(ValueError):
    """One value does not fit. `message` says what is wrong and what to do; it never holds the value itself."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.message)
        self.message = message
