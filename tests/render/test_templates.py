"""What a template can do, what it cannot, and what its author is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.errors import BadTemplate
from docgen.letters.letter import Letter
from docgen.render.templates import TOP_NAMES, context, environment, render_template, template_errors
from docgen.render.words import Words
from docgen.texts import text

type_of_letter = Callable[..., Letter]


@pytest.fixture
def page(tmp_path: Path, letter: type_of_letter) -> Callable[..., str]:
    """Renders a template text with the fields of a letter."""

    def rendered(source: str, **given: object) -> str:
        (tmp_path / "page.html").write_text(source, "utf-8")
        return render_template(environment("nl", tmp_path), "page.html", {**context(letter()), **given})

    return rendered


def complaint(page: Callable[..., str], source: str, **given: object) -> str:
    with pytest.raises(BadTemplate) as caught:
        page(source, **given)
    return Words("en").say(caught.value.detail)


def test_the_context_is_the_top_names_of_the_fields(letter: type_of_letter) -> None:
    assert tuple(context(letter())) == TOP_NAMES


def test_formats(page: Callable[..., str]) -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    assert page("{{ totals.costs | euro }}") == f"€{nbsp}172,50"
    assert page("{{ letter.date | date }}") == f"21{nbsp}november 2026"
    assert page("{{ letter.date | short_date }}") == "21-11-2026"
    assert page("{{ term.days | words }}") == "veertien"
    assert page("{{ costs.vat_rate }} {{ costs.vat_rate | percent }}") == "21% 21%"
    assert page("{{ addressee.address_lines | join_list }}").startswith("J. de Vries, Dorpsstraat 1 en 1234")
    assert page("{{ letter.subject }} {{ plan.count }}").endswith("open 2")
    assert page("{{ _('Amount') }}") == "Bedrag"


def test_conditions_and_loops(page: Callable[..., str]) -> None:
    assert page("{% if not agency and plan.count > 1 %}yes{% endif %}") == "yes"
    source = "{% for line in addressee.address_lines %}{{ loop.index }}{% if not loop.last %},{% endif %}{% endfor %}"
    assert page(source) == "1,2,3"
    assert page("{% if term.days == 14 and agency is none %}{{ invoices[0].number }}{% endif %}") == "F2026-101"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ totals.total }}", "| euro"),
        ("{{ letter.date }}", "| date"),
        ("{{ letter.stage }}", "test it first with if"),
        ("{{ letter.stage | date }}", "test it first with if"),
        ("{{ letter.concept }}", "cannot be printed"),
        ("{{ invoices }}", "cannot be printed"),
        ("{{ totals.total | date }}", "format date does not fit"),
        ("{{ letter.kind | join_list }}", "format join_list does not fit"),
        ("{{ totals.totl | euro }}", "no field totl; did you mean total?"),
        ("{% if plan.intrest_runs %}{% endif %}", "did you mean interest_runs?"),
        ("{{ totls.total | euro }}", "no field totls; did you mean totals?"),
        ("{{ zzz }}", "no field zzz."),
        ("{{ agency.name }}", "name is asked of a field that is empty here"),
        ("{{ invoices[7].number }}", "no field 7."),
    ],
)
def test_the_author_is_told_what_to_write(page: Callable[..., str], source: str, said: str) -> None:
    message = complaint(page, f"<p>\n{source}\n")
    assert said in message
    assert "page.html, line 2" in message
    assert source[:10] in message


def test_a_syntax_error_has_its_line(page: Callable[..., str]) -> None:
    assert "line 3" in complaint(page, "\n\n{% if %}")
    assert "no_such" in complaint(page, "{{ letter.kind | no_such }}")


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate) as caught:
        render_template(environment("nl", tmp_path), "nl/none.html", {})
    assert "nl/none.html" in Words("nl").say(caught.value.detail)


@pytest.mark.parametrize(
    "source",
    [
        "{{ letter.__class__ }}",
        "{{ letter['__class__'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ letter.date.replace(year=1) }}",
        "{{ letter.kind.upper() }}",
        "{{ letter.kind.format }}",
        "{{ '{0.__class__}'.format(letter) }}",
        "{{ totals.total.__init__ }}",
        "{{ letter.subject.message }}",
        "{{ letter.subject.values }}",
        "{{ costs.vat_rate.value }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__.__globals__ }}",
        "{{ _.__globals__ }}",
        "{{ cycler.__init__ }}",
        "{{ lipsum(n=1000) }}",
        "{{ range(10) }}",
        "{{ namespace() }}",
        "{{ joiner() }}",
        "{{ dict(a=1) }}",
        "{{ 'A' * 10 }}",
        "{{ 10 ** 9 }}",
        "{{ '%9999d' % 1 }}",
        "{{ term.days + 1 }}",
        "{{ term.days - 1 }}",
        "{{ letter.kind | safe }}",
        "{{ letter | attr('kind') }}",
        "{{ addressee.address_lines | map('upper') }}",
        "{{ letter.kind is defined }}",
        "{{ loop }}",
        "{% for line in addressee.address_lines %}{{ loop.cycle('a') }}{% endfor %}",
        "{% include '../secret.html' %}",
        "{% include '/etc/passwd' %}",
        "{% import 'page.html' as p %}{{ p.x }}",
        "{{ super() }}",
        "{{ letter() }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
)
def test_a_template_can_do_nothing_else(page: Callable[..., str], tmp_path: Path, source: str) -> None:
    (tmp_path.parent / "secret.html").write_text("secret", "utf-8")
    with pytest.raises(BadTemplate):
        page(source)


def test_a_link_out_of_the_folder_is_not_followed(page: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path.parent / "outside.html").write_text("secret", "utf-8")
    (tmp_path / "inside.html").symlink_to(tmp_path.parent / "outside.html")
    assert "no template" in complaint(page, "{% include 'inside.html' %}")


def test_only_fields_have_attributes(page: Callable[..., str]) -> None:
    @dataclass(frozen=True)
    class Foreign:
        name: str

    assert "no field name" in complaint(page, "{{ creditor.name }}", creditor=Foreign("x"))


def test_values_are_escaped_and_never_read_as_template(page: Callable[..., str]) -> None:
    names = ["Jansen & Zn <b>", "{{ 7*7 }}", 'O\'Brien "x"', "Łukasz Đặng", "{% include 'x' %}", "</style>"]
    out = page("{% for name in enclosures %}{{ name }}|{% endfor %}", enclosures=tuple(names))
    assert "&lt;b&gt;" in out
    assert "{{ 7*7 }}" in out
    assert "49" not in out
    assert "<" not in out.replace("|", "")


def test_a_sentence_is_escaped_after_its_values_are_filled_in(page: Callable[..., str]) -> None:
    assert page("{{ agency }}", agency=text("{a} {b}", a="<i>", b="{a}")) == "&lt;i&gt; {a}"


def test_an_edited_template_is_used_at_once(page: Callable[..., str], tmp_path: Path) -> None:
    assert page("one") == "one"
    assert page("two") == "two"
    (tmp_path / "part.html").write_text("first", "utf-8")
    assert page("{% include 'part.html' %}") == "first"
    (tmp_path / "part.html").write_text("second", "utf-8")
    os.utime(tmp_path / "part.html", (1, 1))
    assert page("{% include 'part.html' %}") == "second"


def test_errors_of_the_program_are_no_mistakes_of_the_author() -> None:
    with pytest.raises(OSError), template_errors("x"):
        raise OSError
