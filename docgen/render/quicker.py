"""Inner functions of WeasyPrint that are done in another way while a letter is set; what comes of them is the same.

They stand in place of WeasyPrint's own only then, and only in the version that they are written for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
from weasyprint.draw import text as drawing
from weasyprint.layout import percent
from weasyprint.layout.percent import adjust_box_sizing
from weasyprint.layout.percent import resolve_percentages as usual_percentages
from weasyprint.text import line_break

from docgen.render import kept_text, page_tree

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
    if not fixed:
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


_INSTEAD = {
    line_break.Layout: kept_text.Line,
    line_break.split_first_line: kept_text.split_first_line,
    line_break.strut: kept_text.strut,
    drawing.draw_first_line: kept_text.draw_first_line,
    percent.resolve_percentages: resolve_percentages,
}


def _places() -> list[tuple[Any, str, Any, Any]]:
    """Where WeasyPrint's modules have these, under which name, its own and ours."""
    modules = [module for name, module in sys.modules.items() if name.startswith("weasyprint.")]
    return [
        (module, name, usual, own)
        for module in modules
        for usual, own in _INSTEAD.items()
        for name in [usual.__name__]
        if vars(module).get(name) is usual
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
