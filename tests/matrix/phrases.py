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
    "curator-claim": {
        "nl": (
            "Insolventienummer F.16/26/214",
            "op 10 november 2026, door Rechtbank Midden-Nederland",
            "Schuldeiser Bakkerij De Korenbloem B.V., Molenstraat 12A, 3511 AB Utrecht, KvK 69599084",
            "De vordering rust op: order van 15 juli 2026, kenmerk O-9.",
            "Btw in de hoofdsom",
            "tot en met 9 november 2026",
            "Wij rekenen rente tot en met de dag voor de uitspraak",
            "De incassokosten moesten al voor de uitspraak betaald worden",
            "Dit is een concurrente vordering.",
            "Wilt u bevestigen dat u deze vordering hebt ontvangen?",
            "op de lijst van voorlopig erkende concurrente schuldeisers",
            "Wilt u ons de verslagen sturen",
            "Rekening NL91 ABNA 0417 1643 00",
            "Op naam van Bakkerij De Korenbloem B.V.",
        ),
        "en": (
            "Insolvency number F.16/26/214",
            "on 10 November 2026, by Rechtbank Midden-Nederland",
            "VAT in the principal",
            "up to and including 9 November 2026",
            "This is a concurrent claim.",
            "Please confirm that you have received this claim.",
            "Please send us the reports",
            "Account NL91 ABNA 0417 1643 00",
        ),
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
    "curator-claim": {
        "nl": ("uiterlijk", "binnen", "betalingsregeling", "geldfit", "Betaal ", "rechter", "deurwaarder", "Scan"),
        "en": ("at the latest", "within", "payment plan", "geldfit", "Pay ", "court case", "bailiff", "Scan"),
    },
}
