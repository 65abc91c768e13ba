"""The subject of an e-mail: no amount and no threat, as others may read it over the debtor's shoulder."""

from __future__ import annotations

from docgen.letters.case import Case
from docgen.letters.identity import registered_name
from docgen.letters.subjects import SUBJECTS
from docgen.texts import Text, text


def mail_subject(case: Case) -> Text:
    """What the inbox shows."""
    claims = case.account.open_claims
    creditor, reference = case.dossier.creditor.name, case.dossier.reference
    what = text("invoice {number}", number=claims[0].item.number) if len(claims) == 1 else None
    what = what or text("{count} invoices", count=len(claims))
    agency = case.dossier.agency
    match case.kind.id, case.branding:
        case "payment-reminder", "agency" if agency is not None:
            return text(
                "{agency} on behalf of {creditor} – file {reference}",
                agency=registered_name(agency),
                creditor=creditor,
                reference=reference,
            )
        case "payment-reminder", _:
            return text("Reminder: {invoices} from {creditor}", invoices=what, creditor=creditor)
        case "wik-notice", _ if case.consumer:
            return text("Last reminder without extra costs: {invoices}", invoices=what)
        case "wik-notice", _:
            return text("Last reminder: {invoices}", invoices=what)
        case "sommatie", _:
            return text("File {reference}: message about your open account", reference=reference)
        case "cost-specification", _:
            return text("File {reference}: how your account is made up", reference=reference)
        case "payment-plan-confirmation", _:
            return text("Your payment plan – file {reference}", reference=reference)
        case _:
            return SUBJECTS[case.kind.id](case).mail
