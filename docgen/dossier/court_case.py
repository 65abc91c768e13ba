"""What it would cost to bring a dossier before the cantonal judge."""

from __future__ import annotations

from datetime import date

from docgen.dossier.account import Account
from docgen.dossier.model import Dossier
from docgen.law.court import CourtCosts, court_costs


def forecast(dossier: Dossier, account: Account, on: date) -> CourtCosts:
    """The forecast over all that is due in an account of the dossier, for its creditor on a day.

    Raises `NotSupported` above the limit of the cantonal judge and `RatesNotKnown` outside the tables.
    """
    creditor = dossier.creditor
    return court_costs(
        account.total_due,
        account.principal,
        on,
        legal_entity=creditor.is_legal_entity,
        reclaims_vat=creditor.can_reclaim_vat,
    )
