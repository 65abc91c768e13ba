"""The body of an e-mail: the letter's own page, made over so that Outlook and Gmail show it at any width.

They know tables and styles on elements, little more: no style sheet, no boxes side by side, no tables that scroll. So a
table of many columns becomes a block a row, in which every value has its column's name.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import html as lxml_html  # type: ignore[import-untyped]
from lxml.etree import Comment  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]
from lxml.html import builder as E  # noqa: N812 - as its own documentation has it

from docgen.letters.letter import Letter
from docgen.render.html import letter_page, style_sheet
from docgen.render.inline_style import inline
from docgen.render.mail_text import mail_text
from docgen.render.sheet import Asset, tint
from docgen.render.table_rows import cells, is_wide, labels, said
from docgen.render.text import letter_text
from docgen.render.words import Words

WIDTH = 600  # pixels, at most
_PIXELS_PER_MM = 96 / 25.4
_QR_PIXELS = 176
_SHORT = 16  # signs


@dataclass(frozen=True)
class MailBody:
    """An e-mail's two bodies, and the pictures that the HTML names as ``cid:name@letter``."""

    html: str
    text: str
    words: str  # of the page that both were made of, as the rules about a letter's text read it
    pictures: dict[str, Asset]
    version: str


def mail_body(letter: Letter, templates: Path) -> MailBody:
    """The bodies of a letter's e-mail, made once of one letter. An annex stands in the PDF only.

    Raises what `letter_page` raises.
    """
    made = letter.made.get((MailBody, templates))
    if not isinstance(made, MailBody):
        made = letter.made[(MailBody, templates)] = _made(letter, templates)
    return made


def _made(letter: Letter, templates: Path) -> MailBody:
    page = letter_page(replace(letter, annex=None), templates, pictures="mail")
    body = lxml_html.document_fromstring(page.html).body
    plain = mail_text(deepcopy(body))
    for address in body.find_class("address"):
        address.attrib.pop("style")
    accent = letter.look.accent
    css = style_sheet(templates / "html" / "mail.css")
    css = css.replace("var(--accent)", accent).replace("var(--tint)", tint(accent))
    for box in list(body.find_class("paybox")):
        _boxed(box)
    for table in list(body.iter("table")):
        if is_wide(table):
            _make_over(table)
        elif table.get("class") == "facts" and table.getparent().tag != "td":
            _stacked(table)
    for picture in body.iter("img"):
        _measured(picture)
    subject = Words(letter.language, strict=True).say(letter.mail.subject)
    root = _framed(body, letter.language, subject)
    inline(root, css)
    for element in root.iter():
        if isinstance(element.tag, str):
            _stripped(element)
    html = lxml_html.tostring(root, doctype="<!doctype html>", encoding="unicode")
    return MailBody(html, plain, letter_text(page.html), page.assets, page.version)


def _make_over(table: HtmlElement) -> None:
    """A table of many columns gets one: the name of a row, and under it its values, each after its label."""
    names = labels(table)
    rows = [row for group in ("tbody", "tfoot") for part in table.findall(group) for row in part.findall("tr")]
    total = {id(row) for part in table.findall("tfoot") for row in part.findall("tr")}
    made = E.TABLE(E.CLASS("amounts stacked"))
    for row in rows:
        values = cells(row)
        if id(row) in total:
            filled = [said(value) for value in values if said(value)]
            made.append(E.TR(E.CLASS("sum"), E.TD(": ".join(filled))))
        elif len(values) < len(names):
            made.append(E.TR(E.TD(E.CLASS("more"), " ".join(map(said, values)))))
        else:
            pairs = [_pair(name, said(value)) for name, value in zip(names, values, strict=True)]
            cell = E.TD(E.STRONG(pairs[0]), E.BR())
            cell[-1].tail = " · ".join(pairs[1:])
            made.append(E.TR(E.CLASS("row"), cell))
    made.tail = table.tail
    table.getparent().replace(table, made)


def _pair(name: str, value: str) -> str:
    """A value after its label; what is short stays with it on one line."""
    space = "\N{NO-BREAK SPACE}" if len(value) <= _SHORT else " "
    return f"{name}:{space}{value}"


def _stacked(table: HtmlElement) -> None:
    """A table of facts with each label above its value: a narrow screen has no room for long labels at the side."""
    for row in table.iter("tr"):
        label, value = cells(row)
        label.tag, label.tail = "strong", None
        label.attrib.clear()
        value.insert(0, label)
        value.insert(1, E.BR())
        value[1].tail, value.text = value.text, None


def _boxed(box: HtmlElement) -> None:
    """The pay box as a table of one column, as Outlook draws no frame around anything else."""
    made = E.TABLE(E.CLASS("paybox"), role="presentation", width="100%")
    for part in list(box):
        made.append(E.TR(E.TD(E.CLASS(part.get("class", "")), *list(part))))
    made.tail = box.tail
    box.getparent().replace(box, made)


def _measured(picture: HtmlElement) -> None:
    """Pixels instead of millimetres, and as attributes too: Outlook reads only those."""
    if picture.get("class") == "logo":
        sizes = dict(part.split(":") for part in picture.get("style", "").split(";"))
        width, height = (float(each.strip().removesuffix("mm")) * _PIXELS_PER_MM for each in sizes.values())
    else:
        width = height = _QR_PIXELS
    picture.set("width", str(round(width)))
    picture.set("height", str(round(height)))
    picture.set("style", f"width:{round(width)}px;max-width:100%;height:auto")


def _framed(body: HtmlElement, language: str, subject: str) -> HtmlElement:
    """The page around it: a column of at most 600 pixels, for Outlook of exactly that."""
    inner = E.TD(E.CLASS("column"), *list(body))
    column = E.TABLE(E.TR(inner), E.CLASS("frame"), role="presentation", width="100%")
    fixed = f'[if mso]><table role="presentation" width="{WIDTH}" align="center"><tr><td><![endif]'
    outer = E.TD(Comment(fixed), column, Comment("[if mso]></td></tr></table><![endif]"), align="center")
    outer.set("class", "around")
    return E.HTML(
        E.HEAD(
            E.META(charset="utf-8"),
            E.META(name="viewport", content="width=device-width, initial-scale=1"),
            E.TITLE(subject),
        ),
        E.BODY(E.TABLE(E.TR(outer), E.CLASS("page"), role="presentation", width="100%")),
        lang=language,
    )


def _stripped(element: HtmlElement) -> None:
    """Without what only a style sheet needs."""
    if element.tag == "table":
        element.set("cellpadding", "0")
        element.set("cellspacing", "0")
        element.set("border", "0")
    for name in ("class", "id"):
        element.attrib.pop(name, None)
