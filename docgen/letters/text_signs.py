"""The signs of a text, made alike: quotes, hyphens, spaces, and small letters."""

from __future__ import annotations

import unicodedata

_SIGNS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2010": "-", "\u2011": "-"}
    | {"\u2013": "-", "\u2014": "-", "\u2212": "-"}
)


def even(words: str) -> str:
    """The words on one line with single spaces and plain quotes and hyphens, without signs that cannot be seen."""
    return " ".join(plain(words).split())


def plain(words: str) -> str:
    """With plain quotes and hyphens, and without signs that cannot be seen."""
    return words if words.isascii() else unicodedata.normalize("NFC", words).translate(_SIGNS)


def folded(words: str) -> str:
    """Small letters, sign for sign."""
    small = words.lower()
    if len(small) == len(words) and "\u03a3" not in words:  # which at the end of a word has another small letter
        return small
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in words)


def in_word(sign: str) -> bool:
    """Is this sign, if any, part of a word?"""
    return sign.isalnum() or sign == "_"
