"""Addresses on an envelope and on one line."""

from __future__ import annotations

import string

import pytest

from docgen.dossier.countries import COUNTRIES
from docgen.dossier.model import Address

DUTCH = {"street": "Molenstraat", "house_number": "12", "postal_code": "3511ab", "city": "Utrecht"}


def test_dutch_lines_follow_postnl() -> None:
    address = Address.model_validate(DUTCH | {"house_number_suffix": "A"})
    assert address.lines("Jansen") == ("Jansen", "Molenstraat 12A", "3511 AB  UTRECHT")
    assert address.lines("Jansen", "mevrouw Smit") == (
        "Jansen",
        "t.a.v. mevrouw Smit",
        "Molenstraat 12A",
        "3511 AB  UTRECHT",
    )
    assert address.lines("Jansen", "Ms Smit", language="en")[1] == "Attn. Ms Smit"
    assert address.one_line() == "Molenstraat 12A, 3511 AB Utrecht"
    assert address.is_dutch


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        ("A", "Kade 1A"),
        ("bis", "Kade 1 bis"),
        ("hs", "Kade 1 hs"),
        ("2", "Kade 1-2"),
        ("-3", "Kade 1-3"),
        ("/4", "Kade 1/4"),
    ],
)
def test_suffixes_are_written_as_usual(suffix: str, line: str) -> None:
    address = Address.model_validate(DUTCH | {"street": "Kade", "house_number": "1", "house_number_suffix": suffix})
    assert address.lines("x")[1] == line


@pytest.mark.parametrize(
    ("given", "dutch_lines", "english_line"),
    [
        (
            {"street": "Hauptstraße", "house_number": "5", "postal_code": "10115", "city": "Berlin", "country": "de"},
            ("x", "Hauptstraße 5", "10115 BERLIN", "DUITSLAND"),
            "Hauptstraße 5, 10115 Berlin, Germany",
        ),
        (
            {"street": "Rue de Rivoli", "house_number": "12", "postal_code": "75001", "city": "Paris", "country": "FR"},
            ("x", "12 Rue de Rivoli", "75001 PARIS", "FRANKRIJK"),
            "12 Rue de Rivoli, 75001 Paris, France",
        ),
        (
            {
                "street": "Downing Street",
                "house_number": "10",
                "postal_code": "SW1A 2AA",
                "city": "London",
                "country": "GB",
            },
            ("x", "10 Downing Street", "LONDON", "SW1A 2AA", "VERENIGD KONINKRIJK"),
            "10 Downing Street, London, SW1A 2AA, United Kingdom",
        ),
        (
            {"street": "350 Fifth Avenue", "postal_code": "10118", "city": "New York NY", "country": "US"},
            ("x", "350 Fifth Avenue", "NEW YORK NY 10118", "VERENIGDE STATEN"),
            "350 Fifth Avenue, New York NY 10118, United States",
        ),
        (
            {"street": "Main Street", "city": "Hamilton", "country": "BM"},
            ("x", "Main Street", "HAMILTON", "BERMUDA"),
            "Main Street, Hamilton, Bermuda",
        ),
    ],
)
def test_foreign_addresses_end_in_their_country(
    given: dict[str, str], dutch_lines: tuple[str, ...], english_line: str
) -> None:
    address = Address.model_validate(given)
    assert address.lines("x") == dutch_lines
    assert address.one_line("en") == english_line
    assert not address.is_dutch


def test_an_address_has_three_to_six_lines() -> None:
    everything = {
        "street": "High Street",
        "house_number": "1",
        "house_number_suffix": "b",
        "postal_code": "X1 1XX",
        "city": "Y",
    }
    for code in COUNTRIES:
        for given in (everything, {"street": "s", "city": "c"}):
            for attention in (None, "someone"):
                address = Address.model_validate(given | {"country": code})
                assert 3 <= len(address.lines("name", attention)) <= 6
                assert address.lines("name", attention, language="en")[0] == "name"


def test_every_country_has_both_names() -> None:
    assert len(COUNTRIES) == 250
    for code, names in COUNTRIES.items():
        assert len(code) == 2
        assert set(code) <= set(string.ascii_uppercase)
        assert all(name == name.strip() and name for name in names)
