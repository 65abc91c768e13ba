"""The columns of a table in a Word letter: as many as are used, as wide as their content asks.

A column of which every cell has become empty, its heading too, is left out: so a template shows a column by an if
around the words in its cells. Rows with cells over several columns, as those of totals, have no say in it. A table
that is fitted to its content ("AutoFit to contents" in Word) gets its widths here, by the rule that browsers have,
because not every program that opens the file computes them.
"""

from __future__ import annotations

from docgen.render.fonts import width
from docgen.render.word_xml import TWIPS, Element, child, drop, element, every, get, placed, q, style_of, words_of

SLACK = 0.3  # millimetres more than the measured width: another program rounds otherwise
USUAL_MARGINS = 3.0  # millimetres left and right of a cell's text, together
BLANK = "blank"  # marks a cell that has nothing in it in the template either
TEXT_COLUMN = 140.0  # millimetres
_CONTENT = ("w:drawing", "w:pict", "w:fldSimple", "w:fldChar", "w:tbl")


def set_columns(table: Element, type_: Type) -> None:
    """Give a filled table its columns and, where they follow its content, their widths."""
    _fix_grid(table)
    _drop_empty_columns(table)
    if _autofit(table):
        _fit(table, type_)


class Type:
    """The size of the type of each paragraph style, in points."""

    def __init__(self, styles: Element) -> None:
        self._styles = {get(each, "w:styleId"): each for each in every(styles, "w:style")}
        self._ids = {get(each, "w:val"): get(each.getparent(), "w:styleId") for each in every(styles, "w:name")}
        self._sizes: dict[str, float] = {}
        self._default = next((_size(each) for each in every(styles, "w:docDefaults")), None) or 10.0

    def denser(self, style: str, how: str) -> str | None:
        """Id of the style that is named as this one with "dense" or "denser" behind it."""
        found = self._styles.get(style)
        name = None if found is None else get(found.find(q("w:name")), "w:val")
        return self._ids.get(f"{name} {how}")

    def of(self, style: str) -> float:
        """Points of a style, by the styles that it is based on."""
        if style not in self._sizes:
            found, seen, size = self._styles.get(style), set[str](), None
            while found is not None and size is None and get(found, "w:styleId") not in seen:
                seen.add(get(found, "w:styleId") or "")
                size = _size(found)
                base = found.find(q("w:basedOn"))
                found = None if base is None else self._styles.get(get(base, "w:val"))
            self._sizes[style] = size or self._default
        return self._sizes[style]


def _size(found: Element) -> float | None:
    marks = [get(each, "w:val") for each in every(found, "w:sz")]
    return float(marks[0]) / 2 if marks and marks[0] else None


def _rows(table: Element) -> list[list[Element]]:
    return [row.findall(q("w:tc")) for row in table.findall(q("w:tr"))]


def _span(cell: Element) -> int:
    mark = cell.find(f"{q('w:tcPr')}/{q('w:gridSpan')}")
    return int(get(mark, "w:val") or 1) if mark is not None else 1


def _set_span(cell: Element, columns: int) -> None:
    properties = child(cell, "w:tcPr", first=True)
    mark = properties.find(q("w:gridSpan"))
    if columns == 1:
        if mark is not None:
            drop(mark)
    elif mark is not None:
        mark.set(q("w:val"), str(columns))


def _grid(table: Element) -> list[int]:
    return [int(float(get(each, "w:w") or 0)) for each in table.find(q("w:tblGrid")).findall(q("w:gridCol"))]


def _set_grid(table: Element, columns: list[int]) -> None:
    grid = table.find(q("w:tblGrid"))
    for each in list(grid):
        grid.remove(each)
    grid.extend(element("w:gridCol", {"w:w": str(column)}) for column in columns)
    for row in _rows(table):
        at = 0
        for cell in row:
            mark = child(child(cell, "w:tcPr", first=True), "w:tcW", first=True)
            mark.set(q("w:w"), str(sum(columns[at : at + _span(cell)])))
            mark.set(q("w:type"), "dxa")
            at += _span(cell)


