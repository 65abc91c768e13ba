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
    values = {"reference": case.dossier.reference, "debtor": case.dossier.debtor.name}
    return Subjects(
        letter=text("We have opened file {reference} about {debtor}", **values),
        mail=text("File {reference}: we have received your claim", reference=case.dossier.reference),
    )


def _intake_incomplete(case: Case) -> Subjects:
    said = text("File {reference}: we need something from you", reference=case.dossier.reference)
    return Subjects(letter=said, mail=said)


def _status_creditor(case: Case) -> Subjects:
    values = {"reference": case.dossier.reference, "debtor": case.dossier.debtor.name}
    return Subjects(
        letter=text("How file {reference} about {debtor} stands", **values),
        mail=text("File {reference}: how it stands", reference=case.dossier.reference),
    )


SUBJECTS: Mapping[str, Callable[[Case], Subjects]] = {
    "claim-receipt": _claim_receipt,
    "intake-incomplete": _intake_incomplete,
    "status-creditor": _status_creditor,
}
