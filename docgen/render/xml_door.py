"""The door for the XML of a Word file: what it says when a part does not come through, and how large a part may be."""

from __future__ import annotations

from docgen.dossier.xml_door import Element, XmlFault, without_remarks, xml_fault
from docgen.texts import Text, text

MAX_XML = 2 * 1024**2  # bytes of a part
MAX_ELEMENTS = 20_000  # of a part: ten times those of a shipped letter


def fault_of_xml(content: bytes, part: str) -> Text | None:
    """What is wrong with a part as XML, if anything; said before a library has seen it where that can be."""
    fault = xml_fault(content, MAX_XML)
    return None if fault is None else _said(fault, part)


def _said(fault: XmlFault, part: str) -> Text:
    match fault:
        case "too-large":
            return text("The part {part} is too large.", part=part)
        case "encoding":
            return text("The part {part} is not in UTF-8. Open the file in Word and save it again.", part=part)
        case "document-type":
            return text("The part {part} has a document type, which can name other files. Take it out.", part=part)
        case "damaged":
            return text("The part {part} is damaged.", part=part)


def tidied(root: Element, part: str) -> Text | None:
    """Take out comments and instructions to programs; says when there is more than a letter can use."""
    without_remarks(root)
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        return text("The part {part} is too large.", part=part)
    return None
