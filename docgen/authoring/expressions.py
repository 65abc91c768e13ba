"""What the expression in a tag means: the type of every field in it, and whether that may be empty there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jinja2 import nodes

from docgen.authoring.choices import choices_of
from docgen.authoring.scope import FORMATS, KNOWN_FILTERS, LISTS, Scope, Typed, facts
from docgen.authoring.telling import Telling
from docgen.dossier.suggestions import nearest
from docgen.letters.field_types import Shape, members
from docgen.letters.fields import Fields
from docgen.render.allowed_names import LOOP_NAMES
from docgen.render.sheet import Sheet
from docgen.render.templates import KEPT_TESTS
from docgen.texts import Text, text


class Expression(Telling):
    """Looks at the expression of one tag."""

    def printed(self, node: nodes.Node) -> None:
        """Check that this can be printed."""
        found = self.typed(node)
        if found is None or self.needed(found) is None:
            return
        shape = found.shape
        if shape.many or shape.group or shape.type is bool:
            self.unprintable(found)
        elif shape.type is Decimal:
            self.without_format("amount-without-format", text("An amount is printed with its format."), "euro")
        elif shape.type is date:
            self.without_format("date-without-format", text("A date is printed with its format."), "date")

    def repeated(self, node: nodes.Node) -> Typed | None:
        """The type of each item of what a loop goes over."""
        found = self.typed(node)
        if found is None or self.needed(found) is None:
            return None
        if not found.shape.many:
            lists = [name for name, shape in members(Fields).items() if shape.many]
            message = text("{name} is no list, so nothing can be repeated over it.", name=found.path or "…")
            remedy = text("The lists are: {names}.", names=", ".join(lists))
            self.say("not-a-list", message, remedy)
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
                self.say("calculation", message, remedy)
                return None
            case nodes.Call():
                message = text("Templates cannot call anything.")
                self.say("forbidden", message, text("Take out the brackets and what stands in them."))
                return None
            case _:
                message = text("This cannot stand in a tag.")
                self.say("forbidden", message, text("A tag names a field, with a format if it needs one."))
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
            self.say("unknown-field", text("{name} exists only within a loop.", name=name), remedy)
            return None
        self.unknown(name, message, (*top, *self.scope.names), "")
        return None

    def _attribute(self, node: nodes.Getattr) -> Typed | None:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and self.scope.looping:
            if node.attr in LOOP_NAMES:
                return Typed(Shape(bool if node.attr in ("first", "last") else int))
            self.unknown(node.attr, text("A loop has no {name}.", name=node.attr), LOOP_NAMES, "loop.")
            return None
        owner = self.typed(node.node)
        if owner is None or self.needed(owner) is None:
            return None
        shape, path = owner.shape, owner.path
        if shape.many:
            single = path.rpartition(".")[2].removesuffix("s") or "item"
            example = f"{{% for {single} in {path} %}}{{{{ {single}.{node.attr} }}}}{{% endfor %}}"
            message = text("{name} is a list; each item in it has its own {field}.", name=path, field=node.attr)
            self.say("unknown-field", message, text("Write {tag}.", tag=example))
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
        self.unknown(node.attr, message, known, f"{path}." if path else "")
        return None

    def _item(self, node: nodes.Getitem) -> Typed | None:
        owner = self.typed(node.node)
        if owner is None or self.needed(owner) is None:
            return None
        number = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int)
        if not owner.shape.many or not number:
            message = text("Between square brackets stands a number, behind the name of a list.")
            self.say("forbidden", message, text("Write {tag}.", tag="{{ invoices[0].number }}"))
            return None
        return Typed(Shape(owner.shape.type))

    # ---- Formats, tests, comparisons ----

    def _filtered(self, node: nodes.Filter) -> Typed | None:
        owner = self.typed(node.node) if node.node is not None else None
        if node.name not in KNOWN_FILTERS:
            meant = nearest(node.name, KNOWN_FILTERS)
            message = text("There is no format {name}.", name=node.name)
            names = text("The formats are: {names}.", names=", ".join(KNOWN_FILTERS))
            self.replaced("unknown-filter", message, node.name, meant, names)
            return None
        if node.args or node.kwargs:
            message = text("Nothing can stand between brackets behind {name}.", name=node.name)
            self.say("forbidden", message, text("Take out the brackets and what stands in them."))
            return None
        if owner is None or self.needed(owner) is None:
            return None
        shape = owner.shape
        if node.name in LISTS:
            fits = shape.many or (node.name == "length" and shape.type is str)
        elif node.name == "trim":
            fits = shape.type in (str, Text) and not shape.many
        else:
            fits = shape.type in FORMATS[node.name] and not shape.many
        if not fits:
            self.unfit(node.name, owner)
            return None
        if node.name == "length":
            return Typed(Shape(int))
        return Typed(Shape(shape.type)) if node.name in ("first", "last") else Typed(Shape(str))

    def _tested(self, node: nodes.Test) -> Typed | None:
        if node.name not in KEPT_TESTS:
            message = text("There is no test {name}.", name=node.name)
            names = text("To know whether a field is there, write only its name: {tag}.", tag="{% if agency %}")
            meant = nearest(node.name, ("none", "true", "false"))
            self.replaced("unknown-test", message, node.name, meant, names)
            return None
        found = self.typed(node.node)
        if found is not None and node.name not in ("none", "true", "false"):
            self.needed(found)
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
                            self.needed(side)
            if left is not None:
                self._known_value(left, values)
        return Typed(Shape(bool))

    def _known_value(self, found: Typed, values: Iterable[nodes.Node]) -> None:
        known = choices_of(found.group, found.name)
        for each in values:
            if known and isinstance(each, nodes.Const) and isinstance(each.value, str) and each.value not in known:
                message = text("{field} is never “{value}”.", field=found.path or found.name, value=each.value)
                choices = text("It is one of: {names}.", names=", ".join(known))
                self.replaced("unknown-value", message, each.value, nearest(each.value, known), choices)

    def _both(self, node: nodes.And | nodes.Or) -> Typed:
        self.typed(node.left)
        outer = self.scope
        proven = facts(node.left, holds=isinstance(node, nodes.And))
        self.scope = Scope(outer.names, outer.facts | proven, outer.looping)
        self.typed(node.right)
        self.scope = outer
        return Typed(Shape(bool))
