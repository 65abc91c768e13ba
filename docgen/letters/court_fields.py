"""Fields of the advice to the creditor about going to court."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from docgen.letters.documented import doc
from docgen.texts import Text


@dataclass(frozen=True)
class CourtAdviceFields:
    """The advice. All amounts but those of the claim are an estimate of the letter's day."""

    chances: Text = doc("Chances, a whole sentence.", "Wij denken dat de rechter u gelijk geeft.")
    chances_because: str = doc("Why.", "De bestelling is schriftelijk.")
    means: Text = doc("Whether the debtor can pay, a whole sentence.", "Het is onzeker of uw klant kan betalen.")
    means_because: str = doc("Why.", "Uw klant heeft ook schulden bij anderen.")
    advice: Text = doc("What is advised, a whole sentence.", "Wij adviseren u om naar de rechter te gaan.")
    alternatives: tuple[Text, ...] = doc("Other ways, a sentence each.", ("U spreekt een betalingsregeling af.",))
    risks: tuple[Text, ...] = doc("What may go wrong, a sentence each.", ("De rechter kan uw vordering afwijzen.",))
    reply_by: date = doc("Day by which the creditor answers.", date(2026, 12, 11))
    court_fee: Decimal = doc("Court fee.", Decimal("350.00"), "court/fee")
    summons: Decimal = doc("Summons, without VAT.", Decimal("125.57"), "court/summons")
    summons_vat: Decimal = doc(
        "VAT on the summons that the creditor cannot reclaim.", Decimal("0.00"), "court/summons-vat"
    )
    salary_least: Decimal = doc("Representative, without a hearing.", Decimal("144.00"), "court/salary")
    salary_most: Decimal = doc("Representative, with a hearing.", Decimal("288.00"), "court-hearing/salary")
    least: Decimal = doc("All of it, without a hearing.", Decimal("619.57"), "court")
    most: Decimal = doc("All of it, with a hearing.", Decimal("763.57"), "court-hearing")
