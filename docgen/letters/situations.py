"""What a special situation of the debtor means for the creditor, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from docgen.dossier.model import Circumstance
from docgen.dossier.relief import in_force
from docgen.letters.case import Case
from docgen.letters.creditor_fields import InsolvencyFields, SituationFields
from docgen.texts import Text, text

_MEANS: Mapping[str, Text] = {
    "dispute": text("Your customer does not agree with the claim. We ask for no payment until that is cleared up."),
    "bankruptcy": text("Your customer is bankrupt. Only the curator can still pay you, if anything is left."),
    "wsnp": text(
        "Your customer is in the statutory debt scheme (Wsnp). Only the administrator can still pay you, if anything "
        "is left."
    ),
    "suspension": text("Your customer has a suspension of payments (surseance). We ask for no payment while it lasts."),
    "debt-help": text("Your customer gets help with debts. We talk with the helper."),
    "guardian": text("The money of your customer is under administration (bewind). We write to the administrator."),
    "deceased": text("Your customer has died. We write to the heirs."),
}
# Nobody can be made to pay any more; a claim is filed with whoever winds up the debts (art. 26 and 299 Fw).
INSOLVENT = ("bankruptcy", "wsnp")
_ROLES: Mapping[str, Text] = {"bankruptcy": text("Curator"), "wsnp": text("Administrator")}
_FILING: frozenset[str] = frozenset(("curator-claim",))


def situations(case: Case) -> tuple[SituationFields, ...]:
    """The situations that hold on the letter's date."""
    return tuple(SituationFields(each.type, _MEANS[each.type], each.since) for each in _holding(case))


def insolvency(case: Case) -> InsolvencyFields | None:
    """The insolvency that holds on the letter's date, when there is one."""
    found = next((each for each in _holding(case) if each.type in INSOLVENT), None)
    if found is None:
        return None
    judgment, curator = case.dossier.insolvency, case.dossier.curator
    return InsolvencyFields(
        what=_MEANS[found.type],
        stopped=text("We have stopped collecting."),
        filed=_filed(filed_on(case), found.type),
        known=any((found.since, found.reference, found.contact, judgment, curator)),
        since=found.since,
        reference=found.reference or (judgment.number if judgment is not None else None),
        role=_ROLES[found.type],
        contact=found.contact or (curator.name if curator is not None else None),
    )


def filed_on(case: Case) -> date | None:
    """The day on which the claim was filed with the curator or the administrator; None: it was not yet."""
    days = [each.sent_on for each in case.dossier.history if each.kind in _FILING and each.sent_on <= case.date]
    return max(days, default=None)


def _filed(day: date | None, type_: str) -> Text:
    if day is None:
        return text("Your claim was not filed yet.")
    if type_ == "bankruptcy":
        return text("On {date} we filed your claim with the curator.", date=day)
    return text("On {date} we filed your claim with the administrator.", date=day)


def _holding(case: Case) -> tuple[Circumstance, ...]:
    return tuple(each for each in case.dossier.circumstances if in_force(each, case.date))
