"""The sentences that the law fixes or that depend on who sends and who performs. Wording lives in the catalogues."""

from __future__ import annotations

from docgen.dossier.demands import SentLetter
from docgen.dossier.model import Agency, Agreement, Creditor
from docgen.dossier.plan_course import REMINDER
from docgen.law.amounts import ZERO
from docgen.law.rates import days_on
from docgen.letters.case import CLOSING, Case
from docgen.letters.cost_sentences import costs_that_follow, costs_vat, interest, no_costs_yet, scale
from docgen.letters.fields import FixedFields
from docgen.letters.identity import bare_link, complaints, identity, imprint, privacy, registration_line
from docgen.letters.next_step_sentences import next_step
from docgen.letters.subjects import SUBJECTS
from docgen.texts import InWords, Text, text


def subject(case: Case) -> Text:
    """The subject line: a whole sentence that says what the letter is about."""
    claims = case.account.open_claims
    number, reference = claims[0].item.number if len(claims) == 1 else None, case.dossier.reference
    creditor = case.dossier.creditor.name
    match case.kind.id, case.branding:
        case "payment-reminder", "agency":
            return text("Your open account with {creditor} (file {reference})", creditor=creditor, reference=reference)
        case "payment-reminder", _ if number:
            return text("Reminder: invoice {number} is still open", number=number)
        case "payment-reminder", _:
            return text("Reminder: {count} invoices are still open", count=len(claims))
        case "wik-notice", _ if case.consumer and number:
            return text("Last reminder: pay invoice {number} now, still without extra costs", number=number)
        case "wik-notice", _ if case.consumer:
            return text("Last reminder: pay {count} invoices now, still without extra costs", count=len(claims))
        case "wik-notice", _ if number:
            return text("Final notice: pay invoice {number} now, still without collection costs", number=number)
        case "wik-notice", _:
            return text("Final notice: pay {count} invoices now, still without collection costs", count=len(claims))
        case "cost-specification", _:
            return text("What you have to pay and why (file {reference})", reference=reference)
        case "payment-plan-confirmation", _:
            return text("Your payment plan for file {reference}", reference=reference)
        case "sommatie", _:
            return _demand_subject(case)
        case _:
            return SUBJECTS[case.kind.id](case).letter


def _demand_subject(case: Case) -> Text:
    values = {"amount": case.amount, "date": case.pay_before, "reference": case.dossier.reference}
    if case.request.stage == "final":
        return text("Last demand: pay {amount} by {date} at the latest (file {reference})", **values)
    if case.request.stage == "2":
        return text("Second demand: pay {amount} by {date} at the latest (file {reference})", **values)
    return text("Pay {amount} by {date} at the latest (file {reference})", **values)


def fixed(case: Case) -> FixedFields:
    """All fixed sentences of a letter."""
    agency, creditor = case.dossier.agency, case.dossier.creditor
    on_agency_paper = case.branding == "agency"
    to_debtor = case.kind.to == "debtor"
    shown = agency if case.shows_agency and to_debtor else None
    return FixedFields(
        term=term(case),
        term_in_dutch=term_in_dutch(case),
        no_costs_yet=no_costs_yet(case),
        costs=costs_that_follow(case),
        costs_vat=costs_vat(case),
        interest=interest(case),
        default=default(case),
        imprint=imprint(case, shown) if shown and not on_agency_paper else None,
        on_behalf_of=on_behalf_of(case, creditor) if on_agency_paper and case.kind.to != "creditor" else None,
        registration=registration_line(shown) if shown else None,
        identity=identity(shown, creditor, closed=case.kind.closes) if shown else None,
        complaints=complaints(shown) if shown else None,
        privacy=privacy(shown, creditor) if shown else None,
        next_step=next_step(case),
        processed_until=processed_until(case),
        contact=contact(agency if on_agency_paper and agency else creditor, case),
        calculated_until=text("The amounts were calculated up to and including {date}.", date=case.date),
        earlier=earlier(case),
        scale=scale(case),
    )


def term(case: Case) -> Text:
    """Who pays what until when. A notice to a consumer uses the wording of ECLI:NL:HR:2016:2704 and prints no date."""
    amount, days, until = case.amount if case.kind.asks else case.account.total_due, case.term_days, case.pay_before
    if case.kind.id == "payment-plan-confirmation" and amount > ZERO:
        return text("Pay the first instalment of {amount} by {date} at the latest.", amount=amount, date=until)
    if case.kind.id == CLOSING:
        return text(
            "We have closed file {reference}. You do not have to pay anything more.", reference=case.dossier.reference
        )
    if case.term_of is not None and not case.term_of.flaws and amount > ZERO:
        return _term_of_letter(case, case.term_of)
    if case.kind.id == REMINDER and amount > ZERO:
        return text("Pay {amount} by {date} at the latest.", amount=amount, date=until)
    if days is None or amount <= ZERO:
        return text("On {date} a total of {amount} is open.", date=case.date, amount=max(amount, ZERO))
    if case.consumer_notice:
        return text(
            "Pay {amount} within {days} days, counted from the day after this letter was delivered to you.",
            amount=amount,
            days=InWords(days),
        )
    if case.kind.id == "wik-notice":
        return text(
            "We give you a last term of {days} days after receipt of this letter. Pay {amount} by {date} at "
            "the latest.",
            days=days,
            amount=amount,
            date=until,
        )
    if case.kind.id == "payment-reminder":
        return text(
            "Please pay {amount} within {days} days, by {date} at the latest.", amount=amount, days=days, date=until
        )
    return text("Pay {amount} by {date} at the latest.", amount=amount, date=until)


