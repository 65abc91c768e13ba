"""What text may hold: characters that our fonts print and that mean nothing to a machine."""

from __future__ import annotations

import re
import unicodedata

from docgen.dossier.mistake import Mistake
from docgen.dossier.strict_json import JsonNumber
from docgen.texts import text

# Characters that both letter faces (Carlito and Liberation Sans) hold: Latin, Greek, Cyrillic, punctuation, currencies
# and common symbols. All else would print as an empty box.
_PRINTABLE = """
0020-007E 00A1-00AC 00AE-02B9 02BB-02C8 02CB-02F3 02F5 02F7-02FF 0374-0375 037A-037D 0384-038A 038C 038E-03A1 03A3-03CE
03D0-0475 0477-0482 048A-0513 1E00-1E9B 1E9E 1EA0-1EF9 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D
1F5F-1F7D 1F80-1FB4 1FB6-1FBD 1FBF-1FC4 1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2012-2022 2026 2030 2033-2034
2039-203A 203C 203E 2044 2074-2079 207F-2089 20A0-20B5 2105 2113 2116-2117 2122 2126 212E 2153-2154 215B-215E 2190-2195
2202 2206 220F 2211-2212 2215 221A 221E 222B 2248 2260-2261 2264-2265 25A1 25AA-25AB 25CA-25CB 25CF 25E6 FB01-FB02
"""
_CLASS = "".join("-".join(rf"\u{edge}" for edge in run.split("-")) for run in _PRINTABLE.split())
_ALLOWED = re.compile(f"[{_CLASS}]*")
_SPACES = re.compile(" {2,}")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(("Cf", "Zl", "Zp"))
_NO_CHARACTER = frozenset(("Cn", "Co", "Cs"))


def plain_text(value: object, longest: int, *, header: bool = False) -> str:
    """One line of text in its normal form (NFC, single plain spaces, trimmed), at most `longest` characters.

    `header` refuses what a mail header would decode. Raises `Mistake`.
    """
    if not isinstance(value, str) or isinstance(value, JsonNumber):
        raise Mistake(text("This must be text, between double quotes."))
    if len(value) > 4 * longest:  # before any work on it
        raise _too_long(longest)
    line = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in value)
    line = unicodedata.normalize("NFC", _SPACES.sub(" ", line)).translate(_HYPHENS).strip(" ")
    if not line:
        raise Mistake(text("This is empty. Fill it in, or leave the field out."))
    match = _ALLOWED.match(line)
    end = match.end() if match else 0
    if end < len(line):
        raise _unprintable(line[end], end + 1)
    if len(line) > longest:
        raise _too_long(longest)
    if header and "=?" in line:
        raise Mistake(text("The signs =? next to each other are not allowed here: they mean something else in e-mail."))
    return line


def _too_long(longest: int) -> Mistake:
    return Mistake(text("This is longer than {limit} characters. Make it shorter.", limit=longest))


def _unprintable(sign: str, place: int) -> Mistake:
    category = unicodedata.category(sign)
    if category == "Cc":
        return Mistake(
            text("Character {place} is a control character, such as a tab or line break. Take it out.", place=place)
        )
    if sign in _BIDI:
        return Mistake(text("Character {place} changes the direction of writing. Take it out.", place=place))
    if category in _INVISIBLE:
        return Mistake(text("Character {place} is invisible. Take it out.", place=place))
    if category in _NO_CHARACTER:
        return Mistake(text("Character {place} is no valid character. Take it out.", place=place))
    if category.startswith("M"):
        return Mistake(text("Character {place} is a loose accent. Use the letter that holds its accent.", place=place))
    return Mistake(
        text("There is no font for character {place}. Write this in Latin, Greek or Cyrillic letters.", place=place)
    )
