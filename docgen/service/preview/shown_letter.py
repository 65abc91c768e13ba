"""What the page of the preview shows of a letter: the page that is looked at comes ahead of all the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docgen.letters.letter import Letter
from docgen.render.document import Document
from docgen.render.words import Words
from docgen.service.desk import Desk
from docgen.service.mistakes import internal
from docgen.service.page_images import SCALE
from docgen.service.page_sentences import page_sentences
from docgen.service.preview.envelope import envelope
from docgen.service.preview.letter_amounts import letter_amounts
from docgen.service.preview.pictures import page_picture, page_pictures
from docgen.service.problems import problem


def shown(desk: Desk, data: object, number: int | None, words: Words) -> Iterator[str]:
    """A letter for the page, as JSON in pieces. `number` is that of the page that is looked at, counted from 1.

    Raises what `Desk.finish` and `Desk.render` raise before there is a piece; a later mistake is the member `problem`
    of the answer. The picture of the page that is looked at is a line of its own, the member `soon` before all others,
    and not among the `pages` again.
    """
    letter = desk.finish(data, "pdf")
    return _pieces(desk, data, letter, desk.render(letter, "pdf"), number, words)


def _pieces(
    desk: Desk, data: object, letter: Letter, document: Document, number: int | None, words: Words
) -> Iterator[str]:
    start = "{"
    try:
        picture = page_picture(document.content, number, SCALE) if number else None
        if picture:
            yield _json({"soon": {"number": number, "picture": picture}})[:-1] + ",\n"
            start = ""
        rest = _rest(desk, data, letter, document, words)
        rest["pages"] = page_pictures(document.content, known=number)
        yield start + _json(rest)[1:]
    except Exception as error:  # it is too late for another answer
        yield start + _json({"problem": problem(internal(error), words)})[1:]


def _json(members: dict[str, Any]) -> str:
    return json.dumps(members, ensure_ascii=False)


def _rest(desk: Desk, data: object, letter: Letter, document: Document, words: Words) -> dict[str, Any]:
    """The letter's JSON form, in the words of the reader, and where the amounts on them come from."""
    pdf = document.content
    return {
        **json.loads(desk.render(letter, "json", words).content),
        "language": letter.language,
        "amounts": letter_amounts(letter, desk.settings.templates, document),
        "envelope": envelope(letter, pdf, words),
        "places": desk.places(data, letter),
        "sentences": page_sentences(pdf, [each.sentence or "" for each in letter.findings]),
    }
