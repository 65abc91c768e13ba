"""What the agency thinks of bringing a case before the court: chances, means of the debtor, other ways."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.dossier.leaves import Day, Paragraph, Part, items

Chances = Literal["good", "even", "poor"]
Means = Literal["good", "uncertain", "poor"]
AdvisedStep = Literal["court", "wait", "plan", "settle", "close"]
Alternative = Literal["demand", "plan", "settle", "wait", "write-off"]


class CourtAdvice(Part):
    """The agency's advice to the creditor about going to court."""

    chances: Chances = Field(
        description="Chance that the court agrees with the creditor: good, even or poor.", examples=["good"]
    )
    chances_because: Paragraph = Field(
        description="Why, in one or two sentences. The letter prints it.",
        examples=["De bestelling is schriftelijk en uw klant betwist haar niet."],
    )
    means: Means = Field(
        description="Can the debtor pay after a judgment: good, uncertain or poor.", examples=["uncertain"]
    )
    means_because: Paragraph = Field(
        description="Why, in one or two sentences. The letter prints it.",
        examples=["Uw klant heeft een zaak met inventaris, maar ook schulden bij anderen."],
    )
    advice: AdvisedStep = Field(
        description="What the agency advises: court, wait, plan (of payment), settle (for less) or close.",
        examples=["court"],
    )
    alternatives: Annotated[tuple[Alternative, ...], *items(5, at_least=1)] = Field(
        description="Other ways: another demand, a payment plan, settle for less, wait, or write-off.",
        examples=[["plan", "write-off"]],
    )
    reply_by: Day = Field(description="Day by which the creditor answers.", examples=["2026-12-11"])
