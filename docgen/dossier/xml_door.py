"""The door for XML, before and after it is parsed: one encoding, no document types, no surprises, an end to its size.

Elements are lxml's, which ships no types: they are `Any` here and in the modules that use this one.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped]

XmlFault = Literal["too-large", "encoding", "document-type", "damaged"]
Element = Any

_DECLARED = re.compile(r"\s*<\?xml\s[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_TYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


class NotXml(ValueError):
    """These bytes are no XML that we take."""


def parse(content: bytes | str) -> Element:
    """The root element. Raises `NotXml`, also for a document type: that is where entities come from."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content.encode() if isinstance(content, str) else content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml(type(error).__name__) from None
    if root.getroottree().docinfo.doctype:
        raise NotXml("doctype")
    return root


def xml_fault(content: bytes, most_bytes: int) -> XmlFault | None:
    """What is wrong with bytes as XML, if anything; found before a library has seen them where that can be."""
    if len(content) > most_bytes:
        return "too-large"
    words = decoded(content)
    if words is None:
        return "encoding"
    if _TYPE.search(words):
        return "document-type"
    try:
        parse(content)
    except NotXml:
        return "damaged"
    return None


def decoded(content: bytes) -> str | None:
    """The text of XML in UTF-8, or in UTF-16 with its mark; None for every other encoding, and where they disagree."""
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


def without_remarks(root: Element) -> None:
    """Take out comments and instructions to programs."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
