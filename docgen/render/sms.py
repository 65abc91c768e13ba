"""The SMS about a letter, in the alphabet that phones count by: GSM 03.38, 160 signs in one message."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import InvalidInput, NotSupported
from docgen.letters.letter import Letter
from docgen.render.document import Document, file_name, fingerprint
from docgen.render.words import Words
from docgen.texts import text

MEDIA_TYPE = "text/plain; charset=utf-8"
MAX_PARTS = 6

# The default alphabet; what is in the extension takes two places.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
_ONE, _PART = 160, 153  # septets of a message alone, and of a part of a longer one
_ONE_UNICODE, _PART_UNICODE = 70, 67  # the same in units of sixteen bits, once a sign is outside the alphabet

# Signs that would take two places, or make the whole message Unicode, and what says the same.
_INSTEAD = str.maketrans(
    {"€": "EUR", "{": "(", "}": ")", "[": "(", "]": ")", "~": "-", "\\": "/", "|": "/", "^": "'", "`": "'"}
    | {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'"}
    | {"–": "-", "—": "-", "•": "-", "·": "-", "…": "...", "\N{NO-BREAK SPACE}": " ", "×": "x", "©": "(c)", "®": "(R)"}
    | {"Œ": "OE", "œ": "oe", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "ı": "i"}
    | {"Ĳ": "IJ", "ĳ": "ij", "ẞ": "SS", "™": "TM", "№": "No", "º": "o", "ª": "a", "´": "'"}
)


@dataclass(frozen=True)
class Counted:
    """How phones count a message."""

    unicode: bool
    places: int  # septets, or units of sixteen bits
    parts: int


def transliterated(words: str) -> str:
    """The words in the default alphabet as far as their script allows: "Zoë" becomes "Zoe", "€" becomes "EUR"."""
    return "".join(map(_plainest, unicodedata.normalize("NFC", words).translate(_INSTEAD)))


def _plainest(sign: str) -> str:
    if sign in BASIC:
        return sign
    bare = "".join(each for each in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(each))
    return bare if bare and set(bare) <= BASIC else sign


def counted(words: str) -> Counted:
    """The number of parts that a message is sent in."""
    if set(words) <= BASIC | EXTENSION:
        septets = [2 if sign in EXTENSION else 1 for sign in words]
        return Counted(unicode=False, places=sum(septets), parts=_parts(septets, _ONE, _PART))
    units = [len(sign.encode("utf-16-be")) // 2 for sign in words]
    return Counted(unicode=True, places=sum(units), parts=_parts(units, _ONE_UNICODE, _PART_UNICODE))


def _parts(sizes: list[int], alone: int, each: int) -> int:
    """A sign of two places is not cut in two: it goes to the next part."""
    if sum(sizes) <= alone:
        return 1
    parts, left = 1, each
    for size in sizes:
        if size > left:
            parts, left = parts + 1, each
        left -= size
    return parts


def render_sms(letter: Letter, _templates: Path) -> Document:
    """The message, in one part where it can be. Raises `InvalidInput` and `NotSupported`."""
    if letter.sms.problems:
        raise InvalidInput(letter.sms.problems)
    say = Words(letter.language, strict=True).say
    mark = "CONCEPT: " if letter.fields.letter.concept else ""
    wordings = [transliterated(mark + say(each)) for each in letter.sms.wordings]
    words = next((each for each in wordings if counted(each).parts == 1), min(wordings, key=_length))
    parts = counted(words).parts
    if parts > MAX_PARTS:
        raise NotSupported(
            text("The SMS would take {count} parts; at most {limit}. Shorten the names.", count=parts, limit=MAX_PARTS)
        )
    told = {"Docgen-Sms-Parts": str(parts)}
    if letter.not_before:
        told["Docgen-Send-Not-Before"] = letter.not_before.isoformat()
    version = fingerprint("\n".join(each.message for each in letter.sms.wordings).encode())
    return Document(words.encode(), MEDIA_TYPE, file_name(letter, "txt"), version, None, told)


def _length(words: str) -> tuple[int, int]:
    count = counted(words)
    return count.parts, count.places
