"""What is between creditor and agency: money that was passed on, and how their settlement goes. No debtor sees it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from docgen.dossier.leaves import (
    Day,
    Flag,
    Iban,
    NotNegativeMoney,
    Part,
    PercentNumber,
    PositiveMoney,
    Short,
    TermDays,
    items,
)


class Remittance(Part):
    """Money that the agency passed on to the creditor."""

    paid_on: Day = Field(description="Day on which the agency paid it.", examples=["2026-10-20"])
    amount: PositiveMoney = Field(description="Amount in euros that was passed on.", examples=["200.00"])
    reference: Short | None = Field(
        None, description="Reference of the payment to the creditor.", examples=["UB-2026-1044"]
    )


class BaseFeeBand(Part):
    """The base fee of claims of one size."""

    up_to: PositiveMoney | None = Field(
        None,
        description="For claims up to and including this amount. Empty: for every larger one.",
        examples=["500.00"],
    )
    amount: NotNegativeMoney = Field(description="Base fee in euros without VAT.", examples=["35.00"])


class SettlementTerms(Part):
    """How creditor and agency settle. Its fees are between those two: no letter to the debtor holds any of it."""

    profile: Short = Field(
        description="Id of the process profile whose fees were agreed.", examples=["friendly-same-day"]
    )
    commission: PercentNumber | None = Field(
        None, description="Commission in percent, where the profile leaves it open.", examples=["12.5"]
    )
    base_fee: Annotated[tuple[BaseFeeBand, ...], *items(20)] = Field(
        (), description="Base fee by the size of the claim, from small to large, where the profile leaves it open."
    )
    direct_payments_count: Flag = Field(
        False,
        description="Does the fee count what the debtor paid to the creditor directly after the hand-over?",
        examples=[False],
    )
    not_recoverable: Flag = Field(
        False, description="Was the file closed because the debtor has no means to pay?", examples=[False]
    )
    set_off: Flag = Field(
        False,
        description="May the agency take its fee out of what it received, instead of asking it?",
        examples=[True],
    )
    payment_days: TermDays | None = Field(
        None,
        description="Number of days in which the creditor pays the fee. Default: the statutory term.",
        examples=[14],
    )
    fee_iban: Iban | None = Field(
        None,
        description="Account on which the agency wants its fee, when that is another than the one for payments of "
        "debtors.",
        examples=["NL02ABNA0123456789"],
    )
    invoice_number: Short | None = Field(
        None, description="Number of the statement as an invoice of the agency.", examples=["AF-2026-0317"]
    )
