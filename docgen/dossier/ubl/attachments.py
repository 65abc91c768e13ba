"""The files within an e-invoice. What it only points at is never fetched."""

from __future__ import annotations

from typing import Any, Final

from docgen.dossier.model import Attachment
from docgen.dossier.ubl.leaf import fault_of
from docgen.dossier.ubl.nodes import Node
from docgen.texts import text

_TYPES: Final = {  # the ending and the first bytes, in base64, of the files that a dossier takes
    "application/pdf": (".pdf", "JVBER"),
    "image/png": (".png", "iVBORw0KGg"),
    "image/jpeg": (".jpg", "/9j/"),
}
_MOST = 20


def attachments_of(root: Node) -> list[dict[str, Any]]:
    """The PDF files and pictures in the invoice, each under a name of its own."""
    found: list[dict[str, Any]] = []
    for number, holder in enumerate(root.every("cac:AdditionalDocumentReference/cac:Attachment"), 1):
        for link in holder.all("cac:ExternalReference"):
            said = text("The invoice only points at this file. It is not fetched: attach it yourself if it matters.")
            link.notes.remark("/attachments", said, link.place)
        for file in holder.all("cbc:EmbeddedDocumentBinaryObject"):
            if (attached := _attached(file, number, {each["name"] for each in found})) is None:
                continue
            if len(found) < _MOST:
                found.append(attached)
            else:
                said = text("A dossier takes {limit} files at most, so this one is left out.", limit=_MOST)
                file.notes.remark("/attachments", said, file.place)
    return found


def _attached(file: Node, number: int, taken: set[str]) -> dict[str, Any] | None:
    kind = file.attribute("mimeCode").lower()
    if kind not in _TYPES:
        said = text("A dossier takes PDF, PNG and JPEG files only, so this one is left out.")
        file.notes.remark("/attachments", said, file.place)
        return None
    ending, start = _TYPES[kind]
    content = "".join((file.element.text or "").split())
    if not content.startswith(start) or fault_of(Attachment, "content", content) is not None:
        said = text("This file is damaged or not of the kind that it says, so it is left out. Attach the right one.")
        file.notes.remark("/attachments", said, file.place)
        return None
    name = " ".join(file.attribute("filename").replace("\\", "/").rpartition("/")[2].split())
    if name in taken or not name.lower().endswith((ending, ".jpeg")) or fault_of(Attachment, "name", name) is not None:
        name = f"bijlage-{number}-{len(taken) + 1}{ending}"
    return {"name": name, "media_type": kind, "content": content}
