"""Why an amount is what it is: a tree of parts, each with its rule, source and inputs. The parts add up to their node.

Every amount that a letter shows is read from this tree (`letters.fields` names its key), so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from docgen.law.amounts import total
from docgen.law.rates import Rate, Table, rate_on, tables
from docgen.texts import Text, text

_SEPARATORS = str.maketrans({"%": "%25", "/": "%2F", "#": "%23"})
_DIFFER = text("Sources differ here. We use the figure that is lowest for the debtor.")


@dataclass(frozen=True)
class Input:
    """A value that an amount was calculated with; `value` is whatever may stand in a sentence."""

    id: str
    name: Text
    value: object


@dataclass(frozen=True)
class Source:
    """Where a figure of the law comes from, and what the sources disagree on.

    `line` is how it was found, for who checks the tables; `cited` names the tables for the reader of a letter.
    """

    line: str = ""
    doubts: tuple[str, ...] = ()
    cited: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Node:
    """An amount in euros with its reason. `key` is stable: ``interest/F2026-101/2026-09-01``.

    `how` are the sentences that say how it was calculated; `source` is that of the very line of the table used.
    """

    key: str
    text: Text
    amount: Decimal
    how: tuple[Text, ...] = ()
    rule: str = ""
    source: Source = Source()
    inputs: tuple[Input, ...] = ()
    parts: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and every node under it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def shown(self) -> tuple[Node, ...]:
        """The parts without those of 0.00, which have nothing to explain."""
        return tuple(part for part in self.parts if part.amount or part.shown)

    @property
    def explained(self) -> Explained:
        """The amount with this node's key."""
        return Explained.of(self.amount, self.key)

    @property
    def on_doubt(self) -> Text | None:
        """What to say when the sources disagree: which reading was taken."""
        return _DIFFER if self.source.doubts else None


class Explained(Decimal):
    """An amount in euros that knows its place in the explanation: `key` is that of its node, or of an input of it."""

    key: str = ""

    @classmethod
    def of(cls, amount: Decimal, key: str) -> Explained:
        """An amount with its key."""
        explained = cls(amount)
        explained.key = key
        return explained


@dataclass(frozen=True)
class Explanation:
    """The trees of one account: principal, interest, costs, total, payments and what else there is."""

    roots: tuple[Node, ...]

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by its key."""
        return {node.key: node for root in self.roots for node in root.walk()}

    def amount(self, *keys: str) -> Explained:
        """The amount without its sign at the first of these keys that exists; ``key#id`` is an input of a node.

        Raises `KeyError` when there is none.
        """
        for key in keys:
            name, _, wanted = key.partition("#")
            node = self.nodes.get(name)
            if node is not None and not wanted:
                return Explained.of(abs(node.amount), key)
            for each in node.inputs if node is not None else ():
                if each.id == wanted and isinstance(each.value, Decimal):
                    return Explained.of(abs(each.value), key)
        raise KeyError(keys)


def key_part(value: object) -> str:
    """A value as one step of a key: an invoice number may hold the signs that keep steps apart."""
    return str(value).translate(_SEPARATORS)


def source_of(*names: str, on: date) -> Source:
    """The lines of these tables that hold on a day, and the doubts about them."""
    lines = [(rate_on(name, on), tables()[name]) for name in names]
    # Where one line of a table is in doubt, its others are not.
    doubts = [line.doubt or ("" if any(each.doubt for each in table.values) else table.doubt) for line, table in lines]
    return joined(
        Source(line.source, (doubt,) if doubt else (), (_cited(line, table),))
        for (line, table), doubt in zip(lines, doubts, strict=True)
    )


def _cited(line: Rate, table: Table) -> Text:
    return text("{table} since {date} ({article})", table=table.title, date=line.start, article=table.article)


def joined(sources: Iterable[Source]) -> Source:
    """Several sources as one, each named once."""
    each = tuple(sources)
    lines = dict.fromkeys(one.line for one in each)
    doubts = dict.fromkeys(doubt for one in each for doubt in one.doubts)
    cited = {(said.values["article"], said.values["date"]): said for one in each for said in one.cited}
    return Source("; ".join(filter(None, lines)), tuple(doubts), tuple(cited.values()))


def group(key: str, said: Text, parts: Iterable[Node], **more: Any) -> Node:
    """A node whose amount is the sum of its parts."""
    held = tuple(parts)
    return Node(key, said, total(part.amount for part in held), parts=held, **more)
