"""The forecast of court costs as data, with its doubts and sources, or the reason why there is none."""

from __future__ import annotations

from datetime import date

from docgen.dossier.account import Account
from docgen.dossier.court_case import forecast
from docgen.dossier.model import Dossier
from docgen.errors import NotSupported
from docgen.law.amounts import ZERO
from docgen.law.court import CourtCosts
from docgen.render.words import Words
from docgen.texts import Text, text

_FIGURES = ("court_fee", "summons", "summons_vat", "salary_per_point", "points", "least", "most")


def court_costs_json(dossier: Dossier, account: Account, on: date, words: Words) -> dict[str, object]:
    """What a case over all that is due would cost on a day; figures are null where a reason stands.

    Raises `RatesNotKnown` outside the tables.
    """
    shown: dict[str, object] = {
        "as_of": on.isoformat(),
        "claim": str(account.total_due),
        "indication": words.say(
            text("An indication of {date}, no claim: whoever loses usually pays these costs of the other.", date=on)
        ),
        "legal_entity": dossier.creditor.is_legal_entity,
        "reason": None,
    }
    if account.total_due <= ZERO:
        return shown | _without(text("Nothing is due on this date, so there is nothing to sue for."), words)
    try:
        found = forecast(dossier, account, on)
    except NotSupported as error:
        return shown | _without(error.detail, words)
    return shown | {
        "court_fee": str(found.court_fee),
        "summons": str(found.summons),
        "summons_vat": str(found.summons_vat),
        "salary_per_point": str(found.salary_per_point),
        "points": {"least": found.points_least, "most": found.points_most},
        "least": str(found.least),
        "most": str(found.most),
        "doubts": [*_creditor_doubt(dossier, words), *_table_doubts(found, words)],
        "sources": [
            {"table": each.table, "article": each.article, "from": each.start.isoformat(), "source": each.source}
            for each in found.sources
        ],
    }


def _without(reason: Text, words: Words) -> dict[str, object]:
    return {"reason": words.say(reason)} | dict.fromkeys(_FIGURES) | {"doubts": [], "sources": []}


def _table_doubts(found: CourtCosts, words: Words) -> list[str]:
    return [words.say(text(doubt)) for doubt in dict.fromkeys(doubt for each in found.sources for doubt in each.doubts)]


def _creditor_doubt(dossier: Dossier, words: Words) -> list[str]:
    if dossier.creditor.legal_form is not None:
        return []
    return [
        words.say(
            text("The creditor's legal_form is not known; the lower court fee, that of a natural person, was taken.")
        )
    ]