def _term_of_letter(case: Case, letter: SentLetter) -> Text:
    """Within the term of a letter that term stands, in the words in which it was given."""
    values = {"amount": case.amount, "sent": letter.entry.sent_on}
    if case.pay_before is not None:
        return text(
            "Pay {amount} by {date} at the latest. The term of the letter of {sent} stays as it was.",
            date=case.pay_before,
            **values,
        )
    days = InWords(letter.entry.term_days or days_on("consumer_notice_days", letter.entry.sent_on))
    if letter.entry.term_wording == "after-delivery":
        return text(
            "Pay {amount} within the term of the letter of {sent}: within {days} days after that letter was "
            "delivered to you.",
            days=days,
            **values,
        )
    return text(
        "Pay {amount} within the term of the letter of {sent}: within {days} days, counted from the day after that "
        "letter was delivered to you.",
        days=days,
        **values,
    )


def term_in_dutch(case: Case) -> Text | None:
    """An English notice adds the term in the Dutch words that the courts approved."""
    if not case.consumer_notice or case.language == "nl" or case.term_days is None:
        return None
    return text(
        'The Dutch wording of this term is: "binnen {days} dagen vanaf de dag nadat deze brief bij u is bezorgd".',
        days=InWords(case.term_days, "nl"),
    )


def default(case: Case) -> Text | None:
    """Since when the debtor is late."""
    if case.kind.id == "payment-reminder" or case.account.late_since is None:
        return None
    if case.consumer:
        return text("You have been late with your payment since {date}.", date=case.account.late_since)
    return text("You have been in default since {date}.", date=case.account.late_since)


def on_behalf_of(case: Case, creditor: Creditor) -> Text:
    """For whom the agency writes."""
    if case.kind.id == "sommatie":
        return text(
            "{creditor} in {city} has asked us to collect an open amount from you.",
            creditor=creditor.name,
            city=creditor.address.city,
        )
    return text(
        "We write to you on behalf of {creditor} in {city}.", creditor=creditor.name, city=creditor.address.city
    )


EARLIER = {
    "payment-reminder": text("a reminder"),
    "wik-notice": text("a final notice"),
    "sommatie": text("a demand"),
    "plan-lapse": text("a notice that your payment plan has lapsed"),
    "payment-acknowledgement": text("an acknowledgement of your payment"),
}


def earlier(case: Case) -> Text | None:
    """Which letters went before: only those of the history. A reminder names none."""
    if case.kind.id == "payment-reminder":
        return None
    sent = tuple(
        text("{letter} ({date})", letter=EARLIER[letter.entry.kind], date=letter.entry.sent_on)
        for letter in case.account.letters
        if letter.entry.sent_on < case.date
    )
    return text("You received earlier: {letters}.", letters=sent) if sent else None


def processed_until(case: Case) -> Text | None:
    """Until which day payments were processed, when the dossier says so."""
    until = case.dossier.payments_processed_until
    return text("We have processed payments up to and including {date}.", date=until) if until else None


def contact(party: Creditor | Agency, case: Case) -> Text:
    """How to reach the sender, with what the dossier holds; on the agency's paper also where to log in."""
    portal = case.addressee.portal if case.branding == "agency" else None
    reached = _reached(party, case.dossier.reference)
    if portal is None:
        return reached
    address = bare_link(portal.address)
    if portal.code is None:
        return text("{contact} You can also see the file at {address}.", contact=reached, address=address)
    return text(
        "{contact} You can also see the file at {address}. Your code is {code}.",
        contact=reached,
        address=address,
        code=portal.code,
    )


def _reached(party: Creditor | Agency, reference: str) -> Text:
    phone: Text | str | None = party.phone
    if party.phone and party.opening_hours:
        phone = text("{phone} ({hours})", phone=party.phone, hours=party.opening_hours)
    if phone and party.email:
        return text(
            "Call {phone} or e-mail {email}. Mention file number {reference}.",
            phone=phone,
            email=party.email,
            reference=reference,
        )
    if phone:
        return text("Call {phone}. Mention file number {reference}.", phone=phone, reference=reference)
    if party.email:
        return text("E-mail {email}. Mention file number {reference}.", email=party.email, reference=reference)
    return text("Write to us at the address above this letter. Mention file number {reference}.", reference=reference)


def agreement_text(agreement: Agreement) -> Text:
    """The agreement as a clause, with its date and reference where known."""
    kind = agreement.kind or text("agreement")
    if agreement.date and agreement.reference:
        return text(
            "{kind} of {date}, reference {reference}", kind=kind, date=agreement.date, reference=agreement.reference
        )
    if agreement.date:
        return text("{kind} of {date}", kind=kind, date=agreement.date)
    if agreement.reference:
        return text("{kind}, reference {reference}", kind=kind, reference=agreement.reference)
    return text("{kind}", kind=kind)
