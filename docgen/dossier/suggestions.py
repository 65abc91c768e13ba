"""Did you mean ...? For names of fields and for choices."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None. Case, dots, dashes and underscores do not matter."""
    if len(word) > _LONGEST:
        return None
    folded = {_fold(each): each for each in known}
    found = difflib.get_close_matches(_fold(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def _fold(word: str) -> str:
    return "".join(sign for sign in word.casefold() if sign.isalnum())
