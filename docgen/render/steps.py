"""The JSON answers about processes: a profile as its steps, and the next step in a dossier."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docgen.letters.next_step import NextStep
from docgen.letters.profile_fees import AgreedFee
from docgen.letters.profiles import Bilingual, Profile, Step
from docgen.letters.timeline import TimelineEntry
from docgen.render.words import Words
from docgen.texts import Text


def next_step_json(answer: NextStep, words: Words) -> dict[str, Any]:
    """The next step as the contract shows it, in the reader's language."""
    return {
        "kind": answer.kind,
        "from": answer.start.isoformat() if answer.start else None,
        "channel": answer.channel,
        "reason": words.say(answer.reason),
        "blocked": [
            {
                "kind": each.kind,
                "until": each.until.isoformat() if each.until else None,
                "reason": words.say(each.reason),
            }
            for each in answer.blocked
        ],
        "timeline": [_entry(each, words) for each in answer.timeline],
    }


def profile_json(profile: Profile, words: Words, *, default: bool) -> dict[str, Any]:
    """A profile with its steps as a timeline. What the creditor pays is in it: it is for staff, never for a debtor."""
    target = profile.target
    return {
        "id": profile.id,
        "title": profile.title.in_language(words.language),
        "description": profile.description.in_language(words.language),
        "default": default,
        "target": None
        if target is None
        else {
            "days": target.days,
            "from_step": target.from_step,
            "lines": list(target.lines),
            "title": target.title.in_language(words.language),
        },
        "timeline": [_step(each, words) for each in profile.steps],
    }


def _title(title: Bilingual | Text, words: Words) -> str:
    return words.say(title) if isinstance(title, Text) else title.in_language(words.language)


def _entry(entry: TimelineEntry, words: Words) -> dict[str, Any]:
    step = entry.step
    return {
        "step": step.id if step else None,
        "lines": list(entry.lines),
        "kind": entry.kind,
        "title": _title(entry.title, words),
        "status": entry.status,
        "date": entry.on.isoformat() if entry.on else None,
        "when": step.when if step else None,
        "letter": entry.is_letter,
        "inserted": entry.inserted,
        "to": list(step.to) if step else [],
        "channels": list(entry.channels),
        "performed_by": step.performed_by if step else None,
        "branding": step.branding if step else None,
        "payee": step.payee if step else None,
        "costs": step.costs if step else None,
        "interest": step.interest if step else None,
        "stage": step.stage if step else None,
        "term_days": dict(step.term) if step else {},
        "tone": step.tone if step else None,
    }


def _step(step: Step, words: Words) -> dict[str, Any]:
    return {
        "step": step.id,
        "lines": list(step.lines),
        "kind": step.kind,
        "title": _title(step.title, words),
        "description": step.description.in_language(words.language) if step.description else None,
        "letter": step.is_letter,
        "to": list(step.to),
        "debtors": list(step.debtors),
        "channels": list(step.channels),
        "all_channels": step.all_channels,
        "performed_by": step.performed_by,
        "branding": step.branding,
        "payee": step.payee,
        "costs": step.costs,
        "interest": step.interest,
        "stage": step.stage,
        "after": step.after,
        "days": step.days if step.after else None,
        "when": step.when,
        "term_days": dict(step.term),
        "tone": step.tone,
        "attach_invoice": step.attach_invoice,
        "hand_over": step.hand_over,
        "fee": _fee(step.fee) if step.fee else None,
    }


def _fee(fee: AgreedFee) -> dict[str, Any]:
    terms = fee.terms
    return {
        "rule": terms.rule,
        "amount": _figure(terms.amount),
        "percent": _figure(terms.percent),
        "base_fee": [{"up_to": _figure(band.up_to), "amount": str(band.amount)} for band in terms.bands],
        "over": terms.over if terms.rule == "statutory-costs" else None,
        "at_most": _figure(terms.at_most),
        "only_above_base_fee": terms.only_above_base_fee,
        "unless_court": fee.unless_court,
    }


def _figure(value: Decimal | None) -> str | None:
    return str(value) if value is not None else None
