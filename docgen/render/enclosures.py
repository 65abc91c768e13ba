"""PDFs of the dossier behind the letter's own: read, checked and joined by a crew that can be killed.

A PDF from outside may be made to bring down, or take over, whatever reads it. So none is opened in this process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.dossier.model import LetterRequest
from docgen.errors import InputProblem, InvalidInput, LimitExceeded, NotSupported, Unavailable
from docgen.letters.enclosures import Enclosure
from docgen.letters.letter import Letter
from docgen.render.document import Document
from docgen.render.job import Enclosed, Joining
from docgen.render.words import Words
from docgen.render.workers import Crew, Said
from docgen.texts import Text, text

SECONDS = 15.0  # for one file, and again to join them; an ordinary one takes a hundredth of one
PAGES = 50  # of all files together
SAID = Said(
    text("This PDF takes too long to read. Print it to a PDF, and attach that."),
    text("This PDF takes too much memory to read. Print it to a PDF, and attach that."),
    text("The program that reads this PDF stopped. Print it to a PDF, and attach that."),
)
CREW = Crew("docgen.render.joining", memory=1024**3, said=SAID)


def enclosed_pages(request: LetterRequest) -> Mapping[int, int]:
    """The number of pages of each attachment that a request wants printed, by its place in the dossier.

    Raises `InvalidInput` with all files that cannot be.
    """
    if not request.append_attachments:
        return {}
    pages: dict[int, int] = {}
    problems: list[InputProblem] = []
    for place, each in enumerate(request.dossier.attachments):
        if each.media_type == "application/pdf":
            try:
                pages[place] = CREW.run(each.content, seconds=SECONDS)
            except (NotSupported, LimitExceeded, Unavailable) as error:
                problems.append(InputProblem(f"/dossier/attachments/{place}/content", error.detail))
    if sum(pages.values()) > PAGES:
        problems.append(InputProblem("/dossier/attachments", _too_many()))
    if problems:
        raise InvalidInput(tuple(problems))
    return pages


def with_enclosures(letter: Letter, document: Document) -> Document:
    """The letter's PDF with what is printed behind it. Raises `LimitExceeded` and `Unavailable`."""
    if not letter.behind:
        return document
    words = Words(letter.language)
    job = Joining(
        document.content,
        tuple(_enclosed(each, words) for each in letter.behind),
        letter.fields.letter.concept,
    )
    enclosed = sum(each.pages for each in letter.behind)
    content: bytes = CREW.run(job, seconds=SECONDS)
    return replace(document, content=content, pages=(document.pages or 0) + enclosed, enclosed=enclosed)


def _enclosed(each: Enclosure, words: Words) -> Enclosed:
    label = words.say(text("Enclosure") if each.number is None else text("Enclosure {number}", number=each.number))
    return Enclosed(each.content, label, f"{label}: {each.name}")


def _too_many() -> Text:
    return text("The enclosures have more than {limit} pages together. Attach only what matters.", limit=PAGES)
