"""Makes the tags that an author wrote in Word ready for Jinja, on the tree, before anything searches in its text.

Word cuts a tag into pieces as it is typed and corrected, and curls its quotes: the pieces are put together and the
quotes made straight. A statement alone in a paragraph or in a table row takes the place of that paragraph or row, so
that what stands between two statements is repeated or left out and nothing else. Line n + 1 of the text that Jinja
gets is paragraph n of the part, so that a mistake can be shown where it stands.
"""

from __future__ import annotations

import re
from typing import NoReturn

from docgen.errors import BadTemplate
from docgen.render.allowed import MAX_TAG, MAX_TAGS, tag_spans
from docgen.render.allowed_tree import STATEMENTS
from docgen.render.word_columns import mark_blank_cells
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_xml import (
    NAMESPACES,
    Element,
    drop,
    enclosing,
    every,
    get,
    own_texts,
    q,
    replace_by_text,
)
from docgen.texts import Text, text

# Braces that are no tags travel as two code points that no text may hold, until nothing reads them as tags any more.
KEPT_BRACES = str.maketrans({"{": "\ufdd0", "}": "\ufdd1"})
_BRACE = re.compile(r"[{}]")
_LOOSE = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_STATEMENT = re.compile(r"\{%[-+]?\s*(?:(?:p|tr|tc)\s+)?(\w+)")
_ALONE = {  # what docxtpl has its own form for, {%p and {%tr, is taken in both forms
    kind: re.compile(rf"(?:\s*\{{%[-+]?(?:{form} |(?!p |tr |tc ))[^{{}}]*%\}})+\s*|(?:\s*\{{#.*?#\}})+\s*")
    for kind, form in (("w:p", "p"), ("w:tr", "tr"))
}
_FORM = re.compile(r"\{%([-+]?)(?:p|tr) ")
_STRAIGHT = str.maketrans("“”„‟«»‘’‚‛\u00a0\u2007\u202f\n\t", '""""""' + "''''" + "     ")
# Marks of the writing itself, which mean nothing in a letter and must not be repeated in it.
_MARKS = (
    "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak", "w:commentRangeStart",
    "w:commentRangeEnd", "w:commentReference", "w:annotationRef",
)  # fmt: skip
_CHANGES = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange")
_WRITING = re.compile(r"\{http://schemas\.microsoft\.com/office/word/\d+/wordml\}|.*\}rsid")
_MORE_THAN_TEXT = ("w:drawing", "w:pict", "w:object", "w:sectPr", "w:fldChar", "w:fldSimple", "w:tbl")


def prepare(package: Package, name: str) -> None:
    """Make every part of the template that holds text ready. Raises `BadTemplate`."""
    for part in package.stories():
        root = package.tree(part)
        place = text("{name}, {part}", name=name, part=part_name(part))
        if next(every(root, *_CHANGES), None) is not None:
            _refuse(place, text("It holds tracked changes. Accept or reject them all in Word first."))
        _tidy(root)
        _only_in_text(root, place)
        mark_blank_cells(root)
        paragraphs = list(every(root, "w:p"))
        tags = 0
        for number, paragraph in enumerate(paragraphs, 1):
            place_of = text("{name}, {part}, paragraph {number}", name=name, part=part_name(part), number=number)
            tags += _join(paragraph, place_of)
        if tags > MAX_TAGS:
            _refuse(place, text("It has more than {limit} tags.", limit=MAX_TAGS))
        for row in every(root, "w:tr"):
            if words := _statements(row, "w:tr"):
                replace_by_text(row, "\n" * len(list(every(row, "w:p"))) + words)
        for paragraph in paragraphs:
            if (
                paragraph.getparent() is not None
                and _rooted(paragraph, root)
                and (words := _statements(paragraph, "w:p"))
            ):
                replace_by_text(paragraph, "\n" + words)


