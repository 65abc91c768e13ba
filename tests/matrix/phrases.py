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
        "nl": (
            "Wij hebben uw opdracht op 18 november 2026 ontvangen. Uw dossiernummer is D2026-77.",
            "Om welke facturen gaat het?",
            "In totaal staat er € 1.380,75 open.",
            "Welke regels gelden voor uw klant?",
            "De betaaltermijn van elke factuur is voorbij.",
            "Uw klant staat niet in het insolventieregister.",
            "bewijs dat u hebt geleverd: de pakbon (factuur F-302)",
            "20 november 2026: wij sturen uw klant een herinnering.",
            "Geef dit dezelfde dag aan ons door",
            "een klacht of een bezwaar van uw klant",
            "Uw contactpersoon is N. Haddad.",
            "U kunt het dossier ook bekijken op mijn.voorbeeldincasso.example. Uw code is 7KQ2-M4XP.",
        ),
        "en": (
            "We received your claim on 18 November 2026. Your file number is D2026-77.",
            "Which invoices is it about?",
            "In total €1,380.75 is open.",
            "Which rules hold for your customer?",
            "proof that you delivered: de pakbon (invoice F-302)",
            "20 November 2026: we send your customer a reminder.",
            "Pass this on to us on the same day",
            "Your contact is N. Haddad.",
            "Your code is 7KQ2-M4XP.",
        ),
    },
    "intake-incomplete": {
        "nl": (
            "Wij kunnen nog niet beginnen, want uw opdracht is niet compleet.",
            "factuur F-301 van 1 augustus 2026 (€ 1.250,00) en factuur F-302",
            "de veertiendagenbrief die u stuurde, met de datum",
            "de offerte",
            "uiterlijk op 2 december 2026",
            "Het dossier wacht. Wij schrijven en bellen uw klant nog niet.",
        ),
        "en": (
            "We cannot start yet, because your claim is not complete.",
            "the fourteen-day notice that you sent, with its date",
            "by 2 December 2026 at the latest",
            "The file waits. We do not write to or call your customer yet.",
        ),
    },
    "status-creditor": {
        "nl": (
            "hoe het op 19 november 2026 staat met dossier D2026-77",
            "Uw klant krijgt hulp bij schulden. Wij overleggen met de hulpverlener. Dat is zo sinds 2 november 2026.",
            "Betalingsherinnering",
            "Betaling van € 100,00, door u ontvangen",
            "Betalingsregeling afgesproken met uw klant",
            "Wat staat er nog open?",
            "De volgende termijn is op 1 december 2026.",
            "20 november 2026: wij sturen uw klant een sommatie.",
        ),
        "en": (
            "how file D2026-77 stands on 19 November 2026",
            "Your customer gets help with debts.",
            "Payment reminder",
            "Payment of €100.00 received by you",
            "What is still open?",
            "20 November 2026: we send your customer a demand.",
        ),
    },
}
# Words of a letter to the debtor have no place in one to others, and a letter that asks nothing has no code.
NEVER_SAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "claim-receipt": {"nl": ("garan", "geldfit"), "en": ("guarant", "geldfit")},
    "intake-incomplete": {"nl": ("garan", "geldfit"), "en": ("guarant", "geldfit")},
    "status-creditor": {"nl": ("garan", "geldfit", "u moet"), "en": ("guarant", "geldfit", "you must")},
}
