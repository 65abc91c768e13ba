"""Which amount of the explanation each amount on the pages of a letter is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

from docgen.letters.explanation import Explained
from docgen.letters.letter import Letter
from docgen.render.document import Document
from docgen.render.html import letter_html
from docgen.render.text import letter_text
from docgen.render.words import MARKED, marking_amounts
from docgen.service.page_amounts import AMOUNT, PlacedAmount, page_amounts
from docgen.service.page_signs import Percents


class LetterAmount(TypedDict):
    """An amount on a page: its words, its box, and the keys of what it may be."""

    text: str
    box: Percents
    keys: list[str]


def letter_amounts(letter: Letter, templates: Path, document: Document) -> list[list[LetterAmount]]:
    """The amounts of every page.

    A letter's HTML tells for each which one it is. Where the page was not made from it (Word), or shows an amount at
    another place than the HTML, every amount of the explanation with the same value counts.
    """
    pages = page_amounts(document.content)
    for page in pages[len(pages) - document.enclosed :]:
        page.clear()  # what stands on a paper that is enclosed is not ours to explain
    said = _said(letter, templates) if letter.engine == "html" else {}
    seen = defaultdict(list)
    for each in (amount for page in pages for amount in page):
        seen[each["text"]].append(each)
    keys = {id(each): found for words, all_ in seen.items() for each, found in _matched(all_, said.get(words, []))}
    same = defaultdict(list)
    for node in letter.explanation.nodes.values():
        same[abs(node.amount)].append(node.key)
    return [
        [_amount(each, keys[id(each)] or same[Decimal(each["amount"])]) for each in page if each["amount"] != "0.00"]
        for page in pages
    ]


def _said(letter: Letter, templates: Path) -> dict[str, list[str]]:
    """For each amount in words the keys under which the letter says it, in order; an empty one where it is unknown."""
    with marking_amounts() as marked:
        words = letter_text(letter_html(replace(letter), templates, pictures="asset"))
    said = defaultdict(list)
    for mark in MARKED.finditer(words):
        shown = AMOUNT.search(words, mark.end())
        amount = marked[int(mark[1])]
        if shown:
            said["".join(shown[0].split())].append(amount.key if isinstance(amount, Explained) else "")
    return said


def _matched(places: Sequence[PlacedAmount], said: Sequence[str]) -> Iterator[tuple[PlacedAmount, list[str]]]:
    known = [key for key in dict.fromkeys(said) if key]
    for number, each in enumerate(places):
        one_each = len(places) == len(said)
        yield each, [said[number]] if one_each and said[number] else known


def _amount(placed: PlacedAmount, keys: Sequence[str]) -> LetterAmount:
    return {"text": placed["text"], "box": placed["box"], "keys": list(keys)}
