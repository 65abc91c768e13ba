"""One value for the dossier, held against the dossier's own rules before it goes in."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from docgen.dossier.faults import problems_of
from docgen.dossier.leaves import Part
from docgen.dossier.partial import leaf_adapter
from docgen.dossier.ubl.nodes import Node
from docgen.texts import Text, text


def fault_of(model: type[Part], name: str, value: object) -> Text | None:
    """What the dossier has against a value for one of its fields; None where it takes the value."""
    try:
        leaf_adapter(model, name).validate_python(value)
    except ValidationError as error:
        return problems_of(error, model)[0].message
    return None


def fill(into: dict[str, Any], pointer: str, model: type[Part], name: str, found: Node | None) -> None:
    """Put the text of an element in a field; what the dossier does not take is left out, and said."""
    if found is not None and found.words:
        fill_value(into, pointer, model, name, found, found.words)


def fill_value(into: dict[str, Any], pointer: str, model: type[Part], name: str, found: Node, value: str) -> None:
    """The same for a value that comes of an element."""
    fault = fault_of(model, name, value)
    if fault is None:
        into[name] = value
    else:
        said = text(
            "The invoice has something here that a dossier does not take, so it is left out. {fault}", fault=fault
        )
        found.notes.remark(f"{pointer}/{name}", said, found.place)
