"""An address that can be asked for its lines on an envelope, and for itself in one line."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.dossier.countries import COUNTRIES, NETHERLANDS
from docgen.dossier.leaves import Country, Name, Part, PostalCode, Tiny

Language = Literal["nl", "en"]

_ATTENTION = {"nl": "t.a.v.", "en": "Attn."}
# Where the number stands in front of the street, and where the postal code stands after the town.
_NUMBER_FIRST = frozenset(("AU", "CA", "FR", "GB", "GG", "IE", "IM", "JE", "LU", "MC", "NZ", "US", "ZA"))
_CODE_AFTER = frozenset(("AU", "CA", "IN", "NZ", "SG", "US"))
_CODE_BELOW = frozenset(("GB", "GG", "IE", "IM", "JE", "ZA"))


class Address(Part):
    """A postal address. In the Netherlands house number and postal code are needed too; abroad they may be left out."""

    street: Name = Field(
        description="Street, or Postbus / Antwoordnummer. Abroad it may hold the whole line with its number.",
        examples=["Molenstraat"],
    )
    house_number: Tiny | None = Field(
        None, description="House number, digits only in the Netherlands. Required there.", examples=["12"]
    )
    house_number_suffix: Tiny | None = Field(
        None, description="What follows the house number: a letter, a number, or for instance bis.", examples=["A"]
    )
    postal_code: PostalCode | None = Field(
        None,
        description="Postal code; four digits and two letters in the Netherlands, and required there.",
        examples=["3511 AB"],
    )
    city: Name = Field(description="Town.", examples=["Utrecht"])
    country: Country = Field(NETHERLANDS, description="Country, as the two letters of ISO 3166.", examples=["NL"])

    @property
    def is_dutch(self) -> bool:
        """Is this address in the Netherlands (the European part)?"""
        return self.country == NETHERLANDS

    def country_name(self, language: str) -> str:
        """Name of the country in Dutch (nl) or English (any other)."""
        return COUNTRIES[self.country][0 if language == "nl" else 1]

    @property
    def _number(self) -> str:
        number, suffix = self.house_number or "", self.house_number_suffix or ""
        if suffix[:1].isdigit():
            return f"{number}-{suffix}"
        apart = len(suffix) > 1 and suffix[0].isalpha()
        return f"{number}{' ' if apart else ''}{suffix}"

    @property
    def _street_line(self) -> str:
        parts = (self._number, self.street) if self.country in _NUMBER_FIRST else (self.street, self._number)
        return " ".join(part for part in parts if part)

    def _town_lines(self, town: str, gap: str) -> list[str]:
        if not self.postal_code:
            return [town]
        if self.country in _CODE_BELOW:
            return [town, self.postal_code]
        if self.country in _CODE_AFTER:
            return [f"{town} {self.postal_code}"]
        return [f"{self.postal_code}{gap}{town}"]

    def lines(self, name: str, attention: str | None = None, *, language: str = "nl") -> tuple[str, ...]:
        """Three to six lines for an address window: PostNL's form, and for abroad the country last, in capitals."""
        lines = [name]
        if attention:
            lines.append(f"{_ATTENTION[language]} {attention}")
        lines.append(self._street_line)
        lines += self._town_lines(self.city.upper(), "  " if self.is_dutch else " ")
        if not self.is_dutch:
            lines.append(self.country_name(language).upper())
        return tuple(lines)

    def one_line(self, language: str = "nl") -> str:
        """The whole address on one line; the country only when it is not the Netherlands."""
        parts = [self._street_line, *self._town_lines(self.city, " ")]
        if not self.is_dutch:
            parts.append(self.country_name(language))
        return ", ".join(parts)
