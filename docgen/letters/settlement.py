"""The settlement of creditor and agency: what came in, what was passed on, and what the agency gets by its profile.

All of it is between those two; no document to a debtor may hold any of it (`dossier.creditor_side`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from docgen.dossier.account import Account, account
from docgen.dossier.client_money import ClientMoney, client_money
from docgen.dossier.mistake import Problems
from docgen.dossier.model import Agency, Dossier, SettlementTerms
from docgen.errors import InputProblem, InvalidInput, NotSupported
from docgen.law.amounts import ZERO, total
from docgen.law.fees import Fee, FeeTerms, fee
from docgen.law.rates import days_on
from docgen.letters.profiles import Profile, Step
from docgen.letters.settlement_fee import COURT, SETTLEMENT, Outcome, fee_step, filled, no_fee, open_terms, unused
from docgen.texts import text

_HOME = "NL"


@dataclass(frozen=True)
class Settlement:
    """A settlement on a day; all amounts in euros. `start`: when the agency took the claim over.

    `step` is the step of `profile` whose fee holds for the `outcome`, `terms` that fee with what the dossier fills in.
    `claim` is the principal that was taken over, `collected` what the fee counts. `to_court`: the creditor has decided
    to go to court. Received = remitted + `kept` + `to_remit` + `to_refund`, to the cent.

    `to_refund` goes back to the debtor, `costs_kept` are collection costs that the debtor paid and that stay with the
    agency, `set_off` is what the agency takes of its fee out of what it holds. `pay_by` and `pay_to` (an IBAN without
    spaces) are there when the creditor has to pay something; `pay_to` is None when no account is known for it.
    """

    on: date
    start: date
    profile: Profile
    step: Step
    outcome: Outcome
    terms: FeeTerms
    to_court: bool
    account: Account
    money: ClientMoney
    claim: Decimal
    collected: Decimal
    fee: Fee
    to_refund: Decimal
    costs_kept: Decimal
    set_off: Decimal
    pay_by: date | None
    pay_to: str | None
    invoice_number: str | None

    @property
    def kept(self) -> Decimal:
        """What stays with the agency of what it received."""
        return self.costs_kept + self.set_off

    @property
    def to_remit(self) -> Decimal:
        """What the agency still has to pass on to the creditor."""
        return self.money.held - self.to_refund - self.kept

    @property
    def asked(self) -> Decimal:
        """What the creditor has to pay: the fee with VAT, less what was taken out of what came in."""
        return self.fee.total - self.set_off

    @property
    def is_invoice(self) -> bool:
        """Is the statement an invoice too? So it is as soon as there is a fee, paid or taken."""
        return self.fee.total > ZERO


def settlement_of(dossier: Dossier, profile: Profile, on: date) -> Settlement:
    """Settle a dossier on a day by the profile that its `settlement` names.

    Raises `InvalidInput` with every mistake, `NotSupported` where nothing says what is owed, and `RatesNotKnown`.
    """
    agreed, start = dossier.settlement, dossier.handed_over_on
    problems = list(_missing(dossier, on))
    if problems or agreed is None or start is None:
        raise InvalidInput(tuple(problems))
    current = account(dossier, on)
    money = client_money(dossier, on, current)
    problems = [*_not_yet_due(dossier, current), *unused(profile, agreed)]
    outcome = _outcome(current, money, start)
    found = fee_step(profile, dossier, outcome)
    if found is None:
        raise InvalidInput((*problems, no_fee(profile)))
    step, agreed_fee = found
    terms = filled(agreed_fee.terms, agreed)
    problems += open_terms(agreed_fee, terms, dossier)
    if problems:
        raise InvalidInput(tuple(problems))
    to_court = _to_court(dossier, on)
    if agreed_fee.unless_court and to_court:
        terms = FeeTerms("none")
    claim = current.original + _paid_before_due(current) - money.principal_before(start)
    collected = money.collected(start, direct=agreed.direct_payments_count)
    reckoned = fee(terms, claim=claim, collected=collected, on=on)
    if reckoned.total:
        _home_only(dossier)
    kept, taken = _share(outcome, reckoned, money, agreed)
    days = agreed.payment_days or days_on("fee_payment_days", on)
    return Settlement(
        on=on,
        start=start,
        profile=profile,
        step=step,
        outcome=outcome,
        terms=terms,
        to_court=to_court,
        account=current,
        money=money,
        claim=claim,
        collected=collected,
        fee=reckoned,
        to_refund=money.to_refund,
        costs_kept=kept,
        set_off=taken,
        pay_by=on + timedelta(days=days) if reckoned.total > taken else None,
        pay_to=_pay_to(dossier) if reckoned.total > taken else None,
        invoice_number=agreed.invoice_number,
    )


def _share(outcome: Outcome, owed: Fee, money: ClientMoney, agreed: SettlementTerms) -> tuple[Decimal, Decimal]:
    """What the agency keeps of the money it holds: collection costs, and what it takes of its fee.

    Who asks nothing when all is paid, was paid by the debtor: by the collection costs. What was passed on stays so.
    """
    if outcome == "all" and owed.terms.rule == "none":
        return min(total(each.to_costs for each in money.received), money.to_remit), ZERO
    return ZERO, min(owed.total, money.to_remit) if agreed.set_off else ZERO


def invoice_problems(dossier: Dossier, settlement: Settlement) -> Problems:
    """What the statement lacks to be an invoice (art. 35a Wet OB 1968), when there is a fee, asked or taken."""
    if not settlement.is_invoice:
        return
    if settlement.invoice_number is None:
        yield InputProblem(
            f"{SETTLEMENT}/invoice_number",
            text("A statement with a fee is an invoice, and an invoice has a number. Add invoice_number."),
        )
    agency = dossier.agency or Agency()
    if agency.vat_number is None:
        yield InputProblem(
            "/dossier/agency/vat_number", text("An invoice names the VAT number of who sends it. Add vat_number.")
        )
    if agency.address is None:
        yield InputProblem("/dossier/agency/address", text("An invoice names the address of who sends it. Add it."))
    if settlement.asked > ZERO and settlement.pay_to is None:
        yield InputProblem(
            f"{SETTLEMENT}/fee_iban",
            text("The fee needs an account of the agency itself: the dossier has one for clients' money. Add fee_iban.")
            if agency.iban is not None
            else text("The creditor has to know where to pay the fee. Add fee_iban."),
        )


def _pay_to(dossier: Dossier) -> str | None:
    """The account for the fee: an account that stands in another name is one for clients' money, not for this."""
    agreed, agency = dossier.settlement, dossier.agency
    if agreed is not None and agreed.fee_iban is not None:
        return agreed.fee_iban
    if agency is None or agency.account_holder not in (None, agency.name, agency.registered_name):
        return None
    return agency.iban


