"""A PDF that does not say what its Word file says is found out, and the letter refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from docgen.errors import BadTemplate
from docgen.render import office, render, word_pdf
from docgen.render.job import OfficeJob, OfficePdf, PrintedPage
from docgen.render.office_profile import find_office
from docgen.render.word_match import difference
from tests.matrix.cases import TEMPLATES, Case, letter_for

pytestmark = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
LETTER = letter_for(Case("wik-notice", "creditor", "creditor", "consumer", "nl"))
Pages = tuple[PrintedPage, ...]


@pytest.fixture(scope="module")
def word() -> bytes:
    return render(LETTER, "docx", templates=TEMPLATES).content


@pytest.fixture(scope="module")
def pages(word: bytes) -> Pages:
    return office.office_pdf(OfficeJob(word, date(2026, 11, 19))).pages


def test_the_letter_itself_has_no_difference(word: bytes, pages: Pages) -> None:
    assert len(pages) == 2
    assert difference(word, pages) is None


def said(old: str, new: str, number: int = 0) -> Callable[[Pages], Pages]:
    def changed(pages: Pages) -> Pages:
        page = pages[number]
        assert old in page.words
        made = replace(page, words=page.words.replace(old, new, 1))
        return (*pages[:number], made, *pages[number + 1 :])

    return changed


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (said("veertien", "vijftien"), "words are missing"),
        (said("€ 1.380,75", "€ 1.380,57"), "words are missing"),
        (said("Dorpsstraat 7", ""), "words are missing"),
        (said("Geachte", "Let op! Geachte"), "words too many"),
        (said("Pagina 1 van 2", "Pagina 1 van 3"), "the head or the foot of page"),
        (said("Pagina 2 van 2", "", 1), "the head or the foot of page"),
        (said("Ons kenmerk", "", 1), "the head or the foot of page"),
        (lambda pages: pages[:1], "the head or the foot of page"),
        (lambda pages: (replace(pages[0], pictures=1), *pages[1:]), "pictures"),
        (lambda pages: (*pages[:1], replace(pages[1], pictures=1)), "pictures"),
    ],
)
def test_what_differs_is_told(word: bytes, pages: Pages, change: Callable[[Pages], Pages], told: str) -> None:
    found = difference(word, change(pages))
    assert found is not None
    assert told in found.message


def test_such_a_letter_is_refused(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    other = OfficePdf(b"%PDF", said("veertien", "vijftien")(pages))
    monkeypatch.setattr(word_pdf, "office_pdf", lambda _job: other)
    with pytest.raises(BadTemplate):
        render(replace(LETTER, engine="word"), "pdf", templates=TEMPLATES)
