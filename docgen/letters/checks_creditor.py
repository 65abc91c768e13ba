"""Findings about letters to the creditor: what the dossier lacks for them, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import Finding
from docgen.letters.case import Case
from docgen.letters.findings import finding
from docgen.letters.intake import received_on
from docgen.letters.situations import filed_on, insolvency
from docgen.texts import text


def creditor_element_left_out(case: Case) -> Iterator[Finding]:
    """An element that a complete letter to the creditor has and the dossier cannot fill is left out."""
    dossier = case.dossier
    wanted: dict[str, bool] = {}
    if case.kind.id in ("claim-receipt", "intake-incomplete"):
        wanted["intake/received_on"] = received_on(case) is None
    if case.kind.id in ("claim-receipt", "intake-incomplete", "status-creditor"):
        wanted["handler"] = dossier.handler is None
    if case.kind.id in ("claim-receipt", "status-creditor"):
        wanted["planned"] = not any(each.on >= case.date for each in dossier.planned)
    for name, missing in wanted.items():
        if missing:
            yield finding(
                "creditor-element-left-out",
                "",
                text("The dossier has no {field}, so the letter leaves that part out.", field=name),
                text("Fill in {field}, so that the letter is complete.", field=name),
                pointer=f"/dossier/{name}",
                severity="warning",
            )


def claim_not_filed(case: Case) -> Iterator[Finding]:
    """A claim on an insolvent debtor is filed with the curator or administrator (art. 26 and 299 Fw)."""
    if case.kind.id == "status-creditor" and insolvency(case) is not None and filed_on(case) is None:
        yield finding(
            "claim-not-filed",
            "art. 26 and 299 Fw",
            text("The debtor is insolvent and the claim was not filed yet; the letter says so."),
            text("File the claim with the curator or the administrator, and add that letter to history."),
            pointer="/dossier/history",
            severity="warning",
        )
