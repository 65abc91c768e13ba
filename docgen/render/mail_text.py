"""The letter as plain text for an e-mail: complete, and readable in any type."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from docgen.render.table_rows import cells, labels, said

_BREAK = "\u2028"  # a sign that no dossier holds
_TOGETHER = frozenset(("contact", "references", "footer", "window"))  # parts whose lines stand close
_PARTS = frozenset(("div", "main", "section", "body"))


def mail_text(body: HtmlElement) -> str:
    """Paragraphs with a blank line between them; a value after its label; links written out."""
    for line_break in body.iter("br"):
        line_break.tail = _BREAK + (line_break.tail or "")
    for link in body.iter("a"):
        if said(link) != link.get("href"):
            link.text = f"{said(link)} ({link.get('href')})"
    for label in body.find_class("label"):
        label.text = f"{said(label)}:"
    paragraphs = [each for each in _paragraphs(body) if each]
    return "\n\n".join(paragraphs) + "\n"


def _paragraphs(part: HtmlElement) -> list[str]:
    made = []
    for element in part:
        if "paybox" in element.get("class", "").split():  # without its picture, and what is said of that
            made += [_table(each) for each in element.iter("table")]
        elif element.tag == "img":
            made.append(element.get("alt", ""))
        elif element.tag == "table":
            made.append(_table(element))
        elif element.tag == "ul":
            made.append("\n".join(f"- {_lines(item)}" for item in element))
        elif set(element.get("class", "").split()) & _TOGETHER:
            made.append("\n".join(filter(None, map(_lines, element))))
        elif element.tag in _PARTS:
            made += _paragraphs(element)
        elif isinstance(element.tag, str):
            made.append(_lines(element))
    return made


def _lines(element: HtmlElement) -> str:
    return "\n".join(line.strip() for line in said(element).split(_BREAK))


def _table(table: HtmlElement) -> str:
    names = labels(table)
    names = names if len(names) > 2 else []  # else a value stands after its label as it is
    lines = []
    for row in table.iter("tr"):
        if names and row.getparent().tag == "thead":
            continue
        values = [said(cell) for cell in cells(row)]
        if names and len(values) == len(names) and row.getparent().tag == "tbody":
            lines.append(f"{names[0]}: {values[0]}")
            lines += [f"  {name}: {value}" for name, value in zip(names[1:], values[1:], strict=True)]
        elif names and row.getparent().tag == "tbody":
            lines.append("  " + " ".join(values))
        else:
            lines.append(": ".join(filter(None, values)))
    return "\n".join(lines)
