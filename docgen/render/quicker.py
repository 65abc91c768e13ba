"""Inner functions of WeasyPrint that are done in another way while a letter is set; what comes of them is the same.

They stand in place of WeasyPrint's own only then, and only in the version that they are written for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint
from weasyprint import html
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.layout.percent import adjust_box_sizing
from weasyprint.text import line_break

from docgen.render import kept_text, page_tree

usual_percentages, usual_backgrounds = percent.resolve_percentages, background.layout_box_backgrounds
usual_flow, usual_bytes, usual_metadata = boxes.Box.is_in_normal_flow, pydyf._to_bytes, html.get_html_metadata

_MARGINS = ("margin_left", "margin_right", "margin_top", "margin_bottom")
_PADDINGS = ("padding_left", "padding_right", "padding_top", "padding_bottom")
_SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """See `weasyprint.layout.percent`. Most styles have no percentages: theirs are the same in every box."""
    style = box.style
    fixed = style.__dict__.get("fixed_sizes")
    if fixed is None:
        fixed = style.fixed_sizes = _fixed(style)
    if not fixed or not isinstance(box, boxes.Box):  # what stands for a box that is placed elsewhere has no sizes
        usual_percentages(box, containing_block)
        return
    sizes, borders = fixed
    used = box.__dict__
    used.update(sizes)
    if style["border_collapse"] == "collapse":  # what cells share was decided before
        for name, width in borders.items():
            if not hasattr(box, name):
                used[name] = width
    else:
        used.update(borders)
    if style["box_sizing"] != "content-box":
        adjust_box_sizing(box, "width")
        adjust_box_sizing(box, "height")


def _fixed(style: Any) -> tuple[dict[str, Any], dict[str, Any]] | tuple[()]:
    """The sizes of a box that depend on nothing but its style, or nothing when others do."""
    sizes = {}
    for name in (*_MARGINS, *_PADDINGS, *_SIZES):
        value = style[name]
        if value == "auto":
            sizes[name] = 0 if name in ("min_width", "min_height") else value
        elif getattr(value, "unit", None) == "px":
            sizes[name] = value.value
        else:
            return ()
    return sizes, {name: style[name] for name in _BORDERS}


def is_in_normal_flow(box: Any) -> bool:
    """See `weasyprint.formatting_structure.boxes`."""
    if "is_floated" in box.__dict__:  # of what a flexible box holds
        usual: bool = usual_flow(box)
        return usual
    style = box.style
    position = style["position"]
    return style["float"] not in _OUT_OF_FLOW and position not in _PLACED and position[0] not in _ELSEWHERE


_OUT_OF_FLOW = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))
_PLACED = frozenset(("absolute", "fixed"))
_ELSEWHERE = frozenset(("running()", "note()"))


def page_values(box: Any) -> tuple[Any, Any]:
    """See `weasyprint.formatting_structure.boxes`. Only the first and the last child count."""
    page = box.style["page"]
    first = next((child for child in box.children if child.is_in_normal_flow() or child.is_floated()), None)
    if first is None:
        return page, page
    last = next(child for child in reversed(box.children) if child.is_in_normal_flow() or child.is_floated())
    start, end = first.page_values()
    return start or page, (end if last is first else last.page_values()[1]) or page


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    """See `weasyprint.layout.background`. Most boxes have nothing behind them."""
    others = style is not None or box is page or not layout_children or not isinstance(box, boxes.Box)
    if others or not _is_bare(box.style):
        usual_backgrounds(page, box, get_image_from_uri, layout_children, style)
        return
    box.__dict__.update(_SQUARE)
    for child in box.all_children():
        layout_box_backgrounds(page, child, get_image_from_uri)
    box.background = None


_CORNERS = (
    "border_top_left_radius",
    "border_top_right_radius",
    "border_bottom_right_radius",
    "border_bottom_left_radius",
)
_SQUARE = dict.fromkeys(_CORNERS, (0, 0))


def _is_bare(style: Any) -> bool:
    known: bool | None = style.__dict__.get("is_bare")
    if known is None:
        colour = style["background_color"]
        known = style.is_bare = (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(image == ("none", None) for image in style["background_image"])
            and not style["box_shadow"]
            and colour != "currentcolor"
            and colour.alpha == 0
            and all((0, "px") in style[corner] for corner in _CORNERS)
        )
    return known


def to_bytes(item: Any) -> bytes:
    """See `pydyf`: the kinds in another order, and together with what they hold."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    if kind is pydyf.Dictionary:
        pairs = [b"/" + to_bytes(key) + b" " + to_bytes(value) for key, value in item.items()]
        return b"<<" + b"".join(pairs) + b">>"
    if kind is pydyf.Array:
        return b"[" + b" ".join([to_bytes(each) for each in item]) + b"]"
    return usual_bytes(item)  # type: ignore[no-any-return]


def get_html_metadata(page: Any) -> Any:
    """See `weasyprint.html`. Of a page whose tree is known the head has it all."""
    if isinstance(page, page_tree.Read):
        head = [SimpleNamespace(etree_element=each) for each in page.etree_element[0]]
        page = SimpleNamespace(
            etree_element=page.etree_element, wrapper_element=SimpleNamespace(query_all=lambda *_names: head)
        )
    return usual_metadata(page)


_INSTEAD: dict[Any, Any] = {
    line_break.Layout: kept_text.Line,
    line_break.split_first_line: kept_text.split_first_line,
    line_break.strut: kept_text.strut,
    drawing.draw_first_line: kept_text.draw_first_line,
    percent.resolve_percentages: resolve_percentages,
    background.layout_box_backgrounds: layout_box_backgrounds,
    pydyf._to_bytes: to_bytes,
    html.get_html_metadata: get_html_metadata,
}


def _places() -> list[tuple[Any, str, Any, Any]]:
    """Where WeasyPrint has these, under which name, its own and ours."""
    modules = [module for name, module in sys.modules.items() if name == "pydyf" or name.startswith("weasyprint.")]
    return [
        (boxes.Box, "is_in_normal_flow", usual_flow, is_in_normal_flow),
        (boxes.ParentBox, "page_values", boxes.ParentBox.page_values, page_values),
        *(
            (module, name, usual, own)
            for module in modules
            for usual, own in _INSTEAD.items()
            for name in [str(usual.__name__)]
            if vars(module).get(name) is usual
        ),
    ]


PLACES = _places()


@contextmanager
def quicker() -> Iterator[None]:
    """While a letter is set. Another version of WeasyPrint is left alone."""
    if weasyprint.__version__ != page_tree.KNOWN:
        yield
        return
    kept_text.MEMORY.next_letter()
    for module, name, _, own in PLACES:
        setattr(module, name, own)
    try:
        yield
    finally:
        for module, name, usual, _ in PLACES:
            setattr(module, name, usual)
