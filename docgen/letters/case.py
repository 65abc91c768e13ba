"""A letter request with every choice made: whose letterhead, who performs, which costs, until when,
over which account.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from docgen.dossier.account import Account, account
from docgen.dossier.brands import Brand
from docgen.dossier.costs_rule import CostsMode
from docgen.dossier.model import Agency, Creditor, Dossier, LetterRequest
from docgen.dossier.planning import plan_total, planned
from docgen.errors import InputProblem, InvalidInput
from docgen.law.amounts import ZERO
from docgen.law.plan import Instalment
from docgen.law.rates import days_on
from docgen.law.terms import Channel, last_free_day, presumed_receipt
from docgen.letters.addressee import Addressee, addressee_of
from docgen.letters.kinds import KINDS, LetterKind, Party
from docgen.letters.profiles import Profile
from docgen.letters.settlement import Settlement, invoice_problems, settlement_of
from docgen.texts import text


@dataclass(frozen=True)
class Case:
    """What `compose` works on. `wki`: the duties of Wki and Bki hold (an agency performs towards a
    natural person here).
    """

    request: LetterRequest
    kind: LetterKind
    date: dt.date
    language: str
    branding: Party
    performed_by: Party
    costs: CostsMode
    interest: bool
    channel: Channel
    term_days: int | None
    pay_before: dt.date | None
    account: Account
    plan_total: Decimal
    plan: tuple[Instalment, ...]
    addressee: Addressee
    brands: Mapping[str, Brand]
    profile: Profile | None = None  # the process whose fees were agreed with the creditor
    settlement: Settlement | None = None  # that a statement to the creditor is about

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.request.dossier

    @property
    def consumer(self) -> bool:
        """Is the debtor a consumer in this purchase?"""
        return self.dossier.debtor.type == "consumer"

    @property
    def wki(self) -> bool:
        """Do Wki and Bki bind this letter (Wki art. 2)? The letterhead has no say in it."""
        debtor = self.dossier.debtor
        return (
            self.kind.to == "debtor"
            and self.performed_by == "agency"
            and debtor.is_natural_person
            and debtor.address.country == "NL"
        )

    @property
    def shows_agency(self) -> bool:
        """Does the agency show itself? White label hides it from a company; from a natural person it may not hide."""
        return self.branding == "agency" or self.wki

    @property
    def payee(self) -> Creditor | Agency:
        """Whose account is to be paid."""
        agency = self.dossier.agency
        return agency if self.dossier.payment.pay_to == "agency" and agency is not None else self.dossier.creditor

    @property
    def payee_name(self) -> str:
        """The name that the bank has on that account."""
        if self.settlement is not None:
            return _own_name(self.dossier.agency)
        party = self.payee
        return party.account_holder or _own_name(party)

    @property
    def payee_iban(self) -> str:
        """That account, without spaces."""
        if self.settlement is not None:
            return self.settlement.pay_to or ""
        return self.payee.iban or ""

    @property
    def payee_bic(self) -> str | None:
        """The BIC of that account, when it is known."""
        return None if self.settlement is not None else self.payee.bic

    @property
    def payment_reference(self) -> str:
        """What goes with the payment."""
        if self.settlement is not None:
            return self.settlement.invoice_number or self.dossier.reference
        return self.dossier.payment.reference or self.dossier.reference

    @property
    def payment_link(self) -> str | None:
        """The debtor's payment link, in what the debtor gets."""
        return self.dossier.payment.link if self.kind.to == "debtor" else None

    @property
    def consumer_notice(self) -> bool:
        """Is this the notice of art. 6:96 lid 6 BW?"""
        return self.kind.id == "wik-notice" and self.consumer

    @property
    def amount(self) -> Decimal:
        """What the letter asks now: the whole account, the first instalment of a plan, or nothing at all."""
        if not self.kind.asks:
            return ZERO
        if self.settlement is not None:
            return self.settlement.asked
        if self.kind.id == "payment-plan-confirmation":
            return self.plan[0].amount if self.plan else ZERO
        return self.account.total_due


def _own_name(party: Creditor | Agency | None) -> str:
    registered = party.registered_name if isinstance(party, Agency) else None
    return registered or (party.name if party is not None else None) or ""


def case_of(request: LetterRequest, on: dt.date, brands: Mapping[str, Brand], profile: Profile | None = None) -> Case:
    """Make every choice that the request leaves open, by the defaults of the kind.

    Raises `RatesNotKnown`, and what `settlement_of` raises.
    """
    kind, dossier = KINDS[request.kind], request.dossier
    branding = request.branding or kind.branding
    addressee = addressee_of(dossier, kind.to)
    interest = kind.interest if request.interest is None else request.interest == "claimed"
    asked_costs = request.costs or kind.costs
    current = account(dossier, on, interest=interest, costs=asked_costs)
    if request.costs is None and asked_costs == "claimed" and not current.costs.due:
        asked_costs = "none"
        current = account(dossier, on, interest=interest, costs=asked_costs)
    elif asked_costs == "claimed" and not current.costs.due and dossier.debtor.type == "business":
        current = account(dossier, on, interest=interest, costs="trade-minimum")
    debt = plan_total(dossier, current, interest=interest, costs=asked_costs)
    plan = planned(dossier, debt)
    term_days = request.term_days or (days_on(kind.term[dossier.debtor.type], on) if kind.term else None)
    settlement = _settlement(kind, dossier, profile, on)
    before = _pay_before(kind, dossier, on, request.channel or "post", term_days, plan)
    return Case(
        request=request,
        kind=kind,
        date=on,
        language=request.language or addressee.language or "nl",
        branding=branding,
        performed_by=request.performed_by or branding,
        costs=asked_costs,
        interest=interest,
        channel=request.channel or "post",
        term_days=term_days,
        pay_before=settlement.pay_by if settlement is not None else before,
        account=current,
        plan_total=debt,
        plan=plan,
        addressee=addressee,
        brands=brands,
        profile=profile,
        settlement=settlement,
    )


def _settlement(kind: LetterKind, dossier: Dossier, profile: Profile | None, on: dt.date) -> Settlement | None:
    """The settlement that a statement is about; as an invoice it must be complete."""
    if kind.id != "settlement-statement":
        return None
    if profile is None:
        problem = text("A settlement needs the profile that was agreed. Add settlement.")
        raise InvalidInput((InputProblem("/dossier/settlement", problem),))
    settlement = settlement_of(dossier, profile, on)
    problems = tuple(invoice_problems(dossier, settlement))
    if problems:
        raise InvalidInput(problems)
    return settlement


def _pay_before(
    kind: LetterKind, dossier: Dossier, on: dt.date, channel: Channel, days: int | None, plan: tuple[Instalment, ...]
) -> dt.date | None:
    """The last day to pay that the letter prints. A notice to a consumer prints none: its term hangs on delivery."""
    if kind.id == "payment-plan-confirmation":
        return plan[0].due_on if plan else None
    if days is None:
        return None
    if kind.id == "wik-notice":
        consumer = dossier.debtor.type == "consumer"
        return None if consumer else last_free_day(presumed_receipt(on, channel), days)
    return on + timedelta(days=days)
