"""Tags that try to do more than fill in a letter: each is refused with its reason, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen.render.allowed import MAX_TAGS, offences
from docgen.render.templates import word_environment
from docgen.render.word_text import word_text
from docgen.render.words import Words
from tests.hostile.conftest import Service
from tests.hostile.making import FOOTER, HEADER, Files, changed, pack, paragraph, put, run, with_footnote

CALL, FIELD, CALCULATE = "cannot call anything", "There is no field", "cannot calculate"
FORMAT, STATEMENT, FOREIGN, LOOP = "There is no format", "the statements are", "cannot stand in a tag", "A loop"

TAGS: list[tuple[str, str]] = [
    # out of the sandbox
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", CALL),
    ("{{ letter.__class__ }}", FIELD),
    ("{{ letter.__init__.__globals__ }}", FIELD),
    ("{{ letter['__class__'] }}", "stands a number"),
    ("{{ letter[debtor.name] }}", "stands a number"),
    ("{{ letter.date.__reduce_ex__(2) }}", CALL),
    ("{{ letter.subject.message }}", FIELD),
    ("{% if costs %}{{ costs.vat_rate.value }}{% endif %}{{ x }}", FIELD),
    ("{{ letter._fields }}", FIELD),
    ("{{ self.__init__.__globals__ }}", FIELD),
    ("{{ self._TemplateReference__context }}", FIELD),
    ("{{ _('Amount') }}", CALL),
    ("{{ _.__globals__['sys'] }}", FIELD),
    ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", CALL),
    ("{{ lipsum.__globals__ }}", FIELD),
    ("{{ lipsum(n=100000) }}", CALL),
    ("{{ joiner('x') }}", CALL),
    ("{{ namespace(a=1) }}", CALL),
    ("{{ dict(a=1) }}", CALL),
    ("{{ config }}", FIELD),
    ("{{ request.environ }}", FIELD),
    ("{{ g }}", FIELD),
    ("{{ get_flashed_messages() }}", CALL),
    ("{{ url_for.__globals__ }}", FIELD),
    ("{{ super() }}", CALL),
    ("{{ caller() }}", CALL),
    ("{{ letter() }}", CALL),
    ("{{ debtor.name.upper() }}", CALL),
    # format strings and filters
    ("{{ '{0.__class__}'.format(letter) }}", CALL),
    ("{{ '%s' % letter }}", CALCULATE),
    ("{{ '%9999999999d' % 1 }}", CALCULATE),
    ("{{ '%s'|format(letter) }}", FORMAT),
    ("{{ letter|attr('__class__') }}", FORMAT),
    ("{{ ['letter']|map(attribute='__class__')|list }}", FORMAT),
    ("{{ addressee.address_lines|map('upper') }}", FORMAT),
    ("{{ invoices|selectattr('number') }}", FORMAT),
    ("{{ debtor.name|safe }}", FORMAT),
    ("{{ debtor.name|replace('a', 'b') }}", FORMAT),
    ("{{ debtor.name|center(999999999) }}", FORMAT),
    ("{{ debtor.name|tojson }}", FORMAT),
    ("{{ debtor.name|pprint }}", FORMAT),
    ("{{ debtor.name|xmlattr }}", FORMAT),
    ("{{ debtor.name|escape }}", FORMAT),
    ("{{ letter|string }}", FORMAT),
    ("{{ totals.total|euro('x') }}", "Nothing can stand between brackets"),
    ("{{ debtor.name|trim('x' * 9) }}", "Nothing can stand between brackets"),
    ("{{ letter.kind is defined }}", "There is no test"),
    ("{{ letter is callable }}", "There is no test"),
    ("{{ letter is filter }}", "There is no test"),
    # sums, and what eats memory
    ("{{ 'A' * 10**10 }}", CALCULATE),
    ("{{ 10 ** 10 ** 10 }}", CALCULATE),
    ("{{ 1 + 1 }}", CALCULATE),
    ("{{ totals.total - 1 }}", CALCULATE),
    ("{{ totals.total / 0 }}", CALCULATE),
    ("{{ 7 // 2 }}", CALCULATE),
    ("{{ -totals.total }}", CALCULATE),
    ("{{ 'a' ~ 'b' }}", FOREIGN),
    ("{{ [1, 2] }}", FOREIGN),
    ("{{ {'a': 1} }}", FOREIGN),
    ("{{ (1, 2) }}", FOREIGN),
    ("{{ invoices[0:2] }}", "stands a number"),
    ("{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}", LOOP),
    ("{% for a in 'x' * 99999 %}x{% endfor %}", LOOP),
    ("{% for a in [1, 2] %}x{% endfor %}", LOOP),
    ("{% for a, b in invoices %}x{% endfor %}", LOOP),
    ("{% for _x in invoices %}x{% endfor %}", LOOP),
    ("{% for loop in invoices %}x{% endfor %}", LOOP),
    ("{% for a in invoices recursive %}{{ loop(a) }}{% endfor %}", LOOP),
    ("{% for a in invoices %}{{ loop.cycle('a', 'b') }}{% endfor %}", CALL),
    ("{% for a in invoices %}{{ loop.previtem }}{% endfor %}", FIELD),
    ("{% for a in invoices %}" * 3 + "x" + "{% endfor %}" * 3, "within each other"),
    ("{% for a in invoices %}" * 60 + "x" + "{% endfor %}" * 60, "within each other"),
    ("{% if help %}" * 120 + "x" + "{% endif %}" * 120, "within each other"),
    ("{% if help %}" * 900 + "x" + "{% endif %}" * 900, "cannot be carried out"),
    # other statements
    ("{% set x = 1 %}", STATEMENT),
    ("{% macro m() %}x{% endmacro %}", STATEMENT),
    ("{% call m() %}x{% endcall %}", STATEMENT),
    ("{% filter upper %}x{% endfilter %}", STATEMENT),
    ("{% block b %}x{% endblock %}", STATEMENT),
    ("{% include 'nl/wik-notice.docx' %}", STATEMENT),
    ("{% include '../../../etc/passwd' %}", STATEMENT),
    ("{% import 'x' as y %}", STATEMENT),
    ("{% from 'x' import y %}", STATEMENT),
    ("{% extends 'x' %}", STATEMENT),
    ("{% raw %}{{ x }}{% endraw %}", STATEMENT),
    ("{% with a = 1 %}x{% endwith %}", STATEMENT),
    ("{% autoescape false %}x{% endautoescape %}", STATEMENT),
    ("{% do letter %}", STATEMENT),
    ("{% debug %}", STATEMENT),
    ("{% trans %}x{% endtrans %}", STATEMENT),
    ("{% cellbg 'FF0000' %}", STATEMENT),
    ("{% colspan 2 %}", STATEMENT),
    ("{% hm %}", STATEMENT),
    ("{% vm %}", STATEMENT),
    ("{%r if help %}x{%r endif %}", STATEMENT),
    # what another program would read in it
    ("{{r debtor.name }}", "{{ r debtor.name }}"),
    ("{{p debtor.name }}", "{{ p debtor.name }}"),
    ("{{tr debtor.name }}", "{{ tr debtor.name }}"),
    ("{%p set x = 1 %}", STATEMENT),
    ("{%p include 'x' %}", STATEMENT),
    ("{%tr macro m() %}", STATEMENT),
    ("{%- set x = 1 -%}", STATEMENT),
    ("{{ '{' }}{{ '{' }} debtor.name }}", "has no counterpart"),
    ("{{ '{{' }}", "has no counterpart"),
    ("{{ {{ debtor.name }} }}", "has no counterpart"),
    ("{_{ debtor.name }_}}}", "has no counterpart"),
    # what takes long to read
    ("{{ a " * 17_000, "more than 2000 tags"),
    ("{%tr a " * 10_000, "more than 2000 tags"),
    ("{# " * 20_000, "more than 2000 tags"),
    ("}}" * 20_000, "more than 2000 tags"),
    ("{{ debtor.name }}" * (MAX_TAGS + 1), "more than 2000 tags"),
    ("{{ " + "(" * 100 + "1" + ")" * 100 + " }}", "brackets in each other"),
    ("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", "longer than 300"),
    ("{{ " + "not " * 3_000 + "help }}", "longer than 300"),
    ("{{ debtor" + ".name" * 3_000 + " }}", "longer than 300"),
    ("{{ 1" + "0" * 5_000 + " }}", "longer than 300"),
    ("{% if " + "help or " * 2_000 + "help %}x{% endif %}", "longer than 300"),
    # what no letter has
    ("{{ debtor.bsn }}", FIELD),
    ("{% if false %}{{ secrets }}{% endif %}", FIELD),
    ("{% if help.__class__ %}x{% endif %}", FIELD),
    ("{% if invoices in [letter, help] %}x{% endif %}", FOREIGN),
    ("{{ letter.kind if letter else lipsum }}", FIELD),
    ("{% else %}", "unknown tag"),
    ("{% endfor %}", "unknown tag"),
    ("{{ }}", "Expected an expression"),
    ("{{ 'x }}", "unexpected char"),
    ("{{ \\x00 }}", "unexpected char"),
]


def short(words: object) -> str | None:
    return words if isinstance(words, str) and len(words) <= 50 else str(words)[:30] + "…"


@pytest.mark.parametrize(("words", "told"), TAGS, ids=short)
def test_a_hostile_tag_is_refused_with_its_reason(service: Service, words: str, told: str) -> None:
    assert told in service.refusal_of(pack(put(paragraph(words))))


@pytest.mark.parametrize(
    "files",
    [
        lambda words: put(paragraph(words), HEADER),
        lambda words: put(paragraph(words), FOOTER),
        with_footnote,
        lambda words: put(
            f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{paragraph(words)}</w:tc></w:tr></w:tbl>"
        ),
        lambda words: put(paragraph(*(words[at : at + 2].replace(" ", "  ") for at in range(0, len(words), 2)))),
    ],
    ids=["header", "footer", "footnote", "table", "pieces"],
)
@pytest.mark.parametrize(
    ("words", "told"),
    [("{{ lipsum(n=100000) }}", CALL), ("{{ letter.__class__ }}", FIELD), ("{{ 'A' * 10**10 }} ", CALCULATE)],
)
def test_in_every_part_that_is_filled(service: Service, files: Callable[[str], Files], words: str, told: str) -> None:
    assert told in service.refusal_of(pack(files(words)))


HIDDEN = "{{ lipsum(n=100000) }}"
ELSEWHERE: dict[str, tuple[Files, str]] = {
    "title": (changed("docProps/core.xml", "<dc:title>", f"<dc:title>{HIDDEN}"), "is left in docProps/core.xml"),
    "application": (changed("docProps/app.xml", "docgen", HIDDEN), "is left in docProps/app.xml"),
    "style name": (changed("word/styles.xml", 'w:val="Amounts"', f'w:val="{HIDDEN}"'), "is left in word/styles.xml"),
    "settings": (
        changed(
            "word/settings.xml", "<w:zoom", f'<w:docVars><w:docVar w:name="x" w:val="{HIDDEN}"/></w:docVars><w:zoom'
        ),
        "is left in word/settings.xml",
    ),
    "numbering": (
        changed("word/numbering.xml", 'w:lvlText w:val="', f'w:lvlText w:val="{HIDDEN}'),
        "is left in word/numbering.xml",
    ),
    "theme": (changed("word/theme/theme1.xml", 'name="', f'name="{HIDDEN}'), "is left in word/theme/theme1.xml"),
    "font": (changed("word/fontTable.xml", 'w:name="', f'w:name="{HIDDEN}'), "is left in word/fontTable.xml"),
    "alternative text": (
        changed("word/document.xml", 'descr="docgen:qr"', f'descr="{HIDDEN}"'),
        "stands outside the text",
    ),
    "symbol": (put(f'<w:p><w:r><w:sym w:char="{HIDDEN}"/></w:r></w:p>'), "stands outside the text"),
    "field": (put(f"<w:p><w:r><w:instrText>{HIDDEN}</w:instrText></w:r></w:p>"), "The Word field"),
    "link": (
        changed(
            "word/_rels/document.xml.rels", "https://payment-link.invalid/", f"https://x/{HIDDEN.replace(' ', '')}"
        ),
        "is left in word/_rels/document.xml.rels",
    ),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_in_every_part_that_is_not_filled(service: Service, name: str) -> None:
    files, told = ELSEWHERE[name]
    assert told in service.refusal_of(pack(files))


def test_all_offences_come_at_once_with_their_places() -> None:
    environment = word_environment("nl")
    source = "{{ debtor.nmae }} en {{ lipsum() }}\n{% set x = 1 %}\n{% if help %}{{ 1 + 1 }}"
    found = offences(environment, source, environment.rules)
    assert [(each.code, each.line, each.start, each.end) for each in found] == [
        ("unknown-field", 1, 0, 17),
        ("call", 1, 21, 35),
        ("statement", 2, 0, 15),
        ("arithmetic", 3, 13, 24),
    ]
    assert "did you mean name" in Words("en").say(found[0].message)


@pytest.mark.parametrize("words", [words for words, _ in TAGS], ids=short)
def test_the_list_of_offences_never_fails_and_is_never_empty_for_these(words: str) -> None:
    environment = word_environment("nl")
    for each in offences(environment, words, environment.rules):
        assert Words("nl").say(each.message) != Words("en").say(each.message) or each.code in (
            "syntax",
            "unknown-field",
        )


def test_after_all_this_a_normal_letter_comes_out(service: Service) -> None:
    status, content = service.letter_from(pack(put(paragraph("Dit mag: {{ debtor.name }}."))))
    assert (status, content[:2]) == (200, b"PK")


CUT = {
    "over paragraphs": paragraph("{") + paragraph("{ lipsum }") + paragraph("}"),
    "in loose runs": paragraph("x").replace("<w:p>", "").replace("</w:p>", "") + "<w:r><w:t>{{ lipsum }}</w:t></w:r>",
    "in a formula": '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{{ x }}</m:t></m:r></m:oMath></w:p>',
}  # fmt: skip


def test_braces_over_several_paragraphs_are_words(service: Service) -> None:
    status, content = service.letter_from(pack(put(CUT["over paragraphs"])))
    assert status == 200
    assert "{\n\n{ lipsum }\n\n}" in word_text(content)


@pytest.mark.parametrize("name", ["in loose runs", "in a formula"])
def test_tags_outside_a_paragraph_are_refused(service: Service, name: str) -> None:
    assert "stands outside the text" in service.refusal_of(pack(put(CUT[name])))


@pytest.mark.parametrize(
    "xml",
    ["<w:p>" + run("{") * 4_000 + "</w:p>", paragraph("{") * 4_000, "<w:r><w:t>{</w:t></w:r>" * 4_000],
    ids=["runs", "paragraphs", "loose"],
)
def test_many_single_braces_take_no_time(service: Service, xml: str) -> None:
    status, content = service.letter_from(pack(put(xml)))
    assert status in (200, 422), content[:200]
