"""The words of an SMS: who, for whom, which letter, whom to call. Never an amount, a link or a threat."""

from __future__ import annotations

from docgen.dossier.model import Agency, Creditor
from docgen.letters.case import Case
from docgen.letters.identity import registered_name
from docgen.texts import Text, text


def sms_wordings(case: Case, party: Creditor | Agency) -> tuple[Text, ...]:
    """The message in full, and shorter for long names. An agency that must show itself is the one who writes."""
    agency = case.dossier.agency if case.shows_agency else None
    values = {
        "sender": registered_name(agency) if agency is not None else case.dossier.creditor.name,
        "creditor": case.dossier.creditor.name,
        "phone": party.phone or "",
        "reference": case.dossier.reference,
        "sent": text("an e-mail") if case.channel == "email" else text("a letter"),
    }
    if agency is None:
        return (
            text(
                "{sender}: we sent you {sent} about your account with us. Questions? Call {phone}. File {reference}.",
                **values,
            ),
            text("{sender}: we sent you {sent}. Questions? Call {phone}. File {reference}.", **values),
        )
    return (
        text(
            "{sender}: we sent you {sent} about your account with {creditor}. Questions? Call {phone}. "
            "File {reference}.",
            **values,
        ),
        text("{sender} for {creditor}: we sent you {sent}. Questions? Call {phone}. File {reference}.", **values),
    )
