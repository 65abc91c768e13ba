"""From a case to the fields that templates print. Nothing is decided or calculated here, only put in its place."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from docgen.dossier.address import Address
from docgen.dossier.model import Agency, Creditor, Debtor
from docgen.law.amounts import ZERO
from docgen.law.rates import days_on
from docgen.letters import sentences
from docgen.letters.amount_fields import (
    costs_fields,
    interest_fields,
    invoice_fields,
    pay_fields,
    payment_fields,
    plan_fields,
    totals_fields,
)
from docgen.letters.case import Case
from docgen.letters.explanation import Explanation
from docgen.letters.fields import (
    AddresseeFields,
    AgencyFields,
    DebtorFields,
    EarlierFields,
    Fields,
    HelpFields,
    LetterFields,
    PartyFields,
    TermFields,
)
from docgen.letters.filing import filing_fields, in_fours
from docgen.letters.handover import handover_fields
from docgen.letters.identity import bare_link, registered_name, registration_clause
from docgen.letters.message_content import message_fields, support_fields
from docgen.letters.money_fields import PayFields, PlanFields
from docgen.letters.plan_content import received_fields_of, standing_fields_of
from docgen.letters.report import report_fields
from docgen.texts import Text


@cache
def _help() -> HelpFields:
    source = resources.files("docgen.letters").joinpath("help.toml").read_text(encoding="utf-8")
    return HelpFields(**tomllib.loads(source))


def fields_of(case: Case, tree: Explanation, *, concept: bool, enclosures: tuple[Text, ...]) -> Fields:
    """All fields of a letter; its amounts are those of the tree."""
    dossier, agency = case.dossier, case.dossier.agency
    named = agency if agency is not None and _may_name_agency(case) else None
    return Fields(
        letter=_letter(case, concept=concept),
        sender=_agency(agency, case.language)
        if case.branding == "agency" and agency
        else _party(dossier.creditor, case.language),
        creditor=_party(dossier.creditor, case.language),
        agency=_agency(named, case.language) if named else None,
        debtor=_debtor(dossier.debtor, case.language),
        addressee=AddresseeFields(case.addressee.name, case.addressee.salutation, case.addressee.lines(case.language)),
        invoices=invoice_fields(case.account, tree),
        payments=payment_fields(case.account, tree),
        totals=totals_fields(tree),
        interest=interest_fields(case.account, tree) if _shows_interest(case) else None,
        costs=costs_fields(case.account.costs, case.costs, tree) if case.kind.itemised else None,
        term=TermFields(case.term_days, case.pay_before) if case.term_days is not None else None,
        pay=_pay(case, tree),
        plan=_plan(case, tree),
        standing=standing_fields_of(case, tree),
        received=received_fields_of(case, tree),
        message=message_fields(case, tree),
        support=support_fields(case),
        earlier=tuple(
            EarlierFields(
                letter.entry.kind, sentences.EARLIER[letter.entry.kind], letter.entry.sent_on, letter.entry.pay_by
            )
            for letter in case.account.letters
            if letter.entry.sent_on < case.date
        ),
        fixed=sentences.fixed(case),
        help=_help() if _carries_help(case) else None,
        describe_claim=case.wki and not case.kind.closes,
        ground=_ground(case),
        enclosures=enclosures,
        report=report_fields(case, tree),
        filing=filing_fields(case, tree),
        handover=handover_fields(case),
    )


def _shows_interest(case: Case) -> bool:
    return case.kind.itemised and case.interest and case.dossier.interest_type != "none"


def _may_name_agency(case: Case) -> bool:
    """A creditor's own letter names an agency only as what follows after a notice."""
    return case.shows_agency or case.kind.id == "wik-notice"


def _carries_help(case: Case) -> bool:
    """Debt help stands in every letter that may ask money of a natural person, but the creditor's own friendly ones."""
    natural = case.kind.to == "debtor" and not case.kind.closes and case.dossier.debtor.is_natural_person
    return natural and (case.performed_by == "agency" or case.kind.id not in ("payment-reminder", "cost-specification"))


def _letter(case: Case, *, concept: bool) -> LetterFields:
    return LetterFields(
        kind=case.kind.id,
        language=case.language,
        branding=case.branding,
        performed_by=case.performed_by,
        channel=case.channel,
        stage=case.request.stage,
        registered=case.channel == "registered",
        date=case.date,
        reference=case.dossier.reference,
        subject=sentences.subject(case),
        concept=concept,
    )


def _party(party: Creditor, language: str) -> PartyFields:
    return PartyFields(
        name=party.name,
        address=party.address.one_line(language),
        city=party.address.city,
        kvk_number=party.kvk_number,
        phone=party.phone,
        email=party.email,
        website=bare_link(party.website) if party.website else None,
        opening_hours=party.opening_hours,
        signatory=party.signatory,
    )


def _one_line(address: Address | None, language: str) -> str | None:
    return address.one_line(language) if address is not None else None


def _agency(agency: Agency, language: str) -> AgencyFields:
    address = agency.address or agency.visiting_address
    return AgencyFields(
        name=agency.name or registered_name(agency),
        address=_one_line(address, language) or "",
        city=address.city if address else "",
        kvk_number=agency.kvk_number,
        phone=agency.phone,
        email=agency.email,
        website=bare_link(agency.website) if agency.website else None,
        opening_hours=agency.opening_hours,
        signatory=agency.signatory,
        registered_name=registered_name(agency),
        registration=registration_clause(agency),
        registration_kind=agency.registration.kind if agency.registration else None,
        registration_number=agency.registration.number if agency.registration else None,
        visiting_address=_one_line(agency.visiting_address, language),
        complaints=bare_link(agency.complaints) if agency.complaints else None,
        dispute_body=agency.dispute_body,
        privacy=bare_link(agency.privacy) if agency.privacy else None,
    )


def _debtor(debtor: Debtor, language: str) -> DebtorFields:
    return DebtorFields(
        name=debtor.name,
        attention=debtor.attention,
        consumer=debtor.type == "consumer",
        natural_person=debtor.is_natural_person,
        address=debtor.address.one_line(language),
    )


def _pay(case: Case, tree: Explanation) -> PayFields | None:
    if case.amount <= ZERO:
        return None
    link = case.payment_link
    return pay_fields(
        tree,
        iban=in_fours(case.payee_iban),
        holder=case.payee_name,
        reference=case.payment_reference,
        by_agency=case.settlement is not None or case.dossier.payment.pay_to == "agency",
        link=link,
        link_host=urlsplit(link).hostname if link else None,
    )


def _plan(case: Case, tree: Explanation) -> PlanFields | None:
    plan = case.dossier.payment_plan
    if plan is None or case.kind.id != "payment-plan-confirmation":
        return None
    return plan_fields(
        case.plan,
        tree,
        agreed_on=plan.agreed_on,
        agreed_with=plan.agreed_with,
        channel=plan.channel,
        interest_runs=plan.interest == "runs",
        reply_by=plan.reply_by or case.date + timedelta(days=days_on("plan_reply_days", case.date)),
        lapse_days=days_on("plan_lapse_days", case.date),
    )


def _ground(case: Case) -> tuple[Text, ...]:
    named: list[Text] = []
    for line in case.account.claims:
        agreement = line.item.invoice.agreement
        if agreement is not None and (clause := sentences.agreement_text(agreement)) not in named:
            named.append(clause)
    return tuple(named)
