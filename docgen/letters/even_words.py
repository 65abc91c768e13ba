"""Words made even: a typographer's choice of signs or a break of a line makes no difference to who reads them."""

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
    """The words with plain quotes and hyphens, without signs that cannot be seen."""
    return words if words.isascii() else unicodedata.normalize("NFC", words).translate(_SIGNS)


def folded(words: str) -> str:
    """Small letters, sign for sign."""
    small = words.lower()
    if len(small) == len(words) and "\u03a3" not in words:  # a sigma is another one at the end of a word
        return small
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in words)


def in_a_word(sign: str, beside: str) -> bool:
    """Does the word that a sign is of go on in the sign beside it, if any?"""
    return sign.isalnum() and (beside.isalnum() or beside == "_")
