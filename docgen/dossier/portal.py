"""Where someone can follow a case on the web: the address of a portal, and the code to enter it with."""

from __future__ import annotations

from pydantic import Field

from docgen.dossier.leaves import Link, Part, Short


class Portal(Part):
    """The agency's web portal, for the one who holds this. The code stands in a letter and nowhere else."""

    address: Link = Field(
        description="Where to log in, with https://.", examples=["https://mijn.voorbeeldincasso.example"]
    )
    code: Short | None = Field(None, description="The code to log in with.", examples=["7KQ2-M4XP"])
