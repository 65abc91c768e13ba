"""What a letter to the creditor tells of its case."""

from __future__ import annotations

from docgen.letters.case import Case
from docgen.letters.court_advice import court_advice_fields
from docgen.letters.creditor_fields import ReportFields
from docgen.letters.doings import ahead, done, waiting
from docgen.letters.explanation import Explanation
from docgen.letters.intake import intake_fields
from docgen.letters.money_report import closing_fields, money_fields
from docgen.letters.settlement_report import fee_rule, settlement_fields
from docgen.letters.situations import INSOLVENT, insolvency, situations


def report_fields(case: Case, tree: Explanation) -> ReportFields | None:
    """All of it; None in a letter to anybody else, which may hold none of this."""
    if case.kind.to != "creditor":
        return None
    return ReportFields(
        handler=case.dossier.handler,
        intake=intake_fields(case),
        ahead=ahead(case),
        done=done(case),
        waiting=waiting(case),
        situations=tuple(each for each in situations(case) if each.type not in INSOLVENT),
        insolvency=insolvency(case),
        fee_rule=fee_rule(case) if case.kind.id == "claim-receipt" else (),
        court=court_advice_fields(case, tree),
        money=money_fields(case, tree),
        closing=closing_fields(case),
        settlement=settlement_fields(case, tree),
    )
