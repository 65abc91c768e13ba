"""The gate: every legal rule about a dossier, in lists by whom a letter goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docgen.errors import Finding
from docgen.letters import (
    checks_circumstances,
    checks_claims,
    checks_contact,
    checks_course,
    checks_creditor,
    checks_doubt,
    checks_limitation,
    checks_messages,
    checks_parties,
    checks_plan,
    checks_receipts,
)
from docgen.letters.case import Case
from docgen.letters.checks_filing import FILING
from docgen.letters.checks_handover import HANDOVER
from docgen.letters.kinds import Recipient

Rule = Callable[[Case], Iterator[Finding]]

EVERY_LETTER: tuple[Rule, ...] = (
    checks_parties.letterhead_of_kind,
    checks_claims.payment_after_letter,
    checks_parties.account_not_of_brand,
    checks_parties.sender_without_kvk,
    checks_parties.sender_not_reachable,
    checks_doubt.rate_in_doubt,
    checks_doubt.day_count_in_doubt,
    checks_doubt.court_costs_estimated,
    checks_creditor.creditor_element_left_out,
    checks_creditor.claim_not_filed,
    checks_creditor.court_without_claim,
    checks_creditor.court_against_insolvent,
    checks_creditor.closing_contradicted,
    checks_creditor.money_still_held,
    checks_creditor.advice_of_another_day,
    checks_messages.message_after_letter,
    checks_messages.answer_day_passed,
    checks_messages.dispute_not_paused,
    checks_messages.objection_not_copied,
    checks_messages.undisputed_too_much,
)
# What protects the debtor, or is about what a debtor reads.
TO_DEBTOR: tuple[Rule, ...] = (
    checks_claims.nothing_overdue,
    checks_claims.consumer_costs_not_due,
    checks_claims.business_costs_not_due,
    checks_claims.term_too_short,
    checks_claims.notice_before_default,
    checks_claims.notice_within_earlier_term,
    checks_claims.notice_announces_costs,
    checks_claims.notice_by_sms,
    checks_claims.reminder_is_free,
    checks_claims.white_label_reminder_by_agency,
    checks_claims.payee_must_be_creditor,
    checks_parties.agency_not_identified,
    checks_parties.natural_person_unknown,
    checks_parties.consumer_clause_deviates,
    checks_circumstances.circumstance,
    checks_circumstances.insolvency_stops_interest,
    checks_parties.plan_fits_debt,
    checks_parties.agency_information,
    checks_parties.claim_not_described,
    checks_parties.claim_without_ground,
    checks_parties.reminder_without_invoice,
    checks_course.announced_too_low,
    checks_course.vat_not_announced,
    checks_doubt.instalments_cumulate,
    checks_course.notices_belong_together,
    checks_contact.email_on_forbidden_day,
    checks_contact.email_at_forbidden_hour,
    checks_limitation.claim_lapsed,
    checks_course.account_holder_missing,
    checks_course.plan_in_force,
    checks_plan.plan_ended,
    checks_plan.plan_lapse_too_early,
    checks_plan.plan_not_confirmed,
    checks_plan.plan_differs,
    checks_plan.plan_balance,
    checks_plan.instalment_term,
    checks_receipts.nothing_received,
    checks_receipts.acknowledged_within_plan,
    checks_receipts.acknowledged_within_term,
    checks_receipts.closing_while_open,
    checks_receipts.closing_with_link,
    checks_receipts.closing_with_term,
    checks_doubt.email_receipt_presumed,
    checks_course.agreed_interest_of_consumer,
    checks_course.step_not_decided,
    checks_course.final_not_registered,
    checks_course.second_without_first,
    checks_course.element_left_out,
    checks_messages.objection_unanswered,
    checks_messages.help_already_there,
    checks_messages.complaint_acknowledged_late,
    checks_messages.written_words_press,
    checks_messages.summary_prejudges,
)


TO_BAILIFF: tuple[Rule, ...] = (
    checks_claims.consumer_costs_not_due,
    checks_claims.business_costs_not_due,
    checks_circumstances.circumstance,
    checks_limitation.claim_lapsed,
    *HANDOVER,
)
_TO: Mapping[Recipient, tuple[Rule, ...]] = {"debtor": TO_DEBTOR, "curator": FILING, "bailiff": TO_BAILIFF}
RULES = tuple(dict.fromkeys(rule for rules in (*_TO.values(), EVERY_LETTER) for rule in rules))


def check(case: Case) -> tuple[Finding, ...]:
    """All findings of the rules for this letter, errors first."""
    rules = (*_TO.get(case.kind.to, ()), *EVERY_LETTER)
    found = [finding for rule in rules for finding in rule(case)]
    return tuple(sorted(found, key=lambda finding: finding.severity))
