"""The page read by XML's parser instead of HTML's, which takes ten times as long.

Our templates close what they open, so that a letter is well-formed; a page of which it is not certain that both parsers
make the same of it is left to WeasyPrint's own. What comes out is a `weasyprint.HTML`, made the way the pinned version
makes one; another version gets its own parser, until the tests of this module have passed with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser

import cssselect2
import weasyprint
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA

from docgen.render.kept_styles import Setting

KNOWN = "70.0"  # the version of WeasyPrint that `Read` is written for
_START = "<!doctype html>"
_VOID = re.compile(r"<(br|img|meta)\b([^<>]*?)/?>")
_ODD = re.compile(r"/>|<[!?]|&(?!amp;|lt;|gt;|quot;|#34;|#39;|#160;)")
_WORDS = frozenset(("a", "b", "br", "em", "i", "img", "small", "span", "strong", "sub", "sup", "u"))
_BLOCKS = frozenset(("body", "div", "footer", "header", "li", "main", "section", "td", "th"))
_ANY = _WORDS | {"div", "footer", "h1", "h2", "h3", "header", "main", "ol", "p", "section", "table", "ul"}
_INSIDE = {  # what an element may hold for both parsers to agree
    "html": frozenset(("head", "body")),
    "head": frozenset(("meta", "title")),
    "table": frozenset(("thead", "tbody", "tfoot")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset(("tr",))),
    "tr": frozenset(("td", "th")),
    **dict.fromkeys(("ol", "ul"), frozenset(("li",))),
    **dict.fromkeys(("p", "h1", "h2", "h3", *(_WORDS - {"a", "br", "img"})), _WORDS),
    **dict.fromkeys(_BLOCKS, _ANY),
}
_WORDLESS = frozenset(("html", "head", "table", "thead", "tbody", "tfoot", "tr"))  # HTML moves words away from there
_NOWHERE: frozenset[str] = frozenset()


class Read(HTML):  # type: ignore[misc]
    """A page of which the tree is known already."""

    def __init__(self, root: Element, fetcher: Any) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def render(self, font_config: Any, **options: Any) -> Document:
        """The pages, not yet a PDF."""
        return Setting._render(self, font_config, None, None, {**DEFAULT_OPTIONS, **options})

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return super()._ua_stylesheets(forms) if forms else [_plain_styles()]


def read_page(html: str, fetcher: Any) -> HTML:
    """The page as WeasyPrint wants it."""
    root = tree(html) if weasyprint.__version__ == KNOWN else None
    return HTML(string=html, url_fetcher=fetcher) if root is None else Read(root, fetcher)


def tree(html: str) -> Element | None:
    """The tree that HTML's parser makes of the page too, or None when that is not certain."""
    source = html.replace("&nbsp;", "&#160;")
    if not source.startswith(_START) or _ODD.search(source, len(_START)):
        return None
    parser = XMLParser()  # noqa: S314 - no "<!" gets here, so that nothing can be declared or expanded
    try:
        parser.feed(_VOID.sub(r"<\1\2/>", source[len(_START) :].strip()))
        root: Element = parser.close()
    except ParseError:
        return None
    parts = [root.tag, *(each.tag for each in root)]
    return root if parts == ["html", "head", "body"] and all(map(_agreed, root.iter())) else None


def _agreed(element: Element) -> bool:
    """Whether both parsers make the same of what the element holds."""
    allowed = _INSIDE.get(element.tag, _NOWHERE)
    if element.tag in _WORDLESS and any(
        words and words.strip() for words in (element.text, *(e.tail for e in element))
    ):
        return False
    return all(child.tag in allowed for child in element)


@lru_cache(maxsize=1)
def _plain_styles() -> CSS:
    """WeasyPrint's own style sheet, without what it works out for every element but no letter has: markers of what is
    no list, and footnotes.
    """
    rules = re.sub(r"^::marker\b", "li::marker", UA, flags=re.MULTILINE)
    rules = re.sub(r"^::(footnote|note)-\w+ \{.*\}$", "", rules, flags=re.MULTILINE)
    return CSS(string=rules, counter_style=CounterStyle())
