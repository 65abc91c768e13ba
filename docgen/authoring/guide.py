"""The field guide: a Word file that lists every field with a description, an example and a tag to paste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from docgen.authoring.snippets import path_of, tag_of
from docgen.letters.field_types import FieldEntry, entries
from docgen.letters.fields import Fields
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.render.word_package import open_own
from docgen.render.words import Words
from docgen.texts import Percent, Text, text

_A4 = Mm(297), Mm(210)
_MARGIN = Mm(18)
_COLUMNS = (Mm(46), Mm(70), Mm(20), Mm(40), Mm(85))
_ACCENT = RGBColor(0x1F, 0x3A, 0x5F)

_SORTS: Mapping[type, Text] = {
    str: text("text"),
    int: text("number"),
    bool: text("yes or no"),
    Decimal: text("amount of money"),
    date: text("date"),
    Percent: text("percentage"),
    Text: text("sentence"),
}
_FORMATS: Sequence[tuple[str, Text]] = (
    ("{{ totals.total | euro }}", text("an amount in euros")),
    ("{{ letter.date | date }}", text("a date in full")),
    ("{{ letter.date | short_date }}", text("a date in figures, for narrow columns")),
    ("{{ costs.vat_rate }}", text("a percentage, printed as it is")),
    ("{{ term.days | words }}", text("a whole number in words")),
    ("{{ enclosures | join_list }}", text("a list on one line: a, b and c")),
    ("{% if invoices | length > 1 %}…{% endif %}", text("how many there are of a list")),
    ("{{ invoices[0].number }}", text("the first of a list")),
)
_STATEMENTS: Sequence[tuple[str, Text]] = (
    ("{% if agency %}…{% endif %}", text("only when the field is there")),
    ("{% if interest %}…{% else %}…{% endif %}", text("one or the other")),
    ('{% if letter.branding == "agency" %}…{% endif %}', text("only when the field has this value")),
    ("{% if costs and costs.vat > 0 %}…{% endif %}", text("only when both hold")),
    ("{% if not describe_claim %}…{% endif %}", text("only when it is not so")),
    ("{% for invoice in invoices %}…{% endfor %}", text("again for each item of a list")),
    ("{% if not loop.last %}; {% endif %}", text("within a loop: not behind the last item")),
)


def field_guide(words: Words, letters: Mapping[str, Sequence[Letter]]) -> bytes:
    """The guide in the language of `words`; `letters` are samples of each kind, which show what that kind has."""
    document = docx.Document()
    _page(document)
    say = words.say
    document.add_heading(say(text("Field guide for Word templates")), 0)
    for paragraph in (
        text("A field stands in double braces. What it prints is in the letter's own language."),
        text("An if and its end, or a for and its end, stand in the same paragraph, or each alone in its own."),
        text("In a table, an if or for alone in a row is about the rows that follow."),
        text("A field that may be empty needs an if around it; the tag to paste has it already."),
    ):
        document.add_paragraph(say(paragraph))
    document.add_heading(say(text("Formats")), 1)
    _pairs(document, _FORMATS, words)
    document.add_heading(say(text("Choosing and repeating")), 1)
    _pairs(document, _STATEMENTS, words)
    document.add_heading(say(text("What each kind of letter has")), 1)
    _kinds(document, words, letters)
    _groups(document, words)
    out = BytesIO()
    document.save(out)
    return open_own(out.getvalue()).pack()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs"):
            fonts.set(qn(key), "Calibri")
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for name, points in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12)):
        document.styles[name].font.size = Pt(points)
        document.styles[name].font.color.rgb = _ACCENT
    document.core_properties.author = "docgen"
    document.core_properties.comments = ""


def _groups(document: Any, words: Words) -> None:
    """A heading and a table for each group; the fields that stand by themselves come last."""
    found = list(entries())
    heads = [each for each in found if each.shape.group]
    for head in heads:
        inside = [each for each in found if each.name.startswith(f"{head.name}.") and _direct(each, head)]
        _group(document, words, head, inside)
    document.add_heading(words.say(text("Other fields")), 1)
    _table(document, words, [each for each in found if "." not in each.name and not each.shape.group])


def _direct(each: FieldEntry, head: FieldEntry) -> bool:
    return "." not in each.name[len(head.name) + 1 :] and not each.shape.group


def _group(document: Any, words: Words, head: FieldEntry, inside: Sequence[FieldEntry]) -> None:
    path = path_of(head.name).removesuffix("[]")
    document.add_heading(path, 1 if "." not in head.name else 2)
    said = words.say(text(head.description))
    if head.shape.many:
        loop = text(
            "Write these fields between {start} and {end}.", start=tag_of(head).partition("…")[0], end="{% endfor %}"
        )
        said = f"{said} {words.say(loop)}"
    elif head.shape.optional:
        said = f"{said} {words.say(text('It may be empty: {tag}.', tag=tag_of(head)))}"
    document.add_paragraph(said).paragraph_format.keep_with_next = True
    _table(document, words, inside)


def _table(document: Any, words: Words, inside: Sequence[FieldEntry]) -> None:
    heads = (text("Field"), text("What it is"), text("Sort"), text("Example"), text("Tag to paste"))
    table = _rows(document, [words.say(each) for each in heads], _COLUMNS)
    for each in inside:
        kind = words.say(text("list") if each.shape.many else _SORTS[each.shape.type])
        cells = (path_of(each.name).removesuffix("[]"), words.say(text(each.description)), kind)
        _row(table, (*cells, _example(each.sample, words), tag_of(each)), _COLUMNS)


def _kinds(document: Any, words: Words, letters: Mapping[str, Sequence[Letter]]) -> None:
    document.add_paragraph(words.say(text("● always, ○ in some letters, – never.")))
    widths = (Mm(51), *([Mm(42)] * len(KINDS)))
    heads = [words.say(text("Field")), *(words.say(kind.title) for kind in KINDS.values())]
    table = _rows(document, heads, widths)
    paths = [each.name for each in fields(Fields)]
    fixed = [each.name for each in entries() if each.name.startswith("fixed.")]
    for path in [*paths, *fixed]:
        _row(table, (path, *(_presence(path, letters.get(kind, ())) for kind in KINDS)), widths)


def _presence(path: str, letters: Sequence[Letter]) -> str:
    there = sum(_value(letter, path) not in (None, (), False) for letter in letters)
    return "–" if not there else "●" if there == len(letters) else "○"


def _value(letter: Letter, path: str) -> object:
    value: object = letter.fields
    for step in path.split("."):
        value = getattr(value, step)
    return value


def _example(sample: object, words: Words) -> str:
    if sample is None:
        return ""
    if isinstance(sample, bool):
        return words.say(text("yes") if sample else text("no"))
    if isinstance(sample, Decimal | date | Percent | tuple):
        return words.show(sample)
    return str(sample)


def _pairs(document: Any, pairs: Sequence[tuple[str, Text]], words: Words) -> None:
    widths = (Mm(110), Mm(151))
    table = _rows(document, [words.say(text("Tag to paste")), words.say(text("What it does"))], widths)
    for tag, said in pairs:
        _row(table, (tag, words.say(said)), widths)


def _rows(document: Any, heads: Sequence[str], widths: Sequence[int]) -> Any:
    """A table with a first row that comes again on each page."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Light List Accent 1"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _fill(table.rows[0], heads, widths)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    return table


def _row(table: Any, cells: Sequence[str], widths: Sequence[int]) -> None:
    row = table.add_row()
    _fill(row, cells, widths)
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(row: Any, cells: Sequence[str], widths: Sequence[int]) -> None:
    for cell, words, width in zip(row.cells, cells, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(words)
        run.font.size = Pt(9)
