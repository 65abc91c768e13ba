"""The input of docgen: every part of a letter request. The modules behind it are split by subject."""

from __future__ import annotations

from docgen.dossier.address import Address
from docgen.dossier.agenda import PlannedStep
from docgen.dossier.claims import (
    Agreement,
    ChargedCosts,
    CollectionCosts,
    InterestTerms,
    Invoice,
    Payment,
    Terms,
)
from docgen.dossier.closing import Closing
from docgen.dossier.contacts import Contact
from docgen.dossier.course import (
    Attachment,
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
from docgen.dossier.intake import Intake, MissingItem
from docgen.dossier.officers import Officer
from docgen.dossier.parties import Agency, Creditor, Debtor, Party, Registration
from docgen.dossier.portal import Portal
from docgen.dossier.request import AGENCY_KINDS, CalculationRequest, Dossier, LetterRequest, NextStepRequest
from docgen.dossier.settling import BaseFeeBand, Remittance, SettlementTerms
from docgen.dossier.support import HelpPartner, Support

__all__ = [
    "AGENCY_KINDS",
    "Address",
    "Agency",
    "Agreement",
    "Attachment",
    "BaseFeeBand",
    "CalculationRequest",
    "ChargedCosts",
    "Circumstance",
    "Closing",
    "CollectionCosts",
    "Contact",
    "CourtAdvice",
    "Creditor",
    "Debtor",
    "DebtorMessage",
    "Dossier",
    "HelpPartner",
    "HistoryEntry",
    "Insolvency",
    "Intake",
    "InterestTerms",
    "Invoice",
    "KindId",
    "LetterRequest",
    "MissingItem",
    "NextStep",
    "NextStepRequest",
    "Officer",
    "Party",
    "Payment",
    "PaymentDetails",
    "PaymentPlan",
    "PlannedStep",
    "Portal",
    "Registration",
    "Remittance",
    "SettlementTerms",
    "Support",
    "Terms",
]
