"""The whole input: a dossier, and what is asked to be made of it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from docgen.dossier.address import Language
from docgen.dossier.agenda import PlannedStep
from docgen.dossier.claims import CollectionCosts, InterestTerms, InterestType, Invoice, PartyRole, Payment, Terms
from docgen.dossier.closing import Closing
from docgen.dossier.contacts import Contact
from docgen.dossier.course import (
    Attachment,
    Channel,
    Circumstance,
    HistoryEntry,
    KindId,
    NextStep,
    PaymentDetails,
    PaymentPlan,
)
from docgen.dossier.court_advice import CourtAdvice
from docgen.dossier.debtor_messages import DebtorMessage
from docgen.dossier.insolvency import Insolvency
from docgen.dossier.intake import Intake
from docgen.dossier.leaves import Day, Flag, Name, Part, Short, TermDays, Time, Version, items
from docgen.dossier.officers import Officer
from docgen.dossier.parties import Agency, Creditor, Debtor
from docgen.dossier.post import FoldMarks
from docgen.dossier.settling import Remittance, SettlementTerms
from docgen.dossier.strict_json import JsonNumber
from docgen.dossier.support import Support

# The kinds whose letters are the agency's unless the request says otherwise.
AGENCY_KINDS = frozenset(get_args(KindId)) - {"payment-reminder", "wik-notice"}
# The kinds whose letters go to the creditor.
TO_CREDITOR = frozenset((
    "claim-receipt", "intake-incomplete", "status-creditor", "court-advice", "closing-creditor", "remittance-advice",
    "settlement-statement", "dispute-notice-creditor",
))  # fmt: skip

Stage = Annotated[
    Literal["1", "2", "final"],
    BeforeValidator(lambda value: str(value) if isinstance(value, JsonNumber) or type(value) is int else value),
    WithJsonSchema({"enum": ["1", "2", "final", 1, 2]}),
]


class Dossier(Part):
    """The case: who owes what to whom, and what happened until now. Amounts are in euros."""

    reference: Short = Field(description="Dossier number.", examples=["D2026-004711"])
    creditor: Creditor = Field(description="Whom the money is owed to.")
    debtor: Debtor = Field(description="Who has to pay.")
    agency: Agency | None = Field(None, description="The collection agency, when there is one.")
    invoices: Annotated[tuple[Invoice, ...], *items(500, at_least=1)] = Field(
        description="All invoices and credit notes of the case."
    )
    payments: Annotated[tuple[Payment, ...], *items(500)] = Field((), description="All payments received.")
    payments_processed_until: Day | None = Field(
        None, description="Day until which payments were processed.", examples=["2026-11-20"]
    )
    interest: InterestTerms = Field(default_factory=InterestTerms, description="Which interest runs.")
    collection_costs: CollectionCosts = Field(
        default_factory=CollectionCosts, description="Which collection costs may be asked."
    )
    terms: Terms = Field(default_factory=Terms, description="What the creditor's general terms say.")
    history: Annotated[tuple[HistoryEntry, ...], *items(200)] = Field((), description="Letters sent before.")
    handed_over_on: Day | None = Field(
        None, description="Day the case was handed over to the agency.", examples=["2026-11-02"]
    )
    payment_plan: PaymentPlan | None = Field(None, description="The payment plan, when there is one.")
    next_step: NextStep | None = Field(None, description="What happens when nothing is paid.")
    circumstances: Annotated[tuple[Circumstance, ...], *items(20)] = Field(
        (), description="Situations in which collecting changes or stops."
    )
    messages: Annotated[tuple[DebtorMessage, ...], *items(50)] = Field(
        (), description="Objections, complaints and questions of the debtor."
    )
    support: Support | None = Field(None, description="What is offered to a debtor with money worries.")
    insolvency: Insolvency | None = Field(None, description="The insolvency in which the claim is filed.")
    curator: Officer | None = Field(
        None, description="The curator of the bankruptcy, or the administrator of the statutory debt scheme."
    )
    bailiff: Officer | None = Field(None, description="The bailiff who takes the case over.")
    contacts: Annotated[tuple[Contact, ...], *items(200)] = Field(
        (), description="Calls, visits and messages besides the letters. Only the hand-over to a bailiff tells of them."
    )
    payment: PaymentDetails = Field(default_factory=PaymentDetails, description="Where and how to pay.")
    attachments: Annotated[tuple[Attachment, ...], *items(20)] = Field(
        (), description="Files that go with the letter, such as the invoice."
    )
    intake: Intake | None = Field(
        None,
        description="The creditor's instruction to collect, as it came in. No letter to the debtor holds any of it.",
    )
    handler: Name | None = Field(
        None, description="Who handles the file at the agency: the creditor's contact.", examples=["N. Haddad"]
    )
    planned: Annotated[tuple[PlannedStep, ...], *items(20)] = Field(
        (), description="What the agency is going to do. No letter to the debtor holds any of it."
    )
    court_advice: CourtAdvice | None = Field(
        None, description="The agency's advice about going to court. No letter to the debtor holds any of it."
    )
    closing: Closing | None = Field(
        None, description="That the agency closes its file, and why. No letter to the debtor holds any of it."
    )
    remittances: Annotated[tuple[Remittance, ...], *items(500)] = Field(
        (), description="What the agency passed on to the creditor. No letter to the debtor holds any of it."
    )
    settlement: SettlementTerms | None = Field(
        None, description="How creditor and agency settle. No letter to the debtor holds any of it."
    )

    @property
    def interest_type(self) -> InterestType:
        """Which interest runs, the default by the debtor's capacity filled in."""
        if self.interest.type is not None:
            return self.interest.type
        return "statutory" if self.debtor.type == "consumer" else "commercial"

    @property
    def vat_claimed(self) -> bool:
        """Is VAT added to the collection costs?"""
        claimed = self.collection_costs.vat_claimed
        return not self.creditor.can_reclaim_vat if claimed is None else claimed


