"""A composed letter: everything the law and the dossier decide, before it gets a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from docgen.dossier.account import Account
from docgen.dossier.pictures import Picture
from docgen.dossier.post import DEFAULT_FOLD_MARKS, FoldMarks
from docgen.errors import Finding
from docgen.law.plan import Instalment
from docgen.letters.annex import Annex
from docgen.letters.enclosures import Enclosure
from docgen.letters.explanation import Explanation
from docgen.letters.fields import Fields
from docgen.letters.kinds import Recipient
from docgen.letters.messages import Mail, Sms
from docgen.texts import Text

WindowPreset = Literal["left", "right"]


@dataclass(frozen=True)
class Look:
    """What the letterhead looks like: data of the brand, no law."""

    accent: str  # "#rrggbb", already dark enough for text on white
    window: WindowPreset
    logo: Picture | None  # None: the name is set in type
    fold_marks: FoldMarks = DEFAULT_FOLD_MARKS


@dataclass(frozen=True)
class Payee:
    """Whose account is to be paid, compact (no spaces) as machines want it."""

    name: str
    iban: str
    bic: str | None
    reference: str


@dataclass(frozen=True)
class Letter:
    """The result of `compose`; `render` gives it a form and adds nothing."""

    kind: str
    title: Text  # name of the kind
    date: dt.date
    language: str
    fields: Fields
    look: Look
    account: Account
    plan: tuple[Instalment, ...]
    amount: Decimal | None  # what the letter asks now; None when nothing is to be paid
    pay_before: dt.date | None
    payee: Payee | None
    payment_link: str | None
    findings: tuple[Finding, ...]
    history_entry: Mapping[str, object]
    pages_limit: int
    forms: tuple[str, ...]  # that a letter of its kind can have
    mail: Mail  # what it needs to go by e-mail
    sms: Sms
    not_before: dt.datetime | None  # from when a message may go; None: no law says so
    explanation: Explanation = field(repr=False)  # where its amounts are read from
    to: Recipient = "debtor"
    engine: Literal["html", "word"] = "html"  # the template that its PDF is made from
    hidden: tuple[str, ...] = ()  # what may not stand in it: the agency that a creditor's own letter does not show
    word_template: bytes | None = field(default=None, repr=False)  # picked for it; None: the file in the folder
    annex_limit: int = 0  # pages
    kix: str | None = None  # what PostNL's code above the address is to say, when there is to be one
    annex: Annex | None = None  # how the amount came about, when that was asked for
    behind: tuple[Enclosure, ...] = ()  # PDFs printed behind it
    made: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was already made of this very letter, so that its text, its file and its answer are of one making."""
