"""What the expression in a tag means: the type of every field in it, and whether that may be empty there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jinja2 import nodes

from docgen.authoring.choices import choices_of, partner_of
from docgen.authoring.tags import Problem, Tag
from docgen.dossier.suggestions import nearest
from docgen.letters.field_types import Shape, entries, members
from docgen.letters.fields import Fields
from docgen.render.sheet import Sheet
from docgen.render.templates import KEPT_TESTS, LOOP_NAMES
from docgen.texts import Percent, Text, text

FORMATS: Mapping[str, tuple[type, ...]] = {
    "euro": (Decimal,),
    "date": (date,),
    "short_date": (date,),
    "percent": (Percent, Decimal),
    "words": (int,),
}
LISTS = ("join_list", "length", "first", "last")
KNOWN_FILTERS = (*FORMATS, *LISTS, "trim")
_ASKED = ("none",)  # tests that take a field that may be empty
_PRINTED = (str, Text, Percent, int)


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


@dataclass
class Expression:
    """Looks at the expression of one tag. `problems` is what is wrong, `doubts` what may be empty."""

    tag: Tag
    scope: Scope
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)  # of the fields that it names

    def printed(self, node: nodes.Node) -> None:
        """Check that this can be printed."""
        found = self.typed(node)
        if found is None or self._needed(found) is None:
            return
        shape = found.shape
        if shape.many or shape.group or shape.type is bool:
            self._unprintable(found)
        elif shape.type is Decimal:
            self._without_format("amount-without-format", text("An amount is printed with its format."), "euro")
        elif shape.type is date:
            self._without_format("date-without-format", text("A date is printed with its format."), "date")

    def repeated(self, node: nodes.Node) -> Typed | None:
        """The type of each item of what a loop goes over."""
        found = self.typed(node)
        if found is None or self._needed(found) is None:
            return None
        if not found.shape.many:
            lists = [name for name, shape in members(Fields).items() if shape.many]
            message = text("{name} is no list, so nothing can be repeated over it.", name=found.path or "…")
            remedy = text("The lists are: {names}.", names=", ".join(lists))
            self._say("not-a-list", message, remedy)
            return None
        return Typed(Shape(found.shape.type))

    def typed(self, node: nodes.Node) -> Typed | None:
        """The type of an expression; None where a mistake was found in it."""
        match node:
            case nodes.Const():
                return Typed(Shape(type(node.value), optional=False))
            case nodes.Name():
                return self._name(node.name)
            case nodes.Getattr():
                return self._attribute(node)
            case nodes.Getitem():
                return self._item(node)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Test():
                return self._tested(node)
            case nodes.Compare():
                return self._compared(node)
            case nodes.And() | nodes.Or():
                return self._both(node)
            case nodes.Not():
                self.typed(node.node)
                return Typed(Shape(bool))
            case nodes.BinExpr() | nodes.UnaryExpr() | nodes.Concat():
                sign = getattr(node, "operator", "~")
                message = text("Templates cannot calculate: {sign} is not allowed.", sign=sign)
                remedy = text("Every amount and number is a field already; the field guide names them.")
                self._say("calculation", message, remedy)
                return None
            case nodes.Call():
                message = text("Templates cannot call anything.")
                self._say("forbidden", message, text("Take out the brackets and what stands in them."))
                return None
            case _:
                message = text("This cannot stand in a tag.")
                self._say("forbidden", message, text("A tag names a field, with a format if it needs one."))
                return None

    # ---- Names ----

    def _name(self, name: str) -> Typed | None:
        if name in self.scope.names:
            return self.scope.names[name]
        top = members(Fields)
        if name in top:
            return Typed(top[name], name, Fields, name)
        if name == "sheet":
            return Typed(Shape(Sheet), "sheet")
        message = text("There is no field {name}.", name=name)
        plural = next((each for each in top if top[each].many and each in (f"{name}s", f"{name}es")), None)
        if plural:
            remedy = text(
                "Put it between {start} and {end}.", start=f"{{% for {name} in {plural} %}}", end="{% endfor %}"
            )
            self._say("unknown-field", text("{name} exists only within a loop.", name=name), remedy)
            return None
        self._unknown(name, message, (*top, *self.scope.names), "")
        return None

    def _attribute(self, node: nodes.Getattr) -> Typed | None:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and self.scope.looping:
            if node.attr in LOOP_NAMES:
                return Typed(Shape(bool if node.attr in ("first", "last") else int))
            self._unknown(node.attr, text("A loop has no {name}.", name=node.attr), LOOP_NAMES, "loop.")
            return None
        owner = self.typed(node.node)
        if owner is None or self._needed(owner) is None:
            return None
        shape, path = owner.shape, owner.path
        if shape.many:
            single = path.rpartition(".")[2].removesuffix("s") or "item"
            example = f"{{% for {single} in {path} %}}{{{{ {single}.{node.attr} }}}}{{% endfor %}}"
            message = text("{name} is a list; each item in it has its own {field}.", name=path, field=node.attr)
            self._say("unknown-field", message, text("Write {tag}.", tag=example))
            return None
        known = members(shape.type) if shape.group else {}
        if node.attr in known:
            inner = f"{path}.{node.attr}" if path else ""
            self.paths.add(inner)
            return Typed(known[node.attr], inner, shape.type, node.attr)
        if not known:
            message = text("{name} has no fields of its own, so no {field} either.", name=path or "…", field=node.attr)
        else:
            message = text("There is no field {name} in {group}.", name=node.attr, group=path or "…")
        self._unknown(node.attr, message, known, f"{path}." if path else "")
        return None

    def _item(self, node: nodes.Getitem) -> Typed | None:
        owner = self.typed(node.node)
        if owner is None or self._needed(owner) is None:
            return None
        number = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)
        if not owner.shape.many or not number:
            message = text("Between square brackets stands a number, behind the name of a list.")
            self._say("forbidden", message, text("Write {tag}.", tag="{{ invoices[0].number }}"))
            return None
        return Typed(Shape(owner.shape.type))

    # ---- Formats, tests, comparisons ----

    def _filtered(self, node: nodes.Filter) -> Typed | None:
        owner = self.typed(node.node) if node.node is not None else None
        if node.name not in KNOWN_FILTERS:
            meant = nearest(node.name, KNOWN_FILTERS)
            message = text("There is no format {name}.", name=node.name)
            names = text("The formats are: {names}.", names=", ".join(KNOWN_FILTERS))
            self._replaced("unknown-filter", message, node.name, meant, names)
            return None
        if node.args or node.kwargs:
            message = text("Nothing can stand between brackets behind {name}.", name=node.name)
            self._say("forbidden", message, text("Take out the brackets and what stands in them."))
            return None
        if owner is None or self._needed(owner) is None:
            return None
        shape = owner.shape
        if node.name in LISTS:
            fits = shape.many or (node.name == "length" and shape.type is str)
        elif node.name == "trim":
            fits = shape.type in (str, Text) and not shape.many
        else:
            fits = shape.type in FORMATS[node.name] and not shape.many
        if not fits:
            self._unfit(node.name, owner)
            return None
        if node.name == "length":
            return Typed(Shape(int))
        return Typed(Shape(shape.type)) if node.name in ("first", "last") else Typed(Shape(str))

    def _unfit(self, name: str, owner: Typed) -> None:
        fitting = formats_for(owner.shape)
        what = owner.path or text("this field")
        message = text("The format {name} does not fit {field}.", name=name, field=what)
        if fitting:
            self._replaced("wrong-format", message, name, fitting[0], text("Leave the format out."))
            return
        instead = re.sub(rf"\s*\|\s*{name}\b", "", self.tag.words, count=1)
        self._say("wrong-format", message, text("Write {tag}.", tag=instead), instead)

    def _tested(self, node: nodes.Test) -> Typed | None:
        if node.name not in KEPT_TESTS:
            message = text("There is no test {name}.", name=node.name)
            names = text("To know whether a field is there, write only its name: {tag}.", tag="{% if agency %}")
            meant = nearest(node.name, ("none", "true", "false"))
            self._replaced("unknown-test", message, node.name, meant, names)
            return None
        found = self.typed(node.node)
        if found is not None and node.name not in (*_ASKED, "true", "false"):
            self._needed(found)
        return Typed(Shape(bool))

    def _compared(self, node: nodes.Compare) -> Typed | None:
        left = self.typed(node.expr)
        for operand in node.ops:
            if isinstance(operand.expr, nodes.List | nodes.Tuple):
                values = list(operand.expr.items)
            else:
                values = [operand.expr]
                right = self.typed(operand.expr)
                if operand.op in ("lt", "lteq", "gt", "gteq"):
                    for side in (left, right):
                        if side is not None:
                            self._needed(side)
            if left is not None:
                self._known_value(left, values)
        return Typed(Shape(bool))

    def _known_value(self, found: Typed, values: Iterable[nodes.Node]) -> None:
        known = choices_of(found.group, found.name)
        for each in values:
            if known and isinstance(each, nodes.Const) and isinstance(each.value, str) and each.value not in known:
                message = text("{field} is never “{value}”.", field=found.path or found.name, value=each.value)
                choices = text("It is one of: {names}.", names=", ".join(known))
                self._replaced("unknown-value", message, each.value, nearest(each.value, known), choices)

    def _both(self, node: nodes.And | nodes.Or) -> Typed:
        self.typed(node.left)
        outer = self.scope
        proven = facts(node.left, holds=isinstance(node, nodes.And))
        self.scope = Scope(outer.names, outer.facts | proven, outer.looping)
        self.typed(node.right)
        self.scope = outer
        return Typed(Shape(bool))

    # ---- Saying it ----

    def _needed(self, found: Typed) -> Typed | None:
        """Note where a field must be there and may be empty."""
        if not found.shape.optional or found.group is None:
            return found
        partner = partner_of(found.group, found.name)
        proven = {found.path, f"{found.path.rpartition('.')[0]}.{partner}"}
        if proven.isdisjoint(self.scope.facts):
            self.doubts.append(Doubt(found.path or found.name, found.group, found.name))
        return found

    def _unknown(self, name: str, message: Text, known: Collection[str], prefix: str) -> None:
        meant = nearest(name, known)
        if meant is None:
            single = [each.name for each in entries() if "[]" not in each.name]
            last = nearest(name, {each.rpartition(".")[2] for each in single})
            elsewhere = [each for each in single if each.rpartition(".")[2] == last]
            remedy = text("Choose a field from the field guide.")
            if elsewhere and known:
                remedy = text("Did you mean {names}?", names=", ".join(elsewhere[:4]))
            self._say("unknown-field", message, remedy)
        else:
            self._replaced("unknown-field", message, prefix + name, prefix + meant, message)

    def _replaced(self, code: str, message: Text, word: str, meant: str | None, otherwise: Text) -> None:
        if meant is None:
            self._say(code, message, otherwise)
            return
        tag = re.sub(rf"(?<![\w.]){re.escape(word)}(?!\w)", meant, self.tag.words, count=1)
        if tag == self.tag.words:
            tag = re.sub(rf"{re.escape(word)}(?!\w)", meant, self.tag.words, count=1)
        self._say(code, message, text("Did you mean {tag}?", tag=tag), tag)

    def _without_format(self, code: str, message: Text, name: str) -> None:
        tag = f"{{{{ {self.tag.expression} | {name} }}}}"
        self._say(code, message, text("Write {tag}.", tag=tag), tag)

    def _unprintable(self, found: Typed) -> None:
        path, shape = found.path or "…", found.shape
        if shape.many and not shape.group:
            tag = f"{{{{ {path} | join_list }}}}"
            self._say("not-printable", text("{name} is a list.", name=path), text("Write {tag}.", tag=tag), tag)
        elif shape.many:
            single = path.rpartition(".")[2].removesuffix("s")
            example = f"{{% for {single} in {path} %}}"
            message = text("{name} is a list and cannot be printed as a whole.", name=path)
            self._say("not-printable", message, text("Repeat over it: {tag}.", tag=example))
        elif shape.group:
            names = ", ".join(f"{path}.{each}" for each in list(members(shape.type))[:4])
            message = text("{name} is a group of fields and cannot be printed as a whole.", name=path)
            self._say("not-printable", message, text("Name a field of it, such as {names}.", names=names))
        else:
            message = text("{name} is yes or no and cannot be printed.", name=path)
            self._say("not-printable", message, text("Test it: {tag}.", tag=f"{{% if {path} %}}…{{% endif %}}"))

    def _say(self, code: str, message: Text, remedy: Text, instead: str | None = None) -> None:
        self.problems.append(Problem(code, self.tag, message, remedy, instead))


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
