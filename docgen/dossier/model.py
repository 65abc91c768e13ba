"""The input of docgen: every part of a letter request. The modules behind it are split by subject."""

from __future__ import annotations

from docgen.dossier.address import Address
from docgen.dossier.claims import (
    Agreement,
    ChargedCosts,
    CollectionCosts,
    InterestTerms,
    Invoice,
    Payment,
    Terms,
)
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
from docgen.dossier.debtor_messages import DebtorMessage
from docgen.dossier.insolvency import Insolvency
from docgen.dossier.officers import Officer
from docgen.dossier.parties import Agency, Creditor, Debtor, Party, Registration
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
    "CollectionCosts",
    "Contact",
    "Creditor",
    "Debtor",
    "DebtorMessage",
    "Dossier",
    "HelpPartner",
    "HistoryEntry",
    "Insolvency",
    "InterestTerms",
    "Invoice",
    "KindId",
    "LetterRequest",
    "NextStep",
    "NextStepRequest",
    "Officer",
    "Party",
    "Payment",
    "PaymentDetails",
    "PaymentPlan",
    "Registration",
    "Remittance",
    "SettlementTerms",
    "Support",
    "Terms",
]
