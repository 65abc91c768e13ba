"""Words are found where they stand, sign for sign."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from docgen.letters.even_words import even, folded
from docgen.letters.text_reading import Reading

SIGNS = st.text(
    st.sampled_from("aAbB\u00e9\u00c9e\u0301\u0130\u03a3\u03c3\u00df_1 .-\u2011\n\t\u00a0\u00ad\u2019'"), max_size=12
)
NO_LETTER: Any = None


@given(SIGNS)
@example("\u039f\u03a3 \u039f\u03a3")  # a capital sigma at the end of a word has a small letter of its own
def test_small_letters_are_sign_for_sign(words: str) -> None:
    assert folded(words) == "".join(small if len(small := sign.lower()) == 1 else sign for sign in words)


@given(st.lists(SIGNS, max_size=6), SIGNS)
@example(["a ab a", "a a a"], "a a")
def test_words_are_found_whole_and_one_after_the_other(lines: list[str], words: str) -> None:
    reading = Reading("\n\n".join(lines), NO_LETTER, lambda sentence: sentence.message)
    wanted = folded(even(words))
    left, right = (r"(?<!\w)" if wanted[:1].isalnum() else "", r"(?!\w)" if wanted[-1:].isalnum() else "")
    pattern = left + re.escape(wanted).replace(r"\ ", r"\s") + right
    found = [match.span() for match in re.finditer(pattern, reading.folded)] if wanted else [(0, 0)]
    assert list(reading.places(words)) == found
