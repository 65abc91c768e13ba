"""Which of the eight masks of a QR code suits its data best: the one that `qrcode` chooses, found by counting bits.

A mask is scored by what makes a symbol hard to read: long runs, blocks of one colour, and what looks like a corner.
`qrcode` looks at every module for it, eight times, which takes longer than all else of a code. Here a symbol is one
number with a bit for each module, by row and again by column, so that a score is a few dozen operations on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from qrcode.main import ModulesType, QRCode, copy_2d_array, precomputed_qr_blanks
from qrcode.util import create_data, mask_func

MASKS = range(8)
MAX_VERSIONS = 40
FIRST_WITH_NUMBER = 7  # the version that says its number in the symbol


class Symbol(QRCode):  # type: ignore[misc]
    """A QR code that finds its mask sooner."""

    data_cache: list[int] | None

    def best_mask_pattern(self) -> int:
        """The mask with the lowest score, the first of equals."""
        if self.data_cache is None:
            self.data_cache = create_data(self.version, self.error_correction, self.data_list)
        form = _form(self.version)
        bits = list(chain.from_iterable(_BITS[byte] for byte in self.data_cache))
        sides = [side.number(bits) for side in form]
        scores = [
            sum(_score(side, number ^ side.masks[mask]) for side, number in zip(form, sides, strict=True))
            + _squares(form[0], sides[0] ^ form[0].masks[mask])
            for mask in MASKS
        ]
        return scores.index(min(scores))


_BITS = [[byte >> place & 1 for place in range(7, -1, -1)] for byte in range(256)]


class Side(NamedTuple):
    """The symbols of a version read by row, or by column; a bit's number is line times size plus place in the line."""

    size: int
    blank: Sequence[str]  # "0" and "1", the highest number first: what is dark in every symbol
    places: Sequence[int]  # in `blank`, of the bits of the data in their order
    masks: Sequence[int]  # where each mask turns the data around
    pairs: int  # modules with another after them in their line
    starts: int  # modules with ten others after them

    def number(self, bits: Sequence[int]) -> int:
        """The symbol with that data, no mask applied."""
        digits = list(self.blank)
        for place, bit in zip(self.places, bits, strict=False):  # a few modules are left over
            if bit:
                digits[place] = "1"
        return int("".join(digits), 2)


def _score(side: Side, dark: int) -> int:
    """Of runs of five modules and more, and of what looks like a corner mark."""
    light = ~dark & (1 << side.size**2) - 1
    same = ~(dark ^ dark >> 1) & side.pairs
    runs = same & same >> 1 & same >> 2 & same >> 3
    score = runs.bit_count() + 2 * (runs & ~(runs << 1)).bit_count()
    marks = light >> 1 & dark >> 4 & light >> 5 & dark >> 6 & light >> 9 & side.starts
    before = marks & dark & dark >> 2 & dark >> 3 & light >> 7 & light >> 8 & light >> 10
    after = marks & light & light >> 2 & light >> 3 & dark >> 7 & dark >> 8 & dark >> 10
    return score + 40 * (before.bit_count() + after.bit_count())


def _squares(side: Side, dark: int) -> int:
    """Of squares of four modules of one colour, and of how far from half of all modules is dark."""
    size = side.size
    beside = ~(dark ^ dark >> 1) & side.pairs
    below = ~(dark ^ dark >> size) & (1 << size * (size - 1)) - 1
    share = dark.bit_count() / size**2
    return 3 * (beside & beside >> size & below).bit_count() + 10 * int(abs(share * 100 - 50) / 5)


@lru_cache(maxsize=MAX_VERSIONS)
def _form(version: int) -> tuple[Side, Side]:
    """By row and by column."""
    code = QRCode(version=version)
    code.data_cache = []
    code.makeImpl(True, 0)  # which makes its blank too
    code.modules = copy_2d_array(precomputed_qr_blanks[version])
    code.setup_type_info(True, 0)
    if version >= FIRST_WITH_NUMBER:
        code.setup_type_number(True)
    return _side(code.modules, by_row=True), _side(code.modules, by_row=False)


def _side(modules: ModulesType, *, by_row: bool) -> Side:
    size = len(modules)
    number = {
        (row, col): (row * size + col if by_row else col * size + row) for row in range(size) for col in range(size)
    }
    dark = sum(1 << bit for (row, col), bit in number.items() if modules[row][col])
    places = [place for place in _order(size) if modules[place[0]][place[1]] is None]
    return Side(
        size=size,
        blank=f"{dark:0{size**2}b}",
        places=[size**2 - 1 - number[place] for place in places],
        masks=[sum(1 << number[place] for place in places if mask_func(mask)(*place)) for mask in MASKS],
        pairs=sum(1 << line * size + place for line in range(size) for place in range(size - 1)),
        starts=sum(1 << line * size + place for line in range(size) for place in range(size - 10)),
    )


def _order(size: int) -> Iterator[tuple[int, int]]:
    """The way that the data goes through a symbol: up and down in columns of two, from the right."""
    rows = range(size)
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        rows = rows[::-1]
        yield from ((row, column) for row in rows for column in (right, right - 1))
