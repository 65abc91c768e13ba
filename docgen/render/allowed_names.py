"""The names that a template may use, from the schema of the letter's fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches

from docgen.letters.annex import Annex
from docgen.letters.field_types import groups
from docgen.letters.fields import Fields
from docgen.render.claim_table import ClaimTable
from docgen.render.sheet import Sheet
from docgen.texts import Text, text

LOOP_NAMES = ("first", "last", "index", "index0", "length")
KNOWN_NAMES = frozenset(each.name for each in fields(Fields)) | {"sheet"}
GROUPS = frozenset((*groups(Fields), *groups(Annex)))
FIELD_NAMES = frozenset(each.name for record in (*GROUPS, Sheet, ClaimTable) for each in fields(record))


def unknown(name: str, known: Iterable[str]) -> Text:
    """That a name does not exist, with the one that was meant if any is close."""
    close = get_close_matches(name[:80], sorted(known), n=1)
    if close:
        return text("There is no field {name}; did you mean {other}?", name=name, other=close[0])
    return text("There is no field {name}.", name=name)
