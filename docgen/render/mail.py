"""The letter as an e-mail: plain text and HTML, the PDF and the dossier's files, in headers that nothing can break."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import Header, decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
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
    content = _written(message, letter)
    _prove(content, letter)
    told = {"Docgen-Send-Not-Before": letter.not_before.isoformat()} if letter.not_before else {}
    return Document(content, MEDIA_TYPE, file_name(letter, "eml"), pdf.template_version, None, told)


def _headers(letter: Letter) -> dict[str, str]:
    """The headers but for ids, each as it is written, in lines that are folded where they are long."""
    mail = letter.mail
    headers = {
        "From": _address(mail.sender),
        "Reply-To": _address(mail.sender),
        "To": _address(mail.to),
        "Subject": _encoded(_subject(letter), "Subject"),
        "Date": format_datetime(mail.moment),
        "Content-Language": letter.language,
    }
    if letter.not_before:
        headers["Docgen-Send-Not-Before"] = letter.not_before.isoformat()
    return headers


def _subject(letter: Letter) -> str:
    subject = Words(letter.language, strict=True).say(letter.mail.subject).replace("\N{NO-BREAK SPACE}", " ")
    return f"CONCEPT: {subject}" if letter.fields.letter.concept else subject


def _written(message: EmailMessage, letter: Letter) -> bytes:
    """The bytes of the message, with ids and boundaries from what stands in it: the same every time.

    Our headers are written here, not by the library: that of Python 3.11 folds long names wrongly.
    """
    headers = _headers(letter)
    digest = sha256("\n".join(headers.values()).encode())
    for part in message.walk():
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
    headers |= {
        "Message-ID": f"<{fingerprint}@{host}>",
        "References": f"<{thread}@{host}>",
        "MIME-Version": "1.0",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return lines.encode("ascii") + message.as_bytes()


def _address(party: Correspondent) -> str:
    """A name, quoted or encoded, and the one address that goes with it."""
    address = party.address or ""
    if not _ADDRESS.fullmatch(address):
        raise _unsafe()
    name = _safe(party.name)
    if name.isascii():
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}"\r\n <{address}>'
    return f"{_encoded(name, 'Reply-To')}\r\n <{address}>"


def _encoded(words: str, header: str) -> str:
    """Words as they stand in a header: plain, or as encoded words of at most 75 signs on lines of their own."""
    return Header(_safe(words), None if words.isascii() else "utf-8", header_name=header).encode(linesep="\r\n")


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


def _prove(content: bytes, letter: Letter) -> None:
    """Read the message back: exactly these headers, one sender and one recipient, with the names they have."""
    read = message_from_bytes(content)
    written = {*_headers(letter), "Message-ID", "References", "MIME-Version", "Content-Type"}
    unfolded = str(read["Subject"]).replace("\r\n ", " ")
    same = str(make_header(decode_header(unfolded))) == _subject(letter)
    for name, party in (("From", letter.mail.sender), ("Reply-To", letter.mail.sender), ("To", letter.mail.to)):
        found = [(str(make_header(decode_header(each))), at) for each, at in getaddresses([read[name]])]
        same = same and found == [(party.name, party.address)]
    if sorted(read.keys()) != sorted(written) or not same:
        raise _unsafe()
