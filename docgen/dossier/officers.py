"""Who takes a claim over from creditor or agency: the bailiff, and the curator or administrator of an insolvency."""

from __future__ import annotations

from pydantic import Field

from docgen.dossier.address import Address, Language
from docgen.dossier.leaves import Email, Name, Part


class Officer(Part):
    """A bailiff, or the curator or administrator of an insolvency, with the address that letters go to."""

    name: Name = Field(description="Name of the office or the person.", examples=["Jansen Advocaten"])
    attention: Name | None = Field(
        None, description="For whose attention, within an office.", examples=["mr. A. Jansen, curator"]
    )
    salutation: Name | None = Field(
        None,
        description="The whole salutation without its comma. Without it the letter greets neutrally.",
        examples=["Geachte mevrouw Jansen"],
    )
    address: Address = Field(description="Postal address.")
    email: Email | None = Field(None, description="E-mail address for claims.", examples=["curator@example.nl"])
    language: Language | None = Field(
        None, description="Language of the letters: nl or en. Default: nl.", examples=["nl"]
    )
