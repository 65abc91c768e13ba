"""A letter as a message: what its e-mail and its SMS say outside the letter itself, between whom, and from when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from docgen.dossier.identifiers import is_dutch_landline
from docgen.dossier.model import Agency, Attachment, Creditor
from docgen.errors import InputProblem
from docgen.law.rates import rate_on, tables
from docgen.law.terms import AMSTERDAM, ONE_DAY
from docgen.letters.case import Case
from docgen.letters.contact_days import contact_day_from
from docgen.letters.identity import bare_link, registered_name
from docgen.letters.message_subjects import mail_subject
from docgen.letters.sms_words import sms_wordings
from docgen.texts import Text, text

_MORNING = dt.time(9)  # when nothing says at what time it goes
_SIGNATURES = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True)
class Correspondent:
    """One end of an e-mail; `address` is None when the dossier has none."""

    name: str
    address: str | None


@dataclass(frozen=True)
class MailFile:
    """A file that goes with an e-mail."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Mail:
    """What an e-mail has besides the letter. `problems`: why there can be none, by pointer into the request."""

    subject: Text
    sender: Correspondent
    to: Correspondent
    reference: str
    moment: dt.datetime  # the date that it bears, in Dutch time
    opening: tuple[Text, ...]  # sentences above the letter's own
    doubt: Text  # how to find out whether it is real
    files: tuple[MailFile, ...]
    problems: tuple[InputProblem, ...]


@dataclass(frozen=True)
class Sms:
    """An SMS about a letter: its wordings, the first that fits one message is sent. `problems` as with `Mail`."""

    wordings: tuple[Text, ...]
    problems: tuple[InputProblem, ...]


def not_before(case: Case) -> dt.datetime | None:
    """From when an agency may send a message to a natural person (art. 4.2 Bki); None when no law says so."""
    if not case.wki or case.date < tables()["contact_hours"].values[0].start:
        return None
    hours = rate_on("contact_hours", case.date).value
    first = dt.time(hours["from"])
    asked = max(case.request.send_at or first, first)
    if asked.hour >= hours["until"]:
        return dt.datetime.combine(contact_day_from(case.date + ONE_DAY), first, AMSTERDAM)
    day = contact_day_from(case.date)
    return dt.datetime.combine(day, asked if day == case.date else first, AMSTERDAM)


def mail_of(case: Case) -> Mail:
    """The e-mail of a letter, with whatever stands in its way."""
    party, owner = _sender(case)
    name = registered_name(party) if isinstance(party, Agency) else party.name
    return Mail(
        subject=mail_subject(case),
        sender=Correspondent(name, party.email),
        to=Correspondent(case.addressee.name, case.addressee.email),
        reference=case.dossier.reference,
        moment=not_before(case) or dt.datetime.combine(case.date, case.request.send_at or _MORNING, AMSTERDAM),
        opening=_opening(case),
        doubt=_doubt(party),
        files=tuple(
            MailFile(each.name, each.media_type, each.content)
            for each in case.dossier.attachments
            if not (case.request.append_attachments and each.media_type == "application/pdf")  # behind the letter then
        ),
        problems=(*_mail_problems(case, party, owner), *_file_problems(case.dossier.attachments)),
    )


def sms_of(case: Case) -> Sms:
    """The SMS about a letter, with whatever stands in its way."""
    party, owner = _sender(case)
    problems = []
    if party.phone is None:
        problem = text("An SMS gives the sender's telephone number. Fill it in.")
        problems.append(InputProblem(f"/dossier/{owner}/phone", problem))
    if case.dossier.debtor.phone is None:
        problem = text("An SMS needs the debtor's telephone number. Fill it in.")
        problems.append(InputProblem("/dossier/debtor/phone", problem))
    elif is_dutch_landline(case.dossier.debtor.phone):
        problem = text("This telephone gets no SMS. Fill in a mobile number, or choose another form.")
        problems.append(InputProblem("/dossier/debtor/phone", problem))
    return Sms(sms_wordings(case, party), tuple(problems))


def _sender(case: Case) -> tuple[Creditor | Agency, str]:
    """Who writes, and its name in the dossier: the party of the letterhead."""
    agency = case.dossier.agency
    if case.branding == "agency" and agency is not None:
        return agency, "agency"
    return case.dossier.creditor, "creditor"


def _opening(case: Case) -> tuple[Text, ...]:
    attached = text("You also find this letter as a PDF with this e-mail.")
    if case.channel not in ("post", "registered"):
        return (attached,)
    if case.consumer_notice:
        posted = text("We also send you this letter by post. The term counts from the delivery of that letter.")
    else:
        posted = text("We also send you this letter by post.")
    return attached, posted


def _doubt(party: Creditor | Agency) -> Text:
    """How to find out whether the mail is real without a click in it."""
    place = urlsplit(party.website).hostname if party.website else (party.email or "").rpartition("@")[2] or None
    place = bare_link(place) if place else None
    if place and party.phone:
        return text(
            "Do you doubt whether this e-mail is real? Do not click. Type {place} yourself, or call {phone}.",
            place=place,
            phone=party.phone,
        )
    if place:
        return text("Do you doubt whether this e-mail is real? Do not click. Type {place} yourself.", place=place)
    return text("Do you doubt whether this e-mail is real? Do not click. Write to the address in this e-mail.")


def _mail_problems(case: Case, party: Creditor | Agency, owner: str) -> list[InputProblem]:
    problems = []
    if case.channel == "sms":
        problems.append(InputProblem("/channel", text('An e-mail does not go by SMS. Use "channel": "email".')))
    if party.email is None:
        problem = text("An e-mail needs the sender's e-mail address. Fill it in.")
        problems.append(InputProblem(f"/dossier/{owner}/email", problem))
    if case.addressee.email is None:
        problem = text("An e-mail needs the e-mail address that it goes to. Fill it in.")
        problems.append(InputProblem(f"{case.addressee.pointer}/email", problem))
    return problems


def _file_problems(files: tuple[Attachment, ...]) -> list[InputProblem]:
    return [
        InputProblem(
            f"/dossier/attachments/{place}/content",
            text("This file is not what media_type says ({kind}). Attach the right one.", kind=each.media_type),
        )
        for place, each in enumerate(files)
        if not each.content.startswith(_SIGNATURES[each.media_type])
    ]
