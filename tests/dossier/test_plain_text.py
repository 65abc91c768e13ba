"""What text may hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.mistake import Mistake
from docgen.dossier.plain_text import plain_text
from docgen.dossier.strict_json import JsonNumber


@pytest.mark.parametrize(
    "value",
    [
        "Jansen & Zn <b>",
        "{{ 7*7 }}",
        "{% if %}",
        "{#x#}",
        "{_{ x }_}",
        'O\'Brien "x"',
        "Łukasz Đặng",
        "a<b",
        "]]>",
        "&amp;",
        "Νίκος Παπαδόπουλος",
        "Михаил Горбачёв",
        "€ 12 – „quote” … ½ № ™ ©",
        "C:\\x",
        "%0A",
        "$HOME `x`",
        "'; DROP TABLE",
        "Ĳsbrand Ǆ Ə ẞ",
        "1+1=2?",
        "naïveté",
        "l’été",
    ],
)
def test_ordinary_text_passes_unchanged(value: str) -> None:
    assert plain_text(value, 70) == value


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("  a  b ", "a b"),
        ("e\u0301e\u0308", "éë"),
        ("a\u00a0b\u202fc\u2003d", "a b c d"),
        ("non\u2011breaking", "non-breaking"),
        ("\u212b", "Å"),
    ],
)
def test_text_comes_in_its_normal_form(value: str, kept: str) -> None:
    assert plain_text(value, 70) == kept


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("\u00a0", "empty"),
        (None, "must be text"),
        (12, "must be text"),
        (JsonNumber("12"), "must be text"),
        (True, "must be text"),
        (["a"], "must be text"),
        (b"a", "must be text"),
        ("a\nb", "control"),
        ("a\tb", "control"),
        ("a\r", "control"),
        ("a\x00", "control"),
        ("a\x07", "control"),
        ("a\x0c", "control"),
        ("a\x7f", "control"),
        ("a\x85", "control"),
        ("a\x9b", "control"),
        ("a\u2028b", "invisible"),
        ("a\u2029b", "invisible"),
        ("a\u202eb", "direction"),
        ("a\u2066b", "direction"),
        ("a\u200fb", "direction"),
        ("a\u061cb", "direction"),
        ("a\u200bb", "invisible"),
        ("a\u200db", "invisible"),
        ("a\u00adb", "invisible"),
        ("\ufeffa", "invisible"),
        ("a\u2060b", "invisible"),
        ("a\U000e0041", "invisible"),
        ("a\ufffe", "no valid character"),
        ("a\U0001ffff", "no valid character"),
        ("a\ue000", "no valid character"),
        ("a\ud800", "no valid character"),
        ("x\u0315", "loose accent"),
        ("a\ufe0f", "loose accent"),
        ("中文", "no font"),
        ("שלום", "no font"),
        ("مرحبا", "no font"),
        ("😀", "no font"),
        ("ไทย", "no font"),
        ("\u3164", "no font"),
    ],
)
def test_all_else_is_refused(value: object, words: str) -> None:
    with pytest.raises(Mistake, match=words):
        plain_text(value, 70)


def test_the_place_of_a_character_is_said_and_nothing_else_of_the_value() -> None:
    with pytest.raises(Mistake) as caught:
        plain_text("geheim\u202e", 70)
    assert caught.value.message.values == {"place": 7}


@pytest.mark.parametrize(("length", "accepted"), [(69, True), (70, True), (71, False), (1_000_000, False)])
def test_length(length: int, accepted: bool) -> None:
    if accepted:
        assert len(plain_text("é" * length, 70)) == length
    else:
        with pytest.raises(Mistake, match="longer than"):
            plain_text("é" * length, 70)


@pytest.mark.parametrize("value", ["=?utf-8?q?a=0D=0ABcc:_x=40y.example?=", "a =?", "x=?y"])
def test_what_a_mail_header_decodes_is_refused_there_only(value: str) -> None:
    assert plain_text(value, 140) == value
    with pytest.raises(Mistake, match="e-mail"):
        plain_text(value, 140, header=True)


@given(st.text())
def test_what_passes_is_one_clean_line(value: str) -> None:
    try:
        kept = plain_text(value, 140)
    except Mistake:
        return
    assert kept == unicodedata.normalize("NFC", kept).strip()
    assert kept.isprintable()
    assert plain_text(kept, 140) == kept
    kept.encode("utf-8")
