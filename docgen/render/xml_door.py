"""The door for the XML of a Word file, before and after it is parsed: one encoding, no document types, no surprises."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from lxml import etree  # type: ignore[import-untyped]

from docgen.render.word_xml import Element, NotXml, parse
from docgen.texts import Text, text

MAX_XML = 2 * 1024**2  # bytes of a part
MAX_ELEMENTS = 20_000  # of a part: ten times those of a shipped letter

_DECLARED = re.compile(r"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_TYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def fault_of_xml(content: bytes, part: str) -> Text | None:
    """What is wrong with a part as XML, if anything; said before a library has seen it where that can be."""
    if len(content) > MAX_XML:
        return text("The part {part} is too large.", part=part)
    words = _decoded(content)
    if words is None:
        return text("The part {part} is not in UTF-8. Open the file in Word and save it again.", part=part)
    if _TYPE.search(words):
        return text("The part {part} has a document type, which can name other files. Take it out.", part=part)
    try:
        parse(content)
    except NotXml:
        return text("The part {part} is damaged.", part=part)
    return None


def _decoded(content: bytes) -> str | None:
    wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        words = content.decode("utf-16" if wide else "utf-8")
    except UnicodeDecodeError:
        return None
    words = words.removeprefix("\ufeff") if content.startswith(BOM_UTF8) else words
    declared = _DECLARED.match(words)
    named = declared[1].lower() if declared else ""
    fits = named in ("", "utf-16") if wide else named in ("", "utf-8", "us-ascii", "ascii")
    return words if fits and "\0" not in words else None


def tidied(root: Element, part: str) -> Text | None:
    """Take out comments and instructions to programs; says when there is more than a letter can use."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return text("The part {part} is too large.", part=part)
    return None
