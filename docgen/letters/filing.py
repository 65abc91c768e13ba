"""From a case to the fields of the claim that is filed in an insolvency."""

from __future__ import annotations

from docgen.law.terms import ONE_DAY
from docgen.letters.amount_fields import explained
from docgen.letters.case import Case
from docgen.letters.explanation import Explanation
from docgen.letters.filing_fields import FilingFields, VatFields


def filing_fields(case: Case, tree: Explanation) -> FilingFields | None:
    """All of it; None in a letter to anybody else than the curator or the administrator."""
    insolvency, debtor = case.dossier.insolvency, case.dossier.debtor
    if case.kind.to != "curator" or insolvency is None:
        return None
    return explained(
        FilingFields,
        tree,
        bankruptcy=insolvency.type == "bankruptcy",
        number=insolvency.number,
        court=insolvency.court,
        declared_on=insolvency.declared_on,
        interest_until=insolvency.declared_on - ONE_DAY,
        rank=insolvency.rank,
        rank_ground=insolvency.rank_ground,
        vat_refund=insolvency.vat_refund,
        debtor_kvk=debtor.kvk_number,
        debtor_birth_date=debtor.birth_date,
        vat=explained(VatFields, tree) if "vat-within" in tree.nodes else None,
        iban=in_fours(case.payee_iban),
        holder=case.payee_name,
        reference=case.dossier.payment.reference or case.dossier.reference,
    )


def in_fours(iban: str) -> str:
    """An account number in groups of four signs, as it is printed."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
