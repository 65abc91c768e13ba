"""What must make sense together between creditor and agency: what was passed on, and the base fee."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docgen.dossier.mistake import Problems
from docgen.dossier.model import BaseFeeBand, Dossier
from docgen.dossier.partial import known
from docgen.errors import InputProblem
from docgen.texts import text

_ZERO = Decimal("0.00")


def settlement_problems(dossier: Dossier) -> Problems:
    """All about remittances and settlement of a dossier."""
    yield from _remittances(dossier)
    settlement = dossier.settlement
    if settlement is not None and known(settlement, settlement.base_fee):
        yield from band_problems("/dossier/settlement/base_fee", settlement.base_fee)


def band_problems(here: str, bands: Iterable[BaseFeeBand]) -> Problems:
    """Bands go from small to large, and the last one, which holds for every larger claim, has no `up_to`."""
    listed = list(bands)
    largest = _ZERO
    for place, band in enumerate(listed):
        if not known(band, band.up_to):
            continue
        pointer = f"{here}/{place}/up_to"
        last = place == len(listed) - 1
        if last and band.up_to is not None:
            yield InputProblem(pointer, text("The last one holds for every larger claim. Leave up_to out."))
        elif not last and band.up_to is None:
            yield InputProblem(pointer, text("Only the last one has no up_to. Add it, or make this the last."))
        elif band.up_to is not None:
            if band.up_to <= largest:
                yield InputProblem(pointer, text("These go from small to large. Correct the amount, or the order."))
            largest = max(largest, band.up_to)


def _remittances(dossier: Dossier) -> Problems:
    """No more can have been passed on by any day than the agency had received by then."""
    payments, remittances = dossier.payments, dossier.remittances
    if not known(payments, remittances, *payments, *remittances):
        return
    if not known(*(part for each in payments for part in (each.received_on, each.amount, each.received_by))):
        return
    if not known(*(part for each in remittances for part in (each.paid_on, each.amount))):
        return
    passed_on = _ZERO
    for place, each in sorted(enumerate(remittances), key=lambda pair: pair[1].paid_on):
        received = sum(
            (one.amount for one in payments if one.received_by == "agency" and one.received_on <= each.paid_on), _ZERO
        )
        passed_on += each.amount
        if passed_on > received:
            yield InputProblem(
                f"/dossier/remittances/{place}/amount",
                text(
                    "By this day more was passed on than the agency had received. Correct it, or add the payment with "
                    "received_by agency."
                ),
            )
