"""The KIX code and the fold marks as asked for: read back from finished pages, and refused where they make no sense."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from docgen.errors import InvalidInput
from docgen.render.envelope import window
from docgen.render.kix import FULL_HEIGHT, QUIET, says_address, width_of
from docgen.render.words import Words
from docgen.service.desk import Desk
from docgen.service.page_kix import read_kix
from docgen.service.page_window import check_window
from docgen.service.preview.envelope import envelope
from docgen.settings import ROOT

Read = Callable[[str], dict[str, Any]]
ALL = sorted(file.stem for file in (ROOT / "samples").glob("*.json"))
POSTED = [
    name
    for name in ALL
    if (data := json.loads((ROOT / "samples" / f"{name}.json").read_text(encoding="utf-8"))).get("channel", "post")
    == "post"
    and data["dossier"]["debtor"]["address"].get("country", "NL") == "NL"
]


@pytest.mark.parametrize("name", POSTED[::2])  # a letter each, and its page at 300 dpi
def test_the_code_of_every_other_sample_says_the_printed_address(desk: Desk, sample: Read, name: str) -> None:
    request = sample(name) | {"kix": True}
    letter = desk.finish(request, "pdf")
    pdf = desk.render(letter, "pdf").content
    opening, lines = window(letter.look.window), letter.fields.addressee.address_lines
    assert check_window(pdf, opening, lines, []).missing == ()
    found = read_kix(pdf, opening)
    if "kix-left-out" in {each.rule for each in desk.findings(request)}:
        assert found is None
        return
    assert found is not None
    assert says_address(found.content, lines)
    assert (found.box.width, found.box.height) == pytest.approx((width_of(found.content), FULL_HEIGHT), abs=0.15)
    assert opening.holds(found.box)
    assert found.box.left - opening.left == pytest.approx(QUIET, abs=0.15)
    assert envelope(letter, pdf, Words("en"))["address"]["fits"]


def test_it_is_off_by_default_and_not_in_a_web_page(desk: Desk, sample: Read) -> None:
    request = sample("wik-consumer")
    plain = desk.render(desk.finish(request, "pdf"), "pdf").content
    assert read_kix(plain, window("left")) is None
    letter = desk.finish(request | {"kix": True}, "html")
    assert b'class="kix"' not in desk.render(letter, "html").content


def test_a_screen_reader_skips_it_and_the_bytes_are_the_same(desk: Desk, sample: Read) -> None:
    request = sample("wik-consumer")
    letters = [desk.finish(request | {"kix": asked}, "pdf") for asked in (True, True, False)]
    with_code, again, without = (desk.render(each, "pdf").content for each in letters)
    assert with_code == again
    figures = [
        sum(
            item.get("/S") == "/Figure"
            for item in pikepdf.open(BytesIO(each)).objects
            if isinstance(item, pikepdf.Dictionary)
        )
        for each in (with_code, without)
    ]
    assert figures[0] == figures[1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"channel": "registered"}, "ordinary post"),
        ({"channel": "email", "send_at": "10:00"}, "ordinary post"),
        ({"channel": "sms", "send_at": "10:00"}, "ordinary post"),
    ],
)
def test_only_ordinary_post_has_one(desk: Desk, sample: Read, change: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.compose(sample("wik-consumer") | {"kix": True} | change)
    assert [(each.pointer, says in each.message.message) for each in caught.value.errors] == [("/kix", True)]


def test_an_address_abroad_has_none(desk: Desk, sample: Read) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.compose(sample("reminder-english-foreign-address") | {"kix": True})
    assert [each.pointer for each in caught.value.errors] == ["/kix"]


def test_a_letter_to_the_creditor_has_the_creditors(desk: Desk, sample: Read) -> None:
    request = sample("claim-receipt") | {"kix": True}
    request["dossier"]["debtor"]["address"] = {"street": "Rue Haute 1", "city": "Gent", "country": "BE"}
    letter = desk.finish(request, "pdf")
    found = read_kix(desk.render(letter, "pdf").content, window(letter.look.window))
    assert found is not None
    assert says_address(found.content, letter.fields.addressee.address_lines)


@pytest.mark.parametrize("addition", ["½", "abcdefghij"])
def test_where_there_can_be_none_a_finding_says_so(desk: Desk, sample: Read, addition: str) -> None:
    request = sample("wik-consumer") | {"kix": True}
    request["dossier"]["debtor"]["address"]["house_number_suffix"] = addition
    assert "kix-left-out" in {each.rule for each in desk.findings(request)}
    letter = desk.finish(request, "pdf")
    assert "kix-left-out" in {each.rule for each in letter.findings}
    assert read_kix(desk.render(letter, "pdf").content, window("left")) is None


def test_an_address_that_fills_the_window_goes_without(desk: Desk, sample: Read) -> None:
    request = sample("wik-consumer") | {"kix": True}
    request["dossier"]["debtor"] |= {"name": "Wmwmwm " * 9, "attention": "Wmwmwm " * 9}
    request["dossier"]["debtor"]["address"]["street"] = "Wmwmwm " * 9
    letter = desk.finish(request, "pdf")
    assert "kix-left-out" in {each.rule for each in letter.findings}
    assert read_kix(desk.render(letter, "pdf").content, window("left")) is None


@pytest.mark.parametrize(("asked", "folds"), [("both", 2), ("three", 1), ("two", 1), ("none", 0), (None, 2)])
def test_fold_marks_in_html_and_word(desk: Desk, sample: Read, asked: str | None, folds: int) -> None:
    request = sample("wik-consumer") | {"fold_marks": asked}
    letter = desk.finish(request, "docx")
    assert len(envelope(letter, desk.render(letter, "pdf").content, Words("en"))["folds"]) == folds
    with ZipFile(BytesIO(desk.render(letter, "docx").content)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.startswith("word/header")]
    assert sum(len(re.findall("Foldmark", part)) for part in parts) == folds


def test_a_word_letter_draws_it_once_as_a_shape(desk: Desk, sample: Read) -> None:
    letter = desk.finish(sample("wik-consumer") | {"kix": True}, "docx")
    document = desk.render(letter, "docx").content
    with ZipFile(BytesIO(document)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count('name="KIX"') == 1
    assert body.count("<a:moveTo>") == 4 * len(letter.kix or "")


def test_a_word_letter_on_paper_has_a_code_that_can_be_read(desk: Desk, sample: Read) -> None:
    letter = desk.finish(sample("wik-consumer") | {"kix": True, "engine": "word"}, "pdf")
    found = read_kix(desk.render(letter, "pdf").content, window(letter.look.window))
    assert found is not None
    assert says_address(found.content, letter.fields.addressee.address_lines)
    assert (found.box.width, found.box.height) == pytest.approx((width_of(found.content), FULL_HEIGHT), abs=0.15)
