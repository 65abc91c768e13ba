"""Tables after filling: sound, dense when they are long, and kept together on a page."""

from __future__ import annotations

from docgen.render.claim_table import MANY, VERY_MANY
from docgen.render.word_columns import Type, set_columns, unmark_blank_cells
from docgen.render.word_xml import Element, child, drop, element, every, get, placed, q

# Rows: a table that has more takes the denser of its styles, where the file has them.
DENSER = ((VERY_MANY, "denser"), (MANY, "dense"))
TOGETHER = 8  # rows: a table of no more than these is kept on one page


def finish_tables(root: Element, styles: Element) -> None:
    """Put every table of a part in order, and every cell and part that lost its last paragraph."""
    type_ = Type(styles)
    for table in every(root, "w:tbl"):
        if table.find(q("w:tr")) is None:
            drop(table)
            continue
        _make_dense(table, type_)
        set_columns(table, type_)
        _keep_together(table)
    unmark_blank_cells(root)
    for cell in every(root, "w:tc"):
        _end_with_paragraph(cell)
    for table in every(root, "w:tbl"):
        following = table.getnext()
        if following is not None and following.tag == q("w:tbl"):
            table.addnext(thin_paragraph())
    if root.tag in (q("w:hdr"), q("w:ftr")):
        _end_with_paragraph(root)


def _make_dense(table: Element, type_: Type) -> None:
    rows = len(table.findall(q("w:tr")))
    fitting = [how for many, how in DENSER if rows > many]
    for mark in every(table, "w:pStyle"):
        style = get(mark, "w:val") or ""
        for how in fitting:
            if dense := type_.denser(style, how):
                mark.set(q("w:val"), dense)
                break


def _keep_together(table: Element) -> None:
    """A row never splits. A short table stays whole; a long one keeps two rows with its heading and with its end."""
    rows = table.findall(q("w:tr"))
    for index, row in enumerate(rows):
        properties = row.find(q("w:trPr"))
        if properties is None:
            properties = element("w:trPr")
            row.insert(len(row.findall(q("w:tblPrEx"))), properties)
        if properties.find(q("w:cantSplit")) is None:
            properties.insert(0, element("w:cantSplit"))
        near_edge = index < 2 or index >= len(rows) - 3
        if index < len(rows) - 1 and (len(rows) <= TOGETHER or near_edge):
            for paragraph in every(row, "w:p"):
                keep_with_next(paragraph)


def keep_with_next(paragraph: Element) -> None:
    """Let no page end between this paragraph and the next."""
    placed(child(paragraph, "w:pPr", first=True), "w:keepNext")


def _end_with_paragraph(holder: Element) -> None:
    """Word takes a cell for damaged that does not end with a paragraph."""
    if not len(holder) or holder[-1].tag != q("w:p"):
        holder.append(thin_paragraph() if holder.find(q("w:tbl")) is not None else element("w:p"))


def thin_paragraph() -> Element:
    """An empty paragraph that takes no room."""
    spacing = element("w:spacing", {"w:before": "0", "w:after": "0", "w:line": "20", "w:lineRule": "exact"})
    return element("w:p", None, element("w:pPr", None, spacing))
