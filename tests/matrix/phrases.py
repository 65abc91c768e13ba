"""What a letter of each kind must say and may not say, per language, after the element lists of the letters."""

from __future__ import annotations

from collections.abc import Mapping

SAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "payment-reminder": {
        "nl": ("Lukt betalen niet, of klopt er iets niet?", "Hebt u al betaald?"),
        "en": ("Are you unable to pay, or is something not right?", "Have you paid already?"),
    },
    "wik-notice": {
        "nl": ("Kunt u niet in één keer betalen?", "Bent u het niet eens met deze vordering?", "Hebt u al betaald?"),
        "en": ("Can you not pay all at once?", "Do you disagree with this claim?", "Have you paid already?"),
    },
    "sommatie": {
        "nl": (
            "Kunt u dit niet in één keer betalen?",
            "Bent u het niet eens met de vordering?",
            "Wat gebeurt er als u niets doet?",
        ),
        "en": (
            "Can you not pay this all at once?",
            "Do you disagree with the claim?",
            "What happens if you do nothing?",
        ),
    },
    "cost-specification": {
        "nl": ("Hoe is de rente berekend?", "Hoe zijn de incassokosten berekend?", "Totaal per"),
        "en": ("How was the interest calculated?", "How were the collection costs calculated?", "Total as of"),
    },
    "payment-plan-confirmation": {
        "nl": ("Lukt een termijn niet?", "Wat als u een termijn niet betaalt?", "Klopt dit niet met onze afspraak?"),
        "en": (
            "Can you not pay an instalment?",
            "What if you do not pay an instalment?",
            "Is this not what we agreed?",
        ),
    },
    "claim-receipt": {
        "nl": ("Wij hebben uw opdracht ontvangen", "Om welke facturen gaat het?", "Geef dit dezelfde dag aan ons door"),
        "en": ("We have received your claim", "Which invoices is it about?", "Pass it on to us on the same day"),
    },
}
# Words of a letter to the debtor have no place in one to others, and a letter that asks nothing has no code.
NEVER_SAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "claim-receipt": {"nl": ("garan", "uiterlijk"), "en": ("guarant", "at the latest")},
}
