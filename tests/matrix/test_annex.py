"""The annex "Hoe komen wij aan dit bedrag?", read back from the finished PDF and Word file of every letter that asks money."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from docx import Document as WordDocument

from docgen.dossier.strict_json import read_json
from docgen.errors import UnlawfulLetter
from docgen.letters.annex import Annex, Line
from docgen.letters.explanation import Node
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.letters.text_checks import check_text
from docgen.render import Document, render
from docgen.render.html import letter_html
from docgen.render.text import letter_text
from docgen.render.word_text import word_text
from docgen.render.words import Words
from docgen.service.desk import Desk
from docgen.settings import Settings
from docgen.texts import Text
from tests.matrix.cases import ROOT, TEMPLATES, matrix, request_for, squeezed

DESK = Desk(Settings(), today=lambda: date(2026, 11, 21))
SAMPLES = sorted(
    file.stem
    for file in (ROOT / "samples").glob("*.json")
    if (kind := KINDS[json.loads(file.read_bytes())["kind"]]).asks and kind.to == "debtor"
)
CASES = {str(case): case for case in matrix() if case.asks}
LONG = "specification-business-long"


def asked(name: str) -> dict[str, Any]:
    request = (
        request_for(CASES[name])
        if name in CASES
        else json.loads((ROOT / "samples" / f"{name}.json").read_text(encoding="utf-8"))
    )
    return request | {"annex": True}


@cache
def letter_of(name: str, form: str) -> Letter:
    return DESK.finish(asked(name), form)


@cache
def made(name: str, form: str) -> Document:
    return render(letter_of(name, form), form, templates=TEMPLATES)


@cache
def pages(name: str) -> tuple[str, ...]:
    pdf = pypdfium2.PdfDocument(made(name, "pdf").content)
    try:
        return tuple(page.get_textpage().get_text_range().replace("\ufffe", "-") for page in pdf)
    finally:
        pdf.close()


def annex_of(letter: Letter) -> Annex:
    assert letter.annex is not None
    return letter.annex


def title(letter: Letter) -> str:
    words = Words(letter.language)
    return f"{words.say(Text('Annex'))}: {words.say(annex_of(letter).heading)}"


def annex_text(name: str, form: str) -> str:
    """What stands in the finished annex, without white space: from its heading on."""
    letter = letter_of(name, form)
    whole = word_text(made(name, form).content) if form == "docx" else "\n".join(pages(name))
    head, found, rest = squeezed(whole).rpartition(squeezed(title(letter)))
    assert found, "there is no annex"
    assert head
    return rest


def said(letter: Letter) -> Iterator[str]:
    """Every sentence and amount of the annex, as the letter writes it."""
    words = Words(letter.language, strict=True)
    for section in annex_of(letter).sections:
        yield from map(words.say, (section.heading, *section.how, *section.notes))
        for line in (*section.lines, section.sum):
            yield words.say(line.text)
            yield words.euro(line.amount)
            yield from map(words.say, line.details)


def told(node: Node) -> Iterator[Node]:
    """The nodes that a reader must find: a part that is alone and only repeats its node has nothing to add."""
    yield node
    for part in node.shown:
        alone = len(node.shown) == 1 and part.amount == node.amount and not part.how and not part.inputs
        yield from told(part) if not alone else ()


@pytest.mark.parametrize("form", ["pdf", "docx"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_amount_is_explained(name: str, form: str) -> None:
    letter = letter_of(name, form)
    assert [found.rule for found in letter.findings if found.severity == "error"] == []
    text = annex_text(name, form)
    for each in said(letter):
        assert squeezed(each) in text, each
    words = Words(letter.language, strict=True)
    tree = letter.explanation
    keys = {"principal", "interest", "costs", "payments", "plan", "received", "plan-left"} & tree.nodes.keys()
    keys = {"instalment", "plan-left"} if "instalment" in tree.nodes else keys  # one instalment is all that is asked
    for key in keys if not (tree.nodes.keys() >= {"payments"} and not letter.account.payments) else keys - {"payments"}:
        for node in told(tree.nodes[key]):
            assert squeezed(words.euro(node.amount)) in text, node.key
            if node.key != "interest-counted":
                assert squeezed(words.say(node.text)) in text, node.key


@pytest.mark.parametrize("name", CASES)
def test_every_dress_and_language_has_it(name: str) -> None:
    for form in ("html", "docx") if CASES[name].debtor == "consumer" else ("html",):
        letter = letter_of(name, form)
        assert not [each for each in letter.findings if each.rule.startswith("text-")]
        words = (
            letter_text(made(name, form).content.decode()) if form == "html" else word_text(made(name, form).content)
        )
        assert squeezed(title(letter)) in squeezed(words)
        for each in said(letter):
            assert squeezed(each) in squeezed(words), each
        for hidden in letter.hidden:
            annex = squeezed(words).rpartition(squeezed(title(letter)))[2].partition(squeezed(hidden))
            assert form == "docx" or not annex[1]


@pytest.mark.parametrize("name", ["sommatie-with-annex", "specification-english-business", "wik-consumer"])
def test_it_starts_on_a_page_of_its_own_and_is_listed(name: str) -> None:
    letter = letter_of(name, "pdf")
    first = [number for number, page in enumerate(pages(name)) if squeezed(title(letter)) in squeezed(page)]
    bare = render(replace(letter, annex=None), "pdf", templates=TEMPLATES)
    assert first[-1] == bare.pages
    body = squeezed("".join(pages(name)[: first[-1]]))
    assert squeezed(Words(letter.language).say(annex_of(letter).heading)) in body


@pytest.mark.parametrize("form", ["pdf", "html", "docx", "json"])
def test_the_same_request_gives_the_same_bytes(form: str) -> None:
    first, second = (
        render(DESK.compose(asked("sommatie-with-annex")), form, templates=TEMPLATES).content for _ in ("once", "again")
    )
    assert first == second


def test_sixty_invoices_break_well() -> None:
    """The heads of the columns stand on every page of a long table, and no heading ends a page."""
    letter = letter_of(LONG, "pdf")
    start = max(number for number, page in enumerate(pages(LONG)) if squeezed(title(letter)) in squeezed(page))
    annex = [page.splitlines() for page in pages(LONG)[start:]]
    assert len(annex) > 4
    headings = {Words("nl").say(section.heading) for section in annex_of(letter).sections}
    for page in annex:
        lines = [line.strip() for line in page]
        assert any(line.startswith("Wat") and line.endswith("Bedrag") for line in lines), lines[:4]
        footer = next(number for number, line in enumerate(lines) if "Pagina" in line)
        assert not headings & set(lines[footer - 1 : footer])
    document = WordDocument(BytesIO(made(LONG, "docx").content))
    heads = document.element.body.xpath("//w:tblHeader")
    assert len(heads) >= len(annex_of(letter).sections)


def test_a_screen_reader_finds_headings_and_bookmarks() -> None:
    with pikepdf.open(BytesIO(made("sommatie-with-annex", "pdf").content)) as pdf, pdf.open_outline() as outline:
        titles = [each.title for each in outline.root]
        inner = [each.title for each in outline.root[-1].children]
    letter = letter_of("sommatie-with-annex", "pdf")
    assert titles[-1] == title(letter)
    assert inner == [Words("nl").say(section.heading) for section in annex_of(letter).sections]
    word = WordDocument(BytesIO(made("sommatie-with-annex", "docx").content))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style is not None}
    assert styles[title(letter)] == "Heading 1"
    assert all(styles[each] == "Heading 2" for each in inner)


def test_an_annex_may_hold_no_stranger_and_stands_in_for_nothing() -> None:
    letter = letter_of("sommatie-with-annex", "html")
    say = Words("nl", strict=True).say
    text = letter_text(letter_html(letter, TEMPLATES))
    assert check_text(text, letter, say) == ()
    rules = {found.rule for found in check_text(text + "\nRente over 3%: € 12,34 tot 3 maart 2025.\n", letter, say)}
    assert {"text-foreign-amount", "text-foreign-percentage", "text-foreign-date"} <= rules


def test_what_the_letter_must_say_it_says_outside_its_annex(monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked("wik-consumer")
    letter = DESK.compose(request)
    costs = letter.fields.costs
    assert costs is not None
    amount = Words("nl").euro(costs.excl_vat)

    def without_costs(letter: Letter, templates: Any, *, pictures: str) -> str:
        body, mark, annex = letter_html(letter, templates, pictures="inline").partition('<section class="annex"')
        return body.replace(amount, "") + mark + annex

    monkeypatch.setattr("docgen.service.desk.letter_html", without_costs)
    with pytest.raises(UnlawfulLetter) as refused:
        DESK.finish(request, "html")
    assert "text-costs-not-named" in {found.rule for found in refused.value.findings}


def test_a_notice_to_a_consumer_gets_no_date_to_come() -> None:
    annex = annex_of(letter_of("wik-consumer", "pdf"))
    days = [value for section in annex.sections for line in section.lines for value in dates_of(line)]
    assert days
    assert max(days) <= letter_of("wik-consumer", "pdf").date


def dates_of(line: Line) -> list[date]:
    said = (line.text, *line.details)
    return [value for each in said for value in each.values.values() if isinstance(value, date)]


def test_the_request_is_read_from_the_sample_itself() -> None:
    sample = read_json((ROOT / "samples" / "sommatie-with-annex.json").read_bytes())
    assert DESK.compose(sample).annex is not None
