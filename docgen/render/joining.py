"""Puts what is enclosed behind a letter, in one PDF. Runs in a worker process only: see `enclosures`.

The pages of the letter stay as they are. Of PDF/A and PDF/UA it says no more: nobody can vouch for pages from outside.
Its tags stay, and those pages get one each, so that a screen reader reads them too.
"""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, NumberTree, Object, OutlineItem, Page, Pdf, String

from docgen.errors import NotSupported
from docgen.render.enclosed_pages import fresh_pages
from docgen.render.enclosure_door import DAMAGED, let_in
from docgen.render.job import Joining

_CLAIMS = ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfaid:amd", "pdfuaid:part", "pdfuaid:rev")
_CONCEPT = b"""
/Artifact BMC q /Under gs 0.925 g BT /Mark 118 Tf 0.6157 0.7880 -0.7880 0.6157 160 190 Tm (CONCEPT) Tj ET Q EMC
"""


def answer(job: bytes | Joining) -> int | bytes:
    """The number of pages of a PDF from outside, which was read and drawn; or the joined PDF.

    Raises `NotSupported` with the reason why a PDF cannot stand behind a letter.
    """
    if isinstance(job, Joining):
        return _joined(job)
    with let_in(job) as source, Pdf.new() as into:
        count = len([*fresh_pages(source, into)])
        _draw(_saved(into))
        return count


def _draw(content: bytes) -> None:
    """Every page once, as the preview will."""
    try:
        document = pypdfium2.PdfDocument(content)
        for page in document:
            page.render(scale=1.0)
            page.close()
        document.close()
    except pypdfium2.PdfiumError:
        raise NotSupported(DAMAGED) from None


def _joined(job: Joining) -> bytes:
    with pikepdf.open(BytesIO(job.letter)) as pdf:
        labels: list[object] = [0, Dictionary(S=Name.D)]
        marks: list[OutlineItem] = []
        for each in job.enclosed:
            first = len(pdf.pages)
            labels += [first, Dictionary(P=String(f"{each.label}, "), S=Name.D)]
            marks.append(OutlineItem(each.title, first, "Fit"))
            with let_in(each.content) as source:
                pages = [*fresh_pages(source, pdf)]
                _tag(pdf, pages, each.title)
                if job.concept:
                    for page in pages:
                        _mark_concept(pdf, page)
        pdf.Root.PageLabels = Dictionary(Nums=Array(labels))
        with pdf.open_outline() as outline:
            outline.root.extend(marks)
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for claim in _CLAIMS:
                if claim in metadata:
                    del metadata[claim]
        return _saved(pdf)


def _tag(pdf: Pdf, pages: list[Page], title: str) -> None:
    """A section in the letter's tree of tags, with a paragraph for each page."""
    root = pdf.Root.get(Name.StructTreeRoot)
    if root is None:
        return
    whole = root.K[0] if isinstance(root.K, Array) else root.K
    section = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=whole, T=String(title), K=Array()))
    numbers = NumberTree(root.ParentTree)
    for page in pages:
        number = max(numbers, default=-1) + 1
        paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=section, Pg=page.obj, K=0))
        section.K.append(paragraph)
        numbers[number] = pdf.make_indirect(Array([paragraph]))
        root.ParentTreeNextKey = number + 1
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        page.obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC\n" + page.obj.Contents.read_bytes() + b"\nEMC")
    _add_kid(whole, section)


def _add_kid(whole: Object, section: Object) -> None:
    if not isinstance(whole.K, Array):
        whole.K = Array([whole.K])
    whole.K.append(section)


def _mark_concept(pdf: Pdf, page: Page) -> None:
    page.obj.Resources.Font = Dictionary(
        Mark=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
    )
    page.obj.Resources.ExtGState = Dictionary(Under=Dictionary(BM=Name.Multiply))
    page.obj.Contents = pdf.make_stream(page.obj.Contents.read_bytes() + _CONCEPT)


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()
