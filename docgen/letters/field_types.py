"""The types of the fields of a letter, read from the dataclasses that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from docgen.letters.fields import Fields
from docgen.texts import Percent, Text

TYPE_NAMES: Mapping[type, str] = {
    str: "text",
    int: "number",
    bool: "yes or no",
    Decimal: "amount",
    date: "date",
    Percent: "percentage",
    Text: "sentence",
}


@dataclass(frozen=True)
class Shape:
    """What a field holds: a leaf or a group, perhaps empty, perhaps many of it."""

    type: type
    optional: bool = False
    many: bool = False

    @property
    def group(self) -> bool:
        """Whether it has fields of its own."""
        return is_dataclass(self.type) and self.type not in TYPE_NAMES


@dataclass(frozen=True)
class FieldEntry:
    """A field as authors know it: ``invoices[].amount`` is a field of each invoice."""

    name: str
    shape: Shape
    description: str
    sample: Any
    explained_by: tuple[str, ...]  # keys of an amount in the explanation


@lru_cache(maxsize=64)
def members(group: type) -> Mapping[str, Shape]:
    """The fields of a group, in order."""
    types = get_type_hints(group)
    return {each.name: _shape(types[each.name]) for each in fields(group)}


def groups(group: type = Fields) -> Iterator[type]:
    """A group of fields, and every group within it."""
    yield group
    for shape in members(group).values():
        if shape.group:
            yield from groups(shape.type)


def entries(group: type = Fields, prefix: str = "") -> Iterator[FieldEntry]:
    """Every field from a group down."""
    for field in fields(group):
        shape = members(group)[field.name]
        name = f"{prefix}{field.name}{'[]' if shape.many else ''}"
        told = field.metadata
        yield FieldEntry(name, shape, told["doc"], told["sample"], tuple(told["explained_by"]))
        if shape.group:
            yield from entries(shape.type, f"{name}.")


def _shape(hint: Any) -> Shape:
    optional = get_origin(hint) is UnionType and NoneType in get_args(hint)
    if optional:
        hint = next(each for each in get_args(hint) if each is not NoneType)
    many = get_origin(hint) is tuple
    return Shape(get_args(hint)[0] if many else hint, optional, many)
