"""What a template may hold: a short list, checked on its syntax tree before anything of it runs.

A letter's template reads fields, tests and repeats them, compares, and formats with a named filter. Whatever else Jinja
knows is refused, whether it could do harm or not; the sandbox in `templates` stands behind this list, not instead of
it. `offences` gives everything that is wrong with a text at once. `check_source` and `check_tree` stop at the first,
and no text becomes a template without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from docgen.render.allowed_tree import Found, Rules, no_statement, within
from docgen.texts import Text, text

MAX_TAGS = 2000  # in a part
MAX_TAG = 300  # characters
MAX_BRACKETS = 10  # within each other

_LOOSE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)")
_COMPLETE = {"if": "{0}{{% endif %}}", "elif": "{{% if 1 %}}{0}{{% endif %}}", "for": "{0}{{% endfor %}}"}
_ALONE = frozenset(("else", "endif", "endfor", "endblock", "block"))
_TARGET = re.compile(r"\{%[-+]?\s*for\s+(\w+)")


@dataclass(frozen=True)
class Offence:
    """One thing that a template may not hold: line (from 1) and signs in that line (from 0, up to `end`)."""

    code: str
    line: int
    start: int
    end: int
    message: Text


class NotAllowed(TemplateSyntaxError):
    """A template holds what it may not; `said` is the sentence for its author, `excerpt` the tags of that line."""

    def __init__(self, found: Found, source: str, name: str | None, filename: str | None) -> None:
        super().__init__(found.message.message, found.line, name, filename)
        self.said = found.message
        lines = source.split("\n")
        line = lines[found.line - 1] if found.line <= len(lines) else ""
        self.excerpt = " ".join(line[start:end] for start, end in tag_spans(line)[0])[:MAX_TAG]


def check_source(source: str, name: str | None, filename: str | None) -> None:
    """Take the measures of a text before it is parsed. Raises `NotAllowed`."""
    for found in _measures(source):
        raise NotAllowed(found, source, name, filename)


def check_tree(tree: nodes.Template, source: str, rules: Rules, name: str | None, filename: str | None) -> None:
    """Look through a parsed text. Raises `NotAllowed` at the first thing that is not on the list."""
    for found in within(tree, rules):
        raise NotAllowed(found, source, name, filename)


def offences(environment: Environment, source: str, rules: Rules) -> tuple[Offence, ...]:
    """Everything in a text that a template may not hold, in order. Raises nothing, whatever the text is."""
    found = [Offence(each.code, each.line, 0, 0, each.message) for each in _measures(source)]
    if found:
        return tuple(found)
    variables = frozenset(_TARGET.findall(source))
    for line, start, tag in _placed(source, tag_spans(source)[0]):
        inside = _in_tag(environment, tag, rules, variables)
        found += [Offence(each.code, line, start, start + len(tag), each.message) for each in inside]
    lines = {each.line for each in found}
    whole = _parsed(environment, source, rules, frozenset())
    found += [Offence(each.code, each.line, 0, 0, each.message) for each in whole if each.line not in lines]
    return tuple(sorted(found, key=lambda offence: (offence.line, offence.start)))


def tag_spans(source: str) -> tuple[list[tuple[int, int]], re.Match[str] | None]:
    """Where the tags of a text begin and end, and the first sign that belongs to no tag; in one pass."""
    spans: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for sign in _LOOSE.finditer(source):
        if opened is None:
            if sign[0] not in _CLOSERS:
                return spans, sign
            opened = sign
        elif sign[0] == _CLOSERS[opened[0]]:
            spans.append((opened.start(), sign.end()))
            opened = None
        elif opened[0] != "{#":
            return spans, opened
    return spans, opened


def _measures(source: str) -> Iterator[Found]:
    """What can be seen without reading: numbers, lengths and depths."""
    if len(_LOOSE.findall(source)) > 2 * MAX_TAGS:
        yield Found("too-many-tags", 1, text("It has more than {limit} tags.", limit=MAX_TAGS))
        return
    spans, stray = tag_spans(source)
    for line, _, tag in _placed(source, spans):
        statement = _STATEMENT.match(tag)
        if statement and statement[1] == "raw":
            yield no_statement(line)
        if tag.startswith("{#"):
            continue
        if len(tag) > MAX_TAG:
            yield Found("tag-too-long", line, text("A tag is longer than {limit} characters.", limit=MAX_TAG))
        elif _depth(_STRING.sub("", tag)) > MAX_BRACKETS:
            problem = text("A tag has more than {limit} brackets in each other.", limit=MAX_BRACKETS)
            yield Found("too-deep", line, problem)
    if stray:
        line = source.count("\n", 0, stray.start()) + 1
        yield Found("unbalanced", line, text("The sign {sign} has no counterpart.", sign=stray[0]))


def _placed(source: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Line (from 1), place in that line (from 0) and words of each tag."""
    line, last = 1, 0
    for start, end in spans:
        line, last = line + source.count("\n", last, start), start
        yield line, start - source.rfind("\n", 0, start) - 1, source[start:end]


def _depth(tag: str) -> int:
    depth = deepest = 0
    for sign in tag.strip("{}"):
        depth += (sign in "([{") - (sign in ")]}")
        deepest = max(deepest, depth)
    return deepest


def _in_tag(environment: Environment, tag: str, rules: Rules, variables: frozenset[str]) -> Iterator[Found]:
    statement = _STATEMENT.match(tag)
    name = statement[1] if statement else ""
    if tag.startswith("{#") or name in _ALONE:
        return iter(())
    return _parsed(environment, _COMPLETE.get(name, "{0}").format(tag), rules, variables)


def _parsed(environment: Environment, source: str, rules: Rules, variables: frozenset[str]) -> Iterator[Found]:
    try:
        yield from list(within(Parser(environment, source).parse(), rules, variables))
    except TemplateSyntaxError as error:
        yield Found("syntax", error.lineno, text("{problem}", problem=error.message or ""))
    except Exception as error:  # a text that the check cannot read is refused, whatever the reason
        yield Found("unreadable", 1, text("This cannot be carried out ({kind}).", kind=type(error).__name__))
