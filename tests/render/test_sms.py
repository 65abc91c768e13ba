"""The SMS: its alphabet, how phones count it, and that it says no more than it may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from docgen.dossier.reading import letter_request
from docgen.errors import InvalidInput, NoSuchForm, NotSupported
from docgen.letters.compose import compose
from docgen.letters.letter import Letter
from docgen.letters.messages import Sms
from docgen.render import render
from docgen.render.sms import BASIC, EXTENSION, counted, transliterated
from docgen.texts import text
from tests.matrix.cases import BRANDS, ON, ROOT, TEMPLATES, Case, mailed, request_for


@pytest.mark.parametrize(
    ("words", "unicode", "places", "parts"),
    [
        ("a" * 160, False, 160, 1),
        ("a" * 161, False, 161, 2),
        ("a" * 306, False, 306, 2),
        ("a" * 307, False, 307, 3),
        ("€" * 80, False, 160, 1),
        ("€" * 81, False, 162, 2),
        ("a" * 152 + "€" + "a" * 152, False, 306, 3),  # the sign of two places would be cut in two
        ("я" * 70, True, 70, 1),
        ("я" * 71, True, 71, 2),
        ("я" * 134, True, 134, 2),
        ("я" * 135, True, 135, 3),
        ("", False, 0, 1),
    ],
)
def test_counts_parts(words: str, unicode: bool, places: int, parts: int) -> None:
    count = counted(words)
    assert (count.unicode, count.places, count.parts) == (unicode, places, parts)


def test_the_alphabet_has_its_128_places() -> None:
    assert len(BASIC) == 127  # and the escape to the extension
    assert sorted(EXTENSION) == sorted("\f^{}\\[~]|€")
    assert not set("ëïçêáíóâôû") & BASIC


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Zoë & Daniël", "Zoe & Daniel"),
        ("François", "Francois"),
        ("Café Ñandú", "Café Ñandu"),
        ("€ 5", "EUR 5"),
        ("[a] {b} ~ \\ | ^", "(a) (b) - / / '"),
        ("‘t “hof” – deur…", '\'t "hof" - deur...'),
        ("Łódź", "Lodz"),
        ("Üß Øre Æble à", "Üß Øre Æble à"),
        ("Привет", "Привет"),
    ],
)
def test_what_would_double_the_price_is_written_otherwise(words: str, plain: str) -> None:
    assert transliterated(words) == plain
    assert not set(transliterated(words)) & EXTENSION


CASES = [
    Case(kind, branding, performed_by, debtor, language)
    for kind, branding, performed_by in (
        ("payment-reminder", "creditor", "creditor"),
        ("payment-reminder", "agency", "agency"),
        ("sommatie", "agency", "agency"),
        ("sommatie", "creditor", "creditor"),
        ("sommatie", "creditor", "agency"),
    )
    for debtor in ("consumer", "company")
    for language in ("nl", "en")
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_says_who_for_whom_and_whom_to_call_and_no_more(case: Case) -> None:
    letter = mailed(case, channel="post")
    document = render(letter, "txt", templates=TEMPLATES)
    words = document.content.decode()
    assert document.media_type == "text/plain; charset=utf-8"
    assert document.told["Docgen-Sms-Parts"] == "1", words
    assert ("Docgen-Send-Not-Before" in document.told) == case.wki
    assert "De Korenbloem" in words
    assert ("Voorbeeld Incasso" in words) == (case.branding == "agency" or case.wki)
    assert (letter.fields.sender.phone or "?") in words
    assert "D2026-77" in words
    assert ("een brief" if case.dutch else "a letter") in words
    assert not set(words) - BASIC
    for banned in ("EUR", "€", "1.380", "1,380", "http", "www", ".example", "incassokosten", "deurwaarder", "court"):
        assert banned not in words


def test_an_email_is_called_by_its_name() -> None:
    words = render(mailed(CASES[0], channel="email"), "txt", templates=TEMPLATES).content.decode()
    assert "een e-mail" in words


@pytest.mark.parametrize("kind", ["wik-notice", "cost-specification", "payment-plan-confirmation"])
def test_other_kinds_have_none(kind: str) -> None:
    letter = mailed(Case(kind, "creditor", "creditor", "consumer", "nl"), channel="post")
    with pytest.raises(NoSuchForm):
        render(letter, "txt", templates=TEMPLATES)


def _with(letter: Letter, *wordings: str) -> Letter:
    return replace(letter, sms=Sms(tuple(map(text, wordings)), ()), language="en")


def test_the_first_wording_that_fits_one_message_is_sent() -> None:
    letter = mailed(CASES[0])
    assert render(_with(letter, "a" * 161, "b" * 160), "txt", templates=TEMPLATES).content == b"b" * 160
    longer = render(_with(letter, "a" * 400, "b" * 200), "txt", templates=TEMPLATES)
    assert (longer.content, longer.told["Docgen-Sms-Parts"]) == (b"b" * 200, "2")
    with pytest.raises(NotSupported):
        render(_with(letter, "я" * 403), "txt", templates=TEMPLATES)


def test_without_telephone_there_is_none() -> None:
    letter = mailed(CASES[0], without=("phone",))
    with pytest.raises(InvalidInput) as caught:
        render(letter, "txt", templates=TEMPLATES)
    assert [each.pointer for each in caught.value.errors] == ["/dossier/debtor/phone"]


def test_a_landline_gets_none() -> None:
    given: Any = request_for(CASES[0]) | {"channel": "sms"}
    given["dossier"]["debtor"] |= {"phone": "030 123 45 67"}
    request = letter_request(given, BRANDS, "voorbeeld-incasso")
    with pytest.raises(InvalidInput) as caught:
        render(compose(request, on=ON, brands=BRANDS), "txt", templates=TEMPLATES)
    assert [each.pointer for each in caught.value.errors] == ["/dossier/debtor/phone"]


def test_the_readme_tells_of_its_header() -> None:
    assert "`Docgen-Sms-Parts`" in (ROOT / "README.md").read_text("utf-8")