def part_name(part: str) -> Text:
    """What an author calls a part."""
    if part == DOCUMENT:
        return text("the text")
    file = part.rpartition("/")[2]
    known = {"header": text("a header"), "footer": text("a footer"), "footnotes": text("the footnotes")}
    return next((said for start, said in known.items() if file.startswith(start)), text("the endnotes"))


def _only_in_text(root: Element, place: Text) -> None:
    """Refuse tags where no author sees them: in alternative texts, fields and the like. Other braces there are kept."""
    for found in root.iter():
        in_text = found.tag == q("w:t") and enclosing(found, "w:p") is not None
        hidden = [*found.attrib.values(), found.tail or "", "" if in_text else found.text or ""]
        if stray := next((match for words in hidden if (match := _LOOSE.search(words))), None):
            _refuse(place, text("The sign {sign} stands outside the text, where no tags can be.", sign=stray[0]))
        found.tail = found.tail and found.tail.translate(KEPT_BRACES)
        if not in_text:
            found.text = found.text and found.text.translate(KEPT_BRACES)


def _rooted(found: Element, root: Element) -> bool:
    return any(above is root for above in found.iterancestors())


def _tidy(root: Element) -> None:
    """Take out white space between elements and the marks of writing."""
    for mark in every(root, *_MARKS):
        drop(mark)
    for found in root.iter():
        for attribute in [key for key in found.attrib if _WRITING.match(key)]:
            del found.attrib[attribute]
        if found.tag == q("w:t"):
            found.text = re.sub(r"[\n\r\t]", " ", found.text or "")
            found.set(f"{{{NAMESPACES['xml']}}}space", "preserve")
        elif found.text and not found.text.strip() and len(found):
            found.text = None
        if found.tail and not found.tail.strip():
            found.tail = None


def _join(paragraph: Element, place: Text) -> int:
    """Bring each tag of a paragraph together in the piece of text where it starts; gives the number of tags."""
    pieces = own_texts(paragraph)
    whole = "".join(piece.text for piece in pieces)
    if not _BRACE.search(whole):
        return 0
    spans, stray = tag_spans(whole)
    if stray:
        _refuse(place, text("The sign {sign} has no counterpart in this paragraph.", sign=stray[0]))
    owners = [index for index, piece in enumerate(pieces) for _ in piece.text]
    written: list[list[str]] = [[] for _ in pieces]
    last = 0
    for start, end in [*spans, (len(whole), len(whole))]:
        for at in range(last, start):
            written[owners[at]].append(whole[at].translate(KEPT_BRACES))
        if start < end:
            written[owners[start]].append(_mended(whole[start:end], place))
        last = end
    for piece, words in zip(pieces, written, strict=True):
        piece.text = "".join(words)
    return len(spans)


def _mended(tag: str, place: Text) -> str:
    """The tag as Jinja wants it."""
    if len(tag) > MAX_TAG:
        _refuse(place, text("A tag is longer than {limit} characters.", limit=MAX_TAG))
    tag = tag.translate(_STRAIGHT)
    if tag.startswith("{%"):
        statement = _STATEMENT.match(tag)
        if not statement or statement[1] not in STATEMENTS:
            allowed = ", ".join(STATEMENTS)
            _refuse(place, text("{tag} cannot be used; the statements are: {names}.", tag=tag, names=allowed))
        return tag
    return (
        tag if tag[2] in " -+" or tag.startswith("{#") else f"{{{{ {tag[2:]}"
    )  # {{r x}} and its like mean something else to docxtpl


def _statements(found: Element, kind: str) -> str:
    """The statements of a paragraph or row that holds nothing else; else nothing."""
    if next(every(found, *_MORE_THAN_TEXT), None) is not None:
        return ""
    words = "".join(piece.text for piece in every(found, "w:t"))
    if not _ALONE[kind].fullmatch(words):
        return ""
    if kind == "w:p" and any(get(each, "w:type") == "page" for each in every(found, "w:br")):
        return ""
    return _FORM.sub(r"{%\1 ", words.strip())


def _refuse(place: Text, problem: Text) -> NoReturn:
    raise BadTemplate(text("Template {name}: {problem}", name=place, problem=problem))
