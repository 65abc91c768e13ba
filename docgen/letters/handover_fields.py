"""Fields of the letter that hands a file over to a bailiff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.letters.documented import doc
from docgen.texts import Text


@dataclass(frozen=True)
class HappenedFields:
    """Something that happened in the case: a letter, a contact, a payment, an agreement."""

    on: date = doc("The day.", date(2026, 9, 21))
    how: Text | None = doc("By which channel, when it had one.", "post")
    what: Text = doc("What it was.", "Laatste aanmaning")
    details: tuple[Text, ...] = doc("What it said or asked, a sentence each.", ("Gevraagd: € 1.150,00.",))


@dataclass(frozen=True)
class SituationFields:
    """A situation that a bailiff must take into account."""

    what: Text = doc("What it is.", "De debiteur krijgt hulp bij schulden.")
    since: date | None = doc("First day, when known.", date(2026, 10, 2))
    until: date | None = doc("Last day, when it is over.", None)
    contact: str | None = doc("Who acts, when known.", "M. de Graaf, gemeente Utrecht")
    reference: str | None = doc("Its number, when it has one.", None)


@dataclass(frozen=True)
class LimitationFields:
    """When the claim of an invoice lapses."""

    number: str = doc("Invoice number.", "F2026-101")
    end: date = doc("Day on which it lapses.", date(2031, 9, 22))
    purchase_end: date = doc("The same if it is a purchase of goods by a consumer.", date(2028, 9, 22))


@dataclass(frozen=True)
class PlanHistoryFields:
    """The payment plan that was agreed."""

    agreed_on: date = doc("Day it was agreed.", date(2026, 10, 15))
    count: int = doc("Number of instalments.", 6)
    first_due_on: date = doc("Last day for the first instalment.", date(2026, 11, 1))
    lapsed_on: date | None = doc("Day on which its lapse was told, when it lapsed.", date(2026, 11, 14))


@dataclass(frozen=True)
class HandoverFields:
    """All that a bailiff needs besides the claim itself."""

    step: str | None = doc("What the creditor decided on: bailiff or court. Empty: nothing yet.", "bailiff")
    decided_on: date | None = doc("Day on which the creditor decided.", date(2026, 11, 16))
    debtor_kvk: str | None = doc("KvK number of the debtor.", None)
    debtor_birth_date: date | None = doc("Day of birth of a debtor who is a natural person.", date(1984, 5, 17))
    debtor_phone: str | None = doc("Telephone number of the debtor.", "+31612345678")
    debtor_email: str | None = doc("E-mail address of the debtor.", "j.devries@example.com")
    happened: tuple[HappenedFields, ...] = doc("All letters, contacts, payments and agreements, oldest first.")
    plan: PlanHistoryFields | None = doc("The payment plan, when there was one.")
    situations: tuple[SituationFields, ...] = doc("Situations that a bailiff must take into account.")
    care: str | None = doc("What else to take into account with the debtor.", "Leest moeilijk; bel liever")
    limitations: tuple[LimitationFields, ...] = doc("When the claim of each open invoice lapses.")
