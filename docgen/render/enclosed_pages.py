"""Pages from outside, made anew on A4. Runs in a worker process only: see `enclosures`.

Of each page only its picture is taken: what a printer would print, notes and filled-in fields included. Links, actions,
attached files, bookmarks, signatures and tags stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from docgen.render.enclosure_door import seen

A4 = (595.276, 841.89)  # points
SAME = 3.0  # points by which a sheet may differ from A4 and keep its size
DRAWING = Name("/Drawing")
_OF_A_DRAWING = ("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group")
_LEFT_BEHIND = ("/StructParent", "/StructParents", "/OC", "/PieceInfo", "/Metadata", "/AF", "/A", "/AA", "/Parent")


def fresh_pages(source: Pdf, into: Pdf) -> Iterator[Page]:
    """Add every page of a PDF that was let in to another, one by one. The source is changed."""
    source.flatten_annotations("print")
    for page in source.pages:
        page.obj.TrimBox = Array(list(seen(page)))  # what a drawing is cut to
        drawing = into.copy_foreign(_drawing(source, page))
        width, height = _size(drawing)
        sheet = (width, height) if _is_a4(width, height) else A4 if height >= width else (A4[1], A4[0])
        added = into.add_blank_page(page_size=sheet)
        added.obj.Resources = Dictionary(XObject=Dictionary({"/Drawing": drawing}))
        placed = added.calc_form_xobject_placement(
            drawing,
            DRAWING,
            pikepdf.Rectangle(0, 0, *sheet),
            invert_transformations=True,
            allow_shrink=True,
            allow_expand=False,
        )
        added.obj.Contents = into.make_stream(placed)
        yield added


def _drawing(source: Pdf, page: Page) -> Object:
    drawing = page.as_form_xobject()
    for key in set(drawing.keys()) - {*_OF_A_DRAWING, "/Length", "/Filter", "/DecodeParms"}:
        del drawing[key]
    known: set[tuple[int, int]] = set()
    waiting: list[Object] = [source.make_indirect(drawing)]
    while waiting:
        each = waiting.pop()
        if each.is_indirect:
            if each.objgen in known:
                continue
            known.add(each.objgen)
        if isinstance(each, Dictionary | Stream):
            for key in set(each.keys()) & set(_LEFT_BEHIND):
                del each[key]
            waiting += [item for key in each.keys() if isinstance(item := each[key], Object)]  # noqa: SIM118
        elif isinstance(each, Array):
            waiting += [item for item in each if isinstance(item, Object)]
    return drawing


def _size(drawing: Object) -> tuple[float, float]:
    """Width and height of a drawing as it stands on paper, turned and enlarged as its page was."""
    box = pikepdf.Rectangle(*(float(each) for each in drawing.BBox.as_list()))
    shown = pikepdf.Matrix(drawing.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0]))).transform(box)
    return float(shown.width), float(shown.height)


def _is_a4(width: float, height: float) -> bool:
    return all(abs(one - other) <= SAME for one, other in zip(sorted((width, height)), A4, strict=True))
