"""What was said in a case besides the letters: calls, visits and messages, each with its day, channel and content."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.dossier.leaves import Day, Line, Part

ContactChannel = Literal["phone", "visit", "email", "post", "sms", "portal"]
ContactRole = Literal["debtor", "creditor", "agency"]


class Contact(Part):
    """A call, a visit or a message that is no letter of the history. Only the hand-over to a bailiff and the status of
    a file tell of it.
    """

    on: Day = Field(description="Day of the contact.", examples=["2026-10-29"])
    channel: ContactChannel = Field(description="How: phone, visit, email, post, sms or portal.", examples=["phone"])
    by: ContactRole = Field(description="Who sought it: debtor, creditor or agency.", examples=["agency"])
    summary: Line = Field(
        description="What was said, shortly and as a fact.", examples=["Debiteur belooft te betalen op 5 november"]
    )
