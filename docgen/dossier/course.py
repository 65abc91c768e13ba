"""What happened and what was agreed: letters sent, plans, circumstances, where to pay, enclosures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.dossier.claims import PartyRole
from docgen.dossier.leaves import (
    Day,
    File,
    Instalments,
    Line,
    Link,
    Name,
    NotNegativeMoney,
    Part,
    PositiveMoney,
    Reference,
    Short,
    TermDays,
    items,
)

KindId = Literal[
    "payment-reminder",
    "wik-notice",
    "sommatie",
    "cost-specification",
    "payment-plan-confirmation",
    "claim-receipt",
    "intake-incomplete",
    "status-creditor",
    "court-advice",
    "closing-creditor",
    "remittance-advice",
    "settlement-statement",
    "instalment-reminder",
    "plan-lapse",
    "payment-acknowledgement",
    "closing-debtor",
    "dispute-acknowledgement",
    "complaint-acknowledgement",
    "reply",
    "help-referral",
    "dispute-notice-creditor",
    "curator-claim",
    "bailiff-handover",
]
Channel = Literal["post", "registered", "email", "sms"]
TermWording = Literal["from-day-after-delivery", "after-delivery", "after-receipt", "after-date", "date", "other"]


class HistoryEntry(Part):
    """A letter that was sent before. The JSON answer of a letter holds its entry ready-made."""

    kind: KindId = Field(description="Kind of the letter.", examples=["wik-notice"])
    sent_on: Day = Field(description="Day it was sent.", examples=["2026-09-21"])
    channel: Channel = Field("post", description="How it was sent: post, registered, email or sms.", examples=["post"])
    delivered_on: Day | None = Field(
        None, description="Day it was delivered, only when that can be proved.", examples=["2026-09-23"]
    )
    performed_by: PartyRole = Field("creditor", description="Who sent it: creditor or agency.", examples=["creditor"])
    invoice_numbers: Annotated[tuple[Short, ...], *items(500)] = Field(
        (), description="Invoices that it asked to pay. Empty: all that were overdue then.", examples=[["F2026-101"]]
    )
    amount_asked: NotNegativeMoney | None = Field(None, description="Amount it asked, in euros.", examples=["1150.00"])
    pay_by: Day | None = Field(None, description="Last day to pay, when it printed one.", examples=["2026-10-08"])
    term_days: TermDays | None = Field(None, description="Number of days it gave.", examples=[14])
    term_wording: TermWording | None = Field(
        None,
        description="How it said the term: from-day-after-delivery ('within 14 days from the day after this letter was "
        "delivered to you'), after-delivery ('within 15 days after delivery'), after-receipt, after-date (of the "
        "letter), date (only a last day) or other.",
        examples=["from-day-after-delivery"],
    )
    tracking_id: Short | None = Field(
        None, description="Number of a registered letter at the carrier: proof of sending.", examples=["3SABCD1234567"]
    )
    instalment_number: Instalments | None = Field(
        None, description="Reminder of an instalment: the number of that instalment.", examples=[2]
    )
    announced_costs: NotNegativeMoney | None = Field(
        None, description="Collection costs it announced, in euros without VAT.", examples=["172.50"]
    )
    announced_vat: NotNegativeMoney | None = Field(
        None, description="VAT on the collection costs that it announced, in euros.", examples=["0.00"]
    )


class PaymentPlan(Part):
    """A payment plan: a number of instalments, or the amount of each."""

    agreed_on: Day = Field(description="Day it was agreed.", examples=["2026-11-20"])
    agreed_with: Name | None = Field(None, description="With whom the debtor spoke.", examples=["S. Bakker"])
    channel: Short | None = Field(None, description="How: by telephone, e-mail, ...", examples=["telefoon"])
    total: PositiveMoney | None = Field(
        None, description="Sum of the instalments in euros. Default: what is due on agreed_on.", examples=["1333.00"]
    )
    instalment_count: Instalments | None = Field(None, description="Number of instalments.", examples=[6])
    instalment_amount: PositiveMoney | None = Field(
        None, description="Amount of each instalment in euros; the last takes the difference.", examples=["250.00"]
    )
    first_due_on: Day = Field(description="Last day for the first instalment.", examples=["2026-12-01"])
    interval: Literal["weekly", "four-weekly", "monthly"] = Field(
        "monthly", description="Time between instalments.", examples=["monthly"]
    )
    interest: Literal["stops", "runs"] = Field(
        "stops", description="Does interest stop during the plan, or run on (a business only)?", examples=["stops"]
    )
    reply_by: Day | None = Field(
        None, description="Last day to say that it was not agreed so.", examples=["2026-11-27"]
    )


class NextStep(Part):
    """The next step."""

    kind: Literal["discuss", "agency", "bailiff", "court", "none"] = Field(
        "discuss",
        description="discuss (with the creditor, about going to court), agency (hand over), bailiff, court, or none.",
        examples=["discuss"],
    )
    decided_on: Day | None = Field(
        None, description="Day on which the creditor decided on it.", examples=["2026-11-01"]
    )


class Circumstance(Part):
    """A situation in which collecting changes or stops."""

    type: Literal["dispute", "bankruptcy", "wsnp", "suspension", "debt-help", "guardian", "deceased"] = Field(
        description="What it is. wsnp is the legal debt rescheduling, suspension is surseance, guardian is bewind.",
        examples=["dispute"],
    )
    since: Day | None = Field(None, description="First day. Empty: it holds on every date.", examples=["2026-10-02"])
    until: Day | None = Field(None, description="Last day, when it is over.", examples=["2026-12-31"])
    reference: Line | None = Field(
        None, description="Its number, such as the insolvency number.", examples=["F.13/26/123"]
    )
    contact: Line | None = Field(
        None, description="Who acts: trustee, administrator, helper.", examples=["mr. A. Jansen"]
    )


class PaymentDetails(Part):
    """The payment that is asked: whose account, which reference."""

    pay_to: PartyRole = Field("creditor", description="Whose account: creditor or agency.", examples=["creditor"])
    reference: Reference | None = Field(
        None,
        description="Payment reference: an RF reference, a betalingskenmerk of 16 digits, or free text. "
        "Default: the dossier's.",
        examples=["RF53INC20260001"],
    )
    link: Link | None = Field(None, description="Payment link, https only.", examples=["https://pay.example.nl/d/4711"])


class Attachment(Part):
    """A file that goes with the letter."""

    name: Name = Field(description="File name with its extension.", examples=["factuur.pdf"])
    media_type: Literal["application/pdf", "image/png", "image/jpeg"] = Field(
        description="What kind of file it is.", examples=["application/pdf"]
    )
    content: File = Field(description="The bytes of the file in base64.", examples=["JVBERi0xLjcK"])
