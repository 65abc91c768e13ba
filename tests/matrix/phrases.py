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
    "instalment-reminder": {
        "nl": (
            "Op 15 oktober 2026 spraken wij een betalingsregeling met u af.",
            "Wat als u deze termijn niet betaalt?",
            "binnen 7 dagen nadat u een herinnering kreeg, dan vervalt de regeling",
            "Voor deze herinnering betaalt u niets.",
            "Hebt u al betaald?",
            "Lukt het niet, of klopt er iets niet?",
            "termijn 1 van uw betalingsregeling",
        ),
        "en": (
            "On 15 October 2026 we agreed a payment plan with you.",
            "What if you do not pay this instalment?",
            "within 7 days after you received a reminder, the plan lapses",
            "You pay nothing for this reminder.",
            "Have you paid already?",
            "Are you unable to pay, or is something not right?",
            "instalment 1 of your payment plan",
        ),
    },
    "plan-lapse": {
        "nl": (
            "Op 3 november 2026 stuurden wij u een herinnering.",
            "U zou die betalen tot en met 1 november 2026.",
            "Daarom is uw betalingsregeling vervallen.",
            "Van deze termijn ontvingen wij",
            "Wat hebt u al betaald?",
            "Hoe is het restant opgebouwd?",
            "Tijdens de regeling is er geen rente bij gekomen.",
            "Dan kijken wij of een nieuwe betalingsregeling kan.",
            "Bent u het niet eens met deze brief?",
            "Wat gebeurt er als u niets doet?",
        ),
        "en": (
            "On 3 November 2026 we sent you a reminder.",
            "You would pay it until 1 November 2026.",
            "That is why your payment plan has lapsed.",
            "Of this instalment we received",
            "What have you paid already?",
            "How is the rest made up?",
            "During the plan no interest was added.",
            "Then we see whether a new payment plan is possible.",
            "Do you disagree with this letter?",
            "What happens if you do nothing?",
        ),
    },
    "payment-acknowledgement": {
        "nl": (
            "Wij ontvingen op 17 november 2026",
            "Dank u wel.",
            "Hoe hebben wij uw betaling verwerkt?",
            "(artikel 6:44 BW)",
            "Wat staat er nog open?",
            "Kunt u de rest niet in één keer betalen?",
            "Klopt er iets niet?",
        ),
        "en": (
            "On 17 November 2026 we received",
            "Thank you.",
            "How did we use your payment?",
            "(art. 6:44 BW)",
            "What is still open?",
            "Can you not pay the rest all at once?",
            "Is something not right?",
        ),
    },
    "closing-debtor": {
        "nl": (
            "Wij hebben uw betaling van",
            "ontvangen op 17 november 2026. Daarmee is alles betaald.",
            "Wij hebben dossier D2026-77 gesloten. U hoeft niets meer te betalen.",
            "Hij is uw bewijs dat alles is betaald.",
            "U krijgt dat bedrag terug op de rekening waarvan u betaalde.",
        ),
        "en": (
            "We received your payment of",
            "on 17 November 2026. With it, everything is paid.",
            "We have closed file D2026-77. You do not have to pay anything more.",
            "It is your proof that everything is paid.",
            "You get that amount back on the account from which you paid.",
        ),
    },
    "claim-receipt": {
        "nl": ("Wij hebben uw opdracht ontvangen", "Om welke facturen gaat het?", "Geef dit dezelfde dag aan ons door"),
        "en": ("We have received your claim", "Which invoices is it about?", "Pass it on to us on the same day"),
    },
}
# Words of a letter to the debtor have no place in one to others, and a letter that asks nothing has no code.
NEVER_SAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "instalment-reminder": {
        "nl": ("rente", "incassokosten", "rechter"),
        "en": ("interest", "collection costs", "court"),
    },
    "plan-lapse": {
        "nl": ("boete", "schuld van", "uw schuld", "in gebreke", "verzuim"),
        "en": ("penalty", "your fault", "in default"),
    },
    "payment-acknowledgement": {"nl": ("erken", "boete", "rechter"), "en": ("acknowledge that", "penalty", "court")},
    "closing-debtor": {
        "nl": ("uiterlijk", "rente", "incassokosten", "rechter", "geldfit", "Kenmerk NL", "Scan"),
        "en": ("at the latest", "interest", "collection costs", "court", "geldfit", "Scan"),
    },
    "claim-receipt": {"nl": ("garan", "uiterlijk"), "en": ("guarant", "at the latest")},
}
