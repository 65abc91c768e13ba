"""Help for a debtor in trouble: a pause, who guides, and the organisations that the debtor is referred to."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from docgen.dossier.leaves import Day, Line, Link, Name, Part, Phone, items


class HelpPartner(Part):
    """An organisation that helps people with debts."""

    name: Name = Field(description="Name of the organisation.", examples=["SchuldHulpMaatje Utrecht"])
    helps_with: Line | None = Field(
        None,
        description="What it does for the debtor, as a sentence.",
        examples=["Een vrijwilliger helpt u om uw geldzaken op orde te krijgen."],
    )
    phone: Phone | None = Field(None, description="Its telephone number.", examples=["030 765 43 21"])
    website: Link | None = Field(None, description="Its web site, with https://.", examples=["https://hulp.example"])


Partners = Annotated[tuple[HelpPartner, ...], *items(6)]


class Support(Part):
    """What is offered to a debtor with money worries."""

    pause_until: Day | None = Field(
        None, description="Last day of a pause in which nothing is asked of the debtor.", examples=["2027-01-31"]
    )
    adviser: Name | None = Field(None, description="Who guides the debtor.", examples=["M. van Dam"])
    adviser_phone: Phone | None = Field(
        None, description="Telephone number of who guides the debtor.", examples=["023 765 43 22"]
    )
    partners: Partners = Field(
        (), description="Organisations that can help this debtor. Default: the partners of the agency."
    )
