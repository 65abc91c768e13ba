"""Reads every tag of a part with the names that it may use there: the loops and ifs around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from docgen.authoring.expressions import Expression
from docgen.authoring.scope import Doubt, Scope, Typed, facts
from docgen.authoring.syntax import unreadable
from docgen.authoring.tags import Block, Branch, Problem, Tag
from docgen.render.allowed_tree import STATEMENTS
from docgen.render.templates import LetterEnvironment
from docgen.texts import text

_COMPLETE = {
    "print": "{0}",
    "if": "{0}{{% endif %}}",
    "elif": "{{% if true %}}{0}{{% endif %}}",
    "for": "{0}{{% endfor %}}",
    "else": "{{% if true %}}{0}{{% endif %}}",
    "endif": "{{% if true %}}{0}",
    "endfor": "{{% for x in y %}}{0}",
}


@dataclass
class Meaning:
    """What the tags of a part say: their problems, and the fields that may be empty where a tag needs them."""

    problems: list[Problem] = field(default_factory=list)
    doubts: dict[Tag, list[Doubt]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)


def meaning(tree: Sequence[Tag | Block], tags: Sequence[Tag], environment: LetterEnvironment) -> Meaning:
    """Read the tags of a part, which lie as `tree` has them."""
    reader = _Reader(environment)
    for tag in tags:
        if tag.kind in ("else", "endif", "endfor"):
            reader.parsed(tag)
    reader.body(tree, Scope({}, frozenset()))
    return reader.found


class _Reader:
    def __init__(self, environment: LetterEnvironment) -> None:
        self.found = Meaning()
        self._environment = environment

    def body(self, body: Sequence[Tag | Block], scope: Scope) -> None:
        for each in body:
            if isinstance(each, Tag):
                self._print(each, scope)
            elif each.tag.kind == "for":
                self._loop(each, scope)
            else:
                self._choice(each, scope)

    def parsed(self, tag: Tag) -> nodes.Node | None:
        """The one statement or expression of a tag; None where it cannot be read, which is noted."""
        if tag.kind == "print" and tag.expression in STATEMENTS:
            self.found.problems.append(unreadable(tag))
            return None
        try:
            body = Parser(self._environment, _COMPLETE[tag.kind].format(tag.words)).parse().body
        except (TemplateSyntaxError, RecursionError):
            self.found.problems.append(unreadable(tag))
            return None
        return body[0] if body else None

    def _print(self, tag: Tag, scope: Scope) -> None:
        node = self.parsed(tag)
        if isinstance(node, nodes.Output):
            with _Look(self.found, tag, scope) as look:
                for each in node.nodes:
                    if isinstance(each, nodes.Expr) and not isinstance(each, nodes.TemplateData):
                        look.printed(each)

    def _choice(self, block: Block, scope: Scope) -> None:
        known = scope.facts
        for branch in block.branches:
            test = self._test(branch) if branch.tag.kind != "else" else None
            inside = Scope(scope.names, known, scope.looping)
            if test is not None:
                with _Look(self.found, branch.tag, inside) as look:
                    look.typed(test)
                inside = Scope(scope.names, known | facts(test, holds=True), scope.looping)
                known |= facts(test, holds=False)
            self.body(branch.body, inside)

    def _test(self, branch: Branch) -> nodes.Node | None:
        node = self.parsed(branch.tag)
        if branch.tag.kind == "elif" and isinstance(node, nodes.If) and node.elif_:
            node = node.elif_[0]
        return node.test if isinstance(node, nodes.If) else None

    def _loop(self, block: Block, scope: Scope) -> None:
        tag = block.tag
        node = self.parsed(tag)
        inside = scope
        if isinstance(node, nodes.For):
            with _Look(self.found, tag, scope) as look:
                item = look.repeated(node.iter)
                if not isinstance(node.target, nodes.Name) or node.recursive or node.test is not None:
                    message = text("A loop is written like {tag}.", tag="{% for invoice in invoices %}")
                    look.problems.append(Problem("forbidden", tag, message, text("Put an if within the loop instead.")))
                    return
            name = node.target.name
            kept = frozenset(path for path in scope.facts if path.partition(".")[0] != name)
            # An item whose type is not known must not lead to more findings: it is looked at no further.
            typed = Typed(item.shape, name) if item is not None else None
            inside = Scope({**scope.names, name: typed}, kept, looping=True)
        self.body(block.branches[0].body, inside)
        for branch in block.branches[1:]:
            self.body(branch.body, scope)


class _Look:
    """An `Expression` whose outcome is noted at the end."""

    def __init__(self, found: Meaning, tag: Tag, scope: Scope) -> None:
        self._found, self._expression = found, Expression(tag, scope)

    def __enter__(self) -> Expression:
        return self._expression

    def __exit__(self, *_: object) -> None:
        self._found.problems += self._expression.problems
        self._found.paths |= self._expression.paths
        if self._expression.doubts:
            self._found.doubts[self._expression.tag] = self._expression.doubts
