"""What a letter is about, per kind: its subject line, and that of the e-mail that brings it.

The subject of an e-mail names no amount and no threat, as others may read it over the addressee's shoulder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from docgen.letters.case import Case
from docgen.texts import Text, text


class Subjects(NamedTuple):
    """The two subject lines of a letter."""

    letter: Text
    mail: Text


def _claim_receipt(case: Case) -> Subjects:
    return Subjects(
        letter=text("We have opened file {reference} about {debtor}", **_file(case)),
        mail=text("File {reference}: we have received your claim", reference=case.dossier.reference),
    )


def _intake_incomplete(case: Case) -> Subjects:
    said = text("File {reference}: we need something from you", reference=case.dossier.reference)
    return Subjects(letter=said, mail=said)


def _status_creditor(case: Case) -> Subjects:
    return Subjects(
        letter=text("How file {reference} about {debtor} stands", **_file(case)),
        mail=text("File {reference}: how it stands", reference=case.dossier.reference),
    )


def _court_advice(case: Case) -> Subjects:
    return Subjects(
        letter=text("Our advice about going to court in file {reference}", reference=case.dossier.reference),
        mail=text("File {reference}: our advice, and a question", reference=case.dossier.reference),
    )


def _closing_creditor(case: Case) -> Subjects:
    return Subjects(
        letter=text("We have closed file {reference} about {debtor}", **_file(case)),
        mail=text("File {reference} is closed", reference=case.dossier.reference),
    )


def _remittance_advice(case: Case) -> Subjects:
    return Subjects(
        letter=text("We have transferred money to you for file {reference}", reference=case.dossier.reference),
        mail=text("File {reference}: a transfer to you", reference=case.dossier.reference),
    )


def _settlement_statement(case: Case) -> Subjects:
    settlement = case.settlement
    number = settlement.invoice_number if settlement is not None and settlement.is_invoice else None
    said = text("Settlement of file {reference}", reference=case.dossier.reference)
    if number is not None:
        said = text("Settlement of file {reference}, invoice {number}", reference=case.dossier.reference, number=number)
    return Subjects(letter=said, mail=said)


def _file(case: Case) -> dict[str, str]:
    return {"reference": case.dossier.reference, "debtor": case.dossier.debtor.name}


SUBJECTS: Mapping[str, Callable[[Case], Subjects]] = {
    "claim-receipt": _claim_receipt,
    "intake-incomplete": _intake_incomplete,
    "status-creditor": _status_creditor,
    "court-advice": _court_advice,
    "closing-creditor": _closing_creditor,
    "remittance-advice": _remittance_advice,
    "settlement-statement": _settlement_statement,
}
