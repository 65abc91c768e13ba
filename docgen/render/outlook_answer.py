"""The JSON answer about a letter on the days around its date."""

from __future__ import annotations

from typing import Any

from docgen.dossier.account import Account
from docgen.errors import Finding
from docgen.letters.outlook import Outlook, OutlookDay
from docgen.render.words import Words


def outlook_json(answer: Outlook, words: Words) -> dict[str, Any]:
    """The outlook in the reader's language; each reason stands in it once, and days name its place in `reasons`.

    A day whose amounts are not known has none of them.
    """
    reasons: dict[tuple[str, str], int] = {}

    def place(finding: Finding) -> int:
        return reasons.setdefault((words.say(finding.message), finding.article), len(reasons))

    days = [_day(day, [place(each) for each in day.refused], words) for day in answer.days]
    lawful_from = answer.lawful_from
    return {
        "kind": answer.kind.id,
        "title": words.say(answer.kind.title),
        "date": answer.around.isoformat(),
        "from": answer.first.isoformat(),
        "to": answer.last.isoformat(),
        "every_day": answer.every_day,
        "lawful_from": lawful_from.isoformat() if lawful_from else None,
        "days": days,
        "reasons": [{"message": message, "article": article} for message, article in reasons],
        "marks": [
            {"date": mark.on.isoformat(), "what": mark.what, "text": words.say(mark.said)} for mark in answer.marks
        ],
    }


def _day(day: OutlookDay, refused: list[int], words: Words) -> dict[str, Any]:
    amounts = None if day.account is None else _amounts(day.account)
    unknown = words.say(day.unknown) if day.unknown else None
    return {
        "date": day.on.isoformat(),
        "lawful": day.lawful,
        "refused": refused,
        "unknown": unknown,
        "amounts": amounts,
    }


def _amounts(account: Account) -> dict[str, str]:
    return {
        "principal": str(account.principal),
        "interest": str(account.interest.outstanding),
        "costs": str(account.costs.outstanding),
        "total": str(account.total_due),
        "interest_per_day": str(account.interest.per_day),
    }
