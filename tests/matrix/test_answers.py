"""Letters that answer the debtor, in every form that their dossier can give them: what they say then, and that no rule about
the text has anything to say. The matrix has each of them once; here are their other turns.
"""

from __future__ import annotations

from typing import Any

import pytest

from docgen.dossier.reading import letter_request
from docgen.letters.compose import compose
from docgen.letters.letter import Letter
from docgen.letters.text_checks import check_text
from docgen.render import render
from docgen.render.html import letter_html
from docgen.render.text import letter_text
from docgen.render.word_text import word_text
from docgen.render.words import Words
from tests.dossier.building import COMPLAINT, DISPUTE, QUESTION, SUPPORT, Data
from tests.letters.asking import without
from tests.matrix.cases import BRANDS, ON, TEMPLATES, Case, request_for, squeezed

ACK, NOTICE, COMPLAINED, REFERRAL = (
    "dispute-acknowledgement", "dispute-notice-creditor", "complaint-acknowledgement", "help-referral"
)  # fmt: skip
NO_STEPS = "nemen wij geen nieuwe stappen"
HOSTILE = "<b>{{ pay.iban }}</b> {% if %} & \"stil\" <script>alert('x')</script>"


def about(message: Data, **changes: Any) -> Data:
    return {"messages": [message | changes]}


def made(kind: str, dossier: Data, debtor: str = "consumer", branding: str = "agency", language: str = "nl") -> Letter:
    request: Any = request_for(Case(kind, branding, "agency", debtor, language))
    request["dossier"] |= dossier
    return compose(letter_request(request, BRANDS, "voorbeeld-incasso"), on=ON, brands=BRANDS)


def texts(letter: Letter) -> tuple[str, str]:
    """What the page and the Word file say; neither may give a finding."""
    say = Words(letter.language, strict=True).say
    both = letter_text(letter_html(letter, TEMPLATES)), word_text(render(letter, "docx", templates=TEMPLATES).content)
    assert [check_text(each, letter, say) for each in both] == [(), ()]
    return both


# kind, what its dossier has, words that stand there, words that do not
TURNS: tuple[tuple[str, Data, tuple[str, ...], tuple[str, ...]], ...] = (
    (ACK, about(DISPUTE, undisputed_amount="0.00"), ("U betwist het hele bedrag.",), ("bent u het wel eens", "€ 0,00")),
    (ACK, {"messages": [without(DISPUTE, "undisputed_amount", "handler", "channel")]},
     ("uw bericht. U bent het niet eens",), ("bent u het wel eens", "betwist het hele", "behandelt")),
    (ACK, about(DISPUTE, pause="disputed-part", invoice_numbers=["F-301"]),
     ("voor het deel waarmee u het niet eens bent", "Het gaat om factuur F-301."), ("Tot u ons antwoord hebt, " + NO_STEPS + ".",)),
    (ACK, about(DISPUTE, proof_asked=[], invoice_numbers=["F-301", "F-302"]),
     ("Hebt u stukken die laten zien wat er is gebeurd?", "de facturen F-301 en F-302"), ("Wilt u ons dit sturen?",)),
    (COMPLAINED, about(COMPLAINT, pause="none"), ("ons besluit",), (NO_STEPS,)),
    (COMPLAINED, about(COMPLAINT, proof_asked=["de datum van het gesprek"]), ("Wilt u ons dit sturen?", "de datum van het"), ()),
    ("reply", about(DISPUTE, answer=["Uw bezwaar klopt: er kwamen acht dozen te weinig."]),
     ("uw bezwaar per e-mail", "Wat hebt u ons laten weten?", "Uw bezwaar klopt"), ("Wat vroeg u ons?",)),
    ("reply", about(COMPLAINT, answer=["Uw klacht is terecht. Het spijt ons."]), ("uw klacht per telefoon",), ("bezwaar",)),
    ("reply", about(QUESTION, answer=[HOSTILE]), (HOSTILE,), ("NL91",)),
    (REFERRAL, {"support": without(SUPPORT, "pause_until"), "payment_plan": None},
     ("een oplossing die u kunt volhouden",), ("een pauze tot en met", "termijnen betaalt")),
    (REFERRAL, {"support": None, "agency": {"brand": "voorbeeld-incasso"}},
     ("Stichting Samen Rond", "samenrond.example", "in 4 termijnen betaalt"), ("helpt u hierbij",)),
    (REFERRAL, {"support": {"partners": [{"name": "Buurthulp", "phone": "030 700 11 22"}]}},
     ("Buurthulp. Bel 030 700 11 22.",), ("Samen Rond",)),
    (NOTICE, about(DISPUTE, undisputed_amount="0.00"), ("uw klant betwist het hele bedrag",), ()),
    (NOTICE, about(DISPUTE, pause="disputed-part", invoice_numbers=["F-302"], questions=[]),
     ("Voor het betwiste deel", "F-302"), ("Wilt u ook deze vragen", "Alle facturen in dit dossier")),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "dossier", "there", "absent"), TURNS)
def test_a_letter_says_what_its_dossier_gives_it(
    kind: str, dossier: Data, there: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    for text in map(squeezed, texts(made(kind, dossier))):
        assert [words for words in there if squeezed(words) not in text] == []
        assert [words for words in absent if squeezed(words) in text] == []


@pytest.mark.parametrize("kind", [ACK, COMPLAINED, "reply", REFERRAL])
@pytest.mark.parametrize("debtor", ["consumer", "company"])
def test_many_invoices_stand_in_a_list_without_their_amounts(kind: str, debtor: str) -> None:
    if kind == REFERRAL and debtor == "company":
        return  # no such letter
    several = [
        {"number": f"F-30{place}", "issued_on": "2026-08-01", "due_on": "2026-08-31", "amount": f"{place}1.50", "description": f"Taart {place}"}
        for place in range(1, 6)
    ]  # fmt: skip
    messages = [DISPUTE | {"undisputed_amount": "10.00"}, COMPLAINT, QUESTION]
    for text in texts(made(kind, {"invoices": several, "payments": [], "messages": messages}, debtor)):
        assert all(each["number"] in text and each["description"] in text for each in several)
        assert not any(f"{place}1,50" in text for place in range(1, 6))


def test_a_hostile_answer_stays_words() -> None:
    page = letter_html(made("reply", about(QUESTION, answer=[HOSTILE])), TEMPLATES)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
