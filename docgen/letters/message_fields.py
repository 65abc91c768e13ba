"""The fields of letters about a message of the debtor, and of the referral to help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.dossier.debtor_messages import MessageChannel
from docgen.letters.documented import doc
from docgen.texts import Text, text

CHANNELS: Mapping[MessageChannel, Text] = {
    "post": text("by post"),
    "email": text("by e-mail"),
    "phone": text("by telephone"),
    "portal": text("through the portal"),
    "visit": text("in person"),
    "sms": text("by SMS"),
}


@dataclass(frozen=True)
class MessageFields:
    """A message of the debtor and what is done about it. Empty in letters that are not about one."""

    kind: str = doc("What it is: dispute, complaint or question.", "dispute")
    received_on: date = doc("Day it was received.", date(2026, 11, 20))
    channel: Text | None = doc("How it came, for instance 'per e-mail'.", "per e-mail")
    summary: str = doc("What the debtor says, in one or two neutral sentences.", "De levering was niet compleet.")
    own_words: tuple[str, ...] = doc("The debtor's own words, a paragraph each.", ("Er ontbraken twaalf dozen.",))
    invoice_numbers: tuple[str, ...] = doc("Invoices that it is about.", ("F2026-101",))
    undisputed: Decimal | None = doc(
        "The part of the claim that the debtor agrees with, when known.", Decimal("1050.00"), "undisputed"
    )
    all_disputed: bool = doc("True when the debtor agrees with nothing of the claim.", False)
    pause: str | None = doc("Which steps wait: all, disputed-part or none.", "all")
    handler: str | None = doc("Who handles it.", "M. van Dam")
    answer_by: date | None = doc("Last day on which the debtor gets an answer or a decision.", date(2026, 12, 11))
    creditor_answer_by: date | None = doc("Last day on which the creditor answers the agency.", date(2026, 12, 4))
    proof_asked: tuple[str, ...] = doc("Documents that the debtor is asked for.", ("een foto van de levering",))
    questions: tuple[str, ...] = doc("Questions about it to the creditor.", ("Hebt u een getekende pakbon?",))
    answer: tuple[str, ...] = doc(
        "The answer to the debtor, a paragraph each.", ("De factuur is van 1 augustus 2026.",)
    )


@dataclass(frozen=True)
class HelpPartnerFields:
    """An organisation that helps people with debts."""

    name: str = doc("Name of the organisation.", "SchuldHulpMaatje Utrecht")
    helps_with: str | None = doc("What it does for the debtor, a sentence.", "Een vrijwilliger helpt u.")
    phone: str | None = doc("Its telephone number.", "030 765 43 21")
    website: str | None = doc("Its web site as it is printed, without https://.", "hulp.example")


@dataclass(frozen=True)
class SupportFields:
    """What is offered to a debtor with money worries. Empty in all letters but the referral to help."""

    pause_until: date | None = doc("Last day of the pause, when there is one.", date(2027, 1, 31))
    adviser: str | None = doc("Who guides the debtor.", "M. van Dam")
    adviser_phone: str | None = doc("Telephone number of who guides the debtor.", "023 765 43 22")
    partners: tuple[HelpPartnerFields, ...] = doc("Organisations that the debtor is referred to.")
    plan_agreed_on: date | None = doc("Day on which a payment plan was agreed, when there is one.", date(2026, 11, 20))
    plan_count: int | None = doc("Number of its instalments.", 24)
