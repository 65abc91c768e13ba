"""The letter as an e-mail: plain text and HTML, the PDF and the dossier's files, in headers that nothing can break."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from docgen.errors import InvalidInput, NotSupported
from docgen.letters.letter import Letter
from docgen.letters.messages import Correspondent, MailFile
from docgen.render import render
from docgen.render.document import Document, file_name
from docgen.render.mail_body import MailBody, mail_body
from docgen.render.words import Words
from docgen.texts import text

MEDIA_TYPE = "message/rfc822"
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
_BREAKS_A_HEADER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|=\?")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9.() _-]+")
_ENDINGS = {"application/pdf": (".pdf",), "image/png": (".png",), "image/jpeg": (".jpg", ".jpeg")}
_LONGEST_HOST = 40  # signs, so that no header with only an id has to be folded


def render_mail(letter: Letter, templates: Path) -> Document:
    """The e-mail, the same bytes for the same letter. Raises `InvalidInput` for a missing address, and what the PDF
    raises.
    """
    if letter.mail.problems:
        raise InvalidInput(letter.mail.problems)
    return compose_mail(letter, mail_body(letter, templates), render(letter, "pdf", templates=templates))


def compose_mail(letter: Letter, body: MailBody, pdf: Document) -> Document:
    """The message around finished parts."""
    message = EmailMessage(policy=SMTP)
    message.set_content(body.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(body.html, subtype="html", charset="utf-8", cte="quoted-printable")
    *_, page = message.iter_parts()
    for name, picture in body.pictures.items():
        main, sub = picture.media_type.split("/")
        page.add_related(picture.content, main, sub, cid=f"<{name}@letter>", disposition="inline")
    own = MailFile(pdf.file_name, "application/pdf", pdf.content)
    for name, file in _named((own, *letter.mail.files)):
        message.add_attachment(file.content, *file.media_type.split("/"), filename=name)
    headers = _headers(letter)
    _finish(message, headers, letter)
    content = message.as_bytes()
    _prove(content, headers, letter)
    told = {"Docgen-Send-Not-Before": letter.not_before.isoformat()} if letter.not_before else {}
    return Document(content, MEDIA_TYPE, file_name(letter, "eml"), pdf.template_version, None, told)


def _headers(letter: Letter) -> dict[str, str | Address]:
    mail = letter.mail
    subject = Words(letter.language, strict=True).say(mail.subject).replace("\N{NO-BREAK SPACE}", " ")
    concept = "CONCEPT: " if letter.fields.letter.concept else ""
    headers: dict[str, str | Address] = {
        "From": _address(mail.sender),
        "Reply-To": _address(mail.sender),
        "To": _address(mail.to),
        "Subject": _safe(concept + subject),
        "Date": format_datetime(mail.moment),
        "Content-Language": letter.language,
    }
    if letter.not_before:
        headers["Docgen-Send-Not-Before"] = letter.not_before.isoformat()
    return headers


def _finish(message: EmailMessage, headers: dict[str, str | Address], letter: Letter) -> None:
    """Ids and boundaries from what stands in the message, so that they are the same every time."""
    digest = sha256("\n".join(map(str, headers.values())).encode())
    for part in message.walk():
        if part is not message:
            del part["MIME-Version"]
        if not part.is_multipart():
            digest.update(part.as_bytes())
    fingerprint = digest.hexdigest()[:32]
    for number, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"=_{fingerprint}_{number}")
    address = letter.mail.sender.address or ""
    host = address.rpartition("@")[2]
    host = host if len(host) <= _LONGEST_HOST else "docgen.invalid"
    thread = sha256(f"{address}\n{letter.mail.reference}".encode()).hexdigest()[:32]
    for name, value in headers.items():
        message[name] = value
    message["Message-ID"] = f"<{fingerprint}@{host}>"
    message["References"] = f"<{thread}@{host}>"


def _address(party: Correspondent) -> Address:
    address = party.address or ""
    if not _ADDRESS.fullmatch(address):
        raise _unsafe()
    return Address(display_name=_safe(party.name), addr_spec=address)


def _safe(words: str) -> str:
    """Words for a header. What a reader would decode or take for a new line never gets here; this makes it certain."""
    if _BREAKS_A_HEADER.search(words):
        raise _unsafe()
    return words


def _unsafe() -> NotSupported:
    return NotSupported(
        text("A name, a number or an address in this dossier cannot stand in the header of an e-mail. Correct it.")
    )


def _named(files: tuple[MailFile, ...]) -> list[tuple[str, MailFile]]:
    """Each file with a plain name of its own that ends as its kind does."""
    named: dict[str, MailFile] = {}
    for number, file in enumerate(files):
        plain = normalize("NFKD", file.name).encode("ascii", "ignore").decode()
        name = _NOT_IN_NAMES.sub("-", plain).strip("-. ") or "file"
        endings = _ENDINGS[file.media_type]
        name = name if name.lower().endswith(endings) else name + endings[0]
        named[f"{number}-{name}" if name in named else name] = file
    return list(named.items())


def _prove(content: bytes, headers: dict[str, str | Address], letter: Letter) -> None:
    """Read the message back: exactly these headers, with these values, and one recipient."""
    read = message_from_bytes(content, policy=SMTP)
    written = {*headers, "Message-ID", "References", "MIME-Version", "Content-Type"}
    one = len(read["To"].addresses) == 1 and read["To"].addresses[0].addr_spec == letter.mail.to.address
    same = all(str(read[name]) == str(value) for name, value in headers.items())
    if sorted(read.keys()) != sorted(written) or not one or not same:
        raise _unsafe()
