"""The text of finished letters: no shipped letter says anything wrong, and every mutant is caught by its own rule."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.dossier.reading import letter_request
from docgen.dossier.strict_json import read_json
from docgen.errors import Finding, UnlawfulLetter
from docgen.letters.compose import compose
from docgen.letters.kinds import KINDS
from docgen.letters.letter import Letter
from docgen.letters.phrases import phrase
from docgen.letters.text_checks import RULES, check_text
from docgen.render import render
from docgen.render.html import letter_html
from docgen.render.text import letter_text
from docgen.render.word_text import word_text
from docgen.render.words import Words
from docgen.service.desk import Desk
from docgen.settings import Settings
from tests.dossier.building import ANSWERS, HANDED_OVER
from tests.dossier.random_dossiers import as_json, day_between, dossier_data
from tests.letters.asking import NEEDS
from tests.letters.mutants import MUTANTS, W14, Mutant
from tests.letters.processes import agreed
from tests.matrix.cases import BRANDS, ON, ROOT, TEMPLATES, Case, letter_for, matrix, request_for

SAMPLES = sorted(file.stem for file in (ROOT / "samples").glob("*.json"))
EVERY = [*map(str, matrix()), *SAMPLES]
CASES = {str(case): case for case in matrix()}
FORMS = ("html", "pdf", "docx")


def cell(kind: str, branding: str, performed_by: str, debtor: str = "consumer", language: str = "nl") -> str:
    return str(Case(kind, branding, performed_by, debtor, language))


# The letters that are mutated, by a short name: cells of the matrix and samples.
LETTERS = {
    "notice": cell("wik-notice", "creditor", "creditor"),
    "notice-en": cell("wik-notice", "creditor", "creditor", language="en"),
    "notice-vat": "wik-vat-exempt-consumer",
    "notice-vat-en": "wik-english-consumer",
    "notice-business": cell("wik-notice", "creditor", "creditor", "company"),
    "notice-agency": cell("wik-notice", "agency", "agency"),
    "notice-white": cell("wik-notice", "creditor", "agency"),
    "reminder": cell("payment-reminder", "creditor", "creditor"),
    "reminder-en": cell("payment-reminder", "creditor", "creditor", language="en"),
    "reminder-agency": cell("payment-reminder", "agency", "agency"),
    "sommatie": cell("sommatie", "agency", "agency"),
    "sommatie-en": cell("sommatie", "agency", "agency", language="en"),
    "sommatie-business": cell("sommatie", "agency", "agency", "company"),
    "sommatie-white-company": cell("sommatie", "creditor", "agency", "company"),
    "sommatie-court": "sommatie-business-final",
    "sommatie-no-costs": "sommatie-consumer-no-costs",
    "sommatie-vat": "sommatie-several-invoices",
    "specification": cell("cost-specification", "agency", "agency"),
    "specification-en": cell("cost-specification", "agency", "agency", language="en"),
    "plan": cell("payment-plan-confirmation", "agency", "agency"),
    "plan-en": cell("payment-plan-confirmation", "agency", "agency", language="en"),
    "instalment": cell("instalment-reminder", "agency", "agency"),
    "lapse": cell("plan-lapse", "agency", "agency"),
    "thanks-en": "acknowledgement-english-within-term",
    "closing": "closing-consumer",
    "dispute": cell("dispute-acknowledgement", "agency", "agency"),
    "dispute-en": cell("dispute-acknowledgement", "creditor", "agency", language="en"),
    "complaint": cell("complaint-acknowledgement", "agency", "agency"),
    "reply": cell("reply", "agency", "agency"),
    "help": cell("help-referral", "agency", "agency"),
    "to-creditor": cell("dispute-notice-creditor", "agency", "agency"),
}


@cache
def letter_named(name: str) -> Letter:
    if name in CASES:
        return letter_for(CASES[name])
    desk = Desk(Settings(), today=lambda: ON)
    return desk.compose(read_json((ROOT / "samples" / f"{name}.json").read_bytes()))


@cache
def text_of(name: str, form: str) -> str:
    letter = letter_named(name)
    if form == "docx":
        return word_text(render(letter, "docx", templates=TEMPLATES).content)
    return letter_text(letter_html(letter, TEMPLATES, pictures="asset" if form == "pdf" else "inline"))


def found_in(name: str, text: str) -> tuple[Finding, ...]:
    letter = letter_named(name)
    return check_text(text, letter, Words(letter.language, strict=True).say)


# ---- Shipped letters ----


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EVERY)
def test_no_shipped_letter_gives_a_finding(name: str, form: str) -> None:
    assert found_in(name, text_of(name, form)) == ()


def worn(text: str) -> str:
    """What happens to text on its way: no-break spaces, lines broken in a paragraph, soft hyphens, curly quotes."""
    text = text.replace(" dagen ", "\u00a0dagen ").replace("betaling", "beta\u00adling").replace("'", "\u2019")
    text = text.replace("incassokosten", "incasso-\nkosten").replace(" bezorgd", "\nbezorgd")
    return text.replace("NL91 ABNA 0417 1643 00", "NL91\u200bABNA\u202f0417.1643.00").replace("\n", "\r\n")


@pytest.mark.parametrize("name", LETTERS)
def test_worn_text_says_the_same(name: str) -> None:
    assert found_in(LETTERS[name], worn(text_of(LETTERS[name], "html"))) == ()


HARMLESS = (
    ("notice", "Wij gaan zorgvuldig met uw gegevens om."),
    ("notice", "Wij kunnen geen btw in rekening brengen."),
    ("notice", "U kunt ons elke dag bereiken."),
    ("notice", "Op 8 september 2026 stuurden wij u een herinnering."),
    ("sommatie", "U kunt de zaak ook zelf aan de rechter voorleggen."),
    ("sommatie", "Wij reageren binnen vijf werkdagen op uw bericht."),
    ("sommatie", "Van het bedrag is € 207,11 voor incassokosten."),
    ("sommatie", "BTW of KvK-nummer nodig? Bel ons."),
    ("sommatie-en", "You may also go to court yourself."),
    ("reminder", "Er komen nu geen extra kosten bij."),
    ("reminder", "U betaalt zonder kosten."),
    ("reminder-en", "There are no extra costs now."),
    ("specification", "De rente tot en met 19 november 2026 staat hierboven."),
    ("plan", "Eerder betalen mag altijd, zonder kosten."),
    ("dispute", "Uw bezwaar gaat over het bedrag van € 800,00."),
    ("to-creditor", "De rechter kan een vordering afwijzen die ongegrond is."),
)


@pytest.mark.parametrize(("name", "sentence"), HARMLESS)
def test_an_authors_harmless_sentence_is_left_alone(name: str, sentence: str) -> None:
    assert found_in(LETTERS[name], f"{text_of(LETTERS[name], 'html')}\n\n{sentence}\n") == ()


def test_the_wording_of_fifteen_days_is_as_good() -> None:
    text = text_of(LETTERS["notice"], "html")
    assert W14 in text
    for words in (
        "binnen vijftien dagen nadat deze brief bij u is bezorgd",
        "binnen veertien dagen vanaf de dag nadat deze brief door u is ontvangen",
    ):
        assert found_in(LETTERS["notice"], text.replace(W14, words)) == ()


# ---- Mutants ----


def mutated(text: str, mutant: Mutant) -> str:
    text = re.sub(r"[\u00a0 ]+", " ", text)
    if mutant.old is None:
        return f"{text}\n\n{mutant.new}\n"
    for old in (mutant.old,) if isinstance(mutant.old, str) else mutant.old:
        assert old in text
        text = text.replace(old, mutant.new)
    return text


@pytest.mark.parametrize("form", ["html", "docx"])
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda each: f"{each.rule}-{each.letter}-{each.new[:30]}")
def test_a_mutant_is_caught_by_its_own_rule(mutant: Mutant, form: str) -> None:
    name = LETTERS[mutant.letter]
    text = mutated(text_of(name, form), mutant)
    found = [each for each in found_in(name, text) if each.rule == mutant.rule]
    assert found
    for each in found:
        assert each.sentence == "" or each.sentence in " ".join(without_marks(text).split())
    if mutant.old is None:
        assert any(each.sentence and each.sentence in without_marks(mutant.new) for each in found)


def without_marks(text: str) -> str:
    return text.replace("\u00ad", "").replace("\u200b", "")


def test_there_are_many_mutants_and_each_rule_has_its_own() -> None:
    assert len(set(MUTANTS)) == len(MUTANTS) >= 80
    assert {each.rule for each in MUTANTS} == {each.id for each in RULES}


# ---- The rules themselves ----


def test_every_rule_explains_itself_in_both_languages() -> None:
    assert len({each.id for each in RULES}) == len(RULES) >= 25
    for each in RULES:
        assert each.id.startswith("text-")
        assert each.find.__doc__
        assert len(each.find.__doc__) > 20
        assert Words("nl").say(each.remedy) != Words("en").say(each.remedy)
        assert each.severity == "error" or each.article in ("", "art. 4.1 Bki")


def test_findings_come_with_errors_first_and_once_a_sentence() -> None:
    name = LETTERS["sommatie"]
    text = text_of(name, "html") + "\n\nDit is UW laatste kans. Dan volgt beslag, en nog eens beslag.\n"
    found = found_in(name, text)
    assert [each.severity for each in found] == sorted(each.severity for each in found)
    assert [each.rule for each in found].count("text-threat") == 1


@pytest.mark.parametrize(
    ("group", "said", "silent"),
    [
        ("threats", "wij leggen BESLAG", "beslagen ten ijs"),
        ("steps", "een kandidaat-gerechtsdeurwaarder", "richter"),
        ("interest_words", "de handelsrente", "rentenier"),
        ("fees", "dossierkosten", "dossier kost"),
        ("rejected_terms", "binnen twaalf uur", "binnen uur en tijd"),
        ("vague_costs", "up to €1,000", "up to and including"),
    ],
)
def test_phrases_are_found_whole(group: str, said: str, silent: str) -> None:
    assert phrase(group).search(said)
    assert not phrase(group).search(silent)


# ---- What the dossier says is not the template's ----


def composed(request: dict[str, Any], on: date) -> Letter:
    """The letter of a request, with the fees that were agreed."""
    asked = letter_request(request, BRANDS, "voorbeeld-incasso")
    return compose(asked, on=on, brands=BRANDS, profile=agreed(asked))


def odd(case: Case) -> Letter:
    """A letter whose names and descriptions all look like mistakes."""
    request: Any = request_for(case)
    dossier = request["dossier"]
    dossier["reference"] = "BKR 3 weken"
    dossier["creditor"] = {
        "name": "Boete Incasso Court",
        "address": {"street": "Kosten", "house_number": "2", "postal_code": "1234 AB", "city": "Dagvaarding"},
        "iban": "NL91ABNA0417164300",
        "kvk_number": "69599084",
        "email": "je@rente.example",
        "phone": "06-12-34-56-78",
        "opening_hours": "ma 8.30-17.00 uur",
        "signatory": "JE BAAS",
    }
    dossier["debtor"] |= {"name": "Politie Deurwaarder Rente & Zn B.V.", "salutation": "mevrouw Van der Rechter"}
    dossier["debtor"]["address"]["street"] = "Beslagstraat 14 dagen"
    first, second = dossier["invoices"]
    first |= {
        "number": "2026-05-12",
        "description": "binnen 14 dagen na dagtekening € 99 op 5 december 2027 met 15% boete {{ x }}",
        "agreement": {"kind": "dagvaarding", "date": "2026-07-15", "reference": "maximaal 40%"},
    }
    second["description"] = "huisbezoek, dossierkosten 12,50 euro t/m 1-1-2028, CONCEPT van het BKR"
    dossier["payments"][0]["invoice_number"] = "2026-05-12"
    if dossier["payment_plan"] is not None:
        dossier["payment_plan"] |= {"agreed_with": "de politie", "channel": "aan de deur"}
    return composed(request, ON)


@pytest.mark.parametrize("case", tuple(CASES.values()), ids=str)
def test_what_the_dossier_says_is_not_held_against_the_template(case: Case) -> None:
    letter = odd(case)
    words = Words(letter.language, strict=True)
    for text in (
        letter_text(letter_html(letter, TEMPLATES)),
        word_text(render(letter, "docx", templates=TEMPLATES).content),
    ):
        assert check_text(text, letter, words.say) == ()


def test_another_account_is_seen_even_in_the_dossier() -> None:
    """A description that names an account redirects the payment as well as a template does."""
    request: Any = request_for(CASES[LETTERS["reminder"]])
    request["dossier"]["invoices"][0]["description"] = "Betaal op NL39 BANK 0271 8281 82"
    letter = composed(request, ON)
    found = check_text(letter_text(letter_html(letter, TEMPLATES)), letter, Words("nl", strict=True).say)
    assert [each.rule for each in found] == ["text-other-account"]


@settings(max_examples=settings().max_examples // 4)
@given(any_=st.randoms(use_true_random=True))
def test_no_lawful_letter_of_any_dossier_gives_a_finding(any_: Random) -> None:
    data = as_json(dossier_data(any_)) | {"agency": any_.choice([None, {"brand": "voorbeeld-incasso"}])}
    data["payment_plan"] = {"agreed_on": "2026-01-19", "instalment_count": 3, "first_due_on": "2026-12-28"}
    on = day_between(any_, date(2026, 2, 1), date(2026, 12, 20))
    kind = any_.choice([each for each in KINDS if each != "help-referral" or data["debtor"]["type"] == "consumer"])
    data |= NEEDS.get(kind, {}) | ANSWERS.get(kind, {}) | HANDED_OVER.get(kind, {})
    request = {"kind": kind, "language": any_.choice(["nl", "en"]), "dossier": data}
    for name, values in (("branding", ["creditor", "agency"]), ("performed_by", ["creditor", "agency"])):
        request[name] = any_.choice([None, *values])
    try:
        letter = composed(request, on)
    except UnlawfulLetter:
        return
    found = check_text(letter_text(letter_html(letter, TEMPLATES)), letter, Words(letter.language, strict=True).say)
    assert found == ()
