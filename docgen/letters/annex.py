"""The annex "How did we arrive at this amount?": the explanation of a letter as sections with lines, ready to be set.

It holds what the letter asks: invoices, interest, costs, their total, the payments and the plan. What is not due yet is
no part of it, so a notice to a consumer gets no date to come through its annex either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docgen.law.amounts import ZERO
from docgen.letters.explanation import Explanation, Node, joined
from docgen.texts import Text, text

SHORT = 10  # lines: such a section is not spread over pages
HEADING = text("How did we arrive at this amount?")
_SECTIONS = {
    "total": text("The whole amount"),
    "principal": text("The invoices"),
    "interest": text("The interest"),
    "costs": text("The collection costs"),
    "payments": text("What you paid"),
    "plan": text("The payment plan"),
    "received": text("Your last payment"),
    "instalment": text("The instalment"),
    "plan-left": text("The payment plan"),
}
_OF_INSTALMENT = ("instalment", "plan-left")  # all that a letter explains that asks one instalment


@dataclass(frozen=True)
class Line:
    """An amount of a section. Parts stand under their line and add up to it; lines add up to the section's sum."""

    text: Text
    amount: Decimal
    details: tuple[Text, ...] = ()
    part: bool = False
    subtotal: bool = False


@dataclass(frozen=True)
class Section:
    """One amount: what it is, its lines, its sum, and the rules and sources that they rest on."""

    heading: Text
    how: tuple[Text, ...]
    lines: tuple[Line, ...]
    sum: Line
    notes: tuple[Text, ...]
    has_parts: bool  # does any line have parts under it
    whole: bool  # short enough to stand on one page


@dataclass(frozen=True)
class Annex:
    """The whole annex."""

    heading: Text
    intro: tuple[Text, ...]
    sections: tuple[Section, ...]


def annex_of(tree: Explanation) -> Annex:
    """The annex of a letter that is explained by this tree."""
    wanted = _OF_INSTALMENT if "instalment" in tree.nodes else _SECTIONS
    told = [tree.nodes[key] for key in wanted if key in tree.nodes]
    sections = tuple(_section(node) for node in told if _is_told(node, tree))
    intro = [text("Here you see what each amount is made of, how we calculated it and which rule we used.")]
    if any(line.amount < ZERO for section in sections for line in section.lines):
        intro.append(text("Amounts with a minus sign are taken off."))
    return Annex(HEADING, tuple(intro), sections)


def _is_told(node: Node, tree: Explanation) -> bool:
    """The total needs no section when it is the invoices alone."""
    return bool(node.shown) and not (node.key == "total" and len(node.shown) == 1 and "plan" not in tree.nodes)


def _section(node: Node) -> Section:
    lines, notes = tuple(_lines(node)), tuple(_notes(node))
    has_parts = any(line.part for line in lines)
    return Section(
        _SECTIONS[node.key], node.how, lines, Line(node.text, node.explained), notes, has_parts, len(lines) <= SHORT
    )


def _lines(node: Node) -> Iterator[Line]:
    """The parts of a node as lines. Where a part is a list of lists, its own parts are the lines, and it their sum."""
    for part in node.shown:
        if any(inner.shown for inner in part.shown):
            for inner in part.shown:
                yield from _line(inner, node.rule)
            if len(node.shown) > 1:
                yield Line(part.text, part.explained, subtotal=True)
        else:
            yield from _line(part, node.rule)


def _line(node: Node, rule: str) -> Iterator[Line]:
    parts = node.shown
    if len(parts) == 1 and parts[0].amount == node.amount:
        # One part alone is the line itself: how it was calculated is said there, else its name would say nothing new.
        alone = parts[0]
        said = (text("{part}:", part=alone.text), *alone.how) if alone.how else (alone.text,) if alone.inputs else ()
        yield Line(node.text, node.explained, (*node.how, *said, *_rule(alone, rule)))
        return
    yield Line(node.text, node.explained, (*node.how, *_rule(node, rule)))
    for part in parts:
        yield Line(part.text, part.explained, (*part.how, *_rule(part, node.rule or rule)), part=True)


def _rule(node: Node, known: str) -> tuple[Text, ...]:
    """The rule of a line, where it is another than that of its section."""
    return (text("({rule})", rule=node.rule),) if node.rule and node.rule != known else ()


def _notes(node: Node) -> Iterator[Text]:
    """The rules of a section, their sources, and what is in doubt; each once."""
    told = [each for each in node.walk() if each.amount]
    rules = tuple(dict.fromkeys(each.rule for each in (node, *told) if each.rule))
    sources = joined(each.source for each in told).cited
    if rules:
        yield text("Rules: {rules}.", rules=rules) if len(rules) > 1 else text("Rule: {rule}.", rule=rules[0])
    if sources:
        yield text("Figures: {sources}.", sources=sources)
    doubt = next((each.on_doubt for each in told if each.on_doubt), None)
    if doubt is not None:
        yield doubt
