"""What is known of single fields: the words that those for testing can have, and which are there together.

A comparison with any other word is never true, so that the letter says the wrong thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from docgen.dossier.course import Channel
from docgen.dossier.debtor_messages import MessageKind, Pause
from docgen.dossier.request import Stage
from docgen.letters import fields as f
from docgen.letters.kinds import KINDS, Party
from docgen.letters.message_fields import MessageFields, SupportFields
from docgen.letters.money_fields import CostsFields, PayFields
from docgen.render.claim_table import ClaimTable
from docgen.render.sheet import Sheet
from docgen.render.words import LANGUAGES

_PARTIES = get_args(Party)
_CHOICES: Mapping[tuple[type, str], tuple[str, ...]] = {
    (f.LetterFields, "kind"): tuple(KINDS),
    (f.LetterFields, "language"): LANGUAGES,
    (f.LetterFields, "branding"): _PARTIES,
    (f.LetterFields, "performed_by"): _PARTIES,
    (f.LetterFields, "channel"): get_args(Channel),
    (f.LetterFields, "stage"): get_args(Stage),
    (f.AgencyFields, "registration_kind"): ("wki", "bailiff", "advocate"),
    (CostsFields, "mode"): ("announced", "claimed"),
    (MessageFields, "kind"): get_args(MessageKind),
    (MessageFields, "pause"): get_args(Pause),
    (f.EarlierFields, "kind"): tuple(KINDS),
    (Sheet, "window"): ("left", "right"),
    (ClaimTable, "description"): ("column", "under", "nowhere"),
}


# A field that may be empty, and the one of its group that is there whenever it is.
_TOGETHER: Mapping[tuple[type, str], str] = {
    (PayFields, "link_host"): "link",
    (SupportFields, "plan_agreed_on"): "plan_count",
}


def partner_of(group: type, name: str) -> str | None:
    """The field of the same group with which this one is there or not."""
    return _TOGETHER.get((group, name))


def choices_of(group: type | None, name: str) -> tuple[str, ...]:
    """The words that a field of a group can have; none where it can be any."""
    return () if group is None else _CHOICES.get((group, name), ())
