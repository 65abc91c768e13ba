"""From a case to the fields of the letter that hands it over to a bailiff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from docgen.dossier.plan_course import LAPSE
from docgen.letters.case import Case
from docgen.letters.handover_fields import HandoverFields, LimitationFields, PlanHistoryFields, SituationFields
from docgen.letters.happened import happened
from docgen.letters.limitation import limitations
from docgen.texts import Text, text

STEPS = ("bailiff", "court")  # what a creditor decides on before a file goes to a bailiff

_SITUATIONS: Mapping[str, Text] = {
    "dispute": text("The debtor disputes the claim."),
    "bankruptcy": text("The debtor is bankrupt."),
    "wsnp": text("The debtor is in the statutory debt scheme (Wsnp)."),
    "suspension": text("The debtor has a suspension of payments (surseance)."),
    "debt-help": text("The debtor gets help with debts."),
    "guardian": text("The debtor's money is under administration (bewind)."),
    "deceased": text("The debtor has died."),
}


def handover_fields(case: Case) -> HandoverFields | None:
    """All of it; None in a letter to anybody else than the bailiff."""
    if case.kind.to != "bailiff":
        return None
    debtor, decided = case.dossier.debtor, consent(case)
    return HandoverFields(
        step=decided[0] if decided else None,
        decided_on=decided[1] if decided else None,
        debtor_kvk=debtor.kvk_number,
        debtor_birth_date=debtor.birth_date,
        debtor_phone=debtor.phone,
        debtor_email=debtor.email,
        happened=happened(case),
        plan=_plan(case),
        situations=tuple(
            SituationFields(_SITUATIONS[each.type], each.since, each.until, each.contact, each.reference)
            for each in case.dossier.circumstances
            if each.since is None or each.since <= case.date
        ),
        care=debtor.care.rstrip(".") if debtor.care else None,
        limitations=tuple(
            LimitationFields(each.item.number, each.end, each.purchase_end)
            for each in limitations(case)
            if each.item.number in {line.item.number for line in case.account.open_claims}
        ),
    )


def consent(case: Case) -> tuple[str, date] | None:
    """What the creditor decided on by the letter's day, and when; None: nothing that sends a file to a bailiff."""
    step = case.dossier.next_step
    if step is None or step.kind not in STEPS or step.decided_on is None or step.decided_on > case.date:
        return None
    return step.kind, step.decided_on


def _plan(case: Case) -> PlanHistoryFields | None:
    plan = case.dossier.payment_plan
    if plan is None or plan.agreed_on > case.date:
        return None
    lapses = [each.sent_on for each in case.dossier.history if each.kind == LAPSE and each.sent_on <= case.date]
    return PlanHistoryFields(plan.agreed_on, len(case.plan), plan.first_due_on, max(lapses, default=None))
