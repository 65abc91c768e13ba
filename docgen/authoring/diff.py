"""What changed between two texts, in words: paragraphs are matched first, then the words of those that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ALIKE = 0.5  # from this likeness on, one paragraph is a changed form of another (0 to 1)

_TOKEN = re.compile(r"[ \n\t]+|[^ \n\t]+")  # a no-break space stays inside its amount


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came."""

    change: Literal["same", "removed", "added"]
    text: str


def text_changes(old: str, new: str) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs in which something changed, each as its pieces; nothing when the texts say the same."""
    before, after = old.strip().split("\n\n"), new.strip().split("\n\n")
    found = []
    for left, right in aligned(before, after):
        gone, come = "" if left is None else before[left], "" if right is None else after[right]
        if gone != come:
            found.append(tuple(_pieces(tokens(gone), tokens(come))))
    return tuple(found)


def tokens(text: str) -> list[str]:
    """Words, and the white space between them."""
    return _TOKEN.findall(text)


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Which paragraph became which, in reading order; None where one came or went."""
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(first, last), strict=True)
        else:
            yield from _paired(old, new, range(start, end), range(first, last))


def _paired(
    old: Sequence[str], new: Sequence[str], before: range, after: range
) -> Iterator[tuple[int | None, int | None]]:
    after_index = after.start
    for left in before:
        right = next((each for each in range(after_index, after.stop) if _alike(old[left], new[each])), None)
        if right is None:
            yield left, None
            continue
        yield from ((None, each) for each in range(after_index, right))
        yield left, right
        after_index = right + 1
    yield from ((None, each) for each in range(after_index, after.stop))


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, tokens(old), tokens(new), autojunk=False).ratio() >= ALIKE


def token_changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, slice, slice]]:
    """Stretches of tokens in order: whether they stayed, and where they stand in the old and in the new."""
    found: list[tuple[bool, slice, slice]] = []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (kind, start, end, first, last) in enumerate(codes):
        lonely = 0 < number < len(codes) - 1 and not "".join(new[first:last]).strip()  # a space between two changes
        same = kind == "equal" and not lonely
        if found and found[-1][0] == same:
            _, left, right = found.pop()
            found.append((same, slice(left.start, end), slice(right.start, last)))
        else:
            found.append((same, slice(start, end), slice(first, last)))
    return found


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for same, left, right in token_changes(old, new):
        if same:
            yield Piece("same", "".join(new[right]))
            continue
        for change, words in (("removed", "".join(old[left])), ("added", "".join(new[right]))):
            if words:
                yield Piece("removed" if change == "removed" else "added", words)
