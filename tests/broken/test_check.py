"""Broken templates, each with the finding that its author gets: the code, the place, and what to write instead."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from docgen.authoring import check
from docgen.authoring.findings import CODES, Spot
from docgen.authoring.lint import findings_of
from docgen.errors import BadTemplate
from docgen.law.rates import tables, using
from docgen.letters.kinds import KINDS
from docgen.render.words import Words
from docgen.settings import ROOT
from tests.broken.building import (
    HEADER,
    MAIN,
    PLACES,
    Edit,
    edited,
    found_in,
    in_words,
    into,
    letters,
    paragraph,
    put,
    replacing,
    run,
    shipped,
    table,
)

# What an author wrote, the code of the finding, what it is about, and what the author should write or do.
MISTAKES = [
    ("Aan {{ debtor.nmae }}", "unknown-field", "»{{ debtor.nmae }}«", "Bedoelde u {{ debtor.name }}?"),
    ("Aan {{ debtor.naam }}!", "unknown-field", "»{{ debtor.naam }}«!", "Bedoelde u {{ debtor.name }}?"),
    ("{{ debiteur.name }}", "unknown-field", "»{{ debiteur.name }}«", "Bedoelde u {{ debtor.name }}?"),
    ("{{ iban }}", "unknown-field", "»{{ iban }}«", "Bedoelde u pay.iban, filing.iban?"),
    ("{% for i in invoices %}{{ i.nmber }} {% endfor %}", "unknown-field", "»{{ i.nmber }}«", "{{ i.number }}"),
    ("{{ invoices.number }}", "unknown-field", "»{{ invoices.number }}«", "{% for invoice in invoices %}"),
    ("{{ invoice.number }}", "unknown-field", "»{{ invoice.number }}«", "Zet het tussen {% for invoice in invoices %}"),
    ("{% if costs %}{{ costs.totaal | euro }}{% endif %}", "unknown-field", "»{{ costs.totaal | euro }}«", "costs.total"),
    ("{% if fixed.trem %}x{% endif %}", "unknown-field", "»{% if fixed.trem %}«", "{% if fixed.term %}"),
    ("{{ debtor.name.first }}", "unknown-field", "»{{ debtor.name.first }}«", "veldengids"),
    ("{% if letter.branding == 'agancy' %}x{% endif %}", "unknown-value", "»{% if letter.branding", "== 'agency' %}"),
    ("{% if letter.language in ('nl', 'de') %}x{% endif %}", "unknown-value", "»{% if letter.lang", "nl, en"),
    ("{{ totals.total | euros }}", "unknown-filter", "»{{ totals.total | euros }}«", "{{ totals.total | euro }}?"),
    ("{{ debtor.name | hoofdletters }}", "unknown-filter", "»{{ debtor.name | hoof", "De opmaken zijn: euro, date"),
    ("{% if agency is defined %}x{% endif %}", "unknown-test", "»{% if agency is defined %}«", "alleen de naam"),
    ("{{ plan.count }}", "field-not-in-kind", "»{{ plan.count }}«", "zet er een if omheen"),
    ("{% if plan.count > 1 %}x{% endif %}", "field-not-in-kind", "»{% if plan.count > 1 %}«", "if omheen"),
    ("Bel {{ help.phone }}.", "field-may-be-empty", "»{{ help.phone }}«", "{% if help %}{{ help.phone }}{% endif %}"),
    ("{{ term.date | date }}", "field-may-be-empty", "»{{ term.date | date }}«", "{% if term and term.date %}{{ term.date | date }}"),
    ("{{ totals.total }}", "amount-without-format", "»{{ totals.total }}«", "Schrijf {{ totals.total | euro }}"),
    ("{{ letter.date }}", "date-without-format", "»{{ letter.date }}«", "Schrijf {{ letter.date | date }}"),
    ("{{ letter.date | euro }}", "wrong-format", "»{{ letter.date | euro }}«", "Bedoelde u {{ letter.date | date }}?"),
    ("{{ debtor.name | date }}", "wrong-format", "»{{ debtor.name | date }}«", "Schrijf {{ debtor.name }}"),
    ("{{ invoices }}", "not-printable", "»{{ invoices }}«", "Herhaal de lijst: {% for invoice in invoices %}"),
    ("{{ ground }}", "not-printable", "»{{ ground }}«", "Schrijf {{ ground | join_list }}"),
    ("{{ debtor }}", "not-printable", "»{{ debtor }}«", "zoals debtor.name"),
    ("{{ debtor.consumer }}", "not-printable", "»{{ debtor.consumer }}«", "{% if debtor.consumer %}"),
    ("{% for x in debtor.name %}x{% endfor %}", "not-a-list", "»{% for x in debtor.name %}«", "lijsten zijn: invoices"),
    ("{{ totals.total * 2 }}", "calculation", "»{{ totals.total * 2 }}«", "veldengids"),
    ("{{ debtor.name ~ '!' }}", "calculation", "»{{ debtor.name ~ '!' }}«", "veldengids"),
    ("{{ debtor.name.upper() }}", "forbidden", "»{{ debtor.name.upper() }}«", "Haal de haakjes weg"),
    ("{{ 'a' if agency else 'b' }}", "forbidden", "»{{ 'a' if agency else 'b' }}«", "staat een veld"),
    ("{{ debtor name }}", "syntax", "»{{ debtor name }}«", "Bedoelde u {{ debtor.name }}?"),
    ("{{ totals.total euro }}", "syntax", "»{{ totals.total euro }}«", "Bedoelde u {{ totals.total | euro }}?"),
    ("{{ }}", "syntax", "»{{ }}«", "Zet er een veld in"),
    ("{{{ debtor.name }}}", "syntax", "»{{{ debtor.name }}«}", "twee accolades"),
    ("{% if letter.branding = 'agency' %}x{% endif %}", "syntax", "»{% if letter.branding = 'agency' %}«", "== 'agency'"),
    ("{% if agency %}a{% else if help %}b{% endif %}", "syntax", "»{% else if help %}«", "Schrijf {% elif help %}"),
    ("{% for invoices %}x{% endfor %}", "syntax", "»{% for invoices %}«", "{% for invoice in invoices %}"),
    ("{ debtor.name }", "single-brace", "»{ debtor.name }«", "Bedoelde u {{ debtor.name }}?"),
    ("[debtor.name]", "single-brace", "»[debtor.name]«", "Bedoelde u {{ debtor.name }}?"),
    ("Aan {{ debtor.name en verder", "sign-without-counterpart", "Aan »{{« debtor", "ook met }}"),
    ("debtor.name }} gegroet", "sign-without-counterpart", "debtor.name »}}«", "ook met {{"),
    ("{{ debtor.name } en {{ letter.reference }}", "sign-without-counterpart", "»{{« debtor.name }", "ook met }}"),
    ("{{ debtor.name %}", "sign-without-counterpart", "»{{ debtor.name %}«", "begint, eindigt met }}"),
    ("{{ " + "x" * 300 + " }}", "tag-too-long", "»{{ xxx", "Maak hem korter"),
    ("{% set x = 1 %}", "unknown-statement", "»{% set x = 1 %}«", "Haal het weg"),
    ("{% als agency %}x{% endif %}", "unknown-statement", "»{% als agency %}«", "Schrijf {% if agency %}"),
    ("{% if agency %}x{% endfi %}", "unknown-statement", "»{% endfi %}«", "Schrijf {% endif %}"),
    ("{% debtor.name %}", "unknown-statement", "»{% debtor.name %}«", "schrijft u {{ debtor.name }}"),
    ("{% if agency %}bureau", "block-not-closed", "»{% if agency %}«bureau", "Zet {% endif %}"),
    ("{% for i in invoices %}{{ i.number }}", "block-not-closed", "»{% for i in invoices %}«", "Zet {% endfor %}"),
    ("bureau{% endif %}", "block-not-opened", "bureau»{% endif %}«", "Haal hem weg"),
    ("a{% else %}b", "block-not-opened", "a»{% else %}«b", "Haal hem weg"),
    ("{% if agency %}{% for i in invoices %}{% endif %}{% endfor %}", "block-crossed", "»{% endif %}«", "eerst {% endfor %}"),
    ("{% for a in invoices %}" * 3 + "x" + "{% endfor %}" * 3, "too-deep", "»{% for a in invoices %}«x", "na elkaar"),
    ("{% if agency %}x{% endfor %}", "block-crossed", "»{% endfor %}«", "Schrijf {% endif %}"),
]  # fmt: skip


# By itself in the text, and in every other place at once: each place is told by itself, in the order of the file.
TOGETHER = (("body",), ("table", "header", "footnote"))


@pytest.mark.parametrize("places", TOGETHER, ids="+".join)
@pytest.mark.parametrize(
    ("words", "code", "excerpt", "remedy"), MISTAKES, ids=[f"{code}-{words[:40]}" for words, code, *_ in MISTAKES]
)
def test_a_mistake_is_told_once_with_its_place_and_what_was_meant(
    places: tuple[str, ...], words: str, code: str, excerpt: str, remedy: str
) -> None:
    found = found_in(edited(*(put(place, words) for place in places)))
    assert [each.code for each in found] == [code] * len(places), [in_words(each) for each in found]
    for place, each in zip(places, found, strict=True):
        said = in_words(each)
        assert each.severity == "error"
        assert said.startswith(PLACES[place])
        assert excerpt in each.excerpt
        assert remedy in said
        assert ("tabel " in said.split("|")[1]) is (place == "table")
        assert each.spot.paragraph


def test_there_are_many_broken_templates() -> None:
    assert {place for places in TOGETHER for place in places} == set(PLACES)
    assert len(MISTAKES) * len(PLACES) >= 60


WITH_TABLES: list[tuple[str, Edit, str, str, str]] = [
    ("across-paragraphs", lambda f: into(f, paragraph("{% if agency %}a") + paragraph("b{% endif %}")), "block-across-places", "»{% if agency %}«a", "alinea 6"),
    ("across-cells", lambda f: into(f, table(("{% if agency %}a", "b{% endif %}"))), "block-across-places", "»{% if agency %}«a", "tabel 3, rij 1, cel 1"),
    ("into-a-table", lambda f: into(f, paragraph("{% if agency %}") + table(("a", "b{% endif %}"))), "block-across-places", "»{% if agency %}«", "alinea 6"),
    ("else-elsewhere", lambda f: into(f, paragraph("{% if agency %}a") + paragraph("{% else %}") + paragraph("{% endif %}")), "block-across-places", "»{% if agency %}«a", "alinea 6"),
    ("rows-not-closed", lambda f: into(f, table(("{% for i in invoices %}",), ("{{ i.number }}",))), "block-not-closed", "»{% for i in invoices %}«", "tabel 3, rij 1, cel 1"),
    ("rows-closed-as-if", lambda f: into(f, table(("{% for i in invoices %}",), ("{{ i.number }}",), ("{% endif %}",))), "block-crossed", "»{% endif %}«", "tabel 3, rij 3, cel 1"),
    ("cell-not-closed", lambda f: into(f, paragraph("{% if agency %}") + table(("{% if help %}x",)) + paragraph("{% endif %}")), "block-not-closed", "»{% if help %}«x", "tabel 3, rij 1, cel 1"),
    ("second-cell", lambda f: into(f, table(("a", "{{ debtor.nmae }}"))), "unknown-field", "»{{ debtor.nmae }}«", "tabel 3, rij 1, cel 2"),
    ("in-a-row-of-a-loop", lambda f: into(f, table(("{% for i in invoices %}",), ("{{ i.nmae }}",), ("{% endfor %}",))), "unknown-field", "»{{ i.nmae }}«", "tabel 3, rij 2, cel 1"),
    ("broken-off", put("body", "Aan {{ debtor.", "name }}, gegroet"), "sign-without-counterpart", "Aan »{{« debtor.", "alinea 6"),
    ("own-heading", replacing("Vraag ons om", "Vraag {{ sender.nam }} om"), "unknown-field", "»{{ sender.nam }}«", "“Kunt u niet in één keer betalen?”, alinea 1"),
    ("shipped-loop", replacing("{{ invoice.amount | euro }}", "{{ invoice.amout | euro }}"), "unknown-field", "»{{ invoice.amout | euro }}«", "tabel 3, rij 3, cel 5"),
    ("shipped-end-lost", replacing("{% if describe_claim %}", ""), "block-not-opened", "»{% endif %}«", "alinea"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "code", "excerpt", "place"), [row[1:] for row in WITH_TABLES], ids=[row[0] for row in WITH_TABLES]
)
def test_blocks_and_places(edit: Edit, code: str, excerpt: str, place: str) -> None:
    found = found_in(edited(edit))
    assert [each.code for each in found] == [code], [in_words(each) for each in found]
    assert excerpt in found[0].excerpt
    assert place in in_words(found[0])


def without(field: str) -> Edit:
    """Nothing of a field any more, but the words around it."""

    def edit(files: dict[str, bytes]) -> None:
        replacing(f"{{{{ {field} }}}}", "")(files)
        replacing(f"{{% if {field} %}}", "{% if costs %}")(files)

    return edit


def comic(files: dict[str, bytes]) -> None:
    look = '<w:rPr><w:rFonts w:ascii="Comic Sans MS" w:hAnsi="Comic Sans MS"/></w:rPr>'
    into(files, f"<w:p>{run('Vrolijk', look)}</w:p>")


def picture(content: bytes) -> Edit:
    """Another picture than the placeholder of the payment code, which is no placeholder any more."""

    def edit(files: dict[str, bytes]) -> None:
        replacing('descr="docgen:qr"', 'descr="Foto"')(files)
        files["word/media/qr.png"] = content

    return edit


def noise(side: int) -> bytes:
    """A picture that cannot be made smaller, of so many pixels each way."""
    out = BytesIO()
    signs = Random(1).randbytes(3 * side * side)  # noqa: S311 - no secret, only no pattern
    Image.frombytes("RGB", (side, side), signs).save(out, "PNG")
    return out.getvalue()


# What does not come through the door at all: the check answers with the reason.
REFUSED: list[tuple[str, Edit, str]] = [
    ("picture-kind", picture(b"GIF89a" + bytes(100)), "word/media/qr.png: Het plaatje is geen PNG of JPEG"),
    ("word-field", lambda f: into(f, "<w:p><w:r><w:instrText>{{ debtor.name }}</w:instrText></w:r></w:p>"), "kan niet in een brief (word/document.xml)"),
    ("property", replacing("</dc:title>", "{{ debtor.name }}</dc:title>", "docProps/core.xml"), "Het teken {{ is over in docProps/core.xml"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_does_not_come_through_the_door_is_refused_with_the_reason(edit: Edit, said: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        found_in(edited(edit))
    assert said in Words("nl").say(refused.value.detail)


OTHERS: list[tuple[str, Edit, str, str, str]] = [
    ("typeface", comic, "font-replaced", "warning", "Comic Sans MS"),
    ("picture-large", picture(noise(500)), "picture-too-large", "warning", "kleiner plaatje"),
    ("changes", lambda f: into(f, f'<w:p><w:ins w:id="3" w:author="x">{run("nieuw")}</w:ins></w:p>'), "tracked-changes", "error", "Accepteer of weiger"),
    ("alternative-text", replacing('descr="docgen:qr"', 'descr="docgen:qr {{ x }}"'), "tag-outside-text", "error", "alternatieve tekst"),
    ("term", replacing("{{ fixed.term }}", ""), "missing-sentence", "error", "Schrijf {{ fixed.term }}"),
    ("costs", without("fixed.costs"), "missing-sentence", "error", "Schrijf {{ fixed.costs }}"),
    ("privacy", without("fixed.privacy"), "missing-sentence", "error", "art. 14 AVG"),
    ("threat", put("body", "Anders leggen wij beslag op uw loon."), "unlawful-letter", "error", "regel text-threat"),
    ("own-date", put("footnote", "Betaal uiterlijk op 3 maart 2027."), "unlawful-letter", "error", "3 maart 2027"),
    ("fee", put("table", "U betaalt ook administratiekosten."), "unlawful-letter", "error", "art. 6:96 lid 5 BW"),
    ("may-be-empty", put("body", "Bel {{ sender.phone }}."), "field-may-be-empty", "warning", "{% if sender.phone %}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "code", "severity", "said"), [row[1:] for row in OTHERS], ids=[row[0] for row in OTHERS]
)
def test_look_law_and_hidden_places(edit: Edit, code: str, severity: str, said: str) -> None:
    found = found_in(edited(edit))
    assert {(each.code, each.severity) for each in found} == {(code, severity)}, [in_words(each) for each in found]
    assert any(said in in_words(each) for each in found)


def test_a_legal_finding_points_at_the_paragraph_that_it_came_from() -> None:
    found = found_in(edited(replacing("Vraag ons om een betalingsregeling.", "Anders leggen wij beslag op uw loon.")))
    threat = next(each for each in found if "text-threat" in in_words(each))
    assert "Anders leggen wij beslag op uw loon." in threat.excerpt
    assert "onder het kopje “Kunt u niet in één keer betalen?”, alinea 1" in in_words(threat)


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    content = edited(
        put("footnote", "{{ letter.date }}"),
        put("header", "{{ sender.nmae }}"),
        put("body", "{{ debtor.nmae }} {{ help.site }}", "Anders leggen wij beslag op uw loon."),
    )
    found = found_in(content)
    assert [each.code for each in found] == [
        *("unknown-field", "field-may-be-empty", "unlawful-letter", "unknown-field", "date-without-format"),
    ]
    assert [each.spot.part for each in found][-2:] == [HEADER, "word/footnotes.xml"]
    assert found[0].spot == Spot(MAIN, found[0].spot.paragraph, 0, len("{{ debtor.nmae }}"))


def test_guards_are_followed() -> None:
    content = edited(
        put(
            "body",
            "{% if help and help.site %}{{ help.site }}{% endif %}",
            "{% if not help %}x{% else %}{{ help.site }}{% endif %}",
            "{% if help is none %}x{% elif agency %}{{ agency.name }} {{ help.phone }}{% endif %}",
            "{% if help is not none and agency %}{{ help.site }} {{ agency.name }}{% endif %}",
            "{% for i in invoices %}{% if i.description %}{{ i.description }}{% endif %}{% endfor %}",
            "{% if term and term.date != none %}{{ term.date | short_date }}{% endif %}",
        )
    )
    assert found_in(content) == ()


# ---- The shipped files ----

SHIPPED = [(kind, language) for kind in KINDS for language in ("nl", "en")]


@pytest.mark.parametrize(("kind", "language"), SHIPPED)
def test_a_shipped_template_is_clean_and_checked_within_a_second(kind: str, language: str) -> None:
    content = shipped(kind, language)
    assert found_in(content, kind, language) == ()
    started = time.process_time()
    found = findings_of(content, kind, language, ())
    assert time.process_time() - started < 1
    assert {each.severity for each in found} <= {"warning"}
    assert letters(kind, language)


def test_the_same_check_is_made_once_and_another_one_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    run = check.CREW.run
    monkeypatch.setattr(check.CREW, "run", lambda job, **options: (asked.append(job), run(job, **options))[1])
    monkeypatch.setattr(check, "_checks", check._Checks())
    content, samples = edited(put("body", "Aan {{ debtor.nmae }}")), letters()
    other_rates = {name: replace(table, doubt="x") for name, table in tables().items()}

    found = check.checked(content, "wik-notice", "nl", samples)
    assert [each.code for each in found] == ["unknown-field"]
    assert check.checked(content, "wik-notice", "nl", list(samples)) == found
    assert len(asked) == 1
    check.checked(shipped(), "wik-notice", "nl", samples)
    check.checked(content, "wik-notice", "nl", samples[:1])
    with using(other_rates):
        check.checked(content, "wik-notice", "nl", samples)
    assert len(asked) == 4
    for _ in range(2):  # a refusal may be one of this moment only
        with pytest.raises(BadTemplate):
            check.checked(b"PK", "wik-notice", "nl", samples)
    assert len(asked) == 6


def test_every_code_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("| `")]
    assert [code for code in CODES if not any(row.startswith(f"| `{code}` |") for row in rows)] == []


def test_every_code_has_a_broken_template() -> None:
    tried = {row[1] for row in MISTAKES} | {row[2] for row in (*WITH_TABLES, *OTHERS)}
    elsewhere = {"too-many-tags", "cannot-be-filled", "split-tag", "curly-quotes", "odd-spaces"}
    assert set(CODES) == tried | elsewhere


def test_what_is_up_to_a_dossier_is_noted_even_where_every_sample_has_it() -> None:
    found = found_in(edited(put_last("Wij rekenen {{ interest.name }}."), kind="sommatie"), "sommatie")
    assert [(each.code, each.severity) for each in found] == [("field-may-be-empty", "warning")]
    assert "{% if interest %}{{ interest.name }}{% endif %}" in in_words(found[0])


def put_last(words: str) -> Edit:
    return lambda files: into(files, paragraph(words), HEADER)
