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
    "court-advice": {
        "nl": (
            "Wij adviseren u om eerst een betalingsregeling af te spreken",
            "Wij denken dat de rechter u gelijk geeft. De bestelling is schriftelijk.",
            "Het is onzeker of uw klant kan betalen",
            "Wat kost een zaak ongeveer?",
            "€ 350,00",
            "Dit is een schatting (indicatie) van 19 november 2026.",
            "Wie verliest, betaalt de kosten van de ander.",
            "U schrijft de vordering af, en wij sluiten het dossier.",
            "Stuur ons uw antwoord uiterlijk op 3 december 2026",
            "Naam en handtekening",
        ),
        "en": (
            "We advise you to agree on a payment plan first",
            "It is uncertain whether your customer can pay",
            "This is an estimate (an indication) of 19 November 2026.",
            "Who loses pays the costs of the other.",
            "Send us your answer by 3 December 2026 at the latest",
            "Name and signature",
        ),
    },
    "closing-creditor": {
        "nl": (
            "op 19 november 2026 gesloten",
            "U vroeg ons om het dossier te sluiten.",
            "Aan u overgemaakt € 100,00 (de laatste keer op 3 november 2026)",
            "Let op de verjaring.",
            "U krijgt onze afrekening in een aparte brief.",
            "U krijgt uw stukken van ons terug.",
            "ten minste tot en met 19 november 2028",
        ),
        "en": (
            "on 19 November 2026",
            "You asked us to close the file.",
            "Passed on to you €100.00 (the last time on 3 November 2026)",
            "Mind the limitation (verjaring).",
            "until 19 November 2028 at least",
        ),
    },
    "remittance-advice": {
        "nl": (
            "Wij hebben € 250,00 naar u overgemaakt op 19 november 2026.",
            "NL91 •••• •••• ••43 00",
            "UB-2",
            "Totaal ontvangen € 250,00",
        ),
        "en": ("We transferred €250.00 to you on 19 November 2026.", "NL91 •••• •••• ••43 00", "UB-2"),
    },
    "settlement-statement": {
        "nl": (
            "van 8 oktober 2026 tot en met 19 november 2026",
            "Factuurnummer AF-1",
            "NL812345678B01",
            "Afgesproken is 12,5% van € 400,00.",
            "Vergoeding zonder btw € 50,00",
            "Btw (21%) € 10,50",
            "Vergoeding met btw € 60,50",
            "Hiervan hebben wij € 60,50 verrekend",
            "Wij maken nog € 39,50 aan u over",
            "Totaal ontvangen van uw klant € 400,00",
        ),
        "en": (
            "Invoice number AF-1",
            "12.5% of €400.00 was agreed.",
            "Fee with VAT €60.50",
            "We still transfer €39.50 to you",
            "Total received from your customer €400.00",
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
    "court-advice": {"nl": ("garan", "geldfit", "beslag"), "en": ("guarant", "geldfit", "seizure")},
    "closing-creditor": {"nl": ("geldfit", "u moet"), "en": ("geldfit", "you must")},
    "remittance-advice": {"nl": ("geldfit", "NL91 ABNA"), "en": ("geldfit", "NL91 ABNA")},
    "settlement-statement": {"nl": ("geldfit", "NL91 ABNA"), "en": ("geldfit", "NL91 ABNA")},
}