def _fix_grid(table: Element) -> None:
    """As many columns as the widest row has: cells may have been repeated."""
    grid = table.find(q("w:tblGrid"))
    if grid is None:
        grid = element("w:tblGrid")
        table.insert(1, grid)
    columns, needed = _grid(table), max(sum(map(_span, row)) for row in _rows(table))
    if len(columns) < needed:
        whole = sum(columns) or round(TEXT_COLUMN * TWIPS)
        _set_grid(table, [whole // needed] * needed)


def _drop_empty_columns(table: Element) -> None:
    columns = _grid(table)
    for column in reversed(range(len(columns))):
        full = [row[column] for row in _rows(table) if len(row) == len(columns)]
        if len(columns) == 1 or not all(map(_empty, full)) or all(BLANK in cell.attrib for cell in full):
            continue
        for row in _rows(table):
            _take_out(row, column)
        freed = columns.pop(column)
        if _set_width(table):
            columns[max(column - 1, 0)] += freed
        _set_grid(table, columns)


def _take_out(row: list[Element], column: int) -> None:
    """Make a row a column shorter. What a row with cells over several columns, as one of totals, has there moves up."""
    ends = [sum(map(_span, row[: place + 1])) for place in range(len(row))]
    at = next((place for place, end in enumerate(ends) if column < end), None)
    if at is None:
        return
    wide = next((cell for cell in (row[at], *reversed(row[:at]), *row[at:]) if _span(cell) > 1), None)
    if wide is not None and (wide is row[at] or not _empty(row[at])):
        _set_span(wide, _span(wide) - 1)
        return
    if not _empty(row[at]) or len(row) == 1:
        return
    if at == len(row) - 1:
        _inherit_edge(row[at - 1], row[at])
    drop(row[at])


def mark_blank_cells(root: Element) -> None:
    """In a template: remember which cells are empty by themselves, such as those that keep other columns apart."""
    for cell in every(root, "w:tc"):
        if _empty(cell):
            cell.set(BLANK, "")


def unmark_blank_cells(root: Element) -> None:
    """Forget them."""
    for cell in every(root, "w:tc"):
        cell.attrib.pop(BLANK, None)


def _empty(cell: Element) -> bool:
    return not words_of(cell) and next(every(cell, *_CONTENT), None) is None


def _inherit_edge(heir: Element, cell: Element) -> None:
    """What was the last but one is the last now, and has the margin and the border that go with that."""
    for name in ("w:tcBorders", "w:tcMar"):
        edge = cell.find("/".join(q(step) for step in ("w:tcPr", name, "w:right")))
        if edge is not None:
            own = placed(placed(child(heir, "w:tcPr", first=True), name), "w:right")
            for key, value in edge.attrib.items():
                own.set(key, value)


def _set_width(table: Element) -> bool:
    mark = table.find(f"{q('w:tblPr')}/{q('w:tblW')}")
    return mark is not None and get(mark, "w:type") == "dxa"


def _autofit(table: Element) -> bool:
    mark = table.find(f"{q('w:tblPr')}/{q('w:tblLayout')}")
    return mark is not None and get(mark, "w:type") == "autofit" and _set_width(table)


def _fit(table: Element, type_: Type) -> None:
    """Widths between what each column needs at least and at most; what is over is shared by need."""
    columns = _grid(table)
    least, most = [0.0] * len(columns), [0.0] * len(columns)
    for row in _rows(table):
        at = 0
        for cell in row:
            if _span(cell) == 1:
                needs = _needs(cell, type_)
                least[at], most[at] = max(least[at], needs[0]), max(most[at], needs[1])
            at += _span(cell)
    whole = float(sum(columns))
    if sum(most) <= whole:
        widths = [each * whole / (sum(most) or 1) for each in most]
    elif sum(least) <= whole:
        share = (whole - sum(least)) / (sum(most) - sum(least))
        widths = [low + (high - low) * share for low, high in zip(least, most, strict=True)]
    else:
        widths = [each * whole / sum(least) for each in least]
    fitted = [round(each) for each in widths]
    fitted[0] += sum(columns) - sum(fitted)
    _set_grid(table, fitted)


def _needs(cell: Element, type_: Type) -> tuple[float, float]:
    """Twips that a cell needs at least and at most."""
    least = most = 0.0
    for paragraph in every(cell, "w:p"):
        size, words = type_.of(style_of(paragraph)), words_of(paragraph)
        most = max(most, width(words, size))
        least = max([least, *(width(word, size) for word in words.split(" "))])
    unbroken = cell.find(f"{q('w:tcPr')}/{q('w:noWrap')}") is not None
    aside = (SLACK + _margins(cell)) * TWIPS
    return (most if unbroken else least) * TWIPS + aside, most * TWIPS + aside


def _margins(cell: Element) -> float:
    """Millimetres left and right of a cell's text, as far as the cell says so itself."""
    found = cell.find(f"{q('w:tcPr')}/{q('w:tcMar')}")
    if found is None:
        return USUAL_MARGINS
    return sum(int(get(each, "w:w") or 0) for each in found if each.tag in (q("w:left"), q("w:right"))) / TWIPS
