"""What there is to choose from: the letter kinds, the fields of a template, and how long the rates hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from docgen.authoring.snippets import tag_of
from docgen.law.rates import Tables
from docgen.letters.field_types import TYPE_NAMES, entries
from docgen.letters.kinds import KINDS
from docgen.render import FORMS
from docgen.render.words import Words
from docgen.texts import Percent, text

WARN_AHEAD = relativedelta(months=2)

# The same in both our languages.
FORM_NAMES = {"pdf": "PDF", "html": "HTML", "docx": "Word", "eml": "E-mail", "txt": "SMS", "json": "JSON"}


def kinds(words: Words) -> list[dict[str, Any]]:
    """Every letter kind with its default branding and its forms."""
    return [
        {"id": kind.id, "title": words.say(kind.title), "branding": kind.branding, "forms": list(kind.forms)}
        for kind in KINDS.values()
    ]


def by_recipient(words: Words) -> list[tuple[str, list[str]]]:
    """The ids of all kinds, by whom their letters go to, each group with its name."""
    names = {"debtor": text("To the debtor"), "creditor": text("To the creditor")}
    groups: dict[str, list[str]] = {}
    for kind in KINDS.values():
        groups.setdefault(words.say(names.get(kind.to, text("To others"))), []).append(kind.id)
    return list(groups.items())


def forms() -> list[dict[str, Any]]:
    """Every form of a letter, with its name for people and the kinds that have it."""
    return [
        {
            "id": name,
            "name": FORM_NAMES.get(name, name.upper()),
            "media_type": form.media_type.partition(";")[0],
            "kinds": [kind.id for kind in KINDS.values() if name in kind.forms],
        }
        for name, form in FORMS.items()
    ]


def fields(words: Words) -> list[dict[str, Any]]:
    """Every name that a template may use, from `Fields` down: ``invoices[].amount`` is a field of each invoice."""
    return [
        {
            "name": each.name,
            "type": "group" if each.shape.group else TYPE_NAMES[each.shape.type],
            "optional": each.shape.optional,
            "description": words.say(text(each.description)),
            "sample": _plain(each.sample),
            "tag": tag_of(each),
            "explained_by": list(each.explained_by),
        }
        for each in entries()
    ]


def _plain(sample: object) -> Any:
    if isinstance(sample, Percent):
        return str(sample.value)
    if isinstance(sample, Decimal | date):
        return str(sample)
    return list(sample) if isinstance(sample, tuple) else sample


def rate_warnings(rates: Tables, today: date, words: Words) -> list[str]:
    """A sentence for each day, past or within two months, on which tables end: which ones, and what to do."""
    ending: dict[date, list[str]] = {}
    for table in rates.values():
        if table.known_until and table.known_until <= today + WARN_AHEAD:
            ending.setdefault(table.known_until, []).append(f'"{table.title}"')
    return [
        words.say(
            text(
                "Known up to and including {until}: {tables}. Letters that need a later rate will be refused; "
                "the setting DOCGEN_RATES supplies newer tables.",
                tables=tuple(titles),
                until=until,
            )
        )
        for until, titles in sorted(ending.items())
    ]
