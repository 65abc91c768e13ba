"""The explanation of the amounts that only letters to the creditor hold."""

from __future__ import annotations

from docgen.letters.case import Case
from docgen.letters.court_advice import explain_court
from docgen.letters.explained_settlement import explain_settlement
from docgen.letters.explanation import Node
from docgen.letters.money_report import ABOUT_MONEY, explain_money


def explain_report(case: Case) -> tuple[Node, ...]:
    """The trees besides that of the account; none in a letter to anybody else. Raises what their reckoning raises."""
    if case.settlement is not None:
        return explain_settlement(case.settlement).roots
    if case.kind.id in ABOUT_MONEY:
        return explain_money(case)
    if case.kind.id == "court-advice":
        return explain_court(case)
    return ()
