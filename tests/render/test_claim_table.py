"""The table of invoices keeps readable columns, whatever stands in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from docgen.letters.letter import Letter
from docgen.render.claim_table import claim_table
from docgen.render.fonts import line_count, missing_characters, width

Maker = Callable[..., Letter]
ZERO = Decimal("0.00")


def table(letter: Maker, count: int = 1, **given: Any) -> Any:
    return claim_table(tuple(replace(invoice, **given) for invoice in letter(count=count).fields.invoices))


def test_only_columns_that_say_something(letter: Maker) -> None:
    plain = table(letter, credited=ZERO, paid=ZERO, description=None)
    assert (plain.credited, plain.paid, plain.description, plain.columns) == (False, False, "nowhere", "4")
    full = table(letter, credited=Decimal("1.00"), description=None)
    assert (full.credited, full.paid, full.columns, full.columns_but_one) == (True, True, "7", "6")


def test_a_description_gets_a_column_only_where_there_is_room(letter: Maker) -> None:
    assert table(letter).description == "column"
    assert (
        table(letter, description="Onderhoud van de installatie volgens de overeenkomst van mei").description == "under"
    )
    assert table(letter, number="VERKOOPFACTUUR-2026-00012345-INSTALLATIE").description == "under"


@pytest.mark.parametrize(
    ("count", "rows"), [(1, "small"), (20, "small"), (21, "dense"), (200, "dense"), (201, "denser")]
)
def test_many_invoices_get_small_rows(letter: Maker, count: int, rows: str) -> None:
    assert table(letter, count).rows == rows


def test_a_number_breaks_only_when_it_must(letter: Maker) -> None:
    assert table(letter).number == "unbroken"
    assert table(letter, number="VERKOOPFACTUUR-2026-00012345").number == ""


def test_lines_are_counted_as_they_break() -> None:
    assert width("", 10) == 0
    assert line_count("", 10, 70) == 1
    assert line_count("een twee drie", 10, 70) == 1
    assert line_count("een twee drie", 10, width("een twee", 10)) == 2
    assert line_count("een" * 100, 10, width("een" * 50, 10)) == 2


def test_the_characters_that_our_type_lacks() -> None:
    assert missing_characters("Łukasz Đặng €\N{NO-BREAK SPACE}1\n") == []
    assert missing_characters("漢x字漢") == ["字", "漢"]
