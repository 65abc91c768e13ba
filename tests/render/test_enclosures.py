"""PDFs behind the letter: what is let in and what is refused, and that the letter itself stays what it was."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream, StreamDecodeLevel

from docgen.errors import InvalidInput
from docgen.letters.enclosures import enclosures_of
from docgen.letters.letter import Letter
from docgen.render import Document, enclosures, render
from docgen.render.enclosure_door import DAMAGED
from docgen.render.enclosures import SAID, enclosed_pages
from docgen.render.job import Enclosed, Joining
from docgen.render.workers import Crew
from tests.letters.asking import request

Maker = Callable[..., Letter]
A4 = (595, 842)


def made(pages: int = 1, size: tuple[int, int] = A4, change: Callable[[Pdf], object] = bool, **how: object) -> bytes:
    with Pdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Contents = pdf.make_stream(b"0 0 1 rg %d 10 40 40 re f" % (10 + number))
        change(pdf)
        out = BytesIO()
        pdf.save(out, **how)
        return out.getvalue()


def catalog(**entries: object) -> Callable[[Pdf], object]:
    return lambda pdf: [pdf.Root.__setitem__(f"/{name}", value) for name, value in entries.items()]


def loop(pdf: Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def launch(pdf: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch))
    pdf.pages[0].obj.Annots = Array([link])


def deep(levels: int) -> Callable[[Pdf], object]:
    """A page under so many branches of the tree of pages."""

    def change(pdf: Pdf) -> None:
        inner = pdf.pages[0].obj
        for _ in range(levels):
            around = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([inner])))
            inner.Parent = around
            inner = around
        inner.Parent = pdf.Root.Pages
        pdf.Root.Pages.Kids = Array([inner])

    return change


def bomb(pdf: Pdf, size: int = 1024) -> None:
    """A page whose drawing is so many megabytes of zeros, in a thousandth of that."""
    packer = zlib.compressobj()
    start = packer.compress(bytes(1024**2)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1024**2)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = ((size * 1024**2 % 65521) << 16 | 1).to_bytes(4, "big")  # Adler-32 of so many zeros
    packed = start + again * (size - 1) + zlib.compressobj().flush()[2:-4] + check
    pdf.pages[0].obj.Contents = Stream(pdf, b"")
    pdf.pages[0].obj.Contents.write(packed, filter=Name.FlateDecode)


def read(content: bytes) -> object:
    asked = request().model_copy(update={"append_attachments": True})
    one = asked.dossier.attachments[0].model_copy(update={"content": content})
    dossier = asked.dossier.model_copy(update={"attachments": (one,)})
    return enclosed_pages(asked.model_copy(update={"dossier": dossier}))


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (made(), 1),
        (made(50), 50),
        (made(size=(1191, 1684)), 1),
        (made(change=deep(10)), 1),
        (made(change=lambda pdf: pdf.attachments.__setitem__("factuur.xml", b"<x/>")), 1),
    ],
    ids=["one", "fifty", "A2", "branches", "embedded file"],
)
def test_what_is_let_in(content: bytes, pages: int) -> None:
    assert read(content) == {0: pages}


SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
REFUSED = {
    "user password": (made(encryption=Encryption(user="a", owner="b")), "encrypted"),
    "owner password": (made(encryption=Encryption(user="", owner="b")), "encrypted"),
    "truncated": (made()[:-200], "damaged"),
    "no PDF": (b"%PDF-1.7\nnothing", "damaged"),
    "no pages": (made(0), "no pages"),
    "too many pages": (made(51), "more than"),
    "thousand pages": (made(1000), "more than"),
    "huge page": (made(size=(5000, 5000)), "larger than A2"),
    "script": (made(change=catalog(OpenAction=SCRIPT)), "script"),
    "launch": (made(change=launch), "script"),
    "xfa": (made(change=catalog(AcroForm=Dictionary(XFA="x"))), "script"),
    "unfilled form": (made(change=catalog(AcroForm=Dictionary(NeedAppearances=True))), "form"),
    "loop of pages": (made(change=loop), "damaged"),
    "thousands of branches": (made(change=deep(5000)), "damaged"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(content)
    (problem,) = caught.value.errors
    assert problem.pointer == "/dossier/attachments/0/content"
    assert reason in problem.message.message


def test_a_bomb_is_refused_and_the_next_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """With less memory than in earnest, so that it goes off sooner."""
    monkeypatch.setattr(enclosures, "CREW", Crew("docgen.render.joining", memory=400 * 1024**2, size=1, said=SAID))
    content = made(change=bomb, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)
    assert len(content) < 2 * 1024**2
    with pytest.raises(InvalidInput) as caught:
        read(content)
    assert caught.value.errors[0].message in (SAID.too_much, DAMAGED)
    assert read(made()) == {0: 1}
    enclosures.CREW.close()


A3 = (842, 1191)
CORNER = (10, 10, 50, 50)  # of the sheet where `made` draws a square: left, bottom, right, top


@pytest.mark.parametrize(
    ("size", "turned", "sheet", "square"),
    [
        (A4, 0, A4, CORNER),
        (A4, 90, (842, 595), (10, 545, 50, 585)),
        (A4, 180, A4, (545, 792, 585, 832)),
        (A3, 0, A4, (7, 7, 35, 35)),
        (A3, 270, (842, 595), (807, 7, 835, 35)),
        ((420, 595), 0, A4, (98, 133, 138, 173)),
    ],
    ids=["as it is", "on its side", "upside down", "shrunk", "shrunk on its side", "small in the middle"],
)
def test_a_page_stands_on_a4_as_it_was_seen(
    size: tuple[int, int], turned: int, sheet: tuple[int, int], square: tuple[int, ...]
) -> None:
    content = made(size=size, change=lambda pdf: pdf.pages[0].rotate(turned, relative=False))
    joined = enclosures.CREW.run(Joining(made(), (Enclosed(content, "Bijlage", "x"),), concept=False), seconds=10)
    document = pypdfium2.PdfDocument(joined)
    try:
        picture = document[1].render(scale=1).to_pil().convert("RGB")
    finally:
        document.close()
    assert picture.size == pytest.approx(sheet, abs=1)
    left, top, right, bottom = picture.getchannel("R").point(lambda red: 255 * (red < 128)).getbbox() or (0, 0, 0, 0)
    assert (left, picture.height - bottom, right, picture.height - top) == pytest.approx(square, abs=1.5)


def both(letter: Maker, templates: Path) -> tuple[Document, Document]:
    alone = letter()
    attachment = request().dossier.attachments[0].model_copy(update={"content": made(2)})
    _, behind = enclosures_of((attachment,), {0: 2}, None)
    return render(alone, "pdf", templates=templates), render(replace(alone, behind=behind), "pdf", templates=templates)


def test_the_letter_stays_and_the_pages_follow(letter: Maker, templates: Path) -> None:
    alone, joined = both(letter, templates)
    assert joined.pages == (alone.pages or 0) + 2
    one, two = pypdfium2.PdfDocument(alone.content), pypdfium2.PdfDocument(joined.content)
    assert len(two) == len(one) + 2
    for number in range(len(one)):
        shown = [each[number].render(scale=1).to_pil().tobytes() for each in (one, two)]
        assert shown[0] == shown[1]
    assert two.get_page_label(len(one)) == "Bijlage, 1"
    with pikepdf.open(BytesIO(joined.content)) as pdf, pdf.open_metadata() as metadata:
        assert "pdfaid:part" not in metadata
        assert pdf.Root.StructTreeRoot.K
        assert str(pdf.Root.Lang) == "nl"
    assert both(letter, templates)[1].content == joined.content


def test_the_list_is_numbered_when_there_are_several() -> None:
    (one,) = request().dossier.attachments
    lines, behind = enclosures_of((one, one), {0: 1, 1: 3}, None)
    assert [each.number for each in behind] == [1, 2]
    assert [each.values["number"] for each in lines] == [1, 2]
