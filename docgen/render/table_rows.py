"""The tables of a letter's page, read by row: the names of the columns and what stands in each cell."""

from __future__ import annotations

from lxml.html import HtmlElement  # type: ignore[import-untyped]

WIDE = 3  # columns that a telephone shows next to each other


def labels(table: HtmlElement) -> list[str]:
    """The names of the columns; none when the table has no head."""
    return [said(cell) for cell in table.findall("thead/tr/th")]


def is_wide(table: HtmlElement) -> bool:
    """Has it more columns than a narrow screen can show?"""
    return len(labels(table)) > WIDE


def cells(row: HtmlElement) -> list[HtmlElement]:
    """The cells of a row, its head too."""
    return [cell for cell in row if cell.tag in ("th", "td")]


def said(element: HtmlElement) -> str:
    """The words in an element, white space made single but for no-break spaces."""
    return " ".join(part for part in element.text_content().replace("\n", " ").split(" ") if part)
