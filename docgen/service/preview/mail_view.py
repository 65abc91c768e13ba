"""What the preview shows of an e-mail: its headers and files as mail programs show them, and its page in a frame."""

from __future__ import annotations

from base64 import b64encode
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from docgen.letters.letter import Letter
from docgen.render import Document
from docgen.render.html import MEDIA_TYPE
from docgen.render.mail_body import mail_body


def mail_facts(content: bytes) -> dict[str, Any]:
    """The finished message, read back: who, what, when, and each file with its size in bytes."""
    message = message_from_bytes(content, _class=EmailMessage, policy=SMTP)
    return {
        "subject": str(message["Subject"]),
        "from": str(message["From"]),
        "to": str(message["To"]),
        "not_before": str(message["Docgen-Send-Not-Before"] or "") or None,
        "files": [
            {"name": each.get_filename(), "bytes": len(each.get_content())} for each in message.iter_attachments()
        ],
    }


def mail_page(letter: Letter, templates: Path) -> Document:
    """The HTML of the e-mail with its pictures in it, as a frame has no parts to fetch them from."""
    body = mail_body(letter, templates)
    html = body.html
    for name, picture in body.pictures.items():
        data = f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
        html = html.replace(f'src="cid:{name}@letter"', f'src="{data}"')
    return Document(html.encode(), MEDIA_TYPE, "", body.version, None)
