"""Who the agency is, where it is registered and where a complaint goes (Wki art. 11, Bki 3.1, 4.1 and 6.1).

All of it speaks of the agency in the third person, so that it reads right on the agency's and on the creditor's paper.
"""

from __future__ import annotations

from docgen.dossier.model import Agency, Creditor
from docgen.letters.case import Case
from docgen.texts import Text, text


def registered_name(agency: Agency) -> str:
    """The name under which the agency works: the registered one."""
    return agency.registered_name or agency.name or ""


def visiting_address(agency: Agency, language: str) -> str:
    """Where the agency can be visited, on one line."""
    address = agency.visiting_address or agency.address
    return address.one_line(language) if address is not None else ""


def registration_clause(agency: Agency) -> Text | None:
    """The registration as a clause, for instance "registratiekenmerk 123"."""
    if agency.registration is None or agency.registration.number is None:
        return None
    number = agency.registration.number
    match agency.registration.kind:
        case "bailiff":
            return text("bailiffs' register number {number}", number=number)
        case "advocate":
            return text("bar register number {number}", number=number)
        case _:
            return text("registration mark (registratiekenmerk) {number}", number=number)


def registration_line(agency: Agency) -> Text | None:
    """The registration as a sentence, and where to check it."""
    if agency.registration is None or agency.registration.number is None:
        return None
    values = {"agency": registered_name(agency), "number": agency.registration.number}
    match agency.registration.kind:
        case "bailiff":
            return text("{agency} is entered in the bailiffs' register under number {number}.", **values)
        case "advocate":
            return text("{agency} is entered in the bar register under number {number}.", **values)
        case _:
            return text(
                "{agency} is in the register of collection services of Justis, with registration mark "
                "(registratiekenmerk) {number}. "
                "You can check this on justis.nl.",
                **values,
            )


def identity(agency: Agency, creditor: Creditor, *, closed: bool) -> Text:
    """For whom the agency collects, or did when the letter asks nothing any more."""
    values = {"agency": registered_name(agency), "creditor": creditor.name}
    if closed:
        return text("{agency} handled this file on the instructions of {creditor}.", **values)
    return text("{agency} collects this amount on the instructions of {creditor}.", **values)


def imprint(case: Case, agency: Agency) -> Text | None:
    """White-label letter that an agency performs: the sentence that the law asks for."""
    clause = registration_clause(agency)
    if agency.kvk_number is None:
        return None
    values = {
        "creditor": case.dossier.creditor.name,
        "agency": registered_name(agency),
        "kvk": agency.kvk_number,
        "address": visiting_address(agency, case.language),
    }
    if clause is None:  # a bailiff or an advocate needs no number
        return text("This letter was sent on behalf of {creditor} by {agency}, KvK {kvk}, {address}.", **values)
    return text(
        "This letter was sent on behalf of {creditor} by {agency}, KvK {kvk}, {registration}, {address}.",
        registration=clause,
        **values,
    )


def complaints(agency: Agency) -> Text | None:
    """Where a complaint goes, and after that."""
    if agency.complaints is None:
        return None
    values = {"agency": registered_name(agency), "complaints": bare_link(agency.complaints)}
    if agency.dispute_body is None:
        return text("Do you have a complaint about {agency}? Send it to {complaints}.", **values)
    return text(
        "Do you have a complaint about {agency}? Send it to {complaints}. If you do not work it out together, "
        "you can go to {body}.",
        body=agency.dispute_body,
        **values,
    )


def privacy(agency: Agency, creditor: Creditor) -> Text | None:
    """Where the data came from and how it is handled (art. 14 GDPR)."""
    values = {"agency": registered_name(agency), "creditor": creditor.name}
    if agency.privacy is None:
        return text("{agency} received your data from {creditor}.", **values)
    return text(
        "{agency} received your data from {creditor}. How {agency} handles your data is explained at {privacy}.",
        privacy=bare_link(agency.privacy),
        **values,
    )


def bare_link(link: str) -> str:
    """A web address as it is printed: without its scheme."""
    return link.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/")