def _missing(dossier: Dossier, on: date) -> Iterator[InputProblem]:
    """What every settlement needs."""
    if dossier.settlement is None:
        yield InputProblem(SETTLEMENT, text("A settlement needs the profile that was agreed. Add settlement."))
    if dossier.agency is None or dossier.agency.name is None:
        yield InputProblem("/dossier/agency", text("Only an agency settles with a creditor. Add agency with its name."))
    start = dossier.handed_over_on
    if start is None:
        yield InputProblem(
            "/dossier/handed_over_on",
            text("The settlement counts what came in since the agency took over. Add handed_over_on."),
        )
    elif start > on:
        yield InputProblem(
            "/dossier/handed_over_on", text("On the day of the settlement the agency had not taken over. Correct one.")
        )
    for place, payment in enumerate(dossier.payments):
        if start is not None and payment.received_by == "agency" and payment.received_on < start:
            yield InputProblem(
                f"/dossier/payments/{place}/received_on",
                text("The agency received this before it took over. Correct the day, or handed_over_on."),
            )


def _not_yet_due(dossier: Dossier, current: Account) -> Iterator[InputProblem]:
    """An invoice that may still be paid in time has no outcome."""
    waiting = {each.invoice_number for each in current.not_yet_due if each.open > ZERO}
    for place, invoice in enumerate(dossier.invoices):
        if invoice.number in waiting:
            yield InputProblem(
                f"/dossier/invoices/{place}/due_on",
                text("This invoice is not due yet, so it cannot be settled. Wait, or leave it out."),
            )


def _paid_before_due(current: Account) -> Decimal:
    """Invoices that were paid before they were due: they were taken over, and have their outcome."""
    return total(each.amount for each in current.not_yet_due)


def _outcome(current: Account, money: ClientMoney, start: date) -> Outcome:
    """How the case ended. What the debtor paid to the creditor itself counts here."""
    paid = money.collected(start, direct=True) > ZERO
    if current.total_due > ZERO:
        return "part" if paid else "none"
    if not paid:
        raise NotSupported(
            text(
                "Nothing is open, and nothing was paid since the agency took over: the claim was paid before that, or "
                "credited. No profile says what is owed then."
            )
        )
    return "all"


def _to_court(dossier: Dossier, on: date) -> bool:
    step = dossier.next_step
    return step is not None and step.kind in COURT and step.decided_on is not None and step.decided_on <= on


def _home_only(dossier: Dossier) -> None:
    """Across a border the VAT may shift to the customer (art. 12 lid 2 Wet OB 1968); that is not reckoned here."""
    address = dossier.agency.address if dossier.agency is not None else None
    if dossier.creditor.address.country != _HOME or (address is not None and address.country != _HOME):
        raise NotSupported(
            text("The VAT on a fee is known only when creditor and agency are both in the Netherlands. Settle by hand.")
        )
