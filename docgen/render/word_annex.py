"""The annex of a letter at the end of its Word file, in the template's own styles: no author has to provide for it.

A style that a template does not have is left out, and its text then looks like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docgen.letters.annex import Annex, Line, Section
from docgen.letters.letter import Letter
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_xml import TWIPS, Element, element, every, get, q
from docgen.render.words import Words
from docgen.texts import Text, text

TEXT_COLUMN = round(140.0 * TWIPS)
AMOUNT_COLUMN = round(21.0 * TWIPS)
INDENT = round(5.0 * TWIPS)
HAIRLINE, LINE = "2", "6"  # eighths of a point


def append_annex(package: Package, letter: Letter) -> None:
    """Put the annex behind the letter, on a page of its own."""
    if letter.annex is None:
        return
    styles = [each for part in package.related("styles") for each in every(package.tree(part), "w:name")]
    known = {(get(each, "w:val") or "").lower(): get(each.getparent(), "w:styleId") or "" for each in styles}
    body = package.tree(DOCUMENT).find(q("w:body"))
    end = body.find(q("w:sectPr"))
    for block in _Writer(Words(letter.language, strict=True), known).blocks(letter.annex):
        end.addprevious(block)


class _Writer:
    """Makes paragraphs and tables; `styles` are the template's, their ids by name."""

    def __init__(self, words: Words, styles: dict[str, str]) -> None:
        self._words = words
        self._styles = styles

    def blocks(self, annex: Annex) -> Iterable[Element]:
        """Heading, introduction, and a heading, a table and its notes for each section."""
        heading = f"{self._words.say(text('Annex'))}: {self._words.say(annex.heading)}"
        yield self._paragraph("heading 1", heading, "w:pageBreakBefore")
        yield self._paragraph("normal", self._all(annex.intro))
        for section in annex.sections:
            yield self._paragraph("heading 2", self._words.say(section.heading), "w:keepNext")
            if section.how:
                yield self._paragraph("normal", self._all(section.how), "w:keepNext")
            yield self._table(section)
            yield self._paragraph("note" if section.notes else "table space", self._all(section.notes))

    def _all(self, sentences: Iterable[Text]) -> str:
        return " ".join(map(self._words.say, sentences))

    def _table(self, section: Section) -> Element:
        amounts = 1 + section.has_parts
        widths = [TEXT_COLUMN - amounts * AMOUNT_COLUMN, *[AMOUNT_COLUMN] * amounts]
        properties = element("w:tblPr")
        if style := self._styles.get("amounts"):
            properties.append(element("w:tblStyle", {"w:val": style}))
        properties.append(element("w:tblW", {"w:w": str(sum(widths)), "w:type": "dxa"}))
        properties.append(element("w:tblLayout", {"w:type": "fixed"}))
        grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": str(width)}) for width in widths))
        table = element("w:tbl", None, properties, grid, self._head(widths))
        for line in section.lines:
            table.append(self._row(line, widths))
            if line.details:
                table.append(self._details(line, widths))
        table.append(self._row(section.sum, widths, last=True))
        return table

    def _head(self, widths: list[int]) -> Element:
        names = [text("What"), *([text("Of which")] if len(widths) > 2 else []), text("Amount")]
        styles = ["table heading", "table heading amount", "table heading amount"]
        cells = [
            _cell(width, self._paragraph(style, self._words.say(name)), bottom=LINE)
            for style, name, width in zip(styles, names, widths, strict=False)
        ]
        return element("w:tr", None, element("w:trPr", None, element("w:tblHeader")), *cells)

    def _row(self, line: Line, widths: list[int], *, last: bool = False) -> Element:
        marks = ("w:keepNext",) if line.details else ()
        said = self._paragraph("table text small", self._words.say(line.text), *marks, part=line.part, strong=last)
        amounts = [line.amount if line.part else None, None if line.part else line.amount][-len(widths) + 1 :]
        top = LINE if last else HAIRLINE if line.subtotal else None
        cells = [_cell(widths[0], said, top=top)]
        for width, amount in zip(widths[1:], amounts, strict=True):
            cells.append(_cell(width, self._amount(amount, strong=last), top=top))
        return element("w:tr", None, *cells)

    def _amount(self, amount: Decimal | None, *, strong: bool) -> Element:
        return self._paragraph("table amount small", "" if amount is None else self._words.euro(amount), strong=strong)

    def _details(self, line: Line, widths: list[int]) -> Element:
        said = self._paragraph("table detail", self._all(line.details), part=line.part)
        return element("w:tr", None, _cell(sum(widths), said, span=len(widths)))

    def _paragraph(self, style: str, words: str, *marks: str, part: bool = False, strong: bool = False) -> Element:
        properties = element("w:pPr")
        if known := self._styles.get(style):
            properties.append(element("w:pStyle", {"w:val": known}))
        properties.extend(element(mark) for mark in marks)
        if part:
            properties.append(element("w:ind", {"w:left": str(INDENT)}))
        paragraph = element("w:p", None, properties)
        if words:
            piece = element("w:t", {"xml:space": "preserve"})
            piece.text = words
            look = [element("w:rPr", None, element("w:b"), element("w:bCs"))] if strong else []
            paragraph.append(element("w:r", None, *look, piece))
        return paragraph


def _cell(width: int, said: Element, *, span: int = 1, top: str | None = None, bottom: str | None = None) -> Element:
    properties = element("w:tcPr", None, element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
    if span > 1:
        properties.append(element("w:gridSpan", {"w:val": str(span)}))
    if top or bottom:
        look = {"w:val": "single", "w:sz": top or bottom or LINE, "w:space": "0", "w:color": "000000"}
        border = element("w:top" if top else "w:bottom", look)
        properties.append(element("w:tcBorders", None, border))
    return element("w:tc", None, properties, said)
