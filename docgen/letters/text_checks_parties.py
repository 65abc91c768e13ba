"""Rules about the text: who writes, to whom, about which claim, and who the agency is."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.letters.fields import AgencyFields
from docgen.letters.kinds import KINDS
from docgen.letters.text_reading import Reading
from docgen.letters.text_rules import Said, rule
from docgen.texts import Text, text

_USE_FIELDS = text("Put the field back in the template; GET /v1/fields lists them all.")
_KVK_DISTANCE = 24  # signs between "KvK" and its number


def _missing(what: Text) -> Said:
    return Said(text("The letter does not give {what}.", what=what))


@rule("text-sender-missing", "art. 4.1 Bki", _USE_FIELDS)
def sender(letter: Reading) -> Iterator[Said]:
    """A letter names its sender."""
    if not letter.holds(letter.fields.sender.name):
        yield _missing(text("the name of the sender"))


@rule("text-kvk-missing", "art. 27 Handelsregisterwet 2007", _USE_FIELDS)
def kvk_number(letter: Reading) -> Iterator[Said]:
    """A business prints its KvK number on its letters, and says that it is one."""
    number = letter.fields.sender.kvk_number
    if number is None:
        return
    named = any(
        "kvk" in letter.folded[max(0, start - _KVK_DISTANCE) : start]
        or "kamer van koophandel" in letter.folded[max(0, start - 2 * _KVK_DISTANCE) : start]
        for start, _ in letter.places(number)
    )
    if not named:
        yield _missing(text("the sender's KvK number"))


@rule("text-contact-missing", "art. 4.1 Bki", _USE_FIELDS)
def contact(letter: Reading) -> Iterator[Said]:
    """The debtor can see how to reach the sender, when the sender has a telephone or e-mail."""
    sender = letter.fields.sender
    ways = [way for way in (sender.phone, sender.email) if way]
    if ways and not any(map(letter.holds, ways)):
        yield _missing(text("the sender's telephone number or e-mail address"))


@rule("text-addressee-missing", "art. 3:37 BW", _USE_FIELDS)
def addressee(letter: Reading) -> Iterator[Said]:
    """A letter says to whom it is, with the address: who relies on it must show that it could arrive."""
    if not all(map(letter.holds, letter.fields.addressee.address_lines)):
        yield _missing(text("the addressee's name and address"))


@rule("text-date-missing", "art. 6:96 lid 6 BW", _USE_FIELDS)
def letter_date(letter: Reading) -> Iterator[Said]:
    """A letter bears its date."""
    if not letter.shows_date(letter.date):
        yield _missing(text("its own date"))


@rule("text-reference-missing", "art. 4.1 Bki", _USE_FIELDS)
def reference(letter: Reading) -> Iterator[Said]:
    """A letter bears the dossier number, so that an answer finds its way."""
    if not letter.holds(letter.fields.letter.reference):
        yield _missing(text("the dossier number"))


@rule("text-invoice-missing", "art. 6:96 lid 7 BW", _USE_FIELDS)
def invoices(letter: Reading) -> Iterator[Said]:
    """Every invoice that the amount is made of is named."""
    for invoice in letter.fields.invoices:
        if not letter.holds(invoice.number):
            yield _missing(text("invoice {number}", number=invoice.number))


@rule("text-agency-missing", "art. 11 Wki", _USE_FIELDS)
def agency_name(letter: Reading) -> Iterator[Said]:
    """An agency works under its registered name, whatever the letterhead."""
    agency = _performing(letter)
    if agency is not None and not letter.holds(agency.registered_name):
        yield _missing(text("the agency's registered name"))


@rule("text-registration-missing", "art. 11 Wki", _USE_FIELDS)
def registration(letter: Reading) -> Iterator[Said]:
    """An agency prints its registration, under the law's own word for it."""
    agency = _performing(letter)
    if agency is None or agency.registration_number is None:
        return
    word = "registratiekenmerk" if agency.registration_kind == "wki" else ""
    if not letter.holds(agency.registration_number) or word not in letter.folded:
        yield _missing(text("the agency's registration (registratiekenmerk)"))


