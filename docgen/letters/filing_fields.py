"""Fields of the letter that files a claim with the curator of a bankruptcy, or the administrator of a debt scheme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.letters.documented import doc


@dataclass(frozen=True)
class VatFields:
    """The VAT within the open principal, when the dossier knows it of every open invoice."""

    without: Decimal = doc("Open principal without its VAT.", Decimal("951.99"), "vat-within#without")
    amount: Decimal = doc("VAT within the open principal.", Decimal("199.93"), "vat-within")


@dataclass(frozen=True)
class FilingFields:
    """The claim in the insolvency."""

    bankruptcy: bool = doc("True for a bankruptcy, false for the statutory debt scheme (Wsnp).", True)
    number: str = doc("Insolvency number.", "F.13/26/123")
    court: str = doc("The court.", "Rechtbank Midden-Nederland")
    declared_on: date = doc("Day of the judgment.", date(2026, 11, 10))
    interest_until: date = doc("Last day with interest: the day before the judgment.", date(2026, 11, 9))
    rank: str = doc("concurrent, preferential or retention-of-title.", "concurrent")
    rank_ground: str | None = doc("What another rank than concurrent rests on.", None)
    vat_refund: bool = doc("True when the creditor asks the VAT back from the tax authority.", False)
    debtor_kvk: str | None = doc("KvK number of the debtor.", "69599084")
    debtor_birth_date: date | None = doc("Day of birth of a debtor who is a natural person, when known.", None)
    principal: Decimal = doc("Open principal with VAT.", Decimal("1151.92"), "total/principal")
    vat: VatFields | None = doc("The VAT within the principal, when it is known.")
    interest: Decimal = doc("Open interest, up to and including interest_until.", Decimal("8.58"), "total/interest")
    costs: Decimal = doc(
        "Open collection costs that were due before the judgment, with VAT.", Decimal("172.50"), "total/costs"
    )
    total: Decimal = doc("The claim: principal, interest and costs.", Decimal("1333.00"), "total")
    iban: str = doc("Account for a distribution, in groups of four.", "NL91 ABNA 0417 1643 00")
    holder: str = doc("Name of the account's holder.", "Bakkerij De Korenbloem B.V.")
    reference: str = doc("Reference for a distribution.", "D2026-004711")
