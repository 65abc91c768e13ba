"""What is claimed: invoices, payments on them, interest, collection costs and the terms they rest on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.dossier.leaves import (
    Day,
    Flag,
    Line,
    Money,
    NonZeroMoney,
    NotNegativeMoney,
    Part,
    PercentNumber,
    PositiveMoney,
    Short,
    items,
)

PartyRole = Literal["creditor", "agency"]
InterestType = Literal["statutory", "commercial", "contractual", "none"]
CostsType = Literal["statutory", "contractual", "reduced", "none"]
Clause = Literal["none", "follows", "deviates"]


class Agreement(Part):
    """The agreement an invoice rests on."""

    kind: Line | None = Field(None, description="What it is, in the letter's language.", examples=["overeenkomst"])
    date: Day | None = Field(None, description="Day it was made.", examples=["2026-07-15"])
    reference: Line | None = Field(None, description="Its number: order, contract or policy.", examples=["O2026-88"])


class Invoice(Part):
    """An invoice, or a credit note when its amount is negative."""

    number: Short = Field(description="Invoice number; each number once.", examples=["F2026-101"])
    issued_on: Day = Field(description="Date of the invoice.", examples=["2026-08-01"])
    due_on: Day = Field(description="Last day of its payment term.", examples=["2026-08-31"])
    amount: NonZeroMoney = Field(
        description="Amount in euros with VAT; negative for a credit note.", examples=["1250.00"]
    )
    vat: Money | None = Field(
        None, description="VAT in the amount, in euros; negative in a credit note.", examples=["216.94"]
    )
    description: Line | None = Field(None, description="What it was for.", examples=["Levering augustus"])
    agreement: Agreement | None = Field(None, description="The agreement it rests on.")
    contract: Short | None = Field(
        None,
        description="Id of the contract whose instalment this is: the same for all its instalments.",
        examples=["HUUR-12"],
    )
    term_agreed: Flag = Field(
        True,
        description="Was the payment term agreed, so that the debtor is late by its passing alone?",
        examples=[True],
    )
    credits: Short | None = Field(
        None, description="Credit note: number of the invoice that it lowers; else the oldest.", examples=["F2026-101"]
    )


class Payment(Part):
    """Money that came in."""

    received_on: Day = Field(description="Day it was received.", examples=["2026-09-15"])
    amount: PositiveMoney = Field(description="Amount in euros.", examples=["100.00"])
    invoice_number: Short | None = Field(
        None, description="Invoice that the debtor named with the payment.", examples=["F2026-101"]
    )
    received_by: PartyRole = Field(
        "creditor", description="Who received it: creditor or agency.", examples=["creditor"]
    )


class InterestTerms(Part):
    """The interest of the case."""

    type: InterestType | None = Field(
        None,
        description="statutory (art. 6:119 BW), commercial (6:119a), contractual or none. "
        "Default: statutory for a consumer, commercial for a business.",
        examples=["statutory"],
    )
    annual_rate: PercentNumber | None = Field(
        None, description="Contractual interest only: percent per year.", examples=["8.5"]
    )


class ChargedCosts(Part):
    """Collection costs that were charged before over the same contract."""

    charged_on: Day = Field(description="Day they were charged.", examples=["2026-06-01"])
    amount: NotNegativeMoney = Field(description="Amount in euros.", examples=["40.00"])


class CollectionCosts(Part):
    """The collection costs of the case."""

    type: CostsType = Field(
        "statutory",
        description="statutory (the legal scale), contractual (a business only), reduced (one lower amount) or none.",
        examples=["statutory"],
    )
    percentage: PercentNumber | None = Field(
        None, description="Contractual costs only: percent of the principal.", examples=["15"]
    )
    minimum: NotNegativeMoney | None = Field(
        None, description="Contractual costs only: the least in euros.", examples=["50.00"]
    )
    amount: NotNegativeMoney | None = Field(
        None, description="Reduced costs only: the one amount in euros that is asked.", examples=["25.00"]
    )
    vat_claimed: Flag | None = Field(
        None,
        description="Is VAT added to the costs? Default: only when the creditor cannot reclaim it.",
        examples=[False],
    )
    charged_before: Annotated[tuple[ChargedCosts, ...], *items(100)] = Field(
        (), description="Collection costs charged before over instalments of the same contract."
    )


class Terms(Part):
    """What the creditor's general terms say: none (nothing), follows (the law) or deviates (from it)."""

    costs_clause: Clause = Field("none", description="What they say on collection costs.", examples=["none"])
    interest_clause: Clause = Field("none", description="What they say on interest.", examples=["none"])
