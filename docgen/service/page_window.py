"""What stands in the window of the envelope, read from the finished PDF: all of the address, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

import pypdfium2
from pypdfium2 import raw

from docgen.render.envelope import WINDOW_CLEAR, Box
from docgen.service.page_images import PDFIUM
from docgen.service.page_signs import box_of, signs

SLACK = 0.5  # millimetres that a sign may hang over the edge


class Sign(NamedTuple):
    """A sign of the page: a letter in its plainest form, its box, and its place in the text of the page."""

    letter: str
    box: Box
    place: int


class WindowCheck(NamedTuple):
    """What there is to say of a window. `outside`: words of the address that do not show whole; `missing`: lines of
    it that the page does not have; `strangers`: other words in the window; `near`: words that are too close to it.
    """

    outside: tuple[str, ...]
    missing: tuple[str, ...]
    strangers: tuple[str, ...]
    near: tuple[str, ...]
    pictures: int  # that reach into the window

    @property
    def fits(self) -> bool:
        """Whether the whole address shows and nothing else does."""
        return not (self.outside or self.missing or self.strangers or self.pictures)


def check_window(pdf: bytes, window: Box, address: Sequence[str], own: Sequence[str]) -> WindowCheck:
    """Look at the window on the first page. `address` has its lines; `own` what belongs with them (the sender above
    them, a mark of how it is sent) and may show too.
    """
    signs, pictures = _first_page(pdf)
    belongs, missing = _found(signs, address, window)
    also, _ = _found(signs, own, window)
    address_words = _words([signs[number] for number in sorted(belongs)])
    others = _words([each for number, each in enumerate(signs) if number not in belongs | also])
    gaps = [(min(window.gap(each.box) for each in word), word) for word in others]
    return WindowCheck(
        outside=_said([word for word in address_words if not all(window.holds(each.box, SLACK) for each in word)]),
        missing=missing,
        strangers=_said([word for gap, word in gaps if gap < -SLACK]),
        near=_said([word for gap, word in gaps if -SLACK <= gap < WINDOW_CLEAR - SLACK]),
        pictures=sum(window.gap(each) < -SLACK for each in pictures),
    )


def _first_page(pdf: bytes) -> tuple[list[Sign], list[Box]]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            height = page.get_height()
            pictures = [
                box_of(each.get_bounds(), height)
                for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)
            ]
            printed = enumerate(signs(page))
            return [Sign(letter, box, place) for place, (sign, box) in printed for letter in _plain(sign)], pictures
        finally:
            document.close()


@lru_cache(maxsize=4096)
def _plain(said: str) -> str:
    """The letters without white and signs that print nothing, accents on their own: however a PDF has written them."""
    return "".join(each for each in normalize("NFKD", said) if not each.isspace() and category(each)[0] != "C")


def _found(signs: Sequence[Sign], lines: Sequence[str], window: Box) -> tuple[set[int], tuple[str, ...]]:
    """Which signs are those of the lines, and the lines that are not there: together, else each by itself."""
    said = "".join(each.letter for each in signs)
    together = _best(signs, said, "".join(map(_plain, lines)), window)
    if together:
        return together, ()
    each_by_itself = {line: _best(signs, said, _plain(line), window) for line in lines}
    return set().union(*each_by_itself.values()), tuple(line for line, found in each_by_itself.items() if not found)


def _best(signs: Sequence[Sign], said: str, wanted: str, window: Box) -> set[int]:
    """The place where most of what is wanted shows in the window; a letter may say it more than once."""
    best: tuple[int, set[int]] = (-1, set())
    start = said.find(wanted) if wanted else -1
    while start >= 0:
        found = range(start, start + len(wanted))
        shown = sum(window.holds(signs[number].box, SLACK) for number in found)
        best = max(best, (shown, set(found)), key=lambda each: each[0])
        start = said.find(wanted, start + 1)
    return best[1]


def _words(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Signs as words: what stands next to each other in the text of the page is one."""
    words: list[list[Sign]] = []
    last = -2
    for each in signs:
        if each.place - last > 1:
            words.append([])
        words[-1].append(each)
        last = each.place
    return words


def _said(words: Sequence[Sequence[Sign]]) -> tuple[str, ...]:
    return tuple(normalize("NFC", "".join(each.letter for each in word)) for word in words)
