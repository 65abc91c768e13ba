"""Every value in both languages, and a translation for every sentence that the program can say."""

from __future__ import annotations

import ast
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docgen.law.rates import tables
from docgen.render.words import MissingWords, Words, catalogue, needs_translation, places
from docgen.texts import Percent, text

ROOT = Path(__file__).resolve().parents[2]
NL, EN = Words("nl"), Words("en")


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        ("0", "€ 0,00", "€0.00"),
        ("1234.5", "€ 1.234,50", "€1,234.50"),
        ("1234567.89", "€ 1.234.567,89", "€1,234,567.89"),
        ("-10", "-€ 10,00", "-€10.00"),
        ("0.005", "€ 0,01", "€0.01"),
        ("2.675", "€ 2,68", "€2.68"),  # half to even would give 2.68 too; the next line would not
        ("2.665", "€ 2,67", "€2.67"),
        ("-0.004", "€ 0,00", "€0.00"),
    ],
)
def test_euros_are_rounded_half_up(amount: str, dutch: str, english: str) -> None:
    assert NL.euro(Decimal(amount)) == dutch.replace(" ", "\N{NO-BREAK SPACE}")
    assert EN.euro(Decimal(amount)) == english


def test_dates() -> None:
    day = date(2026, 11, 1)
    assert (NL.date(day), EN.date(day)) == ("1 november 2026", "1 November 2026")
    assert (NL.short_date(day), EN.short_date(day)) == ("01-11-2026", "1 Nov 2026")
    assert Words("nl", strict=True).date(day) == "1\N{NO-BREAK SPACE}november 2026"


@pytest.mark.parametrize(
    ("value", "dutch"), [("15", "15%"), ("4.00", "4%"), ("0.5", "0,5%"), ("10.125", "10,125%"), ("1E+1", "10%")]
)
def test_percentages(value: str, dutch: str) -> None:
    assert NL.percent(Percent(Decimal(value))) == dutch
    assert EN.percent(Decimal(value)) == dutch.replace(",", ".")


def test_numbers_in_words() -> None:
    dutch = {
        0: "nul",
        3: "drie",
        14: "veertien",
        21: "eenentwintig",
        22: "tweeëntwintig",
        30: "dertig",
        63: "drieënzestig",
        100: "honderd",
        112: "honderdtwaalf",
        365: "driehonderdvijfenzestig",
        1000: "1000",
    }
    assert {number: NL.number(number) for number in dutch} == dutch
    assert [EN.number(n) for n in (14, 21, 40, 115, 200)] == [
        "fourteen",
        "twenty-one",
        "forty",
        "one hundred and fifteen",
        "two hundred",
    ]


def test_every_number_of_days_has_words_of_its_own() -> None:
    for words in (NL, EN):
        assert len({words.number(days) for days in range(1, 366)}) == 365


def test_lists_and_accounts() -> None:
    assert NL.list(["a", "b", "c"]) == "a, b en c"
    assert EN.list(["a", "b"]) == "a and b"
    assert (NL.list(["a"]), NL.list([])) == ("a", "")
    assert NL.iban("NL91ABNA0417164300").split("\N{NO-BREAK SPACE}") == ["NL91", "ABNA", "0417", "1643", "00"]


def test_a_sentence_takes_values_of_every_kind() -> None:
    sentence = text(
        "{a} {b} {c} {d} {e} {f}",
        a="x",
        b=3,
        c=Decimal("1"),
        d=date(2026, 1, 2),
        e=Percent(Decimal("9")),
        f=text("{g}", g="y"),
    )
    assert EN.say(sentence) == "x 3 €1.00 2 January 2026 9% y"


def test_values_are_never_read_as_places() -> None:
    assert EN.say(text("{a}", a="{b} {a.__class__} {0}")) == "{b} {a.__class__} {0}"


@pytest.mark.parametrize("value", [None, 1.5, True, object(), {"a": 1}])
def test_a_value_without_words_is_an_error(value: object) -> None:
    with pytest.raises(MissingWords):
        EN.say(text("{a}", a=value))


def test_a_place_without_value_is_an_error() -> None:
    with pytest.raises(MissingWords):
        EN.say(text("Hello {name}."))


def test_a_letter_is_never_half_translated(caplog: pytest.LogCaptureFixture) -> None:
    unknown = text("Nobody translated this sentence.")
    with pytest.raises(MissingWords):
        Words("nl", strict=True).say(unknown)
    assert NL.say(unknown) == "Nobody translated this sentence."
    assert "Nobody translated" in caplog.text


# ---- every sentence of the program ----


def code_sentences() -> dict[str, str]:
    """Message to place, for every ``text("…")`` in the program."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "docgen").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("text", "Text"):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = f"{file.relative_to(ROOT)}:{node.lineno}"
    return found


def label_sentences() -> dict[str, str]:
    """Message to place, for every ``_("…")`` in the templates."""
    found: dict[str, str] = {}
    for file in sorted((ROOT / "templates" / "html").rglob("*.html")):
        for message in re.findall(r'\b_\("((?:[^"\\]|\\.)*)"', file.read_text("utf-8")):
            found[message] = str(file.relative_to(ROOT))
    return found


def missing_translations(language: str) -> dict[str, str]:
    """What the program or a template can say and the catalogues cannot."""
    known = catalogue(language)
    sentences = code_sentences() | label_sentences()
    return {
        message: place for message, place in sentences.items() if needs_translation(message) and message not in known
    }


def test_nothing_is_left_untranslated() -> None:
    assert missing_translations("nl") == {}


def test_every_doubt_about_a_legal_number_is_translated() -> None:
    doubts = {table.doubt for table in tables().values()}
    doubts |= {line.doubt for table in tables().values() for line in table.values}
    assert doubts - {""} <= set(catalogue("nl"))


def test_translations_have_the_places_of_the_original() -> None:
    wrong = {key: value for key, value in catalogue("nl").items() if places(key) != places(value)}
    assert wrong == {}


def test_every_sentence_is_translated_once() -> None:
    counted: Counter[str] = Counter()
    for file in (ROOT / "docgen" / "locale" / "nl" / "LC_MESSAGES").glob("*.po"):
        with file.open("rb") as source:
            counted.update(entry.id for entry in read_po(source) if entry.id and isinstance(entry.id, str))
    assert [message for message, times in counted.items() if times > 1] == []
