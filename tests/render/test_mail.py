"""The e-mail: its parts read back with the standard library, the letter's own amounts and term, and headers that hold."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses
from functools import cache

import pypdfium2
import pytest

from docgen.errors import InvalidInput, NotSupported
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.letters.messages import Correspondent, MailFile
from docgen.letters.text_checks import check_text
from docgen.render.mail import compose_mail, render_mail
from docgen.render.mail_body import mail_body
from docgen.render.text import letter_text
from docgen.render.words import Words
from docgen.texts import text
from tests.matrix.cases import (
    BRANDS,
    ON,
    TEMPLATES,
    Case,
    document_for,
    mailed,
    matrix,
    pdf_text,
    request_for,
    squeezed,
)

HEADERS = {"From", "Reply-To", "To", "Subject", "Date", "Content-Language", "Message-ID", "References", "MIME-Version"}
HEADERS |= {"Content-Type"}
NOTICE = Case("wik-notice", "creditor", "creditor", "consumer", "nl")
SOMMATIE = Case("sommatie", "agency", "agency", "consumer", "nl")
OF_THE_CODE = {
    "nl": "Werkt de code niet? Neem dan deze gegevens over. Scan met de app van uw bank",
    "en": "Does the code not work? Then use the details above. Scan with your bank's app",
}
# Each kind on each paper for each debtor, in one of the two languages by turns: half of the PDFs that they carry.
CASES = tuple(case for number, case in enumerate(matrix()) if number % 4 in (0, 3))
AMOUNT = re.compile(r"€[\s\u00a0]?-?[\d.,]*\d")
RECEIVERS = {
    "debtor": "j.devries@example.com",
    "creditor": "administratie@dekorenbloem.example",
    "curator": "claims@example.com",
    "bailiff": "files@example.com",
}
SUBJECTS = {
    ("payment-reminder", "creditor"): "Herinnering: 2 facturen van Bakkerij De Korenbloem B.V.",
    ("payment-reminder", "agency"): "Voorbeeld Incasso B.V. namens Bakkerij De Korenbloem B.V. – dossier D2026-77",
    ("wik-notice", "creditor"): "Laatste herinnering zonder extra kosten: 2 facturen",
    ("sommatie", "agency"): "Dossier D2026-77: bericht over uw openstaande rekening",
    ("cost-specification", "agency"): "Dossier D2026-77: hoe uw rekening is opgebouwd",
    ("payment-plan-confirmation", "agency"): "Uw betalingsregeling – dossier D2026-77",
}


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, _class=EmailMessage, policy=SMTP)


def tree(part: EmailMessage) -> object:
    """Types of a message's parts, as deep as they go."""
    own = part.get_content_type()
    return (own, *map(tree, part.iter_parts())) if part.is_multipart() else own


@cache
def message(case: Case, channel: str = "email") -> EmailMessage:
    letter = mailed(case, channel=channel, enclosed=True)
    return read(compose_mail(letter, mail_body(letter, TEMPLATES), document_for(case)).content)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_message_has_its_parts(case: Case) -> None:
    mail = message(case)
    pictures = ["image/png"] * (len(mail_body(mailed(case, enclosed=True), TEMPLATES).pictures))
    assert tree(mail) == (
        "multipart/mixed",
        ("multipart/alternative", "text/plain", ("multipart/related", "text/html", *pictures)),
        "application/pdf",
        "application/pdf",
    )
    assert set(mail.keys()) == HEADERS | ({"Docgen-Send-Not-Before"} if case.wki else set())
    assert mail["Content-Language"] == case.language
    assert [each.addr_spec for each in mail["To"].addresses] == [RECEIVERS[KINDS[case.kind].to]]
    sender = mail["From"].addresses[0]
    assert ("incasso" in sender.addr_spec) == (case.branding == "agency")
    assert mail["Reply-To"].addresses[0].addr_spec == sender.addr_spec
    assert not AMOUNT.search(mail["Subject"])
    own, invoice = mail.iter_attachments()
    assert (own.get_filename(), invoice.get_filename()) == (document_for(case).file_name, "factuur F-301.pdf")
    document = pypdfium2.PdfDocument(own.get_content())
    assert len(document) > 0
    document.close()
    assert invoice.get_content() == b"%PDF-1.7 invoice"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_bodies_say_what_the_letter_says(case: Case) -> None:
    letter = mailed(case, enclosed=True)
    body = mail_body(letter, TEMPLATES)
    say = Words(case.language, strict=True).say
    assert [each for each in check_text(body.words, letter, say) if each.severity == "error"] == []
    shown = letter_text(body.html)
    for word in set(re.findall(r"[\w.,/-]*\w", body.words)):
        assert word in shown
        assert word in body.text + OF_THE_CODE[case.language]
    assert set(map(squeezed, AMOUNT.findall(body.text))) == set(map(squeezed, AMOUNT.findall(letter_text(body.html))))
    for sentence in (letter.fields.fixed.term, letter.fields.fixed.costs, letter.fields.fixed.imprint):
        if sentence is not None and squeezed(say(sentence)) in squeezed(pdf_text(case)):
            assert squeezed(say(sentence)) in squeezed(body.text)
            assert squeezed(say(sentence)) in squeezed(letter_text(body.html))


