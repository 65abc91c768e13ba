"""What the style sheet makes of the elements of a page, kept from letter to letter.

WeasyPrint works out the style of every element anew for every letter, about a quarter of the work, although letters
differ in their words and not in their look. Here a style is kept under all that it depends on: the style sheets, the
style of the parent, the selectors that match, and what the element says of its own style. The words of a letter are no
part of it, so that no letter can show another's.

It is written for one version of WeasyPrint (`page_tree.KNOWN`): it does what `weasyprint.css.StyleFor` does there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS, Document
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor, declaration_precedence, find_style_attributes
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.targets import TargetCollector
from weasyprint.css.validation import preprocess_declarations
from weasyprint.images import get_image_from_uri
from weasyprint.layout import LayoutContext

MOST = 5_000  # styles that are kept of one set of style sheets; ordinary letters of all kinds make a few hundred
MOST_PLACES = 20_000  # and places that elements stood in
MOST_CHILDREN = 40  # of an element whose children's places are kept; a longer table is different in each letter
_WORDS = frozenset(("alt", "content", "href", "src"))  # attributes that differ in each letter
# Selectors that read those, or what is in an element, or that are written in another way than these.
_READS_MORE = re.compile(
    r":(?:has|empty)\b|\[\s*(?:[*\w-]*\|)?(?:alt|content|href|src)\b|[:\[][*|\w\s-]*\\", re.IGNORECASE
)
NO_LAYER = float("inf")

Cascaded = dict[str, tuple[Any, Any]]  # property to value and weight
Generated = dict[str | None, ComputedStyle]  # by what it is the style of, None: of the page itself


@dataclass(eq=False, slots=True)
class Kept:
    """The style of an element and of what it generates (``::before``), and those of its children by their key."""

    style: ComputedStyle
    generated: dict[str, ComputedStyle]
    children: dict[object, Kept] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Place:
    """An element as its ancestors and all that come before and after it are, and the places of its children by what
    these are.
    """

    kept: Kept
    children: dict[object, list[Place]] = field(default_factory=dict)


class PageSizes(dict[str, Any]):
    """What lengths in parts of the page are measured by; knows whether it was asked."""

    asked = False

    def __getitem__(self, name: str) -> Any:
        self.asked = True
        return super().__getitem__(name)


class Styles:
    """All styles that one set of style sheets has led to."""

    def __init__(self, sheets: tuple[tuple[CSS, str], ...], font_config: Any) -> None:
        self.sheets = sheets
        self.font_config = font_config
        own = [sheet for sheet, origin in sheets if origin == "user"]
        self.most_children = MOST_CHILDREN if all(getattr(sheet, "by_shape", False) for sheet in own) else -1
        self.forget()

    def forget(self) -> None:
        """Start anew."""
        self.count = self.places = 0
        self.roots: dict[object, Kept] = {}
        self.tops: dict[object, Place] = {}
        self.pages: dict[object, dict[str | None, ComputedStyle]] = {}
        self.page_sizes = PageSizes(box=None, area=None)

    def for_next(self) -> Styles:
        """Made ready for a letter: started anew when there are too many, or when the page's size decides on some."""
        if self.count > MOST or self.places > MOST_PLACES or self.page_sizes.asked:
            self.forget()
        return self

    def top(self, wrapper: Any) -> Place:
        """The place of the root of a page."""
        shape = _shape(wrapper.etree_element)
        place = self.tops.get(shape)
        if place is None:
            place = self.tops[shape] = Place(self._of(wrapper, None, None))
        return place

    def below(self, parent: Place, element: Element, top: Place, wrapper: Callable[[], Any]) -> list[Place]:
        """The places of an element's children; `wrapper` gives what selectors are held against."""
        shape = tuple(_shape(child) for child in element)
        places = parent.children.get(shape)
        if places is None:
            places = [Place(self._of(child, parent.kept, top.kept)) for child in wrapper().iter_children()]
            if len(shape) <= self.most_children:
                parent.children[shape] = places
                self.places += len(places)
        return places

    def _of(self, element: Any, parent: Kept | None, root: Kept | None) -> Kept:
        """The style of an element, worked out when it is the first of its kind."""
        matches = [sheet.matcher.match(element) for sheet, _ in self.sheets]
        own = _own(element.etree_element)
        key = own, *(tuple(match[1] for match in found) for found in matches)  # numbers of the selectors, by sheet
        family = self.roots if parent is None else parent.children
        kept = family.get(key)
        if kept is None:
            kept = family[key] = self._made(element.etree_element, matches, parent, root)
            self.count += 1
        return kept

    def _made(self, element: Element, matches: list[Any], parent: Kept | None, root: Kept | None) -> Kept:
        cascaded: dict[str | None, Cascaded] = {None: {}}
        alone = Element(element.tag, element.attrib)
        for specificity, _, declarations, base in find_style_attributes(alone):
            _cascade(cascaded[None], preprocess_declarations(base, declarations), "author", NO_LAYER, specificity)
        for (sheet, origin), found in zip(self.sheets, matches, strict=True):
            for specificity, _, generated, (declarations, layer) in found:
                order = NO_LAYER if layer is None else sheet.layers.index(layer)
                _cascade(cascaded.setdefault(generated, {}), declarations, origin, order, specificity)
        style = self._computed(parent and parent.style, cascaded.pop(None), None, root and root.style)
        base = root.style if root else style
        if style["display"] == ("block", "table") or style.is_root_element:
            _complete(style)  # it is copied for each letter, with what is known by then
        return Kept(style, {name: self._computed(style, each, name, base) for name, each in cascaded.items() if name})

    def of_page(self, page: Any, root: Kept, cascade: Callable[[], Mapping[Any, Cascaded]]) -> Generated:
        """The style of a kind of page and of its margin boxes; `cascade` looks it up in the style sheets."""
        kept = self.pages.get(page)
        if kept is None:
            cascaded = cascade()
            style = self._computed(root.style, cascaded.get((page, None), {}), None, root.style)
            kept = self.pages[page] = {None: style}
            for (_, box), each in cascaded.items():
                if box:
                    kept[box] = self._computed(style, each, box, root.style)
            self.count += len(kept)
        return kept

    def _computed(
        self, parent: ComputedStyle | None, cascaded: Cascaded, generated: str | None, root: ComputedStyle | None
    ) -> ComputedStyle:
        root_style = InitialStyle(self.font_config) if root is None else root
        return ComputedStyle(parent, cascaded, generated, root_style, None, self.font_config, self.page_sizes)


