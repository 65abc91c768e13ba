"""What is known where a tag stands: the types of names and formats, and which fields are there for certain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jinja2 import nodes

from docgen.letters.field_types import Shape
from docgen.texts import Percent

FORMATS: Mapping[str, tuple[type, ...]] = {
    "euro": (Decimal,),
    "date": (date,),
    "short_date": (date,),
    "percent": (Percent, Decimal),
    "words": (int,),
}
LISTS = ("join_list", "length", "first", "last")
KNOWN_FILTERS = (*FORMATS, *LISTS, "trim")


@dataclass(frozen=True)
class Doubt:
    """A field that may be empty where a tag needs it: its path, and the group that it is a field of."""

    path: str
    group: type
    name: str


@dataclass(frozen=True)
class Typed:
    """The type of an expression, its path where it is a field, and the group and name of that field."""

    shape: Shape
    path: str = ""
    group: type | None = None
    name: str = ""


@dataclass
class Scope:
    """The names that loops around a tag give, and the paths that the ifs around it show to be there."""

    names: Mapping[str, Typed | None]  # None: of a type that is not known, after a mistake
    facts: frozenset[str]
    looping: bool = False


def formats_for(shape: Shape) -> list[str]:
    """The formats that fit a field, the usual one first; none for what is printed as it is."""
    if shape.many:
        return [] if shape.group else ["join_list"]
    return [name for name, types in FORMATS.items() if shape.type in types and shape.type is not Percent]


def facts(node: nodes.Node, *, holds: bool) -> frozenset[str]:
    """The paths that are there for certain when a condition holds, or does not."""
    match node:
        case nodes.Not():
            return facts(node.node, holds=not holds)
        case nodes.And() | nodes.Or():
            left, right = facts(node.left, holds=holds), facts(node.right, holds=holds)
            return left | right if isinstance(node, nodes.And) is holds else left & right
        case nodes.Test() if node.name == "none":
            return frozenset() if holds else _path(node.node)
        case nodes.Compare() if len(node.ops) == 1:
            other = node.ops[0].expr
            empty = isinstance(other, nodes.Const) and other.value is None
            if node.ops[0].op in ("eq", "ne"):
                told = holds == ((node.ops[0].op == "ne") == empty)
                return _path(node.expr) if told and (empty or isinstance(other, nodes.Const)) else frozenset()
            return _path(node.expr) if holds else frozenset()
        case _:
            return _path(node) if holds else frozenset()


def _path(node: nodes.Node) -> frozenset[str]:
    """The path of a field; to be there, the groups that it is in must be there too."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.insert(0, node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        return frozenset()
    steps.insert(0, node.name)
    return frozenset(".".join(steps[: at + 1]) for at in range(len(steps)))
