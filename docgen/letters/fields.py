"""Every name a template may use, each with a sentence that says what it is. `GET /v1/fields` is made from this.

Leaves are str, int, bool, Decimal (euros, printed with ``| euro``), date (printed with ``| date``), `Percent` and `Text`
(both printed as they are, in the letter's language). A field that may be empty is `None`: test it with ``{% if %}``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.letters.creditor_fields import ReportFields
from docgen.letters.documented import doc
from docgen.letters.filing_fields import FilingFields
from docgen.letters.handover_fields import HandoverFields
from docgen.letters.message_fields import MessageFields, SupportFields
from docgen.letters.money_fields import (
    CostsFields,
    InterestFields,
    InvoiceFields,
    PayFields,
    PaymentFields,
    PlanFields,
    TotalsFields,
)
from docgen.letters.plan_fields import ReceivedFields, StandingFields
from docgen.texts import Text


@dataclass(frozen=True)
class LetterFields:
    """The letter itself."""

    kind: str = doc("Id of the letter kind.", "wik-notice")
    language: str = doc("Language of the letter: nl or en.", "nl")
    branding: str = doc("Whose letterhead: creditor or agency.", "creditor")
    performed_by: str = doc("Who does the collecting: creditor or agency.", "creditor")
    channel: str = doc("How the letter is sent: post, registered, email or sms.", "post")
    stage: str | None = doc("Stage of a sommatie: 1, 2 or final.", None)
    registered: bool = doc("True when the letter goes by registered mail: print the line AANGETEKEND.", False)
    date: date = doc("Date of the letter.", date(2026, 11, 21))
    reference: str = doc("Dossier number: our reference.", "D2026-004711")
    subject: Text = doc("Subject line, a whole sentence.", "Herinnering: factuur F2026-101 staat nog open")
    concept: bool = doc("True when the letter may not be sent: every page is marked CONCEPT.", False)


@dataclass(frozen=True)
class PartyFields:
    """A creditor or an agency, as it shows itself in letters."""

    name: str = doc("Name of the party.", "Bakkerij De Korenbloem B.V.")
    address: str = doc(
        "Address on one line, with the country when it is not the Netherlands.", "Molenstraat 12A, 3511 AB Utrecht"
    )
    city: str = doc("Town.", "Utrecht")
    kvk_number: str | None = doc("Number in the trade register.", "69599084")
    phone: str | None = doc("Telephone number.", "030 123 45 67")
    email: str | None = doc("E-mail address.", "administratie@example.nl")
    website: str | None = doc("Web address as it is printed, without https://.", "example.nl")
    opening_hours: str | None = doc("When the party can be reached.", "ma-vr 9-17 uur")
    signatory: str | None = doc("Who signs.", "S. Bakker")


@dataclass(frozen=True)
class AgencyFields(PartyFields):
    """The collection agency of the dossier: a party with a registration."""

    registered_name: str = doc("Name in the register of collection agencies.", "Voorbeeld Incasso B.V.")
    registration: Text | None = doc(
        "What the agency is registered as, with its number, as a clause.", "registratiekenmerk 0123456789"
    )
    registration_kind: str | None = doc("wki, bailiff or advocate.", "wki")
    registration_number: str | None = doc("Number of the registration (registratiekenmerk).", "0123456789")
    visiting_address: str | None = doc("Visiting address on one line.", "Kade 1, 2011 AB Haarlem")
    complaints: str | None = doc(
        "Where a complaint goes: a web address or an e-mail address.", "voorbeeldincasso.example/klachten"
    )
    dispute_body: str | None = doc("The dispute body that the agency belongs to.", "Geschillencommissie Incasso")
    privacy: str | None = doc("Where the privacy statement stands.", "voorbeeldincasso.example/privacy")


@dataclass(frozen=True)
class DebtorFields:
    """The debtor."""

    name: str = doc("Name of the debtor.", "J. de Vries")
    attention: str | None = doc("For the attention of.", None)
    consumer: bool = doc("True for a consumer, false for a business.", True)
    natural_person: bool = doc("True for a consumer, sole trader or partner in a partnership.", True)
    address: str = doc("Address on one line.", "Dorpsstraat 1, 1234 AB Ons Dorp")


@dataclass(frozen=True)
class AddresseeFields:
    """To whom the letter goes: the debtor, or whoever else a letter of this kind is for."""

    name: str = doc("Name of the addressee.", "J. de Vries")
    salutation: Text = doc("The whole salutation with its comma.", "Geachte heer of mevrouw,")
    address_lines: tuple[str, ...] = doc(
        "Lines for the address window, name first.", ("J. de Vries", "Dorpsstraat 1", "1234 AB  ONS DORP")
    )


@dataclass(frozen=True)
class TermFields:
    """Until when to pay."""

    days: int = doc("Number of days.", 14)
    date: date | None = doc("Last day to pay. Empty in a notice to a consumer: that one prints no date.", None)


@dataclass(frozen=True)
class EarlierFields:
    """An earlier letter to the debtor, from the dossier's history."""

    kind: str = doc("Id of its kind.", "wik-notice")
    name: Text = doc("What it is called in running text, for instance 'een herinnering'.", "een laatste aanmaning")
    sent_on: date = doc("Day it was sent.", date(2026, 9, 21))
    pay_by: date | None = doc("Last day to pay that it gave, when known.", None)


