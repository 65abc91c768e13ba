"""The insolvency of the debtor, for the claim that is filed in it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.dossier.leaves import Day, Flag, Line, Part, Short

InsolvencyType = Literal["bankruptcy", "wsnp", "suspension"]
Rank = Literal["concurrent", "preferential", "retention-of-title"]


class Insolvency(Part):
    """The judgment, and what the creditor claims in it. The dossier has the circumstance of the same type and day."""

    type: InsolvencyType = Field(
        description="bankruptcy (faillissement), wsnp (schuldsanering) or suspension (surseance).",
        examples=["bankruptcy"],
    )
    number: Short = Field(description="Number that the court gave it.", examples=["F.13/26/123"])
    court: Line = Field(description="The court.", examples=["Rechtbank Midden-Nederland"])
    declared_on: Day = Field(description="Day of the judgment.", examples=["2026-11-10"])
    rank: Rank = Field(
        "concurrent",
        description="Rank that the creditor claims: concurrent, preferential (with priority), or "
        "retention-of-title (the goods remained the creditor's).",
        examples=["concurrent"],
    )
    rank_ground: Line | None = Field(
        None,
        description="What another rank than concurrent rests on: the article or the clause.",
        examples=["artikel 7 van de leveringsvoorwaarden"],
    )
    vat_refund: Flag = Field(
        False,
        description="Does the creditor ask the VAT of the unpaid invoices back from the tax authority?",
        examples=[True],
    )
