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
    "dispute-acknowledgement": {
        "nl": (
            "op 18 november 2026 uw bericht per e-mail",
            "U schrijft dat er acht dozen ontbraken.",
            "Met € 800,00 bent u het wel eens",
            "uiterlijk op 11 december 2026 antwoord",
            "nemen wij geen nieuwe stappen",
            "een foto van de levering",
            "M. van Dam",
        ),
        "en": (
            "On 18 November 2026 we received your message by e-mail",
            "U schrijft dat er acht dozen ontbraken.",
            "You do agree with €800.00",
            "an answer from us by 11 December 2026 at the latest",
            "we take no new steps",
            "een foto van de levering",
            "M. van Dam",
        ),
    },
    "complaint-acknowledgement": {
        "nl": (
            "op 17 november 2026 uw klacht per telefoon",
            "L. Brouwer behandelt uw klacht",
            "uiterlijk op 7 december 2026 ons besluit",
            "nemen wij geen nieuwe stappen",
            "Bent u het straks niet eens met ons besluit?",
        ),
        "en": (
            "On 17 November 2026 we received your complaint by telephone",
            "L. Brouwer handles your complaint",
            "by 7 December 2026 at the latest",
            "we take no new steps",
            "What if you do not agree with our decision?",
        ),
    },
    "reply": {
        "nl": (
            "op 16 november 2026 uw vraag per post",
            "U vroeg waarvoor de factuur is.",
            "De factuur is voor brood.",
            "U kunt ook in delen betalen.",
            "of bent u het niet eens met dit antwoord?",
        ),
        "en": (
            "On 16 November 2026 we received your question by post",
            "U vroeg waarvoor de factuur is.",
            "De factuur is voor brood.",
            "U kunt ook in delen betalen.",
            "or do you not agree with this answer?",
        ),
    },
    "help-referral": {
        "nl": (
            "een pauze tot en met 18 januari 2027",
            "in 4 termijnen betaalt",
            "L. Brouwer helpt u hierbij. U kunt bellen naar 023 765 43 22.",
            "Kijk op geldfit.nl of bel gratis 0800-8115.",
            "Uw gemeente helpt inwoners met schulden.",
            "Stichting Samen Rond: Een vrijwilliger helpt u met uw papieren. Kijk op samenrond.example. Bel 023 700 11 22.",
            "Bel 113 of gratis 0800-0113, of kijk op 113.nl.",
        ),
        "en": (
            "a pause up to and including 18 January 2027",
            "you pay in 4 instalments",
            "L. Brouwer helps you with this. You can call 023 765 43 22.",
            "Look at geldfit.nl or call 0800-8115 free of charge.",
            "Your municipality helps its residents with debts.",
            "Look at samenrond.example. Call 023 700 11 22.",
            "Call 113 or, free of charge, 0800-0113, or look at 113.nl.",
        ),
    },
    "dispute-notice-creditor": {
        "nl": (
            "is het niet eens met uw vordering",
            "Er ontbraken acht dozen.",
            "uiterlijk op 2 december 2026",
            "Is er een pakbon?",
            "kan hierdoor langer duren",
            "Geef dat dezelfde dag aan ons door",
            "€ 800,00",
        ),
        "en": (
            "does not agree with your claim",
            "Er ontbraken acht dozen.",
            "by 2 December 2026 at the latest",
            "Is er een pakbon?",
            "can take longer because of this",
            "Tell us the same day",
            "€800.00",
        ),
    },
}
# Words of a letter to the debtor have no place in one to others, and a letter that asks nothing has no code.
NEVER_SAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "claim-receipt": {"nl": ("garan", "uiterlijk"), "en": ("guarant", "at the latest")},
    "dispute-acknowledgement": {
        "nl": ("ongegrond", "incassokosten", "Betaal ", "1.380,75", "rechter", "deurwaarder"),
        "en": ("unfounded", "collection costs", "Pay ", "1,380.75", "court", "bailiff"),
    },
    "complaint-acknowledgement": {
        "nl": ("ongegrond", "incassokosten", "Betaal ", "€", "rechter", "deurwaarder"),
        "en": ("unfounded", "collection costs", "Pay ", "€", "court", "bailiff"),
    },
    "reply": {"nl": ("Betaal ", "€", "incassokosten"), "en": ("Pay ", "€", "collection costs")},
    "help-referral": {
        "nl": ("Betaal ", "€", "incassokosten", "rechter", "deurwaarder", "uiterlijk"),
        "en": ("€", "collection costs", "court", "bailiff", "at the latest"),
    },
    "dispute-notice-creditor": {"nl": ("ongegrond", "geldfit"), "en": ("unfounded", "geldfit")},
}
