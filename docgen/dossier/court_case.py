"""What it would cost to bring a dossier before the cantonal judge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from docgen.dossier.model import Dossier
from docgen.law.court import CourtCosts, court_costs


def forecast(dossier: Dossier, claim: Decimal, on: date) -> CourtCosts:
    """The forecast over `claim`, all that is due in euros, for the creditor of a dossier on a day.

    Raises `NotSupported` above the limit of the cantonal judge and `RatesNotKnown` outside the tables.
    """
    creditor = dossier.creditor
    return court_costs(claim, on, legal_entity=creditor.is_legal_entity, reclaims_vat=creditor.can_reclaim_vat)
