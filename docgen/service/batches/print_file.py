"""All letters of a batch as one PDF to print: in the given order, each under its own bookmark.

The tags of the letters stay behind: paper has none, and they are most of what would have to be held at once. Letters
are put together by hundreds first, so that few files are open at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from itertools import accumulate, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pikepdf import Name, ObjectStreamMode, OutlineItem, Pdf

from docgen.letters.kinds import KINDS
from docgen.render.words import Words
from docgen.service.batches.results import Entry, Results

_TOGETHER = 100  # letters
_OF_TAGS = (Name.StructParents, Name.Tabs, Name.Annots, Name.AF)  # of a page; links lead nowhere on paper


def write_print_file(results: Results, target: Path, words: Words) -> int:
    """Write the print file of a batch of PDFs; gives its number of pages. Raises `CannotKeep`, `Damaged`, `OSError`."""
    done = (each for each in results.entries() if each.letter.output is not None)
    first_pages: list[tuple[str, int]] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix=".print-", dir=target.parent)))
        whole = stack.enter_context(Pdf.new())
        for number, letters in enumerate(_by_hundreds(done)):
            part = stack.enter_context(Pdf.open(_together(letters, results, folder / f"{number}.pdf")))
            counts = [each.letter.pages or 0 for each in letters]
            starts = accumulate(counts, initial=len(whole.pages))
            first_pages += [(_title(each, words), start) for each, start in zip(letters, starts, strict=False)]
            whole.pages.extend(part.pages)
        with whole.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page, "Fit") for title, page in first_pages)
        whole.save(target, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return len(whole.pages)


def _together(letters: list[Entry], results: Results, path: Path) -> Path:
    """Some letters in one file, without their tags."""
    with ExitStack() as stack:
        part = stack.enter_context(Pdf.new())
        for each in letters:
            letter = stack.enter_context(Pdf.open(BytesIO(results.files.letter(each.letter))))
            for page in letter.pages:
                for key in _OF_TAGS:
                    if key in page.obj:
                        del page.obj[key]
            part.pages.extend(letter.pages)
        part.save(path)
    return path


def _by_hundreds(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while some := list(islice(entries, _TOGETHER)):
        yield some


def _title(each: Entry, words: Words) -> str:
    kind = words.say(KINDS[each.letter.kind].title) if each.letter.kind else ""
    return f"{each.letter.position}. {each.reference} – {kind}"
