"""A claim that a creditor hands in: when it came, what was checked, what is still missing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.dossier.leaves import Day, Line, Part, Short, TermDays, items

IntakeCheck = Literal["papers", "address", "trade-register", "insolvency-register", "guardianship-register", "means"]
MissingKind = Literal[
    "invoice",
    "agreement",
    "terms",
    "delivery",
    "reminder",
    "notice",
    "correspondence",
    "payments",
    "debtor-address",
    "debtor-details",
    "authority",
    "vat-position",
    "account",
    "other",
]


class MissingItem(Part):
    """Something that the agency still needs from the creditor."""

    what: MissingKind = Field(
        description="What it is: invoice, agreement, terms (general terms), delivery (proof of it), reminder, notice "
        "(the fourteen-day notice), correspondence, payments (an overview), debtor-address, debtor-details (who the "
        "debtor is), authority (to act for the creditor), vat-position (can the creditor reclaim VAT), account (where "
        "money goes) or other.",
        examples=["delivery"],
    )
    invoice_number: Short | None = Field(None, description="Invoice that it is about.", examples=["F2026-101"])
    note: Line | None = Field(
        None, description="What exactly is needed; required for other.", examples=["de getekende pakbon"]
    )


class Intake(Part):
    """The creditor's instruction to collect, as it came in."""

    received_on: Day | None = Field(
        None, description="Day it was received. Default: handed_over_on.", examples=["2026-11-02"]
    )
    checks: Annotated[tuple[IntakeCheck, ...], *items(6)] = Field(
        (),
        description="What the agency checked and found in order: papers, address, trade-register, insolvency-register "
        "(the debtor is not in it), guardianship-register (nor in that one), means (there is something to recover "
        "from). Due dates, limitation and notices are checked by the dossier itself.",
        examples=[["papers", "address", "insolvency-register"]],
    )
    missing: Annotated[tuple[MissingItem, ...], *items(20)] = Field(
        (), description="What the creditor still has to send."
    )
    reply_by: Day | None = Field(None, description="Last day for the creditor to send it.", examples=["2026-11-16"])
    expected_days: TermDays | None = Field(
        None, description="How many days the amicable phase takes as a rule.", examples=[60]
    )