class LetterRequest(Part):
    """What letter to make, and the dossier it is about."""

    kind: KindId = Field(description="Kind of the letter.", examples=["wik-notice"])
    dossier: Dossier = Field(description="The case.")
    branding: PartyRole | None = Field(
        None,
        description="Whose letterhead: creditor or agency. The default depends on the kind.",
        examples=["creditor"],
    )
    performed_by: PartyRole | None = Field(
        None, description="Who does the collecting: creditor or agency. Default: as branding.", examples=["creditor"]
    )
    costs: Literal["none", "announced", "claimed"] | None = Field(
        None,
        description="What the letter does with collection costs. The default depends on the kind.",
        examples=["announced"],
    )
    interest: Literal["none", "claimed"] | None = Field(
        None, description="Does the letter claim interest? The default depends on the kind.", examples=["none"]
    )
    channel: Channel | None = Field(
        None,
        description="How the letter goes: post, registered, email or sms. Default: as its form goes, else post.",
        examples=["post"],
    )
    tracking_id: Short | None = Field(
        None,
        description="Number of a registered letter at the carrier. It is not printed; the entry for history holds it.",
        examples=["3SABCD1234567"],
    )
    language: Language | None = Field(None, description="nl or en. Default: the debtor's, else nl.", examples=["nl"])
    date: Day | None = Field(
        None, description="Date of the letter. Default: today in Amsterdam.", examples=["2026-11-21"]
    )
    send_at: Time | None = Field(
        None,
        description="Time at which an e-mail or SMS is to go, in Amsterdam (HH:MM). An agency may not reach a natural "
        "person at night. Letters by post need none.",
        examples=["09:30"],
    )
    term_days: TermDays | None = Field(
        None, description="Number of days to pay in. The default depends on the kind.", examples=[14]
    )
    stage: Stage | None = Field(None, description="Stage of a sommatie: 1, 2 or final.", examples=["final"])
    message: Short | None = Field(
        None,
        description="Id of the debtor's message that the letter is about. Default: the latest that fits the kind.",
        examples=["B-2026-17"],
    )
    engine: Literal["html", "word"] = Field(
        "html",
        description="Template that the PDF is made from; word needs LibreOffice on the machine of the service.",
        examples=["html"],
    )
    template_version: Version | None = Field(
        None, description="Version of the Word template. Default: the published one.", examples=["3f2a91c07be4"]
    )
    append_attachments: Flag = Field(False, description="Print PDF attachments behind the letter.", examples=[False])
    annex: Flag = Field(
        False, description="Add the annex that explains the amount; only to a letter that asks money.", examples=[False]
    )
    kix: Flag | None = Field(
        None,
        description="Print PostNL's KIX code above a Dutch address; only by ordinary post. Default: the brand's "
        "choice, else no.",
        examples=[False],
    )
    fold_marks: FoldMarks | None = Field(
        None,
        description="Marks where the sheet is folded: three (envelope DL or C5/6), two (envelope C5), both or none. "
        "Default: the brand's choice, else both.",
        examples=["both"],
    )
    on_finding: Literal["refuse", "warn"] = Field(
        "refuse",
        description="What an error finding does: refuse the letter, or warn and mark it CONCEPT.",
        examples=["refuse"],
    )


class _OnDate(Part):
    dossier: Dossier = Field(description="The case.")
    date: Day | None = Field(
        None, description="Date of the calculation. Default: today in Amsterdam.", examples=["2026-11-21"]
    )


class CalculationRequest(_OnDate):
    """A dossier and the date on which to say what is owed."""

    court_costs: Flag = Field(
        False,
        description="Add a forecast of what a case before the cantonal judge would cost: an indication for the "
        "creditor, no claim.",
        examples=[False],
    )


class NextStepRequest(_OnDate):
    """A dossier, the date on which to say what follows, and by which process."""

    profile: Short | None = Field(
        None, description="Id of the process profile. Default: the service's own.", examples=["standard"]
    )
