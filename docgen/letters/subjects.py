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


def _instalment_reminder(case: Case) -> Subjects:
    reference, standing = case.dossier.reference, case.standing
    current = standing.state.current if standing is not None else None
    values = {"number": current.instalment.number if current is not None else 0, "reference": reference}
    mail = text("Instalment {number} of your payment plan – file {reference}", **values)
    if standing is not None and standing.missed is not None:
        return Subjects(text("Reminder: instalment {number} of your payment plan (file {reference})", **values), mail)
    return Subjects(text("Soon: instalment {number} of your payment plan (file {reference})", **values), mail)


def _plan_lapse(case: Case) -> Subjects:
    reference = case.dossier.reference
    return Subjects(
        letter=text("Your payment plan has lapsed (file {reference})", reference=reference),
        mail=text("Your payment plan – file {reference}", reference=reference),
    )


def _payment_acknowledgement(case: Case) -> Subjects:
    reference = case.dossier.reference
    return Subjects(
        letter=text("We have received your payment (file {reference})", reference=reference),
        mail=text("Your payment – file {reference}", reference=reference),
    )


def _closing_debtor(case: Case) -> Subjects:
    closed = text("Your file {reference} is closed", reference=case.dossier.reference)
    return Subjects(letter=closed, mail=closed)


def _dispute_acknowledgement(case: Case) -> Subjects:
    reference = case.dossier.reference
    return Subjects(
        letter=text("We have received your objection (file {reference})", reference=reference),
        mail=text("We have received your message – file {reference}", reference=reference),
    )


def _complaint_acknowledgement(case: Case) -> Subjects:
    reference = case.dossier.reference
    return Subjects(
        letter=text("We have received your complaint (file {reference})", reference=reference),
        mail=text("We have received your complaint – file {reference}", reference=reference),
    )


_ANSWERED: Mapping[str, Text] = {
    "question": text("Our answer to your question (file {reference})"),
    "dispute": text("Our answer to your objection (file {reference})"),
    "complaint": text("Our answer to your complaint (file {reference})"),
}


def _reply(case: Case) -> Subjects:
    values = {"reference": case.dossier.reference}
    kind = case.message.kind if case.message is not None else "question"
    return Subjects(
        letter=Text(_ANSWERED[kind].message, values),
        mail=text("Answer to your message – file {reference}", **values),
    )


def _help_referral(case: Case) -> Subjects:
    reference = case.dossier.reference
    return Subjects(
        letter=text("Help for you (file {reference})", reference=reference),
        mail=text("We would like to help you – file {reference}", reference=reference),
    )


def _dispute_notice(case: Case) -> Subjects:
    values = {"reference": case.dossier.reference}
    until = case.message.creditor_answer_by if case.message is not None else None
    return Subjects(
        letter=text(
            "Your customer disputes the claim: please react by {date} (file {reference})", date=until, **values
        ),
        mail=text("File {reference}: your reaction, please", **values),
    )


def _curator_claim(case: Case) -> Subjects:
    insolvency = case.dossier.insolvency
    number = insolvency.number if insolvency is not None else ""
    values = {"number": number, "debtor": case.dossier.debtor.name, "creditor": case.dossier.creditor.name}
    if insolvency is not None and insolvency.type == "wsnp":
        said = text("Claim of {creditor} in the debt scheme of {debtor} ({number})", **values)
    else:
        said = text("Claim of {creditor} in the bankruptcy of {debtor} ({number})", **values)
    return Subjects(letter=said, mail=said)


def _bailiff_handover(case: Case) -> Subjects:
    reference = case.dossier.reference
    values = {"debtor": case.dossier.debtor.name, "creditor": case.dossier.creditor.name}
    return Subjects(
        letter=text("Hand-over of file {reference}: {creditor} against {debtor}", reference=reference, **values),
        mail=text("Hand-over of file {reference}", reference=reference),
    )


SUBJECTS: Mapping[str, Callable[[Case], Subjects]] = {
    "claim-receipt": _claim_receipt,
    "instalment-reminder": _instalment_reminder,
    "plan-lapse": _plan_lapse,
    "payment-acknowledgement": _payment_acknowledgement,
    "closing-debtor": _closing_debtor,
    "dispute-acknowledgement": _dispute_acknowledgement,
    "complaint-acknowledgement": _complaint_acknowledgement,
    "reply": _reply,
    "help-referral": _help_referral,
    "dispute-notice-creditor": _dispute_notice,
    "curator-claim": _curator_claim,
    "bailiff-handover": _bailiff_handover,
}