class KeptStyles(StyleFor):  # type: ignore[misc]
    """The styles of one page of HTML: what `StyleFor` is, with those that are kept."""

    def __init__(self, html: Any, styles: Styles, targets: TargetCollector) -> None:
        self._cascaded_styles: dict[Any, Cascaded] = {}
        self._computed_styles: dict[Any, ComputedStyle] = {}
        self._sheets = [(sheet, origin, None) for sheet, origin in styles.sheets]
        self.initial_page_sizes = styles.page_sizes
        self.font_config = styles.font_config
        self._styles = styles
        self._top = html.etree_element
        self._wrappers = {html.etree_element: html.wrapper_element}
        self._parents: dict[Element, Element] = {}
        top = styles.top(html.wrapper_element)
        self._root = top.kept
        self._give(html.etree_element, top.kept, targets)
        waiting = [(html.etree_element, top)]
        for element, place in waiting:  # it grows meanwhile: parents first
            if len(element):
                below = styles.below(place, element, top, partial(self._wrapper, element))
                for child, its in zip(element, below, strict=True):
                    self._give(child, its.kept, targets)
                    waiting.append((child, its))

    def _wrapper(self, element: Element) -> Any:
        """What selectors are held against; made when an element's children stand in no known places."""
        if element not in self._wrappers:
            if not self._parents:
                self._parents.update((child, each) for each in self._top.iter() for child in each)
            above = self._wrapper(self._parents[element])
            self._wrappers.update((each.etree_element, each) for each in above.iter_children())
        return self._wrappers[element]

    def _give(self, element: Element, kept: Kept, targets: TargetCollector) -> None:
        # What hangs over the edge of the page is said of the page, and no more of these: each letter has its own.
        style = kept.style.copy() if element.tag in ("html", "body") else kept.style
        self._computed_styles[element, None] = style
        for name, each in kept.generated.items():
            self._computed_styles[element, name] = each
        if style["anchor"]:
            targets.collect_anchor(style["anchor"])

    def add_page_declarations(self, page_type: Any) -> None:
        """Called before a page of a kind is made."""
        for box, style in self._styles.of_page(page_type, self._root, partial(self._cascade, page_type)).items():
            self._computed_styles[page_type, box] = style

    def _cascade(self, page_type: Any) -> dict[Any, Cascaded]:
        super().add_page_declarations(page_type)
        cascaded = dict(self._cascaded_styles)
        self._cascaded_styles.clear()
        return cascaded

    def set_computed_styles(self, *_args: Any, **_options: Any) -> None:
        """Called after that: it is done."""


class Setting(Document):  # type: ignore[misc]
    """A page of HTML that is set with kept styles."""

    @classmethod
    def _build_layout_context(
        cls, html: Any, font_config: Any, counter_style: Any, _color_profiles: Any, options: dict[str, Any]
    ) -> LayoutContext:
        for style in html._ua_counter_style():
            counter_style.update(style)
        sheets = [(sheet, "user agent") for sheet in html._ua_stylesheets()]
        sheets += [(sheet, "user") for sheet in options["stylesheets"]]
        targets = TargetCollector()
        style_for = KeptStyles(html, _styles(tuple(sheets), font_config).for_next(), targets)
        images = partial(get_image_from_uri, cache=options["cache"], url_fetcher=html.url_fetcher, options=options)
        return LayoutContext(style_for, images, font_config, counter_style, targets)


@lru_cache(maxsize=16)
def _styles(sheets: tuple[tuple[CSS, str], ...], font_config: Any) -> Styles:
    return Styles(sheets, font_config)


def parsed(css: str, font_config: Any, fetcher: Any) -> CSS:
    """A style sheet, which knows whether its selectors read no more of an element than its shape."""
    sheet = CSS(string=css, font_config=font_config, url_fetcher=fetcher)
    sheet.by_shape = not _READS_MORE.search(css)
    return sheet


def _shape(element: Element) -> object:
    """What selectors can read of an element: its tag and its attributes, of some only that they are there."""
    attributes = element.attrib
    if not attributes:
        return element.tag
    words = _WORDS if "http-equiv" not in attributes else ()
    return element.tag, *((name, None if name in words else value) for name, value in attributes.items())


def _own(element: Element) -> tuple[str | None, ...]:
    """What an element says of its own style; see `find_style_attributes`."""
    of = element.attrib.get
    return of("style"), of("lang"), of("id"), of("name") if element.tag == "a" else None


def _cascade(into: Cascaded, declarations: Iterable[Any], origin: str, order: float, specificity: Any) -> None:
    for name, value, important in declarations:
        weight = declaration_precedence(origin, important), order, specificity
        known = into.get(name)
        if known is None or known[1] <= weight:
            into[name] = value, weight


def _complete(style: ComputedStyle) -> None:
    for name in INITIAL_VALUES:
        if "_block_" not in name and "_inline_" not in name:  # those only lead to the others
            style[name], style.anonymous_style[name]
