"""The KIX code: its alphabet, its bars next to those of another encoder, its measures, and what it says of an address."""

from __future__ import annotations

import re
from typing import Any

import pytest
import zint
from hypothesis import given
from hypothesis import strategies as st

from docgen.dossier.address import Address
from docgen.dossier.post import kix_content
from docgen.render.kix import (
    BAR_WIDTH,
    FULL_HEIGHT,
    HALF_HEIGHT,
    PITCH,
    TRACKER_HEIGHT,
    Bar,
    bars_of,
    content_of,
    problem_of,
    says_address,
    svg,
    width_of,
)

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Postal code, number, addition, and what the code says.
ADDRESSES = [
    ("1231 FZ", "13", "hs", "1231FZ13XHS"),
    ("1231 GF", "156", "2", "1231GF156X2"),
    ("2130 VA", "80430", None, "2130VA80430"),
    ("6525 AJ", "127", "E2-08", "6525AJ127XE2X08"),
    ("3511 AB", "12", "A", "3511AB12XA"),
    ("2000 AC", "123", None, "2000AC123"),
    ("1234 AB", "1", None, "1234AB1"),
    ("9999 ZZ", "99999", "Z", "9999ZZ99999XZ"),
    ("1000 AA", "1", "bis", "1000AA1XBIS"),
    ("3512 JK", "7", "bis A", "3512JK7XBISXA"),
    ("1017 CE", "210", "3hoog", "1017CE210X3HOOG"),
    ("2514 GL", "68", "rood", "2514GL68XROOD"),
    ("2513 AA", "2", "zw", "2513AA2XZW"),
    ("1098 XH", "403", "I", "1098XH403XI"),
    ("1098 XH", "403", "II", "1098XH403XII"),
    ("8011 PK", "5", "a/b", "8011PK5XAXB"),
    ("5038 EA", "44", "01", "5038EA44X01"),
    ("6211 LC", "10", "k. 4", "6211LC10XKX4"),
    ("9711 HS", "3", "1", "9711HS3X1"),
    ("4811 DJ", "22222", "c", "4811DJ22222XC"),
    ("7411 QX", "17", "x", "7411QX17XX"),
    ("3062 PA", "5", "1204", "3062PA5X1204"),
    ("1506 RX", "88", "0", "1506RX88X0"),
    ("5611 WV", "60", "KLMNO", "5611WV60XKLMNO"),
]


def address(code: str, number: str, addition: str | None, **others: Any) -> Address:
    return Address(
        street="Dorpsstraat",
        house_number=number,
        house_number_suffix=addition,
        postal_code=code,
        city="Ons Dorp",
        **others,
    )


def by_another_encoder(content: str) -> tuple[Bar, ...]:
    """The bars as the library of Zint draws them, by where each begins and ends."""
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.KIX
    symbol.encode(content)
    symbol.buffer_vector()
    drawn = sorted(
        ((each.x, each.y, each.y + each.height) for each in symbol.vector.rectangles), key=lambda each: each[0]
    )
    top, bottom = min(each[1] for each in drawn), max(each[2] for each in drawn)
    return tuple(Bar(begins == top, ends == bottom) for _, begins, ends in drawn)


@pytest.mark.parametrize(("code", "number", "addition", "content"), ADDRESSES)
def test_an_address_has_the_bars_of_another_encoder(code: str, number: str, addition: str | None, content: str) -> None:
    assert kix_content(address(code, number, addition)) == content
    assert bars_of(content) == by_another_encoder(content)


@pytest.mark.parametrize("sign", ALPHABET)
def test_each_sign_has_the_bars_of_another_encoder(sign: str) -> None:
    assert bars_of(sign) == by_another_encoder(sign)
    assert sum(bar.rises for bar in bars_of(sign)) == sum(bar.descends for bar in bars_of(sign)) == 2


@given(st.text(ALPHABET, max_size=18))
def test_bars_say_what_was_put_in(content: str) -> None:
    assert content_of(bars_of(content)) == content


@pytest.mark.parametrize("bars", [bars_of("A")[:3], (Bar(True, True),) * 4, (Bar(False, False),) * 4])
def test_what_is_no_code_says_nothing(bars: tuple[Bar, ...]) -> None:
    with pytest.raises(ValueError):
        content_of(bars)


def test_bars_have_the_measures_of_the_post() -> None:
    heights = {(bar.rises, bar.descends): round(bar.bottom - bar.top, 3) for bar in bars_of(ALPHABET)}
    assert heights == {
        (True, True): FULL_HEIGHT,
        (True, False): HALF_HEIGHT,
        (False, True): HALF_HEIGHT,
        (False, False): TRACKER_HEIGHT,
    }
    assert width_of("1231FZ13XHS") == pytest.approx(11 * 4.04, abs=0.6)


def test_the_picture_has_one_bar_after_another() -> None:
    drawn = svg("1234AB1").decode()
    begins = [float(each) for each in re.findall(r"M([\d.]+) ", drawn)]
    assert begins == pytest.approx([number * PITCH for number in range(28)])
    assert drawn.count(f"h{BAR_WIDTH:g}V") == 28
    assert "<image" not in drawn


@pytest.mark.parametrize(("code", "number", "addition", "content"), ADDRESSES)
def test_the_code_says_what_is_printed(code: str, number: str, addition: str | None, content: str) -> None:
    lines = address(code, number, addition).lines("J. de Vries")
    assert says_address(content, lines)
    assert problem_of(content, lines) is None
    others = [other for *_, other in ADDRESSES if other != content]
    assert not any(says_address(other, lines) for other in others)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("1234AB1", ("Dorpsstraat 1",)),
        ("1234AB1", ("J. de Vries", "Dorpsstraat 11", "1234 AB  ONS DORP")),
        ("1234AB11", ("J. de Vries", "Dorpsstraat 1", "1234 AB  ONS DORP")),
        ("1234AB1", ("J. de Vries", "Dorpsstraat 1 hs", "1234 AB  ONS DORP")),
        ("1234AB1", ("J. de Vries", "Dorpsstraat 1", "1234 AC  ONS DORP")),
        ("1234AB", ("J. de Vries", "Dorpsstraat 1", "1234 AB  ONS DORP")),
    ],
)
def test_a_code_of_another_address_is_noticed(content: str, lines: tuple[str, ...]) -> None:
    assert not says_address(content, lines)
    assert problem_of(content, lines) is not None


@pytest.mark.parametrize(
    ("addition", "says"),
    [
        ("½", "a sign"),
        ("é", "a sign"),
        ("a+b", "a sign"),
        ("ABCDEFGHIJ", "too long"),
        ("1-2-3-4-5", "too long"),
    ],
)
def test_some_addresses_have_no_code(addition: str, says: str) -> None:
    found = address("1234 AB", "12345", addition)
    problem = problem_of(kix_content(found), found.lines("J. de Vries"))
    assert problem is not None
    assert says in problem.message


def test_sixteen_signs_fit_between_the_white() -> None:
    found = address("1234 AB", "12345", "abcd")
    assert problem_of(kix_content(found), found.lines("J. de Vries")) is None
