"""An e-invoice in, a part of a dossier out: or every reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.dossier.strict_json import MAX_WITHOUT_FILES
from docgen.dossier.ubl.attachments import attachments_of
from docgen.dossier.ubl.invoice import invoice_of
from docgen.dossier.ubl.nodes import ROOTS, Node, full, short
from docgen.dossier.ubl.notes import Notes
from docgen.dossier.ubl.parties import creditor_of, debtor_of
from docgen.dossier.ubl.payment import fill_account, reference_of
from docgen.dossier.ubl.scope import check_scope
from docgen.dossier.xml_door import Element, parse, without_remarks, xml_fault
from docgen.errors import BadXml, InputProblem, InvalidInput, TooLarge
from docgen.texts import text

MAX_UBL = 9_900_000  # bytes: one embedded file may be nearly all of it, and the parser takes texts up to 10,000,000
MAX_SIGNS = 100_000  # tags and attributes: that many a sound invoice of thousands of lines does not have

# What a dossier must have, and an invoice may lack.
_REQUIRED = (
    ("creditor", "name"), ("creditor", "address", "street"), ("creditor", "address", "city"), ("creditor", "iban"),
    ("debtor", "name"), ("debtor", "address", "street"), ("debtor", "address", "city"),
)  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """A part of a dossier, ready to be merged, and what its reader has to see to; `place` in those is in the XML."""

    dossier: dict[str, Any]
    remarks: tuple[InputProblem, ...]


def read_ubl(content: bytes) -> Imported:
    """The invoice, its parties, payment reference and files.

    Raises `BadXml` and `TooLarge` for bytes that are not read, and `InvalidInput` with every reason, each with its
    place, for an invoice that is not understood or does not add up.
    """
    root = _root(content)
    notes = Notes()
    dossier = _read(root, notes)
    if notes.mistakes:
        raise InvalidInput(tuple(notes.mistakes))
    _remark_absent(dossier, notes)
    return Imported(dossier, tuple(notes.remarks))


def _read(element: Element, notes: Notes) -> dict[str, Any]:
    name = short(element.tag)
    root = Node(element, f"/{name}", notes)
    if element.tag != f"{{{ROOTS.get(name, '')}}}{name}":
        root.refuse(
            text(
                "This is no invoice or credit note in UBL 2. Ask the sender for UBL 2.1, such as Peppol BIS Billing 3."
            )
        )
        return {}
    if not check_scope(root):
        return {}
    creditor, debtor, invoice = creditor_of(root), debtor_of(root), invoice_of(root)
    fill_account(creditor, root)
    parts = {
        "creditor": creditor,
        "debtor": debtor,
        "invoices": [invoice],
        "payment": reference_of(root),
        "attachments": attachments_of(root),
    }
    return {name: part for name, part in parts.items() if part}


def _root(content: bytes) -> Element:
    too_large = TooLarge(text("The invoice is larger than {limit} MB, or has too many elements.", limit=10))
    if len(content) > MAX_UBL or content.count(b"<") + content.count(b"=") > MAX_SIGNS:
        raise too_large
    match xml_fault(content, MAX_UBL):
        case "too-large":
            raise too_large
        case "encoding":
            raise BadXml(text("The invoice is not in UTF-8. Ask the sender for a sound file."))
        case "document-type":
            raise BadXml(text("The invoice has a document type, which can name other files. Nothing of it is read."))
        case "damaged":
            raise BadXml(text("This is no XML, or it is cut off. Ask the sender for a sound file."))
    root = parse(content)
    without_remarks(root)
    files = sum(len(each.text or "") for each in root.iter(full("cbc:EmbeddedDocumentBinaryObject")))
    if len(content) - files > MAX_WITHOUT_FILES:
        raise TooLarge(text("Without its files the invoice is larger than {limit} MB.", limit=1))
    return root


def _remark_absent(dossier: dict[str, Any], notes: Notes) -> None:
    for path in _REQUIRED:
        found: Any = dossier
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        pointer = "/" + "/".join(path)
        if found is None and not notes.remarked(pointer):
            notes.remark(pointer, text("The invoice does not say this, and a letter needs it. Fill it in."))