@dataclass(frozen=True)
class FixedFields:
    """Sentences that the law fixes, and lines that depend on who sends and performs. Print them as they are; some may be empty."""

    term: Text = doc("The sentence that asks to pay, with amount and term.")
    term_in_dutch: Text | None = doc("English notice to a consumer: the term in the Dutch words that the law knows.")
    no_costs_yet: Text | None = doc("That no collection costs are due within the term, or that none are asked.")
    costs: Text | None = doc("Notice: what happens after the term, with the exact collection costs.")
    costs_vat: Text | None = doc(
        "That VAT is added to the costs because the creditor cannot reclaim it, with amount and total."
    )
    interest: Text | None = doc("That interest is claimed or runs: kind, amount and until when.")
    default: Text | None = doc("Since when the debtor is late.")
    imprint: Text | None = doc(
        "White-label letter that an agency performs: who sent it on whose behalf, with its registration."
    )
    on_behalf_of: Text | None = doc("Agency letter: for which creditor, with its place.")
    registration: Text | None = doc("Agency: its registration and where to check it.")
    identity: Text | None = doc("Agency: registered name, KvK number, visiting address and how to reach it.")
    complaints: Text | None = doc("Agency: where a complaint goes, and which dispute body.")
    privacy: Text | None = doc("Agency: where the data came from, and where the privacy statement stands.")
    next_step: Text | None = doc("What happens when nothing is paid: only what is lawful and decided.")
    processed_until: Text | None = doc("Until which day payments were processed.")
    contact: Text = doc("How to reach the sender: telephone with hours, e-mail, with the dossier number.")
    calculated_until: Text | None = doc("Until which day the amounts were calculated.")
    earlier: Text | None = doc("Which letters went before, with their dates.")
    scale: Text | None = doc("The statutory scale of collection costs in words.")


@dataclass(frozen=True)
class HelpFields:
    """Debt help."""

    site: str = doc("Web site of the national debt help.", "geldfit.nl")
    phone: str = doc("Its free telephone number.", "0800-8115")
    crisis_site: str = doc("Web site of the suicide-prevention line.", "113.nl")
    crisis_phone: str = doc("Its short telephone number.", "113")
    crisis_free_phone: str = doc("Its free telephone number.", "0800-0113")


@dataclass(frozen=True)
class Fields:
    """The whole context of a template."""

    letter: LetterFields = doc("The letter itself.")
    sender: PartyFields = doc("The party whose letterhead this is.")
    creditor: PartyFields = doc("The creditor.")
    agency: AgencyFields | None = doc("The collection agency, when the dossier has one and this letter may name it.")
    debtor: DebtorFields = doc("The debtor.")
    addressee: AddresseeFields = doc("To whom the letter goes: mostly the debtor.")
    invoices: tuple[InvoiceFields, ...] = doc("The overdue invoices.")
    payments: tuple[PaymentFields, ...] = doc("The payments, in order.")
    totals: TotalsFields = doc("Sums.")
    interest: InterestFields | None = doc("Interest, when this letter claims it.")
    costs: CostsFields | None = doc("Collection costs, when this letter announces or claims them.")
    term: TermFields | None = doc("The term, when this letter sets one.")
    pay: PayFields | None = doc("The pay box, when something is to be paid.")
    plan: PlanFields | None = doc("The payment plan.")
    standing: StandingFields | None = doc(
        "How the plan stands: in a reminder of an instalment, and when the plan has lapsed."
    )
    received: ReceivedFields | None = doc("The payment that an acknowledgement or the end of the file is about.")
    message: MessageFields | None = doc("The message of the debtor that the letter is about.")
    support: SupportFields | None = doc("What is offered to a debtor with money worries.")
    earlier: tuple[EarlierFields, ...] = doc("Earlier letters, oldest first.")
    fixed: FixedFields = doc("Sentences fixed by the law.")
    help: HelpFields | None = doc("Debt help, in letters that must or may carry it.")
    describe_claim: bool = doc("True when the letter carries the description of the claim (Bki 3.1).")
    ground: tuple[Text, ...] = doc("The agreements that the claim rests on, each named once.", ("overeenkomst",))
    enclosures: tuple[Text, ...] = doc(
        "Names of the enclosures, with number and pages where they are printed behind the letter."
    )
    report: ReportFields | None = doc("What a letter to the creditor tells; empty in all others.")
    filing: FilingFields | None = doc("The claim in an insolvency, in the letter that files it.")
    handover: HandoverFields | None = doc("What a bailiff needs besides, in the letter that hands the file over.")
