"""What a letter to the creditor tells of its case."""

from __future__ import annotations

from docgen.letters.case import Case
from docgen.letters.creditor_fields import ReportFields
from docgen.letters.doings import ahead, done, waiting
from docgen.letters.intake import intake_fields
from docgen.letters.situations import INSOLVENT, insolvency, situations


def report_fields(case: Case) -> ReportFields | None:
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
    )
