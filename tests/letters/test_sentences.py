"""The sentences that the law fixes, word for word, and what a letter says only when the dossier holds it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docgen.letters.letter import Letter
from docgen.render.words import Words
from tests.dossier.building import (
    AGENCY,
    COMPANY,
    CREDITOR,
    credit_note,
    invoice,
    notice,
    payment,
    reminder,
    sommatie,
)
from tests.letters.asking import BEFORE, PLAN, SOLE_TRADER, letter, said, without

NOT_DEDUCTIBLE = CREDITOR | {"can_reclaim_vat": False}
A_DATE = re.compile(r"\d{4}|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december")


def fixed(kind: str, name: str, language: str = "nl", **changes: Any) -> str | None:
    """A fixed sentence of a letter, None when it has none."""
    sentence = getattr(letter(kind, language=language, **changes).fields.fixed, name)
    return None if sentence is None else said(sentence, language)


class TestConsumerNotice:
    """Art. 6:96 lid 6 BW and ECLI:NL:HR:2016:2704."""

    def test_the_term_in_the_words_of_the_court(self) -> None:
        assert fixed("wik-notice", "term") == (
            "Betaal € 1.000,00 binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd."
        )

    @pytest.mark.parametrize(
        ("days", "words"),
        [(15, "vijftien"), (21, "eenentwintig"), (22, "tweeëntwintig"), (30, "dertig"), (60, "zestig")],
    )
    def test_a_longer_term_is_written_in_words_too(self, days: int, words: str) -> None:
        sentence = fixed("wik-notice", "term", term_days=days)
        assert sentence is not None
        assert f"binnen {words} dagen vanaf de dag nadat deze brief bij u is bezorgd" in sentence

    def test_in_english_with_the_dutch_sentence_beside_it(self) -> None:
        assert fixed("wik-notice", "term", "en") == (
            "Pay €1,000.00 within fourteen days, counted from the day after this letter was delivered to you."
        )
        dutch = fixed("wik-notice", "term_in_dutch", "en")
        assert dutch is not None
        assert "binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd" in dutch
        assert fixed("wik-notice", "term_in_dutch", "nl") is None

    @pytest.mark.parametrize("name", ["term", "no_costs_yet", "costs"])
    def test_it_prints_no_date_near_its_term(self, name: str) -> None:
        sentence = fixed("wik-notice", name)
        assert sentence is not None
        assert not A_DATE.search(sentence)

    def test_it_has_no_last_day_anywhere(self) -> None:
        made = letter("wik-notice")
        assert made.pay_before is None
        assert made.fields.term is not None
        assert (made.fields.term.days, made.fields.term.date) == (14, None)

    def test_the_exact_costs_and_no_others(self) -> None:
        assert fixed("wik-notice", "no_costs_yet") == "U betaalt dan geen incassokosten."
        assert fixed("wik-notice", "costs") == (
            "Dan geven wij de vordering uit handen aan Voorbeeld Incasso B.V. U moet dan ook incassokosten betalen. "
            "Die kosten zijn € 150,00."
        )

    def test_the_costs_are_over_what_is_open(self) -> None:
        paid = {"payments": [payment("2026-10-01", "800.00")]}
        sentence = fixed("wik-notice", "costs", dossier=paid)
        assert sentence is not None
        assert sentence.endswith("Die kosten zijn € 40,00.")

    def test_without_an_agency_nothing_is_handed_over(self) -> None:
        assert fixed("wik-notice", "costs", dossier={"agency": None}) == (
            "Dan moet u ook incassokosten betalen. Die kosten zijn € 150,00."
        )

    def test_on_agency_paper_nothing_is_handed_over_either(self) -> None:
        assert fixed("wik-notice", "costs", branding="agency") == (
            "Dan moet u ook incassokosten betalen. Die kosten zijn € 150,00."
        )

    def test_no_word_about_vat_when_the_creditor_can_reclaim_it(self) -> None:
        assert fixed("wik-notice", "costs_vat") is None

    def test_vat_with_its_reason_its_amount_and_the_sum(self) -> None:
        assert fixed("wik-notice", "costs_vat", dossier={"creditor": NOT_DEDUCTIBLE}) == (
            "Wij kunnen de btw over deze kosten niet verrekenen. Daarom komt er € 31,50 btw bij. Samen is dat € 181,50."
        )
        assert fixed("wik-notice", "costs", dossier={"creditor": NOT_DEDUCTIBLE, "agency": None}) == (
            "Dan moet u ook incassokosten betalen. Die kosten zijn € 150,00."
        )
        on_agency_paper = fixed("wik-notice", "costs_vat", dossier={"creditor": NOT_DEDUCTIBLE}, branding="agency")
        assert on_agency_paper is not None
        assert on_agency_paper.startswith("Bakkerij De Korenbloem B.V. kan de btw over deze kosten niet verrekenen.")

    def test_one_reduced_amount_is_the_only_one_named(self) -> None:
        reduced = {"collection_costs": {"type": "reduced", "amount": "25.00"}}
        sentence = fixed("wik-notice", "costs", dossier=reduced)
        assert sentence is not None
        assert "€ 25,00" in sentence
        assert "150" not in sentence

    def test_no_interest_unless_it_is_claimed(self) -> None:
        assert fixed("wik-notice", "interest") is None
        # 1 September up to and including 19 November: 80 days, 8.7671
        assert fixed("wik-notice", "interest", interest="claimed") == (
            "U betaalt wettelijke rente omdat u te laat betaalt: € 8,77, berekend tot en met 19 november 2026."
        )
        made = letter("wik-notice", interest="claimed")
        assert str(made.amount) == "1008.77"
        assert str(made.account.costs.costs.base) == "1000.00"  # never over the interest

    def test_since_when_the_debtor_is_late(self) -> None:
        assert fixed("wik-notice", "default") == "U bent sinds 1 september 2026 te laat met betalen."

    def test_nobody_is_late_with_what_was_paid(self) -> None:
        old = {
            "invoices": [invoice("50.00", "2026-02-28", "F0"), invoice()],
            "payments": [payment("2026-02-20", "50.00", "F0")],
        }
        assert fixed("wik-notice", "default", dossier=old) == "U bent sinds 1 september 2026 te laat met betalen."


class TestBusinessNotice:
    def test_three_days_after_receipt_on_a_working_day(self) -> None:
        """Thursday 19 November is received on Saturday 21; three days later is Tuesday 24."""
        assert fixed("wik-notice", "term", business=True) == (
            "U krijgt een laatste termijn van 3 dagen na ontvangst van deze brief. "
            "Betaal € 1.000,00 uiterlijk op 24 november 2026."
        )

    @pytest.mark.parametrize(
        ("sent", "until"),
        [
            ("2026-11-17", "23 november 2026"),  # received on Thursday 19; Sunday 22 moves to Monday
            ("2026-11-20", "27 november 2026"),  # received on Tuesday 24
            ("2026-12-21", "28 december 2026"),  # received on Wednesday 23; Saturday 26 December moves to Monday
        ],
    )
    def test_the_last_day_moves_to_a_working_day(self, sent: str, until: str) -> None:
        sentence = fixed("wik-notice", "term", business=True, date=sent, dossier={"payments_processed_until": None})
        assert sentence is not None
        assert sentence.endswith(f"uiterlijk op {until}.")

    def test_default_and_the_interest_that_runs(self) -> None:
        assert fixed("wik-notice", "default", business=True) == "U bent sinds 1 september 2026 in verzuim."
        assert fixed("wik-notice", "interest", business=True) == (
            "Wij kunnen dan ook wettelijke handelsrente vragen vanaf 1 september 2026."
        )

    def test_no_default_while_the_reminder_still_runs(self) -> None:
        running = {"invoices": [invoice(term_agreed=False)], "history": [reminder("2026-11-16", pay_by="2026-11-30")]}
        assert fixed("wik-notice", "default", business=True, dossier=running) is None
        assert fixed("wik-notice", "interest", business=True, dossier=running) is None

    def test_without_costs_none_are_announced(self) -> None:
        assert fixed("wik-notice", "costs", business=True, dossier={"collection_costs": {"type": "none"}}) is None
        assert letter("wik-notice", business=True, costs="none").fields.costs is None


class TestReminder:
    def test_days_and_date(self) -> None:
        assert fixed("payment-reminder", "term") == (
            "Wilt u € 1.000,00 betalen binnen 7 dagen, dus uiterlijk op 26 november 2026?"
        )

    @pytest.mark.parametrize("name", ["costs", "costs_vat", "interest", "default", "next_step", "scale", "imprint",
                                      "registration", "identity", "complaints", "privacy", "earlier"])  # fmt: skip
    def test_nothing_unfriendly_and_no_agency(self, name: str) -> None:
        assert fixed("payment-reminder", name) is None

    def test_the_agencys_first_letter_says_that_nothing_comes_on_top(self) -> None:
        assert fixed("payment-reminder", "no_costs_yet", branding="agency") == (
            "U betaalt nu nog geen rente en geen incassokosten."
        )
        assert fixed("payment-reminder", "on_behalf_of", branding="agency") == (
            "Wij schrijven u namens Bakkerij De Korenbloem B.V. in Utrecht."
        )


class TestSommatie:
    def test_one_amount_and_one_day(self) -> None:
        """1000.00, interest over 80 days 8.77, costs 150.00; eight days from 19 November."""
        assert fixed("sommatie", "term") == "Betaal € 1.158,77 uiterlijk op 27 november 2026."

    @pytest.mark.parametrize(
        ("stage", "start"), [("1", "Betaal € 1.158,77"), ("2", "Tweede"), ("final", "Laatste"), (None, "Betaal")]
    )
    def test_the_subject_names_its_stage(self, stage: str | None, start: str) -> None:
        subject = said(letter("sommatie", stage=stage).fields.letter.subject)
        assert subject.startswith(start)
        assert "27 november 2026" in subject
        assert "D2026-1" in subject

    # next step in the dossier, what the agency says, what the creditor says
    STEPS = (
        (None, "Dan overleggen wij met Bakkerij De Korenbloem B.V.", "Dan beslissen wij"),
        ({"kind": "discuss"}, "Dan overleggen wij met Bakkerij De Korenbloem B.V.", "Dan beslissen wij"),
        ({"kind": "court", "decided_on": "2026-11-10"}, "Dan legt Bakkerij De Korenbloem B.V.", "Dan leggen wij"),
        ({"kind": "court"}, "Dan overleggen wij", "Dan beslissen wij"),  # not decided: nothing is announced
        ({"kind": "court", "decided_on": "2026-11-20"}, "Dan overleggen wij", "Dan beslissen wij"),  # only tomorrow
        ({"kind": "bailiff", "decided_on": "2026-11-10"}, "Dan geeft Bakkerij De Korenbloem B.V.", "Dan geven wij"),
        ({"kind": "bailiff"}, "Dan overleggen wij", "Dan beslissen wij"),
        ({"kind": "agency", "decided_on": "2026-11-10"}, "Dan overleggen wij",
         "Dan geven wij de vordering uit handen aan Voorbeeld Incasso B.V."),
        ({"kind": "none"}, None, None),
    )  # fmt: skip

    @pytest.mark.parametrize(("step", "agency", "creditor"), STEPS)
    def test_the_next_step_is_lawful_and_decided(
        self, step: dict[str, str] | None, agency: str | None, creditor: str | None
    ) -> None:
        for branding, expected in (("agency", agency), ("creditor", creditor)):
            sentence = fixed("sommatie", "next_step", dossier={"next_step": step}, branding=branding)
            assert (sentence or "").startswith(expected or "")
            assert (sentence is None) is (expected is None)

    COURT = {"next_step": {"kind": "court", "decided_on": "2026-11-10"}}  # noqa: RUF012

    @pytest.mark.parametrize(
        ("form", "least", "most"),
        # 1158.77 is sued for: fee 233.00 or 350.00 + summons 125.57 + one or two points of 144.00
        [(None, "502,57", "646,57"), ("bv", "619,57", "763,57")],
    )
    def test_what_a_case_may_cost_is_an_indication_with_its_date(self, form: str | None, least: str, most: str) -> None:
        given = self.COURT | {"creditor": CREDITOR | {"legal_form": form}}
        assert fixed("sommatie", "next_step", dossier=given) == (
            "Dan legt Bakkerij De Korenbloem B.V. de zaak voor aan de rechter. Als de rechter Bakkerij De Korenbloem B.V. "
            "gelijk geeft, moet u waarschijnlijk ook de proceskosten betalen. Dat is naar schatting (indicatie per "
            f"19 november 2026) € {least} als u niet reageert, en € {most} als er een zitting komt."
        )
        assert (fixed("sommatie", "next_step", dossier=given, branding="creditor") or "").startswith(
            "Dan leggen wij de zaak voor aan de rechter. Als de rechter ons gelijk geeft, moet u waarschijnlijk ook"
        )

    @pytest.mark.parametrize(
        "more",
        [
            {"dossier": {"invoices": [invoice("26000.00")]}},  # above the limit of the cantonal judge
            {"dossier": {"interest": {"type": "none"}, "payments_processed_until": None}, "date": "2027-01-15"},
        ],
        ids=["above the limit", "past the tables"],
    )
    def test_no_figure_is_better_than_a_guess(self, more: dict[str, Any]) -> None:
        given = self.COURT | more["dossier"]
        assert fixed("sommatie", "next_step", **{**more, "dossier": given}) == (
            "Dan legt Bakkerij De Korenbloem B.V. de zaak voor aan de rechter. Dat kan u extra geld kosten."
        )

    def test_no_agency_no_hand_over(self) -> None:
        given = {"next_step": {"kind": "agency", "decided_on": "2026-11-10"}, "agency": None}
        sentence = fixed("sommatie", "next_step", dossier=given, branding="creditor")
        assert sentence is not None
        assert sentence.startswith("Dan beslissen wij")

    def test_earlier_letters_come_from_the_history_only(self) -> None:
        assert fixed("sommatie", "earlier") == (
            "U kreeg eerder een herinnering (8 september 2026) en een laatste aanmaning (21 september 2026)."
        )
        assert fixed("sommatie", "earlier", dossier={"history": []}) is None
        today = {"history": [notice(), sommatie("2026-11-19")]}
        assert (
            fixed("sommatie", "earlier", dossier=today) == "U kreeg eerder een laatste aanmaning (21 september 2026)."
        )

    def test_who_asked_for_it(self) -> None:
        assert fixed("sommatie", "on_behalf_of") == (
            "Bakkerij De Korenbloem B.V. in Utrecht heeft ons gevraagd een openstaand bedrag bij u te innen."
        )
        assert fixed("sommatie", "on_behalf_of", branding="creditor") is None


class TestAgency:
    """Wki art. 11, Bki 3.1, 4.1 and 6.1: duties follow who performs and towards whom, never the letterhead."""

    WHITE_LABEL = {"branding": "creditor", "performed_by": "agency"}  # noqa: RUF012

    def test_a_white_label_notice_says_who_sent_it(self) -> None:
        assert fixed("wik-notice", "imprint", **self.WHITE_LABEL) == (
            "Deze brief is namens Bakkerij De Korenbloem B.V. gestuurd door Voorbeeld Incasso B.V., KvK 12345678, "
            "registratiekenmerk 0123456789, Kade 1, 2011 AB Haarlem."
        )
        assert letter("wik-notice", **self.WHITE_LABEL).fields.describe_claim is True

    def test_a_bailiff_without_a_number_says_so_too(self) -> None:
        agency = AGENCY | {"registration": {"kind": "bailiff"}}
        assert fixed("wik-notice", "imprint", dossier={"agency": agency}, **self.WHITE_LABEL) == (
            "Deze brief is namens Bakkerij De Korenbloem B.V. gestuurd door Voorbeeld Incasso B.V., KvK 12345678, "
            "Kade 1, 2011 AB Haarlem."
        )

    def test_towards_a_company_it_does_not_have_to(self) -> None:
        made = letter("wik-notice", business=True, **self.WHITE_LABEL)
        assert (made.fields.fixed.imprint, made.fields.describe_claim) == (None, False)

    @pytest.mark.parametrize("kind", ["sommatie", "cost-specification", "payment-plan-confirmation", "wik-notice",
                                      "payment-reminder"])  # fmt: skip
    def test_towards_a_natural_person_everything_is_there(self, kind: str) -> None:
        for debtor in (None, SOLE_TRADER):
            changes = {"dossier": {"debtor": debtor}} if debtor else {}
            made = letter(kind, branding="agency", **changes)
            found = made.fields.fixed
            assert said(found.registration).startswith("Voorbeeld Incasso B.V. staat in het register")
            assert "registratiekenmerk 0123456789" in said(found.registration)
            assert "Voorbeeld Incasso B.V." in said(found.identity)
            assert "example.org/klachten" in said(found.complaints)
            assert "Geschillencommissie Incasso" in said(found.complaints)
            assert "example.org/privacy" in said(found.privacy)
            assert made.fields.describe_claim is True
            assert made.fields.help is not None

    def test_a_creditors_own_letter_has_none_of_it(self) -> None:
        made = letter("sommatie", branding="creditor")
        found = made.fields.fixed
        assert (found.imprint, found.registration, found.identity, found.complaints, found.privacy) == (None,) * 5
        assert made.fields.agency is None

    @pytest.mark.parametrize(
        ("kind", "words"), [("bailiff", "gerechtsdeurwaarder"), ("advocate", "advocat"), ("wki", "registratiekenmerk")]
    )
    def test_each_kind_of_registration_has_its_own_name(self, kind: str, words: str) -> None:
        agency = AGENCY | {"registration": {"kind": kind, "number": "77"}}
        sentence = fixed("sommatie", "registration", dossier={"agency": agency})
        assert sentence is not None
        assert words in sentence.lower()
        assert "77" in sentence


class TestHelp:
    # kind, who performs, debtor, does the letter carry debt help
    CARRIED = (
        ("payment-reminder", "creditor", None, False),
        ("payment-reminder", "agency", None, True),
        ("wik-notice", "creditor", None, True),
        ("wik-notice", "creditor", SOLE_TRADER, True),
        ("wik-notice", "creditor", COMPANY, False),
        ("sommatie", "agency", None, True),
        ("sommatie", "agency", COMPANY, False),
        ("sommatie", "creditor", None, True),
        ("cost-specification", "agency", None, True),
        ("payment-plan-confirmation", "creditor", None, True),
    )

    @pytest.mark.parametrize(("kind", "branding", "debtor", "expected"), CARRIED)
    def test_natural_persons_are_told_where_to_get_help(
        self, kind: str, branding: str, debtor: dict[str, Any] | None, expected: bool
    ) -> None:
        made = letter(kind, branding=branding, **({"dossier": {"debtor": debtor}} if debtor else {}))
        assert (made.fields.help is not None) is expected


class TestSubjects:
    TWO = [invoice(), invoice("500.00", number="F2")]  # noqa: RUF012

    def subject(self, kind: str, **changes: Any) -> str:
        return said(letter(kind, **changes).fields.letter.subject)

    @pytest.mark.parametrize(
        ("kind", "changes", "expected"),
        [
            ("payment-reminder", {}, "Herinnering: factuur F1 staat nog open"),
            ("payment-reminder", {"dossier": {"invoices": TWO}}, "Herinnering: 2 facturen staan nog open"),
            ("payment-reminder", {"branding": "agency"}, "Uw openstaande rekening bij Bakkerij De Korenbloem B.V. (dossier D2026-1)"),
            ("wik-notice", {}, "Laatste herinnering: betaal factuur F1 nu nog zonder extra kosten"),
            ("wik-notice", {"business": True}, "Laatste aanmaning: betaal factuur F1 nu nog zonder incassokosten"),
            ("wik-notice", {"dossier": {"invoices": TWO}}, "Laatste herinnering: betaal 2 facturen nu nog zonder extra kosten"),
            ("payment-plan-confirmation", {}, "Uw betalingsregeling voor dossier D2026-1"),
        ],
    )  # fmt: skip
    def test_the_subject_is_a_whole_sentence(self, kind: str, changes: dict[str, Any], expected: str) -> None:
        assert self.subject(kind, **changes) == expected

    @pytest.mark.parametrize(
        "settled",
        [
            {"payments": [payment("2026-10-20", "500.00", "F2")]},
            {"invoices": [*TWO, credit_note("500.00", "2026-10-20", "F2")]},
        ],
    )
    def test_a_paid_or_credited_invoice_is_not_counted_as_open(self, settled: dict[str, Any]) -> None:
        given = {"invoices": self.TWO} | settled
        assert self.subject("payment-reminder", dossier=given) == "Herinnering: factuur F1 staat nog open"
        assert "factuur F1" in self.subject("wik-notice", dossier=given)


class TestTheRest:
    def test_processed_until_only_when_the_dossier_says_so(self) -> None:
        assert fixed("sommatie", "processed_until") == "Wij hebben betalingen verwerkt tot en met 18 november 2026."
        assert fixed("sommatie", "processed_until", dossier={"payments_processed_until": None}) is None

    # creditor, what the sentence holds
    CONTACTS = (
        (
            CREDITOR | {"opening_hours": "ma-vr 9-17 uur"},
            ["030 123 45 67 (ma-vr 9-17 uur)", "administratie@example.nl"],
        ),
        (CREDITOR, ["030 123 45 67", "administratie@example.nl"]),
        (without(CREDITOR, "email"), ["030 123 45 67"]),
        (without(CREDITOR, "phone"), ["administratie@example.nl"]),
        (without(CREDITOR, "phone", "email"), ["adres"]),
    )

    @pytest.mark.parametrize(("creditor", "parts"), CONTACTS)
    def test_how_to_reach_the_sender_with_the_file_number(self, creditor: dict[str, Any], parts: list[str]) -> None:
        sentence = fixed("wik-notice", "contact", dossier={"creditor": creditor})
        assert sentence is not None
        assert [part for part in (*parts, "D2026-1") if part not in sentence] == []

    def test_the_scale_in_words(self) -> None:
        sentence = fixed("cost-specification", "scale")
        assert sentence is not None
        for part in ("15% over de eerste € 2.500,00", "10% over de volgende € 2.500,00", "5% over de volgende € 5.000,00",
                     "1% over de volgende € 190.000,00", "0,5% over de rest", "€ 40,00", "€ 6.775,00"):  # fmt: skip
            assert part in sentence

    @pytest.mark.parametrize(
        "costs", [{"type": "contractual", "percentage": "15"}, {"type": "none"}], ids=["contractual", "none"]
    )
    def test_the_scale_stays_away_from_costs_that_do_not_follow_it(self, costs: dict[str, str]) -> None:
        given = {"collection_costs": costs, "handed_over_on": "2026-10-01"}
        assert fixed("cost-specification", "scale", business=True, dossier=given) is None

    def test_the_plan_asks_its_first_instalment(self) -> None:
        """1158.77 in four: 289.69 three times and 289.70."""
        assert (
            fixed("payment-plan-confirmation", "term")
            == "Betaal de eerste termijn van € 289,69 uiterlijk op 1 december 2026."
        )

    def test_a_concept_plan_without_debt_asks_nothing(self) -> None:
        nothing = {"payments": [payment("2026-10-05", "1000.00")], "payment_plan": PLAN}
        sentence = fixed("payment-plan-confirmation", "term", dossier=nothing, on_finding="warn")
        assert sentence == "Op 19 november 2026 staat in totaal € 0,00 open."

    def test_dates_in_letters_do_not_break_between_day_and_month(self) -> None:
        made: Letter = letter("sommatie")
        assert "27\N{NO-BREAK SPACE}november" in Words("nl", strict=True).say(made.fields.fixed.term)


@pytest.mark.parametrize("kind", BEFORE)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_letter_says_what_no_letter_may_say(kind: str, language: str) -> None:
    """Whatever the letterhead and the debtor: no threat, no vague costs, no term that starts too early."""
    never = {
        "nl": [
            "maximaal",
            "kan oplopen",
            "na dagtekening",
            "na heden",
            "dagvaarding",
            "beslag",
            "wanbetaler",
            "deurwaarder",
        ],
        "en": ["may rise", "at most 15", "date of this letter", "a writ ", "seizure", "defaulter", "bailiff"],
    }[language]
    for business in (False, True) if kind != "help-referral" else (False,):
        for branding in ("creditor", "agency"):
            found = letter(kind, business=business, branding=branding, language=language).fields.fixed
            sentences = [said(each, language) for each in vars(found).values() if each is not None]
            text = " ".join(sentences).lower()
            assert not [word for word in never if word in text]
