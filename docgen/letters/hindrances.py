"""What keeps a letter from going out on a day, and until when: findings of the gate with the day that lifts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from docgen.dossier.brands import Brand
from docgen.dossier.model import Dossier, LetterRequest
from docgen.errors import Finding, InvalidInput, RatesNotKnown
from docgen.law.terms import ONE_DAY
from docgen.letters.addressee import addressee_of
from docgen.letters.case import Case, case_of
from docgen.letters.checks import check
from docgen.letters.checks_claims import running_terms
from docgen.letters.kinds import KINDS
from docgen.letters.profiles import Step
from docgen.letters.step_days import letter_channel
from docgen.texts import Text

COSTS_NOT_DUE = "consumer-costs-not-due"
NOTHING_OVERDUE = "nothing-overdue"
NOT_LATE = "notice-before-default"


@dataclass(frozen=True)
class Hindrance:
    """Why a letter may not go out; `until` is the first day on which this reason is gone, None when nobody knows."""

    rule: str
    until: date | None
    reason: Text


def hindrances(
    step: Step, dossier: Dossier, day: date, first_due: date, brands: Mapping[str, Brand]
) -> tuple[Hindrance, ...]:
    """All that refuses the letter of a step on a day. A letter that needs a rate which is not known is refused too."""
    try:
        addressee_of(dossier, KINDS[step.kind].to)
    except InvalidInput as error:
        return tuple(Hindrance("addressee-unknown", None, each.message) for each in error.errors)
    try:
        case = case_of(_request(step, dossier, day), day, brands)
        errors = [finding for finding in check(case) if finding.severity == "error"]
    except RatesNotKnown as error:
        return (Hindrance("rates-not-known", None, error.detail),)
    return tuple(Hindrance(each.rule, _until(each, case, first_due), each.message) for each in errors)


def _request(step: Step, dossier: Dossier, day: date) -> LetterRequest:
    """The request for the letter of a step, as the process has it."""
    track = dossier.debtor.type
    if step.payee is not None:
        payment = dossier.payment.model_copy(update={"pay_to": step.payee})
        dossier = dossier.model_copy(update={"payment": payment})
    costs = step.costs
    if costs == "claimed" and (track == "business" or dossier.collection_costs.type == "none"):
        costs = None  # claimed where they are due, else none
    return LetterRequest.model_validate(
        {
            "kind": step.kind,
            "dossier": dossier,
            "branding": step.branding,
            "performed_by": step.performed_by,
            "costs": costs,
            "interest": step.interest,
            "channel": letter_channel(step, dossier),
            "date": day,
            "term_days": step.term.get(track),
            "stage": step.stage,
        }
    )


def _until(finding: Finding, case: Case, first_due: date) -> date | None:
    """The first day without this finding, when the dossier tells it."""
    if finding.rule == NOTHING_OVERDUE:
        return first_due + ONE_DAY if first_due >= case.date else None
    if finding.rule == NOT_LATE:
        days = [line.late_since for line in case.account.open_claims]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None
    if finding.rule == "notice-within-earlier-term":
        return max(letter.entry.pay_by or case.date for letter in running_terms(case)) + ONE_DAY
    if finding.rule == "plan-lapse-too-early":
        return case.standing.lapse_from if case.standing is not None else None
    if finding.rule == "payment-after-letter":
        return max(payment.received_on for payment in case.dossier.payments)
    if finding.rule == COSTS_NOT_DUE:
        return case.account.costs.due_from
    if finding.rule.startswith("circumstance-"):
        end = case.dossier.circumstances[int(finding.pointer.rsplit("/", 1)[-1])].until
        return end + ONE_DAY if end is not None else None
    return None
