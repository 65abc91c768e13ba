"""XML's parser may read a page only when HTML's makes the same of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
import weasyprint

from docgen.dossier.strict_json import read_json
from docgen.letters.letter import Letter
from docgen.render import page_tree
from docgen.render.html import letter_page
from docgen.render.page_tree import Read, read_page, tree
from docgen.render.typesetting import Fetcher
from docgen.service.desk import Desk
from docgen.settings import ROOT, Settings

PAGE = '<!doctype html>\n<html lang="nl"><head><title>x</title></head><body>%s</body></html>'
SAMPLES = sorted(path.stem for path in (ROOT / "samples").glob("*.json"))


def shape(element: Element) -> tuple[object, ...]:
    """All that is in a tree, but for white space between the parts of the page and of a table."""
    loose = element.tag in {"html", "head", "table", "thead", "tbody", "tfoot", "tr"}
    texts = [element.text or "", *(child.tail or "" for child in element)]
    if loose or element.tag == "body":
        texts = [each.strip() for each in texts]
    return element.tag, sorted(element.attrib.items()), texts, [shape(child) for child in element]


def by_html(html: str) -> tuple[object, ...]:
    return shape(tinyhtml5.parse(html, namespace_html_elements=False))


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(Settings())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_read_by_xml_and_both_trees_are_one(desk: Desk, name: str) -> None:
    made = desk.compose(read_json((ROOT / "samples" / f"{name}.json").read_bytes()))
    page = letter_page(made, Settings().templates, pictures="asset").html
    root = tree(page)
    assert root is not None
    assert shape(root) == by_html(page)


@pytest.mark.parametrize("name", ["Jansen & Zn <b>", 'O\'Brien "x"', "a&nbsp;b", "&amp;lt;", "]]>", "<!-- x", "€ > ł"])
def test_odd_names_are_read_alike(letter: Callable[..., Letter], templates: Path, name: str) -> None:
    page = letter_page(letter(debtor=name, subject=name), templates, pictures="asset").html
    root = tree(page)
    assert root is not None
    assert shape(root) == by_html(page)


@pytest.mark.parametrize(
    "body",
    [
        "<p>one<p>two",
        "<table><tr><td>x</td></tr></table>",
        "<p><table><tbody><tr><td>x</td></tr></tbody></table></p>",
        "<p>&eacute;</p>",
        "<p>&#128;</p>",
        "<!-- x --><p>x</p>",
        "<svg></svg>",
        "<script>x</script>",
        "<style>p { color: red }</style>",
        "<P>x</P>",
        "<p><p>x</p></p>",
        "<a><b><a>x</a></b></a>",
        '<p a="1" a="2">x</p>',
        "<table>x<tbody><tr><td>x</td></tr></tbody></table>",
        "<h1><p>x</p></h1>",
        "<div/>x",
        "<br>x</br>",
        "<p>\x01</p>",
    ],
)
def test_what_is_not_certain_is_left_to_html(body: str) -> None:
    root = tree(PAGE % body)
    assert root is None or shape(root) == by_html(PAGE % body)


def test_another_version_of_weasyprint_has_its_own_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weasyprint.__version__ == page_tree.KNOWN
    assert isinstance(read_page(PAGE % "x", Fetcher({})), Read)
    monkeypatch.setattr(page_tree, "KNOWN", "0")
    assert not isinstance(read_page(PAGE % "x", Fetcher({})), Read)
