"""A postal address of an e-invoice as the dossier has it: in the Netherlands with the house number apart."""

from __future__ import annotations

import re
from typing import Any

from docgen.dossier.countries import NETHERLANDS
from docgen.dossier.identifiers import is_dutch_postal_code
from docgen.dossier.leaves import NAME_LENGTH
from docgen.dossier.model import Address
from docgen.dossier.ubl.leaf import fill, fill_value
from docgen.dossier.ubl.nodes import Node
from docgen.texts import text

# "Molenstraat 12 A": the street, the last number in it, and what follows that.
_STREET = re.compile(
    r"(?P<street>.*[^\W\d_].*),? +(?P<number>[0-9]{1,5})(?:[ /-]*(?P<suffix>[A-Za-z0-9][A-Za-z0-9 /-]*))?"
)
_NUMBER = re.compile(r"(?P<number>[0-9]{1,5})(?:[ /-]*(?P<suffix>[A-Za-z0-9][A-Za-z0-9 /-]*))?")
_SECOND_NUMBER = re.compile(r"\s\S*[0-9]")
_MOST_OF_A_SUFFIX = 10


def address_of(party: Node, pointer: str) -> dict[str, Any]:
    """The address of a party; what a dossier needs and the invoice does not say is left out."""
    found: dict[str, Any] = {}
    given = party.one("cac:PostalAddress")
    if given is None:
        return found
    fill(found, pointer, Address, "city", given.one("cbc:CityName"))
    fill(found, pointer, Address, "postal_code", given.one("cbc:PostalZone"))
    fill(found, pointer, Address, "country", given.one("cac:Country/cbc:IdentificationCode"))
    is_dutch = found.get("country", NETHERLANDS).upper() == NETHERLANDS
    if "country" not in found and not is_dutch_postal_code(found.get("postal_code", "")):
        given.notes.remark(
            f"{pointer}/country",
            text("The invoice names no country. Fill it in unless it is the Netherlands."),
            given.place,
        )
    lines = _lines(given)
    if not lines:
        return found
    if is_dutch:
        _fill_dutch(found, pointer, given, lines)
    else:
        fill_value(found, pointer, Address, "street", lines[0], ", ".join(each.words for each in lines))
    return found


def _lines(given: Node) -> list[Node]:
    named = [given.one(f"cbc:{name}") for name in ("StreetName", "BuildingNumber", "AdditionalStreetName", "Postbox")]
    lines = [each for each in named if each is not None and each.words]
    return lines + [each for each in given.every("cac:AddressLine/cbc:Line") if each.words]


def _fill_dutch(found: dict[str, Any], pointer: str, given: Node, lines: list[Node]) -> None:
    street, *more = lines
    words = street.words
    if more and _NUMBER.fullmatch(more[0].words[:NAME_LENGTH]):  # the number stands apart
        words = f"{words} {more.pop(0).words}"
    match = _STREET.fullmatch(words) if len(words) <= NAME_LENGTH else None  # a long one takes long to match
    if match is None or _SECOND_NUMBER.search(match["street"]) or len(match["suffix"] or "") > _MOST_OF_A_SUFFIX:
        fill(found, pointer, Address, "street", street)
        given.notes.remark(
            f"{pointer}/house_number",
            text("Which is the house number cannot be told for certain. Fill in street, house_number and suffix."),
            street.place,
        )
        return
    fill_value(found, pointer, Address, "street", street, match["street"].rstrip(", "))
    fill_value(found, pointer, Address, "house_number", street, match["number"])
    if match["suffix"]:
        fill_value(found, pointer, Address, "house_number_suffix", street, match["suffix"].strip())
    for each in more:
        each.notes.remark(
            pointer,
            text("A Dutch address has no second line, so this one is left out. Fill it in if it matters."),
            each.place,
        )
