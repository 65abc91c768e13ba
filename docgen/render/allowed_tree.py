"""The list of what a template may hold, node by node of its syntax tree; what is not named here is refused."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from jinja2 import nodes

from docgen.render.allowed_names import FIELD_NAMES, KNOWN_NAMES, LOOP_NAMES, unknown
from docgen.texts import Text, text

MAX_BLOCKS = 16  # ifs and fors within each other
MAX_LOOPS, MAX_LOOPS_OF_PAGES = 2, 3  # within each other: no list of a letter holds lists that hold lists
STATEMENTS = ("elif", "else", "endfor", "endif", "for", "if")


class Found(NamedTuple):
    """What is wrong, and on which line."""

    code: str
    line: int
    message: Text


@dataclass(frozen=True)
class Rules:
    """What one sort of template may hold: our own pages more than the Word files that authors edit."""

    filters: Container[str]
    tests: Container[str]
    pages: bool = False  # extends, blocks, includes by name, and labels


def within(tree: nodes.Template, rules: Rules, variables: frozenset[str] = frozenset()) -> Iterator[Found]:
    """What in a parsed text is not on the list; `variables` are names that loops outside of it give."""
    for found in _Reader(rules).body(tree.body, variables, 0, 0):
        yield found._replace(line=found.line or 1)  # Jinja forgets the line of some nodes


class _Reader:
    """Walks the tree; whatever it does not know is an offence."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._readers: dict[type[nodes.Node], Callable[[Any, frozenset[str]], Iterator[Found]]] = {
            nodes.Const: self._constant,
            nodes.Name: self._name,
            nodes.Getattr: self._attribute,
            nodes.Getitem: self._element,
            nodes.Compare: self._comparison,
            nodes.And: self._parts,
            nodes.Or: self._parts,
            nodes.Not: self._parts,
            nodes.CondExpr: self._parts,
            nodes.Filter: self._named,
            nodes.Test: self._named,
            nodes.Call: self._call,
        }

    def body(self, body: list[nodes.Node], variables: frozenset[str], blocks: int, loops: int) -> Iterator[Found]:
        """Statements, with the names that loops around them give."""
        for node in body:
            yield from self._statement(node, variables, blocks, loops)

    def _statement(self, node: nodes.Node, variables: frozenset[str], blocks: int, loops: int) -> Iterator[Found]:
        if blocks > MAX_BLOCKS or loops > (MAX_LOOPS_OF_PAGES if self._rules.pages else MAX_LOOPS):
            yield Found("too-deep", node.lineno, text("Too many ifs and fors stand within each other here."))
        elif isinstance(node, nodes.Output):
            for each in node.nodes:
                if not isinstance(each, nodes.TemplateData):
                    yield from self._value(each, variables)
        elif isinstance(node, nodes.If):
            yield from self._value(node.test, variables)
            yield from self.body([*node.body, *node.elif_, *node.else_], variables, blocks + 1, loops)
        elif isinstance(node, nodes.For):
            yield from self._loop(node, variables, blocks, loops)
        elif self._rules.pages and isinstance(node, nodes.Block):
            yield from self.body(node.body, variables, blocks + 1, loops)
        elif not (self._rules.pages and isinstance(node, nodes.Extends | nodes.Include) and _names_a_file(node)):
            yield no_statement(node.lineno)

    def _loop(self, node: nodes.For, variables: frozenset[str], blocks: int, loops: int) -> Iterator[Found]:
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        if not target or target.startswith("_") or target in ("loop", "self", "super") or node.recursive:
            yield Found("loop", node.lineno, text("A loop is written: for item in list."))
        if not isinstance(node.iter, nodes.Name | nodes.Getattr):
            yield Found("loop", node.lineno, text("A loop can only repeat over a list of the letter."))
        yield from self._value(node.iter, variables)
        inside = variables | {target, "loop"}
        if node.test is not None:
            yield from self._value(node.test, inside)
        yield from self.body([*node.body, *node.else_], inside, blocks + 1, loops + 1)

    def _value(self, node: nodes.Node, variables: frozenset[str]) -> Iterator[Found]:
        read = self._readers.get(type(node))
        if read is not None:
            yield from read(node, variables)
        elif isinstance(node, nodes.BinExpr | nodes.UnaryExpr):
            sign = str(node.operator)
            yield Found(
                "arithmetic", node.lineno, text("Templates cannot calculate: {sign} is not allowed.", sign=sign)
            )
        else:
            yield _foreign(node)

    def _constant(self, node: nodes.Const, _variables: frozenset[str]) -> Iterator[Found]:
        if not isinstance(node.value, str | int | float | None):
            yield _foreign(node)

    def _name(self, node: nodes.Name, variables: frozenset[str]) -> Iterator[Found]:
        if node.name not in variables and node.name not in KNOWN_NAMES:
            yield Found("unknown-field", node.lineno, unknown(node.name, KNOWN_NAMES))

    def _element(self, node: nodes.Getitem, variables: frozenset[str]) -> Iterator[Found]:
        yield from self._value(node.node, variables)
        if not _is_number(node.arg):
            yield Found("subscript", node.lineno, text("Between square brackets stands a number: write [0]."))

    def _comparison(self, node: nodes.Compare, variables: frozenset[str]) -> Iterator[Found]:
        for each in (node.expr, *(operand.expr for operand in node.ops)):
            yield from self._compared(each, variables)

    def _parts(
        self, node: nodes.And | nodes.Or | nodes.Not | nodes.CondExpr, variables: frozenset[str]
    ) -> Iterator[Found]:
        for each in node.iter_child_nodes():
            yield from self._value(each, variables)

    def _attribute(self, node: nodes.Getattr, variables: frozenset[str]) -> Iterator[Found]:
        if not isinstance(node.node, nodes.Name | nodes.Getattr | nodes.Getitem | nodes.Filter):
            yield _foreign(node)
            return
        of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        known = LOOP_NAMES if of_loop else FIELD_NAMES
        yield from self._value(node.node, variables)
        if node.attr not in known:
            yield Found("unknown-field", node.lineno, unknown(node.attr, known))

    def _compared(self, node: nodes.Node, variables: frozenset[str]) -> Iterator[Found]:
        if isinstance(node, nodes.Tuple | nodes.List):
            for each in node.items:
                if not isinstance(each, nodes.Const):
                    yield _foreign(each)
        else:
            yield from self._value(node, variables)

    def _named(self, node: nodes.Filter | nodes.Test, variables: frozenset[str]) -> Iterator[Found]:
        if isinstance(node, nodes.Filter):
            known, problem = self._rules.filters, text("There is no format {name}.", name=node.name)
        else:
            known, problem = self._rules.tests, text("There is no test {name}.", name=node.name)
        if node.name not in known:
            yield Found("filter" if isinstance(node, nodes.Filter) else "test", node.lineno, problem)
        if node.kwargs or node.dyn_args or node.dyn_kwargs or (isinstance(node, nodes.Filter) and node.args):
            yield Found("call", node.lineno, text("Nothing can stand between brackets behind {name}.", name=node.name))
        for each in (node.node, *node.args):
            if each is not None:
                yield from self._compared(each, variables)

    def _call(self, node: nodes.Call, variables: frozenset[str]) -> Iterator[Found]:
        if not (self._rules.pages and not node.dyn_args and not node.dyn_kwargs and _is_label_or_block(node)):
            yield Found("call", node.lineno, text("Templates cannot call anything."))
        for each in node.kwargs:
            yield from self._value(each.value, variables)


def no_statement(line: int) -> Found:
    """That a statement is not on the list."""
    names = ", ".join(STATEMENTS)
    return Found("statement", line, text("This statement cannot be used; the statements are: {names}.", names=names))


def _names_a_file(node: nodes.Extends | nodes.Include) -> bool:
    return isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)


def _is_label_or_block(node: nodes.Call) -> bool:
    called = node.node
    if isinstance(called, nodes.Name) and called.name == "_":
        return len(node.args) == 1 and isinstance(node.args[0], nodes.Const)
    if not isinstance(called, nodes.Getattr) or not isinstance(called.node, nodes.Name):
        return False
    return called.node.name == "self" and not (called.attr.startswith("_") or node.args or node.kwargs)


def _is_number(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Neg):
        node = node.node
    return isinstance(node, nodes.Const) and isinstance(node.value, int) and not isinstance(node.value, bool)


def _foreign(node: nodes.Node) -> Found:
    return Found("expression", node.lineno, text("This cannot stand in a tag; a tag names a field, with a format."))
