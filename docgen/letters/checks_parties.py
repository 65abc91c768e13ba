"""Findings about the parties: who they are, whose account it is, and whether the letter says enough."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.dossier.model import Agency, Registration
from docgen.errors import Finding
from docgen.law.amounts import ZERO
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.texts import text

_PARTIES = {"creditor": text("creditor"), "agency": text("agency")}


def account_not_of_brand(case: Case) -> Iterator[Finding]:
    """A registered brand is paid on one of its own accounts: another one in the dossier redirects payments."""
    for name, party in (("creditor", case.dossier.creditor), ("agency", case.dossier.agency)):
        brand = case.brands.get(party.brand) if party is not None and party.brand else None
        if party is None or brand is None or party.iban is None:
            continue
        if party.iban not in {account.iban for account in brand.accounts}:
            yield finding(
                "account-not-of-brand",
                "art. 6:34 BW",
                text("The account in the dossier is not one of the accounts of the brand {brand}.", brand=brand.id),
                text("Leave iban out to use the brand's account, or have the account registered with the brand first."),
                pointer=f"/dossier/{name}/iban",
                always=True,
            )


def letterhead_of_kind(case: Case) -> Iterator[Finding]:
    """Some letters are the agency's own, such as its accounts to the creditor: nobody else's letterhead fits them."""
    if case.branding not in case.kind.brandings:
        yield finding(
            "letterhead-of-kind",
            "art. 7:403 BW",
            text("A letter of this kind does not come from the {party}.", party=_PARTIES[case.branding]),
            text("Leave branding out, or choose another kind of letter."),
            pointer="/branding",
            always=True,
        )


def agency_not_identified(case: Case) -> Iterator[Finding]:
    """An agency shows its registered name and registration in everything it does (Wki art. 11, Bki 3.1 and 4.1)."""
    agency = case.dossier.agency
    if not case.shows_agency:
        return
    missing = ["/dossier/agency"]
    if agency is not None:
        needed: dict[str, object] = {
            "registered_name": agency.registered_name or agency.name,
            "visiting_address": agency.visiting_address or agency.address,
        }
        if case.wki:
            needed |= {
                "registration": _registration(agency),
                "kvk_number": agency.kvk_number,
                "complaints": agency.complaints,
            }
        missing = [f"/dossier/agency/{name}" for name, value in needed.items() if value is None]
    for pointer in missing:
        yield finding(
            "agency-not-identified",
            "art. 11 Wki; art. 3.1 and 4.1 Bki",
            text(
                "An agency that writes to a debtor must say who it is; {field} is missing.",
                field=pointer.rsplit("/", 1)[-1],
            ),
            text("Fill in the agency's registered name, registration, KvK number, address and complaints address."),
            pointer=pointer,
        )


def _registration(agency: Agency) -> Registration | None:
    """The registration, when it says enough: an agency in the register must give its number."""
    registration = agency.registration
    if registration is None or (registration.kind == "wki" and registration.number is None):
        return None
    return registration


def natural_person_unknown(case: Case) -> Iterator[Finding]:
    """Whether a business is a natural person decides on Wki and tone; when unknown it is taken for one."""
    if not case.dossier.debtor.natural_person_known:
        yield finding(
            "natural-person-unknown",
            "art. 2 Wki",
            text("It is not known whether this business is a natural person, so it is treated as one."),
            text("Fill in legal_form or natural_person of the debtor."),
            pointer="/dossier/debtor/natural_person",
            severity="warning",
        )


def consumer_clause_deviates(case: Case) -> Iterator[Finding]:
    """A clause on costs or interest that is worse for a consumer than the law can cost all of them (art. 6:233 BW)."""
    terms = case.dossier.terms
    for name, clause in (("costs_clause", terms.costs_clause), ("interest_clause", terms.interest_clause)):
        if case.consumer and clause == "deviates":
            yield finding(
                "consumer-clause-deviates",
                "art. 6:233 BW",
                text(
                    "The creditor's terms deviate from the law to the consumer's detriment; a court may "
                    "refuse costs and interest altogether."
                ),
                text("Have the terms judged, and mended, before a letter goes out."),
                pointer=f"/dossier/terms/{name}",
            )


def plan_fits_debt(case: Case) -> Iterator[Finding]:
    """A plan spreads what is due: never more, and never nothing. Only a business may owe interest on top."""
    if case.kind.id != "payment-plan-confirmation":
        return
    if case.plan_total <= ZERO:
        message = text("Nothing is due, so there is nothing to spread over instalments.")
    elif case.plan_total > case.account.total_due:
        message = text(
            "The plan spreads {total}, but on the letter's date {due} is due.",
            total=case.plan_total,
            due=case.account.total_due,
        )
    else:
        return
    yield finding(
        "plan-fits-debt",
        "art. 6:29 BW",
        message,
        text("Correct or leave out the plan's total, and check invoices and payments."),
        pointer="/dossier/payment_plan/total",
    )


def sender_without_kvk(case: Case) -> Iterator[Finding]:
    """Letters of a registered business carry its KvK number (art. 27 Handelsregisterwet)."""
    party = case.dossier.agency if case.branding == "agency" else case.dossier.creditor
    if party is not None and party.kvk_number is None:
        name = "agency" if case.branding == "agency" else "creditor"
        yield finding(
            "sender-without-kvk",
            "art. 27 Handelsregisterwet 2007",
            text("The sender's KvK number is missing; a business must print it on its letters."),
            text("Fill in kvk_number, unless the sender is no registered business."),
            pointer=f"/dossier/{name}/kvk_number",
            severity="warning",
        )


def claim_not_described(case: Case) -> Iterator[Finding]:
    """The debtor must be able to see what an invoice was for (Bki 3.1 lid 2)."""
    for place, invoice in enumerate(case.dossier.invoices):
        if invoice.description is None and invoice.amount > ZERO:
            yield finding(
                "claim-not-described",
                "art. 3.1 Bki" if case.wki else "art. 6:96 lid 6 BW",
                text("Invoice {number} has no description of what was delivered.", number=invoice.number),
                text("Fill in the description of the invoice."),
                pointer=f"/dossier/invoices/{place}/description",
                severity="warning",
            )


def claim_without_ground(case: Case) -> Iterator[Finding]:
    """An agency tells the title of the debt: the agreement that an invoice rests on (Bki 3.1 lid 2)."""
    for place, invoice in enumerate(case.dossier.invoices):
        if case.wki and invoice.agreement is None and invoice.amount > ZERO:
            yield finding(
                "claim-without-ground",
                "art. 3.1 Bki",
                text("Invoice {number} does not say which agreement it rests on.", number=invoice.number),
                text("Fill in the agreement of the invoice: what it is, its date and its reference."),
                pointer=f"/dossier/invoices/{place}/agreement",
                severity="warning",
            )


def agency_information(case: Case) -> Iterator[Finding]:
    """An agency tells where its privacy statement is (art.

    14 GDPR) and which dispute body it belongs to (Wki art. 13).
    """
    agency = case.dossier.agency
    if not case.wki or agency is None:
        return
    for name, value, article in (
        ("privacy", agency.privacy, "art. 14 AVG"),
        ("dispute_body", agency.dispute_body, "art. 13 lid 5 Wki"),
    ):
        if value is None:
            yield finding(
                "agency-information",
                article,
                text("The agency's {field} is missing, so the letter cannot name it.", field=name),
                text("Fill in privacy and dispute_body of the agency."),
                pointer=f"/dossier/agency/{name}",
                severity="warning",
            )


def reminder_without_invoice(case: Case) -> Iterator[Finding]:
    """A friendly reminder has the unpaid invoice with it."""
    if case.kind.id == "payment-reminder" and case.branding == "creditor" and not case.dossier.attachments:
        yield finding(
            "reminder-without-invoice",
            "",
            text("The unpaid invoice is not attached to the dossier, so the reminder announces no enclosure."),
            text("Add the invoice as a PDF to attachments."),
            pointer="/dossier/attachments",
            severity="warning",
        )


def sender_not_reachable(case: Case) -> Iterator[Finding]:
    """A debtor must be able to reach the sender easily (Bki 4.1)."""
    party = case.dossier.agency if case.branding == "agency" else case.dossier.creditor
    if party is not None and party.phone is None and party.email is None:
        name = "agency" if case.branding == "agency" else "creditor"
        yield finding(
            "sender-not-reachable",
            "art. 4.1 Bki",
            text(
                "Neither a telephone number nor an e-mail address of the sender is known; the letter can only "
                "give the postal address."
            ),
            text("Fill in phone or email."),
            pointer=f"/dossier/{name}/phone",
            severity="error" if case.wki else "warning",
        )