@pytest.mark.parametrize("debtor", ["consumer", "sole-trader", "company"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_notice_by_letter_and_by_mail_says_the_same(debtor: str, language: str) -> None:
    case = Case("wik-notice", "creditor", "creditor", debtor, language)
    beside = mailed(case, channel="post", enclosed=True)
    body = mail_body(beside, TEMPLATES)
    on_paper = set(map(squeezed, AMOUNT.findall(pdf_text(case))))
    assert on_paper == set(map(squeezed, AMOUNT.findall(body.text)))
    say = Words(language, strict=True).say
    assert squeezed(say(beside.fields.fixed.term)) in squeezed(pdf_text(case))
    assert squeezed(say(beside.fields.fixed.term)) in squeezed(body.text)
    assert ("per post" if language == "nl" else "by post") in body.text
    assert beside.amount == mailed(case, channel="email").amount


@pytest.mark.parametrize(("key", "subject"), tuple(SUBJECTS.items()), ids=lambda each: str(each)[:30])
def test_the_subject(key: tuple[str, str], subject: str) -> None:
    kind, branding = key
    assert message(Case(kind, branding, branding, "consumer", "nl"))["Subject"] == subject


@pytest.mark.parametrize("case", [NOTICE, SOMMATIE], ids=str)
def test_the_page_survives_mail_readers(case: Case) -> None:
    html = mail_body(mailed(case), TEMPLATES).html
    assert f'<html lang="{case.language}">' in html
    assert not re.search(
        r"<(style|script|link|div style=\"display)|\b(class|id)=|url\(|var\(|@media|\d(mm|pt|vw)\b", html
    )
    assert set(re.findall(r'src="([^"]*)"', html)) == {"cid:logo@letter", "cid:qr@letter"}
    assert all('alt="' in picture and 'width="' in picture for picture in re.findall(r"<img[^>]*>", html))
    assert len(html) < 100_000, "Gmail cuts off longer ones"


def test_the_same_letter_gives_the_same_bytes() -> None:
    first, again = (render_mail(replace(mailed(NOTICE)), TEMPLATES).content for _ in range(2))
    assert first == again
    other = replace(mailed(NOTICE), mail=replace(mailed(NOTICE).mail, reference="D9"))
    assert read(render_mail(other, TEMPLATES).content)["References"] != read(first)["References"]
    assert all(len(line) <= 998 for line in first.split(b"\r\n"))


@pytest.mark.parametrize(
    "name",
    [
        "x\r\nBcc: evil@example.com",
        "=?utf-8?q?a=0D=0ABcc:_evil=40example.com?=",
        "x\nX: y",
        "x\x00y",
        "x\u2028Bcc: y@example.com",
        "x\udc80",
    ],
)
def test_nothing_breaks_out_of_a_header(name: str) -> None:
    letter = mailed(NOTICE)
    for mail in (
        replace(letter.mail, sender=Correspondent(name, "a@example.com")),
        replace(letter.mail, to=Correspondent(name, "a@example.com")),
        replace(letter.mail, subject=text("{name}", name=name)),
        replace(letter.mail, to=Correspondent("x", f"a{name}@example.com")),
    ):
        changed = replace(letter, mail=mail)
        with pytest.raises(NotSupported):
            compose_mail(changed, mail_body(letter, TEMPLATES), document_for(NOTICE))


@pytest.mark.parametrize(
    "name",
    [
        'De "Vries", evil@example.com',
        "a@example.com, b@example.com",
        "Group: a@example.com;",
        "<evil@example.com>",
        "Zoë ’t Hart (\\",
        "Ж" * 70,
        "é" * 70,
    ],
)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    letter = mailed(NOTICE)
    mail = replace(letter.mail, to=Correspondent(name, "j@example.com"), subject=text("{name}", name=name))
    content = compose_mail(replace(letter, mail=mail), mail_body(letter, TEMPLATES), document_for(NOTICE)).content
    made = read(content)
    (found,) = getaddresses([message_from_bytes(content)["To"]])
    assert (str(make_header(decode_header(found[0]))), found[1]) == (name, "j@example.com")
    assert [each.addr_spec for each in made["To"].addresses] == ["j@example.com"]
    assert made["Subject"] == name
    assert set(made.keys()) == HEADERS


@pytest.mark.parametrize(
    "address", ["a@x, evil@y", "a@example.com>", "a b@example.com", "g: a@example.com;", "a@b@c", ""]
)
def test_one_address_and_nothing_else(address: str) -> None:
    letter = mailed(NOTICE)
    changed = replace(letter, mail=replace(letter.mail, to=Correspondent("x", address)))
    with pytest.raises(NotSupported):
        compose_mail(changed, mail_body(letter, TEMPLATES), document_for(NOTICE))


def test_files_get_plain_names_of_their_own() -> None:
    letter = mailed(NOTICE)
    names = ["../../etc/passwd", 'a"b\r\n.pdf', "factuur.pdf", "factuur.pdf", "é.exe", "…"]
    files = tuple(MailFile(name, "application/pdf", b"%PDF-") for name in names)
    changed = replace(letter, mail=replace(letter.mail, files=files))
    made = read(compose_mail(changed, mail_body(letter, TEMPLATES), document_for(NOTICE)).content)
    _, *found = [each.get_filename() for each in made.iter_attachments()]
    assert found == ["etc-passwd.pdf", "a-b-.pdf", "factuur.pdf", "4-factuur.pdf", "e.exe.pdf", "file.pdf"]


@pytest.mark.parametrize("missing", ["email"])
def test_without_an_address_there_is_none(missing: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        render_mail(mailed(NOTICE, without=(missing,)), TEMPLATES)
    assert [each.pointer for each in caught.value.errors] == ["/dossier/debtor/email"]


def _not_before(day: str, channel: str, at: str | None) -> str | None:

    from tests.matrix.cases import compose, letter_request

    request = request_for(SOMMATIE) | {"date": day, "channel": channel, "send_at": at}
    letter: Letter = compose(letter_request(request, BRANDS, "voorbeeld-incasso"), on=ON, brands=BRANDS)
    return letter.not_before.isoformat() if letter.not_before else None


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        ("2026-11-19", None, "2026-11-19T07:00:00+01:00"),
        ("2026-11-19", "09:30", "2026-11-19T09:30:00+01:00"),
        ("2026-11-19", "06:59", "2026-11-19T07:00:00+01:00"),
        ("2026-11-19", "20:00", "2026-11-20T07:00:00+01:00"),
        ("2026-11-21", "21:00", "2026-11-23T07:00:00+01:00"),  # Saturday night
        ("2026-11-22", "12:00", "2026-11-23T07:00:00+01:00"),  # a Sunday
        ("2026-12-25", None, "2026-12-28T07:00:00+01:00"),  # Christmas and the Sunday after it
    ],
)
def test_from_when_an_agency_may_send_it(day: str, at: str | None, moment: str) -> None:
    assert _not_before(day, "post", at) == moment
