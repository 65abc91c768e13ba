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
    said = text("Claim of {creditor} in the bankruptcy of {debtor} ({number})", **values)
    if insolvency is not None and insolvency.type == "wsnp":
        said = text("Claim of {creditor} in the debt scheme of {debtor} ({number})", **values)
    return Subjects(letter=said, mail=text("Filing of a claim, insolvency number {number}", number=number))


def _bailiff_handover(case: Case) -> Subjects:
    reference = case.dossier.reference
    values = {"debtor": case.dossier.debtor.name, "creditor": case.dossier.creditor.name}
    return Subjects(
        letter=text("Hand-over of file {reference}: {creditor} against {debtor}", reference=reference, **values),
        mail=text("Hand-over of file {reference}", reference=reference),
    )


SUBJECTS: Mapping[str, Callable[[Case], Subjects]] = {
    "claim-receipt": _claim_receipt,
    "intake-incomplete": _intake_incomplete,
    "status-creditor": _status_creditor,
    "court-advice": _court_advice,
    "closing-creditor": _closing_creditor,
    "remittance-advice": _remittance_advice,
    "settlement-statement": _settlement_statement,
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
