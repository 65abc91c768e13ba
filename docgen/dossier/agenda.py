"""What the agency is going to do in a case, and on which day."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.dossier.leaves import Day, Part

PlannedKind = Literal[
    "payment-reminder",
    "wik-notice",
    "sommatie",
    "call",
    "visit",
    "debtor-answer",
    "creditor-answer",
    "payment",
    "court-advice",
    "bailiff-handover",
    "settlement-statement",
    "closing-creditor",
]


class PlannedStep(Part):
    """A step to come, as the creditor is told of it."""

    kind: PlannedKind = Field(
        description="What it is: a letter to the debtor (payment-reminder, wik-notice, sommatie), call, visit, waiting "
        "for something (debtor-answer, creditor-answer, payment), court-advice, bailiff-handover, settlement-statement "
        "or closing-creditor.",
        examples=["sommatie"],
    )
    on: Day = Field(description="The day that it is planned for.", examples=["2026-11-03"])
