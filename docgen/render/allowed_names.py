"""The names that a template may use, from the schema of the letter's fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from difflib import get_close_matches

from docgen.letters import annex, money_fields
from docgen.letters import fields as schema
from docgen.render.claim_table import ClaimTable
from docgen.render.sheet import Sheet
from docgen.texts import Text, text

LOOP_NAMES = ("first", "last", "index", "index0", "length")
KNOWN_NAMES = frozenset(each.name for each in fields(schema.Fields)) | {"sheet"}
_MODULES = (schema, money_fields, annex)
_RECORDS = [
    each for module in _MODULES for each in vars(module).values() if isinstance(each, type) and is_dataclass(each)
]
FIELD_NAMES = frozenset(each.name for record in (*_RECORDS, Sheet, ClaimTable) for each in fields(record))


def unknown(name: str, known: Iterable[str]) -> Text:
    """That a name does not exist, with the one that was meant if any is close."""
    close = get_close_matches(name[:80], sorted(known), n=1)
    if close:
        return text("There is no field {name}; did you mean {other}?", name=name, other=close[0])
    return text("There is no field {name}.", name=name)
