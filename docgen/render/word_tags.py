"""Makes the tags that an author wrote in Word ready for Jinja, on the tree, before anything searches in its text.

Word cuts a tag into pieces as it is typed and corrected, and curls its quotes: the pieces are put together and the
quotes made straight. A statement alone in a paragraph or in a table row takes the place of that paragraph or row, so
that what stands between two statements is repeated or left out and nothing else. Line n + 1 of the text that Jinja
gets is paragraph n of the part, so that a mistake can be shown where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from docgen.errors import BadTemplate
from docgen.render.word_columns import mark_blank_cells
from docgen.render.word_mistakes import MARKS, Mistake, even_tag, in_text, mistakes, signs
from docgen.render.word_package import DOCUMENT, Package
from docgen.render.word_xml import (
    NAMESPACES,
    Element,
    drop,
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
_ALONE = {  # what docxtpl has its own form for, {%p and {%tr, is taken in both forms
    kind: re.compile(rf"(?:\s*\{{%[-+]?(?:{form} |(?!p |tr |tc ))[^{{}}]*%\}})+\s*|(?:\s*\{{#.*?#\}})+\s*")
    for kind, form in (("w:p", "p"), ("w:tr", "tr"))
}
_FORM = re.compile(r"\{%([-+]?)(?:p|tr) ")
_WRITING = re.compile(r"\{http://schemas\.microsoft\.com/office/word/\d+/wordml\}|.*\}rsid")
_MORE_THAN_TEXT = ("w:drawing", "w:pict", "w:object", "w:sectPr", "w:fldChar", "w:fldSimple", "w:tbl")


def prepare(package: Package, name: str) -> None:
    """Make every part of the template that holds text ready. Raises `BadTemplate`."""
    for found in mistakes(package):
        raise _refused(found, name)
    for part in package.stories():
        root = package.tree(part)
        _tidy(root)
        _keep_braces(root)
        mark_blank_cells(root)
        paragraphs = list(every(root, "w:p"))
        for paragraph in paragraphs:
            join(paragraph)
        for row in every(root, "w:tr"):
            if words := statements(row, "w:tr"):
                replace_by_text(row, "\n" * len(list(every(row, "w:p"))) + words)
        for paragraph in paragraphs:
            if (
                paragraph.getparent() is not None
                and _rooted(paragraph, root)
                and (words := statements(paragraph, "w:p"))
            ):
                replace_by_text(paragraph, "\n" + words)


def part_name(part: str) -> Text:
    """What an author calls a part."""
    if part == DOCUMENT:
        return text("the text")
    file = part.rpartition("/")[2]
    known = {"header": text("a header"), "footer": text("a footer"), "footnotes": text("the footnotes")}
    return next((said for start, said in known.items() if file.startswith(start)), text("the endnotes"))


def _keep_braces(root: Element) -> None:
    """Braces where no tags can be are kept from being read as such."""
    for found in root.iter():
        found.tail = found.tail and found.tail.translate(KEPT_BRACES)
        if not in_text(found):
            found.text = found.text and found.text.translate(KEPT_BRACES)


def _rooted(found: Element, root: Element) -> bool:
    return any(above is root for above in found.iterancestors())


def _tidy(root: Element) -> None:
    """Take out white space between elements and the marks of writing."""
    for mark in every(root, *MARKS):
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


def join(paragraph: Element) -> None:
    """Bring each tag of a paragraph together in the piece of text where it starts."""
    whole = "".join(piece.text or "" for piece in own_texts(paragraph))
    if _BRACE.search(whole):
        found = [each for each in signs(whole) if not each.stray]
        rewrite(paragraph, [(start, end, mended(whole[start:end])) for start, end, _ in found], KEPT_BRACES)


def rewrite(
    paragraph: Element, edits: Sequence[tuple[int, int, str]], others: Mapping[int, str] = MappingProxyType({})
) -> None:
    """Put other words in place of some signs of a paragraph's text (from, up to, words; in order); they come in the
    piece of text where those signs start. `others` translates all other signs.
    """
    if not edits and not others:
        return
    pieces = own_texts(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    owners = [index for index, piece in enumerate(pieces) for _ in piece.text or ""]
    written: list[list[str]] = [[] for _ in pieces]
    last = 0
    for start, end, words in [*edits, (len(whole), len(whole), "")]:
        for at in range(last, start):
            written[owners[at]].append(whole[at].translate(others))
        if words:
            written[owners[start]].append(words)
        last = end
    for piece, own in zip(pieces, written, strict=True):
        piece.text = "".join(own)


def mended(tag: str) -> str:
    """The tag as Jinja wants it."""
    tag = even_tag(tag)
    if tag.startswith(("{%", "{#")) or tag[2] in " -+":
        return tag
    return f"{{{{ {tag[2:]}"  # {{r x}} and its like mean something else to docxtpl


def statements(found: Element, kind: str) -> str:
    """The statements of a paragraph or row that holds nothing else; else nothing."""
    if next(every(found, *_MORE_THAN_TEXT), None) is not None:
        return ""
    words = "".join(piece.text or "" for piece in every(found, "w:t"))
    if not _ALONE[kind].fullmatch(words):
        return ""
    if kind == "w:p" and any(get(each, "w:type") == "page" for each in every(found, "w:br")):
        return ""
    return _FORM.sub(r"{%\1 ", words.strip())


def _refused(found: Mistake, name: str) -> BadTemplate:
    place = text("{name}, {part}", name=name, part=part_name(found.spot.part))
    if found.spot.paragraph is not None:
        part, number = part_name(found.spot.part), found.spot.paragraph
        place = text("{name}, {part}, paragraph {number}", name=name, part=part, number=number)
    problem = text("{problem} {remedy}", problem=found.message, remedy=found.remedy)
    return BadTemplate(text("Template {name}: {problem}", name=place, problem=problem))
