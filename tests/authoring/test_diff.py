"""What changed, in words and as tracked changes."""

from __future__ import annotations

import pytest

from docgen.authoring.diff import Piece, text_changes

A, B, C = "Geachte heer,", "U moet nog €\u00a01.150,00 betalen.", "Met vriendelijke groet,"


def shown(old: str, new: str) -> list[str]:
    """The changed paragraphs with what went in [-brackets-] and what came in {+braces+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return ["".join(marks[each.change].format(each.text) for each in pieces) for pieces in text_changes(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ([A, B, C], [A, B, C], []),
        ([A, B, C], [A, B], [f"[-{C}-]"]),
        ([A, C], [A, B, C], [f"{{+{B}+}}"]),
        ([A, B], [A, B.replace("moet", "moet nu")], ["U moet{+ nu+} nog €\u00a01.150,00 betalen."]),
        ([B], [B.replace("1.150", "1.151")], ["U moet nog [-€\u00a01.150,00-]{+€\u00a01.151,00+} betalen."]),
        ([B], [B.replace("nog €\u00a01.150,00 betalen", "straks €\u00a09,00 voldoen")], ["U moet [-nog €\u00a01.150,00 betalen.-]{+straks €\u00a09,00 voldoen.+}"]),
        ([A, C], [C, A], [f"{{+{C}+}}", f"[-{C}-]"]),
        (["Nr.\tBedrag"], ["Nummer\tBedrag"], ["[-Nr.-]{+Nummer+}\tBedrag"]),
        ([], [A], [f"{{+{A}+}}"]),
    ],
)  # fmt: skip
def test_changes_are_told_in_words(old: list[str], new: list[str], changes: list[str]) -> None:
    assert shown("\n\n".join(old) + "\n", "\n\n".join(new) + "\n") == changes


def test_nothing_is_lost() -> None:
    old, new = "Een twee drie vier vijf.", "Een vier twee vijf zes."
    (pieces,) = text_changes(old, new)
    assert "".join(each.text for each in pieces if each.change != "added") == old
    assert "".join(each.text for each in pieces if each.change != "removed") == new
    assert all(isinstance(each, Piece) and each.text for each in pieces)
