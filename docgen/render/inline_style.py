"""A style sheet written out on every element: many mail readers throw the sheet itself away."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cssselect2
import tinycss2  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

Rules = tuple[tuple[Any, tuple[tuple[str, str], ...]], ...]  # selector, and what it says of properties


def inline(root: etree._Element, css: str) -> None:
    """Give each element below `root` the style that the sheet gives it; what stands in `style` already goes first.

    The sheet holds plain rules only. An accent or other variable is filled in before.
    """
    matcher = cssselect2.Matcher()
    for selector, declarations in _rules(css):
        matcher.add_selector(selector, declarations)
    for wrapped in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        style: dict[str, str] = {}
        for *_, declarations in matcher.match(wrapped):
            for name, value in declarations:
                style.pop(name, None)
                style[name] = value
        element = wrapped.etree_element
        said = ";".join(f"{name}:{value}" for name, value in style.items())
        if said or element.get("style"):
            element.set("style", ";".join(filter(None, (said, element.get("style")))))


@lru_cache(maxsize=16)
def _rules(css: str) -> Rules:
    found = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            raise ValueError(f"line {rule.source_line} of the style sheet of e-mail is no plain rule")
        body = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
        declarations = tuple((each.name, tinycss2.serialize(each.value).strip()) for each in body)
        found += [(selector, declarations) for selector in cssselect2.compile_selector_list(rule.prelude)]
    return tuple(found)
