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
from docgen.dossier.debtor_messages import place_of_message
from docgen.dossier.demands import ACKNOWLEDGEMENT, SentLetter, sent_letters
from docgen.dossier.model import Agency, Creditor, DebtorMessage, Dossier, HelpPartner, LetterRequest
from docgen.dossier.plan_course import LAPSE, REMINDER, lapsed_on
from docgen.dossier.plan_standing import PlanStanding, plan_standing
from docgen.dossier.planning import plan_total, planned
from docgen.errors import InputProblem, InvalidInput
from docgen.law.amounts import ZERO
from docgen.law.plan import Instalment
from docgen.law.rates import days_on
from docgen.law.terms import Channel, last_free_day, presumed_receipt
from docgen.letters.addressee import Addressee, addressee_of
from docgen.letters.kinds import KINDS, LetterKind, Party
from docgen.letters.profiles import Profile
from docgen.letters.received import (
    Received,
    is_lawful_notice,
    last_day_given,
    last_received,
    running_letter,
    with_costs_to_come,
)
from docgen.letters.settlement import Settlement, invoice_problems, settlement_of
from docgen.texts import text

CLOSING = "closing-debtor"


@dataclass(frozen=True)
class Case:
    """What `compose` works on. `wki`: the duties of Wki and Bki hold (an agency performs towards a
    natural person here).

    `standing`: how the plan stands, in letters about an instalment. `received`: the payment that the letter is about,
    and `term_of` the earlier letter in whose term it is written, which then keeps its term.
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
    standing: PlanStanding | None = None
    received: Received | None = None
    term_of: SentLetter | None = None
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
        return self.kind.to == "debtor" and self.from_person

    @property
    def from_person(self) -> bool:
        """Does an agency collect from a natural person here, whoever gets this letter?"""
        debtor = self.dossier.debtor
        return self.performed_by == "agency" and debtor.is_natural_person and debtor.address.country == "NL"

    @property
    def message_place(self) -> int | None:
        """The place in the dossier of the message that the letter is about, if it is about one."""
        return place_of_message(self.kind.id, self.dossier.messages, self.request.message)

    @property
    def message(self) -> DebtorMessage | None:
        """That message."""
        place = self.message_place
        return None if place is None else self.dossier.messages[place]

    @property
    def help_partners(self) -> tuple[HelpPartner, ...]:
        """The organisations that a debtor with money worries is referred to: the dossier's own, else the agency's."""
        support, agency = self.dossier.support, self.dossier.agency
        if support is not None and support.partners:
            return support.partners
        return agency.partners if agency is not None else ()

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
        """What the letter asks now: the whole account, an instalment of a plan, or nothing at all."""
        if not self.kind.asks:
            return ZERO
        if self.settlement is not None:
            return self.settlement.asked
        if self.kind.id == REMINDER:
            current = self.standing.state.current if self.standing is not None else None
            return current.open if current is not None else ZERO
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
    term_of = running_letter(dossier, on) if kind.id == ACKNOWLEDGEMENT else None
    interest = _interest(kind, term_of) if request.interest is None else request.interest == "claimed"
    asked_costs = request.costs or _costs(kind, dossier, term_of)
    # Which interest a letter asked is known from its amount only.
    standstill = term_of if term_of is not None and term_of.entry.amount_asked is not None else None
    current = account(dossier, on, interest=interest, costs=asked_costs, standstill=standstill)
    if request.costs is None and asked_costs == "claimed" and not current.costs.due:
        asked_costs = "none"
        current = account(dossier, on, interest=interest, costs=asked_costs, standstill=standstill)
    elif asked_costs == "claimed" and not current.costs.due and dossier.debtor.type == "business":
        current = account(dossier, on, interest=interest, costs="trade-minimum", standstill=standstill)
    if term_of is not None and asked_costs == "announced":
        current = with_costs_to_come(dossier, current, term_of)
    of_plan = kind.id in (REMINDER, LAPSE)
    # The instalments of a plan that stands are those that were confirmed, whatever this letter does with costs.
    debt = plan_total(dossier, current, interest=interest or of_plan, costs="claimed" if of_plan else asked_costs)
    plan = planned(dossier, debt)
    standing = plan_standing(dossier, plan, on) if of_plan and lapsed_on(dossier, on) is None else None
    channel = request.channel or "post"
    term_days = _term_days(request, on, standing, term_of)
    settlement = _settlement(kind, dossier, profile, on)
    before = _pay_before(request, on, term_days, plan, standing, term_of)
    return Case(
        request=request,
        kind=kind,
        date=on,
        language=request.language or addressee.language or "nl",
        branding=branding,
        performed_by=request.performed_by or branding,
        costs=asked_costs,
        interest=interest,
        channel=channel,
        term_days=term_days,
        pay_before=settlement.pay_by if settlement is not None else before,
        account=current,
        plan_total=debt,
        plan=plan,
        addressee=addressee,
        brands=brands,
        standing=standing,
        received=last_received(dossier, current) if kind.id in (ACKNOWLEDGEMENT, CLOSING) else None,
        term_of=term_of,
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


def _interest(kind: LetterKind, term_of: SentLetter | None) -> bool:
    """Is interest claimed when the request is silent? Within the term of a letter that asked principal only, none."""
    return kind.interest and not (term_of is not None and term_of.principal_only)


def _costs(kind: LetterKind, dossier: Dossier, term_of: SentLetter | None) -> CostsMode:
    """What the letter does with costs when the request does not say. Within the term of a notice to a consumer they are
    announced anew, over what is left.
    """
    if is_lawful_notice(term_of, dossier):
        return "announced"
    return "none" if term_of is not None and term_of.principal_only else kind.costs


def _term_days(
    request: LetterRequest, on: dt.date, standing: PlanStanding | None, term_of: SentLetter | None
) -> int | None:
    """The number of days to pay in; None when the letter sets no term of its own."""
    term = KINDS[request.kind].term
    if request.kind == REMINDER and (standing is None or standing.missed is None):
        return None  # an instalment that is still to come has its own day
    if request.term_days is not None or term is None or (term_of is not None and not term_of.flaws):
        return request.term_days
    return days_on(term[request.dossier.debtor.type], on)


def _pay_before(
    request: LetterRequest,
    on: dt.date,
    days: int | None,
    plan: tuple[Instalment, ...],
    standing: PlanStanding | None,
    term_of: SentLetter | None,
) -> dt.date | None:
    """The last day to pay that the letter prints. A notice to a consumer prints none: its term hangs on delivery."""
    kind, dossier, channel = request.kind, request.dossier, request.channel or "post"
    consumer = dossier.debtor.type == "consumer"
    if kind == "payment-plan-confirmation":
        return plan[0].due_on if plan else None
    if kind == REMINDER and standing is not None and standing.missed is None:
        return standing.state.current.instalment.due_on if standing.state.current is not None else None
    if term_of is not None and not term_of.flaws:
        return None if is_lawful_notice(term_of, dossier) else term_of.entry.pay_by or term_of.last_day
    if days is None or (kind == "wik-notice" and consumer):
        return None
    if kind in ("wik-notice", REMINDER):
        return last_free_day(presumed_receipt(on, channel), days)
    last = on + timedelta(days=days)
    return max(last, last_day_given(sent_letters(dossier, on), on)) if kind == ACKNOWLEDGEMENT else last