@rule("text-complaints-missing", "art. 13 lid 5 Wki, art. 6.1 Bki", _USE_FIELDS)
def complaints(letter: Reading) -> Iterator[Said]:
    """An agency says where a complaint goes, and which dispute body it belongs to."""
    agency = _performing(letter)
    if agency is None or agency.complaints is None:
        return
    for place in (agency.complaints, agency.dispute_body):
        if place is not None and not letter.holds(place):
            yield _missing(text("where a complaint goes ({place})", place=place))


@rule("text-privacy-missing", "art. 14 AVG", _USE_FIELDS)
def privacy(letter: Reading) -> Iterator[Said]:
    """An agency says where it explains what it does with the debtor's data."""
    agency = _performing(letter)
    if agency is not None and agency.privacy is not None and not letter.holds(agency.privacy):
        yield _missing(text("where the agency's privacy statement stands"))


@rule("text-imprint-missing", "art. 11 Wki", text("Print fixed.imprint as it is, in the body of the letter."))
def imprint(letter: Reading) -> Iterator[Said]:
    """A letter in the creditor's name that an agency sends to a natural person says so."""
    sentence = letter.fields.fixed.imprint
    if sentence is not None and not letter.says(sentence):
        yield Said(text("The letter does not say that an agency sent it in the creditor's name."))


@rule("text-agency-shown", "art. 11 Wki", text("Take the agency out: this letter is the creditor's own."))
def agency_shown(letter: Reading) -> Iterator[Said]:
    """A creditor's own letter names the agency nowhere, or only in the composed sentence about what follows."""
    for hidden in letter.letter.hidden:
        for start, end in letter.places(hidden):
            if letter.own(start, end):
                yield Said(text("The letter names the agency, which it may not do."), letter.sentence(start))


@rule(
    "text-debt-help-missing",
    "art. 4 lid 1 Rki",
    text("Print help.phone and, when an agency performs, help.crisis_free_phone."),
)
def debt_help(letter: Reading) -> Iterator[Said]:
    """A letter that must carry debt help gives its telephone number; an agency's also that of the crisis line."""
    help_ = letter.fields.help
    if help_ is None:
        return
    numbers = [help_.phone]
    if letter.fields.letter.performed_by == "agency":
        numbers.append(help_.crisis_free_phone)
    for number in numbers:
        if not letter.holds(number):
            yield _missing(text("debt help: {number}", number=number))


@rule("text-description-missing", "art. 3.1 Bki", text("Include the description of the claim in the template."))
def description(letter: Reading) -> Iterator[Said]:
    """An agency describes the claim: all three parties with their addresses, and each invoice with its dates."""
    fields = letter.fields
    if not fields.describe_claim:
        return
    parties = [
        (fields.creditor.name, fields.creditor.address, text("the creditor's name and address")),
        (fields.debtor.name, fields.debtor.address, text("the debtor's name and address")),
    ]
    if fields.agency is not None:
        address = fields.agency.visiting_address or fields.agency.address
        parties.append((fields.agency.registered_name, address, text("the agency's name and address")))
        if fields.agency.kvk_number is not None and not letter.holds(fields.agency.kvk_number):
            yield _missing(text("the agency's KvK number"))
    for name, address, what in parties:
        if not all(map(letter.holds, (name, *filter(None, address.split(", "))))):
            yield _missing(what)
    for ground in fields.ground:
        if not letter.says(ground):
            yield _missing(text("what the claim rests on ({ground})", ground=ground))
    for invoice in fields.invoices:
        if not (letter.shows_date(invoice.issued_on) and letter.shows_date(invoice.due_on)):
            yield _missing(text("the date and the due date of invoice {number}", number=invoice.number))


def _performing(letter: Reading) -> AgencyFields | None:
    """The agency, when it works towards a natural person: then Wki and Bki hold."""
    fields = letter.fields
    closes = KINDS[letter.kind].closes and fields.fixed.identity is not None and fields.debtor.natural_person
    return fields.agency if fields.describe_claim or closes else None


PARTIES = (
    sender, kvk_number, contact, addressee, letter_date, reference, invoices, agency_name, registration, complaints,
    privacy, imprint, agency_shown, debt_help, description,
)  # fmt: skip
EVERY_PARTY = (
    sender,
    kvk_number,
    contact,
    addressee,
    letter_date,
    reference,
    invoices,
    agency_shown,
)  # also in letters to others than the debtor
