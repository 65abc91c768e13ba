"""Newer tables of legal numbers: what may be added to the shipped ones, and every mistake with its place."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal

import pytest

from docgen.dossier.rates_file import with_newer
from docgen.errors import InvalidInput
from docgen.law.rates import Table, fingerprint, shipped

HEAD = "checked = 2026-12-18\nknown_until = 2027-06-30\n"
LINE = '{ from = 2027-01-01, value = 3.00, source = "s" }'
BANDS = "value = [{ up_to = 500.00, fee = 140 }, { fee = 1500 }]"


def supplied(*files: str) -> dict[str, Table]:
    parsed = {f"{number}.toml": tomllib.loads(file, parse_float=Decimal) for number, file in enumerate(files, 1)}
    return dict(with_newer(shipped(), parsed))


def interest(lines: str = LINE, head: str = HEAD) -> str:
    return f"[statutory_interest]\n{head}values = [{lines}]\n"


def whole(name: str) -> str:
    """A shipped table of numbers as a file would repeat it."""
    table = shipped()[name]
    lines = ", ".join(f'{{ from = {rate.start}, value = {rate.value}, source = "s" }}' for rate in table.values)
    return f'[{name}]\ntitle = "{table.title}"\nunit = "{table.unit}"\narticle = "{table.article}"\nvalues = [{lines}, {LINE}]\n{HEAD}'


def fees(line: str) -> str:
    return f'[court_fee_legal_entity]\n{HEAD}values = [{{ from = 2027-01-01, source = "s", {line} }}]'


def test_new_lines_come_after_the_shipped_ones() -> None:
    found = supplied(interest())["statutory_interest"]
    old = shipped()["statutory_interest"]
    assert found.values[:-1] == old.values
    assert (found.on(date(2027, 1, 1)).value, found.on(date(2026, 12, 31)).value) == (Decimal("3.00"), Decimal("4.00"))
    assert (found.known_until, found.checked, found.title) == (date(2027, 6, 30), date(2026, 12, 18), old.title)
    assert (found.values[-1].file, found.values[-2].file) == ("1.toml", "")


def test_a_whole_table_may_be_repeated() -> None:
    assert (
        supplied(whole("statutory_interest"))["statutory_interest"].values
        == supplied(interest())["statutory_interest"].values
    )


def test_a_law_that_changes_is_a_line_after_the_last_check() -> None:
    text = '[consumer_notice_days]\nchecked = 2026-12-18\nvalues = [{ from = 2027-01-01, value = 21, source = "s" }]'
    found = supplied(text)["consumer_notice_days"]
    assert [found.on(day).value for day in (date(2026, 12, 31), date(2027, 1, 1))] == [14, 21]
    assert found.known_until is None


def test_a_wrong_table_is_replaced_only_when_asked() -> None:
    replacing = interest('{ from = 2026-01-01, value = 4.25, source = "s" }', HEAD + "replaces = true\n").replace(
        "2027-06-30", "2027-12-31"
    )
    found = supplied(replacing)["statutory_interest"]
    assert [(rate.start, rate.value) for rate in found.values] == [(date(2026, 1, 1), Decimal("4.25"))]
    with pytest.raises(InvalidInput):
        supplied(replacing.replace("true", "false"))


def test_the_fingerprint_follows_values_and_days_only() -> None:
    prints = [fingerprint(supplied(each)) for each in (interest(), interest(LINE.replace('"s"', '"t"')))]
    assert prints[0] == prints[1]
    others = (interest(LINE.replace("3.00", "3.01")), interest(head=HEAD.replace("06-30", "06-29")))
    assert len({prints[0], fingerprint(shipped()), *(fingerprint(supplied(each)) for each in others)}) == 4


S = "1.toml/statutory_interest"
C = "1.toml/court_fee_legal_entity"
# What the file says, where the mistake is, and a part of its message.
MISTAKES = (
    ("", "1.toml", "holds no table"),
    ("[statutory_intrest]", "1.toml/statutory_intrest", "Did you mean"),
    ("[completely_other]", "1.toml/completely_other", "The names are"),
    ("statutory_interest = 4.00", S, "must be a table"),
    (interest(head=HEAD + 'unti = "x"\n'), f"{S}/unti", "no such name"),
    (interest(head=HEAD + 'unit = "euros"\n'), f"{S}/unit", "not what the shipped table has"),
    (interest(head=HEAD + 'title = "Rente"\n'), f"{S}/title", "not what the shipped table has"),
    (interest(head=HEAD + "doubt = 3\n"), f"{S}/doubt", "quotation marks"),
    (interest(head=HEAD + 'replaces = "yes"\n'), f"{S}/replaces", "true or false"),
    (interest(head="known_until = 2027-06-30\n"), f"{S}/checked", "required and absent"),
    (interest(head="checked = 2026-12-18\n"), f"{S}/known_until", "required and absent"),
    (interest(head=HEAD.replace("2026-12-18", '"2026-12-18"')), f"{S}/checked", "no day"),
    (interest(head=HEAD.replace("2026-12-18", "2026-12-18T10:00:00")), f"{S}/checked", "no day"),
    (interest(head=HEAD.replace("2027-06-30", "2026-12-31")), f"{S}/known_until", "before the last line"),
    (interest(head=HEAD.replace("2027-06-30", "2072-06-30")), f"{S}/known_until", "two years or more"),
    (interest("", HEAD.replace("2027-06-30", "2026-06-30")), f"{S}/known_until", "known longer"),
    (interest(""), f"{S}/values", "no line from"),
    (interest(LINE.replace("01-01", "01-02")), f"{S}/values", "no line from"),
    (f"[statutory_interest]\n{HEAD}values = 4.00", f"{S}/values", "list of lines"),
    (interest("4.00"), f"{S}/values/0", "A line has"),
    (interest(LINE.replace("source", "sorce")), f"{S}/values/0/sorce", "Did you mean"),
    (interest(LINE.replace(', source = "s"', "")), f"{S}/values/0/source", "quotation marks"),
    (interest(LINE.replace('"s"', '" "')), f"{S}/values/0/source", "quotation marks"),
    (interest(LINE.replace(" value = 3.00,", "")), f"{S}/values/0/value", "required and absent"),
    (interest(LINE.replace(" from = 2027-01-01,", "")), f"{S}/values/0/from", "required and absent"),
    (interest(LINE.replace("2027-01-01", "2027")), f"{S}/values/0/from", "no day"),
    (interest(f"{LINE}, {LINE}"), f"{S}/values/1/from", "order of date"),
    (interest(f"{LINE}, {LINE.replace('2027', '2026')}"), f"{S}/values/1/from", "order of date"),
    *(
        (interest(LINE.replace("3.00", value)), f"{S}/values/0/value", "no percentage")
        for value in ("-1.0", '"3.00"', "100.01", "nan", "inf", "true", "[3.00]", "{ a = 1 }", "2027-01-01")
    ),
    (interest('{ from = 2026-01-01, value = 5.00, source = "s" }, ' + LINE), f"{S}/2026-01-01", "something else"),
    (interest('{ from = 2026-12-31, value = 5.00, source = "s" }, ' + LINE), f"{S}/2026-12-31", "something else"),
    (interest("", HEAD + "replaces = true\n"), f"{S}/values", "all its lines"),
    (fees("value = 140"), f"{C}/values/0/value", "list of steps"),
    (fees("value = []"), f"{C}/values/0/value", "list of steps"),
    (fees("value = [140]"), f"{C}/values/0/value", "list of steps"),
    (fees(BANDS.replace("fee = 140", "percent = 14")), f"{C}/values/0/value/0", "the last one only"),
    (
        fees(BANDS.replace("{ fee = 1500 }", "{ up_to = 600.00, fee = 1500 }")),
        f"{C}/values/0/value/1",
        "the last one only",
    ),
    (fees(BANDS.replace("140", "140.005")), f"{C}/values/0/value/0/fee", "whole cents"),
    (fees(BANDS.replace("140", "-140")), f"{C}/values/0/value/0/fee", "not negative"),
    (fees(BANDS.replace("500.00", "-5")), f"{C}/values/0/value/0/up_to", "not negative"),
    (
        fees(BANDS.replace("{ fee", "{ up_to = 400.00, fee = 1 }, { fee")),
        f"{C}/values/0/value/1/up_to",
        "not more than the step before",
    ),
    *(
        (
            f'[days_in_year]\nchecked = 2026-12-18\nvalues = [{{ from = 2027-01-01, value = {value}, source = "s" }}]',
            "1.toml/days_in_year/values/0/value",
            "whole number",
        )
        for value in ("0", "365.25", "-365", "true", "100000")
    ),
    *(
        (
            f'[contact_hours]\nchecked = 2026-12-18\nvalues = [{{ from = 2027-01-01, value = {value}, source = "s" }}]',
            f"1.toml/contact_hours/values/0/value{place}",
            message,
        )
        for value, place, message in (
            ("7", "", "curly brackets"),
            ("{ from = 7 }", "", "curly brackets"),
            ("{ from = 7, until = 20.5 }", "/until", "whole number"),
            ("{ from = 20, until = 7 }", "/until", "less than"),
        )
    ),
)


@pytest.mark.parametrize(("file", "place", "message"), MISTAKES)
def test_a_mistake_has_its_place_and_its_remedy(file: str, place: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        supplied(file)
    found = {each.pointer: each.message.message for each in refused.value.errors}
    assert message in found[place], found


def test_all_mistakes_of_all_files_at_once() -> None:
    with pytest.raises(InvalidInput) as refused:
        supplied(interest(LINE.replace("3.00", "-3")), interest(), "[x]\n")
    assert [each.pointer for each in refused.value.errors] == [f"{S}/values/0/value", "3.toml/x"]
    with pytest.raises(InvalidInput) as refused:
        supplied(interest(), interest())
    assert [each.pointer for each in refused.value.errors] == ["2.toml/statutory_interest"]


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_table_is_sound_by_the_same_rules(name: str) -> None:
    """It can be supplied again as it stands, with ``replaces``: the checks know every shape and unit that there is."""
    table = shipped()[name]
    entry = {
        "checked": table.checked,
        "replaces": True,
        "values": [{"from": rate.start, "value": rate.value, "source": rate.source} for rate in table.values],
    } | ({"known_until": table.known_until} if table.known_until else {})
    found = with_newer(shipped(), {"same.toml": {name: entry}})
    assert fingerprint(found) == fingerprint(shipped())
