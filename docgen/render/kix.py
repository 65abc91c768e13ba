"""The KIX code of PostNL: four states of bars, an alphabet of 0-9 and A-Z, without start, stop and check character.

Each character has four bars. Two of them rise and two of them go down: which, says its place in a square of six by six.
A bar that does neither is a tracker, one that does both is a full bar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.dossier.post import BETWEEN
from docgen.errors import Finding
from docgen.letters.findings import finding
from docgen.render.envelope import WINDOW_WIDTH
from docgen.texts import Text, text

# Millimetres. Bars, heights and tolerances: kix.sty (CTAN); the white around it: Neodynamic, "Royal TPG Post KIX".
BAR_WIDTH = 0.5  # ± 0.12
PITCH = 1.01  # from bar to bar: a character is 4.04 wide
FULL_HEIGHT = 5.0
HALF_HEIGHT = 3.15  # ± 0.53: a bar that rises, or goes down
TRACKER_HEIGHT = 1.27  # ± 0.25
QUIET = 2.0  # white on every side

MAX_CHARACTERS = 18  # PostNL's own limit, which other encoders keep too
BARS = 4  # a character

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_PAIRS = ((2, 3), (1, 3), (1, 2), (0, 3), (0, 2), (0, 1))  # which two of the four bars
_CONTENT = re.compile("[0-9]{4}[A-Z]{2}[0-9]{1,5}(X[0-9A-Z]+)*")
_NOT_SAID = re.compile("[^0-9A-Z]")


@dataclass(frozen=True)
class Bar:
    """One bar, from left to right."""

    rises: bool
    descends: bool

    @property
    def top(self) -> float:
        """Millimetres from the top of the code."""
        return 0.0 if self.rises else FULL_HEIGHT - HALF_HEIGHT if self.descends else _TRACKER_TOP

    @property
    def bottom(self) -> float:
        """Millimetres from the top of the code."""
        return FULL_HEIGHT if self.descends else HALF_HEIGHT if self.rises else FULL_HEIGHT - _TRACKER_TOP


_TRACKER_TOP = (FULL_HEIGHT - TRACKER_HEIGHT) / 2


def bars_of(content: str) -> tuple[Bar, ...]:
    """The bars of a code; `ValueError` for a sign outside its alphabet."""
    found: list[Bar] = []
    for sign in content:
        rising, descending = (_PAIRS[number] for number in divmod(_ALPHABET.index(sign), len(_PAIRS)))
        found += [Bar(place in rising, place in descending) for place in range(BARS)]
    return tuple(found)


def content_of(bars: Sequence[Bar]) -> str:
    """What bars say; `ValueError` when they are no code."""
    if len(bars) % BARS:
        raise ValueError("a character has four bars")
    said = ""
    for start in range(0, len(bars), BARS):
        group = bars[start : start + BARS]
        rising = tuple(place for place, bar in enumerate(group) if bar.rises)
        descending = tuple(place for place, bar in enumerate(group) if bar.descends)
        said += _ALPHABET[_PAIRS.index(rising) * len(_PAIRS) + _PAIRS.index(descending)]
    return said


def width_of(content: str) -> float:
    """Millimetres from the first bar to the last."""
    return len(content) * BARS * PITCH - (PITCH - BAR_WIDTH)


def svg(content: str) -> bytes:
    """The bars as one path; its unit is the millimetre."""
    width = f"{width_of(content):.2f}"
    path = "".join(
        f"M{number * PITCH:.2f} {bar.top:g}h{BAR_WIDTH:g}V{bar.bottom:g}h-{BAR_WIDTH:g}z"
        for number, bar in enumerate(bars_of(content))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{FULL_HEIGHT:g}mm" '
        f'viewBox="0 0 {width} {FULL_HEIGHT:g}"><path d="{path}" fill="#000"/></svg>'
    ).encode()


def says_address(content: str, lines: Sequence[str]) -> bool:
    """Whether a code says the postal code, number and addition that are printed in the lines of a Dutch address."""
    if len(lines) < 2 or not _CONTENT.fullmatch(content):
        return False
    street, town = (_NOT_SAID.sub("", line.upper()) for line in lines[-2:])
    code, rest = content[:6], content[6:].replace(BETWEEN, "")
    number = re.search(r"(?<![0-9])" + re.escape(rest) + "$", street.replace(BETWEEN, ""))
    return town.startswith(code) and number is not None


def problem_of(content: str, lines: Sequence[str]) -> Text | None:
    """Why there can be no code, however much room there is."""
    if any(sign not in _ALPHABET for sign in content):
        return text("The house number's addition has a sign that a KIX code cannot have.")
    if len(content) > MAX_CHARACTERS or width_of(content) > WINDOW_WIDTH - 2 * QUIET:
        return text("The KIX code of this address is too long for the window of the envelope.")
    if not says_address(content_of(bars_of(content)), lines):
        return text("The KIX code would say another address than the one that is printed.")
    return None


def left_out(problem: Text) -> Finding:
    """That a letter goes without the code that was asked for."""
    return finding(
        "kix-left-out",
        "KIX (PostNL)",
        text("The letter has no KIX code: {problem}", problem=problem),
        text("Nothing needs to be done: the letter can be sent without. Or correct the address."),
        pointer="/dossier/debtor/address",
        severity="warning",
    )
