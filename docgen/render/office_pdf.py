"""The last hand on LibreOffice's PDF, and what stands in it. Runs in a worker process only: see `office`."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from struct import pack

import pikepdf
import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from docgen.render.job import PrintedPage


def finished(content: bytes, day: date) -> bytes:
    """The PDF with the letter's date as its own, and the same bytes whenever it is made."""
    with pikepdf.open(BytesIO(content)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["xmp:CreateDate"] = f"{day.isoformat()}T00:00:00Z"
            metadata["xmp:CreatorTool"] = "docgen"
            metadata["dc:title"] = str(pdf.docinfo["/Title"])  # LibreOffice escapes these two twice
            metadata["dc:creator"] = [str(pdf.docinfo["/Author"])]
        pdf.docinfo["/CreationDate"] = f"D:{day:%Y%m%d}000000Z"
        pdf.docinfo["/Creator"] = "docgen"
        for chance in ("/ID", "/DocChecksum"):  # LibreOffice's are others every time; a new ID comes of the content
            if chance in pdf.trailer:
                del pdf.trailer[chance]
        for intent in pdf.Root.get("/OutputIntents", []):
            _date_profile(intent.DestOutputProfile, day)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return out.getvalue()


def _date_profile(profile: pikepdf.Object, day: date) -> None:
    """LibreOffice writes the second of its making into the colour profile (ICC header: date at 24, checksum at 84)."""
    content = bytearray(profile.read_bytes())
    content[24:36] = pack(">6H", day.year, day.month, day.day, 0, 0, 0)
    content[84:100] = bytes(16)
    profile.write(bytes(content))


def read_back(content: bytes) -> tuple[PrintedPage, ...]:
    """The words and the pictures of every page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(
            PrintedPage(
                words=page.get_textpage().get_text_range(),
                pictures=sum(1 for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])),
            )
            for page in document
        )
    finally:
        document.close()
